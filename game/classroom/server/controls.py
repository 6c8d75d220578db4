"""What the teacher's buttons do with a room, and what the clock does by itself: steps, the clock, tallies, cards that were raised.

Each is an event of the log; all but the way to the debrief, which is asked for twice, can be undone by another one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from game.classroom.events.state import State
from game.classroom.events.steps import following, last_ballot, reopened, settles
from game.classroom.server.room import Refused, Room
from game.classroom.worlds.playing import Sealed, sealed_document, sealed_from

MORE = 30
"""Seconds that a press adds to a step."""
COUNTING = ("vote", "talk", "revote", "table")
"""Steps in which raised cards can be typed in."""


async def control(room: Room, verb: str, mark: str, **given: Any) -> None:
    """What a button asks for. Refused when the page was older than the session."""
    async with room.controlling:
        if mark != room.mark():
            raise Refused("page_old")
        await CONTROLS[verb](room, **given)


async def next(room: Room) -> None:
    """On to the next step; the quarter is played when its plans are settled."""
    if room.state.step == "ended":
        raise Refused("session_over")
    sealed: dict[str, Sealed] = {}
    offers = False
    room.turning = True
    try:
        await room.settled()
        state = room.state
        if state.step == last_ballot(state) and state.session.pace == "lockstep":
            sealed = await asyncio.to_thread(_seal_all, room, state)
            offers = any(found for s in sealed.values() for found in s.offers.values())
        elif state.step == "table":
            sealed = {world: sealed_from(document) for world, document in state.sealed.items()}
        to, round = following(state, offers, _over(room, state))
        turns = await asyncio.to_thread(_play_all, room, state, sealed) if settles(state, to) else {}
        waiting = {w: sealed_document(s) for w, s in sealed.items()} if to == "table" else {}
        await room.write("step", {"to": to, "turns": turns, "sealed": waiting}, round=round)
    finally:
        room.turning = False
    if turns and state.session.mode != "same-seed":
        room.beside(_explain, room, room.state)
    if room.rehearse is not None and _debrief_near(room):
        room.beside(room.rehearse, room.state)


def _debrief_near(room: Room) -> bool:
    """Whether the debrief is open, or opens after the reveal that is shown."""
    state = room.state
    return state.step == "debrief" or (state.step == "reveal" and following(state, False, _over(room, state))[0] == "debrief")


def _explain(room: Room, state: State) -> None:
    """Work out beside why the figures moved, so that reveal and debrief have it at hand."""
    for world, lines in state.worlds.items():
        if lines:
            room.worlds.account(state, world, len(lines) - 1)


def _over(room: Room, state: State) -> bool:
    """Whether no world can be played on."""
    return bool(state.worlds) and all(room.worlds.at(state, w).record.over for w in state.all_worlds())


def _open_worlds(room: Room, state: State) -> list[str]:
    return [w for w in state.all_worlds() if not room.worlds.at(state, w).record.over]


def _seal_all(room: Room, state: State) -> dict[str, Sealed]:
    return {w: room.worlds.seal(state, w) for w in _open_worlds(room, state)}


def _play_all(room: Room, state: State, sealed: Mapping[str, Sealed]) -> dict[str, Any]:
    return {w: room.worlds.play(state, w, sealed.get(w)) for w in _open_worlds(room, state)}


async def reopen(room: Room) -> None:
    """Back to the ballot that was closed last; a quarter that was played is taken back."""
    to = reopened(room.state)
    if to is None:
        raise Refused("nothing_to_reopen")
    await room.write("step", {"to": to}, round=room.state.round)


async def undo(room: Room) -> None:
    """Take back the newest control that still stands."""
    if not room.standing:
        raise Refused("nothing_to_undo")
    await room.write("undo", {})


async def end(room: Room) -> None:
    """Straight to the debrief; what was played stays."""
    if room.state.step in ("debrief", "ended"):
        raise Refused("session_over")
    await room.write("step", {"to": "debrief"}, round=room.state.round)


async def auto(room: Room) -> None:
    """Have the clock go on to the next step by itself, or stand when a step's time is over."""
    await room.write("auto", {"on": not room.state.auto})


async def pause(room: Room) -> None:
    """Stop the clock, or let it go on."""
    await room.write("resume" if room.state.paused is not None else "pause", {})


async def extend(room: Room) -> None:
    """Half a minute more."""
    await room.write("extend", {"seconds": MORE})


async def hide(room: Room) -> None:
    """Keep tallies from the class, or show them."""
    await room.write("hide", {"on": not room.state.hidden})


async def swap(room: Room) -> None:
    """Have the capitals change hands from the next quarter that is planned."""
    planned = room.state.step in ("lobby", "brief", "vote", "talk", "revote")
    await room.write("swap", {}, round=room.state.round if planned else room.state.round + 1)


async def counts(room: Room, choices: Mapping[str, Mapping[str, int]]) -> None:
    """The cards that were raised, typed in."""
    if room.state.step not in COUNTING:
        raise Refused("step_over")
    step = "vote" if room.state.step == "talk" else room.state.step
    await room.write("counts", {"step": step, "choices": choices}, round=room.state.round)


CONTROLS: Mapping[str, Callable[..., Awaitable[None]]] = {
    "next": next,
    "reopen": reopen,
    "undo": undo,
    "end": end,
    "auto": auto,
    "pause": pause,
    "extend": extend,
    "hide": hide,
    "swap": swap,
    "counts": counts,
}
