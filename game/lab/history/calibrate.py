"""Calibration in the open: history matching of the parameters against the back-tests, many parameter sets at once as lanes.

A wave draws a design over the published ranges, runs every case with all sets side by side, and rules out what misses a fitted
target; the next wave draws within what is left. What is held out plays no part in that. The report is `calibrate_report.py`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from game.content.format.case_items import Case
from game.content.format.world_items import Parts
from game.engine.world.arithmetic.array import Array, Ints
from game.lab.history.parameter_sweep import Row, Tell, costly, distances, library, outcomes, ranges_of, rows_of, spread
from game.structs import Struct, replace

FITTED = (
    "attention_rise", "cover_fear", "cover_floor", "cover_momentum", "cover_price", "designout_rate", "destock_limit",
    "fear_halflife", "feed_elasticity", "home_share", "leak_scale", "momentum_memory", "price_high", "price_stickiness",
    "purchase_elasticity", "rationing", "run_elasticity", "start_rate", "start_attention", "stock_gap_months", "use_elasticity",
)  # fmt: skip
"""Parameters that shape what the cases measure; the others belong to politics and to scales of the figures, or move no target
(`lab sensitivity` screens all of them)."""
EPISODES = ("quotas-2010", "licences-2025")  # each is also kept out as a whole, and the fit made again without it
KEPT = 0.15  # share of a wave that the next one is drawn from, when fewer pass everything
DEEP = 96  # sets that run the targets which need runs of their own

Flags = NDArray[np.bool_]


class Fit(Struct):
    """All sets that have run. `distance` is (rows, K) in half bands, NaN where a row has not been run for a set.

    Set 0 is content's own; the first `drawn` sets are spread evenly over the published ranges."""

    rows: tuple[Row, ...]
    sets: dict[str, Array]
    values: Array
    distance: Array
    drawn: int

    @property
    def fitted(self) -> Flags:
        """(rows,) which targets the fit may see."""
        return np.array([not r.held_out for r in self.rows])

    @property
    def kept(self) -> Ints:
        """The sets that no fitted target rules out, best first."""
        seen = self.distance[self.fitted]
        out: Flags = np.any(seen > 1.0, axis=0)
        order = rank(seen)
        return order[~out[order]]


class Study(Struct):
    """The fit with the targets that cases hold out, and one fit for each episode that was kept out as a whole."""

    fit: Fit
    episodes: dict[str, Fit]
    count: int
    waves: int
    seed: int


def calibrate(
    parts: Parts, cases: Sequence[Case], count: int, waves: int, seed: int, tell: Tell, episodes: Sequence[str] = EPISODES
) -> Study:
    """History matching in waves of `count` sets. Missing, in one sentence, where scipy is not installed."""
    tell("the fit")
    main = deepened(parts, cases, matched(parts, cases, count, waves, seed, (), tell), tell)
    apart = {}
    for episode in (e for e in episodes if any(c.id == e for c in cases)):
        tell(f"the fit without {episode}")
        apart[episode] = matched(parts, cases, count, waves, seed, (episode,), tell)
    return Study(main, apart, count, waves, seed)


def matched(parts: Parts, cases: Sequence[Case], count: int, waves: int, seed: int, without: Sequence[str], tell: Tell) -> Fit:
    """The waves, for all targets that need no runs of their own; what the cases or `without` hold out is run and not looked at."""
    rows = [r for r in rows_of(cases, without) if not costly(r)]
    ranges = ranges_of(parts, sorted(n for n in FITTED if n in parts.parameters))
    done: list[Fit] = []
    for number in range(waves):
        sets = design(ranges, count, seed + number)
        if number == 0:
            for name in sets:
                sets[name][0] = parts.parameters[name].value  # content's own set takes part
        values = outcomes(parts, cases, rows, sets)
        wave = Fit(tuple(rows), sets, values, distances(rows, values), count)
        done.append(wave)
        ranges = _narrowed(wave)
        tell(f"wave {number + 1} of {waves}: {count} sets, {len(wave.kept)} not ruled out")
    sets = {n: np.concatenate([w.sets[n] for w in done]) for n in done[0].sets}
    values, distance = (np.concatenate([getattr(w, name) for w in done], axis=1) for name in ("values", "distance"))
    return Fit(tuple(rows), sets, values, distance, count)


def deepened(parts: Parts, cases: Sequence[Case], fit: Fit, tell: Tell) -> Fit:
    """The fit with the costly targets run for content's set and the best that are left, which may rule out more of them."""
    rows = [r for r in rows_of(cases) if costly(r)]
    if not rows:
        return fit
    chosen = np.unique(np.concatenate([[0], fit.kept[:DEEP]]))
    found = outcomes(parts, cases, rows, {n: v[chosen] for n, v in fit.sets.items()}, tell)
    values = np.full((len(rows), fit.values.shape[1]), np.nan)
    distance = values.copy()
    values[:, chosen], distance[:, chosen] = found, distances(rows, found)
    return replace(
        fit,
        rows=(*fit.rows, *rows),
        values=np.concatenate([fit.values, values]),
        distance=np.concatenate([fit.distance, distance]),
    )


def design(ranges: dict[str, tuple[float, float]], count: int, seed: int) -> dict[str, Array]:
    """A Latin hypercube of `count` sets over the ranges."""
    unit = library("scipy.stats.qmc").LatinHypercube(len(ranges), seed=seed).random(count)
    return spread(unit, ranges)


def rank(far: Array) -> Ints:
    """Order of sets by their distances (rows, K), best first: most targets within their bands, then the least total miss."""
    known = np.nan_to_num(far, nan=0.0)
    misses = np.minimum(np.maximum(known - 1.0, 0.0), 10.0).sum(axis=0)
    return np.asarray(np.lexsort((known.clip(0, 10).sum(axis=0), misses, -(far <= 1.0).sum(axis=0))), dtype=np.int64)


def _narrowed(wave: Fit) -> dict[str, tuple[float, float]]:
    """The box that holds the sets that are not ruled out, or the best few where there are hardly any."""
    order = rank(wave.distance[wave.fitted])
    best = order[: max(len(wave.kept), int(KEPT * len(order)), 4)]
    return {n: (float(v[best].min()), float(v[best].max())) for n, v in wave.sets.items()}
