"""The calm starting world: whether a spec can make one, and the flows by which each of its markets balances exactly.

`frame.py` makes constants of what is found here."""

from __future__ import annotations

from typing import Any

import numpy as np

from game.engine.world.arithmetic.array import Array, Ints
from game.engine.world.model.spec import TINY, WorldSpec


def _total(x: Array) -> float:
    """The sum in one fixed order (a long `sum` adds in an order that depends on the processor)."""
    return float(np.cumsum(x)[-1])


def check(spec: WorldSpec) -> None:
    """Shapes and signs; the first fault becomes one sentence."""
    r, p, f = len(spec.regions), len(spec.products), len(spec.finals)
    wanted: dict[str, tuple[int, ...]] = {} if not spec.ores else _ore_shapes(spec)
    wanted |= {
        "output0": (r, p),
        "use0": (r, f),
        "run0": (r, p),
        "cover0": (r, p),
        "cost": (r, p),
        "recycled": (r, p),
        "stock_factor": (r, p),
        "lam": (r, f),
        "gdp": (r,),
        "price_unit": (p,),
        "home_growth": (p,),
        "hold": (p,),
        "price0": (2, p),
        "talent0": (r,),
        "attention0": (r,),
        "belief0": (2, r),
        "belief_weight0": (2, r),
        "leak_max": (p,),
        "resale": (p,),
        "designout_cap": (f,),
        "feed": (p,),
        "home": (p,),
        "controls": (p,),
        "lag": (p,),
        "stage_of": (p,),
        "final_product": (f,),
        "side_region": (2,),
        "rung0": (2,),
        "use_split": (r, f, len(spec.uses)),
        "use_growth": (f, len(spec.uses)),
    }
    for name, shape in wanted.items():
        found: Any = np.shape(getattr(spec, name))
        if found != shape:
            raise ValueError(
                f"The world's table '{name}' has shape {found}; expected {shape}: regions x products x finals as declared."
            )
    if spec.pipeline.ndim != 3 or spec.pipeline.shape[1:] != (r, p):
        raise ValueError(f"The world's table 'pipeline' has shape {spec.pipeline.shape}; expected (quarters, {r}, {p}).")
    if bool(np.any(spec.output0 < 0)) or bool(np.any(spec.use0 < 0)):
        raise ValueError("The world's tables 'output0' and 'use0' must not be negative.")
    if bool(np.any(spec.output0.sum(axis=0) <= 0)):
        empty = spec.products[int(np.argmin(spec.output0.sum(axis=0)))]
        raise ValueError(
            f"Nobody makes the product '{empty}' in the starting world; give at least one region an output above zero."
        )


def _ore_shapes(spec: WorldSpec) -> dict[str, tuple[int, ...]]:
    r, o = len(spec.regions), len(spec.ores)
    return {"ore_holds": (o, len(spec.products)), "ore_mix": (r, o), "ore_prospect": (r, o)}


def finals_of(spec: WorldSpec) -> Ints:
    """The first final downstream of each product; ValueError when there is none."""
    final_at = {int(k): i for i, k in enumerate(spec.final_product)}
    found = []
    for k in range(len(spec.products)):
        at, steps = k, 0
        while at not in final_at and steps <= len(spec.products):
            makes = [c for c in range(len(spec.products)) if spec.feed[c] == at]
            at, steps = (makes[0] if makes else at), steps + 1
        if at not in final_at:
            raise ValueError(f"The product '{spec.products[k]}' ends in nothing that is used; expected a final downstream of it.")
        found.append(final_at[at])
    return np.array(found, dtype=np.int64)


def balance(spec: WorldSpec) -> tuple[Array, Array, Array, Array, Array]:
    """Scale use to output from the finals upward, so that each market's output equals its use exactly.

    Finals keep their output and have their use scaled; what others are made from has its output scaled to what they take."""
    r, p = len(spec.regions), len(spec.products)
    output, use = spec.output0.astype(np.float64).copy(), spec.use0.astype(np.float64).copy()
    secondary, primary, plan = np.zeros((r, p)), np.zeros((r, p)), np.zeros((r, p))
    final_at = {int(k): i for i, k in enumerate(spec.final_product)}
    for k in _downstream_first(spec):
        taken = np.zeros(r)
        for c in range(p):
            if spec.feed[c] == k:
                taken = taken + primary[:, c]
        if k in final_at and not taken.any():
            i = final_at[k]
            use[:, i] *= _total(output[:, k]) / max(_total(use[:, i]), TINY)
            plan[:, k] = use[:, i]
        else:
            plan[:, k] = taken + (use[:, final_at[k]] if k in final_at else 0.0)
            output[:, k] *= _total(plan[:, k]) / _total(output[:, k])
        made = np.minimum(spec.recycled[:, k] * plan[:, k], output[:, k])
        secondary[:, k] = made / np.maximum(plan[:, k], TINY)
        primary[:, k] = output[:, k] - made
    return output, use, secondary, primary, plan


def _downstream_first(spec: WorldSpec) -> list[int]:
    """Products ordered so that each comes after everything that is made from it."""
    p = len(spec.products)
    depth = []
    for k in range(p):
        at, steps = k, 0
        while spec.feed[at] >= 0 and steps <= p:
            at, steps = int(spec.feed[at]), steps + 1
        depth.append(steps)
    return sorted(range(p), key=lambda k: (-depth[k], k))


def calm_exports(output: Array, plan: Array, is_home: Array) -> Array:
    """Calm exports of each product's home by destination, (R, P): its surplus, shared by what the others lack."""
    surplus = np.maximum(np.cumsum((output - plan) * is_home, axis=0)[-1], 0.0)
    lack = np.maximum(plan - output, 0.0) * (1.0 - is_home)
    total = np.cumsum(lack, axis=0)[-1]
    return np.asarray(lack * np.minimum(1.0, surplus / np.maximum(total, TINY))[None, :], dtype=np.float64)
