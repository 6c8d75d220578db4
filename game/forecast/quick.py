"""Leverage in closed form for many lanes at once: what a cut-off would take, today and in three years, without running it.

It ranks states like the full run in `engine/world/leverage.py` (a test asks for correlation 0.9); fans shift it to the full run at
quarter 0 and mark it approximate. The parts that it is made of are the engine's own closed form."""

from __future__ import annotations

import numpy as np

from game.engine.world.closed_form import outside_need, wanted_use
from game.engine.world.frame import TINY
from game.engine.world.leverage import AHEAD, HORIZON, Spared
from game.engine.world.portable import half_power, log
from game.engine.world.production import over_regions
from game.engine.world.spec import Array
from game.engine.world.state import World

TOP_RUNG = 8.0
LASTS = 0.6  # of today's drive to design out, as its mean over the coming three years


def quick_leverage(world: World, spared: Spared | None = None) -> Array:
    """(B, N) approximate headline index 0..100: mean of today's and of the one three years on at today's course."""
    now = _index(world, 0, spared)
    later = _index(world, AHEAD, spared)
    return np.asarray(0.5 * (now + later), dtype=np.float64)


def _index(world: World, ahead: int, spared: Spared | None) -> Array:
    """(B, N) index of a cut-off that begins `ahead` months from now, everything under way until its middle counted."""
    fr, par, spec = world.frame, world.parameters, world.spec
    finals, controls = spec.final_product, spec.controls
    capacity = _capacity(world, ahead + HORIZON // 2)
    wanted = wanted_use(world) * (1.0 + fr.growth * (par.demand_growth * (ahead / 12.0)))
    if ahead:
        wanted = wanted * (1.0 - _designed_out(world, ahead / 12.0))
    share = _outside(world, capacity, wanted)  # (F, N)
    stores = world.stock[:, finals] if ahead == 0 else np.minimum(world.stock[:, finals], fr.cover0[:, finals] * wanted)
    months = (stores + world.reserve[:, finals]) / np.maximum(wanted, TINY)
    leaks = (fr.leak_max * (1.0 - world.sealed))[finals]
    missing = np.maximum(1.0 - share, 0.0) * (1.0 - leaks)
    lasts = months / (months + HORIZON * np.maximum(missing, 0.02))
    harm = fr.lam * half_power(missing, par.loss_power) * (1.0 - lasts) * fr.gdp[:, :, None]  # (R, F, N), % x $bn
    borne = world.loss * fr.gdp[:, :, None]  # what today's licences cost already would not come on top
    need = outside_need(world, wanted)[finals]
    lost_sales = need * spec.price_unit[finals, None] * np.minimum(1.0 - share, 1.0) * (12.0 * 100.0 * par.sales_margin)
    result = np.zeros((2, world.lanes))
    for side, own in enumerate(spec.side_region.tolist()):
        felt = harm.copy()
        felt[own] = 0.0
        if spared is not None:
            felt *= ~spared[side][:, None, :]
        gross = over_regions(felt, np.zeros((fr.finals, world.lanes)))
        answer = par.retaliation * world.rung[1 - side] * (1.0 / TOP_RUNG)
        for i, k in enumerate(finals.tolist()):
            if controls[k] == side:
                result[side] += gross[i] - np.maximum(lost_sales[i], 0.0)
            else:
                result[side] -= answer * np.maximum(harm[own, i] - borne[own, i], 0.0)
        gdp = float(np.cumsum(spec.gdp)[-1] - spec.gdp[own])
        result[side] = np.maximum(result[side], 0.0) / max(gdp, TINY)
    return np.asarray(100.0 * result / (result + par.leverage_half), dtype=np.float64)


def _designed_out(world: World, years: float) -> Array:
    """(R, F, N) share of what is still wanted today that will be designed out in so many years at today's prices and research."""
    fr, par = world.frame, world.parameters
    dear = np.maximum(log(world.price_average[0, 1][world.spec.final_product]), 0.0)
    drive = np.minimum(dear * world.research + np.maximum(world.research - 1.0, 0.0), 1.0)
    cap = np.where(np.isfinite(fr.designout_cap), fr.designout_cap, par.designout_cap)
    left = np.maximum(cap - world.designed_out, 0.0) / np.maximum(cap, TINY)
    return np.asarray(drive * left * (par.designout_rate * years * LASTS), dtype=np.float64)


def _capacity(world: World, months: int) -> Array:
    """(R, P, N) capacity so many months on: today's, what opens until then, and what follows demand."""
    ring, quarter = world.frame.ring, world.month // 3
    opened = min(months // 3, ring - 1)
    result = world.capacity * (1.0 + world.frame.follows * (world.parameters.demand_growth * (months / 12.0)))
    for ahead in range(1, opened + 1):
        np.add(result, world.due[(quarter + ahead) % ring], out=result)
    return np.asarray(result, dtype=np.float64)


def _outside(world: World, capacity: Array, wanted: Array) -> Array:
    """(F, N) share of outside need that the weakest outside stage of each chain makes without home."""
    fr, final_of = world.frame, world.frame.final_of
    able = np.minimum(fr.run0 * 1.1, 1.0) * fr.is_out * (1.0 - world.outage)
    need = outside_need(world, wanted)
    scrap = over_regions((fr.secondary + world.recycling) * fr.is_out * wanted.take(final_of, axis=1), np.zeros_like(need))
    stage = (over_regions(able * capacity, np.zeros_like(need)) + scrap) / np.maximum(need, TINY)
    share = np.ones((fr.finals, world.lanes))
    for product, final in enumerate(final_of.tolist()):
        np.minimum(share[final], stage[product], out=share[final])
    return share
