"""The clock leads a class by itself: when a step is over, what it waits for, what pauses, undo and a restart do to it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from game.classroom.events.fold import LEAST
from game.classroom.events.tally import unheard
from game.classroom.server import timekeeper
from game.classroom.server.controls import control
from game.classroom.server.room import Room
from game.classroom.sessions.session import of_preset
from game.engine.rules import Rules
from tests.classroom.test_events import Tape
from tests.waiting import until

NAMES = ("Cerium", "Argon")


@pytest.fixture
def tape(rules: Rules) -> Tape:
    preset = rules.presets["council"]
    return Tape(of_preset(rules, preset), preset.clock).join("a", "b")


def test_a_step_is_over_with_its_time_and_not_while_paused_or_led_by_hand(tape: Tape) -> None:
    assert not timekeeper.due(tape.state, tape.now + 9999), "the lobby has no clock"
    tape.add("step", round=0, to="brief")
    assert not timekeeper.due(tape.state, tape.now + 39) and timekeeper.due(tape.state, tape.now + 40)
    tape.add("extend", after=0, seconds=30)
    assert not timekeeper.due(tape.state, tape.now + 69) and timekeeper.due(tape.state, tape.now + 70)
    tape.add("pause")
    assert not timekeeper.due(tape.state, tape.now + 600)
    tape.add("resume").add("auto", on=False)
    assert not timekeeper.due(tape.state, tape.now + 600)
    tape.add("undo")
    assert timekeeper.due(tape.state, tape.now + 600)


@pytest.mark.parametrize("step", ["vote", "revote"])
def test_the_clock_waits_for_a_first_answer_from_a_device_or_from_cards(tape: Tape, step: str) -> None:
    tape.add("step", round=0, to=step)
    assert unheard(tape.state) and not timekeeper.due(tape.state, tape.now + 600)
    by_cards = Tape(tape.state.session, tape.state.clock)
    by_cards.events = [*tape.events]
    by_cards.add("counts", round=0, step=step, choices={"card": {"x": 20}})
    assert timekeeper.due(by_cards.state, by_cards.now + 600)
    tape.add("ballot", "a", 0, 1, step=step, choices={"card": ["x"]})
    assert timekeeper.due(tape.state, tape.now + 600)


def test_a_step_that_is_come_back_to_has_half_a_minute(tape: Tape) -> None:
    """Otherwise the clock would take the same step again at once."""
    tape.add("step", round=0, to="brief").add("step", round=0, to="vote", after=40).add("undo", after=20)
    assert tape.state.step == "brief" and tape.state.left(tape.now) == pytest.approx(LEAST)
    assert not timekeeper.due(tape.state, tape.now)


def test_the_time_without_a_server_does_not_count_and_the_clock_stands_until_it_is_told(tape: Tape) -> None:
    tape.add("step", round=0, to="vote").add("ballot", "a", 0, 1, step="vote", choices={"card": ["x"]}, after=10)
    tape.add("again", down=86_400.0, after=86_400)
    assert tape.state.left(tape.now + 500) == pytest.approx(20) and not timekeeper.due(tape.state, tape.now + 500)
    tape.add("resume", after=5)
    assert tape.state.left(tape.now) == pytest.approx(20)
    tape.add("pause").add("again", down=60.0, after=60)
    assert tape.state.left(tape.now) == pytest.approx(19), "it stood paused before, and stands paused now"


def test_a_second_period_has_its_own_minutes_to_the_debrief_and_a_restart_has_not(tape: Tape) -> None:
    began = tape.state.began
    tape.add("step", round=0, to="brief").add("again", down=90.0, after=90)
    assert tape.state.began == began
    tape.add("again", down=86_400.0, after=86_400)
    assert tape.state.began == tape.now and tape.state.opened == began


def test_a_lobby_that_is_served_again_does_not_stand_still(tape: Tape) -> None:
    tape.add("again", down=60.0, after=60)
    assert tape.state.paused is None


async def opened(rules: Rules, folder: Path) -> Room:
    preset = rules.presets["council"]
    room = await Room.open(rules, folder / "one.classlog", of_preset(rules, preset), preset.clock, NAMES)
    await room.join("x" * 20, "en")
    return room


def vote(room: Room, sequence: int, answer: int = 0) -> dict[str, tuple[str, ...]]:
    """A ballot that answers the first card."""
    card = room.worlds.seen(room.state, "class").table[0].card
    return {f"card:{card}": (room.worlds.rules.cards[card].responses[answer].id,)}


def test_a_quarter_is_led_by_the_clock_alone(rules: Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the briefing to the next one, with a vote in each ballot; only the first step is pressed."""
    monkeypatch.setattr(timekeeper, "LOOK", 0.001)

    async def led() -> list[str]:
        room = await opened(rules, tmp_path)
        now = [room.clock()]
        room.clock = lambda: now[0]  # type: ignore[assignment]
        keeper = asyncio.create_task(timekeeper.keep(type("Class", (), {"room": room})()))  # type: ignore[arg-type]
        await control(room, "next", room.mark())
        seen = [room.state.step]
        while room.state.round == 0 or room.state.step == "reveal":
            if room.state.step in ("vote", "revote"):
                await room.ballot("s1", room.state.step, 0, len(seen), vote(room, 0))
            now[0] += room.state.left(now[0]) or 0.0
            was = room.state.step
            assert await asyncio.to_thread(until, lambda was=was: room.state.step != was, 120.0), was
            seen.append(room.state.step)
        keeper.cancel()
        room.close()
        return seen

    assert asyncio.run(led()) == ["brief", "vote", "talk", "revote", "reveal", "brief"]


def test_an_answer_that_is_on_its_way_to_the_disk_counts_when_next_is_pressed(rules: Rules, tmp_path: Path) -> None:
    """It is acknowledged, so the plan must hold it."""

    async def pressed() -> tuple[str, str]:
        room = await opened(rules, tmp_path)
        for _ in range(4):
            await control(room, "next", room.mark())
        assert room.state.step == "revote"
        chosen = vote(room, 1, answer=1)
        await asyncio.gather(room.ballot("s1", "revote", 0, 1, chosen), control(room, "next", room.mark()))
        side = room.state.side_of("class", 0)
        plan = room.state.worlds["class"][0]["plans"][side]["lines"]
        room.close()
        return next(line["response"] for line in plan if line["kind"] == "answer-card"), next(iter(chosen.values()))[0]

    played, wanted = asyncio.run(pressed())
    assert played == wanted
