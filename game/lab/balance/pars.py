"""Pars: what the reference doctrine reaches against itself in each scenario, for content to store, and how often it meets.

Prints the median standing beside the stored one, and the spread and own loss of those games; the stored spread and reference loss
are wider by choice (docs/decisions.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from statistics import median, quantiles
from typing import Any

from game.engine.rules.vocabulary.plan import BOTH
from game.engine.rules.vocabulary.rules import Rules
from game.lab.balance.design_tests import REFERENCE
from game.lab.simulation.pool import each
from game.lab.simulation.simulate import CampaignResult, run

SPREAD = 1.35  # IQR over this is the standard deviation of a normal spread
RATES = (0.25, 0.65)  # how often a mandate should be met in these games
SLICE = 25  # campaigns that are played as one batch
NEAR_RATE = 0.15  # by which a stored rate may differ before it is stale
NEAR = 2.0  # points of standing by which a stored median may differ before it is stale


def pars(rules: Rules, campaigns: int, seed: int, tell: Callable[[str], None], jobs: int = 1) -> dict[str, Any]:
    """Of reference games from `seed` on: {reference, pars: {scenario: {side: {median, spread, loss, games, stored, stale}}},
    mandates: {id: {rate, dealt, stored, stale, inside}}}. A mandate's rate is its share over all scenarios.

    What comes out does not depend on `jobs`, the number of processes."""
    last = seed + campaigns
    tasks = [(scenario, first, min(SLICE, last - first)) for scenario in rules.scenarios for first in range(seed, last, SLICE)]
    games = each(rules, reference_games, tasks, jobs, lambda done, task: tell(f"{done} of {len(tasks)} parts: {task[0]}"))
    found = {}
    for scenario in rules.scenarios:
        results = [r for task, some in zip(tasks, games, strict=True) if task[0] == scenario for r in some]
        found[scenario] = {side: par_of(results, side, rules.scenarios[scenario].par[side].median) for side in BOTH}
    return {"reference": REFERENCE, "pars": found, "mandates": rates(rules, [r for some in games for r in some])}


def reference_games(rules: Rules, task: tuple[str, int, int]) -> list[CampaignResult]:
    """Games of the reference doctrine against itself: (scenario, first seed, how many)."""
    scenario, first, games = task
    return run(rules, scenario, (REFERENCE, REFERENCE), games, first)


def rates(rules: Rules, results: list[CampaignResult]) -> dict[str, dict[str, Any]]:
    """How often each mandate that was dealt was met, beside the stored rate."""
    parts = [part for result in results for part in result.parts.values()]
    met = Counter(m for part in parts for m in part.met)
    dealt = met + Counter(m for part in parts for m in part.missed)
    return {
        m: {
            "rate": round(met[m] / n, 2),
            "dealt": n,
            "stored": rules.mandates[m].rate,
            "stale": abs(met[m] / n - rules.mandates[m].rate) > NEAR_RATE,
            "inside": RATES[0] <= met[m] / n <= RATES[1],
        }
        for m, n in sorted(dealt.items())
    }


def par_of(results: list[CampaignResult], side: Any, stored: float) -> dict[str, Any]:
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
