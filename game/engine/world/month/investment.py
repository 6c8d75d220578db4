"""Quarterly capacity: what investors start behind a real-option hurdle, what credit builds, and what leaves below cost.

Starts go into the opening ring `due`; openings are a phase of the month."""

from __future__ import annotations

import numpy as np

from game.engine.world.arithmetic.array import Array, Ints
from game.engine.world.arithmetic.luck import Luck
from game.engine.world.arithmetic.portable import exp, half_power, log
from game.engine.world.model.ledger import Ledger, post, post_rows, to_quantum
from game.engine.world.model.mines import basket, closing, jointly, opened
from game.engine.world.model.spec import TINY, Parameters
from game.engine.world.model.state import World
from game.engine.world.month.spread import over_columns, over_regions, times_dear, to_regions

LEAST_COST = 0.05  # neither charges nor subsidies push a unit cost below this share of the calm price
Lags = tuple[tuple[slice, int], ...]
"""Neighbouring products with one building time, in quarters."""
HALF_BUILT = 0.1  # plants under way worth this share of standing ones count as half of the fullest building


def hurdle(par: Parameters, sigma: Array) -> Array:
    """The real-option factor on cost: beta/(beta-1) from volatility sigma, rate r and yield delta (Dixit and Pindyck)."""
    square = sigma * sigma
    drift = (par.hurdle_rate - par.hurdle_yield) / square
    beta = 0.5 - drift + np.sqrt((drift - 0.5) * (drift - 0.5) + 2.0 * par.hurdle_rate / square)
    return np.asarray(beta / np.maximum(beta - 1.0, 0.05))


def unit_cost(world: World) -> Array:
    """(R, P, N) unit cost against a calm world price of 1: falls with experience, moved by standards and charges."""
    temporaries, cost, lanes = world.working.temporaries, world.working.unit_cost, world.lanes
    learned = world.learned.reshape(-1, lanes)
    rows = np.flatnonzero(np.maximum.reduce(learned, axis=-1) > 1.0)  # who has made nothing has learned nothing
    gained = learned[rows]
    log(gained, out=gained, temporaries=temporaries)
    np.multiply(gained, -world.parameters.learning, out=gained)
    exp(gained, out=gained, temporaries=temporaries, near=True)
    np.add(world.frame.cost, world.cost_shift, out=cost)
    np.multiply(gained, world.frame.cost.reshape(-1, 1)[rows], out=gained)
    np.add(gained, world.cost_shift.reshape(-1, lanes)[rows], out=gained)
    cost.reshape(-1, lanes)[rows] = gained
    return np.maximum(cost, LEAST_COST, out=cost)


def room(world: World) -> tuple[Array, Array]:
    """(P, N) what is left of outside need beside plants that stand or are under way, 0..1; and the world market.

    Need is the use of the final that a product ends up in. Outside need is what the regions abroad use, or what home itself must
    buy abroad on top, where that is more (ores)."""
    fr, par, work = world.frame, world.parameters, world.working
    wanted = np.subtract(1.0, world.designed_out, out=work.drive)
    np.multiply(wanted, world.demand, out=wanted)
    np.multiply(wanted, world.demand_shift, out=wanted)
    market = over_regions(wanted, work.market)[fr.final_of]
    outside = market - wanted.reshape(-1, world.lanes)[fr.need_home_rows]
    at_home = world.capacity.reshape(-1, world.lanes)[fr.home_rows] * fr.run0.reshape(-1, 1)[fr.home_rows]
    np.maximum(outside, market - at_home, out=outside)
    plants = np.add(world.capacity, world.under_way, out=work.more_cells)
    np.multiply(plants, fr.run_out, out=plants)
    left = 1.0 - over_regions(plants, work.given) / np.maximum(par.room_share * outside, TINY)
    np.maximum(left, 0.0, out=left)
    return np.minimum(left, 1.0, out=left), market


