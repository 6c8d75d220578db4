"""The report of what decisions are worth: rows of what was found beside what is wanted.

Answers to cards and partners won are paired campaigns (`paired_campaigns.py`), building and credit policies that are held for years
(`long_policies.py`). A row that misses says so; why is told in docs/model.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import sqrt
from typing import Any

import numpy as np

from game.engine.rules import Batch, Rules
from game.engine.rules.vocabulary.plan import BOTH, Side
from game.engine.world.arithmetic.total import total
from game.engine.world.month.closed_form import outside_shares
from game.lab.balance import long_policies as policies
from game.lab.balance.design_tests import won_each
from game.lab.balance.paired_campaigns import Arm, Task, played
from game.lab.simulation.pool import each
from game.lab.simulation.simulate import CampaignResult
from game.structs import Struct

SCENARIOS = ("spring-curbs", "calibrated-control")
BUILT_QUARTERS, CREDIT_QUARTERS = 20, 16
SEPARATED = "light.oxide"
MAGNETS = "heavy.magnet"
ERRORS = 2.0  # times the lanes' error from which a difference is told from luck
Tell = Callable[[str], None]
Row = dict[str, Any]
Tonnes = Mapping[str, list[float]]


class Held(Struct):
    """A policy that is held, and the campaigns in which it is."""

    policy: str  # nothing, build_all, most_credit
    side: Side
    quarters: int
    seeds: tuple[int, ...]
    hold_attention: bool = False


def decision_report(rules: Rules, campaigns: int, seed: int, tell: Tell, jobs: int = 1) -> dict[str, Any]:
    """{rows: [{id, value, wanted, pass, …}], campaigns}: of each of four cells (scenario and side) so many paired campaigns."""
    seeds = tuple(range(seed, seed + campaigns))
    few = seeds[: max(4, campaigns // 6)]
    arms: tuple[Arm, ...] = ("own answers", "defaults", "lots")
    tasks: list[Task | Held] = [Task(scenario, side, arm, seeds) for scenario in SCENARIOS for side in BOTH for arm in arms]
    tasks += [Task(scenario, "beijing", arm, seeds) for scenario in SCENARIOS for arm in ("inducing", "never inducing")]
    tasks += [Held(policy, "washington", BUILT_QUARTERS, few) for policy in ("nothing", "build_all")]
    tasks += [Held(p, "beijing", CREDIT_QUARTERS, few, hold) for hold in (False, True) for p in ("nothing", "most_credit")]
    parts = each(rules, done_alone, tasks, jobs, lambda done, task: tell(f"{done} of {len(tasks)}: {told(task)}"))
    found = dict(zip(tasks, parts, strict=True))
    rows = [*answer_rows(found, seeds), inducing_row(found, seeds), *building_rows(found, few), *credit_rows(found, few)]
    return {"campaigns": campaigns, "rows": rows}


def told(task: Task | Held) -> str:
    """A task in a few words."""
    return f"{task.scenario} {task.side} {task.arm}" if isinstance(task, Task) else f"{task.side} {task.policy}"


def done_alone(rules: Rules, task: Task | Held) -> Any:
    """What a task gives: campaigns played and judged, or the figures of a policy by campaign."""
    if isinstance(task, Task):
        return played(rules, task)
    policy: policies.Policy = getattr(policies, task.policy)
    return measured(policies.played(rules, task.seeds, task.quarters, task.side, policy, task.hold_attention))


def measured(batch: Batch) -> Tonnes:
    """What policies are judged by, a value a campaign: shares in per cent of outside need, capacity in tonnes a month."""
    world = batch.world
    spec, abroad = world.spec, [r for r, region in enumerate(world.spec.regions) if region != "china"]
    product, final = spec.product(SEPARATED), list(spec.finals).index(MAGNETS)
    plants = world.capacity[abroad, product] + world.under_way[abroad, product]
    return {
        "covered": (100.0 * outside_shares(world, (world.capacity,))[0][final]).tolist(),
        "lasting": [record.figures["beijing"].leverage_lasting for record in batch.records],
        "price": world.price[1, product].tolist(),
        "plants": np.cumsum(plants, axis=0)[-1].tolist(),
    }


def answer_rows(found: Mapping[Any, Any], seeds: tuple[int, ...]) -> list[Row]:
    """Share of campaigns won with the script's own answers, less that with defaults and with lots, with the error over pairs."""
    cells = [(scenario, side) for scenario in SCENARIOS for side in BOTH]

    def won(arm: Arm) -> list[float]:
        return [x for scenario, side in cells for x in won_each(found[Task(scenario, side, arm, seeds)], side)]

    rows, own = [], won("own answers")
    wanted: tuple[tuple[Arm, float], ...] = (("defaults", 0.08), ("lots", 0.15))
    for arm, least in wanted:
        more, error = difference(own, won(arm))
        share, pairs = total(own) / len(own), len(own)
        row = _row(
            f"answers/{arm}", more, f"at least {least}", more >= least, own=round(share, 3), error=round(error, 3), pairs=pairs
        )
        rows.append(row)
    return rows


