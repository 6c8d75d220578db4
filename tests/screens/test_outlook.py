"""What is worked out beside the frames: the forecast follows plan and reading, the briefing gets its causes, nothing blocks."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from math import isfinite
from typing import Any

import pytest

from game.devtools.sample_situations import refuse_all
from game.engine.rules.vocabulary.plan import SetDial
from game.screens.scene.shown_campaign.background import LatestQuestion
from game.screens.scene.shown_campaign.outlook import Outlook
from game.screens.tree.node import Chart, Intent, find, walk
from tests.waiting import until


@pytest.fixture
def desk(make_app: Any, rules: Any) -> Any:
    from game.engine.rules.campaign.record import Setup
    from game.play import Campaign

    app = make_app()
    app.adopt(Campaign.start(rules, Setup("calibrated-control", 4, "beijing")))
    app.do(Intent("column", ("table",)))
    app.show("desk")
    app.tick()
    return app


def commit(app: Any) -> None:
    """End the quarter; offers that arrive are refused."""
    app.do(Intent("commit"))
    refuse_all(app)


def past(app: Any, figure: str) -> Any:
    """The chart under a figure, which Guided shows in its explanation and Analyst on the Desk."""
    app.do(Intent("setting", ("guidance", "analyst")))
    node = find(app.tree(), f"{figure}-past")
    app.do(Intent("setting", ("guidance", "guided")))
    return node


def band(app: Any, figure: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
    node = past(app, figure)
    assert node is not None and isinstance(node.data, Chart)
    series = node.data.series[-1]
    return series.low, series.high


@pytest.mark.parametrize("figure", ["leverage", "reliability", "crisis"])
def test_each_figure_shows_its_fan_of_eight_quarters(desk: Any, figure: str) -> None:
    node = past(desk, figure)
    assert node is not None and isinstance(node.data, Chart)
    low, high = band(desk, figure)
    assert len(node.data.labels) == 9 and sum(map(isfinite, low)) == 9
    assert all(a <= b for a, b in zip(low, high, strict=True))
    assert "four cases of five" in node.hint


def test_the_forecast_follows_the_plan_and_the_reading(desk: Any) -> None:
    before = band(desk, "reliability")
    desk.do(Intent("dial", ("licence-heavy-rival", 2)))
    desk.tick()
    planned = band(desk, "reliability")
    assert desk.campaign.plan.lines and planned != before
    assert find(desk.tree(), "reliability-plan") is not None
    held = desk.session.outlook.forecast.fan.reading
    other = next(r for r in ("climbs", "holds") if r != held)
    desk.do(Intent("reading", (other,)))
    desk.tick()
    assert desk.session.outlook.forecast.fan.reading == other


def test_the_same_question_gives_the_same_forecast(desk: Any, rules: Any) -> None:
    first = desk.session.outlook.forecast
    again = Outlook(False)
    again.look(rules, desk.campaign.observation, desk.campaign.plan, first.fan.reading)
    assert again.poll() and again.forecast is not None
    for name, found in first.fan.bands.items():
        assert found.middle == again.forecast.fan.bands[name].middle


def test_the_briefing_says_why_and_its_parts_add_up(desk: Any) -> None:
    desk.do(Intent("dial", ("licence-heavy-rival", 0)))
    commit(desk)
    desk.tick()
    desk.show("briefing")
    desk.tick()
    openers = [n for n in walk(desk.tree()) if n.id.startswith("why:") and n.id.endswith(":open")]
    assert openers and not any(n.role == "table" for n in walk(desk.tree())), "the causes open behind the sentence"
    for opener in openers:
        desk.do(opener.intent or Intent(""))
    tables = [n for n in walk(desk.tree()) if n.role == "table" and n.id.startswith("why:")]
    assert tables
    for table in tables:
        points = [float(r.children[1].name.replace("−", "-").replace("±", "")) for r in table.children[1:]]
        assert sum(points[:-1]) == pytest.approx(points[-1], abs=0.06 * len(points))


def test_a_loaded_campaign_has_its_causes_too(desk: Any, rules: Any) -> None:
    commit(desk)
    desk.tick()
    state = desk.campaign
    desk.adopt(state)
    assert desk.session.outlook.account is None
    desk.show("briefing")
    desk.tick()
    assert desk.session.outlook.account is not None and desk.session.outlook.account.quarter == 0


def test_the_newest_question_wins_and_a_fault_stops_nothing() -> None:
    gate, beside = threading.Event(), LatestQuestion(True)

    def slow() -> Iterator[str]:
        gate.wait(10)
        yield "old"

    def wrong() -> Iterator[str]:
        yield from ()
        raise ValueError("no forecast")

    beside.ask(slow())
    beside.ask(wrong())
    beside.ask(iter(["new"]))
    gate.set()
    found: list[Any] = []
    assert until(lambda: bool(found.append(beside.poll()) or found[-1]))
    assert found[-1] == "new"
    beside.ask(slow())
    beside.cancel()
    beside.ask(iter(["newer"]))
    assert until(lambda: found.append(beside.poll()) or found[-1]) == "newer" and "old" not in found


def test_asking_with_threads_returns_at_once(desk: Any, rules: Any) -> None:
    outlook = Outlook(True)
    plan = desk.campaign.plan.plus(SetDial("licence-heavy-rival", 2))
    outlook.look(rules, desk.campaign.observation, plan, "climbs")
    assert outlook.forecast is None
    assert until(lambda: outlook.poll() and outlook.forecast is not None)
    outlook.clear()


def test_the_briefing_holds_the_forecast_against_what_came(desk: Any) -> None:
    commit(desk)
    desk.show("briefing")
    held = find(desk.tree(), "scored-fans")
    assert held is not None and not any(n.id.startswith("scored-fan-") for n in walk(desk.tree()))
    desk.do(Intent("unfold", ("scored",)))
    lines = [n for n in walk(desk.tree()) if n.id.startswith("scored-fan-")]
    assert [n.id.rpartition("-")[2] for n in lines] == ["leverage", "reliability", "crisis"]
    desk.show("desk")
    desk.tick()
    desk.show("briefing")
    assert [n.name for n in walk(desk.tree()) if n.id.startswith("scored-fan-")] == [n.name for n in lines]


def test_a_second_reading_is_laid_over_the_first_and_says_what_a_mistake_costs(desk: Any) -> None:
    desk.do(Intent("reading", ("eases",)))
    desk.tick()
    assert find(desk.tree(), "second:climbs") is not None and find(desk.tree(), "second:eases") is None
    desk.do(Intent("second", ("climbs",)))
    desk.tick()
    node = past(desk, "leverage")
    assert node is not None and isinstance(node.data, Chart)
    first, second = node.data.series[-2:]
    fans = desk.session.outlook.forecast
    assert (fans.fan.reading, fans.second.reading) == ("eases", "climbs")
    assert (
        first.values[-1] == fans.fan.bands["leverage"].middle[-1] and second.values[-1] == fans.second.bands["leverage"].middle[-1]
    )
    told = [n.name for n in walk(desk.tree()) if n.id.startswith("second-told:")]
    assert told
    desk.do(Intent("second", ("climbs",)))
    desk.tick()
    assert desk.session.outlook.forecast.second is None


def test_the_explanation_of_a_figure_shows_its_fan(desk: Any) -> None:
    desk.do(Intent("explain", ("leverage",)))
    node = find(desk.tree(), "explain-fan:leverage")
    assert node is not None and isinstance(node.data, Chart) and len(node.data.labels) == 9
