"""What the policy arrays say for all months of one run of `step`: read once at its start, since nothing in a month changes policy.

The flags let phases leave out work that would add or multiply by nothing; the outcome is the same to the bit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .frame import BOUNDLESS, UNLIMITED, Frame
from .portable import Desk, exp, log
from .spec import Array, Parameters

if TYPE_CHECKING:
    from .state import World

CELL, QUANTUM = 2.0**-20, 2.0**20


@dataclass(frozen=True, slots=True)
class Standing:
    """Flags and constants of a run of months; arrays end in the lane axis."""

    floor: bool
    offtake: bool
    outage: bool
    hoard: bool
    recycling: bool
    reserves: bool
    research: bool
    lateness: bool
    limit: Array  # (R, P, N) shipments that licences allow, whole quanta
    promised: Array  # (R, P, N) shipments that were announced
    late: Array  # (R, P, N) weight of lateness of what is shipped: 0 from the usual flow on
    leak: Array  # (P, N) share of what is denied that can leak at most
    captive: Array  # (P, N) share of licensed cargo that stays with the licensed buyer
    hold_ratio: Array  # (P, N) fill ratio above which home keeps output back
    reserve_share: Any  # most of a reserve that is released a month
    evaded: Array | None  # (R, P, N) share of licensed goods that leak as denied ones do; None where nobody has cause to


def read_policy(world: World) -> Standing:
    """Read a world's policy arrays."""
    fr, par, desk = world.frame, world.parameters, world.scratch.desk
    limit = allowed(fr, world.licence)
    evasion = np.asarray(par.leak_evasion, dtype=np.float64)
    evaded = np.asarray((world.licence < UNLIMITED) * evasion) if evasion.any() else None
    np.multiply(limit, QUANTUM, out=limit)
    np.floor(limit, out=limit)
    np.multiply(limit, CELL, out=limit)
    late = np.minimum(world.licence, 1.0)
    np.subtract(1.0, late, out=late)
    np.multiply(late, par.belief_late, out=late)
    return Standing(
        floor=bool(world.floor.any()),
        offtake=bool(world.offtake.any()),
        outage=bool(world.outage.any()),
        hoard=bool(world.hoard.any()),
        recycling=bool(world.recycling.any()),
        reserves=bool(world.reserve.any() or world.reserve_target.any()),
        research=bool((world.research != 1.0).any()),
        lateness=bool(late.any() or evasion.any()),
        limit=limit,
        promised=allowed(fr, world.expected),
        late=late,
        leak=np.asarray(fr.leak_max * (1.0 - world.sealed), dtype=np.float64),
        captive=np.asarray(1.0 - fr.resale * (1.0 - world.tracked), dtype=np.float64),
        hold_ratio=_hold_ratio(fr, par, world.hold_shift, desk),
        reserve_share=np.divide(par.reserve_release, 3.0),
        evaded=evaded,
    )


def allowed(frame: Frame, licence: Array) -> Array:
    """(R, P, N) shipments under a licence in multiples of the usual flow; from UNLIMITED on there is no limit."""
    free = np.subtract(licence, UNLIMITED - 2.0**-10)
    np.multiply(free, BOUNDLESS, out=free)
    return np.asarray(np.maximum(licence * frame.baseline_lane, free, out=free), dtype=np.float64)


def _hold_ratio(frame: Frame, par: Parameters, shift: Array, desk: Desk) -> Array:
    """Hold price ** -epsilon."""
    held = np.maximum(shift + frame.hold, 0.05)
    log(held, out=held, desk=desk)
    np.multiply(held, np.negative(par.purchase_elasticity), out=held)
    return exp(held, out=held, desk=desk)
