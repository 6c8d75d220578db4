"""Capacity that opens, production, and what every region means to use: the first phases of a month.

Markets are in `market.py`; why capacity is started is in `invest.py`."""

from __future__ import annotations

import numpy as np

from .frame import TINY
from .ledger import Ledger, post
from .luck import Luck
from .portable import exp, log
from .spec import Array, Ints
from .state import World

QUANTUM = 2.0**20  # goods are counted in units of 2**-20
CELL = 2.0**-20


def floor_to(x: Array) -> Array:
    """Round down to whole quanta of goods, in place: nobody ships more than there is."""
    np.multiply(x, QUANTUM, out=x)
    np.floor(x, out=x)
    np.multiply(x, CELL, out=x)
    return x


def over_regions(x: Array, out: Array) -> Array:
    """Sum over the first axis in one fixed order, so that one lane alone adds up as it does in a batch."""
    if x[0].size >= 2:
        return np.add.reduce(x, axis=0, out=out)
    np.copyto(out, x[0])
    for row in x[1:]:
        np.add(out, row, out=out)
    return out


def to_regions(by_zone: Array, home_rows: Ints, out: Array) -> Array:
    """Spread (2, K, N) values of the two price zones over (R, K, N); `home_rows` are the rows of (R*K) that lie at home."""
    np.copyto(out, by_zone[1])
    out.reshape(-1, out.shape[-1])[home_rows] = by_zone[0]
    return out


def add_by_final(out: Array, by_final: Array, final_of: Ints) -> Array:
    """Add (R, F, N) values of finals to all products (R, P, N) of their chains."""
    for product, final in enumerate(final_of.tolist()):
        cell = out[:, product]
        np.add(cell, by_final[:, final], out=cell)
    return out


