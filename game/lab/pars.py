"""Pars: what the reference doctrine reaches against itself in each scenario and side, for content to store.

Median and spread (IQR / 1.35) of the standing, and the median own loss, of reference campaigns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median, quantiles
from typing import Any

from game.engine.rules.plan import BOTH
from game.engine.rules.rules import Rules
from game.lab.simulate import run

REFERENCE = "calibrator"
SPREAD = 1.35
BATCH = 50
"""Campaigns that are stepped together; more would only need more memory."""


def pars(rules: Rules, campaigns: int, seed: int, tell: Callable[[str], None]) -> dict[str, Any]:
    """Par by scenario and side: {scenario: {side: {median, spread, loss_reference, games}}}."""
    found: dict[str, Any] = {}
    for scenario in rules.scenarios:
        results = []
        for first in range(0, campaigns, BATCH):
            count = min(BATCH, campaigns - first)
            results += run(rules, scenario, (REFERENCE, REFERENCE), count, seed + first)
            tell(f"{scenario}: {first + count} of {campaigns}")
        found[scenario] = {
            side: par_of(
                [r.standing[side] for r in results if side in r.standing], [r.loss[side] for r in results if side in r.loss]
            )
            for side in BOTH
        }
    return {"reference": REFERENCE, "pars": found}


def par_of(standing: Sequence[float], loss: Sequence[float]) -> dict[str, float]:
    """Median, spread and reference loss of some campaigns' standings and losses."""
    low, _, high = quantiles(standing, n=4)
    return {
        "median": round(median(standing), 2),
        "spread": round(max((high - low) / SPREAD, 0.1), 2),
        "loss_reference": round(max(median(loss), 0.001), 4),
        "games": len(standing),
    }
