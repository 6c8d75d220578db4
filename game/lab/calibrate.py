"""Calibration in the open: history matching of the parameters against the back-tests, many parameter sets at once as lanes.

A wave draws a design over the published ranges, runs every case with all sets side by side, and keeps the sets that no fitted
target rules out; the next wave draws within what was kept. Targets marked `held_out` play no part in the fit, they are reported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.content.history import Case
from game.content.world import Parts
from game.engine.world.luck import lane_seeds, uniforms
from game.engine.world.month import ModelFault
from game.engine.world.spec import Array, Ints
from game.lab.backtest import play, values_of
from game.lab.backtest_read import dear
from game.lab.backtest_script import script_of

FITTED = (
    "attention_rise", "cover_fear", "cover_floor", "cover_momentum", "cover_price", "designout_rate", "destock_limit",
    "fear_halflife", "feed_elasticity", "home_share", "leak_scale", "momentum_memory", "price_high", "price_stickiness",
    "purchase_elasticity", "rationing", "run_elasticity", "start_rate", "start_attention", "stock_gap_months", "use_elasticity",
)  # fmt: skip
"""Parameters that shape what the cases measure; the others belong to politics and to scales of the figures."""
BLOCK = 128  # sets that run side by side
KEPT = 0.15  # share of a wave that the next one is drawn from, when fewer pass everything

Tell = Callable[[str], None]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Row:
    """A fitted or held-out target: its case, name, band and whether it was kept out of the fit."""

    case: str
    id: str
    band: tuple[float, float]
    held_out: bool
    record: float | None


@dataclass(frozen=True, slots=True)
class Wave:
    """A design and what came of it: outcomes and their distance from the middle of the band in half bands, both (targets × K)."""

    sets: dict[str, Array]
    values: Array
    distance: Array


def ranges_of(parts: Parts, names: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Lowest and highest value of each parameter, as content publishes them."""
    return {n: (parts.parameters[n].low, parts.parameters[n].high) for n in names}


def design(ranges: dict[str, tuple[float, float]], count: int, seed: int) -> tuple[dict[str, Array], str]:
    """A space-filling design of `count` sets, and its name; drawn from keyed luck where scipy is not installed."""
    names = sorted(ranges)
    try:
        from scipy.stats import qmc

        unit, kind = qmc.LatinHypercube(len(names), seed=seed).random(count), "Latin hypercube (scipy.stats.qmc)"
    except ImportError:
        draws = uniforms(lane_seeds(seed, "design", count), 0, 1, 2 * len(names))
        order = np.argsort(draws[: len(names)], axis=1, kind="stable").argsort(axis=1, kind="stable")
        unit, kind = ((order + draws[len(names) :]) / count).T, "Latin hypercube (keyed luck; scipy is not installed)"
    return {n: ranges[n][0] + unit[:, i] * (ranges[n][1] - ranges[n][0]) for i, n in enumerate(names)}, kind


def targets_of(cases: Sequence[Case]) -> list[Row]:
    """The targets that a fit can see or hold out: no echoes, and nothing that needs the leverage figure's own runs."""
    return [
        Row(c.id, t.id, (t.band[0], t.band[1]), t.held_out, t.record)
        for c in cases
        for t in c.targets
        if not t.echo and not dear(t.read)
    ]


def outcomes(parts: Parts, cases: Sequence[Case], sets: dict[str, Array]) -> Array:
    """(targets, K) outcomes of all cases for every set; NaN where a set breaks the model."""
    count = len(next(iter(sets.values())))
    columns = []
    for start in range(0, count, BLOCK):
        part = {n: v[start : start + BLOCK] for n, v in sets.items()}
        columns.append(np.concatenate([_case(parts, case, part) for case in cases]))
    return np.concatenate(columns, axis=1)


def _case(parts: Parts, case: Case, sets: dict[str, Array]) -> Array:
    seen = [t for t in case.targets if not t.echo and not dear(t.read)]
    if not seen:
        return np.zeros((0, len(next(iter(sets.values())))))
    left = frozenset(t.id for t in case.targets if t not in seen)
    script = script_of(case, parts, sets)
    try:
        return values_of(script, play(script, left), left)
    except ModelFault:
        return np.full((len(seen), script.sets), np.nan)


def distances(rows: Sequence[Row], values: Array) -> Array:
    """How far outcomes lie from the middle of their bands, in half bands: up to 1 is inside."""
    low, high = np.array([r.band[0] for r in rows])[:, None], np.array([r.band[1] for r in rows])[:, None]
    far = np.abs(values - 0.5 * (low + high)) / np.maximum(0.5 * (high - low), 1e-9)
    return np.where(np.isnan(far), 1e6, far)


