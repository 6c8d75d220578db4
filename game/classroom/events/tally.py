"""Ballots to counts, counts to a decision. A tie goes to the answer that stands first; who is silent later keeps the first vote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.classroom.events.state import CLASS, Choices, State

NOTHING = "none"


def choices_of(state: State, seat: str, round: int, *, first: bool = False) -> Choices:
    """What a seat's ballots of a round say: the second vote over the first, choice by choice, unless only the first is asked."""
    found: dict[str, tuple[str, ...]] = dict(state.ballots.get((round, "vote"), {}).get(seat, {}))
    for step in () if first else ("revote", "table", "free"):
        found.update(state.ballots.get((round, step), {}).get(seat, {}))
    return found


def counted(state: State, group: str, round: int, choice: str, *, first: bool = False) -> dict[str, int]:
    """Value → how many devices (or raised cards) are for it, in the order in which values were first chosen."""
    found: dict[str, int] = {}
    for seat in state.members(group):
        for value in choices_of(state, seat.id, round, first=first).get(choice, ()):
            found[value] = found.get(value, 0) + 1
    if group == CLASS:
        for value, n in raised(state, round, choice, first=first).items():
            found[value] = found.get(value, 0) + n
    return found


def raised(state: State, round: int, choice: str, *, first: bool = False) -> Mapping[str, int]:
    """The typed-in counts of raised cards, the latest vote's that has any."""
    steps = ("vote",) if first else ("table", "revote", "vote")
    return next((found for step in steps if (found := state.counts.get((round, step), {}).get(choice))), {})


def unheard(state: State) -> bool:
    """Whether a ballot is open that nobody has answered yet, neither by device nor by raised cards."""
    place = (state.round, state.step)
    return state.step in ("vote", "revote") and not state.ballots.get(place) and not state.counts.get(place)


def leader(counts: Mapping[str, int], values: Sequence[str]) -> str:
    """The value with most votes; of equals the first in `values`; "" when nobody voted."""
    best = max((counts.get(v, 0) for v in values), default=0)
    return next((v for v in values if counts.get(v, 0) == best), "") if best else ""


def answered(state: State) -> frozenset[str]:
    """Seats that have given a ballot in the present step."""
    if state.step == "debrief":
        return frozenset(state.exits)
    return frozenset(state.ballots.get((state.round, state.step), {}))
