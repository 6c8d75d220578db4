"""One thing that happened in a session, as it stands in the log: who, when, what. Nothing is ever changed or taken out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from game.structs import Struct, field

Kind = Literal[
    "opened",  # body: session (plain), pin
    "join",  # body: name, code, token (its hash), language, team
    "device",  # body: token; the seat goes on there
    "language",  # body: language
    "ballot",  # body: step, choices (choice -> values); `round` and `sequence` tell a repeated one
    "exit",  # body: answers (question -> text)
    "counts",  # body: step, choices (choice -> value -> number of cards that were raised)
    "turn",  # body: world, line; a quarter of one seat's own campaign
    "step",  # body: to, round, turns (world -> line), sealed (world -> offers that wait for an answer)
    "pause",
    "resume",
    "extend",  # body: seconds
    "auto",  # body: on; whether the clock goes on to the next step by itself
    "again",  # body: down; the session is served again, after so many seconds in which nobody was
    "hide",  # body: on; whether tallies are kept from the class
    "swap",  # the capitals change hands from this round on
    "undo",  # the newest control that still stands is taken back
]
CONTROLS = frozenset(("step", "pause", "resume", "extend", "auto", "hide", "swap", "counts"))
"""What the teacher does and can undo. What pupils did meanwhile stays."""


class Event(Struct):
    """`number` is the place in the log, from 1; `at` seconds since 1970, never going back; `seat` "" for the teacher."""

    number: int
    at: float
    kind: Kind
    body: Mapping[str, Any] = field(default_factory=dict)
    seat: str = ""
    round: int = -1
    sequence: int = 0

    @property
    def key(self) -> tuple[str, int, int]:
        """What makes a submission the same one when it comes again."""
        return self.seat, self.round, self.sequence
