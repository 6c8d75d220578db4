"""The debrief as the player uses it: speaks first, asks what if, plays on from there; in window and terminal, both languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.cli import main
from game.engine.rules import Rules, Setup
from game.engine.rules.campaign.record import State
from game.engine.rules.vocabulary.plan import AnswerCard, Plan, Say, SetDial, Side
from game.lab.simulation.simulate import play_setups
from game.play import Campaign, replay
from game.play.debrief import turning_points
from game.play.debrief.courses import GoOn
from game.play.debrief.turning_points import Debrief, debrief
from game.play.save_file import LogLine, Spoken, read
from game.screens.app import App
from game.screens.pages.debrief.page import parts
from game.screens.pages.debrief.told import View
from game.screens.tree.node import Chart, Intent, Node, find, walk
from game.screens.words.texts import Texts
from game.structs import replace
from game.terminal.text_page import Numbers, page

CUT = "dial:licence-heavy-rival:1"


def press(app: App, verb: str, *args: str | int | bool) -> None:
    app.do(Intent(verb, args))
    app.tick()


def node(app: App, id: str) -> Node:
    found = find(app.tree(), id)
    assert found is not None, id
    return found


Over = Callable[[App], Campaign]
Played = tuple[State, tuple[LogLine, ...]]
Known = list[tuple[Setup, tuple[LogLine, ...], list[Debrief]]]


@pytest.fixture(scope="module")
def played(rules: Rules) -> Played:
    """A finished campaign with a few decisions."""
    campaign = Campaign.start(rules, Setup("spring-curbs", 1, "beijing", doctrines=("hawk", "hawk")))
    while not campaign.over:
        quarter = campaign.state.record.quarter
        for card in campaign.observation.table:
            if quarter < 2 and card.card in campaign.rules.cards:
                campaign.add(AnswerCard(card.card, campaign.rules.cards[card.card].responses[0].id))
        if quarter == 1:
            campaign.add(SetDial("licence-heavy-rival", 1))
            campaign.add(Say("ease"))
        campaign.commit()
    return campaign.state, campaign.log


@pytest.fixture(scope="module")
def known() -> Known:
    """Histories whose debrief has been worked out, with each step of it."""
    return []


@pytest.fixture
def over(played: Played, known: Known, monkeypatch: pytest.MonkeyPatch) -> Over:
    """Opens the debrief of the finished campaign, as one of the app's own; what it says of a history is worked out once for all."""

    def once(rules: Rules, setup: Setup, log: tuple[LogLine, ...], side: Side, *go_on: GoOn) -> Iterator[Debrief]:
        steps = next((found for *of, found in known if of == [setup, log]), None)
        if steps is None:
            steps = []
            for step in debrief(rules, setup, log, side, *go_on):
                steps.append(step)
                yield step
            if steps[-1].whole or steps[-1].refused:
                known.append((setup, log, steps))
        else:
            yield from steps

    def opened(app: App) -> Campaign:
        campaign = Campaign(app.rules, *played, Plan("beijing"), app.library.store)
        campaign.autosave()
        app.adopt(campaign)
        press(app, "go", "debrief")
        return campaign

    monkeypatch.setattr(turning_points, "debrief", once)
    return opened


def test_the_player_is_asked_before_anything_is_worked_out(make_app: Callable[..., App], over: Over, rules: Rules) -> None:
    app = make_app()
    campaign = over(app)
    found = next(debrief(rules, campaign.setup, campaign.log, "beijing"))
    assert found.points == () and found.seen and not found.refused
    app.session.outlook.debrief = found
    app.changed()
    assert {"debrief-first", "first-quarters", "first-sentence"} <= {n.id for n in walk(app.tree())}


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_the_player_speaks_before_any_result(make_app: Callable[..., App], over: Over, language: str) -> None:
    app = make_app(language)
    campaign = over(app)
    ids = {n.id for n in walk(app.tree())}
    assert "debrief-first" in ids and not ids & {"turning-0", "points-table", "all-decisions", "timeline"}
    assert node(app, "first-on").name == app.texts("debrief.first_skip")
    press(app, "first-quarter", 1)
    press(app, "first-decision", 1, CUT)
    press(app, "first-sentence", "  They squeezed\u202e us. ")
    assert node(app, "first-on").name == app.texts("debrief.first_on")
    press(app, "first-done")
    assert campaign.spoken == Spoken(1, CUT, "They squeezed us.")
    told = "\n".join(page(app.tree(), Numbers()))
    assert "They squeezed us." in told and find(app.tree(), "turning-0") is not None
    assert app.texts.number(len(app.session.outlook.debrief.decisions)) in node(app, "said-place").name
    assert not app.texts.missing


