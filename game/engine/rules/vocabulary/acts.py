"""What somebody did, as values: where a measure in force comes from, which act left a mark, what was done in public.

How each is written into saves and digests is `campaign/written.py`'s business."""

from __future__ import annotations

from typing import Literal

from game.engine.rules.vocabulary.plan import Measure
from game.structs import Struct, Variant


class OfOrder(Variant, tag="order"):
    """An order was given."""

    order: str


class OfCard(Variant, tag="card"):
    """A card was answered."""

    card: str
    response: str


class OfOffer(Variant, tag="offer"):
    """An offer was accepted."""

    offer: str


class OfPromise(Variant, tag="promise"):
    """A promise was broken openly."""

    promise: str


class OfPlay(Variant, tag="play"):
    """The campaign's start gave it, or a brink was settled."""

    name: Literal["start", "brink"]


Source = OfOrder | OfCard
"""What a measure in force comes from."""

Act = OfOrder | OfCard | OfOffer | OfPromise | OfPlay
"""What left a mark."""


class Deed(Struct):
    """A public line of what a side did: a dial set or an order given, without whether by statute."""

    measure: Measure
