"""The clock that moves a class on: when a step's time is over, the next one begins by itself.

It stands while the session is paused or led by hand, and does not close a ballot that nobody has answered."""

from __future__ import annotations

import asyncio

from game.classroom.events.state import State
from game.classroom.events.tally import unheard
from game.classroom.server.classroom import Classroom
from game.classroom.server.controls import control
from game.classroom.sessions.session import SessionError

LOOK, AFTER_FAULT = 0.25, 3.0
"""Seconds between two looks at the clock, and after a step that could not be taken."""


def due(state: State, now: float) -> bool:
    """Whether the next step is to begin by itself."""
    left = state.left(now)
    return state.auto and state.paused is None and left is not None and left <= 0.0 and not unheard(state)


async def keep(classroom: Classroom) -> None:
    """Watch the clock of whatever session is served, for as long as the server runs."""
    while True:
        await asyncio.sleep(LOOK)
        room = classroom.room
        if room is None or room.turning or not due(room.state, room.clock()):
            continue
        try:
            await control(room, "next", room.mark())
        except SessionError:  # told on the dashboard; tried again when there may be room on the disk
            await asyncio.sleep(AFTER_FAULT)
        except Exception as problem:
            classroom.report(problem, "clock")
            await asyncio.sleep(AFTER_FAULT)
