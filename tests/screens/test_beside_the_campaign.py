"""The pages beside the campaign: the lab's curves are the engine's and say what moved them; countries and packs as they are."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from pathlib import Path
from typing import Any

import pytest

from game.content.packs import choices, folders
from game.devtools.sample_situations import show_sample
from game.engine.rules.vocabulary.plan import AnswerCard
from game.forecast.causes import Came, Cause, Rest
from game.forecast.leanings import leanings
from game.forecast.sandbox import curves
from game.screens.app import App
from game.screens.pages.quarter.waterfall import answered
from game.screens.tree.node import Chart, Intent, Meter, find, walk
from tests.content.test_checker import CARD, MANIFEST


def lab(app: App) -> Any:
    app.do(Intent("go", ("lab",)))
    app.tick()
    return app


def test_equal_settings_give_equal_curves_and_a_moved_dial_is_named(make_app: Callable[..., App]) -> None:
    app = lab(make_app())
    node = find(app.tree(), "lab-chart")
    assert node is not None and isinstance(node.data, Chart)
    assert node.data.series[0].values == node.data.series[1].values
    assert find(app.tree(), "lab-moved-none") is not None
    app.do(Intent("lab-dial", ("licence-heavy-rival", 3)))
    app.tick()
    node = find(app.tree(), "lab-chart")
    assert node is not None and isinstance(node.data, Chart)
    one, two = node.data.series
    assert two.values[-1] > one.values[-1], "a freeze lifts the price outside"
    because = find(app.tree(), "lab-because")
    assert because is not None and app.rules_told().dials["licence-heavy-rival"].title in because.name
    app.do(Intent("lab-clear"))
    app.tick()
    assert find(app.tree(), "lab-because") is None


def test_what_each_dial_moved_adds_up(rules: Any) -> None:
    found = curves(rules, "spring-curbs", {}, {"licence-heavy-rival": 3, "stockpile": 2}, "heavy.magnet", 8)
    assert set(found.alone) == {"licence-heavy-rival", "stockpile"}
    for quantity, path in found.first.items():
        assert len(path) == 9 and all(map(isfinite, path[1:]))
        assert sum(x for _, x in found.moved(quantity)) == pytest.approx(found.second[quantity][-1] - path[-1])
    again = curves(rules, "spring-curbs", {}, {"licence-heavy-rival": 3, "stockpile": 2}, "heavy.magnet", 8)
    assert again.second["price:outside"] == found.second["price:outside"]


def test_the_lab_refuses_what_is_not_there(rules: Any) -> None:
    with pytest.raises(ValueError, match="no notch 9"):
        curves(rules, "spring-curbs", {}, {"stockpile": 9}, "heavy.magnet")
    with pytest.raises(KeyError):
        curves(rules, "nowhere", {}, {}, "heavy.magnet")


def test_the_stance_that_is_wanted_is_the_sum_of_its_parts(make_app: Callable[..., App], rules: Any) -> None:
    app = make_app()
    show_sample(app, "countries")
    app.tick()
    o = app.campaign.observation
    anchor = rules.scenarios[o.scenario].stances
    found = leanings(rules, o)
    for region, sides in found.items():
        for i, leaning in enumerate(sides.values()):
            wanted = min(max(sum(leaning.parts.values()), -1.0), 1.0)
            assert leaning.goal == pytest.approx(0.5 * anchor.get(region, (0.0, 0.0))[i] + 0.5 * wanted)
    region = next(iter(found))
    app.do(Intent("country", (region,)))
    bar = find(app.tree(), "country:beijing:stance")
    assert bar is not None and isinstance(bar.data, Meter) and bar.data.value == o.stances[region][0]
    assert find(app.tree(), "country-cut:beijing") is not None


def test_the_losses_of_a_cut_off_are_worked_out_beside(make_app: Callable[..., App]) -> None:
    app = make_app()
    show_sample(app, "countries")
    assert app.scene().losses is None
    app.tick()
    losses = app.scene().losses
    assert losses is not None and losses["japan"]["beijing"] > 0


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "own" / "content"
    folder.mkdir(parents=True)
    monkeypatch.setattr(folders, "user_content", lambda: folder)
    monkeypatch.setattr("game.screens.pages.menu.packs_page.user_content", lambda: folder)
    return folder


def pack(folder: Path, name: str, card: str) -> None:
    (folder / name / "cards").mkdir(parents=True)
    (folder / name / "pack.yaml").write_text(MANIFEST.format(id=name), encoding="utf-8")
    (folder / name / "cards" / "quota.yaml").write_text(card, encoding="utf-8")


def test_a_broken_pack_is_listed_with_file_and_line_and_can_be_switched_off(own: Path, make_app: Callable[..., App]) -> None:
    pack(own, "mymod", CARD.replace("title: A quota", "titel: A quota"))
    app = make_app()
    app.do(Intent("go", ("packs",)))
    told = [n.name for n in walk(app.tree()) if n.id.startswith("pack:mymod:finding")]
    assert any("mymod/cards/quota.yaml:2:1" in words for words in told)
    switch = find(app.tree(), "pack:mymod:switch")
    assert switch is not None and switch.on and not switch.why_not
    app.do(switch.intent or Intent(""))
    assert choices.choices().off == ("mymod",)
    state = find(app.tree(), "pack:mymod:state")
    assert state is not None and state.name == app.texts("packs.off")
    base = find(app.tree(), "pack:base:switch")
    assert base is not None and base.why_not


def test_a_text_of_five_thousand_letters_in_a_pack_is_no_hindrance(own: Path, make_app: Callable[..., App]) -> None:
    pack(own, "long", CARD.replace("Cut the quota.", "Cut " * 1250))
    app = make_app()
    app.do(Intent("go", ("packs",)))
    assert any(n.id.startswith("pack:long:finding") for n in walk(app.tree()))
    assert all(len(n.name) <= 400 for n in walk(app.tree()))


def test_guided_countries_have_no_magnitudes_of_stance_and_analysts_do(make_app: Callable[..., App]) -> None:
    app = make_app()
    show_sample(app, "countries")
    bar = find(app.tree(), "country:beijing:stance")
    assert bar is not None and not any(c.isdigit() for c in bar.value)
    app.do(Intent("setting", ("guidance", "analyst")))
    bar = find(app.tree(), "country:beijing:stance")
    assert bar is not None and any(c.isdigit() for c in bar.value)


def test_an_event_and_the_answer_to_it_are_one_cause() -> None:
    """Apart they are measured against an answer that nobody gave: +11.7 and −11.6 for a quarter in which nothing moved."""
    found = (
        Cause(Rest("policy"), "policy", 0.5, 0.0),
        Cause(Came("b-kachin"), "event", 11.75, -11.25),
        Cause(AnswerCard("b-kachin", "pay-tax"), "decision", -11.5, 12.25, "beijing", True),
        Cause(Came("x-swap"), "event", 0.25, 0.5),
        Cause(Rest("chance"), "chance", -0.25, 1.0),
    )
    told = answered(found)
    assert [c.what for c in told] == [Rest("policy"), AnswerCard("b-kachin", "pay-tax"), Came("x-swap"), Rest("chance")]
    assert sum(c.amount for c in told) == sum(c.amount for c in found)
    assert told[1].amount == 0.25 and told[1].without == 0.5
    assert answered(found[:2]) == found[:2]
