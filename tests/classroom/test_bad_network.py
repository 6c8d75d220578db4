"""Thirty-five phones on a wireless network that loses five packets of a hundred and takes 300 ms: every vote counts in its time.

The lesson is played in a third of its time: who keeps up there keeps up in the whole. `LESSON_HURRY=1` leaves it to the server's
own clock instead, sixteen minutes long."""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.classroom.handouts.lessons import timed
from game.devtools.class_lesson import Lesson, taught
from game.devtools.class_visitors import Browser, Teacher
from game.engine.rules import Rules
from game.structs import asdict
from tests.classroom.bad_network import SERVER, BadNetwork
from tests.classroom.served import KEY, serve

SEATS, LOST, LATE = 35, 0.05, 0.3
HURRY = float(os.environ.get("LESSON_HURRY", "3"))


async def held(network: BadNetwork, port: int, clock: dict[str, float]) -> tuple[Lesson, float]:
    """The default lesson, the teacher on the server's own machine; and its seconds."""
    teacher = Teacher(port, dial=lambda: network.socket_in(network.server))
    phones = [Browser(port, SERVER, lambda: network.socket_in(network.room)) for _ in range(SEATS)]
    lesson = Lesson(clock, HURRY)
    return lesson, await taught(lesson, teacher, KEY, "council", phones)


@pytest.mark.slow
def test_thirty_five_seats_on_a_bad_network_finish_the_default_lesson_in_its_time(
    rules: Rules, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    preset = rules.presets["council"]
    with contextlib.ExitStack() as stack:
        try:
            network = stack.enter_context(BadNetwork(LOST, LATE))
        except (OSError, subprocess.CalledProcessError) as problem:
            pytest.skip(f"this machine gives no network of its own: {problem}")
        served = serve(tmp_path, "--open", program=("ip", "netns", "exec", network.server, sys.executable, "-m", "game"))
        lesson, seconds = asyncio.run(held(network, served.port, asdict(preset.clock)))
        assert served.stop() == 0
    [planned] = [end - start for start, end, step in timed(rules, rules.lesson_plans["council"], 1) if step.quarters]
    ballots = {p: len(found) for p, found in lesson.counted.items() if p[0] != "table"}
    latest = {place: round(max(found), 1) for place, found in lesson.counted.items()}
    with capsys.disabled():
        print(f"\n{seconds / 60:.1f} min at {HURRY:g} times the pace; seconds to the last vote: {latest}")
        print(f"{network.carried} packets came, {network.dropped} did not; {ballots}")
    assert seconds <= 60.0 * planned / HURRY
    assert set(ballots) == {(step, str(r)) for r in range(preset.quarters) for step in ("vote", "revote")}
    assert min(ballots.values()) >= 0.94 * SEATS, "a packet that is lost four times in a row comes too late for one vote, no more"
    assert sum(ballots.values()) >= 0.98 * SEATS * len(ballots)
    assert network.dropped > 0.03 * network.carried
