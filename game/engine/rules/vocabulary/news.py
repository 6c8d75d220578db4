"""What happened in a quarter, as values; `key` names the sentence that tells it and its rank among the news.

How each is written into saves and digests is `campaign/written.py`'s business; the words are content's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from game.engine.rules.vocabulary.plan import Measure, Side, Term


@dataclass(frozen=True, slots=True)
class MeasureNews:
    """What became of a measure of a side: done, drafted, seen, made law, or not possible any more."""

    key: Literal[
        "dial", "order", "drafted", "glimpsed", "threat-carried-out", "threat-lapsed", "statute", "statute-passed", "void-line"
    ]
    side: Side
    measure: Measure


@dataclass(frozen=True, slots=True)
class OfferNews:
    """How a deal or demand of a side was answered."""

    key: Literal["deal-yes", "deal-no", "demand-yes", "demand-no"]
    side: Side
    take: Term
    give: Term | None = None


@dataclass(frozen=True, slots=True)
class PromiseNews:
    """A promise of a side to the rival or a region was kept or broken; `what` is its dial or its measure in force."""

    key: Literal["promise-kept", "promise-broken"]
    side: Side
    to: str
    what: str


@dataclass(frozen=True, slots=True)
class SideNews:
    """Something of a side: why it lost its office, the vote that it won, the dial or order repealed or eased, the word it said."""

    key: Literal["out-of-office", "vote-won", "repealed", "brink-eased", "said"]
    side: Side
    what: str


@dataclass(frozen=True, slots=True)
class CountNews:
    """A whole number of a side: its support when that is low, the capital that stepping down at a brink cost."""

    key: Literal["support-warning", "brink-yielded"]
    side: Side
    count: int


@dataclass(frozen=True, slots=True)
class Deficit:
    """A side's budget fell below zero, $bn."""

    side: Side
    budget: float
    key: Literal["deficit"] = "deficit"


@dataclass(frozen=True, slots=True)
class WrittenOff:
    """A plan review wrote off unsold stock: this share of a product's capacity is closed."""

    side: Side
    product: str
    share: float
    key: Literal["written-off"] = "written-off"


@dataclass(frozen=True, slots=True)
class MandateExchanged:
    """A side gave up one mandate for another."""

    side: Side
    given: str
    taken: str
    key: Literal["mandate-exchanged"] = "mandate-exchanged"


@dataclass(frozen=True, slots=True)
class Answered:
    """How a side answered a card."""

    side: Side
    card: str
    response: str
    key: Literal["answered"] = "answered"


@dataclass(frozen=True, slots=True)
class BothAnswered:
    """How both capitals answered a shared card."""

    card: str
    beijing: str
    washington: str
    key: Literal["pair"] = "pair"


@dataclass(frozen=True, slots=True)
class PlantNews:
    """A named plant opens some quarters later or earlier than expected."""

    key: Literal["plant-late", "plant-early"]
    plant: str
    quarters: int


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a partner review of a third country said of a capital: join, hedge or refuse."""

    region: str
    side: Side
    stance: str
    key: Literal["partner-review"] = "partner-review"


@dataclass(frozen=True, slots=True)
class BrinkOpened:
    """Both capitals are at the brink; `returns` counts how often it came back unsettled."""

    returns: int
    key: Literal["brink"] = "brink"


@dataclass(frozen=True, slots=True)
class BrinkAnswered:
    """What both capitals answered at the brink."""

    beijing: str
    washington: str
    key: Literal["brink-answers"] = "brink-answers"


@dataclass(frozen=True, slots=True)
class Ruptured:
    """The rivalry ruptured."""

    key: Literal["rupture"] = "rupture"


News = (
    MeasureNews | OfferNews | PromiseNews | SideNews | CountNews | Deficit | WrittenOff | MandateExchanged | Answered
    | BothAnswered | PlantNews | Reviewed | BrinkOpened | BrinkAnswered | Ruptured
)  # fmt: skip
