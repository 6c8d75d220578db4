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


def hurdle(par: Parameters, sigma: Array) -> Array:
    """The real-option factor on cost: beta/(beta-1) from volatility sigma, rate r and yield delta (Dixit and Pindyck)."""
    square = sigma * sigma
    drift = np.subtract(par.hurdle_rate, par.hurdle_yield) / square
    beta = 0.5 - drift + np.sqrt((drift - 0.5) * (drift - 0.5) + np.multiply(2.0, par.hurdle_rate) / square)
    return np.asarray(beta / np.maximum(beta - 1.0, 0.05), dtype=np.float64)


def unit_cost(world: World) -> Array:
    """(R, P, N) unit cost against a calm world price of 1: falls with experience, moved by standards and charges."""
    fall = log(world.learned)
    np.multiply(fall, np.negative(world.parameters.learning), out=fall)
    exp(fall, out=fall)
    np.multiply(fall, world.frame.cost, out=fall)
    return np.maximum(np.add(fall, world.cost_shift, out=fall), 0.05, out=fall)


def need(world: World) -> Array:
    """(R, P, N) wanted use of the final that each product ends up in: what investors look at."""
    wanted = world.demand * world.demand_shift * (1.0 - world.designed_out)
    return np.asarray(wanted.take(world.frame.final_of, axis=1), dtype=np.float64)


def room(world: World) -> tuple[Array, Array]:
    """(P, N) what is left of outside need beside plants that stand or are under way, 0..1; and the world market."""
    fr, par = world.frame, world.parameters
    wanted = need(world)
    market = over_regions(wanted, np.zeros((fr.products, world.lanes)))
    outside = over_regions(wanted * fr.is_out, np.zeros((fr.products, world.lanes)))
    plants = world.capacity.copy()
    for row in world.due:
        plants += row
    plants *= fr.is_out * fr.run0
    standing = over_regions(plants, np.zeros((fr.products, world.lanes)))
    left = 1.0 - standing / np.maximum(par.room_share * outside, TINY)
    return np.minimum(np.maximum(left, 0.0), 1.0), market


def invest(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
    """At a quarter's end: starts, credit and exits."""
    if world.month % 3 != 2:
        return
    fr, par = world.frame, world.parameters
    cost = unit_cost(world)
    _exit(world, cost, ledger)
    expected = to_regions(world.price_average[1], fr.zone_rows, np.empty_like(cost))
    np.maximum(expected, world.floor, out=expected)
    certain = np.maximum(np.minimum(world.floor * 1e6, 1.0), np.minimum(world.offtake, 1.0))
    sigma = par.hurdle_volatility + certain * np.subtract(par.hurdle_floor_volatility, par.hurdle_volatility)
    paid = cost * np.maximum(1.0 - world.subsidy, 0.05) * hurdle(par, sigma)
    z = log(expected / paid)
    z += (world.attention * par.start_attention)[:, None]
    np.multiply(z, np.negative(par.start_slope), out=z)
    exp(z, out=z)
    left, market = room(world)
    starts = (par.start_rate * market * left) * fr.is_out / (1.0 + z)
    starts *= world.talent[:, None] * world.knowhow
    _under_way(world, starts, "investors start plants", ledger)
    if world.credit.any():
        _under_way(world, world.capacity * world.credit * 0.25, "directed credit", ledger)


def _under_way(world: World, starts: Array, cause: str, ledger: Ledger | None) -> None:
    """Post starts into the ring at their opening quarter: the product's lag less the region's haste, one quarter at least."""
    fr = world.frame
    lag = np.rint(np.maximum(world.spec.lag[None, :, None] - world.haste, 1.0))
    np.minimum(lag, fr.ring - 1.0, out=lag)
    quarter = world.month // 3
    for quarters in range(int(lag.min()), int(lag.max()) + 1):
        part = starts * (lag == quarters)
        if part.any():
            post(world, "due", part, cause, ledger, at=(quarter + quarters) % fr.ring)


def _exit(world: World, cost: Array, ledger: Ledger | None) -> None:
    """Capacity whose contract price (or floor) has fallen below a share of its cost leaves at a quarterly rate."""
    fr, par = world.frame, world.parameters
    price = to_regions(world.price_average[0], fr.zone_rows, np.empty_like(cost))
    np.maximum(price, world.floor, out=price)
    leaving = np.less(price, cost * par.exit_ratio) * world.capacity
    if leaving.any():
        post(world, "capacity", np.multiply(leaving, np.negative(par.exit_rate), out=leaving), "plants close below cost", ledger)