def test_both_questions_may_be_skipped_and_are_not_asked_again(make_app: Callable[..., App], over: Over) -> None:
    app = make_app()
    campaign = over(app)
    press(app, "first-done")
    assert campaign.spoken == Spoken() and find(app.tree(), "debrief-said") is None
    assert campaign.kept is not None
    loaded = Campaign.load(app.rules, campaign.kept.path)
    app.adopt(loaded)
    press(app, "go", "debrief")
    assert find(app.tree(), "debrief-first") is None and find(app.tree(), "turning-0") is not None


def test_what_was_said_stands_in_the_report(make_app: Callable[..., App], over: Over, tmp_path: Path) -> None:
    app = make_app()
    campaign = over(app)
    press(app, "first-decision", 1, CUT)
    press(app, "first-sentence", "They squeezed us & called it calm.")
    press(app, "first-done")
    assert campaign.kept is not None and read(campaign.kept.path).spoken == campaign.spoken
    assert main(["debrief", str(campaign.kept.path), "-o", str(tmp_path / "out.html")]) == 0
    told = (tmp_path / "out.html").read_text("utf-8")
    assert "They squeezed us &amp; called it calm." in told and Texts("en")("debrief.said_title") in told


@pytest.mark.parametrize("language", ["en", pytest.param("zh-Hans", marks=pytest.mark.slow)])
def test_another_plan_shows_another_history_with_its_spread(make_app: Callable[..., App], over: Over, language: str) -> None:
    app = make_app(language)
    campaign = over(app)
    press(app, "first-done")
    press(app, "what-if", 1)
    assert node(app, "what-if-same").name == app.texts("debrief.what_if_same")
    lines = campaign.log[1].plans["beijing"].lines
    press(app, "what-if-drop", lines.index(SetDial("licence-heavy-rival", 1)))
    chart = node(app, "what-if-leverage").data
    assert isinstance(chart, Chart)
    real, there = chart.series
    assert len(real.values) == len(there.values) == len(there.low) == len(campaign.log)
    assert all(low <= x <= high for low, x, high in zip(there.low, there.values, there.high, strict=True))
    assert real.values[0] == there.values[0] and real.values[-1] != there.values[-1]
    assert any(high > low for low, high in zip(there.low, there.high, strict=True))
    told = "\n".join(page(app.tree(), Numbers()))
    assert app.texts("debrief.play_on", date=app.texts.date("2025Q3")) in told
    press(app, "what-if-rival", True)
    assert app.session.outlook.what_if.question.free
    press(app, "what-if", 1)
    assert node(app, "what-if-same").name and not app.texts.missing


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_any_quarter_steps_on_the_map(make_app: Callable[..., App], language: str, over: Over) -> None:
    app = make_app(language)
    campaign = over(app)
    press(app, "first-done")
    first = node(app, "quarter-map").data
    assert node(app, "quarter-back").why_not and not node(app, "quarter-next").why_not
    press(app, "debrief-quarter", 1)
    assert node(app, "quarter-map").data != first, "the map is that of the quarter"
    assert node(app, "quarter-headline").name
    chart = node(app, "quarter-chart").data
    assert isinstance(chart, Chart) and chart.now == 1 and len(chart.series) == 2, "the real history and the other one"
    assert len(page(app.tree(), Numbers())) > 20
    for wanted, shown in ((99, len(campaign.log) - 1), (-5, 0)):
        press(app, "debrief-quarter", wanted)
        assert app.ui.debrief.shown == shown
    assert not app.texts.missing


@pytest.mark.slow
def test_a_plan_is_changed_by_answers_words_and_measures(make_app: Callable[..., App], over: Over) -> None:
    app = make_app()
    over(app)
    press(app, "first-done")
    press(app, "what-if", 1)
    press(app, "what-if-add", "say:hold")
    assert Say("hold") in app.ui.debrief.lines and Say("ease") not in app.ui.debrief.lines
    press(app, "what-if-add", "say:hold")
    assert not any(isinstance(x, Say) for x in app.ui.debrief.lines)
    card = next(x for x in app.ui.debrief.lines if isinstance(x, AnswerCard))
    another = app.rules.cards[card.card].responses[1].id
    press(app, "what-if-add", f"card:{card.card}/{another}")
    assert AnswerCard(card.card, another) in app.ui.debrief.lines and card not in app.ui.debrief.lines
    family = next(n for n in walk(app.tree()) if n.id.startswith("what-if-family:"))
    app.do(family.intent)
    added = next(n for n in walk(app.tree()) if n.id.startswith("what-if-add:"))
    before = len(app.ui.debrief.lines)
    app.do(added.intent)
    app.tick()
    assert len(app.ui.debrief.lines) >= before and app.session.outlook.what_if.question.plan.lines == app.ui.debrief.lines


