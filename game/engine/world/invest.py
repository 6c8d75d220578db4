"""Quarterly capacity: what investors start behind a real-option hurdle, what credit builds, and what leaves below cost.

Starts go into the opening ring `due`; openings are a phase of the month."""

from __future__ import annotations

import numpy as np

from .frame import TINY
from .ledger import Ledger, post
from .luck import Luck
from .portable import exp, log
from .production import over_regions, to_regions
from .spec import Array, Parameters
from .state import World

HALF_BUILT = 0.1  # plants under way worth this share of standing ones count as half of the fullest building


def hurdle(par: Parameters, sigma: Array) -> Array:
    """The real-option factor on cost: beta/(beta-1) from volatility sigma, rate r and yield delta (Dixit and Pindyck)."""
    square = sigma * sigma
    drift = np.subtract(par.hurdle_rate, par.hurdle_yield) / square
    beta = 0.5 - drift + np.sqrt((drift - 0.5) * (drift - 0.5) + np.multiply(2.0, par.hurdle_rate) / square)
    return np.asarray(beta / np.maximum(beta - 1.0, 0.05), dtype=np.float64)


def unit_cost(world: World) -> Array:
    """(R, P, N) unit cost against a calm world price of 1: falls with experience, moved by standards and charges."""
    desk = world.scratch.desk
    fall = log(world.learned, desk=desk)
    np.multiply(fall, np.negative(world.parameters.learning), out=fall)
    exp(fall, out=fall, desk=desk)
    np.multiply(fall, world.frame.cost, out=fall)
    return np.maximum(np.add(fall, world.cost_shift, out=fall), 0.05, out=fall)


def need(world: World) -> Array:
    """(R, P, N) wanted use of the final that each product ends up in: what investors look at."""
    wanted = world.demand * world.demand_shift * (1.0 - world.designed_out)
    return np.asarray(wanted.take(world.frame.final_of, axis=1), dtype=np.float64)


def room(world: World, under_way: Array) -> tuple[Array, Array]:
    """(P, N) what is left of outside need beside plants that stand or are under way, 0..1; and the world market.

    Outside need is what the regions abroad use, or what home itself must buy abroad on top, where that is more (ores)."""
    fr, par = world.frame, world.parameters
    wanted = need(world)
    market = over_regions(wanted, np.zeros((fr.products, world.lanes)))
    outside = over_regions(wanted * fr.is_out, np.zeros((fr.products, world.lanes)))
    missing = over_regions(wanted - world.capacity * (fr.is_home * fr.run0), np.zeros((fr.products, world.lanes)))
    np.maximum(outside, missing, out=outside)
    standing = over_regions((world.capacity + under_way) * (fr.is_out * fr.run0), np.zeros((fr.products, world.lanes)))
    left = 1.0 - standing / np.maximum(par.room_share * outside, TINY)
    return np.asarray(np.minimum(np.maximum(left, 0.0), 1.0), dtype=np.float64), market


def invest(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
    """At a quarter's end: starts, credit, exits, and the talent that building and schooling add."""
    if world.month % 3 != 2:
        return
    under_way = np.add.reduce(world.due, axis=0)
    cost = unit_cost(world)
    _exit(world, cost, ledger)
    starts = _starts(world, cost, under_way)
    _under_way(world, starts, "investors start plants", ledger)
    if world.credit.any():
        _under_way(world, world.capacity * world.credit * 0.25, "directed credit", ledger)
    post(world, "talent", _talent(world, under_way), "building and schooling", ledger)


def _starts(world: World, cost: Array, under_way: Array) -> Array:
    """(R, P, N) capacity that investors outside the home country start this quarter."""
    fr, par, desk = world.frame, world.parameters, world.scratch.desk
    z = to_regions(world.price_average[1], fr.zone_rows, np.empty_like(cost))
    hurdles: Array = hurdle(par, np.asarray(par.hurdle_volatility, dtype=np.float64))
    if world.floor.any() or world.offtake.any():
        np.maximum(z, world.floor, out=z)
        certain = np.maximum(np.greater(world.floor, 0.0), np.minimum(world.offtake, 1.0))
        hurdles = hurdle(
            par, np.asarray(par.hurdle_volatility + certain * np.subtract(par.hurdle_floor_volatility, par.hurdle_volatility))
        )
    paid = np.subtract(1.0, world.subsidy)
    np.maximum(paid, 0.05, out=paid)
    np.multiply(paid, cost, out=paid)
    np.multiply(paid, hurdles, out=paid)
    np.divide(z, paid, out=z)
    log(z, out=z, desk=desk)
    np.add(z, (world.attention * par.start_attention)[:, None], out=z)
    np.multiply(z, np.negative(par.start_slope), out=z)
    exp(z, out=z, desk=desk)
    np.add(z, 1.0, out=z)
    left, market = room(world, under_way)
    starts = np.asarray(par.start_rate * market * left, dtype=np.float64) * fr.is_out * world.knowhow
    np.multiply(starts, world.talent[:, None], out=starts)
    np.divide(starts, z, out=starts)
    return starts


def _under_way(world: World, starts: Array, cause: str, ledger: Ledger | None) -> None:
    """Post starts into the ring at their opening quarter: the product's lag less the region's haste, one quarter at least."""
    quarter, ring, lags = world.month // 3, world.frame.ring, world.spec.lag
    if not world.haste.any():
        for product, quarters in enumerate(lags.tolist()):
            slot = (quarter + min(max(quarters, 1), ring - 1)) % ring
            post(world, "due", starts[:, product], cause, ledger, at=(slot, slice(None), product))
        return
    lag = np.rint(np.maximum(lags[None, :, None] - world.haste, 1.0))
    np.minimum(lag, ring - 1.0, out=lag)
    for quarters in range(int(lag.min()), int(lag.max()) + 1):
        part = starts * (lag == quarters)
        if part.any():
            post(world, "due", part, cause, ledger, at=(quarter + quarters) % ring)


def _exit(world: World, cost: Array, ledger: Ledger | None) -> None:
    """Capacity whose contract price (or floor) has fallen below a share of its cost leaves at a quarterly rate."""
    fr, par = world.frame, world.parameters
    price = to_regions(world.price_average[0], fr.zone_rows, np.empty_like(cost))
    np.maximum(price, world.floor, out=price)
    leaving = np.less(price, cost * par.exit_ratio) * world.capacity
    if leaving.any():
        post(world, "capacity", np.multiply(leaving, np.negative(par.exit_rate), out=leaving), "plants close below cost", ledger)


def _talent(world: World, under_way: Array) -> Array:
    """(R, N) quarterly change of talent: up to the yearly limit while plants are being built, plus schooling, never above 1."""
    fr, par = world.frame, world.parameters
    standing, building = world.capacity * fr.price_unit, under_way * fr.price_unit
    value, built = np.zeros_like(world.talent), np.zeros_like(world.talent)
    for product in range(fr.products):
        value += standing[:, product]
        built += building[:, product]
    built /= np.maximum(value * HALF_BUILT + built, TINY)
    grown = world.talent * built * np.multiply(par.talent_growth, 0.25) + world.schooling * 0.25
    return np.asarray(np.minimum(grown, np.maximum(1.0 - world.talent, 0.0)), dtype=np.float64)
