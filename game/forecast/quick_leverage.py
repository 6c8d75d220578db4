"""Leverage in closed form for many lanes at once: what a cut-off would take, today and in three years, without running it.

It ranks states like the full run in `engine/world/measures/leverage.py` (a test asks for correlation 0.9); fans shift it to the
full run at quarter 0 and mark it approximate. The parts that it is made of are the engine's own closed form."""

from __future__ import annotations

from copy import copy

import numpy as np

from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.portable import exp, half_power
from game.engine.world.measures.leverage import AHEAD
from game.engine.world.measures.threats import sheltered, sparing
from game.engine.world.model.spec import TINY
from game.engine.world.model.state import World
from game.engine.world.month.adaptation import denied_share, drive_of
from game.engine.world.month.closed_form import HORIZON, outside_need, unserved, wanted_use, weakest
from game.engine.world.month.escalation import TOP_RUNG
from game.engine.world.month.investment import Lags, directed, starting, unit_cost
from game.engine.world.month.policy_reading import read_policy
from game.engine.world.month.production import finished, paid
from game.engine.world.month.spread import dear_finals, over_columns

LASTS = 0.3  # of today's prices, as what drives users to design out over three years; held against full runs of campaigns
FORGOTTEN = 0.25  # of today's fear, as its mean over three years in which nobody is denied anything


TURNED = 0.5  # of the way from the 24-month price to today's, which investors go on the mean of three years; held against full runs