def test_what_may_not_be_changes_nothing(make_app: Callable[..., App], over: Over) -> None:
    app = make_app()
    over(app)
    press(app, "first-done")
    for verb, args in (
        ("what-if", (99,)), ("what-if", (-3,)), ("what-if-drop", (0,)), ("what-if-add", ("say:ease",)), ("play-on", ()),
    ):  # fmt: skip
        press(app, verb, *args)
        assert app.ui.screen == "debrief" and app.ui.debrief.lines == ()
    press(app, "what-if", 1)
    lines = app.ui.debrief.lines
    for verb, args in (("what-if-drop", (99,)), ("what-if-add", ("dial:no-such:1",)), ("what-if-add", ("card:x/y",))):
        press(app, verb, *args)
        assert app.ui.debrief.lines == lines


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_play_on_begins_a_branch_in_the_saves_that_verifies(make_app: Callable[..., App], over: Over, language: str) -> None:
    app = make_app(language)
    old = over(app)
    press(app, "first-done")
    press(app, "what-if", 1)
    press(app, "what-if-add", "say:hold")
    press(app, "play-on")
    new = app.campaign
    assert new is not None and new.id != old.id and app.ui.screen == "desk"
    assert new.state.record.quarter == 1 and Say("hold") in new.plan.lines and new.spoken is None
    scenario = app.rules_told().scenarios["spring-curbs"].title
    name = app.texts("debrief.branch_name", scenario=scenario, date=app.texts.date("2025Q3"))
    entry = next(e for e in app.library.store.list() if e.name == name)
    assert replay(app.rules, entry.path).verified
    press(app, "commit")
    assert old.over and len(old.log) == 8, "the campaign that it came from stays as it was"


def told(rules: Rules, setup: Setup, log: tuple) -> Node:
    *_, last = debrief(rules, setup, log, "beijing")
    return Node("screen", "debrief", "x", style="page", children=parts(View(Texts("en"), rules, last, log)))


def test_a_campaign_that_ended_in_rupture_has_a_page_worth_reading(rules: Rules) -> None:
    setup = Setup("spring-curbs", 10, doctrines=("freeze-always", "hawk"))
    (played,) = play_setups(rules, [setup], keep_log=True, judge=False)
    assert played.state.record.over == "rupture"
    tree = told(rules, setup, played.log)
    ended, first = find(tree, "debrief-ended"), find(tree, "turning-0-without")
    assert ended is not None and ended.name == Texts("en")("debrief.over_rupture")
    assert first is not None and Texts("en")("debrief.over_goes_on") in first.name, "what averts the rupture stands first"
    end = find(tree, "turning-0-end")
    assert end is not None and Texts("en")("debrief.over_rupture") in end.name, "it said no more than that a rupture brought points"
    lead = find(tree, "turning-0-lead")
    assert lead is not None and lead.name.startswith("It led to the rupture"), "what led to it was told as 43.5 points brought"
    assert not any("brought" in n.name for n in walk(tree) if n.id.startswith("turning-"))
    verdict, chart = find(tree, "turning-0-verdict"), find(tree, "turning-0-chart")
    assert verdict is not None and verdict.name.startswith("As things stood"), "a course that went on was told as judged"
    assert chart is not None and isinstance(chart.data, Chart) and chart.data.series[0].values[-1] == 100.0
    assert find(tree, "points-table") is not None and find(tree, "rival-quarters") is not None


def test_a_campaign_of_one_quarter_can_be_asked_what_if(make_app: Callable[..., App], over: Over, rules: Rules) -> None:
    app = make_app()
    campaign = over(app)
    short = Campaign(rules, campaign.state, campaign.log[:1], Plan("beijing"), None)
    tree = told(rules, campaign.setup, short.log)
    assert find(tree, "timeline") is not None and find(tree, "debrief-closing") is not None


def test_a_refused_debrief_offers_no_other_history(make_app: Callable[..., App], over: Over) -> None:
    app = make_app()
    campaign = over(app)
    campaign.log = tuple(replace(line, rules="another") for line in campaign.log)
    campaign.state = replace(campaign.state)  # asked for anew
    press(app, "first-done")
    press(app, "what-if", 1)
    assert find(app.tree(), "debrief-what-if") is None and "other rules" in node(app, "debrief-ended").name
    assert find(app.tree(), "course-leverage") is not None and app.session.outlook.what_if is None


def test_every_reason_of_a_doctrine_has_its_words() -> None:
    sources = (p.read_text("utf-8") for p in (Path(__file__).parents[2] / "game" / "opponents").glob("*.py"))
    whys = {why for text in sources for why in re.findall(r'planner\.add\([^\n]*?, "([a-z-]+)"', text)}
    assert len(whys) > 12
    for language in ("en", "zh-Hans"):
        t = Texts(language)
        assert all(t.has(f"debrief.why_{why.replace('-', '_')}") for why in whys), whys
