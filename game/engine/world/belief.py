"""Trust: Beta counts of good and bad memories that each region holds of each side, from what was licensed, denied and announced.

Broken and kept promises are posted by the rules, not here; the reliability figure reads the counts in `figures.py`."""

from __future__ import annotations

import numpy as np

from .frame import TINY
from .ledger import Ledger, post
from .luck import Luck
from .spec import Array
from .state import World


def grievance(world: World) -> Array:
    """(R, P, N) badness in 0..1 of the month's licensing: weighted denied, late and unexpected shares.

    Late is what was shipped, but under a licence below the usual flow; unexpected is what falls short of the announced licence."""
    fr, par, work = world.frame, world.parameters, world.scratch
    a, b, asked = work.get("a", "RP"), work.get("b", "RP"), work.get("asked", "RP")
    applied = work.get("applied", "RP")
    np.maximum(applied, fr.half_baseline, out=asked)
    np.multiply(world.standing.late, world.exports, out=a)
    np.minimum(world.standing.promised, applied, out=b)
    np.subtract(b, world.exports, out=b)
    np.maximum(b, work.zeros(b), out=b)
    np.multiply(b, par.belief_expectation, out=b)
    np.add(a, b, out=a)
    np.divide(a, asked, out=a)
    np.multiply(work.get("denied_share", "RP"), par.belief_denied, out=b)
    np.add(a, b, out=a)
    return np.minimum(a, work.ones(a), out=a)


def trust(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
    """The month enters the memories: own treatment by trade, or a share of what was seen done to others if that is worse."""
    fr, par, work = world.frame, world.parameters, world.scratch
    bad = work.get("grievance", "BR")
    bad.fill(0.0)
    if world.standing.lateness or world.denied.any():  # else everybody got all that was asked for, on time
        cell = grievance(world)
        np.multiply(cell, fr.trade_share, out=cell)
        for product, side in enumerate(world.spec.controls.tolist()):
            bad[side] += cell[:, product]
    seen = work.get("seen", "BR")
    weight = fr.trade_weight[:, :, None]
    np.multiply(bad, weight, out=seen)
    everyone = seen[:, 0].copy()
    for r in range(1, fr.regions):
        everyone += seen[:, r]
    np.subtract(everyone[:, None], seen, out=seen)
    np.divide(seen, np.maximum(1.0 - weight, TINY), out=seen)
    np.multiply(seen, par.belief_witness, out=seen)
    np.maximum(bad, seen, out=bad)
    np.minimum(bad, 1.0, out=bad)

    forget = np.subtract(par.belief_memory, 1.0)
    good = np.subtract(1.0, bad, out=seen)
    np.multiply(good, par.belief_good, out=good)
    np.add(good, world.belief_good * forget, out=good)
    post(world, "belief_good", good, "treatment", ledger)
    np.multiply(bad, par.belief_bad, out=bad)
    np.add(bad, par.belief_noise, out=bad)
    np.add(bad, world.belief_bad * forget, out=bad)
    post(world, "belief_bad", bad, "treatment", ledger)