def quick_leverage(world: World, partners: Array | None = None) -> Array:
    """(B, N) approximate headline index 0..100: mean of today's and of the one three years on at today's course. Of what `partners`
    (B, R, N or 1) lend, whom a threat may spare and the shelter are in it, and what they add to a cut of the rival alone is not."""
    fr, finals = world.frame, world.spec.final_product
    if not hasattr(world, "policy"):  # no month was run yet
        world.policy = read_policy(world)
    held = np.zeros((2, fr.regions, 1)) if partners is None else partners
    wanted = wanted_use(world).copy()
    growth = 1.0 + fr.growth * (world.parameters.demand_growth * (AHEAD / 12.0))
    later = world.demand * growth * world.demand_shift * (1.0 - _designed_out(world, AHEAD / 12.0))
    stores = world.stock[:, finals]
    kept = world.reserve[:, finals]
    now = _index(world, _capacity(world, HORIZON // 2), wanted, stores + kept, held)
    then = _index(world, _built(world, AHEAD + HORIZON // 2), later, _stores(world) * later + kept, held)
    return np.asarray(0.5 * (now + then), dtype=np.float64)


def _index(world: World, capacity: Array, wanted: Array, stores: Array, partners: Array) -> Array:
    """(B, N) index of a cut-off that meets this capacity (R, P, N), wanted use and stores (R, F, N)."""
    fr, par, spec = world.frame, world.parameters, world.spec
    finals, sides = spec.final_product, spec.controls[spec.final_product]
    need = outside_need(world, wanted)
    share = weakest(world, (capacity,), wanted, need)[0]  # (F, N)
    leaks = (fr.leak_max * (1.0 - world.sealed))[finals]
    missing = np.maximum(1.0 - share, 0.0) * (1.0 - leaks)
    gone = HORIZON * np.maximum(missing, 0.02) * wanted
    # % of GDP, (R, F, N); stores bridge months / (months + what is missing) of what is missing, not of the harm: a shortage that
    # is half as deep does far less than half the harm
    harm = fr.lam * half_power(unserved(world, missing) * (gone / np.maximum(stores + gone, TINY)), par.loss_power)
    unsold = fr.price_unit[finals] * np.maximum(1.0 - share, 0.0) * wanted * (HORIZON * par.sales_margin)  # $bn, (R, F, N)
    lost, margin, now, relief = [], [], [], []
    for side in range(2):
        own = sides == side
        rival = int(spec.side_region[1 - side])
        lost.append(_sum(harm[:, own]))
        margin.append(_sum(unsold[:, own]))
        now.append(_sum(world.loss[:, own]))
        relief.append(sheltered(lost[side], _sum(spec.lam[:, own]), spec.gdp, partners[1 - side], rival))
    result = np.zeros((2, world.lanes))
    for side, home in enumerate(spec.side_region.tolist()):
        rival = int(spec.side_region[1 - side])
        loss = lost[side] * (0.01 * fr.gdp)
        loss[rival] -= relief[side] * (0.01 * fr.gdp[rival])
        theirs = np.maximum(lost[1 - side][home] - now[1 - side][home] - relief[1 - side], 0.0)
        answer = par.retaliation * world.rung[1 - side] * (1.0 / TOP_RUNG) * theirs * (0.01 * fr.gdp[home])
        may, gdp = partners[side].copy(), spec.gdp.copy()
        may[[home, rival]] = 0.0
        loss[home] = margin[side][home] = gdp[home] = 0.0
        result[side] = sparing(loss, margin[side], gdp, may, answer).share
    return np.asarray(100.0 * result / (result + par.leverage_half), dtype=np.float64)


def _stores(world: World) -> Array:
    """(R, F, N) months of use that lie in stores three years on: the usual cover and what guidance and threats add to it, as far as
    today's refusals leave it to be had."""
    fr, finals = world.frame, world.spec.final_product
    wanted = fr.cover0[:, finals]
    if world.policy.hoarding:
        wanted = wanted + world.hoard
    if not world.denied.any():
        return np.asarray(wanted)
    had = world.output[:, finals] + world.exports[:, finals]
    return np.asarray(wanted * had / np.maximum(had + world.denied[:, finals], TINY))


def _designed_out(world: World, years: float) -> Array:
    """(R, F, N) share designed out in so many years at today's prices, research and denials."""
    fr, par = world.frame, world.parameters
    fear = world.fear * FORGOTTEN
    if world.denied.any():
        fear = np.maximum(fear, denied_share(world))
    drive = drive_of(world, np.maximum(paid(world), 0.0) * LASTS, dear_finals(world), fear)
    cap = np.where(np.isfinite(fr.designout_cap), fr.designout_cap, par.designout_cap)
    left = np.maximum(cap - world.designed_out, 0.0)
    return np.asarray(world.designed_out + left * (1.0 - exp(drive * (-par.designout_rate * years / np.maximum(cap, TINY)))))


def _capacity(world: World, months: int) -> Array:
    """(R, P, N) capacity so many months on without a start: today's, what opens until then, and what follows demand."""
    ring, quarter = world.frame.ring, world.month // 3
    result = world.capacity * (1.0 + world.frame.follows * (world.parameters.demand_growth * (months / 12.0)))
    due = np.zeros_like(result)
    for ahead in range(1, min(months // 3, ring - 1) + 1):
        np.add(due, world.due[(quarter + ahead) % ring], out=due)
    return np.asarray(result + due * finished(world, due))


def _built(world: World, months: int) -> Array:
    """(R, P, N) capacity so many months on, with what starts at today's prices, attention and policy and opens in time."""
    result = _capacity(world, months)
    seen = _as_investors_will_see(world)
    result += starting(seen, unit_cost(seen)) * _in_time(world, world.frame.lag_runs, months // 3)
    if world.policy.credited:
        result += directed(world) * _in_time(world, world.frame.expansion_runs, months // 3)
    return result


def _as_investors_will_see(world: World) -> World:
    """The world with the 24-month price on its way to today's: in a young shortage it still tells of calm, after one of want."""
    seen = copy(world)
    seen.price_average = world.price_average.copy()
    seen.price_average[1] += TURNED * (world.price - world.price_average[1])
    return seen


def _in_time(world: World, lags: Lags, quarters: int) -> Array:
    """(R, P, N or 1) in how many of the coming quarters a start would open before so many are over."""
    usual = np.zeros((world.frame.products, 1), world.frame.floats)
    for products, lag in lags:
        usual[products] = lag
    sooner = np.maximum(usual - np.rint(world.haste), 1.0) if len(world.policy.hastened) else np.maximum(usual, 1.0)[None]
    return np.maximum(quarters + 1.0 - np.minimum(sooner, world.frame.ring - 1.0), 0.0)


def _sum(x: Array) -> Array:
    """(R, ...) sum over the second axis of (R, F, ...), one after another."""
    return over_columns(x, np.empty_like(x[:, 0]))
