"""A scripted class in a council: devices that ask, read, think and answer as pupils do, and a teacher; real HTTP, real time.

Which network lies between is the business of whoever makes the browsers; what is measured is what was counted, and when."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Mapping, Sequence

from game.devtools.class_visitors import Browser, Teacher, form_of
from game.engine.world.arithmetic.luck import key_number
from game.structs import Struct, field

Place = tuple[str, str]
"""Step and round of a ballot."""
ASKS, SWAYS, LOOKS = 1.8, 0.4, 0.1
"""Seconds between two questions of a page, by how much they differ, and between two looks of the teacher."""
QUICKEST, SWAYING = 0.1, 0.2
"""Part of a step in which the first have thought, and how much longer the last ones think."""


class Lesson(Struct):
    """What happened. `counted`: seconds from a step's beginning to each answer that was counted."""

    clock: Mapping[str, float]  # seconds of each step
    hurry: float = 1.0  # the teacher presses Next this many times as fast as the clock; at 1 the clock leads by itself
    began: dict[Place, float] = field(default_factory=dict)
    counted: dict[Place, list[float]] = field(default_factory=dict)
    over: asyncio.Event = field(default_factory=asyncio.Event)


async def taught(lesson: Lesson, teacher: Teacher, key: str, preset: str, phones: Sequence[Browser]) -> float:
    """The lesson from joining to the debrief; seconds from the first briefing to the debrief."""
    await teacher.get(f"/teacher?key={key}")
    await teacher.post("/teacher/begin", {"preset": preset})
    if lesson.hurry > 1.0:
        await teacher.do("auto")
    pin = teacher.pin_on((await teacher.get("/teacher")).text)
    class_ = [asyncio.create_task(pupils_hour(lesson, phone, pin, n)) for n, phone in enumerate(phones)]
    while f"Seats: {len(phones)}" not in (await teacher.get("/teacher")).text:
        await asyncio.sleep(0.5)
    seconds = await teachers_hour(lesson, teacher)
    await asyncio.gather(*class_)
    return seconds


async def pupils_hour(lesson: Lesson, phone: Browser, pin: str, n: int) -> None:
    """A device through a lesson: asks every other second, fetches the page when there is a new one, answers what it asks."""
    await phone.join(pin)
    version, answered = "", set[Place]()
    for asked in range(100_000):
        if lesson.over.is_set():
            return
        live = json.loads((await phone.get("/state")).text)
        if live["v"] != version:
            page = (await phone.get("/play")).text
            version = re.findall(r'data-v="([^"]*)"', page)[0]
            form = form_of(page, n) if 'action="/ballot"' in page else {}
            place = (form.get("step", ""), form.get("round", ""))
            if form and place not in answered:
                answered.add(place)
                await answer(lesson, phone, form, QUICKEST + SWAYING * key_number(n, asked, "class", "thinks"))
        await asyncio.sleep(ASKS + SWAYS * key_number(n, asked, "class", "asks"))


async def answer(lesson: Lesson, phone: Browser, form: dict[str, str], part: float) -> None:
    """Think for a part of the step, send the form, and look at the page that comes of it."""
    place = (form["step"], form["round"])
    await asyncio.sleep(part * lesson.clock[form["step"]] / lesson.hurry)
    if (await phone.post("/ballot", form)).headers.get("location") == "/play":
        lesson.counted.setdefault(place, []).append(time.monotonic() - lesson.began[place])
        await phone.get("/play")


async def teachers_hour(lesson: Lesson, teacher: Teacher) -> float:
    """From the first briefing to the debrief; in a hurry Next is pressed when a step's part of the time is over. Seconds."""
    await teacher.do("next")
    started = at = time.monotonic()
    mark, step = [""], ""
    while step != "debrief":
        live = json.loads((await teacher.get("/teacher/state")).text)
        now, step = live["v"].split("-")[:3], live["step"]
        if now != mark:
            mark, at = now, time.monotonic()
            lesson.began[step, now[1]] = at
        if lesson.hurry > 1.0 and step in lesson.clock and time.monotonic() - at >= lesson.clock[step] / lesson.hurry:
            await teacher.do("next")
        await asyncio.sleep(LOOKS)
    lesson.over.set()
    return time.monotonic() - started
