"""What somebody did, as values: where a measure in force comes from, which act left a mark, what was done in public.

How each is written into saves and digests is `campaign/written.py`'s business."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from game.engine.rules.vocabulary.plan import Measure


@dataclass(frozen=True, slots=True)
class OfOrder:
    """An order was given."""

    order: str


@dataclass(frozen=True, slots=True)
class OfCard:
    """A card was answered."""

    card: str
    response: str


@dataclass(frozen=True, slots=True)
class OfOffer:
    """An offer was accepted."""

    offer: str


@dataclass(frozen=True, slots=True)
class OfPromise:
    """A promise was broken openly."""

    promise: str


@dataclass(frozen=True, slots=True)
class OfPlay:
    """The campaign's start gave it, or a brink was settled."""

    name: Literal["start", "brink"]


Source = OfOrder | OfCard
"""What a measure in force comes from."""

Act = OfOrder | OfCard | OfOffer | OfPromise | OfPlay
"""What left a mark."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A public line of what a side did: a dial set or an order given, without whether by statute."""

    measure: Measure
