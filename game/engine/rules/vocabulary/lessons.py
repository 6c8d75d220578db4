"""Lessons of the first campaign as content: one new idea at the place where it matters, and advice that can be played.

Definitions only. Which lesson is shown is the screens' business; `lab/balance/lesson_trials.py` proves that no advice loses."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from game.engine.rules.fields.bounds import Bounds, Ref, Tagged, Words
from game.engine.rules.vocabulary.conditions import Condition
from game.engine.rules.vocabulary.items import SideId, Title
from game.engine.rules.vocabulary.plan import Word
from game.structs import Struct, Variant, field

Place = Literal[
    "figures", "calendar", "rival", "centre", "card", "table-status", "measures", "plan", "commit", "briefing", "table", "brink",
    "reveal",
]  # fmt: skip


class MoveDial(Variant, tag="move"):
    """Move a dial by so many notches, harsher or more above zero, each time the lesson's condition holds."""

    dial: Annotated[str, Ref("dial")]
    by: Annotated[int, Bounds(-6, 6)]


class TryOrder(Variant, tag="give"):
    """Give an order, at a target where it names targets."""

    order: Annotated[str, Ref("order")]
    target: Annotated[str, Ref("where")] = ""


class Speak(Variant, tag="say"):
    """Say a public word."""

    word: Word


class Propose(Variant, tag="offer"):
    """Offer a deal: one notch milder on a dial of one's own for one notch on a dial of theirs."""

    give: Annotated[str, Ref("dial")]
    take: Annotated[str, Ref("dial")]
    quarters: Annotated[int, Bounds(1, 12)] = 4


class AtBrink(Variant, tag="brink"):
    """Answer a brink in this way."""

    answer: Literal["climb", "hold", "down"]


Advice = Annotated[Union[MoveDial, TryOrder, Speak, Propose, AtBrink], Tagged()]


class Lesson(Struct):
    """One new idea, two sentences at most. `order` says which comes first of those whose condition holds.

    `opens` is a number whose explanation the lesson opens; `advice` is what a player who follows it does, by side."""

    id: str
    order: Annotated[int, Bounds(1, 99)]
    at: Place
    title: Title
    text: Annotated[str, Words(40)]
    when: Condition | None = None
    opens: Annotated[str, Ref("number")] = ""
    advice: dict[SideId, tuple[Advice, ...]] = field(default_factory=dict)
