"""Pars: what the reference doctrine reaches against itself in each scenario, for content to store, and how often it meets.

Prints the median standing beside the stored one, its way there quarter by quarter, and the spread and own loss of those games; the
stored spread and reference loss are wider by choice (docs/decisions.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import median, quantiles
from typing import Any

from game.engine.rules import Batch, Setup
from game.engine.rules.campaign.record import Record
from game.engine.rules.verdict.standing import parts_so_far
from game.engine.rules.vocabulary.plan import BOTH, Side
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.model.state import World
from game.lab.balance.design_tests import REFERENCE
from game.lab.simulation.pool import each
from game.lab.simulation.simulate import CampaignResult, play_setups, result_of
from game.structs import Struct

SPREAD = 1.35  # IQR over this is the standard deviation of a normal spread
RATES = (0.25, 0.65)  # how often a mandate should be met in these games
SLICE = 25  # campaigns that are played as one batch
NEAR_RATE = 0.15  # by which a stored rate may differ before it is stale
NEAR = 2.0  # points of standing by which a stored median may differ before it is stale


def pars(rules: Rules, campaigns: int, seed: int, tell: Callable[[str], None], jobs: int = 1) -> dict[str, Any]:
    """Of reference games from `seed` on: {reference, pars: {scenario: {side: {median, path, spread, loss, games, stored, stale}}},
    mandates: {id: {rate, dealt, stored, stale, inside}}}. A mandate's rate is its share over all scenarios.

    What comes out does not depend on `jobs`, the number of processes."""
    last = seed + campaigns
    tasks = [(scenario, first, min(SLICE, last - first)) for scenario in rules.scenarios for first in range(seed, last, SLICE)]
    games = each(rules, reference_games, tasks, jobs, lambda done, task: tell(f"{done} of {len(tasks)} parts: {task[0]}"))
    found = {}
    for scenario in rules.scenarios:
        mine = [g for task, some in zip(tasks, games, strict=True) if task[0] == scenario for g in some]
        stored = rules.scenarios[scenario].par
        found[scenario] = {side: par_of(mine, side, stored[side].median) for side in BOTH}
    return {"reference": REFERENCE, "pars": found, "mandates": rates(rules, [g.result for some in games for g in some])}


class Game(Struct):
    """A reference game: how it ended, and each side's standing after each of its quarters."""

    result: CampaignResult
    standings: Mapping[Side, Sequence[float]]


def reference_games(rules: Rules, task: tuple[str, int, int]) -> list[Game]:
    """Games of the reference doctrine against itself: (scenario, first seed, how many)."""
    scenario, first, games = task
    seeds = range(first, first + games)
    standings: dict[int, dict[Side, list[float]]] = {seed: {side: [] for side in BOTH} for seed in seeds}

    def keep(record: Record, world: World) -> None:
        for side in BOTH:
            standings[record.setup.seed][side].append(parts_so_far(rules, record, world, side).standing)

    def watch(batch: Batch, plans: Any, answers: Any) -> None:
        for lane, record in enumerate(batch.records):
            if record.quarter:
                keep(record, batch.world.lane(lane))

    played = play_setups(rules, [Setup(scenario, seed, doctrines=(REFERENCE, REFERENCE)) for seed in seeds], watch=watch)
    for campaign in played:
        keep(campaign.state.record, campaign.state.world)
    return [Game(result_of(rules, campaign), standings[campaign.seed]) for campaign in played]


def path_of(games: Sequence[Game], side: Side) -> Iterator[float]:
    """Median standing after each quarter, over the games that came so far."""
    for quarter in range(max(len(g.standings[side]) for g in games)):
        yield round(median(g.standings[side][quarter] for g in games if quarter < len(g.standings[side])), 1)


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


def par_of(games: Sequence[Game], side: Side, stored: float) -> dict[str, Any]:
    """Median and spread of a side's standing, its way there, its median loss (% of GDP-quarters), and whether the stored median is
    stale."""
    parts = [g.result.parts[side] for g in games]
    standing = [p.standing for p in parts]
    low, middle, high = quantiles(standing, n=4) if len(standing) > 1 else (standing[0],) * 3
    return {
        "median": round(middle, 1),
        "path": list(path_of(games, side)),
        "spread": round((high - low) / SPREAD, 2),
        "loss": round(median(p.lost for p in parts), 3),
        "games": len(games),
        "stored": stored,
        "stale": abs(middle - stored) > NEAR,
    }
