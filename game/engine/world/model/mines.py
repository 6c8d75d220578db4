"""Joint mines: several materials come out of one ore, so that output, starts, exits and outages of concentrates hang together.

An ore (content) holds its materials in fixed shares. What a region digs is a mix of ores; a mine runs, opens and closes by the
value of its basket, not by one price. Holds no state: everything here follows from the spec."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from game.engine.world.arithmetic.array import Array, Ints
    from game.engine.world.model.spec import WorldSpec

LEAST = 1e-12


@dataclass(frozen=True, slots=True)
class Mines:
    """M mined products (first stages of the materials) and O ores. Arrays that meet lanes end in an axis of length 1."""

    mined: slice  # the mined products among all products
    home_rows: Ints  # (M,) rows of (R*M) that lie at a product's home
    source: Array  # (R, O, M, 1) share of each product's starting output that comes from the ore; sums to 1 or 0 over ores
    own: Array  # (R, M, 1) share that comes from no known ore: such output follows its own price
    worth: Array  # (O, M, 1) share of the basket's value
    home: int  # the home of all mined products, -1 where they have several
    partner: Ints  # (M-1, M) the other products of each mined product, one after the other
    pull: Array  # (M-1, R, M, 1) weight of that other product's price in the running of the product's mines
    hit: Array  # (M, R, M, 1) part of product k's output that stops where the mines of product l (first axis) do; 1 for k = l
    brings: Array  # (R, M, M) tonnes of product k (last axis) that come with a tonne of product l, the main product of its ore
    unit: Array  # (M, 1) $bn per unit at calm price
    prospect: Array  # (R, O, 1) part of the full rate of starts that the region's deposits of this ore allow


def build_mines(spec: WorldSpec, output0: Array) -> Mines | None:
    """The joint mines of a spec, None where content names no ore. ValueError when a region mines what no ore of its holds.

    `output0` (R, P): calm output. A material that no ore holds at all is mined by itself, everywhere."""
    if not spec.ores:
        return None
    products = [spec.product(f"{m}.{spec.stages[0]}") for m in spec.materials]
    mined = slice(products[0], products[-1] + 1, max(len(spec.stages), 1))
    r, m = len(spec.regions), len(products)
    holds, mix, prospect = spec.ore_holds[:, mined], spec.ore_mix, spec.ore_prospect
    dug = np.where(np.greater(np.cumsum(mix, axis=1)[:, -1:], 0.0), mix, prospect)  # what a first mine there would dig
    alone = [k for k in range(m) if not holds[:, k].any()]
    if alone:
        holds, ones = np.concatenate([holds, np.eye(m)[alone]]), np.ones((r, len(alone)))
        dug, prospect = np.concatenate([dug, ones], axis=1), np.concatenate([prospect, ones], axis=1)
    dug = dug[:, :, None] * holds[None]
    given = np.asarray(np.cumsum(dug, axis=1)[:, -1:])
    source = dug / np.maximum(given, LEAST)
    _check(spec, products, output0[:, mined], given[:, 0])
    unit = spec.price_unit[mined]
    value = holds * unit[None]
    worth = value / np.maximum(np.cumsum(value, axis=1)[:, -1:], LEAST)
    main = np.eye(m)[np.argmax(worth, axis=1)]
    pull, hit, brings = np.zeros((m, r, m)), np.zeros((m, r, m)), np.zeros((r, m, m))
    for k in range(m):
        for o in range(len(holds)):
            for other in range(m):
                if other != k:
                    pull[other, :, k] += source[:, o, k] * worth[o, other]
                    hit[other, :, k] += source[:, o, k] * main[o, other]
                    brings[:, other, k] += source[:, o, other] * main[o, other] * holds[o, k] / max(holds[o, other], LEAST)
        hit[k, :, k] = 1.0
    partner = np.array([[(k + shift) % m for k in range(m)] for shift in range(1, m)], dtype=np.int64).reshape(m - 1, m)
    return Mines(
        mined=mined,
        home_rows=spec.home[mined] * m + np.arange(m),
        source=source[..., None],
        own=(1.0 - np.cumsum(source, axis=1)[:, -1])[..., None],
        worth=worth[..., None],
        home=int(spec.home[products[0]]) if len(set(spec.home[mined].tolist())) == 1 else -1,
        partner=partner,
        pull=np.stack([pull[row, :, np.arange(m)].T for row in partner])[..., None] if m > 1 else np.zeros((0, r, m, 1)),
        hit=hit[..., None],
        brings=brings,
        unit=unit[:, None],
        prospect=prospect[..., None],
    )


def _check(spec: WorldSpec, products: list[int], output: Array, held: Array) -> None:
    for r, k in np.argwhere((output > 0) & (held <= 0)).tolist():
        raise ValueError(
            f"The region '{spec.regions[r]}' mines {spec.products[products[k]]}, and no ore that it digs (table 'ore') holds that;"
            " give it such an ore."
        )


def tie(mines: Mines, run: Array) -> None:
    """Blend how each product alone would run, (R, M, N), to how the joint mines run; in place. All ones stay ones to the bit."""
    lift = np.zeros_like(run)
    for others, weight in zip(mines.partner, mines.pull, strict=True):
        gap = np.subtract(run[:, others], run)
        np.multiply(gap, weight, out=gap)
        np.add(lift, gap, out=lift)
    np.add(run, lift, out=run)


def tie_zones(mines: Mines, by_zone: Array, usual: Array, lift: Array, out: Array) -> None:
    """The same where a product alone would run by its zone's price, (2, M, N), times the `usual` run (R, M, 1), into `out`.

    `lift` (R, M, N) is room to work in. All products must have one home."""
    home = mines.home
    lift[...] = 0.0
    for others, weight in zip(mines.partner, mines.pull, strict=True):
        gap = np.subtract(by_zone[:, others], by_zone)
        part = lift if len(mines.partner) == 1 else np.empty_like(lift)
        np.multiply(weight, gap[1], out=part)
        np.multiply(weight[home], gap[0], out=part[home])
        if part is not lift:
            np.add(lift, part, out=lift)
    inside = lift[home] + by_zone[0]
    np.add(lift, by_zone[1], out=lift)
    lift[home] = inside
    np.multiply(usual, lift, out=out)


def jointly(mines: Mines, share: Array) -> Array:
    """(R, P, N) shares of standing mines that stop or grow: a copy in which the by-products of an ore follow its main product."""
    result, own = share.copy(), share[:, mines.mined]
    for k, weight in enumerate(mines.hit):
        np.maximum(result[:, mines.mined], own[:, k : k + 1] * weight, out=result[:, mines.mined])
    return result


def basket(mines: Mines, cells: Array) -> Array:
    """(R, O, N) mean over each ore's products, weighted by value, of `cells` (R, M, N)."""
    result = cells[:, :1] * mines.worth[:, 0]
    for k in range(1, cells.shape[1]):
        result += cells[:, k : k + 1] * mines.worth[:, k]
    return np.asarray(result)


