"""What a session has come to: seats, step, clock, ballots, worlds. Immutable; `fold.py` makes it from events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from game.classroom.sessions.session import Session, side_in
from game.engine.rules.vocabulary.plan import Side, other
from game.engine.rules.vocabulary.presets import ClassClock
from game.structs import Struct, field

Step = Literal["lobby", "brief", "vote", "talk", "revote", "table", "reveal", "free", "debrief", "ended"]
Choices = Mapping[str, tuple[str, ...]]
"""What one ballot says: choice → the values taken."""
CLASS = "class"
"""The group and the world of a council."""
TIMED = ("brief", "vote", "talk", "revote", "table", "reveal")
VOTING = ("vote", "revote", "table")


class Seat(Struct):
    """One device of the class under a generated name. `token` is the hash of the secret that its browser holds."""

    id: str
    name: str
    code: str
    token: str
    language: str
    team: int
    joined: float


class State(Struct):
    """Everything that the log says, and nothing else: the same events give the same state."""

    session: Session
    pin: str
    clock: ClassClock
    opened: float
    teams: int = 2
    step: Step = "lobby"
    round: int = 0
    began: float = 0.0  # when the present period began
    started: float = 0.0  # when the step began, moved on by pauses
    paused: float | None = None  # since when
    extra: float = 0.0  # seconds that were added to the step
    auto: bool = True  # the clock goes on to the next step by itself
    hidden: bool = True  # tallies are kept from the class
    swaps: tuple[int, ...] = ()  # rounds from which the teacher had the capitals changed
    seats: Mapping[str, Seat] = field(default_factory=dict)
    ballots: Mapping[tuple[int, str], Mapping[str, Choices]] = field(default_factory=dict)
    counts: Mapping[tuple[int, str], Mapping[str, Mapping[str, int]]] = field(default_factory=dict)
    worlds: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)  # lines of each world's log, plain
    sealed: Mapping[str, Any] = field(default_factory=dict)  # world -> plans and offers that wait for answers
    exits: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    done: Mapping[str, Mapping[tuple[int, int], int]] = field(default_factory=dict)  # seat -> (round, sequence) -> its event
    last: int = 0  # number of the newest event

    def next_sequence(self, seat: str) -> int:
        """The sequence that the seat's next submission of this round ought to bear."""
        sequence, round = 1, self.round_of(seat)
        while self.event_of((seat, round, sequence)):
            sequence += 1
        return sequence

    def event_of(self, key: tuple[str, int, int]) -> int:
        """The event of a submission that was taken; 0 when it was not."""
        seat, round, sequence = key
        return self.done.get(seat, {}).get((round, sequence), 0)

    def round_of(self, seat: str) -> int:
        """The quarter that a seat plays: the session's, or its own at free pace."""
        return len(self.worlds.get(seat, ())) if self.step == "free" else self.round

    def group_of(self, seat: Seat) -> str:
        """Who decides together with this seat: the class, a team, or nobody else."""
        return {"council": CLASS, "two-capitals": f"team-{seat.team}", "same-seed": seat.id}[self.session.mode]

    def world_of(self, group: str) -> str:
        """The world that a group plays in; two teams share one."""
        return f"pair-{(int(group[5:]) + 1) // 2}" if group.startswith("team-") else group

    def groups_of(self, world: str) -> tuple[str, ...]:
        """The groups that decide in a world."""
        if world.startswith("pair-"):
            pair = int(world[5:])
            return f"team-{2 * pair - 1}", f"team-{2 * pair}"
        return (world,)

    def all_worlds(self) -> tuple[str, ...]:
        """Every world of the session."""
        if self.session.mode == "council":
            return (CLASS,)
        if self.session.mode == "two-capitals":
            return tuple(f"pair-{i + 1}" for i in range(self.teams // 2))
        return tuple(self.seats)

    def side_of(self, group: str, round: int) -> Side:
        """The capital that a group holds in a round; the two teams of a pair never hold the same."""
        by_lot = self.world_of(group) if group.startswith("team-") else "" if group == CLASS else group
        side = side_in(self.session, round, by_lot)
        swapped = len([r for r in self.swaps if r <= round]) % 2 == 1
        second = group.startswith("team-") and int(group[5:]) % 2 == 0
        return other(side) if swapped != second else side

    def has_held_both(self, group: str, round: int) -> bool:
        """Whether a group has held the other capital before this round, and so has read what that one holds sealed."""
        return any(self.side_of(group, r) != self.side_of(group, round) for r in range(round))

    def members(self, group: str) -> tuple[Seat, ...]:
        """The seats of a group."""
        return tuple(s for s in self.seats.values() if self.group_of(s) == group)

    def limit(self) -> float | None:
        """Seconds that the step has in all; None where it has no clock."""
        return getattr(self.clock, self.step) + self.extra if self.step in TIMED else None

    def left(self, now: float) -> float | None:
        """Seconds that are left of the step, below zero when it is over its time; None without a clock."""
        limit = self.limit()
        return None if limit is None else limit - ((self.paused if self.paused is not None else now) - self.started)
