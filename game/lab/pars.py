"""Pars: what the reference doctrine reaches against itself in each scenario, for content to store.

Prints the median standing beside the stored one, and the spread and own loss of those games; the stored spread and reference loss
are wider by choice (docs/architecture.md)."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median, quantiles
from typing import Any

from game.engine.rules.plan import BOTH
from game.engine.rules.rules import Rules
from game.lab.simulate import Result, run

REFERENCE = "calibrator"
SPREAD = 1.35  # IQR over this is the standard deviation of a normal spread
NEAR = 2.0  # points of standing by which a stored median may differ before it is stale


def pars(rules: Rules, campaigns: int, seed: int, tell: Callable[[str], None]) -> dict[str, Any]:
    """{reference, pars: {scenario: {side: {median, spread, loss, games, stored, stale}}}} of reference games from `seed` on."""
    found = {}
    for scenario in rules.scenarios:
        tell(f"{scenario}: {campaigns} campaigns")
        results = run(rules, scenario, (REFERENCE, REFERENCE), campaigns, seed)
        found[scenario] = {side: par_of(results, side, rules.scenarios[scenario].par[side].median) for side in BOTH}
    return {"reference": REFERENCE, "pars": found}


def par_of(results: list[Result], side: Any, stored: float) -> dict[str, Any]:
    """Median and spread of a side's standing, its median loss (% of GDP-quarters), and whether the stored median is stale."""
    parts = [r.parts[side] for r in results]
    standing = [p.standing for p in parts]
    low, middle, high = quantiles(standing, n=4) if len(standing) > 1 else (standing[0],) * 3
    return {
        "median": round(middle, 1),
        "spread": round((high - low) / SPREAD, 2),
        "loss": round(median(p.lost for p in parts), 3),
        "games": len(results),
        "stored": stored,
        "stale": abs(middle - stored) > NEAR,
    }
