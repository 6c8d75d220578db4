"""What follows from a spec once and for all: balanced calm flows, index vectors and broadcast-ready constants of the equations.

Holds nothing that changes while the world runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from typing import Any

import numpy as np

from game.engine.world.arithmetic.array import Array, Ints
from game.engine.world.model.arrays import AVERAGES
from game.engine.world.model.balance import balance, calm_exports, check, finals_of
from game.engine.world.model.mines import Mines, build_mines
from game.engine.world.model.spec import TINY, WorldSpec

UNLIMITED = 9.0  # a licence of this size or more is no limit at all
BOUNDLESS = 1e12
AVERAGING_MONTHS = (6.0, 24.0)  # contracts, investors

Run = tuple[slice, slice]  # neighbouring columns to write, neighbouring columns to read


@dataclass(frozen=True, slots=True)
class Frame:
    """Constants of a world. Arrays that meet lanes end in an axis of length 1."""

    regions: int
    products: int
    finals: int
    ring: int
    sizes: Mapping[str, int]  # of axes: as in `arrays.py`; 2 a pair, I `feeds`, M mined products, L and V cells (policy names them)
    output0: Array  # (R, P) calm output, scaled so that every market balances
    plan0: Array  # (R, P) calm use of every product: by the next stage, or as a final
    use0: Array  # (R, F) calm use of finals, scaled to output
    capacity0: Array  # (R, P)
    baseline: Array  # (R, P, 1) calm licensed flow from the product's home
    half_baseline: Array  # (R, P, 1)
    is_out: Array  # (R, P, 1) 0 where the region is the product's home, 1 elsewhere
    run_out: Array  # (R, P, 1) usual utilisation outside home, 0 at home
    able_out: Array  # (R, P, 1) the same a tenth higher, as in a pinch
    final_home_rows: Ints  # (F,) row of (R*F) of each final's home
    need_home_rows: Ints  # (P,) row of (R*F): use of the product's final at the product's own home
    home_rows: Ints  # (P,) row of (R*P) of each product's home
    final_of: Ints  # (P,) the final that each product ends up in
    feeds: Ints  # (I,) products that others are made from
    fed: Ints  # (J,) products that are made from others
    plan_runs: tuple[Run, ...]  # products <- desired output of what is made from them (first such)
    plan_final_runs: tuple[Run, ...]  # products <- use of the final that they are
    plan_more: tuple[tuple[int, int], ...]  # (product, row of [desired output (P), final use (F)]): further users, to be added
    fed_runs: tuple[Run, ...]  # products that are made from others <- position of that other in `feeds`
    feed_runs: tuple[Run, ...]  # products <- what is made from them: the first such
    feed_more: tuple[tuple[int, int], ...]  # (product, another product made from it)
    final_runs: tuple[Run, ...]  # products that are used up <- their position among the finals
    chain_runs: tuple[tuple[slice, int], ...]  # neighbouring products that end up in one final
    lag_runs: tuple[tuple[slice, int], ...]  # neighbouring products with one building time, in quarters
    expansion_runs: tuple[tuple[slice, int], ...]  # the same where credit enlarges what stands
    secondary_rows: Ints  # rows of (R*P) with secondary supply in the calm world
    cover0: Array  # (R, P, 1)
    run0: Array  # (R, P, 1)
    secondary: Array  # (R, P, 1) secondary supply, share of planned use
    cost: Array  # (R, P, 1)
    lam: Array  # (R, F, 1)
    lam_sum: Array  # (R, 1)
    growth: Array  # (R, F, 1) growth a year of wanted use
    follows: Array  # (R, P, 1) growth a year of capacity that follows demand: at home, and with suppliers of a home that buys ores
    follow_rows: Ints  # (G,) rows of (R*P) where it is not nought
    follow_rate: Array  # (G, 1) its values there
    squeeze_runs: tuple[Run, ...]  # products that are made from others <- those others
    fed_free: tuple[slice, ...]  # neighbouring products that are made from no other
    feed_runs_of: tuple[Run, ...]  # positions in `feeds` <- the products that stand there
    scrap_cells: tuple[tuple[int, int, float], ...]  # (region, product, secondary supply) abroad in the calm world
    learning_base: Array  # (R, P, 1) output that counts as one more starting experience
    hold: Array  # (P, 1)
    leak_max: Array  # (P, 1)
    resale: Array  # (P, 1)
    price_unit: Array  # (P, 1)
    made_of: tuple[tuple[int, tuple[tuple[int, float], ...]], ...]  # each final's product, and the stages' shares of its calm price
    designout_cap: Array  # (F, 1), not finite where the parameter rules
    trade_share: Array  # (R, P, 1) weight of the product in what the region holds against, or for, the side that licenses it
    trade_weight: Array  # (B, R) share of a side's starting trade
    gdp: Array  # (R, 1)
    harm_weight: Array  # (R, F, 1) lam times GDP
    averaging: Array  # (T, 1, 1, 1) share a month by which an average price follows: six months (contracts), 24 (investors)
    mines: Mines | None  # None where every material is mined by itself
    floats: type[np.floating[Any]] = np.float64  # of the worlds that stand on this frame

    def shape(self, axes: str, lanes: int) -> tuple[int, ...]:
        """The shape of an array with these axes, letters of `sizes`."""
        return (*map(self.sizes.__getitem__, axes), lanes)

    def single(self) -> Frame:
        """The same constants in numbers of 32 bits."""
        changed = {f.name: _single(getattr(self, f.name)) for f in fields(self)}
        return replace(self, **{**changed, "floats": np.float32})


def _single(value: Any) -> Any:
    """A constant with its arrays of numbers in 32 bits."""
    if isinstance(value, np.ndarray) and value.dtype == np.float64:
        return value.astype(np.float32)
    if isinstance(value, Mines):
        return replace(value, **{f.name: _single(getattr(value, f.name)) for f in fields(value)})
    return value


def build_frame(spec: WorldSpec) -> Frame:
    """Derive the constants of a spec. ValueError, in one sentence, when the spec cannot make a balanced world."""
    r, p, f = len(spec.regions), len(spec.products), len(spec.finals)
    check(spec)
    final_of = finals_of(spec)
    output0, use0, secondary, primary0, plan0 = balance(spec)
    rows = np.arange(r)[:, None]
    is_home = (rows == spec.home[None, :]).astype(np.float64)
    baseline = calm_exports(output0, plan0, is_home)
    follows = _follows(spec, output0, plan0, is_home)
    feeds = np.array(sorted({int(x) for x in spec.feed if x >= 0}), dtype=np.int64)
    fed = np.array([c for c in range(p) if spec.feed[c] >= 0], dtype=np.int64)
    fed_from = np.array([int(np.searchsorted(feeds, spec.feed[c])) for c in fed], dtype=np.int64)
    sources: list[list[int]] = [[c for c in range(p) if spec.feed[c] == k] for k in range(p)]
    for position, k in enumerate(spec.final_product):
        sources[int(k)].append(p + position)
    first = [(k, rows[0]) for k, rows in enumerate(sources)]
    made = [(k, rows[0]) for k, rows in enumerate(sources) if rows[0] < p]
    value = baseline * spec.price_unit[None, :]
    trade = np.stack([value * (spec.controls[None, :] == side) for side in range(2)])
    for side in range(2):
        trade[side, int(spec.side_region[side])] = 0.0
    mines, ring = build_mines(spec, output0), int(spec.pipeline.shape[0])
    sizes = {"R": r, "P": p, "F": f, "Q": ring, "Z": 2, "T": AVERAGES, "B": 2, "2": 2, "I": len(feeds), "L": 0, "V": 0}
    return Frame(
        regions=r,
        products=p,
        finals=f,
        ring=ring,
        sizes={**sizes, "M": len(mines.home_rows) if mines else 0},
        output0=output0,
        plan0=plan0,
        use0=use0,
        capacity0=primary0 / np.maximum(spec.run0, TINY),
        baseline=baseline[:, :, None],
        half_baseline=np.maximum(0.5 * baseline, TINY)[:, :, None],
        is_out=1.0 - is_home[:, :, None],
        run_out=(spec.run0 * (1.0 - is_home))[:, :, None],
        able_out=(np.minimum(spec.run0 * 1.1, 1.0) * (1.0 - is_home))[:, :, None],
        final_home_rows=spec.home[spec.final_product] * f + np.arange(f),
        need_home_rows=spec.home * f + final_of,
        home_rows=spec.home * p + np.arange(p),
        final_of=final_of,
        feeds=feeds,
        fed=fed,
        plan_runs=runs([(k, row) for k, row in first if row < p]),
        plan_final_runs=runs([(k, row - p) for k, row in first if row >= p]),
        plan_more=tuple((k, row) for k, users in enumerate(sources) for row in users[1:]),
        fed_runs=runs(list(zip(fed.tolist(), fed_from.tolist(), strict=True))),
        feed_runs=runs(made),
        feed_more=tuple((k, row) for k, users in enumerate(sources) for row in users[1:] if row < p),
        final_runs=runs([(int(k), i) for i, k in enumerate(spec.final_product)]),
        chain_runs=tuple((slice(a, b), int(final_of[a])) for a, b in _stretches(final_of.tolist())),
        lag_runs=_lags(spec.lag),
        expansion_runs=_lags(spec.lag if spec.expansion is None else spec.expansion),
        secondary_rows=np.flatnonzero(secondary),
        cover0=spec.cover0[:, :, None],
        run0=spec.run0[:, :, None],
        secondary=secondary[:, :, None],
        cost=spec.cost[:, :, None],
        lam=spec.lam[:, :, None],
        lam_sum=np.maximum(np.cumsum(spec.lam, axis=1)[:, -1:], TINY),
        growth=np.cumsum(spec.use_split * spec.use_growth[None, :, :], axis=2)[:, :, -1:],
        follow_rows=np.flatnonzero(follows),
        follows=follows[:, :, None],
        follow_rate=follows.reshape(-1, 1)[np.flatnonzero(follows)],
        squeeze_runs=runs([(c, int(spec.feed[c])) for c in fed.tolist()]),
        fed_free=tuple(w for w, _ in runs([(k, k) for k in range(p) if spec.feed[k] < 0])),
        feed_runs_of=runs([(i, int(k)) for i, k in enumerate(feeds)]),
        scrap_cells=tuple((int(i), int(k), float(secondary[i, k])) for i, k in np.argwhere(secondary * (1.0 - is_home))),
        learning_base=_experience(output0)[:, :, None],
        hold=spec.hold[:, None],
        leak_max=spec.leak_max[:, None],
        resale=spec.resale[:, None],
        price_unit=spec.price_unit[:, None],
        made_of=_made_of(spec),
        designout_cap=spec.designout_cap[:, None],
        trade_share=_weights(spec, trade, final_of)[:, :, None],
        trade_weight=_shares(np.cumsum(trade, axis=2)[:, :, -1]),
        gdp=spec.gdp[:, None],
        harm_weight=spec.lam[:, :, None] * spec.gdp[:, None, None],
        averaging=1.0 / np.array(AVERAGING_MONTHS)[:, None, None, None],
        mines=mines,
    )


def runs(pairs: list[tuple[int, int]]) -> tuple[Run, ...]:
    """Pairs of columns (write, read) as slices, so that neighbours are handled in one call."""
    found: list[list[int]] = []
    for write, read in pairs:
        if found and found[-1][0] + found[-1][2] == write and found[-1][1] + found[-1][2] == read:
            found[-1][2] += 1
        else:
            found.append([write, read, 1])
    return tuple((slice(w, w + n), slice(r, r + n)) for w, r, n in found)


def _lags(quarters: Ints) -> tuple[tuple[slice, int], ...]:
    return tuple((slice(a, b), int(quarters[a])) for a, b in _stretches(quarters.tolist()))


def _stretches(values: list[int]) -> list[tuple[int, int]]:
    """First and last-but-one positions of each stretch of equal values."""
    edges = [i for i, v in enumerate(values) if i == 0 or values[i - 1] != v] + [len(values)]
    return list(pairwise(edges))


def _follows(spec: WorldSpec, output0: Array, plan0: Array, is_home: Array) -> Array:
    """(R, P) yearly growth of capacity that follows demand without a start: the home country's; and where home buys abroad in the
    calm world (ores), that of its suppliers too, since they grow with their customer."""
    short = np.cumsum((output0 - plan0) * is_home, axis=0)[-1] < 0.0
    return np.asarray(np.maximum(is_home, short[None, :]) * spec.home_growth[None, :], dtype=np.float64)


def _made_of(spec: WorldSpec) -> tuple[tuple[int, tuple[tuple[int, float], ...]], ...]:
    """What each stage adds to the calm price of a final: (product, share) from the final upward; the mine adds all that is left."""
    found = []
    for product in spec.final_product.tolist():
        at, left, shares, whole = product, 1.0, [], float(spec.price_unit[product])
        while at >= 0:
            below = int(spec.feed[at])
            goes_in = float(spec.price_unit[below]) / whole if below >= 0 else 0.0
            share = max(left - goes_in, 0.0)
            shares.append((at, share))
            at, left = below, left - share
        found.append((product, tuple(shares)))
    return tuple(found)


def _weights(spec: WorldSpec, trade: Array, final_of: Ints) -> Array:
    """(R, P) how much a product counts in a region's memory of its licensor; sums to 1 over a side's products that the region buys.

    Chains count by the harm at stake (lam), stages within a chain by starting trade: by value alone, a freeze of magnets would
    vanish beside batteries. Where no harm is at stake, value rules."""
    result = np.zeros(trade.shape[1:])
    for side in range(2):
        value = trade[side]
        weight = np.zeros_like(value)
        for final in range(len(spec.finals)):
            chain = final_of == final
            part = value * chain[None, :]
            weight += part / np.maximum(np.cumsum(part, axis=1)[:, -1:], TINY) * spec.lam[:, final : final + 1]
        weight = np.where(np.cumsum(weight, axis=1)[:, -1:] > 0, weight, value)
        result += weight / np.maximum(np.cumsum(weight, axis=1)[:, -1:], TINY)
    return result


def _experience(output0: Array) -> Array:
    """Five years of starting output, or of a hundredth of the world's where a region starts from little."""
    world = np.cumsum(output0, axis=0)[-1]
    return np.asarray(60.0 * np.maximum(output0, 0.01 * world[None, :]), dtype=np.float64)


def _shares(x: Array) -> Array:
    return x / np.maximum(np.cumsum(x, axis=1)[:, -1:], TINY)