def openings(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
    """At a quarter's start the capacity that is due opens and its slot of the ring is cleared."""
    if world.month % 3:
        return
    slot = (world.month // 3) % world.frame.ring
    if not world.due[slot].any():
        return
    opened = world.due[slot].copy()
    post(world, "capacity", opened, "plants open", ledger, exact=True)
    post(world, "due", -opened, "plants open", ledger, at=slot, exact=True)


def calm_fill(world: World, calm_cover: Array, name: str) -> Array:
    """1 - e^(-k * calm cover), the curve's value in the calm world; found once for a world, since nothing in it changes."""
    held = world.scratch.held
    if name not in held:
        held[name] = 1.0 - exp(np.asarray(calm_cover * np.negative(world.parameters.rationing), dtype=np.float64))
    return held[name]


def filled(world: World, cover: Array, calm: Array, out: Array) -> Array:
    """Share of planned use that stocks allow: (1 - e^(-k*cover)) over its calm value, never above 1 nor above the stock itself.

    `cover` is stock over planned use, in months. An average hides firms that are empty already: hence the soft curve."""
    np.multiply(cover, np.negative(world.parameters.rationing), out=out)
    exp(out, out=out, desk=world.scratch.desk)
    np.subtract(1.0, out, out=out)
    np.divide(out, calm, out=out)
    np.minimum(out, 1.0, out=out)
    np.minimum(out, cover, out=out)
    return out


def production(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
    """Utilisation from prices, planned use everywhere, output limited by the stock of what it is made from."""
    fr, par, work = world.frame, world.parameters, world.scratch
    _logs(world)
    plan, opening, output = work.get("plan", "RP"), work.get("opening", "RP"), world.output
    desired, final = work.get("desired", "RP"), work.get("final_plan", "RF")
    np.copyto(opening, world.stock)
    _utilisation(world)
    np.multiply(world.utilisation, world.capacity, out=desired)
    _final_plan(world, shocks)
    for product, sources in enumerate(fr.plan_sources):
        for i, row in enumerate(sources):
            source = desired[:, row] if row < fr.products else final[:, row - fr.products]
            plan[:, product] = source if i == 0 else plan[:, product] + source

    np.copyto(output, desired)
    if shocks is not None:
        output *= to_regions(shocks.supply(world.month, fr.products, par.shock_supply), fr.home_rows, work.get("a", "RP"))
    drawn = work.get("drawn", "RP")
    drawn.fill(0.0)
    if len(fr.feeds):
        cover, used = work.get("feed_cover", "RI"), work.get("feed_plan", "RI")
        np.take(opening, fr.feeds, axis=1, out=cover, mode="clip")
        np.take(plan, fr.feeds, axis=1, out=used, mode="clip")
        np.maximum(used, TINY, out=used)
        np.divide(cover, used, out=cover)
        fill = filled(world, cover, calm_fill(world, fr.cover0[:, fr.feeds], "calm_feeds"), work.get("fill", "RI"))
        for child, position in zip(fr.fed.tolist(), fr.fed_from.tolist(), strict=True):
            able = np.multiply(desired[:, child], fill[:, position], out=desired[:, child])
            np.minimum(output[:, child], able, out=output[:, child])
        floor_to(output)
        for child, position in zip(fr.fed.tolist(), fr.fed_from.tolist(), strict=True):
            drawn[:, int(fr.feeds[position])] -= output[:, child]
        post(world, "stock", drawn, "made into the next product", ledger, exact=True)
    else:
        floor_to(output)
    _second_life(world)


def _utilisation(world: World) -> None:
    """run0 * (1 + eta * ln p) within its bounds, less outages; a floor counts as the price where it is higher."""
    fr, par, work, run = world.frame, world.parameters, world.scratch, world.utilisation
    by_zone = np.multiply(work.get("log_price", "2ZP")[0], par.run_elasticity, out=work.get("by_zone", "ZP"))
    np.add(by_zone, 1.0, out=by_zone)
    to_regions(by_zone, fr.home_rows, run)
    a = work.get("a", "RP")
    if world.floor.any():
        np.maximum(world.floor, TINY, out=a)
        log(a, out=a, desk=work.desk)
        np.multiply(a, par.run_elasticity, out=a)
        np.add(a, 1.0, out=a)
        np.maximum(run, a, out=run)
    np.multiply(run, fr.run0, out=run)
    np.maximum(run, par.run_low, out=run)
    np.minimum(run, 1.0, out=run)
    if world.outage.any():
        np.subtract(1.0, world.outage, out=a)
        np.multiply(run, a, out=run)


def _logs(world: World) -> None:
    """Logarithms of the spot and the six-month prices, (2, 2, P, N): spot first; once a month."""
    work = world.scratch
    both = work.get("log_price", "2ZP")
    np.copyto(both[0], world.price)
    np.copyto(both[1], world.price_average[0])
    log(both, out=both, desk=work.desk)


def _final_plan(world: World, shocks: Luck | None) -> None:
    """Planned use of finals: grown demand less design-out (`wanted_use`), and it bent by the contract price (`final_plan`)."""
    fr, par, work = world.frame, world.parameters, world.scratch
    wanted, final = work.get("wanted_use", "RF"), work.get("final_plan", "RF")
    np.subtract(1.0, world.designed_out, out=wanted)
    np.multiply(wanted, world.demand, out=wanted)
    np.multiply(wanted, world.demand_shift, out=wanted)
    contract = work.get("log_price", "2ZP")[1]
    bend = contract[:, world.spec.final_product]
    np.multiply(bend, np.negative(par.use_elasticity), out=bend)
    exp(bend, out=bend, desk=work.desk)
    to_regions(bend, fr.final_home_rows, final)
    np.multiply(final, wanted, out=final)
    if shocks is not None:
        np.multiply(final, shocks.demand(world.month, fr.finals, par.shock_demand), out=final)


def _second_life(world: World) -> None:
    """Add secondary supply (scrap and recycling), a share of planned use, to output."""
    fr, work = world.frame, world.scratch
    if not (fr.secondary.any() or world.recycling.any()):
        return
    second = np.add(fr.secondary, world.recycling, out=work.get("a", "RP"))
    np.multiply(second, work.get("plan", "RP"), out=second)
    np.add(world.output, floor_to(second), out=world.output)
