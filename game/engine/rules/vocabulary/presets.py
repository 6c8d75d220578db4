"""Class periods as content: which campaign a class plays, in which mode, by which clock; by scenario the few measures that it
chooses from.

Definitions only; what a session does with a preset is the classroom's business. A preset changes no game."""

from __future__ import annotations

from typing import Annotated, Literal

from game.engine.rules.fields.bounds import Bounds, Ref, Words
from game.engine.rules.vocabulary.items import SideId, Title
from game.engine.rules.vocabulary.lessons import Advice
from game.structs import Struct

Mode = Literal["same-seed", "two-capitals", "council"]
Pace = Literal["lockstep", "free"]
Swap = Literal["none", "halves", "turns"]
Seconds = Annotated[int, Bounds(5, 1800)]


class ClassClock(Struct):
    """Seconds of each step of a quarter. In the modes without a council `vote` is the time for the plan."""

    brief: Seconds = 40
    vote: Seconds = 30
    talk: Seconds = 75
    revote: Seconds = 30
    table: Seconds = 20
    reveal: Seconds = 45


class ClassMeasures(Struct):
    """What a class may choose from besides the card, by capital, in one scenario: few, cheap, and pulling different ways."""

    id: str
    scenario: Annotated[str, Ref("scenario")]
    measures: dict[SideId, Annotated[tuple[Advice, ...], Bounds(3, 6, length=True)]]


class Preset(Struct):
    """One way to spend a period. `number` is its place in lists and session codes; `swap` says when the capitals change hands."""

    id: str
    number: Annotated[int, Bounds(1, 15)]
    title: Title
    text: Annotated[str, Words(60)]
    scenario: Annotated[str, Ref("scenario")]
    mode: Mode
    quarters: Annotated[int, Bounds(1, 28)]
    pace: Pace = "lockstep"
    swap: Swap = "turns"
    seed: Annotated[int, Bounds(0, 65535)] = 1
    clock: ClassClock = ClassClock()

    @property
    def quarter_seconds(self) -> int:
        """Seconds that a quarter takes when every step runs its full time and an offer waits for an answer."""
        c = self.clock
        ballots = c.vote + c.talk + c.revote if self.mode == "council" else c.vote
        return c.brief + ballots + c.table + c.reveal
