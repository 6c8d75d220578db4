"""A case made ready to run: its starting world, the lanes of its runs, and which policy holds in which month.

What is read off the run stands in `backtest_quantities.py`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import numpy as np

from game.content.format.case_items import Case, Policy, first_month, month_index
from game.content.format.world_items import Parts, WorldItem, matches
from game.content.loading.world_spec import RING, compile_world
from game.engine.world.arithmetic.array import Array
from game.engine.world.model.arrays import ARRAYS
from game.engine.world.model.ledger import TABLE, settle
from game.engine.world.model.spec import Parameters, WorldSpec, parameter_names
from game.engine.world.model.state import World, start
from game.structs import Struct, replace

Sets = Mapping[str, Array]
"""Parameter vectors of K sets each, by name."""


class Script(Struct):
    """A case compiled: lane `k * len(runs) + r` plays run r with parameter set k."""

    case: Case
    spec: WorldSpec
    first: int  # calendar index of month 0
    runs: tuple[str, ...]
    sets: int
    policies: tuple[tuple[Policy, tuple[int, ...]], ...]  # each with the positions of the runs that it holds for

    @property
    def lanes(self) -> int:
        """How many lanes the script takes."""
        return self.sets * len(self.runs)

    def lane(self, run: str, k: int = 0) -> int:
        """The lane of a run with parameter set k."""
        return k * len(self.runs) + self.runs.index(run)


def script_of(case: Case, parts: Parts, sets: Sets | None = None) -> Script:
    """Compile a case; `sets` replaces parameters by one value for each of K sets (the case's own settings win)."""
    first = first_month(case, parts)
    quarter = f"{first // 12}Q{first % 12 // 3 + 1}"
    item = WorldItem(case.id, case.title, case.text, quarter, case.rows, case.world)
    projects = (*(parts.projects if case.named_projects else ()), *case.projects)
    own = replace(parts, worlds={**parts.worlds, item.id: item}, projects=projects)
    spec = compile_world(own, item, max(RING, case.months // 3 + RING))
    runs = case.runs or ()
    names = tuple(r.id for r in runs) or ("",)
    count = len(next(iter(sets.values()))) if sets else 1
    spec = dataclasses.replace(spec, parameters=_parameters(spec.parameters, case, sets or {}, count, len(names)))
    everyone = tuple(range(len(names)))
    policies = [(p, everyone) for p in case.policies]
    policies += [(p, (i,)) for i, run in enumerate(runs) for p in run.policies]
    return Script(case, spec, first, names, count, tuple(policies))


def _parameters(base: Parameters, case: Case, sets: Sets, count: int, runs: int) -> Parameters:
    """The parameters of all lanes: plain numbers where all lanes agree."""
    given: dict[str, Any] = {}
    for name in parameter_names():
        values = np.repeat(np.asarray(sets.get(name, np.full(count, float(getattr(base, name)))), dtype=np.float64), runs)
        for r in range(runs):
            own = {**case.parameters, **(case.runs[r].parameters if case.runs else {})}
            if name in own:
                values[r::runs] = own[name]
        given[name] = float(values[0]) if bool((values == values[0]).all()) else values
    return Parameters(**given)


def open_world(script: Script) -> World:
    """The first month of all lanes."""
    return start(script.spec, script.lanes)


def spans(script: Script) -> Iterator[tuple[int, int]]:
    """Stretches of months (first, count) in which no policy changes; the world must be set at the start of each."""
    values = [tuple(value_of(p, m, script.first) for p, _ in script.policies) for m in range(script.case.months)]
    edges = [m for m in range(len(values)) if m == 0 or values[m] != values[m - 1]] + [len(values)]
    yield from ((a, b - a) for a, b in pairwise(edges))


def value_of(policy: Policy, month: int, first: int) -> float | None:
    """What a policy sets in a month of the case; None while it rests."""
    since = month - (month_index(policy.begins) - first)
    if since < 0:
        return None
    if policy.every:
        since %= policy.every
    if policy.lasts and since >= policy.lasts:
        return None
    return policy.values[min(since, len(policy.values) - 1)]


def apply(script: Script, world: World, month: int) -> None:
    """Set the policy arrays of all lanes as the script has them in a month."""
    arrays = {a.name: a for a in ARRAYS}
    for name in sorted({array_of(p.set) for p, _ in script.policies}):
        value = np.full_like(getattr(world, name), arrays[name].calm)
        for policy, runs in script.policies:
            amount = value_of(policy, month, script.first)
            if array_of(policy.set) == name and amount is not None:
                _fill(value, script, policy, runs, amount, TABLE[name].axes)
        settle(world, name, value)


def array_of(lever: str) -> str:
    """The world array that a lever sets."""
    return lever.replace("-", "_")


def _fill(value: Array, script: Script, policy: Policy, runs: tuple[int, ...], amount: float, axes: str) -> None:
    lanes = [k * len(script.runs) + r for k in range(script.sets) for r in runs]
    spec = script.spec
    columns = columns_of(spec.finals if axes == "RF" else spec.products, policy.of)
    rows = [spec.region(r) for r in policy.at] or list(range(len(spec.regions)))
    index: dict[str, Any] = {"R": rows, "P": columns, "F": columns, "B": list(range(2))}
    value[np.ix_(*(index[a] for a in axes), lanes)] = amount


def columns_of(ids: tuple[str, ...], patterns: tuple[str, ...]) -> list[int]:
    """Positions of the products that patterns name, all where there are none."""
    return sorted({i for p in patterns for i in matches(p, ids)}) if patterns else list(range(len(ids)))
