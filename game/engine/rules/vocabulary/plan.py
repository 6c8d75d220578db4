"""What a player hands over: a plan of lines, sealed, and afterwards answers to the offers that were delivered.

Plain immutable data that goes into the log as it is; legality is `options.py`, effect is `resolve.py`."""

from __future__ import annotations

from typing import Literal

from game.structs import Struct, Variant, replace

Side = Literal["beijing", "washington"]
BOTH: tuple[Side, Side] = ("beijing", "washington")
Word = Literal["hold", "ease", "answer in kind", "will not be first"]
Reply = Literal["yes", "no"]


def other(side: Side) -> Side:
    """The other capital."""
    return "washington" if side == "beijing" else "beijing"


class SetDial(Variant, tag="set-dial"):
    """Set a dial to a notch, by decree or by statute."""

    dial: str
    notch: int
    statute: bool = False


class GiveOrder(Variant, tag="give-order"):
    """Enact an order, at a target where the order names targets."""

    order: str
    target: str = ""
    statute: bool = False


Measure = SetDial | GiveOrder


def plain(measure: Measure) -> Measure:
    """The measure without whether it is taken by statute."""
    return replace(measure, statute=False)


class Draft(Variant, tag="draft"):
    """Draft a measure of rung 3 or more, one quarter before it can be enacted: announced (a threat) or quiet."""

    measure: Measure
    quiet: bool = False


class DropDraft(Variant, tag="drop-draft"):
    """Let a draft lapse."""

    draft: str


class AnswerCard(Variant, tag="answer-card"):
    """Choose a response of a card on the table. A brink is a card whose responses are climb, hold, down."""

    card: str
    response: str


class Term(Struct):
    """One side of a deal: keep this dial at most at this notch (a licence stance, a control, a floor)."""

    dial: str
    most: int


class Offer(Variant, tag="offer"):
    """A deal (we keep `give`, you keep `take`, for some quarters) or a demand (`take`, or the announced draft is enacted in
    quarter `due`). A demand gives nothing but the promise not to act."""

    take: Term
    quarters: int
    give: Term | None = None
    draft: str = ""  # id of the own draft that a demand threatens with; "" for a deal
    due: int = 0  # quarters from now


class BreakPromise(Variant, tag="break-promise"):
    """Break a promise of one's own openly."""

    promise: str


class Say(Variant, tag="say"):
    """One public sentence."""

    word: Word


class NameCharge(Variant, tag="name-charge"):
    """In the last quarter: name a mandate as the one that the other capital holds sealed."""

    mandate: str


Line = SetDial | GiveOrder | Draft | DropDraft | AnswerCard | Offer | BreakPromise | Say | NameCharge


class Plan(Struct):
    """The lines of one side for one quarter, in the order in which they were given."""

    side: Side
    lines: tuple[Line, ...] = ()

    def plus(self, line: Line) -> Plan:
        """The plan with one line more."""
        return Plan(self.side, (*self.lines, line))

    def without(self, index: int) -> Plan:
        """The plan with the line at `index` taken off."""
        return Plan(self.side, self.lines[:index] + self.lines[index + 1 :])


class Answers(Struct):
    """Replies to delivered offers by offer id; silence refuses."""

    side: Side
    replies: tuple[tuple[str, Reply], ...] = ()