def invest(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
    """At a quarter's end: starts, credit, exits, and the talent that building and schooling add."""
    if world.month % 3 != 2:
        return
    cost = unit_cost(world)
    _exit(world, cost, ledger)
    grown = _talent(world)
    starts = starting(world, cost)
    for machines, made in world.spec.equips:
        worn = np.multiply(world.capacity[:, made], (equipped(world, machines) - 1.0) * (world.parameters.wear * 0.25))
        post(world, "capacity", worn, "machines wear out", ledger, at=(slice(None), made))
    _under_way(world, starts, world.frame.lag_runs, "investors start plants", ledger)
    if world.policy.credited:
        _under_way(world, directed(world), world.frame.expansion_runs, "directed credit", ledger)
    post(world, "talent", grown, "building and schooling", ledger)


def starting(world: World, cost: Array) -> Array:
    """(R, P, N) capacity that investors start this quarter, as far as there are machines for it; uses up `cost`, the unit cost."""
    for machines, made in world.spec.equips:
        cost[:, made] *= _dear_machines(world, machines)
    starts = _starts(world, cost)
    for machines, made in world.spec.equips:
        starts[:, made] *= equipped(world, machines)
    return starts


def directed(world: World) -> Array:
    """(R, P, N) capacity that directed credit adds to standing plants this quarter."""
    credit = world.credit if world.frame.mines is None else jointly(world.frame.mines, world.credit)
    return np.asarray(world.capacity * credit * 0.25)


def equipped(world: World, machines: int) -> Array:
    """(R, N) share of the machines wanted at calm prices that a region had last month; 1 where none are wanted.

    Plants cannot be built or kept up without them; what stands runs on, since machines are no feed."""
    final = world.frame.final_of[machines]
    wanted = (1.0 - world.designed_out[:, final]) * world.demand[:, final] * world.demand_shift[:, final]
    return np.where(wanted > TINY, np.minimum(world.used[:, final] / np.maximum(wanted, TINY), 1.0), 1.0)


def _dear_machines(world: World, machines: int) -> Array:
    """(R, N) what a new plant costs over its usual cost where machines have been dear: their part of it times their price."""
    price = times_dear(world, to_regions(world.price_average[1], world.frame.home_rows, world.working.cells))[:, machines]
    return np.asarray(1.0 + world.parameters.machines_share * (price - 1.0))


def _starts(world: World, cost: Array) -> Array:
    """(R, P, N) capacity that investors outside the home country start this quarter; uses up `cost`."""
    fr, par, work = world.frame, world.parameters, world.working
    z = times_dear(world, to_regions(world.price_average[1], fr.home_rows, work.cells))
    rows, cells = world.policy.certain, cost.reshape(-1, world.lanes)
    calmed = _calmed(world, cells[rows], rows) if len(rows) else None
    np.multiply(cost, hurdle(par, np.asarray(par.hurdle_volatility, dtype=cost.dtype)), out=cost)
    if calmed is not None:
        np.maximum(z, world.floor, out=z)
        cells[rows] = calmed
    if world.policy.subsidised:
        np.multiply(cost, np.maximum(1.0 - world.subsidy, LEAST_COST), out=cost)
    calm_nerve = np.multiply(world.attention, -par.start_attention * par.start_slope, out=work.nerve)
    exp(calm_nerve, out=calm_nerve, temporaries=work.temporaries)
    joint = None
    if fr.mines is not None:
        mined = fr.mines.mined
        joint = _doubt(world, basket(fr.mines, cost[:, mined]), basket(fr.mines, z[:, mined]), calm_nerve)
    z = _doubt(world, cost, z, calm_nerve)
    left, market = room(world)
    starts = cost
    most = np.multiply(par.start_rate * market, left, out=left)
    if world.policy.knowhow_shared:
        np.multiply(world.knowhow, most, out=starts)
        np.multiply(starts, world.talent[:, None], out=starts)
    else:
        np.multiply(most, world.talent[:, None], out=starts)
    starts.reshape(-1, world.lanes)[fr.home_rows] = 0.0
    if fr.mines is None or joint is None:
        return np.divide(starts, z, out=starts)
    bring = opened(fr.mines, starts[:, fr.mines.mined], np.divide(1.0, joint, out=joint))
    np.divide(starts, z, out=starts)
    np.copyto(starts[:, fr.mines.mined], bring)
    return starts


def _calmed(world: World, cost: Array, rows: Ints) -> Array:
    """(G, N) costs times the hurdle where a floor or an offtake makes a plant's sales more certain."""
    par, lanes = world.parameters, world.lanes
    floor, offtake = world.floor.reshape(-1, lanes)[rows], world.offtake.reshape(-1, lanes)[rows]
    certain = np.maximum(np.greater(floor, 0.0), np.minimum(offtake, 1.0))
    calmer = certain * (par.hurdle_floor_volatility - par.hurdle_volatility)
    return cost * hurdle(par, np.asarray(par.hurdle_volatility + calmer))


def _doubt(world: World, cost: Array, price: Array, calm_nerve: Array) -> Array:
    """What divides the most that could be started: 1 + (cost x hurdle / price) ** slope, less by attention; overwrites `price`."""
    np.divide(cost, price, out=price)
    doubt = half_power(price, world.parameters.start_slope, most=12, spent=True)  # what e**(-slope * ln) is
    np.multiply(doubt, calm_nerve[:, None], out=doubt)
    return np.add(doubt, 1.0, out=doubt)


def _under_way(world: World, starts: Array, lags: Lags, cause: str, ledger: Ledger | None) -> None:
    """Post starts into the ring at their opening quarter: the product's lag less the region's haste, one quarter at least."""
    quarter, ring, lanes = world.month // 3, world.frame.ring, world.lanes
    to_quantum("due", starts)
    rows = world.policy.hastened
    if len(rows):  # these open sooner
        usual = np.zeros(world.frame.products)
        for products, quarters in lags:
            usual[products] = quarters
        flat = starts.reshape(-1, lanes)
        early, sooner = flat[rows], usual[rows % world.frame.products][:, None] - world.haste.reshape(-1, lanes)[rows]
        lag = np.minimum(np.rint(np.maximum(sooner, 1.0)), ring - 1.0)
        for ahead in sorted(set(lag.reshape(-1).tolist())):
            part = early * (lag == ahead)
            slot = (quarter + int(ahead)) % ring
            post_rows(world, "due", slot * starts.shape[0] * starts.shape[1] + rows, part, cause, ledger, exact=True)
        post_rows(world, "under_way", rows, early, cause, ledger, exact=True)
        flat[rows] = 0.0
    for products, quarters in lags:
        slot = (quarter + min(max(quarters, 1), ring - 1)) % ring
        post(world, "due", starts[:, products], cause, ledger, at=(slot, slice(None), products), exact=True)


def _exit(world: World, cost: Array, ledger: Ledger | None) -> None:
    """Capacity whose contract price (or floor) has fallen below a share of its cost leaves at a quarterly rate."""
    fr, par, work = world.frame, world.parameters, world.working
    least = np.multiply(cost, par.exit_ratio, out=work.more_cells)
    if float(least.max()) <= float(world.price_average[0].min()):
        return
    price = times_dear(world, to_regions(world.price_average[0], fr.home_rows, work.cells))
    np.maximum(price, world.floor, out=price)
    leaving = np.less(price, least).astype(price.dtype)
    if fr.mines is not None:
        mined, mines = fr.mines.mined, fr.mines
        ores = np.less(basket(mines, price[:, mined]), basket(mines, least[:, mined])).astype(price.dtype)
        leaving[:, mined] = closing(mines, ores, leaving[:, mined])
    np.multiply(leaving, world.capacity, out=leaving)
    if leaving.any():
        post(world, "capacity", np.multiply(leaving, -par.exit_rate, out=leaving), "plants close below cost", ledger)


def _talent(world: World) -> Array:
    """(R, N) quarterly change of talent: up to the yearly limit while plants are being built, plus schooling, never above 1."""
    fr, par, work = world.frame, world.parameters, world.working
    value, built = np.empty_like(world.talent), np.empty_like(world.talent)
    over_columns(np.multiply(world.capacity, fr.price_unit, out=work.cells), value)
    over_columns(np.multiply(world.under_way, fr.price_unit, out=work.more_cells), built)
    built /= np.maximum(value * HALF_BUILT + built, TINY)
    grown = world.talent * built * (par.talent_growth * 0.25) + world.schooling * 0.25
    return np.asarray(np.minimum(grown, np.maximum(1.0 - world.talent, 0.0)))