def inducing_row(found: Mapping[Any, Any], seeds: tuple[int, ...]) -> Row:
    """Beijing's standing where it wins third countries, less where it never does."""

    def standing(arm: Arm) -> list[float]:
        results: list[CampaignResult] = [r for s in SCENARIOS for r in found[Task(s, "beijing", arm, seeds)]]
        return [r.parts["beijing"].standing if r.parts else 0.0 for r in results]

    gain, error = difference(standing("inducing"), standing("never inducing"))
    return _row("inducing/standing", gain, "at least 1", gain >= 1.0, error=round(error, 3), pairs=len(SCENARIOS) * len(seeds))


def building_rows(found: Mapping[Any, Any], seeds: tuple[int, ...]) -> list[Row]:
    """What Washington's building does to the heavy magnets that are made without China, and to Beijing's lasting leverage."""
    idle, built = (found[Held(policy, "washington", BUILT_QUARTERS, seeds)] for policy in ("nothing", "build_all"))
    magnets, lasting = difference(built["covered"], idle["covered"]), difference(built["lasting"], idle["lasting"])
    return [
        _row("building/heavy-magnets", magnets[0], "at least 12 points", magnets[0] >= 12.0, error=round(magnets[1], 3)),
        _row("building/lasting-leverage", lasting[0], "-25 to -8", -25.0 <= lasting[0] <= -8.0, error=round(lasting[1], 3)),
    ]


def credit_rows(found: Mapping[Any, Any], seeds: tuple[int, ...]) -> list[Row]:
    """What cheap credit does to the price of light oxide abroad and to the separation that stands or is begun there, with attention
    free and held."""
    rows = []
    for hold, name in ((False, "free"), (True, "held")):
        calm, cheap = (found[Held(p, "beijing", CREDIT_QUARTERS, seeds, hold)] for p in ("nothing", "most_credit"))
        price = total(cheap["price"]) / len(cheap["price"])
        fewer, error = difference(cheap["plants"], calm["plants"])
        less = fewer < -ERRORS * error
        rows.append(_row(f"credit/oxide-price/{name}", price, "below 1, the calm price", price < 1.0))
        rows.append(_row(f"credit/foreign-separation/{name}", fewer, f"below -{ERRORS:g} errors", less, error=round(error, 3)))
    return rows


def difference(one: Sequence[float], two: Sequence[float]) -> tuple[float, float]:
    """Mean of paired differences and its standard error."""
    apart = [a - b for a, b in zip(one, two, strict=True)]
    mean = total(apart) / len(apart)
    spread = total((x - mean) * (x - mean) for x in apart) / max(1, len(apart) - 1)
    return mean, sqrt(spread / len(apart))


def _row(id: str, value: float, wanted: str, good: bool, **more: Any) -> Row:
    return {"id": id, "value": round(value, 3), "wanted": wanted, "pass": bool(good), **more}


def lines(report: Mapping[str, Any]) -> list[str]:
    """The rows as text, each with its error over pairs where it has one."""
    told = [(r, f" ± {r['error']}" if "error" in r else "") for r in report["rows"]]
    return [f"{'pass' if r['pass'] else 'MISS'}  {r['id']:<34} {r['value']:>9}{e:<9} wanted {r['wanted']}" for r, e in told]
