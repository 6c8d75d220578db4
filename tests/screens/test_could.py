"""What could be done this quarter: the nearest mandate with what it lacks, and the likeliest offer with its odds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from game.devtools.sample_situations import show_sample
from game.engine.rules import Setup, observe
from game.engine.rules.campaign.quantities import ASKABLE
from game.engine.rules.campaign.record import Promise
from game.engine.rules.turn.observe import facts_seen
from game.engine.rules.verdict.mandates import hopeless
from game.engine.rules.verdict.standing import parts_so_far
from game.engine.rules.vocabulary import conditions as c
from game.engine.rules.vocabulary.items import DESKS
from game.forecast import odds_of_yes
from game.play import Campaign
from game.play.told.mandate_standing import Standing
from game.play.told.verdict_so_far import verdict_so_far
from game.screens.app import App
from game.screens.pages.desk.goals_panel import filled, goal
from game.screens.pages.desk.ladder_and_mandates import mandate_state
from game.screens.pages.desk.rival_panels import promises
from game.screens.pages.shared.suggestions import asked, candidates, lacking, likeliest_offer, nearest_mandate, need
from game.screens.pages.shared.top_bar import dated
from game.screens.tree.node import Intent, find, walk
from game.screens.words.sentences import date_of
from game.screens.words.texts import LANGUAGES, Texts
from game.structs import replace


def test_the_nearest_of_alternatives_is_named(make_app: Callable[..., App]) -> None:
    app = make_app()
    show_sample(app, "desk")
    scene: Any = app.scene()
    facts = facts_seen(scene.rules, scene.observation)
    near = c.Quantity("partners", least=0)
    far = c.DialAt("licence-heavy-rival", least=3)
    assert lacking(facts, c.AnyOf((far, near))) == []
    assert [x for _, x in lacking(facts, c.All((far, near)))] == [far]
    words = need(scene, facts, far)
    assert scene.rules.dials["licence-heavy-rival"].title in words and "Freeze" in words
    assert "100" in need(scene, facts, c.Quantity("leverage", least=100)) and "now" in need(
        scene, facts, c.Quantity("leverage", least=100)
    )


def test_the_desk_names_them_at_guided_level_only(make_app: Callable[..., App]) -> None:
    for language in LANGUAGES:
        app = make_app(language)
        show_sample(app, "desk")
        assert find(app.tree(), "could-mandate") is not None
        app.do(Intent("tab", ("tasks",)))
        table = find(app.tree(), "could")
        assert table is not None and all(cell.name for row in table.children for cell in row.children)
        app.do(Intent("setting", ("guidance", "analyst")))
        assert find(app.tree(), "could-mandate") is None and find(app.tree(), "could") is None


def content_watchers(app: App) -> None:
    """Everybody who judges the government is content, so that no envoy is called home."""
    state, side = app.campaign.state, app.campaign.side
    own = replace(state.record.accounts[side], watchers=(60.0,) * len(DESKS))
    app.campaign.state = replace(state, record=replace(state.record, accounts={**state.record.accounts, side: own}))
    app.changed()


def test_the_suggested_offer_may_be_made_and_has_the_best_odds(make_app: Callable[..., App]) -> None:
    app = make_app()
    show_sample(app, "desk")
    content_watchers(app)
    scene: Any = app.scene()
    best = likeliest_offer(scene)
    assert best is not None
    assert best[1] == max(odds_of_yes(scene.rules, scene.observation, x).chance for x in candidates(scene))
    button = find(app.tree(), "could-offer")
    assert button is not None and button.intent is not None
    app.do(button.intent)
    assert app.tree().id == "table" and app.scene().offer == best[0]
    app.do(Intent("offer"))
    assert app.tree().id == "desk" and app.campaign.plan.lines == (best[0],)
    assert find(app.tree(), "could-offer") is None, "one offer a quarter"


def test_every_quantity_has_words() -> None:
    for language in LANGUAGES:
        texts = Texts(language)
        assert not [q for q in ASKABLE if not texts(f"quantity.{q}") or texts.missing]


def test_a_mandate_is_measured_by_the_bounds_of_the_scenario_that_is_played(make_app: Callable[..., App]) -> None:
    app = make_app()
    show_sample(app, "desk")  # spring 2025
    scene: Any = app.scene()
    facts = facts_seen(scene.rules, scene.observation)
    there, here_ = c.Scenario(("after-the-truce",)), c.Scenario((scene.observation.scenario,))
    near, far = c.Quantity("leverage-lasting", least=facts.figures[facts.side].leverage_lasting), c.Quantity("leverage", least=99)
    bounds = c.AnyOf((c.All((there, near)), c.All((here_, far))))
    assert asked(facts, bounds) == [here_, far] or asked(facts, bounds) == [far]
    assert [x for _, x in lacking(facts, bounds)] == [far]
    other = c.AnyOf((c.All((c.Not(here_), near)), c.All((here_, far))))
    assert [x for _, x in lacking(facts, other)] == [far]


def test_every_dealt_mandate_says_where_it_stands_today(make_app: Callable[..., App]) -> None:
    for language in LANGUAGES:
        app = make_app(language)
        show_sample(app, "desk")
        app.do(Intent("tab", ("tasks",)))
        for id in app.campaign.observation.mandates:
            node = find(app.tree(), f"mandate:{id}:here")
            assert node is not None and node.name and "{" not in node.name


def test_a_number_that_has_only_a_lower_bound_is_told_as_one_when_it_is_met(make_app: Callable[..., App]) -> None:
    app = make_app()
    show_sample(app, "desk")
    scene: Any = app.scene()
    facts = facts_seen(scene.rules, scene.observation)
    assert "or more" in need(scene, facts, c.Quantity("leverage", least=0.0))
    assert "or less" in need(scene, facts, c.Quantity("tension", most=99.0))


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_desks_that_disagree_each_have_an_order_that_can_be_pressed(language: str, make_app: Callable[..., App]) -> None:
    """ "You could ..." named a mandate and an offer, and no deed."""
    app = make_app(language)
    show_sample(app, "desk")
    app.do(Intent("tab", ("tasks",)))
    voices = [n for n in walk(app.tree()) if n.role == "row" and n.id.startswith("desk-voice:")]
    assert len(voices) == 2
    heads = {p.name for p in app.scene().rules.persons.values() if p.side == "beijing" and p.desk}
    for voice in voices:
        face, who, press = voice.children
        assert face.role == "picture" and press.enabled and press.intent is not None and press.hint
        assert any(name in who.name for name in heads)
        planned = len(app.campaign.plan.lines)
        app.do(press.intent)
        assert len(app.campaign.plan.lines) == planned + 1
    app.do(Intent("setting", ("guidance", "analyst")))
    assert find(app.tree(), voices[0].id) is None


def test_the_verdict_as_it_stands_is_the_engines(make_app: Callable[..., App]) -> None:
    app = make_app()
    show_sample(app, "desk")
    campaign = app.campaign
    for side in ("beijing", "washington"):
        record, world = campaign.state.record, campaign.state.world
        whole = parts_so_far(campaign.rules, record, world, side)
        found = verdict_so_far(campaign.rules, observe(campaign.rules, campaign.state, side))
        assert found is not None and found.verdict == pytest.approx(whole.verdict)
        assert found.standing == pytest.approx(whole.standing)
        assert found.mandates == pytest.approx(whole.mandate_points)
    app.do(Intent("tab", ("tasks",)))
    line = find(app.tree(), "verdict-so-far")
    assert line is not None and "against par" in line.name and line.hint
    start = Campaign.start(campaign.rules, Setup("spring-curbs", 1, "beijing"))
    assert verdict_so_far(campaign.rules, start.observation) is None


def test_a_goals_bar_moves_before_a_quarter_counts(make_app: Callable[..., App]) -> None:
    """Every bar was empty in the first quarters, at trust 77 of 82 wanted."""
    app = make_app()
    show_sample(app, "desk")
    scene: Any = app.scene()
    facts = facts_seen(scene.rules, scene.observation)
    now = facts.figures[facts.side].leverage
    far, near = (c.Quantity("leverage", least=now + by) for by in (40, 2))
    mandate = next(iter(scene.rules.mandates.values()))
    none = Standing(0.0, False)
    for span, quarters in (("end", 0), ("count", 4)):
        bars = [filled(scene, replace(mandate, condition=x, span=span, quarters=quarters), none) for x in (far, near)]
        assert 0 < bars[0] < bars[1] < 1, span
    assert filled(scene, replace(mandate, condition=near, span="count", quarters=4), Standing(1.0, False)) == 1.0
    assert filled(scene, replace(mandate, condition=near, span="count", quarters=4), Standing(0.5, False, lost=True)) == 0.5


def test_a_promise_ends_on_the_same_date_wherever_it_is_told(make_app: Callable[..., App]) -> None:
    """The calendar had it a quarter later than the deal that was struck."""
    app = make_app()
    show_sample(app, "desk")
    scene: Any = app.scene()
    now = scene.observation.quarter
    promise = Promise("p1", "washington", "beijing", now, now + 3, dial="chips-rival", most=0)
    held = replace(scene, observation=replace(scene.observation, promises=(promise,)))
    ends = [q for q in range(now, now + 5) if any(words == held.t("strip.promise") for words, *_ in dated(held, q))]
    panel = promises(held)
    assert panel is not None and ends == [now + 2]
    assert date_of(held.t, held.rules, held.observation.scenario, now + 2) in panel.children[0].hint


def test_what_can_no_longer_be_met_says_so_and_is_not_advised(make_app: Callable[..., App]) -> None:
    """ "Come nearer: promises broken of 0 or less (now 1)" was advised, with "act now", to somebody who had broken one."""
    app = make_app()
    show_sample(app, "desk")
    side = app.campaign.side
    condition = c.All((c.Quantity("promises-broken", most=0), c.Quantity("reliability", least=1)))
    broken = Promise("p1", side, "europe", 0, 1, dial="chips-rival", most=0, status="broken")
    state = app.campaign.state
    app.campaign.state = replace(state, record=replace(state.record, promises=(broken,)))
    app.changed()
    scene: Any = app.scene()
    facts = facts_seen(scene.rules, scene.observation)
    id = scene.observation.mandates[0]
    asks = replace(scene.rules.mandates[id], condition=condition, span="end")
    lost = replace(scene, rules=replace(scene.rules, mandates={**scene.rules.mandates, id: asks}))
    assert hopeless(facts, condition) and not hopeless(facts, condition.of[1])
    assert mandate_state(lost, id) == scene.t("task.end_lost") and goal(lost, id).value == scene.t("goals.lost")
    assert (nearest_mandate(lost) or ("",))[0] != asks.title
