"""Leverage in closed form for many lanes at once: what a cut-off would take, today and in three years, without running it.

It ranks states like the full run in `engine/world/measures/leverage.py` (a test asks for correlation 0.9); fans shift it to the
full run at quarter 0 and mark it approximate. The parts that it is made of are the engine's own closed form."""

from __future__ import annotations

import numpy as np

from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.portable import half_power
from game.engine.world.measures.leverage import AHEAD
from game.engine.world.measures.threats import sparing
from game.engine.world.model.spec import TINY
from game.engine.world.model.state import World
from game.engine.world.month.closed_form import HORIZON, outside_need, unserved, wanted_use, weakest
from game.engine.world.month.escalation import TOP_RUNG
from game.engine.world.month.production import paid

LASTS = 0.6  # of today's drive to design out, as its mean over the coming three years


def quick_leverage(world: World, partners: Array | None = None) -> Array:
    """(B, N) approximate headline index 0..100: mean of today's and of the one three years on at today's course. Of what `partners`
    (B, R, N or 1) lend, whom a threat may spare is in it, and what they add to a cut of the rival alone is not."""
    fr, finals = world.frame, world.spec.final_product
    wanted = wanted_use(world)
    growth = 1.0 + fr.growth * (world.parameters.demand_growth * (AHEAD / 12.0))
    later = wanted * growth * (1.0 - _designed_out(world, AHEAD / 12.0))
    stores = world.stock[:, finals]
    kept = world.reserve[:, finals]
    calm = np.minimum(stores, fr.cover0[:, finals] * later)
    now = _index(world, _capacity(world, HORIZON // 2), wanted, stores + kept, partners)
    then = _index(world, _capacity(world, AHEAD + HORIZON // 2), later, calm + kept, partners)
    return np.asarray(0.5 * (now + then), dtype=np.float64)


def _index(world: World, capacity: Array, wanted: Array, stores: Array, partners: Array | None) -> Array:
    """(B, N) index of a cut-off that meets this capacity (R, P, N), wanted use and stores (R, F, N)."""
    fr, par, spec = world.frame, world.parameters, world.spec
    finals, controls = spec.final_product, spec.controls
    need = outside_need(world, wanted)
    share = weakest(world, (capacity,), wanted, need)[0]  # (F, N)
    leaks = (fr.leak_max * (1.0 - world.sealed))[finals]
    missing = np.maximum(1.0 - share, 0.0) * (1.0 - leaks)
    gone = HORIZON * np.maximum(missing, 0.02) * wanted
    # % x $bn, (R, F, N); stores bridge months / (months + what is missing) of it
    harm = fr.harm_weight * half_power(unserved(world, missing), par.loss_power) * (gone / np.maximum(stores + gone, TINY))
    lost_sales = need[finals] * fr.price_unit[finals] * np.maximum(1.0 - share, 0.0) * (12.0 * 100.0 * par.sales_margin)
    result = np.zeros((2, world.lanes))
    for side, own in enumerate(spec.side_region.tolist()):
        rival = int(spec.side_region[1 - side])
        loss, margin, answer = np.zeros_like(harm[:, 0]), np.zeros_like(harm[:, 0]), np.zeros(world.lanes)
        for i, k in enumerate(finals.tolist()):
            if controls[k] == side:
                loss += harm[:, i]
                margin += lost_sales[i] * (wanted[:, i] / np.maximum(need[k], TINY))
            else:  # what today's licences cost already would not come on top
                answer += np.maximum(harm[own, i] - world.loss[own, i] * float(fr.gdp[own, 0]), 0.0)
        answer *= par.retaliation * world.rung[1 - side] * (1.0 / TOP_RUNG)
        may = np.zeros((fr.regions, 1)) if partners is None else partners[side].copy()
        may[[own, rival]] = 0.0
        loss[own] = margin[own] = 0.0
        gdp = spec.gdp.copy()
        gdp[own] = 0.0
        result[side] = 0.01 * sparing(loss, margin, gdp, may, answer).share
    return np.asarray(100.0 * result / (result + par.leverage_half), dtype=np.float64)


def _designed_out(world: World, years: float) -> Array:
    """(R, F, N) share of what is still wanted today that will be designed out in so many years at today's prices and research."""
    fr, par = world.frame, world.parameters
    dear = np.maximum(paid(world)[1], 0.0)
    drive = np.minimum(dear * world.research + np.maximum(world.research - 1.0, 0.0), 1.0)
    cap = np.where(np.isfinite(fr.designout_cap), fr.designout_cap, par.designout_cap)
    left = np.maximum(cap - world.designed_out, 0.0) / np.maximum(cap, TINY)
    return np.asarray(drive * left * (par.designout_rate * years * LASTS))


def _capacity(world: World, months: int) -> Array:
    """(R, P, N) capacity so many months on: today's, what opens until then, and what follows demand."""
    ring, quarter = world.frame.ring, world.month // 3
    opened = min(months // 3, ring - 1)
    result = world.capacity * (1.0 + world.frame.follows * (world.parameters.demand_growth * (months / 12.0)))
    for ahead in range(1, opened + 1):
        np.add(result, world.due[(quarter + ahead) % ring], out=result)
    return np.asarray(result)
