"""Events to state, one by one: pure, and the same whenever it is done. What may happen is asked before an event is written.

An undone control is left out, and the clock goes on from where it stood when the control was given; a step that was taken back too
early has half a minute at least."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from game.classroom.events.event import CONTROLS, Event
from game.classroom.events.state import TIMED, Seat, State
from game.classroom.sessions.session import session_from
from game.engine.rules.vocabulary.presets import ClassClock
from game.play.documents import from_document
from game.structs import replace

NEXT_PERIOD = 1800.0
"""Seconds without a server after which a class that goes on is in another period."""
LEAST = 30.0
"""Seconds that are left at least of a step that was come back to."""


def opened(event: Event) -> State:
    """The state that the first event of a log begins."""
    body = event.body
    return State(
        session_from(body["session"]), str(body["pin"]), from_document(ClassClock, body["clock"]), event.at, int(body["teams"]),
        began=event.at, started=event.at, last=event.number,
    )  # fmt: skip


def fold(events: Sequence[Event]) -> State:
    """The state after all events; the first one opens the session."""
    gone = undone(events)
    taken_back = dict(zip([e.number for e in events if e.kind == "undo"], _undone_in_order(events), strict=True))
    state = opened(events[0])
    for event in events[1:]:
        if event.kind == "undo":
            control = taken_back[event.number]
            shift = 0.0 if control is None else event.at - control.at
            paused = None if state.paused is None else state.paused + shift
            state = replace(state, started=state.started + shift, paused=paused, last=event.number)
            left = state.left(event.at)
            if control is not None and control.kind == "step" and left is not None and left < LEAST:
                state = replace(state, extra=state.extra + LEAST - left)
        elif event.number not in gone:
            state = apply(state, event)
        else:
            state = replace(state, last=event.number)
    return state


def undone(events: Iterable[Event]) -> frozenset[int]:
    """Numbers of the controls that were taken back."""
    return frozenset(e.number for e in _undone_in_order(events) if e is not None)


def _undone_in_order(events: Iterable[Event]) -> list[Event | None]:
    """For each undo in turn the control that it took back; None when there was none left."""
    standing: list[Event] = []
    found: list[Event | None] = []
    for event in events:
        if event.kind in CONTROLS:
            standing.append(event)
        elif event.kind == "undo":
            found.append(standing.pop() if standing else None)
    return found


def standing_controls(events: Iterable[Event], before: Sequence[Event] = ()) -> tuple[Event, ...]:
    """The controls that stand after events, oldest first; `before` are those that stood before them."""
    standing = [*before]
    for event in events:
        if event.kind in CONTROLS:
            standing.append(event)
        elif event.kind == "undo" and standing:
            standing.pop()
    return tuple(standing)


def apply(state: State, event: Event) -> State:
    """The state after one event that is no undo."""
    after = DEEDS[event.kind](state, event)
    own = {**state.done.get(event.seat, {}), (event.round, event.sequence): event.number}
    done = {**state.done, event.seat: own} if event.seat else state.done
    return replace(after, done=done, last=event.number)


def _join(state: State, event: Event) -> State:
    b = event.body
    seat = Seat(event.seat, b["name"], b["code"], b["token"], b["language"], int(b["team"]), event.at)
    return replace(state, seats={**state.seats, seat.id: seat})


def _device(state: State, event: Event) -> State:
    return _seat(state, event, token=event.body["token"])


def _language(state: State, event: Event) -> State:
    return _seat(state, event, language=event.body["language"])


def _seat(state: State, event: Event, **changes: Any) -> State:
    return replace(state, seats={**state.seats, event.seat: replace(state.seats[event.seat], **changes)})


def _ballot(state: State, event: Event) -> State:
    place = (event.round, event.body["step"])
    before = state.ballots.get(place, {})
    choices = {**before.get(event.seat, {}), **{c: tuple(values) for c, values in event.body["choices"].items()}}
    return replace(state, ballots={**state.ballots, place: {**before, event.seat: choices}})


def _exit(state: State, event: Event) -> State:
    return replace(state, exits={**state.exits, event.seat: dict(event.body["answers"])})


def _counts(state: State, event: Event) -> State:
    place = (event.round, event.body["step"])
    return replace(state, counts={**state.counts, place: {**state.counts.get(place, {}), **event.body["choices"]}})


def _turn(state: State, event: Event) -> State:
    world = event.body["world"]
    lines = (*state.worlds.get(world, ())[: event.round], event.body["line"])
    return replace(state, worlds={**state.worlds, world: lines})


def _step(state: State, event: Event) -> State:
    """On to a step, or back to one: worlds keep only the quarters before the round of the step, then get the new ones."""
    round, turns = event.round, event.body.get("turns", {})
    free = event.body["to"] in ("free", "debrief", "ended") and state.session.pace == "free"
    worlds = dict(state.worlds) if free else {w: lines[:round] for w, lines in state.worlds.items()}
    if event.body["to"] in ("reveal", "debrief", "ended") and not free:
        worlds = dict(state.worlds)
    for world, line in turns.items():
        worlds[world] = (*worlds.get(world, ())[:round], line)
    return replace(
        state, step=event.body["to"], round=round, started=event.at, paused=None, extra=0.0, worlds=worlds,
        sealed=event.body.get("sealed", {}),
    )  # fmt: skip


def _pause(state: State, event: Event) -> State:
    return state if state.paused is not None else replace(state, paused=event.at)


def _resume(state: State, event: Event) -> State:
    if state.paused is None:
        return state
    return replace(state, started=state.started + event.at - state.paused, paused=None)


def _extend(state: State, event: Event) -> State:
    return replace(state, extra=state.extra + float(event.body["seconds"]))


def _auto(state: State, event: Event) -> State:
    return replace(state, auto=bool(event.body["on"]))


def _again(state: State, event: Event) -> State:
    """The time without a server is left out, and a step with a clock waits until it is told to go on."""
    down = float(event.body["down"])
    was = state.paused + down if state.paused is not None else event.at if state.step in TIMED else None
    began = event.at if down >= NEXT_PERIOD else state.began
    return replace(state, started=state.started + down, paused=was, began=began)


def _hide(state: State, event: Event) -> State:
    return replace(state, hidden=bool(event.body["on"]))


def _swap(state: State, event: Event) -> State:
    return replace(state, swaps=(*state.swaps, event.round))


DEEDS: Mapping[str, Callable[[State, Event], State]] = {
    "join": _join,
    "device": _device,
    "language": _language,
    "ballot": _ballot,
    "exit": _exit,
    "counts": _counts,
    "turn": _turn,
    "step": _step,
    "pause": _pause,
    "resume": _resume,
    "extend": _extend,
    "auto": _auto,
    "again": _again,
    "hide": _hide,
    "swap": _swap,
}
