"""Which step follows which, in each mode; where one can go back to; which steps are ballots."""

from __future__ import annotations

from game.classroom.events.state import State, Step

COUNCIL: tuple[Step, ...] = ("brief", "vote", "talk", "revote", "table", "reveal")
PLANS: tuple[Step, ...] = ("brief", "vote", "table", "reveal")
"""Where each plans alone or in a team, there is one ballot: the plan."""


def order_of(state: State) -> tuple[Step, ...]:
    """The steps of a quarter in this session."""
    return COUNCIL if state.session.mode == "council" else PLANS


def last_ballot(state: State) -> Step:
    """The step whose end settles the plan."""
    return "revote" if state.session.mode == "council" else "vote"


def following(state: State, offers: bool, over: bool) -> tuple[Step, int]:
    """The next step and its round. `offers` says whether any wait for an answer once the plans are sealed, `over` whether no world
    can be played on."""
    if state.step in ("debrief", "ended"):
        return "ended", state.round
    if state.session.pace == "free":
        return ("free", 0) if state.step == "lobby" else ("debrief", state.round)
    if state.step == "lobby":
        return "brief", 0
    steps = order_of(state)
    at = steps.index(state.step)
    if state.step == "reveal":
        last = over or state.round + 1 >= state.session.quarters
        return ("debrief", state.round) if last else ("brief", state.round + 1)
    if steps[at + 1] == "table" and not offers:
        return "reveal", state.round
    return steps[at + 1], state.round


def reopened(state: State) -> Step | None:
    """The ballot that can be opened again now; None where there is none to go back to."""
    if state.session.pace == "free" or state.step in ("lobby", "brief", "vote", "debrief", "ended"):
        return None
    return "vote" if state.step in ("talk", "revote") else last_ballot(state)


def settles(state: State, to: Step) -> bool:
    """Whether going on to `to` plays the quarter."""
    return to == "reveal" and state.step != "reveal"
