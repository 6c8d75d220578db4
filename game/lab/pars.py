"""Pars: what the reference doctrine reaches in each scenario and side, for content to store.

Median and spread (IQR / 1.35) of the standing, and the median own loss to the end of the successor's years, of campaigns in which
the reference doctrine plays the side against each doctrine that a player may meet. The standing is read anew with that loss as the
reference, since welfare counts from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import log2
from statistics import median, quantiles
from typing import Any

from game.engine.rules import Parts
from game.engine.rules.items import Par
from game.engine.rules.plan import BOTH
from game.engine.rules.rules import Rules
from game.lab.simulate import run

REFERENCE = "calibrator"
SPREAD = 1.35
LEAST_LOSS = 1.0
"""Least reference loss, % of GDP-quarters: with less, welfare would hang on crumbs and a single month would decide a verdict."""
BATCH = 50
"""Campaigns that are stepped together; more would only need more memory."""

Pars = dict[str, dict[str, dict[str, float]]]


def pars(rules: Rules, campaigns: int, seed: int, tell: Callable[[str], None]) -> dict[str, Any]:
    """Par by scenario and side, of `campaigns` against each doctrine: {scenario: {side: {median, spread, …}}}."""
    found: Pars = {}
    rivals = [d.id for d in rules.doctrines.values() if d.playable]
    for scenario, item in rules.scenarios.items():
        parts: dict[str, list[Parts]] = {side: [] for side in BOTH}
        for rival in rivals:
            for side in BOTH:
                pair = (REFERENCE, rival) if side == "beijing" else (rival, REFERENCE)
                for first in range(0, campaigns, BATCH):
                    count = min(BATCH, campaigns - first)
                    parts[side] += [r.parts[side] for r in run(rules, scenario, pair, count, seed + first)]
                tell(f"{scenario}: {side} against {rival}, {campaigns} campaigns")
        found[scenario] = {side: par_of(parts[side], item.par[side].loss_reference) for side in BOTH}
    return {"reference": REFERENCE, "pars": found}


def par_of(parts: Sequence[Parts], reference: float) -> dict[str, float]:
    """Par of some campaigns' verdict parts, which were computed with the loss `reference`."""
    losses = [loss_of(p, reference) for p in parts]
    wanted = max(median(losses), LEAST_LOSS)
    standing = [standing_of(p, loss, wanted) for p, loss in zip(parts, losses, strict=True)]
    low, _, high = quantiles(standing, n=4)
    return {
        "median": round(median(standing), 2),
        "spread": round(max((high - low) / SPREAD, 0.1), 2),
        "loss_reference": round(wanted, 4),
        "games": len(parts),
    }


def loss_of(parts: Parts, reference: float) -> float:
    """Cumulative own loss in % of GDP-quarters, read back from welfare = 100 * 2 ** (-loss / reference)."""
    return max(0.0, -reference * log2(max(parts.welfare, 1e-9) / 100.0))


def standing_of(parts: Parts, loss: float, reference: float) -> float:
    """The standing with another reference loss: safety * dominance^.4 * reliability^.3 * welfare^.3."""
    welfare = 100.0 * 2.0 ** (-loss / reference)
    return float(parts.safety * parts.dominance**0.4 * parts.reliability**0.3 * welfare**0.3)


def with_pars(rules: Rules, found: Pars) -> Rules:
    """The rules with these pars in place of the stored ones."""
    scenarios = {
        id: replace(item, par={side: Par(**found[id][side]) for side in BOTH})  # type: ignore[arg-type]
        for id, item in rules.scenarios.items()
    }
    return replace(rules, scenarios=scenarios)
