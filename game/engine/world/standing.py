"""What the policy arrays say for all months of one run of `step`: read once at its start, since nothing in a month changes policy.

The flags let phases leave out work that would add or multiply by nothing; the outcome is the same to the bit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .frame import BOUNDLESS, TINY, UNLIMITED
from .mines import jointly
from .portable import exp, log
from .spec import Array, Ints

if TYPE_CHECKING:
    from .state import World

CELL, QUANTUM = 2.0**-20, 2.0**20


@dataclass(slots=True)
class Standing:
    """Flags and constants of a run of months; arrays end in the lane axis.

    L are the licensed cells: rows of (R*P) in which a licence limits some lane. The two flags at the end are the month's own:
    whether anything was denied or is feared."""

    floor: Ints  # (G,) rows of (R*P) in which a price is guaranteed in some lane
    floor_run: Array  # (G, N) utilisation that the guaranteed price would draw, over the usual one
    certain: Ints  # rows of (R*P) where a floor or an offtake calms investors
    hoard: bool
    recycling: bool
    reserves: Ints  # (V,) rows of (R*P) in which some lane holds or wants a public reserve
    research: bool
    shifted: bool  # demand
    subsidy: bool
    credit: bool
    haste: Ints  # rows of (R*P) whose new plants open sooner
    knowhow: bool
    lateness: bool
    licensed: Ints  # (L,) rows of (R*P), in order
    licensed_product: Ints  # (L,) the product of each
    usual: Array  # (L, 1) half the usual flow
    limit: Array  # (L, N) shipments that licences allow, whole quanta
    promised: Array  # (L, N) shipments that were announced
    late: Array  # (L, N) weight of lateness of what is shipped: 0 from the usual flow on
    leak: Array  # (P, N) share of what is denied that can leak at most
    captive: Array  # (P, N) share of licensed cargo that stays with the licensed buyer
    hold_ratio: Array  # (P, N) fill ratio above which home keeps output back
    reserve_share: Any  # most of a reserve that is released a month
    at_work: Array | None  # (R, P, N) share of capacity that no outage keeps idle, None without any; by-products stop with the mine
    evaded: Array | None  # (L, N) share of licensed goods that leak as denied ones do; None where nobody has cause to
    designout_cap: Array  # (F, 1 or N) share of use that can ever be designed out
    designout_pace: Array  # (F, 1 or N) most of what is left that goes in a month
    products: tuple[int, ...]  # those that have licensed cells
    denying: bool | None = None  # whether some flow is denied or leaks; None until the first month has told
    afraid: bool = True  # whether some buyer may fear denial


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
