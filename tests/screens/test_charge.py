"""Sealed mandates on the screens: the own one is marked, the other capital's public ones stand with a list to name one from in the
last quarter alone, the end opens both, and nothing that is shown before tells which one it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from game.classroom.events.tally import NOTHING
from game.classroom.pages import pupil
from game.classroom.pages.html_tree import fields_of
from game.classroom.worlds import sheet
from game.engine.rules import State
from game.engine.rules.campaign.record import Setup
from game.engine.rules.vocabulary.plan import NameCharge
from game.play import Campaign
from game.screens.app import App
from game.screens.tree.node import Intent, find, walk
from game.screens.words.texts import LANGUAGES
from game.structs import replace

PLAYED = ("briefing", "desk", "table", "countries", "statistics", "history", "codex")
TABS = ("world", "ladder", "tasks")


def campaign_in(rules: Any, quarter: int, scenario: str = "first-crisis") -> Campaign:
    campaign = Campaign.start(rules, Setup(scenario, 3, "beijing", doctrines=("calibrator", "hawk")))
    while campaign.state.record.quarter < quarter:
        campaign.commit()
    return campaign


def shown(app: App, campaign: Campaign) -> list[Any]:
    """Every tree of a campaign under way."""
    app.adopt(campaign)
    trees = []
    for screen in PLAYED:
        app.show(screen)
        trees.append(app.tree())
    app.show("desk")
    for column in ("card", "orders", "table"):
        app.do(Intent("column", (column,)))
        trees.append(app.tree())
    for tab in TABS:
        app.do(Intent("tab", (tab,)))
        trees.append(app.tree())
    return trees


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_own_sealed_mandate_is_marked_and_theirs_stand_beside_the_readings(
    make_app: Callable[..., App], rules: Any, language: str
) -> None:
    app, campaign = make_app(language), campaign_in(rules, 1)
    app.adopt(campaign)
    app.show("desk")
    o, known = campaign.observation, app.scene().rules
    assert known is not None
    sealed, public = (find(app.tree(), f"goal:{m}") for m in o.mandates)
    assert sealed is not None and public is not None
    assert (
        sealed.name == app.texts("charge.sealed", title=known.mandates[o.mandates[0]].title) != known.mandates[o.mandates[0]].title
    )
    assert public.name == known.mandates[o.mandates[1]].title and find(app.tree(), "goals-name") is None
    app.do(Intent("column", ("table",)))
    assert find(app.tree(), f"theirs:{o.rival_mandates[0]}") is not None
    for m in o.charge_lists["washington"]:
        option = find(app.tree(), f"charge:{m}")
        assert option is not None and option.why_not == app.texts("refusal.not-yet", a0=app.texts.date("2026Q1"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_quarter_asks_for_a_name_and_the_end_opens_both(make_app: Callable[..., App], rules: Any, language: str) -> None:
    app, campaign = make_app(language), campaign_in(rules, 3)
    app.adopt(campaign)
    app.show("desk")
    asked = find(app.tree(), "goals-name")
    assert asked is not None and asked.intent is not None
    app.do(asked.intent)
    first, second = campaign.observation.charge_lists["washington"][:2]
    for m in (first, second):
        app.do(Intent("name-charge", (m,)))
        assert campaign.plan.lines == (NameCharge(m),), "another name takes the place of the first"
    app.do(Intent("name-charge", ("",)))
    assert not campaign.plan.lines
    app.do(Intent("name-charge", (first,)))
    campaign.commit()
    app.show("ending")
    opened = [find(app.tree(), f"charge:{side}") for side in ("beijing", "washington")]
    known = app.scene().rules
    assert known is not None and all(node is not None for node in opened)
    for side, node in zip(("beijing", "washington"), opened, strict=True):
        assert node is not None and known.mandates[campaign.state.record.mandates[side][0]].title in node.name


@pytest.mark.slow
def test_nothing_that_is_shown_before_the_end_tells_which_one_is_sealed(make_app: Callable[..., App], rules: Any) -> None:
    for quarter in (1, 3):
        campaign = campaign_in(rules, quarter)
        record, world = campaign.state.record, campaign.state.world
        told = set()
        for charge in record.charge_lists["washington"]:
            hand = (charge, *record.mandates["washington"][1:])
            hidden = State(replace(record, mandates={**record.mandates, "washington": hand}), world)
            other = Campaign(rules, hidden, campaign.log, campaign.plan, None, campaign.id)
            trees = shown(make_app(), other)
            words = [(n.role, n.id, n.name, n.value, n.hint, n.why_not) for tree in trees for n in walk(tree)]
            told.add(tuple(w for w in words if w[1] != "charge-report"))  # the service's report may be right, at its stated rate
        assert len(told) == 1


def test_a_class_names_it_by_ballot_in_the_last_quarter(make_app: Callable[..., App], rules: Any) -> None:
    app = make_app()
    for quarter in (1, 3):
        o = campaign_in(rules, quarter).observation
        scene = pupil.scene_of(rules, app.texts, o)
        values = fields_of(pupil.ballot(scene, (), 1, predict=False)).get(sheet.CHARGE)
        asked = next((c for c in sheet.choices(rules, o, (), 1) if c.id == sheet.CHARGE), None)
        listed = o.charge_lists["washington"]
        if quarter == 1:
            assert values is None and asked is None
            continue
        assert values == (*listed, NOTHING) and asked is not None and asked.values == values and asked.silence == NOTHING
        assert sheet.decided(rules, o, (), {sheet.CHARGE: (listed[2],)}).plan.lines == (NameCharge(listed[2]),)
        assert sheet.decided(rules, o, (), {sheet.CHARGE: (NOTHING,)}).plan.lines == ()
        assert [pupil.value_told(scene, sheet.CHARGE, m) for m in values] == [
            *(rules.mandates[m].title for m in listed), app.texts("charge.none"),
        ]  # fmt: skip