def calibrate(parts: Parts, cases: Sequence[Case], count: int, waves: int, seed: int, tell: Tell) -> dict[str, Any]:
    """History matching in waves; a report of what passes, what matters, what was held out, and the best set found."""
    rows = targets_of(cases)
    cases = [c for c in cases if any(r.case == c.id for r in rows)]
    fitted = np.array([not r.held_out for r in rows])
    ranges = ranges_of(parts, [n for n in FITTED if n in parts.parameters])
    kind, done = "", []
    for number in range(waves):
        sets, kind = design(ranges, count, seed + number)
        for name in sets:
            if number == 0:
                sets[name][0] = parts.parameters[name].value  # content's own set takes part
        values = outcomes(parts, cases, sets)
        wave = Wave(sets, values, distances(rows, values))
        done.append(wave)
        passed = (wave.distance[fitted] <= 1.0).sum(axis=0)
        tell(f"wave {number + 1}: {count} sets, the best passes {int(passed.max())} of {int(fitted.sum())} fitted targets")
        ranges = _narrowed(wave, fitted)
    return _report(parts, rows, fitted, done, kind)


def rank(wave: Wave, fitted: Flags) -> Ints:
    """Order of the sets of a wave, best first: most fitted targets passed, then the least total miss."""
    far = wave.distance[fitted]
    misses = np.minimum(np.maximum(far - 1.0, 0.0), 10.0).sum(axis=0)
    return np.asarray(np.lexsort((far.clip(0, 10).sum(axis=0), misses, -(far <= 1.0).sum(axis=0))), dtype=np.int64)


def _narrowed(wave: Wave, fitted: Flags) -> dict[str, tuple[float, float]]:
    """The box that holds the sets that are not ruled out, or the best few where all are."""
    order = rank(wave, fitted)
    passing = int((wave.distance[fitted] <= 1.0).all(axis=0).sum())
    best = order[: max(passing, int(KEPT * len(order)), 4)]
    return {n: (float(v[best].min()), float(v[best].max())) for n, v in wave.sets.items()}


def _report(parts: Parts, rows: Sequence[Row], fitted: Flags, waves: Sequence[Wave], kind: str) -> dict[str, Any]:
    first, last = waves[0], waves[-1]
    orders = [rank(w, fitted) for w in waves]
    best_wave = min(range(len(waves)), key=lambda i: _score(waves[i], orders[i][0], fitted))
    best = int(orders[best_wave][0])
    chosen = waves[best_wave]
    return {
        "design": kind,
        "sets": len(next(iter(first.sets.values()))),
        "waves": len(waves),
        "fitted": int(fitted.sum()),
        "held_out": [f"{r.case}/{r.id}" for r in rows if r.held_out],
        "passing_all": int((last.distance[fitted] <= 1.0).all(axis=0).sum()),
        "best": {n: round(float(v[best]), 5) for n, v in chosen.sets.items()},
        "content": {n: parts.parameters[n].value for n in chosen.sets},
        "targets": [
            {
                "id": f"{r.case}/{r.id}",
                "record": r.record,
                "band": list(r.band),
                "held_out": r.held_out,
                "content": _number(first.values[i, 0]),
                "content_pass": bool(first.distance[i, 0] <= 1.0),
                "best": _number(chosen.values[i, best]),
                "best_pass": bool(chosen.distance[i, best] <= 1.0),
                "share_passing": round(float((last.distance[i] <= 1.0).mean()), 3),
                "sensitive_to": _sensitive(first, i),
            }
            for i, r in enumerate(rows)
        ],
    }


def _score(wave: Wave, lane: int, fitted: Flags) -> tuple[float, float]:
    far = wave.distance[fitted][:, lane]
    return -float((far <= 1.0).sum()), float(np.minimum(far, 10.0).sum())


def _number(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 4)


def _sensitive(wave: Wave, row: int, most: int = 3) -> list[list[Any]]:
    """The parameters whose rank moves with the outcome's rank most (Spearman), with the sign of the move."""
    value = wave.values[row]
    sound = ~np.isnan(value)
    if sound.sum() < 8 or np.ptp(value[sound]) == 0:
        return []
    found = []
    for name, given in wave.sets.items():
        a, b = _ranks(given[sound]), _ranks(value[sound])
        found.append((float(np.corrcoef(a, b)[0, 1]), name))
    found.sort(key=lambda pair: -abs(pair[0]))
    return [[name, round(strength, 2)] for strength, name in found[:most]]


def _ranks(x: Array) -> Array:
    return np.argsort(np.argsort(x, kind="stable"), kind="stable").astype(np.float64)


def lines(report: dict[str, Any]) -> list[str]:
    """The report as lines for people."""
    found = [
        f"{report['design']}: {report['waves']} waves of {report['sets']} sets; {report['fitted']} targets fitted",
        f"kept out of the fit: {', '.join(report['held_out'])}",
        f"sets of the last wave that pass every fitted target: {report['passing_all']}",
    ]
    for t in report["targets"]:
        matters = ", ".join(f"{name} {strength:+.2f}" for name, strength in t["sensitive_to"])
        verdicts = f"{'pass' if t['content_pass'] else 'MISS'} {t['content']}, best set {t['best']}"
        held = " (held out)" if t["held_out"] else ""
        share = f"{t['share_passing']:.0%} of sets pass"
        found.append(f"  {t['id']:<40}{held} content {verdicts}, band {t['band']}; {share}; moved by {matters}")
    found.append("best set: " + ", ".join(f"{n} {v:.4g}" for n, v in report["best"].items()))
    return found
