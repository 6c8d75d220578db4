"""What the policy arrays say for all months of one run of `step`: read once at its start, since nothing in a month changes policy.

The flags let phases leave out work that would add or multiply by nothing; the outcome is the same to the bit."""

from __future__ import annotations

import numpy as np

from game.engine.world.arithmetic.array import Array, Ints
from game.engine.world.arithmetic.portable import exp, log
from game.engine.world.model.frame import BOUNDLESS, UNLIMITED
from game.engine.world.model.mines import jointly
from game.engine.world.model.scratch import Standing
from game.engine.world.model.spec import TINY
from game.engine.world.model.state import World

CELL, QUANTUM = 2.0**-20, 2.0**20


def read_policy(world: World) -> Standing:
    """Read a world's policy arrays."""
    fr, par = world.frame, world.parameters
    lanes, floor = world.lanes, _rows(world.floor)
    licensed = np.flatnonzero(np.less(np.minimum.reduce(world.licence, axis=-1), UNLIMITED))
    licence, usual = world.licence.reshape(-1, lanes)[licensed], fr.baseline_lane.reshape(-1, 1)[licensed]
    limit = allowed(usual, licence)
    evasion = np.asarray(par.leak_evasion, dtype=fr.floats)
    evaded = np.less(licence, UNLIMITED).astype(licence.dtype) * evasion if evasion.any() else None
    np.multiply(limit, QUANTUM, out=limit)
    np.floor(limit, out=limit)
    np.multiply(limit, CELL, out=limit)
    late = np.minimum(licence, 1.0)
    np.subtract(1.0, late, out=late)
    np.multiply(late, par.belief_late, out=late)
    cap = np.where(np.isfinite(fr.designout_cap), fr.designout_cap, par.designout_cap)
    at_work = None
    if world.outage.any():
        at_work = np.asarray(np.subtract(1.0, world.outage if fr.mines is None else jointly(fr.mines, world.outage)))
    return Standing(
        floor=floor,
        floor_run=_floor_run(world, floor),
        certain=_rows(world.floor, world.offtake),
        hoard=bool(world.hoard.any()),
        recycling=bool(world.recycling.any()),
        reserves=_rows(world.reserve, world.reserve_target),
        research=bool((world.research != 1.0).any()),
        shifted=bool((world.demand_shift != 1.0).any()),
        subsidy=bool(world.subsidy.any()),
        credit=bool(world.credit.any()),
        haste=_rows(world.haste),
        knowhow=bool((world.knowhow != 1.0).any()),
        lateness=bool(late.any() or evasion.any()),
        licensed=licensed,
        products=tuple(sorted(set((licensed % fr.products).tolist()))),
        licensed_product=licensed % fr.products,
        usual=fr.half_baseline.reshape(-1, 1)[licensed],
        limit=limit,
        promised=allowed(usual, world.expected.reshape(-1, lanes)[licensed]),
        late=late,
        leak=np.asarray(fr.leak_max * (1.0 - world.sealed)),
        captive=np.asarray(1.0 - fr.resale * (1.0 - world.tracked)),
        hold_ratio=_hold_ratio(world),
        reserve_share=par.reserve_release / 3.0,
        at_work=at_work,
        evaded=evaded,
        designout_cap=cap,
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


def allowed(usual: Array, licence: Array) -> Array:
    """(L, N) shipments under a licence in multiples of the usual flow (L, 1); from UNLIMITED on there is no limit."""
    free = np.subtract(licence, UNLIMITED - 2.0**-10)
    np.multiply(free, BOUNDLESS, out=free)
    return np.maximum(licence * usual, free, out=free)


def _hold_ratio(world: World) -> Array:
    """(P, N) hold price ** -epsilon; without a shift it is the same all along."""
    work, shifted = world.scratch, world.hold_shift.any()
    if not shifted and "calm_hold" in work.held:
        return work.held["calm_hold"]
    held = np.maximum(world.hold_shift + world.frame.hold, 0.05)
    log(held, out=held, desk=work.desk)
    np.multiply(held, -world.parameters.purchase_elasticity, out=held)
    exp(held, out=held, desk=work.desk)
    return held if shifted else work.keep("calm_hold", held)
