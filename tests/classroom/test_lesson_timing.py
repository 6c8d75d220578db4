"""Each lesson's timing with scripted pupils: the clock leads the real rooms, pupils answer, and the debrief begins in time.

Only the clock is the test's: it goes on to the end of each step, with the clock's own delay."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from game.classroom.events.state import VOTING
from game.classroom.handouts.lessons import timed
from game.classroom.server import timekeeper
from game.classroom.server.controls import control
from game.classroom.server.room import Refused, Room
from game.classroom.server.scenes import Scenes
from game.classroom.server.teacher_view import DEBRIEF, PERIOD
from game.classroom.sessions.session import of_preset
from game.content.checks.teaching import LEAST_DEBRIEF
from game.engine.rules import Rules
from game.engine.rules.vocabulary.presets import Preset
from tests.waiting import until

SEATS = {"council": 10, "two-capitals": 4}
"""Devices by mode: thirty pupils in trios, four teams."""
DELAY = timekeeper.LOOK
LONGEST = 120.0


async def taught(rules: Rules, preset: Preset, folder: Path) -> list[tuple[str, int, float]]:
    """Step, quarter and the second at which it began, from the first briefing to the debrief."""
    room = await Room.open(rules, folder / "one.classlog", of_preset(rules, preset), preset.clock, ("Argon",))
    for n in range(SEATS[preset.mode]):
        await room.join(f"{n:020}", "en")
    now = [room.clock()]
    room.clock = lambda: now[0]  # type: ignore[assignment]
    scenes = Scenes(room, rules)
    keeper = asyncio.create_task(timekeeper.keep(type("Class", (), {"room": room})()))  # type: ignore[arg-type]
    await control(room, "next", room.mark())
    began, seen = now[0], [(room.state.step, room.state.round, 0.0)]
    while room.state.step != "debrief":
        mark, end = room.mark(), now[0] + (room.state.left(now[0]) or 0.0)
        if room.state.step in VOTING:
            now[0] += 0.6 * (end - now[0])
            for n, seat in enumerate(room.state.seats):
                await answer(room, scenes, seat, n)
        now[0] = end + DELAY
        assert await asyncio.to_thread(until, lambda mark=mark: room.mark() != mark, LONGEST), room.state.step
        seen.append((room.state.step, room.state.round, now[0] - began))
    keeper.cancel()
    room.close()
    return seen


async def answer(room: Room, scenes: Scenes, seat: str, n: int) -> None:
    """What a pupil's page offers, answered one way or another; with a late second form that changes nothing."""
    state, group = room.state, room.state.group_of(room.state.seats[seat])
    offers = scenes.offers_to(group) if state.step == "table" else ()
    if state.step == "table" and not offers:
        return
    fields = scenes.shown(group, "en", state.step, offers).fields
    chosen = {name: (values[n % len(values)],) for name, values in fields.items()}
    done = await room.ballot(seat, state.step, state.round, state.next_sequence(seat), chosen)
    assert not done.again
    with pytest.raises(Refused):
        await room.ballot(seat, "brief", state.round, 99, chosen)


@pytest.mark.slow
@pytest.mark.parametrize("lesson", ["council", "two-capitals"])
def test_a_lesson_keeps_its_time(rules: Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lesson: str) -> None:
    monkeypatch.setattr(timekeeper, "LOOK", 0.001)
    plan = rules.lesson_plans[lesson]
    preset = rules.presets[plan.preset]
    seen = asyncio.run(taught(rules, preset, tmp_path))
    assert [r for step, r, _ in seen if step == "brief"] == list(range(preset.quarters))
    quarters = preset.quarters // plan.periods
    for period in range(1, plan.periods + 1):
        spans = list(timed(rules, plan, period))
        [(start, planned)] = [(start, end) for start, end, step in spans if step.quarters]
        first = next(at for step, r, at in seen if (step, r) == ("brief", (period - 1) * quarters))
        last = next(at for step, r, at in seen if step == "debrief" or (step, r) == ("brief", period * quarters))
        assert start + (last - first) / 60.0 <= planned, f"period {period} is {(last - first) / 60.0:.1f} minutes"
    after = sum(step.minutes for at, _, step in spans if at >= planned)
    assert start + (last - first) / 60.0 + after <= plan.minutes
    talked = sum(step.minutes for _, _, step in spans if step.debrief)
    assert talked >= LEAST_DEBRIEF and 60.0 * planned <= PERIOD - DEBRIEF


def test_every_lesson_that_the_clock_leads_is_timed_here(rules: Rules) -> None:
    led = [p.id for p in rules.lesson_plans.values() if p.preset and rules.presets[p.preset].pace == "lockstep"]
    assert led == ["council", "two-capitals"]
