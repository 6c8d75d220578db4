"""A cheap approximation of leverage for search and fans: weakest outside stage, months of stock, design-out, leaks.

The published score is the full run in `figures.py`; this one only has to rank states like it (a test asks for correlation 0.9)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .frame import TINY
from .portable import half_power
from .production import over_regions
from .spec import Array
from .state import World

HORIZON = 12.0  # months
RECOVERY = 2.0  # months that a shortfall of today lasts even if everything is given freely


def next_year(world: World) -> Array:
    """(R, P, N) capacity a year on: today's and what opens in the next four quarters."""
    result = world.capacity.copy()
    quarter = world.month // 3
    for ahead in range(1, 5):
        result += world.due[(quarter + ahead) % world.frame.ring]
    return result


def outside_shares(world: World, capacities: Sequence[Array]) -> list[Array]:
    """For each capacity given, (F, N): share of outside need that the weakest outside stage of a chain makes without home."""
    fr, final_of = world.frame, world.frame.final_of
    able = np.minimum(fr.run0 * 1.1, 1.0) * fr.is_out
    if world.outage.any():
        able = able * (1.0 - world.outage)
    wanted = wanted_use(world)
    need = outside_need(world, wanted)
    scrap = np.zeros_like(need)
    if fr.secondary.any() or world.recycling.any():
        over_regions((fr.secondary + world.recycling) * fr.is_out * wanted.take(final_of, axis=1), scrap)
    result = []
    for capacity in capacities:
        stage = (over_regions(able * capacity, np.zeros_like(need)) + scrap) / np.maximum(need, TINY)
        share = np.ones((fr.finals, world.lanes))
        for product, final in enumerate(fr.final_of.tolist()):
            np.minimum(share[final], stage[product], out=share[final])
        result.append(share)
    return result


def outside_need(world: World, wanted: Array) -> Array:
    """(P, N) use outside each product's home of the final that it ends up in."""
    fr = world.frame
    everywhere = over_regions(wanted, np.zeros((fr.finals, world.lanes)))[fr.final_of]
    return np.asarray(everywhere - wanted.reshape(-1, world.lanes)[fr.need_home_rows], dtype=np.float64)


def wanted_use(world: World) -> Array:
    """(R, F, N) use that is wanted at calm prices: grown, shifted, less what is designed out."""
    return np.asarray(world.demand * world.demand_shift * (1.0 - world.designed_out), dtype=np.float64)


def closed_form_shares(world: World, capacities: Sequence[Array]) -> list[Array]:
    """For each capacity given, (B, N): loss that a side can cause in a year less its lost sales, in % of the cut regions' GDP."""
    fr, par = world.frame, world.parameters
    finals, controls = world.spec.final_product, world.spec.controls
    wanted = wanted_use(world)
    months = (world.stock[:, finals] + world.reserve[:, finals]) / np.maximum(wanted, TINY)
    year_of_sales = outside_need(world, wanted)[finals] * world.spec.price_unit[finals, None] * (HORIZON * 100.0 * par.sales_margin)
    leaks = 1.0 - (fr.leak_max * (1.0 - world.sealed))[finals]
    result = []
    for share in outside_shares(world, capacities):
        missing = np.maximum(1.0 - share, 0.0) * leaks
        lasts = months / (months + HORIZON * np.maximum(missing, 0.02))  # share of the year that stores bridge
        harm = fr.lam * half_power(missing, par.loss_power) * (1.0 - lasts)
        harm = np.maximum(harm - world.loss * (RECOVERY / HORIZON), 0.0) * fr.gdp[:, :, None]
        lost = np.zeros((2, world.lanes))
        for side, own in enumerate(world.spec.side_region.tolist()):
            felt = harm.copy()
            felt[own] = 0.0
            total = over_regions(felt, np.zeros((fr.finals, world.lanes)))
            for i, k in enumerate(finals.tolist()):
                if controls[k] == side:
                    lost[side] += total[i] - year_of_sales[i] * np.maximum(1.0 - share[i], 0.0)
            lost[side] /= max(float(np.cumsum(world.spec.gdp)[-1] - world.spec.gdp[own]), TINY)
        np.maximum(lost, 0.0, out=lost)
        result.append(lost)
    return result


def closed_form_share(world: World) -> Array:
    """(B, N) approximate net loss that each side can cause in twelve months, in % of the cut regions' GDP."""
    return closed_form_shares(world, (world.capacity,))[0]


def closed_form_leverage(world: World) -> Array:
    """(B, N) approximate leverage index 0..100 of both sides, without the answer in kind."""
    share = closed_form_share(world)
    return np.asarray(100.0 * share / (share + world.parameters.leverage_half), dtype=np.float64)
