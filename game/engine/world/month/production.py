"""Capacity that opens, production, and what every region means to use: the first phases of a month.

Markets are in `market.py`; why capacity is started is in `investment.py`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.luck import Luck
from game.engine.world.arithmetic.portable import exp, log
from game.engine.world.arithmetic.quantum import floor_to
from game.engine.world.model.ledger import Ledger, post
from game.engine.world.model.mines import basket, closing, tie, tie_zones
from game.engine.world.model.spec import TINY
from game.engine.world.model.state import World
from game.engine.world.month.spread import dear_finals, over_regions, times_dear, times_zone, to_regions

WHOLE = 1.0 - 1e-6  # of what a plant must earn: from here on it earns all of it
LEAST_SHARE = 0.05  # of a plant's cost that no subsidy pays
LN_MOST_RECYCLED = 1.0986122886681098  # no price draws more than three times the usual scrap
EVENNESS = 1.0 / 16.0  # firms empty nearly alike; with 0 the curve of `filled` would be an exponential


def openings(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
    """At a quarter's start the capacity that is due opens, as far as it is still paid for, and its slot of the ring is cleared."""
    if world.month % 3:
        return
    slot = (world.month // 3) % world.frame.ring
    if not world.due[slot].any():
        return
    due = world.due[slot].copy()
    post(world, "capacity", floor_to(due * finished(world, due)), "plants open", ledger, exact=True)
    post(world, "due", -due, "plants open or are given up", ledger, at=slot, exact=True)


def finished(world: World, due: Array) -> Array:
    """(R, P, N) part of what is now `due` that their owners still pay for: all at calm prices, fewer the lower prices have been.

    What was planned at calm prices is earned back by the 24-month price abroad or a floor, and by what was bought in advance at
    the calm price; a subsidy saves its part. At home credit pays whatever the price. Mines are judged by their basket."""
    fr = world.frame
    if float(world.price_average[1, 1].min()) >= 1.0:
        return np.ones_like(world.capacity)
    earned = to_regions(world.price_average[1], fr.home_rows, np.empty_like(world.capacity))
    np.maximum(times_dear(world, earned), world.floor, out=earned)
    np.minimum(earned, 1.0, out=earned)
    if len(world.policy.certain):
        earned += world.offtake * (1.0 - earned)
    if world.policy.subsidised:
        earned /= np.maximum(1.0 - world.subsidy, LEAST_SHARE)
    np.minimum(earned, 1.0, out=earned)
    if fr.mines is not None:
        mined = fr.mines.mined
        earned[:, mined] = closing(fr.mines, basket(fr.mines, earned[:, mined]), earned[:, mined])
    earned[earned > WHOLE] = 1.0  # a basket of calm prices adds up to one but for a bit, which would cost a quantum of each plant
    flat = earned.reshape(-1, world.lanes)
    flat[fr.home_rows] = 1.0
    rows = np.flatnonzero(np.minimum.reduce(np.where(due > 0.0, earned, 1.0).reshape(flat.shape), axis=-1) < 1.0)
    part = np.multiply(log(flat[rows]), world.parameters.finish_elasticity)
    flat[rows] = np.minimum(exp(part, out=part), 1.0, out=part)
    return earned


def calm_fill(calm_cover: Array, rationing: Any) -> Array:
    """What `filled` divides by: its curve at the cover of the calm world, in months."""
    return 1.0 - 1.0 / _full_firms(np.array(calm_cover * (rationing * EVENNESS)))


def _full_firms(x: Array) -> Array:
    """(1 + x)**16 in place."""
    np.add(x, 1.0, out=x)
    for _ in range(4):
        np.multiply(x, x, out=x)
    return x


def filled(world: World, cover: Array, calm: Array, out: Array) -> Array:
    """Share of planned use that stocks allow: 1 - (1 + k*cover/16)**-16 over its calm value, never above 1 nor the stock itself.

    `cover` is stock over planned use, in months. An average hides firms that are empty already: hence the soft curve. It is the
    study's 1 - e**(-k*cover) with firms that differ a little in how fast they empty, and needs no exponential."""
    np.multiply(cover, world.parameters.rationing * EVENNESS, out=out)
    np.divide(1.0, _full_firms(out), out=out)
    np.subtract(1.0, out, out=out)
    np.divide(out, calm, out=out)
    np.minimum(out, cover, out=out)
    return np.minimum(out, world.working.constant(1.0, out), out=out)


def production(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
    """Utilisation from prices, planned use everywhere, output limited by the stock of what it is made from."""
    fr, par, work = world.frame, world.parameters, world.working
    plan, final, output, desired = world.flows.planned_use, world.flows.planned_finals, world.output, work.desired
    _logs(world)
    _utilisation(world)
    np.multiply(world.utilisation, world.capacity, out=desired)
    _final_plan(world, shocks)
    for to, source in fr.plan_runs:
        np.copyto(plan[:, to], desired[:, source])
    for to, source in fr.plan_final_runs:
        np.copyto(plan[:, to], final[:, source])
    for product, row in fr.plan_more:
        plan[:, product] += desired[:, row] if row < fr.products else final[:, row - fr.products]

    if shocks is None:
        for free in fr.fed_free:
            np.copyto(output[:, free], desired[:, free])
    else:
        luck = shocks.supply(world.month, fr.products, par.shock_supply)
        np.multiply(desired, to_regions(luck, fr.home_rows, output), out=output)
    if len(fr.feeds):
        cover, used = work.feed_cover, work.feed_plan
        for position, feed in fr.feed_runs_of:
            np.add(plan[:, feed], TINY, out=used[:, position])
            np.divide(world.stock[:, feed], used[:, position], out=cover[:, position])
        fill = filled(world, cover, world.policy.calm.feeds, used)
        for child, position in fr.fed_runs:
            able = np.multiply(desired[:, child], fill[:, position], out=output[:, child] if shocks is None else desired[:, child])
            if shocks is not None:
                np.minimum(output[:, child], able, out=output[:, child])
    floor_to(output)


def _utilisation(world: World) -> None:
    """run0 * (1 + eta * ln p - eta_f * ln p_feed) within bounds, less outages; a floor counts as the price where it is higher.

    Joint mines run by their basket (`mines.tie`)."""
    fr, par, work, run = world.frame, world.parameters, world.working, world.utilisation
    spot, contract = world.flows.log_price
    by_zone = np.multiply(spot, par.run_elasticity, out=work.by_zone)
    np.add(by_zone, 1.0, out=by_zone)
    if len(fr.fed):  # dear feed squeezes those who work it up, with the delay of contracts
        squeeze = np.multiply(contract, par.feed_elasticity, out=work.push)
        for child, feed in fr.squeeze_runs:
            np.subtract(by_zone[:, child], squeeze[:, feed], out=by_zone[:, child])
    rows = world.policy.floors
    if len(rows):
        cells = to_regions(by_zone, fr.home_rows, run).reshape(-1, world.lanes)
        cells[rows] = np.maximum(cells[rows], world.policy.floor_run)
        if fr.mines is not None:
            tie(fr.mines, run[:, fr.mines.mined])
        np.multiply(run, fr.run0, out=run)
    else:
        times_zone(fr.run0, by_zone, fr.home_rows, run)
        if fr.mines is not None:
            mined, together = fr.mines.mined, work.mined_run
            if fr.mines.home >= 0:
                tie_zones(fr.mines, by_zone[:, mined], fr.run0[:, mined], together, run[:, mined])
            else:
                tie(fr.mines, to_regions(by_zone[:, mined], fr.mines.home_rows, together))
                np.multiply(fr.run0[:, mined], together, out=run[:, mined])
    if len(world.policy.dear):
        _served_dear(world, run)
    np.clip(run, par.run_low, 1.0, out=run)
    if world.policy.at_work is not None:
        np.multiply(run, world.policy.at_work, out=run)


def _served_dear(world: World, run: Array) -> None:
    """Makers run more where buyers pay a premium."""
    rows, lanes = world.policy.dear, world.lanes
    premium = world.premium.reshape(-1, lanes)[rows]
    if premium.any():
        premium *= world.parameters.run_elasticity
        run.reshape(-1, lanes)[rows] += premium * world.frame.run0.reshape(-1, 1)[rows]


def _logs(world: World) -> None:
    """Logarithms of the spot and the six-month prices, (2, 2, P, N): spot first; once a month."""
    both = world.flows.log_price
    np.copyto(both[0], world.price)
    np.copyto(both[1], world.price_average[0])
    log(both, out=both, temporaries=world.working.temporaries)


def _final_plan(world: World, shocks: Luck | None) -> None:
    """Planned use of finals: grown demand less design-out (wanted), and it bent by the contract price (planned)."""
    fr, par, flows = world.frame, world.parameters, world.flows
    wanted, final = flows.wanted_finals, flows.planned_finals
    np.subtract(1.0, world.designed_out, out=wanted)
    np.multiply(wanted, world.demand, out=wanted)
    if world.policy.demand_shifted:
        np.multiply(wanted, world.demand_shift, out=wanted)
    np.copyto(flows.paid, paid(world))
    bend = np.multiply(flows.paid, -par.use_elasticity, out=world.working.returning)
    exp(bend, out=bend, temporaries=world.working.temporaries, near=True)
    np.multiply(wanted, bend[1], out=final)
    rows = fr.final_home_rows
    final.reshape(-1, world.lanes)[rows] = wanted.reshape(-1, world.lanes)[rows] * bend[0]
    dear = dear_finals(world)
    if dear is not None:
        np.multiply(final, exp(np.multiply(dear, -par.use_elasticity, out=dear)), out=final)
    if shocks is not None:
        np.multiply(final, shocks.demand(world.month, fr.finals, par.shock_demand), out=final)


def paid(world: World) -> Array:
    """(2, F, N) log price of finals to their users, at home and abroad: what each stage adds times its contract price.

    Abroad what goes in has the price of where the final is made: the outside one for the part of outside use that plants there can
    make, the home country's for the rest."""
    fr, price = world.frame, world.price_average[0]
    found = np.empty((2, fr.finals, world.lanes), price.dtype)
    able = over_regions(np.multiply(world.capacity, fr.run_out, out=world.working.cells), np.empty_like(price[0]))
    used = np.multiply(world.demand, np.subtract(1.0, world.designed_out))
    need = over_regions(used, np.empty_like(found[0]))
    for final, (product, shares) in enumerate(fr.made_of):
        if len(shares) == 1:
            found[:, final] = price[:, product]
            continue
        stages = sum_of(price, shares[1:])
        part = np.minimum(able[product] / np.maximum(need[final] - used[int(world.spec.home[product]), final], TINY), 1.0)
        found[:, final] = shares[0][1] * price[:, product] + stages[0]
        found[1, final] += part * (stages[1] - stages[0])
    return log(found, out=found)


def sum_of(price: Array, shares: Sequence[tuple[int, float]]) -> Array:
    """(2, N) prices (2, P, N) of products times their shares, one after another."""
    result: Array = np.zeros_like(price[:, 0])
    for product, share in shares:
        np.add(result, price[:, product] * share, out=result)
    return result


def second_life(world: World) -> None:
    """Add secondary supply (scrap and recycling), a share of planned use, to output: it needs no feed, and answers prices."""
    fr, plan, lanes = world.frame, world.flows.planned_use, world.lanes
    if not world.policy.recycled and not len(fr.secondary_rows):
        return
    answer = np.multiply(world.flows.log_price[1], world.parameters.recycling_elasticity)
    exp(np.minimum(answer, LN_MOST_RECYCLED, out=answer), out=answer)
    if world.policy.recycled:
        second = np.add(fr.secondary, world.recycling, out=world.working.cells)
        np.multiply(second, to_regions(answer, fr.home_rows, world.working.more_cells), out=second)
        np.multiply(second, plan, out=second)
        np.add(world.output, floor_to(second), out=world.output)
        return
    rows = fr.secondary_rows
    zone = np.where(np.isin(rows, fr.home_rows), 0, 1)
    some = fr.secondary.reshape(-1, 1)[rows] * answer[zone, rows % fr.products]
    np.multiply(some, plan.reshape(-1, lanes)[rows], out=some)
    world.output.reshape(-1, lanes)[rows] += floor_to(some)
