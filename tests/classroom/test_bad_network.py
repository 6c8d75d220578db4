"""Thirty-five phones on a wireless network that loses five packets of a hundred and takes 300 ms: every vote counts in its time.

The lesson is played in a third of its time: who keeps up there keeps up in the whole. `LESSON_HURRY=1` leaves it to the server's
own clock instead, sixteen minutes long."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import re
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import pytest

from game.classroom.handouts.lessons import timed
from game.devtools.class_visitors import Browser, Teacher, form_of
from game.engine.rules import Rules
from tests.classroom.bad_network import SERVER, BadNetwork
from tests.classroom.served import KEY, serve

SEATS, LOST, LATE = 35, 0.05, 0.3
HURRY = float(os.environ.get("LESSON_HURRY", "3"))
Place = tuple[str, str]
"""Step and round of a ballot."""


class Lesson:
    """What happened, as the phones and the teacher saw it."""

    def __init__(self) -> None:
        self.began: dict[Place, float] = {}
        self.counted: dict[Place, list[float]] = defaultdict(list)  # seconds from a step's beginning to an answer that was counted
        self.debrief = asyncio.Event()


async def pupils_hour(phone: Browser, pin: str, luck: random.Random, clock: dict[str, float], lesson: Lesson) -> None:
    """A device through a lesson: asks every other second, fetches the page when there is a new one, answers what it asks."""
    await phone.join(pin)
    version, answered = "", set()
    while not lesson.debrief.is_set():
        live = json.loads((await phone.get("/state")).text)
        if live["v"] != version:
            page = (await phone.get("/play")).text
            version = re.findall(r'data-v="([^"]*)"', page)[0]
            if 'action="/ballot"' in page:
                form = form_of(page, luck.randrange(9))
                place = (form["step"], form["round"])
                if place not in answered:
                    answered.add(place)
                    await asyncio.sleep(luck.uniform(0.1, 0.3) * clock[form["step"]] / HURRY)
                    if (await phone.post("/ballot", form)).headers.get("location") == "/play":
                        lesson.counted[place].append(time.monotonic() - lesson.began[place])
                        await phone.get("/play")
        await asyncio.sleep(luck.uniform(1.8, 2.2))


async def teachers_hour(teacher: Teacher, clock: dict[str, float], lesson: Lesson) -> float:
    """From the first briefing to the debrief; in a hurry the teacher presses Next when a step's part of the time is over."""
    await teacher.do("next")
    started, mark, step = time.monotonic(), [""], ""
    while step != "debrief":
        live = json.loads((await teacher.get("/teacher/state")).text)
        now, step = live["v"].split("-")[:3], live["step"]
        if now != mark:
            mark, at = now, time.monotonic()
            lesson.began[step, now[1]] = at
        if HURRY > 1 and step in clock and time.monotonic() - at >= clock[step] / HURRY:
            await teacher.do("next")
        await asyncio.sleep(0.1)
    lesson.debrief.set()
    return time.monotonic() - started


async def taught(network: BadNetwork, port: int, clock: dict[str, float]) -> tuple[Lesson, float]:
    teacher = Teacher(port, dial=lambda: network.socket_in(network.server))
    await teacher.get(f"/teacher?key={KEY}")
    await teacher.post("/teacher/begin", {"preset": "council"})
    if HURRY > 1:
        await teacher.do("auto")
    pin = teacher.pin_on((await teacher.get("/teacher")).text)
    lesson = Lesson()
    phones = [Browser(port, SERVER, lambda: network.socket_in(network.room)) for _ in range(SEATS)]
    class_ = [asyncio.create_task(pupils_hour(p, pin, random.Random(n), clock, lesson)) for n, p in enumerate(phones)]
    while f"Seats: {SEATS}" not in (await teacher.get("/teacher")).text:
        await asyncio.sleep(0.5)
    seconds = await teachers_hour(teacher, clock, lesson)
    await asyncio.gather(*class_)
    return lesson, seconds


@pytest.mark.slow
def test_thirty_five_seats_on_a_bad_network_finish_the_default_lesson_in_its_time(
    rules: Rules, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    preset = rules.presets["council"]
    clock = {step: float(getattr(preset.clock, step)) for step in ("brief", "vote", "talk", "revote", "table", "reveal")}
    with contextlib.ExitStack() as stack:
        try:
            network = stack.enter_context(BadNetwork(LOST, LATE))
        except (OSError, subprocess.CalledProcessError) as problem:
            pytest.skip(f"this machine gives no network of its own: {problem}")
        served = serve(tmp_path, "--open", program=("ip", "netns", "exec", network.server, sys.executable, "-m", "game"))
        lesson, seconds = asyncio.run(taught(network, served.port, clock))
        assert served.stop() == 0
    [planned] = [end - start for start, end, step in timed(rules, rules.lesson_plans["council"], 1) if step.quarters]
    latest = {step: max(max(found) for place, found in lesson.counted.items() if place[0] == step) for step in ("vote", "revote")}
    ballots = {p: len(found) for p, found in lesson.counted.items() if p[0] != "table"}
    with capsys.disabled():
        print(f"\n{seconds / 60:.1f} min at {HURRY:g} times the pace; seconds to the last vote: {latest}")
        print(f"{network.carried} packets came, {network.dropped} did not; {ballots}")
    assert seconds <= 60.0 * planned / HURRY
    assert set(ballots) == {(step, str(r)) for r in range(preset.quarters) for step in ("vote", "revote")}
    assert min(ballots.values()) >= 0.94 * SEATS, "a packet that is lost four times in a row comes too late for one vote, no more"
    assert sum(ballots.values()) >= 0.98 * SEATS * len(ballots)
    assert network.dropped > 0.03 * network.carried
