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
    """(R, P, N) capacity a year on: today's and what opens in the next four quarters. A working array of the world."""
    result = world.scratch.get("next_year", "RP")
    np.copyto(result, world.capacity)
    quarter = world.month // 3
    for ahead in range(1, 5):
        result += world.due[(quarter + ahead) % world.frame.ring]
    return result


def outside_shares(world: World, capacities: Sequence[Array]) -> list[Array]:
    """For each capacity given, (F, N): share of outside need that the weakest outside stage of a chain makes without home."""
    fr, final_of, work = world.frame, world.frame.final_of, world.scratch
    wanted = wanted_use(world)
    need = outside_need(world, wanted)
    scrap, a = np.zeros_like(need), work.get("a", "RP")
    if len(fr.secondary_rows) or world.recycling.any():
        np.take(wanted, final_of, axis=1, out=a, mode="clip")
        np.multiply(a, (fr.secondary + world.recycling) * fr.is_out if world.recycling.any() else fr.secondary * fr.is_out, out=a)
        over_regions(a, scrap)
    outage = world.outage.any()
    result = []
    for capacity in capacities:
        np.multiply(fr.able_out, capacity, out=a)
        if outage:
            np.multiply(a, 1.0 - world.outage, out=a)
        stage = (over_regions(a, np.empty_like(need)) + scrap) / np.maximum(need, TINY)
        share = np.ones((fr.finals, world.lanes))
        for products, final in fr.chain_runs:
            np.minimum(share[final], np.minimum.reduce(stage[products], axis=0), out=share[final])
        result.append(share)
    return result


def outside_need(world: World, wanted: Array) -> Array:
    """(P, N) use outside each product's home of the final that it ends up in."""
    fr = world.frame
    everywhere = over_regions(wanted, np.empty((fr.finals, world.lanes)))[fr.final_of]
    return np.asarray(everywhere - wanted.reshape(-1, world.lanes)[fr.need_home_rows], dtype=np.float64)


def wanted_use(world: World) -> Array:
    """(R, F, N) use that is wanted at calm prices: grown, shifted, less what is designed out. A working array of the world."""
    wanted = world.scratch.get("wanted_now", "RF")
    np.subtract(1.0, world.designed_out, out=wanted)
    np.multiply(wanted, world.demand, out=wanted)
    return np.multiply(wanted, world.demand_shift, out=wanted)


def closed_form_shares(world: World, capacities: Sequence[Array]) -> list[Array]:
    """For each capacity given, (B, N): loss that a side can cause in a year less its lost sales, in % of the cut regions' GDP."""
    fr, par, work = world.frame, world.parameters, world.scratch
    finals, controls = world.spec.final_product, world.spec.controls
    shares = outside_shares(world, capacities)
    wanted = wanted_use(world)
    year_of_sales = outside_need(world, wanted)[finals] * world.spec.price_unit[finals, None] * (HORIZON * 100.0 * par.sales_margin)
    months, healing, harm = work.get("months", "RF"), work.get("healing", "RF"), work.get("harm", "RF")
    np.take(world.stock, finals, axis=1, out=months, mode="clip")
    if world.reserve.any():
        np.add(months, np.take(world.reserve, finals, axis=1, mode="clip"), out=months)
    np.add(wanted, TINY, out=wanted)
    np.divide(months, wanted, out=months)
    np.multiply(world.loss, fr.gdp[:, :, None] * (RECOVERY / HORIZON), out=healing)
    weight = fr.lam * fr.gdp[:, :, None]
    leaks = 1.0 - (fr.leak_max * (1.0 - world.sealed))[finals]
    result = []
    for share in shares:
        missing = np.maximum(1.0 - share, 0.0) * leaks
        gone = HORIZON * np.maximum(missing, 0.02)
        np.add(months, gone, out=harm)
        np.divide(gone * half_power(missing, par.loss_power), harm, out=harm)  # stores bridge the rest of the year
        np.multiply(harm, weight, out=harm)
        np.subtract(harm, healing, out=harm)
        np.maximum(harm, work.zeros(harm), out=harm)
        total = over_regions(harm, np.empty((fr.finals, world.lanes)))
        lost = np.zeros((2, world.lanes))
        for side, own in enumerate(world.spec.side_region.tolist()):
            for i, k in enumerate(finals.tolist()):
                if controls[k] == side:
                    lost[side] += total[i] - harm[own, i] - year_of_sales[i] * np.maximum(1.0 - share[i], 0.0)
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
