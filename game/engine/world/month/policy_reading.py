"""Reads the policy arrays into a `PolicyInForce`: once at the start of a run of `step`, since nothing in a month changes policy."""

from __future__ import annotations

import numpy as np

from game.engine.world.arithmetic.array import Array, Ints
from game.engine.world.arithmetic.portable import exp, log
from game.engine.world.arithmetic.quantum import PER_UNIT, QUANTUM
from game.engine.world.model.frame import BOUNDLESS, UNLIMITED
from game.engine.world.model.mines import jointly
from game.engine.world.model.policy_in_force import CalmCurves, PolicyInForce
from game.engine.world.model.spec import TINY
from game.engine.world.model.state import World
from game.engine.world.month.production import calm_fill


def read_policy(world: World) -> PolicyInForce:
    """Read a world's policy arrays, and which regions hold a public reserve or pay a premium."""
    fr, par = world.frame, world.parameters
    lanes, floors = world.lanes, _rows(world.floor)
    licensed = np.flatnonzero(np.less(np.minimum.reduce(world.licence, axis=-1), UNLIMITED))
    dear = np.union1d(licensed, _rows(world.premium))
    licence, usual = world.licence.reshape(-1, lanes)[licensed], fr.baseline.reshape(-1, 1)[licensed]
    limit = allowed(usual, licence)
    evasion = np.asarray(par.leak_evasion, dtype=fr.floats)
    evaded = np.less(licence, UNLIMITED).astype(licence.dtype) * evasion if evasion.any() else None
    np.multiply(limit, PER_UNIT, out=limit)
    np.floor(limit, out=limit)
    np.multiply(limit, QUANTUM, out=limit)
    products = np.unique(licensed % fr.products)
    late = np.minimum(licence, 1.0)
    np.subtract(1.0, late, out=late)
    np.multiply(late, par.belief_late, out=late)
    cap = np.where(np.isfinite(fr.designout_cap), fr.designout_cap, par.designout_cap)
    at_work = None
    if world.outage.any():
        at_work = np.asarray(np.subtract(1.0, world.outage if fr.mines is None else jointly(fr.mines, world.outage)))
    calm = world.calm = world.calm or _calm_curves(world)
    return PolicyInForce(
        calm=calm,
        floors=floors,
        floor_run=_floor_run(world, floors),
        certain=_rows(world.floor, world.offtake),
        hoarding=bool(world.hoard.any()),
        recycled=bool(world.recycling.any()),
        reserves=_rows(world.reserve, world.reserve_target),
        researched=bool((world.research != 1.0).any()),
        demand_shifted=bool((world.demand_shift != 1.0).any()),
        subsidised=bool(world.subsidy.any()),
        credited=bool(world.credit.any()),
        hastened=_rows(world.haste),
        knowhow_shared=bool((world.knowhow != 1.0).any()),
        treatment=bool(late.any() or evasion.any()),
        licensed_cells=licensed,
        licensed_products=products,
        licensed_product=licensed % fr.products,
        dear=dear,
        room=_room(world, products, licensed, limit),
        half_usual=fr.half_baseline.reshape(-1, 1)[licensed],
        limit=limit,
        promised=allowed(usual, world.expected.reshape(-1, lanes)[licensed]),
        late=late,
        leak_most=np.asarray(fr.leak_max * (1.0 - world.sealed)),
        captive_share=np.asarray(1.0 - fr.resale * (1.0 - world.tracked)),
        hold_ratio=_hold_ratio(world, world.hold_shift) if world.hold_shift.any() else calm.hold_ratio,
        reserve_share=par.reserve_release / 3.0,
        at_work=at_work,
        evaded=evaded,
        designout_most=cap,
        designout_pace=par.designout_rate / 12.0 / np.maximum(cap, TINY),
    )


def _rows(*arrays: Array) -> Ints:
    """Rows of (R*P) in which any of the arrays (R, P, N) is not nought in some lane."""
    return np.flatnonzero(np.logical_or.reduce([array.any(axis=-1) for array in arrays]))


def _floor_run(world: World, rows: Ints) -> Array:
    """(G, N) 1 + eta * ln of the guaranteed price."""
    run = np.maximum(world.floor.reshape(-1, world.lanes)[rows], TINY)
    log(run, out=run)
    np.multiply(run, world.parameters.run_elasticity, out=run)
    return np.add(run, 1.0, out=run)


def _room(world: World, products: Ints, licensed: Ints, limit: Array) -> Array:
    """(R, C, N) what licences allow in all cells of the licensed products."""
    room = np.full_like(world.licence, BOUNDLESS)
    flat = room.reshape(-1, world.lanes)
    flat[licensed], flat[world.frame.home_rows] = limit, 0.0
    return room[:, products]


def allowed(usual: Array, licence: Array) -> Array:
    """(L, N) shipments under a licence in multiples of the usual flow (L, 1); from UNLIMITED on there is no limit."""
    free = np.subtract(licence, UNLIMITED - 2.0**-10)
    np.multiply(free, BOUNDLESS, out=free)
    return np.maximum(licence * usual, free, out=free)


def _calm_curves(world: World) -> CalmCurves:
    cover0, rationing = world.frame.cover0, world.parameters.rationing
    return CalmCurves(
        feeds=calm_fill(cover0[:, world.frame.feeds], rationing),
        finals=calm_fill(cover0[:, world.spec.final_product] + 1.0, rationing),
        hold_ratio=_hold_ratio(world, np.zeros_like(world.hold_shift)),
    )


def _hold_ratio(world: World, shift: Array) -> Array:
    """(P, N) hold price, moved by `shift`, ** -epsilon."""
    temporaries = world.working.temporaries
    held = np.maximum(shift + world.frame.hold, 0.05)
    log(held, out=held, temporaries=temporaries)
    np.multiply(held, -world.parameters.purchase_elasticity, out=held)
    return exp(held, out=held, temporaries=temporaries)
