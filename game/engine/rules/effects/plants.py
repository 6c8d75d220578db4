"""Plants themselves: a named one that opens, capacity that is closed for good, or out of work for a while."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from game.engine.rules.effects.building import builds, made, price
from game.engine.rules.effects.kind import Holds, Kind, Products, Share, Size, Stage, View
from game.engine.rules.fields.bounds import Bounds, Where
from game.engine.world.model.mines import by_products, jointly
from game.structs import Variant

MONTHS = 12.0


class Outage(Variant, tag="outage"):
    """Puts a share of capacity out of work."""

    products: Products
    at: Where
    share: Share


class Project(Variant, tag="project"):
    """A plant of this capacity (units a year) that opens after some quarters (it may slip by luck as far as `slip`)."""

    products: Products
    at: Where
    capacity: Annotated[float, Bounds(-1e6, 1e6)]
    after: Annotated[int, Bounds(0, 30)]
    slip: Annotated[int, Bounds(0, 12)] = 0


class Closure(Variant, tag="closure"):
    """Takes a share of standing capacity out for good (mergers, write-offs)."""

    products: Products
    at: Where
    share: Share


def _open(on: Stage, e: Project) -> None:
    rows, products = on.regions(e.at), on.products(e.products)
    if not rows or not products:
        return
    share, ring = e.capacity / MONTHS / len(rows), on.world.due.shape[0]
    for r in rows:
        slip = int(on.luck("slip", r) * (e.slip + 1))  # what one cause builds in a region is one plant, and slips as one
        q = (on.quarter + min(max(e.after, 1) + slip, ring - 1)) % ring
        for p in products:
            on.post("due", (q, r, p), share)
            for other, rate in by_products(on.world.frame.mines, r, p):
                if other not in products:
                    on.post("due", (q, r, other), share * rate)


def _close(on: Stage, e: Closure) -> None:
    shares = np.zeros((*on.world.frame.output0.shape, 1))
    for r in on.regions(e.at):
        shares[r, list(on.products(e.products))] = e.share
    if on.world.frame.mines is not None:
        shares = jointly(on.world.frame.mines, shares)
    for r, p in np.argwhere(shares[:, :, 0]).tolist():
        on.post("capacity", (r, p), -float(shares[r, p, 0]) * float(on.world.capacity[r, p, on.lane]))


def _plant(v: View, e: Project, products: tuple[int, ...]) -> float:
    """A plant that opens in time, by its size against what stands in the world."""
    if e.after + e.slip / 2.0 >= v.left:
        return 0.0
    sizes = [v.capacity(p) for p in v.products(e.products) if p in products]
    return max((min(2.0 * e.capacity / (12.0 * max(size, 1e-9)) * 10.0, 1.5) for size in sizes), default=0.0)


KINDS = (
    Kind(Outage, Size("share", "share"), Holds("outage", "share", np.add), pushes=price(lambda e: 4.0 * e.share)),
    Kind(
        Project,
        Size("capacity", "plant", turn=0.0),
        happens=_open,
        later=True,
        common=True,
        taste=lambda e: (0.0, 0.0, 0.6, 0.0),
        pushes=builds(_plant),
        serves=("work",),
    ),
    Kind(
        Closure,
        Size("share", "share"),
        happens=_close,
        taste=lambda e: (0.0, 0.0, -0.5, 0.0),
        pushes=builds(made(lambda e: -5.0 * e.share)) | price(lambda e: 4.0 * e.share),
    ),
)
