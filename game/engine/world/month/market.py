"""One month of the market, in closed form: wanted purchases, clearing under licences, what arrives, and prices.

Supply is fixed within the month and purchases are isoelastic, so no solver is needed. Policy is only read here."""

from __future__ import annotations

import numpy as np

from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.luck import Luck
from game.engine.world.arithmetic.portable import exp, log
from game.engine.world.arithmetic.quantum import PER_UNIT, QUANTUM, floor_counted, floor_to
from game.engine.world.model.ledger import Ledger, draw, post, post_rows
from game.engine.world.model.spec import TINY
from game.engine.world.model.state import World
from game.engine.world.month.diversion import Diverted, heard, hold_back, offer, premiums
from game.engine.world.month.production import second_life
from game.engine.world.month.spread import add_by_final, over_regions, times_zone, to_regions

LEAST_PURCHASE = 0.1  # share of plan that is bought however full the stores: contracts run on


def purchases(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
    """Wanted purchases A = plan + (cover*plan - stock)/tau, and what public reserves buy or release beside them."""
    fr, par, work, flows = world.frame, world.parameters, world.working, world.flows
    plan, want, by_zone, push = flows.planned_use, flows.wanted_purchases, work.by_zone, work.push
    np.clip(flows.log_price[0], 0.0, par.destock_limit, out=by_zone)
    np.multiply(by_zone, -par.cover_price, out=by_zone)
    np.multiply(world.momentum, par.cover_momentum, out=push)
    np.add(by_zone, push, out=by_zone)
    np.add(by_zone, 1.0, out=by_zone)
    if flows.afraid and world.fear.any():
        to_regions(by_zone, fr.home_rows, want)
        add_by_final(want, np.multiply(world.fear, par.cover_fear, out=work.afraid), fr)
        np.multiply(want, fr.cover0, out=want)
    else:
        times_zone(fr.cover0, by_zone, fr.home_rows, want)
    if world.policy.hoarding:
        add_by_final(want, world.hoard, fr)
    np.maximum(want, np.minimum(fr.cover0, par.cover_floor), out=want)  # months of cover wanted
    np.multiply(want, plan, out=want)
    np.subtract(want, world.stock, out=want)
    np.multiply(want, 1.0 / par.stock_gap_months, out=want)
    np.add(want, plan, out=want)
    np.maximum(want, np.multiply(plan, LEAST_PURCHASE, out=work.cells), out=want)
    if len(world.policy.reserves):
        _reserves(world)
    for feed, child in fr.feed_runs:
        draw(world, "stock", world.output[:, child], "made into the next product", ledger, (slice(None), feed))
    for feed_one, child_one in fr.feed_more:
        draw(world, "stock", world.output[:, child_one], "made into the next product", ledger, (slice(None), feed_one))
    second_life(world)


def _reserves(world: World) -> None:
    """What reserves want to buy and what they release, (V, N), from their target in months of planned use; what they want to buy
    is added to wanted purchases."""
    flows, rows, lanes = world.flows, world.policy.reserves, world.lanes
    held = world.reserve.reshape(-1, lanes)[rows]
    bought = world.reserve_target.reshape(-1, lanes)[rows] * flows.planned_use.reshape(-1, lanes)[rows]
    np.subtract(bought, held, out=bought)
    released = np.negative(bought)
    np.maximum(released, 0.0, out=released)
    np.minimum(released, held * world.policy.reserve_share, out=released)
    flows.reserve_released = floor_to(released)
    np.maximum(bought, 0.0, out=bought)
    np.divide(bought, world.parameters.stock_gap_months, out=bought)
    flows.reserve_wanted = bought
    flows.wanted_purchases.reshape(-1, lanes)[rows] += bought


def clearing(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
    """Share the month's supply: licences, leaks, captive flows, one outside pool; post what arrives.

    One-world clearing, exportable surplus and applications, licences and leaks, the refused goods offered to others, captive flows
    and the pool with over-supplied buyers dropped once. Where the home country itself is short, the flow runs the other way."""
    fr, work = world.frame, world.working
    total, supply = world.flows.wanted_purchases, world.output
    rows = world.policy.reserves
    if len(rows):
        supply = work.supply
        np.copyto(supply, world.output)
        supply.reshape(-1, world.lanes)[rows] += world.flows.reserve_released
    home_supply = supply.reshape(-1, world.lanes)[fr.home_rows]
    home_want = total.reshape(-1, world.lanes)[fr.home_rows]
    all_supply = over_regions(supply, work.all_supply)
    all_want = over_regions(total, work.all_want)

    ratio, sent, back = work.ratio, work.sent, work.back
    np.maximum(all_want, TINY, out=ratio)
    np.divide(all_supply, ratio, out=ratio)
    np.minimum(ratio, world.policy.hold_ratio, out=ratio)
    np.multiply(ratio, all_want, out=sent)
    np.subtract(all_supply, sent, out=sent)
    np.maximum(sent, 0.0, out=sent)  # kept by home, the swing producer
    np.subtract(home_supply, sent, out=sent)
    sent -= home_want * ratio  # exportable surplus of home; below zero home buys abroad
    np.negative(sent, out=back)
    np.maximum(back, 0.0, out=back)
    np.maximum(sent, 0.0, out=sent)

    applied = world.exports  # until licences have their say
    np.multiply(total, ratio, out=applied)
    np.maximum(applied, supply, out=applied)
    np.subtract(applied, supply, out=applied)
    applied.reshape(-1, world.lanes)[fr.home_rows] = 0.0
    lack = over_regions(applied, work.lack)
    np.maximum(lack, TINY, out=lack)
    np.divide(sent, lack, out=lack)
    np.minimum(lack, 1.0, out=lack)
    np.multiply(lack, PER_UNIT, out=lack)
    np.multiply(applied, lack, out=applied)
    floor_counted(applied)
    np.multiply(applied, QUANTUM, out=applied)
    _licences(world)
    world.flows.premium_wanted.fill(0.0)
    diverted = offer(world, total, home_want) if world.flows.denying else None
    _pool(world, total, home_supply, home_want, back, diverted, ledger)


def _licences(world: World) -> None:
    """Split applications into licensed exports, denials and leaks (of what is denied, and where duties are dodged).

    Only licensed cells are looked at: elsewhere all that is asked for goes out."""
    policy, flows, rows = world.policy, world.flows, world.policy.licensed_cells
    exports = world.exports.reshape(-1, world.lanes)
    asked = flows.applied_for = exports[rows]
    sent = flows.licensed = np.minimum(asked, policy.limit)
    denied = asked - sent
    denying = policy.evaded is not None or bool(denied.any())
    if flows.denying is not denying:  # what earlier months left
        world.denied.fill(0.0)
        world.leaked.fill(0.0)
    flows.denying = denying
    if not denying:
        return
    # a buyer who has given up still remembers: measured against half the usual flow at least
    flows.refused_share = denied / np.maximum(asked, policy.half_usual)
    leak = _leak_share(world)
    leaked = floor_to(denied * leak)
    if policy.evaded is not None:
        dodged = policy.evaded * sent
        np.multiply(dodged, leak, out=dodged)
        floor_to(dodged)
        np.subtract(sent, dodged, out=sent)
        np.add(leaked, dodged, out=leaked)
    exports[rows] = sent
    world.denied.reshape(-1, world.lanes)[rows] = denied
    world.leaked.reshape(-1, world.lanes)[rows] = leaked


def _leak_share(world: World) -> Array:
    """(L, N) share of denied goods that leaks: what the price that the buyer pays above the one at home draws of the most that can.

    Where nobody pays a premium it is worked out by product alone."""
    (inside, outside), work, policy = world.flows.log_price[0], world.working, world.policy
    gap = np.subtract(outside, inside, out=work.leak)
    premium = world.premium.reshape(-1, world.lanes)[policy.licensed_cells]
    if not premium.any():
        return _leaking(world, gap, policy.leak_most)[policy.licensed_product]
    np.add(premium, gap[policy.licensed_product], out=premium)
    return _leaking(world, premium, policy.leak_most[policy.licensed_product])


def _leaking(world: World, gap: Array, most: Array) -> Array:
    """most * (1 - exp(-gap/pi)), none below nought; in place."""
    np.maximum(gap, 0.0, out=gap)
    np.divide(gap, -world.parameters.leak_scale, out=gap)
    exp(gap, out=gap, temporaries=world.working.temporaries)
    np.subtract(1.0, gap, out=gap)
    return np.multiply(gap, most, out=gap)


def _pool(
    world: World, total: Array, home_supply: Array, home_want: Array, back: Array, diverted: Diverted | None, ledger: Ledger | None
) -> None:
    """Captive flows, the outside pool, arrivals; books stocks, reserves and what is afloat.

    The pool fills everybody to one level; who holds more already drops out, and the rest is shared once more by the gaps. What is
    shared is counted in quanta here: to scale by a power of two moves no bit, and rounding down then is one step."""
    fr, work, flows, reserves = world.frame, world.working, world.flows, world.policy.reserves
    cells, captive, all_supply = work.cells, work.captive, work.all_supply
    home_ratio, outside_ratio = flows.clearing_ratio
    out_want = np.subtract(work.all_want, home_want, out=work.out_want)
    np.maximum(out_want, TINY, out=out_want)

    np.minimum(world.output, total, out=captive)
    np.multiply(captive, world.parameters.home_share * PER_UNIT, out=captive)
    np.multiply(world.exports, world.policy.captive_share * PER_UNIT, out=cells)
    np.add(captive, cells, out=captive)
    if diverted is not None:  # what was bought to be sold on is nobody's own; what comes by way of others is
        own_share = world.policy.captive_share[diverted.products]
        captive[:, diverted.products] += (diverted.by_way - diverted.sold_on * own_share) * PER_UNIT
    if len(reserves):
        captive.reshape(-1, world.lanes)[reserves] += flows.reserve_released * PER_UNIT
    captive.reshape(-1, world.lanes)[fr.home_rows] = 0.0
    shipped = over_regions(world.exports, flows.exported)
    if flows.denying:
        shipped = over_regions(np.add(world.exports, world.leaked, out=cells), work.shipped)
    outside = np.subtract(all_supply, home_supply, out=work.outside)
    np.add(outside, shipped, out=outside)
    np.add(outside, world.afloat, out=outside)
    held = over_regions(captive, work.held)
    np.multiply(held, QUANTUM, out=held)
    pool = np.subtract(outside, held, out=held)
    np.maximum(pool, 0.0, out=pool)
    np.minimum(back, pool, out=back)
    floor_to(back)
    np.subtract(outside, back, out=outside)
    np.subtract(pool, back, out=pool)
    level = np.divide(outside, out_want, out=outside_ratio)

    np.multiply(total, level * PER_UNIT, out=cells)
    np.maximum(cells, captive, out=cells)
    np.subtract(cells, captive, out=cells)
    cells.reshape(-1, world.lanes)[fr.home_rows] = 0.0
    if diverted is not None:
        hold_back(diverted, cells, pool)
    given = over_regions(cells, work.given)
    np.maximum(given, TINY * PER_UNIT, out=given)
    np.multiply(pool, PER_UNIT, out=pool)
    np.divide(pool, given, out=given)
    np.multiply(cells, given, out=cells)
    np.add(captive, cells, out=cells)
    floor_counted(cells)
    np.multiply(cells, QUANTUM, out=world.arrivals)
    home_gets = np.subtract(home_supply, shipped, out=home_supply)
    np.add(home_gets, back, out=home_gets)
    world.arrivals.reshape(-1, world.lanes)[fr.home_rows] = home_gets
    np.divide(home_gets, np.maximum(home_want, TINY), out=home_ratio)

    arrived = over_regions(world.arrivals, work.arrived)
    if diverted is not None:
        heard(world, diverted, arrived - home_gets, total, out_want)
    post(world, "afloat", np.subtract(all_supply, arrived, out=all_supply), "rounding of shipments", ledger, exact=True)
    post(world, "stock", world.arrivals, "arrivals", ledger, exact=True)
    if len(reserves):
        _into_reserves(world, total, ledger)


def _into_reserves(world: World, total: Array, ledger: Ledger | None) -> None:
    """Book what reserves take of the arrivals (in proportion to what they wanted) and release."""
    rows, lanes = world.policy.reserves, world.lanes
    bought = np.divide(world.flows.reserve_wanted, np.maximum(total.reshape(-1, lanes)[rows], TINY))
    np.multiply(bought, world.arrivals.reshape(-1, lanes)[rows], out=bought)
    world.flows.reserve_bought = floor_to(bought)
    post_rows(world, "stock", rows, np.negative(bought), "arrivals", ledger, exact=True)
    post_rows(world, "reserve", rows, bought - world.flows.reserve_released, "reserve bought or released", ledger, exact=True)


def prices(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
    """Log prices move from last month's toward the clearing ratio ** (-1/epsilon); averages and momentum follow."""
    par, work, old = world.parameters, world.working, world.flows.log_price[0]
    new = np.maximum(world.flows.clearing_ratio, TINY, out=work.rise)
    log(new, out=new, temporaries=work.temporaries)
    np.divide(new, -par.purchase_elasticity, out=new)
    np.maximum(new, par.price_low, out=new)
    np.minimum(new, par.price_high, out=new)
    np.subtract(new, old, out=new)
    np.multiply(new, 1.0 - par.price_stickiness, out=new)  # the month's rise in log points

    push = np.subtract(new, world.momentum, out=work.push)
    np.multiply(push, 1.0 - par.momentum_memory, out=push)
    post(world, "momentum", push, "price moves", ledger)
    np.add(new, old, out=new)
    exp(new, out=new, temporaries=work.temporaries, near=True)
    np.subtract(new, world.price, out=new)
    post(world, "price", new, "clearing", ledger)
    if len(world.policy.dear):
        premiums(world, ledger)
    gap = np.subtract(world.price, world.price_average, out=work.gap)
    np.multiply(gap, world.frame.averaging, out=gap)
    post(world, "price_average", gap, "average moves", ledger)
