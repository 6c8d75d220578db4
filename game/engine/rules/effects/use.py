"""Use and stocks: demand, research on doing without, recycling, the public reserve, what buyers hold."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from game.engine.rules.effects.building import price
from game.engine.rules.effects.kind import Finals, Holds, Kind, Products, Share, Size, Stage, View
from game.engine.rules.fields.bounds import Bounds, Where
from game.structs import Variant


class Research(Variant, tag="research"):
    """Multiplies the speed at which use is designed out."""

    finals: Finals
    at: Where
    factor: Annotated[float, Bounds(0, 5)]


class Recycling(Variant, tag="recycling"):
    """Returns this share of regional use as secondary supply of the product."""

    products: Products
    at: Where
    share: Share


class Reserve(Variant, tag="reserve"):
    """Sets the public reserve's target in months of regional use; it buys or releases in the same market."""

    products: Products
    at: Where
    months: Annotated[float, Bounds(0, 24)]


class Demand(Variant, tag="demand"):
    """Multiplies wanted use."""

    finals: Finals
    at: Where
    factor: Annotated[float, Bounds(0, 3)]


class Hoard(Variant, tag="hoard"):
    """Buyers want these months of cover on top."""

    finals: Finals
    at: Where
    months: Annotated[float, Bounds(-3, 12)]


class Stock(Variant, tag="stock"):
    """Adds months of regional use to users' stocks (or takes them away)."""

    finals: Finals
    at: Where
    months: Annotated[float, Bounds(-12, 12)]


def _deliver(on: Stage, e: Stock) -> None:
    for r in on.regions(e.at):
        for f in on.finals(e.finals):
            on.post("stock", (r, int(on.spec.final_product[f])), e.months * on.use(r, f))


def _thrift_abroad(v: View, e: Research) -> float:
    """Thrift abroad in what a side sells wears its leverage down."""
    abroad = any(r != v.home for r in v.regions(e.at))
    own = any(int(v.spec.final_product[f]) in v.mine for f in v.finals(e.finals))
    return -0.8 * (e.factor - 1.0) if abroad and own else 0.0


def _thrift(v: View, e: Research) -> float:
    return e.factor - 1.0 if v.final in v.finals(e.finals) and v.rows & set(v.regions(e.at)) else 0.0


def _returned(v: View, e: Recycling) -> float:
    hit = int(v.spec.final_product[v.final]) in v.products(e.products) and v.rows & set(v.regions(e.at))
    return -8.0 * e.share if hit else 0.0


def _filled(v: View, e: Stock) -> float:
    return -0.6 * e.months if v.final in v.finals(e.finals) and v.rows & set(v.regions(e.at)) else 0.0


KINDS = (
    Kind(
        Research,
        Size("factor", "times", nothing=1.0, turn=1.0, digits=2),
        Holds("research", "factor", np.multiply),
        pushes={
            "leverage": _thrift_abroad,
            "designed-out": _thrift,
            "spared": _thrift,
            "shortfall": lambda v, e: -0.5 * (e.factor - 1.0) if v.final in v.finals(e.finals) else 0.0,
        },
        serves=("programme",),
    ),
    Kind(
        Recycling,
        Size("share", "share"),
        Holds("recycling", "share", np.add),
        pushes={
            "leverage": lambda v, e: -8.0 * e.share if any(r != v.home for r in v.regions(e.at)) else 0.0,
            "spared": lambda v, e: 10.0 * e.share if v.rows & set(v.regions(e.at)) else 0.0,
            "shortfall": _returned,
        },
        serves=("programme",),
    ),
    Kind(
        Reserve,
        Size("months", "months", nothing=None),
        Holds("reserve_target", "months", np.maximum),
        pushes=price(lambda e: 0.1 * e.months),
        serves=("programme", "reserve"),
    ),
    Kind(Demand, Size("factor", "times", nothing=1.0, turn=1.0, digits=2), Holds("demand_shift", "factor", np.multiply)),
    Kind(Hoard, Size("months", "months", turn=0.0), Holds("hoard", "months", np.add)),
    Kind(
        Stock,
        Size("months", "months", turn=0.0),
        happens=_deliver,
        common=True,
        foreseen=True,
        taste=lambda e: (0.0, 0.0, 0.4, 0.0),
        pushes={"shortfall": _filled},
        serves=("work",),
    ),
)
