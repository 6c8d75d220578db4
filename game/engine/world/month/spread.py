"""Between the axes of a month's arrays: sums over regions and sides, and values of zones, finals and sides spread over cells."""

from __future__ import annotations

import numpy as np

from game.engine.world.arithmetic.array import Array, Ints
from game.engine.world.arithmetic.portable import exp
from game.engine.world.model.frame import Frame
from game.engine.world.model.spec import WorldSpec
from game.engine.world.model.state import World


def over_regions(x: Array, out: Array) -> Array:
    """Sum over the first axis in one fixed order, so that one lane alone adds up as it does in a batch."""
    if x.size >= 2 * len(x):
        return np.add.reduce(x, axis=0, out=out)
    np.copyto(out, x[0])
    for row in x[1:]:
        np.add(out, row, out=out)
    return out


def over_columns(x: Array, out: Array) -> Array:
    """Sum (R, K, N) over its second axis into (R, N), from left to right."""
    np.copyto(out, x[:, 0])
    for column in range(1, x.shape[1]):
        np.add(out, x[:, column], out=out)
    return out


def to_regions(by_zone: Array, home_rows: Ints, out: Array) -> Array:
    """Spread (2, K, N) values of the two price zones over (R, K, N); `home_rows` are the rows of (R*K) that lie at home."""
    np.copyto(out, by_zone[1])
    out.reshape(-1, out.shape[-1])[home_rows] = by_zone[0]
    return out


def times_zone(constant: Array, by_zone: Array, home_rows: Ints, out: Array) -> Array:
    """(R, K, 1 or N) values times (2, K, N) values of the two price zones: the product with `to_regions` in one pass."""
    np.multiply(constant, by_zone[1], out=out)
    out.reshape(-1, out.shape[-1])[home_rows] = constant.reshape(-1, constant.shape[-1])[home_rows] * by_zone[0]
    return out


def times_dear(world: World, out: Array) -> Array:
    """Prices by cell (R, P, N) times what their buyers pay above the common price, in place."""
    rows = world.policy.dear
    if len(rows):
        premium = world.premium.reshape(-1, world.lanes)[rows]
        if premium.any():
            out.reshape(-1, world.lanes)[rows] *= exp(premium)
    return out


def dear_finals(world: World) -> Array | None:
    """(R, F, N) premiums on finals in log points, None where nobody pays one."""
    if not len(world.policy.dear):
        return None
    premium = world.premium[:, world.spec.final_product]
    return premium if premium.any() else None


def add_by_final(out: Array, by_final: Array, frame: Frame) -> Array:
    """Add (R, F, N) values of finals to all products (R, P, N) of their chains."""
    for products, final in frame.chain_runs:
        cells = out[:, products]
        np.add(cells, by_final[:, final : final + 1], out=cells)
    return out


def add_by_side(spec: WorldSpec, by_product: Array, out: Array) -> Array:
    """Add (P, N) values of products to the sides that license them, (B, N), product after product."""
    for product, side in enumerate(spec.controls.tolist()):
        out[side] += by_product[product]
    return out
