"""How well the fans are calibrated: campaigns in which both sides do what a fan assumes, and how often its bands hold what came.

The planning side plays one plan and stays its course; the other follows a stated reading. All else is the real game."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from game.engine.rules import Batch, Setup, new_batch, observe_batch, resolve_batch
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.record import FIGURES, Record
from game.engine.rules.vocabulary.items import Doctrine
from game.engine.rules.vocabulary.plan import BOTH, Draft, Line, Plan, Side, other
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total
from game.forecast.fan import QUARTERS, Fan, fan
from game.forecast.readings import READINGS, Follower, facing, follower_of
from game.opponents import plan_for

STARTS = (0, 3, 6, 9)  # quarters of a campaign at which fans are made
PAIRS = (("calibrator", "hawk"), ("hawk", "calibrator"), ("tit-for-tat", "calibrator"), ("calibrator", "tit-for-tat"))
BLOCK = 40  # campaigns stepped together
FAN_LANES = 64
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Watch:
    """One campaign under watch: who planned what, the fan, and the other side, which follows a reading."""

    plan: Plan
    fan: Fan
    rival: Follower
    before: Mapping[str, int]
    came: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in FIGURES})


def calibration(
    rules: Rules, scenario: str, campaigns: int, seed: int, lanes: int = FAN_LANES, progress: Progress | None = None
) -> dict[str, Any]:
    """The report: for each figure the share of quarters in which the 80 % and the 50 % band held what came, by quarter ahead too,
    the mean error of the middle, and the root mean square of what lies beyond the band's own spread.

    `shared` counts values that many lanes hold alike by parts (`_overlap`): most risks are exactly nought, and a band that ends
    there holds all of them, more than it names."""
    watches: list[Watch] = []
    for first in range(0, campaigns, BLOCK):
        count = min(BLOCK, campaigns - first)
        watches += _block(rules, scenario, range(seed + first, seed + first + count), first // BLOCK, lanes)
        if progress is not None:
            progress(len(watches), campaigns)
    return {
        "scenario": scenario,
        "campaigns": len(watches),
        "lanes": lanes,
        "figures": {name: _score(watches, name) for name in FIGURES},
        "readings": {
            r: {n: _score([w for w in watches if w.rival.reading == r], n)["inside_80"] for n in FIGURES} for r in READINGS
        },
    }


def _block(rules: Rules, scenario: str, seeds: Sequence[int], turn: int, lanes: int) -> list[Watch]:
    """Campaigns of one pair of doctrines and one starting quarter, played on under readings."""
    doctrines = PAIRS[turn % len(PAIRS)]
    items = [rules.doctrines[d] for d in doctrines]
    start = STARTS[(turn // len(PAIRS) + turn) % len(STARTS)]
    start = min(start, max(rules.scenarios[scenario].quarters - QUARTERS, 0))
    batch = new_batch(rules, [Setup(scenario, s, doctrines=doctrines) for s in seeds])
    for _ in range(start):
        plans = [_both(rules, batch, i, items) for i in range(len(batch.records))]
        batch = _running(resolve_batch(rules, batch, plans, [{}] * len(plans), lenient=True).batch)[0]
    watches = [_watch(rules, batch, i, items, turn, lanes) for i in range(len(batch.records))]
    live = list(watches)
    for ahead in range(QUARTERS):
        plans = [_assumed(rules, record, watch, ahead) for record, watch in zip(batch.records, live, strict=True)]
        batch = resolve_batch(rules, batch, plans, [{}] * len(plans), lenient=True).batch
        for record, watch in zip(batch.records, live, strict=True):
            if record.over not in ("rupture", "out-of-office"):
                f = record.figures[watch.plan.side]
                for name in FIGURES:
                    watch.came[name].append(f.points(name))
        batch, kept = _running(batch)
        live = [live[i] for i in kept]
        if not live:
            break
    return watches


def _both(rules: Rules, batch: Batch, i: int, items: Sequence[Doctrine]) -> dict[Side, Plan]:
    return {s: plan_for(rules, observe_batch(rules, batch, i, s), item) for s, item in zip(BOTH, items, strict=True)}


def _running(batch: Batch) -> tuple[Batch, list[int]]:
    """The campaigns that go on, and where they stood."""
    kept = [i for i, r in enumerate(batch.records) if not r.over]
    if len(kept) == len(batch.records) or not kept:
        return batch, kept
    return Batch(tuple(batch.records[i] for i in kept), batch.world.take(kept)), kept


def _watch(rules: Rules, batch: Batch, i: int, items: Sequence[Doctrine], turn: int, lanes: int) -> Watch:
    side = BOTH[(i + turn) % 2]
    reading = READINGS[(i // 2) % len(READINGS)]
    seen: Observation = observe_batch(rules, batch, i, side)
    plan = Plan(
        side,
        tuple(x for x in plan_for(rules, seen, items[BOTH.index(side)]).lines if x.kind in ("set-dial", "give-order", "draft")),
    )
    record = batch.records[i]
    rival = follower_of(rules, record, other(side), reading)
    made = fan(rules, seen, plan, reading, QUARTERS, lanes, key=record.setup.seed + 7)
    return Watch(plan, made, rival, record.dials)


def _assumed(rules: Rules, record: Record, watch: Watch, ahead: int) -> dict[Side, Plan]:
    """Both plans of a quarter as the fan assumes them: the plan, then its ripe drafts; and the reading's next step."""
    own: tuple[Line, ...] = watch.plan.lines if ahead == 0 else ()
    if ahead == 1:
        own = tuple(x.measure for x in watch.plan.lines if isinstance(x, Draft))
    moved = total(record.dials[d] - watch.before[d] for d in facing(rules, watch.plan.side))
    rival = watch.rival
    return {watch.plan.side: Plan(watch.plan.side, own), rival.side: Plan(rival.side, rival.lines(rules, record, moved))}


