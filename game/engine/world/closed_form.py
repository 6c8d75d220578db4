"""A cheap approximation of leverage for search and fans: weakest outside stage, months of stock, design-out, leaks.

The published score is the full run in `figures.py`; this one only has to rank states like it (a test asks for correlation 0.9)."""

from __future__ import annotations

import numpy as np

from .frame import TINY
from .portable import half_power
from .spec import Array
from .state import World

HORIZON = 12.0  # months


def next_year(world: World) -> Array:
    """(R, P, N) capacity a year on: today's and what opens in the next four quarters."""
    result = world.capacity.copy()
    quarter = world.month // 3
    for ahead in range(1, 5):
        result += world.due[(quarter + ahead) % world.frame.ring]
    return result


def outside_share(world: World, capacity: Array | None = None) -> Array:
    """(F, N) share of outside need that the weakest outside stage of each final's chain can make without the home country."""
    fr = world.frame
    standing = world.capacity if capacity is None else capacity
    ready = np.minimum(fr.run0 * 1.1, 1.0) * standing * (1.0 - world.outage) * fr.is_out
    finals = world.spec.final_product
    need_each = world.demand * world.demand_shift * (1.0 - world.designed_out)
    need = np.zeros((fr.finals, world.lanes))
    scrap = np.zeros((fr.products, world.lanes))
    made = np.zeros((fr.products, world.lanes))
    for r in range(fr.regions):
        need += need_each[r] * fr.is_out[r, finals]
        made += ready[r]
        scrap += (fr.secondary[r] + world.recycling[r]) * fr.is_out[r] * need_each[r][fr.final_of]
    share = np.ones((fr.finals, world.lanes))
    for product, final in enumerate(fr.final_of.tolist()):
        stage = (made[product] + scrap[product]) / np.maximum(need[final], TINY)
        np.minimum(share[final], stage, out=share[final])
    return share


def closed_form_share(world: World, capacity: Array | None = None) -> Array:
    """(B, N) approximate gross loss that each side can cause in twelve months, in % of the cut regions' GDP."""
    fr, par = world.frame, world.parameters
    finals = world.spec.final_product
    missing = 1.0 - outside_share(world, capacity)
    missing = missing * (1.0 - (fr.leak_max * (1.0 - world.sealed))[finals])
    use = np.maximum(world.demand * world.demand_shift * (1.0 - world.designed_out), TINY)
    months = (world.stock[:, finals] + world.reserve[:, finals]) / use
    lasts = months / (months + HORIZON * np.maximum(missing, 0.02)[None])  # share of the year that stores bridge
    harm = fr.lam * half_power(np.maximum(missing, 0.0), par.loss_power)[None] * (1.0 - lasts)
    result = np.zeros((2, world.lanes))
    for side in range(2):
        own = int(world.spec.side_region[side])
        gdp = 0.0
        for r in range(fr.regions):
            if r == own:
                continue
            gdp += float(fr.gdp[r, 0])
            for i, k in enumerate(finals.tolist()):
                if int(world.spec.controls[k]) == side:
                    result[side] += harm[r, i] * fr.gdp[r]
        result[side] /= max(gdp, TINY)
    return result


def closed_form_leverage(world: World) -> Array:
    """(B, N) approximate leverage index 0..100 of both sides, before own losses."""
    share = closed_form_share(world)
    return np.asarray(100.0 * share / (share + world.parameters.leverage_half), dtype=np.float64)
