"""What happened in a quarter, as values; `key` names the sentence that tells it and its rank among the news.

How each is written into saves and digests is `campaign/written.py`'s business; the words are content's."""

from __future__ import annotations

from typing import Literal

from game.engine.rules.vocabulary.items import Desk
from game.engine.rules.vocabulary.plan import Measure, Side, Term
from game.structs import Variant


class Single(Variant):
    """News of one key, which is its tag."""

    @property
    def key(self) -> str:
        """The tag."""
        return self.kind


class MeasureNews(Variant, tag="measure-news"):
    """What became of a measure of a side: done, drafted, seen, made law, or not possible any more."""

    key: Literal[
        "dial",
        "order",
        "drafted",
        "glimpsed",
        "threat-carried-out",
        "threat-lapsed",
        "threat-waived",
        "statute",
        "statute-passed",
        "void-line",
    ]
    side: Side
    measure: Measure


class OfferNews(Variant, tag="offer-news"):
    """How a deal or demand of a side was answered."""

    key: Literal["deal-yes", "deal-no", "demand-yes", "demand-no"]
    side: Side
    take: Term
    give: Term | None = None


class PromiseNews(Variant, tag="promise-news"):
    """A promise of a side to the rival or a region was kept or broken; `what` is its dial or its measure in force."""

    key: Literal["promise-kept", "promise-broken"]
    side: Side
    to: str
    what: str


class SideNews(Variant, tag="side-news"):
    """Something of a side: why it lost its office, the vote that it won, the dial or order repealed or eased, the word it said."""

    key: Literal["out-of-office", "vote-won", "repealed", "brink-eased", "said"]
    side: Side
    what: str


class CountNews(Variant, tag="count-news"):
    """A whole number of a side: its support when that is low, the capital that stepping down at a brink cost."""

    key: Literal["support-warning", "brink-yielded"]
    side: Side
    count: int


class Deficit(Single, tag="deficit"):
    """A side's budget fell below zero, $bn."""

    side: Side
    budget: float


class WatcherActs(Single, tag="watcher-acts"):
    """A watcher of a side begins to act: its opinion has fallen below its number."""

    side: Side
    desk: Desk


class WrittenOff(Single, tag="written-off"):
    """A plan review wrote off unsold stock: this share of a product's capacity is closed."""

    side: Side
    product: str
    share: float


class MandateExchanged(Single, tag="mandate-exchanged"):
    """A side gave up one mandate for another."""

    side: Side
    given: str
    taken: str


ChargeKey = Literal["charge-read", "charge-misread", "charge-unread"]


class ChargeOpened(Variant, tag="charge-opened"):
    """At the end: the sealed mandate of a side, and what the other capital took it for; "" where it named none."""

    key: ChargeKey
    side: Side
    charge: str
    named: str


class Answered(Single, tag="answered"):
    """How a side answered a card."""

    side: Side
    card: str
    response: str


class BothAnswered(Single, tag="pair"):
    """How both capitals answered a shared card."""

    card: str
    beijing: str
    washington: str


class PlantNews(Variant, tag="plant-news"):
    """A named plant opens some quarters later or earlier than expected."""

    key: Literal["plant-late", "plant-early"]
    plant: str
    quarters: int


class Reviewed(Single, tag="partner-review"):
    """What a partner review of a third country said of a capital: join, hedge or refuse."""

    region: str
    side: Side
    stance: str


class BrinkOpened(Single, tag="brink"):
    """Both capitals are at the brink; `returns` counts how often it came back unsettled."""

    returns: int


class BrinkAnswered(Single, tag="brink-answers"):
    """What both capitals answered at the brink."""

    beijing: str
    washington: str


class Ruptured(Single, tag="rupture"):
    """The rivalry ruptured."""


News = (
    MeasureNews | OfferNews | PromiseNews | SideNews | CountNews | Deficit | WatcherActs | WrittenOff | MandateExchanged
    | ChargeOpened | Answered | BothAnswered | PlantNews | Reviewed | BrinkOpened | BrinkAnswered | Ruptured
)  # fmt: skip