def _score(watches: Sequence[Watch], name: str) -> dict[str, Any]:
    inside: list[list[bool]] = [[] for _ in range(QUARTERS)]
    middle: list[bool] = []
    shared: list[tuple[float, float]] = []
    error: list[float] = []
    excess: list[float] = []
    for w in watches:
        q = w.fan.bands[name].quantiles
        for ahead, value in enumerate(w.came[name], 1):
            inside[ahead - 1].append(bool(q[0, ahead] - 1e-9 <= value <= q[4, ahead] + 1e-9))
            middle.append(bool(q[1, ahead] - 1e-9 <= value <= q[3, ahead] + 1e-9))
            place = w.fan.bands[name].place(ahead, value)
            shared.append((_overlap(*place, 0.1, 0.9), _overlap(*place, 0.25, 0.75)))
            error.append(value - float(q[2, ahead]))
            spread = (float(q[4, ahead]) - float(q[0, ahead])) / 2.563
            excess.append((error[-1] * error[-1] - spread * spread) / ahead)
    every = [x for row in inside for x in row]
    moving = _moving(watches, name)
    return {
        "inside_80": _share(every),
        "inside_50": _share(middle),
        "shared_80": round(float(np.mean([x for x, _ in shared])), 3) if shared else 0.0,
        "shared_50": round(float(np.mean([x for _, x in shared])), 3) if shared else 0.0,
        "by_quarter": [_share(row) for row in inside],
        "mean_error": round(float(np.mean(error)), 3) if error else 0.0,
        "missing_spread": round(float(np.sqrt(max(float(np.mean(excess)), 0.0))), 3) if excess else 0.0,
        "points": len(every),
        "inside_80_where_above_2": _share(moving),
        "points_where_above_2": len(moving),
    }


def _overlap(below: float, upto: float, low: float, high: float) -> float:
    """The part of what came that counts as held by the band between two shares of the lanes.

    A value that many lanes share stretches over several shares, from those below it to those not above it; so much of it is
    held as lies between `low` and `high`. A fan that is right then holds what it names, even where most lanes stand at nought."""
    if upto <= below:
        return float(low <= below <= high)
    return max(min(upto, high) - max(below, low), 0.0) / (upto - below)


def _moving(watches: Sequence[Watch], name: str) -> list[bool]:
    """Whether the 80 % band held what came, where figure or band reach above two points."""
    return [
        bool(w.fan.bands[name].quantiles[0, ahead] - 1e-9 <= value <= w.fan.bands[name].quantiles[4, ahead] + 1e-9)
        for w in watches
        for ahead, value in enumerate(w.came[name], 1)
        if max(value, float(w.fan.bands[name].quantiles[4, ahead])) > 2.0
    ]


def _share(values: Sequence[bool]) -> float:
    return round(total(values) / len(values), 3) if values else 0.0
