"""State support of plants: credit, grants, price floors, purchases in advance, permits, and what changes their cost."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from game.engine.rules.effects.building import builds, made, price
from game.engine.rules.effects.kind import Holds, Kind, Products, Share, Shift, Size
from game.engine.rules.fields.bounds import Bounds, Where
from game.structs import Variant


class Credit(Variant, tag="credit"):
    """Directed credit builds capacity at this share a year, whatever the price."""

    products: Products
    at: Where
    rate: Share


class Subsidy(Variant, tag="subsidy"):
    """The state pays this share of a new plant's cost."""

    products: Products
    at: Where
    share: Share


class Floor(Variant, tag="floor"):
    """Guarantees producers this price (index, 1 = calm); the gap is paid from the guarantor's budget."""

    products: Products
    at: Where
    price: Annotated[float, Bounds(0, 5)]


class Offtake(Variant, tag="offtake"):
    """Buys this share of new plants' output in advance."""

    products: Products
    at: Where
    share: Share


class Permits(Variant, tag="permits"):
    """Saves this many quarters of a new plant's lag."""

    products: Products
    at: Where
    quarters: Annotated[float, Bounds(-8, 8)]


class Cost(Variant, tag="cost"):
    """Adds to unit cost (standards, charges; minus: relief)."""

    products: Products
    at: Where
    shift: Shift


KINDS = (
    Kind(
        Credit,
        Size("rate", "rate"),
        Holds("credit", "rate", np.add),
        pushes=builds(made(lambda e: 6.0 * e.rate)) | price(lambda e: -4.0 * e.rate),
        serves=("credit",),
    ),
    Kind(
        Subsidy,
        Size("share", "share"),
        Holds("subsidy", "share", np.add),
        pushes=builds(made(lambda e: 2.0 * e.share)),
        serves=("programme", "credit"),
    ),
    Kind(
        Floor,
        Size("price", "price", nothing=None, digits=2),
        Holds("floor", "price", np.maximum),
        pushes=builds(made(lambda e: 0.5 * e.price)),
        serves=("programme",),
    ),
    Kind(
        Offtake,
        Size("share", "share"),
        Holds("offtake", "share", np.add),
        pushes=builds(made(lambda e: e.share)),
        serves=("programme",),
    ),
    Kind(
        Permits,
        Size("quarters", "quarters", turn=0.0),
        Holds("haste", "quarters", np.add),
        pushes=builds(made(lambda e: 0.15 * e.quarters)),
        serves=("programme",),
    ),
    Kind(
        Cost,
        Size("shift", "change", turn=0.0),
        Holds("cost_shift", "shift", np.add),
        pushes=builds(made(lambda e: -2.0 * e.shift)) | price(lambda e: 3.0 * e.shift),
    ),
)