def opened(mines: Mines, full: Array, taken: Array) -> Array:
    """(R, M, N) capacity of each product that new mines bring.

    `full` (R, M, N): what would be started at most of each product alone; `taken` (R, O, N): the part of it that investors take up.
    A mine is sized by the mean of its products' markets, weighted by value in the ore, and yields them as the ore holds them."""
    value = basket(mines, full * mines.unit)
    np.multiply(value, taken, out=value)
    np.multiply(value, mines.prospect, out=value)
    result = value[:, :1] * mines.worth[0]
    for o in range(1, value.shape[1]):
        result += value[:, o : o + 1] * mines.worth[o]
    return np.asarray(result / mines.unit)


def by_products(mines: Mines | None, region: int, product: int) -> tuple[tuple[int, float], ...]:
    """What comes along with a unit a month of a product that a new mine in the region is dug for: (product, units) pairs."""
    if mines is None:
        return ()
    columns = list(range(mines.mined.start, mines.mined.stop, mines.mined.step))
    if product not in columns:
        return ()
    rates = mines.brings[region, columns.index(product)].tolist()
    return tuple((k, rate) for k, rate in zip(columns, rates, strict=True) if rate > 0.0)


def closing(mines: Mines, ores: Array, alone: Array) -> Array:
    """(R, M, N) part of each product's capacity that closes where the mines of these ores do, (R, O, N) of 0 or 1; what comes from
    no known ore follows `alone` (R, M, N)."""
    result = alone * mines.own
    for o in range(ores.shape[1]):
        result += ores[:, o : o + 1] * mines.source[:, o]
    return np.asarray(result)
