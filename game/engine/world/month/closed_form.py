"""A cheap approximation of leverage for search and fans: weakest outside stage, months of stock, design-out, leaks.

The published score is the full run in `figures.py`; this one only has to rank states like it (a test asks for correlation 0.9)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.portable import exp, half_power, log
from game.engine.world.model.spec import TINY
from game.engine.world.model.state import World
from game.engine.world.month.spread import over_regions

HORIZON = 12  # months of a cut-off
INPUTS = 0.5  # of a final's own log price by which what goes in becomes dearer: it may be cheap at home
LEAST_LEFT = 0.01
RECOVERY = 2.0  # months that a shortfall of today lasts even if everything is given freely


def next_year(world: World) -> Array:
    """(R, P, N) capacity a year on: today's and what opens in the next four quarters. A working array of the world."""
    result = world.working.next_year
    np.copyto(result, world.capacity)
    quarter = world.month // 3
    for ahead in range(1, 5):
        result += world.due[(quarter + ahead) % world.frame.ring]
    return result


def outside_shares(world: World, capacities: Sequence[Array]) -> Array:
    """(C, F, N), for each capacity given: share of outside need that the weakest outside stage of a chain makes without home."""
    wanted = wanted_use(world)
    return weakest(world, capacities, wanted, outside_need(world, wanted))


def weakest(world: World, capacities: Sequence[Array], wanted: Array, need: Array) -> Array:
    """(C, F, N): `outside_shares` where wanted use (R, F, N) and outside need (P, N) are at hand."""
    fr, a = world.frame, world.working.cells
    scrap = _scrap(world, wanted)
    outage = world.outage.any()
    stages = np.empty((len(capacities), fr.products, world.lanes), dtype=need.dtype)
    for stage, capacity in zip(stages, capacities, strict=True):
        np.multiply(fr.able_out, capacity, out=a)
        if outage:
            np.multiply(a, 1.0 - world.outage, out=a)
        over_regions(a, stage)
    np.add(stages, scrap, out=stages)
    np.divide(stages, np.maximum(need, TINY), out=stages)
    result = np.empty((len(capacities), fr.finals, world.lanes), dtype=need.dtype)
    result.fill(1.0)
    for products, final in fr.chain_runs:
        np.minimum(result[:, final], np.minimum.reduce(stages[:, products], axis=1), out=result[:, final])
    return result


def _scrap(world: World, wanted: Array) -> Array:
    """(P, N) secondary supply abroad if what is wanted is used."""
    fr = world.frame
    scrap = np.zeros((fr.products, world.lanes), dtype=wanted.dtype)
    if not world.recycling.any():
        for region, product, share in fr.scrap_cells:
            scrap[product] += wanted[region, fr.final_of[product]] * share
        return scrap
    a = np.take(wanted, fr.final_of, axis=1, out=world.working.cells, mode="clip")
    np.multiply(a, (fr.secondary + world.recycling) * fr.is_out, out=a)
    return over_regions(a, scrap)


def outside_need(world: World, wanted: Array) -> Array:
    """(P, N) use outside each product's home of the final that it ends up in."""
    fr = world.frame
    everywhere = over_regions(wanted, np.empty((fr.finals, world.lanes), dtype=wanted.dtype))[fr.final_of]
    return np.asarray(everywhere - wanted.reshape(-1, world.lanes)[fr.need_home_rows])


def wanted_use(world: World) -> Array:
    """(R, F, N) use that is wanted at calm prices: grown, shifted, less what is designed out. A working array of the world."""
    wanted = world.working.wanted
    np.subtract(1.0, world.designed_out, out=wanted)
    np.multiply(wanted, world.demand, out=wanted)
    return np.multiply(wanted, world.demand_shift, out=wanted)


def unserved(world: World, missing: Array) -> Array:
    """Share of the use still asked for that cannot be had when this share of what is wanted is missing for long, (F, N): the price
    at which the market clears makes users forgo the rest."""
    par = world.parameters
    left = np.maximum(1.0 - missing, LEAST_LEFT)
    scarce = np.minimum(np.negative(log(left)) / par.purchase_elasticity, par.price_high)
    passed_on = np.array([[shares[0][1] + INPUTS * (1.0 - shares[0][1])] for _, shares in world.frame.made_of], missing.dtype)
    asked = exp(scarce * passed_on * -par.use_elasticity)
    return np.maximum(1.0 - left / asked, 0.0)


def closed_form_shares(world: World, capacities: Sequence[Array]) -> list[Array]:
    """For each capacity given, (B, N): loss that a side can cause in a year less its lost sales, in % of the cut regions' GDP."""
    fr, par, work = world.frame, world.parameters, world.working
    finals, controls = world.spec.final_product, world.spec.controls
    wanted = wanted_use(world)
    need = outside_need(world, wanted)
    shares = weakest(world, capacities, wanted, need)
    year_of_sales = need[finals] * fr.price_unit[finals] * (HORIZON * 100.0 * par.sales_margin)
    months, healing, harm = work.months, work.healing, work.harm
    np.take(world.stock, finals, axis=1, out=months, mode="clip")
    if world.reserve.any():
        np.add(months, np.take(world.reserve, finals, axis=1, mode="clip"), out=months)
    np.add(wanted, TINY, out=wanted)
    np.divide(months, wanted, out=months)
    np.multiply(world.loss, fr.gdp[:, :, None] * (RECOVERY / HORIZON), out=healing)
    leaks = 1.0 - (fr.leak_max * (1.0 - world.sealed))[finals]
    sides = [int(controls[k]) for k in finals]
    owners = world.spec.side_region[sides]
    places = np.arange(fr.finals)
    unsold = year_of_sales * np.maximum(1.0 - shares, 0.0)
    result = []
    for share, lost_sales in zip(shares, unsold, strict=True):
        missing = np.maximum(1.0 - share, 0.0) * leaks
        gone = HORIZON * np.maximum(missing, 0.02)
        np.add(months, gone, out=harm)
        np.divide(gone * half_power(unserved(world, missing), par.loss_power), harm, out=harm)  # stores bridge the rest of the year
        np.multiply(harm, fr.harm_weight, out=harm)
        np.maximum(harm, healing, out=harm)
        np.subtract(harm, healing, out=harm)
        gain = over_regions(harm, np.empty_like(share)) - harm[owners, places] - lost_sales
        lost = np.zeros((2, world.lanes), dtype=gain.dtype)
        for side, one in zip(sides, gain, strict=True):
            lost[side] += one
        for side, own in enumerate(world.spec.side_region.tolist()):
            lost[side] /= max(float(np.cumsum(world.spec.gdp)[-1] - world.spec.gdp[own]), TINY)
        result.append(np.maximum(lost, 0.0, out=lost))
    return result


def closed_form_leverage(world: World) -> Array:
    """(B, N) approximate leverage index 0..100 of both sides, without the answer in kind."""
    share = closed_form_shares(world, (world.capacity,))[0]
    return np.asarray(100.0 * share / (share + world.parameters.leverage_half), dtype=np.float64)
