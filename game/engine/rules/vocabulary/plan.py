"""What a player hands over: a plan of lines, sealed, and afterwards answers to the offers that were delivered.

Plain immutable data that goes into the log as it is; legality is `options.py`, effect is `resolve.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Side = Literal["beijing", "washington"]
BOTH: tuple[Side, Side] = ("beijing", "washington")
Word = Literal["hold", "ease", "answer in kind", "will not be first"]
Reply = Literal["yes", "no"]


def other(side: Side) -> Side:
    """The other capital."""
    return "washington" if side == "beijing" else "beijing"


@dataclass(frozen=True, slots=True)
class SetDial:
    """Set a dial to a notch, by decree or by statute."""

    dial: str
    notch: int
    statute: bool = False
    kind: Literal["set-dial"] = "set-dial"


@dataclass(frozen=True, slots=True)
class GiveOrder:
    """Enact an order, at a target where the order names targets."""

    order: str
    target: str = ""
    statute: bool = False
    kind: Literal["give-order"] = "give-order"


Measure = SetDial | GiveOrder


@dataclass(frozen=True, slots=True)
class Draft:
    """Draft a measure of rung 3 or more, one quarter before it can be enacted: announced (a threat) or quiet."""

    measure: Measure
    quiet: bool = False
    kind: Literal["draft"] = "draft"


@dataclass(frozen=True, slots=True)
class DropDraft:
    """Let a draft lapse."""

    draft: str
    kind: Literal["drop-draft"] = "drop-draft"


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """Choose a response of a card on the table. A brink is a card whose responses are climb, hold, down."""

    card: str
    response: str
    kind: Literal["answer-card"] = "answer-card"


@dataclass(frozen=True, slots=True)
class Term:
    """One side of a deal: keep this dial at most at this notch (a licence stance, a control, a floor)."""

    dial: str
    most: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A deal (we keep `give`, you keep `take`, for some quarters) or a demand (`take`, or the announced draft is enacted in
    quarter `due`). A demand gives nothing but the promise not to act."""

    take: Term
    quarters: int
    give: Term | None = None
    draft: str = ""  # id of the own draft that a demand threatens with; "" for a deal
    due: int = 0  # quarters from now
    kind: Literal["offer"] = "offer"


@dataclass(frozen=True, slots=True)
class BreakPromise:
    """Break a promise of one's own openly."""

    promise: str
    kind: Literal["break-promise"] = "break-promise"


@dataclass(frozen=True, slots=True)
class Say:
    """One public sentence."""

    word: Word
    kind: Literal["say"] = "say"


Line = SetDial | GiveOrder | Draft | DropDraft | AnswerCard | Offer | BreakPromise | Say


@dataclass(frozen=True, slots=True)
class Plan:
    """The lines of one side for one quarter, in the order in which they were given."""

    side: Side
    lines: tuple[Line, ...] = ()

    def plus(self, line: Line) -> Plan:
        """The plan with one line more."""
        return Plan(self.side, (*self.lines, line))

    def without(self, index: int) -> Plan:
        """The plan with the line at `index` taken off."""
        return Plan(self.side, self.lines[:index] + self.lines[index + 1 :])


@dataclass(frozen=True, slots=True)
class Answers:
    """Replies to delivered offers by offer id; silence refuses."""

    side: Side
    replies: tuple[tuple[str, Reply], ...] = ()
