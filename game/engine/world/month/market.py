"""One month of the market, in closed form: wanted purchases, clearing under licences, what arrives, and prices.

Supply is fixed within the month and purchases are isoelastic, so no solver is needed. Policy is only read here."""

from __future__ import annotations

import numpy as np

from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.luck import Luck
from game.engine.world.arithmetic.portable import exp, log
from game.engine.world.model.ledger import Ledger, draw, post, post_rows
from game.engine.world.model.spec import TINY
from game.engine.world.model.state import World
from game.engine.world.month.production import (
    CELL,
    QUANTUM,
    add_by_final,
    floor_to,
    over_regions,
    second_life,
    times_zone,
    to_regions,
    whole,
)

LEAST_PURCHASE = 0.1  # share of plan that is bought however full the stores: contracts run on


def purchases(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
    """Wanted purchases A = plan + (cover*plan - stock)/tau, and what public reserves buy or release beside them."""
    fr, par, work = world.frame, world.parameters, world.scratch
    plan, want, a = work.get("plan", "RP"), work.get("want", "RP"), work.get("a", "RP")
    by_zone, push = work.get("by_zone", "ZP"), work.get("push", "ZP")
    np.clip(work.get("log_price", "2ZP")[0], 0.0, par.destock_limit, out=by_zone)
    np.multiply(by_zone, -par.cover_price, out=by_zone)
    np.multiply(world.momentum, par.cover_momentum, out=push)
    np.add(by_zone, push, out=by_zone)
    np.add(by_zone, 1.0, out=by_zone)
    if world.standing.afraid and world.fear.any():
        to_regions(by_zone, fr.home_rows, want)
        add_by_final(want, np.multiply(world.fear, par.cover_fear, out=work.get("afraid", "RF")), fr)
        np.multiply(want, fr.cover0, out=want)
    else:
        times_zone(fr.cover0, by_zone, fr.home_rows, want)
    if world.standing.hoard:
        add_by_final(want, world.hoard, fr)
    np.maximum(want, np.minimum(fr.cover0, par.cover_floor), out=want)  # months of cover wanted
    np.multiply(want, plan, out=want)
    np.subtract(want, world.stock, out=want)
    np.multiply(want, 1.0 / par.stock_gap_months, out=want)
    np.add(want, plan, out=want)
    np.multiply(plan, LEAST_PURCHASE, out=a)
    np.maximum(want, a, out=want)
    if len(world.standing.reserves):
        _reserves(world)
    for feed, child in fr.feed_runs:
        draw(world, "stock", world.output[:, child], "made into the next product", ledger, (slice(None), feed))
    for feed_one, child_one in fr.feed_more:
        draw(world, "stock", world.output[:, child_one], "made into the next product", ledger, (slice(None), feed_one))
    second_life(world)


def _reserves(world: World) -> None:
    """What reserves want to buy and what they release, (V, N), from their target in months of planned use; what they want to buy
    is added to wanted purchases."""
    work, rows, lanes = world.scratch, world.standing.reserves, world.lanes
    held = world.reserve.reshape(-1, lanes)[rows]
    bought = world.reserve_target.reshape(-1, lanes)[rows] * work.get("plan", "RP").reshape(-1, lanes)[rows]
    np.subtract(bought, held, out=bought)
    released = np.negative(bought)
    np.maximum(released, 0.0, out=released)
    np.minimum(released, held * world.standing.reserve_share, out=released)
    work.keep("cells_released", floor_to(released))
    np.maximum(bought, 0.0, out=bought)
    np.divide(bought, world.parameters.stock_gap_months, out=bought)
    work.get("want", "RP").reshape(-1, lanes)[rows] += work.keep("cells_bought", bought)


def clearing(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
    """Share the month's supply: licences, leaks, captive flows, one outside pool; post what arrives.

    Steps as in the design page: one-world clearing, exportable surplus and applications, licences and leaks, captive flows and
    the pool with over-supplied buyers dropped once. Where the home country itself is short, the flow runs the other way."""
    fr, work = world.frame, world.scratch
    total, supply = work.get("want", "RP"), world.output
    rows = world.standing.reserves
    if len(rows):
        supply = work.get("supply", "RP")
        np.copyto(supply, world.output)
        supply.reshape(-1, world.lanes)[rows] += work.held["cells_released"]
    home_supply = supply.reshape(-1, world.lanes)[fr.home_rows]
    home_want = total.reshape(-1, world.lanes)[fr.home_rows]
    all_supply = over_regions(supply, work.get("all_supply", "P"))
    all_want = over_regions(total, work.get("all_want", "P"))

    ratio, sent, back = work.get("ratio", "P"), work.get("sent", "P"), work.get("back", "P")
    np.maximum(all_want, TINY, out=ratio)
    np.divide(all_supply, ratio, out=ratio)
    np.minimum(ratio, world.standing.hold_ratio, out=ratio)
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
    lack = over_regions(applied, work.get("lack", "P"))
    np.maximum(lack, TINY, out=lack)
    np.divide(sent, lack, out=lack)
    np.minimum(lack, 1.0, out=lack)
    np.multiply(lack, QUANTUM, out=lack)
    np.multiply(applied, lack, out=applied)
    whole(applied)
    np.multiply(applied, CELL, out=applied)
    _licences(world)
    _pool(world, total, home_supply, home_want, back, ledger)


def _licences(world: World) -> None:
    """Split applications into licensed exports, denials and leaks (of what is denied, and where duties are dodged).

    Only licensed cells are looked at: elsewhere all that is asked for goes out."""
    par, work, standing = world.parameters, world.scratch, world.standing
    rows = standing.licensed
    exports = world.exports.reshape(-1, world.lanes)
    asked = work.keep("cells_asked", exports[rows])
    sent = work.keep("cells_sent", np.minimum(asked, standing.limit))
    denied = asked - sent
    if standing.evaded is None and not denied.any():
        if standing.denying is not False:
            _nothing_denied(world)
        standing.denying = False
        return
    if not standing.denying:
        _nothing_denied(world)
    standing.denying = True
    # a buyer who has given up still remembers: measured against half the usual flow at least
    work.keep("cells_refused", denied / np.maximum(asked, standing.usual))
    logs = work.get("log_price", "2ZP")[0]
    leak = np.subtract(logs[1], logs[0], out=work.get("leak", "P"))
    np.maximum(leak, 0.0, out=leak)
    np.divide(leak, -par.leak_scale, out=leak)
    exp(leak, out=leak, desk=work.desk)
    np.subtract(1.0, leak, out=leak)
    np.multiply(leak, standing.leak, out=leak)
    cells = leak[standing.licensed_product]
    leaked = floor_to(denied * cells)
    if standing.evaded is not None:
        dodged = standing.evaded * sent
        np.multiply(dodged, cells, out=dodged)
        floor_to(dodged)
        np.subtract(sent, dodged, out=sent)
        np.add(leaked, dodged, out=leaked)
    exports[rows] = sent
    world.denied.reshape(-1, world.lanes)[rows] = denied
    world.leaked.reshape(-1, world.lanes)[rows] = leaked


def _nothing_denied(world: World) -> None:
    for flow in (world.denied, world.leaked):
        flow.fill(0.0)


def _pool(world: World, total: Array, home_supply: Array, home_want: Array, back: Array, ledger: Ledger | None) -> None:
    """Captive flows, the outside pool, arrivals; books stocks, reserves and what is afloat.

    The pool fills everybody to one level; who holds more already drops out, and the rest is shared once more by the gaps. What is
    shared is counted in quanta here: to scale by a power of two moves no bit, and rounding down then is one step."""
    fr, par, work = world.frame, world.parameters, world.scratch
    a, captive = work.get("a", "RP"), work.get("captive", "RP")
    all_supply, out_want = work.get("all_supply", "P"), work.get("out_want", "P")
    np.subtract(work.get("all_want", "P"), home_want, out=out_want)
    np.maximum(out_want, TINY, out=out_want)

    np.minimum(world.output, total, out=captive)
    np.multiply(captive, par.home_share * QUANTUM, out=captive)
    np.multiply(world.exports, world.standing.captive * QUANTUM, out=a)
    np.add(captive, a, out=captive)
    if len(world.standing.reserves):
        captive.reshape(-1, world.lanes)[world.standing.reserves] += work.held["cells_released"] * QUANTUM
    captive.reshape(-1, world.lanes)[fr.home_rows] = 0.0
    shipped = over_regions(world.exports, work.get("exported", "P"))
    if world.standing.denying:
        shipped = over_regions(np.add(world.exports, world.leaked, out=a), work.get("shipped", "P"))
    outside = np.subtract(all_supply, home_supply, out=work.get("outside", "P"))
    np.add(outside, shipped, out=outside)
    np.add(outside, world.afloat, out=outside)
    held = over_regions(captive, work.get("held", "P"))
    np.multiply(held, CELL, out=held)
    pool = np.subtract(outside, held, out=held)
    np.maximum(pool, 0.0, out=pool)
    np.minimum(back, pool, out=back)
    floor_to(back)
    np.subtract(outside, back, out=outside)
    np.subtract(pool, back, out=pool)
    level = np.divide(outside, out_want, out=work.get("outside_ratio", "P"))

    np.multiply(total, level * QUANTUM, out=a)
    np.maximum(a, captive, out=a)
    np.subtract(a, captive, out=a)
    a.reshape(-1, world.lanes)[fr.home_rows] = 0.0
    given = over_regions(a, work.get("given", "P"))
    np.maximum(given, TINY * QUANTUM, out=given)
    np.multiply(pool, QUANTUM, out=pool)
    np.divide(pool, given, out=given)
    np.multiply(a, given, out=a)
    np.add(captive, a, out=a)
    whole(a)
    np.multiply(a, CELL, out=world.arrivals)
    home_gets = np.subtract(home_supply, shipped, out=home_supply)
    np.add(home_gets, back, out=home_gets)
    world.arrivals.reshape(-1, world.lanes)[fr.home_rows] = home_gets
    np.divide(home_gets, np.maximum(home_want, TINY), out=work.get("home_ratio", "P"))

    arrived = over_regions(world.arrivals, work.get("arrived", "P"))
    post(world, "afloat", np.subtract(all_supply, arrived, out=all_supply), "rounding of shipments", ledger, exact=True)
    post(world, "stock", world.arrivals, "arrivals", ledger, exact=True)
    if len(world.standing.reserves):
        _into_reserves(world, total, ledger)


def _into_reserves(world: World, total: Array, ledger: Ledger | None) -> None:
    """Book what reserves take of the arrivals (in proportion to what they wanted) and release."""
    work, rows, lanes = world.scratch, world.standing.reserves, world.lanes
    bought, released = work.held["cells_bought"], work.held["cells_released"]
    np.divide(bought, np.maximum(total.reshape(-1, lanes)[rows], TINY), out=bought)
    np.multiply(bought, world.arrivals.reshape(-1, lanes)[rows], out=bought)
    floor_to(bought)
    post_rows(world, "stock", rows, np.negative(bought), "arrivals", ledger, exact=True)
    post_rows(world, "reserve", rows, bought - released, "reserve bought or released", ledger, exact=True)


def prices(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
    """Log prices move from last month's toward the clearing ratio ** (-1/epsilon); averages and momentum follow."""
    par, work = world.parameters, world.scratch
    old = work.get("log_price", "2ZP")[0]
    new = work.get("new_price", "ZP")
    np.copyto(new[0], work.get("home_ratio", "P"))
    np.copyto(new[1], work.get("outside_ratio", "P"))
    np.maximum(new, TINY, out=new)
    log(new, out=new, desk=work.desk)
    np.divide(new, -par.purchase_elasticity, out=new)
    np.maximum(new, par.price_low, out=new)
    np.minimum(new, par.price_high, out=new)
    np.subtract(new, old, out=new)
    np.multiply(new, 1.0 - par.price_stickiness, out=new)  # the month's rise in log points

    push = np.subtract(new, world.momentum, out=work.get("push", "ZP"))
    np.multiply(push, 1.0 - par.momentum_memory, out=push)
    post(world, "momentum", push, "price moves", ledger)
    np.add(new, old, out=new)
    exp(new, out=new, desk=work.desk, near=True)
    np.subtract(new, world.price, out=new)
    post(world, "price", new, "clearing", ledger)
    gap = np.subtract(world.price, world.price_average, out=work.get("gap", "TZP"))
    np.multiply(gap, world.frame.averaging, out=gap)
    post(world, "price_average", gap, "average moves", ledger)
