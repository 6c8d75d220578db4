"""Trust: Beta counts of good and bad memories that each region holds of each side, from what was licensed, denied and announced.

Broken and kept promises are posted by the rules, not here; the reliability figure reads the counts in `figures.py`."""

from __future__ import annotations

import numpy as np

from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.luck import Luck
from game.engine.world.model.ledger import Ledger, post
from game.engine.world.model.spec import TINY
from game.engine.world.model.state import World


def grievance(world: World) -> Array:
    """(L, N) badness in 0..1 of the month's licensing by licensed cell: weighted denied, late and unexpected shares.

    Late is what was shipped, but under a licence below the usual flow; unexpected is what falls short of the announced licence."""
    par, work, standing = world.parameters, world.scratch, world.standing
    asked, sent = work.held["cells_asked"], work.held["cells_sent"]
    bad = np.multiply(standing.late, sent)
    missed = np.minimum(standing.promised, asked)
    np.maximum(missed, sent, out=missed)
    np.subtract(missed, sent, out=missed)
    np.multiply(missed, par.belief_expectation, out=missed)
    np.add(bad, missed, out=bad)
    np.divide(bad, np.maximum(asked, standing.usual), out=bad)
    if standing.denying:
        np.add(bad, np.multiply(work.held["cells_refused"], par.belief_denied, out=missed), out=bad)
    return np.minimum(bad, 1.0, out=bad)


def trust(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
    """The month enters the memories: own treatment by trade, or a share of what was seen done to others if that is worse."""
    par, work, standing = world.parameters, world.scratch, world.standing
    bad, good = work.get("grievance", "BR"), work.get("seen", "BR")
    forget = par.belief_memory - 1.0
    if standing.lateness or standing.denying:
        _treatment(world, bad, good)
        np.subtract(1.0, bad, out=good)
        np.multiply(good, par.belief_good, out=good)
        np.multiply(bad, par.belief_bad, out=bad)
        np.add(bad, par.belief_noise, out=bad)
        np.add(good, world.belief_good * forget, out=good)
        np.add(bad, world.belief_bad * forget, out=bad)
    else:  # everybody got all that was asked for, on time
        np.multiply(world.belief_good, forget, out=good)
        np.add(good, par.belief_good, out=good)
        np.multiply(world.belief_bad, forget, out=bad)
        np.add(bad, par.belief_noise, out=bad)
    post(world, "belief_good", good, "treatment", ledger)
    post(world, "belief_bad", bad, "treatment", ledger)


def _treatment(world: World, bad: Array, seen: Array) -> None:
    """Fill `bad` (B, R, N) with what each region holds against each side this month, 0..1; `seen` is a working array."""
    fr, par, standing = world.frame, world.parameters, world.standing
    rows = standing.licensed
    cell = world.scratch.get("a", "RP")
    cell.fill(0.0)
    cell.reshape(-1, world.lanes)[rows] = grievance(world) * fr.trade_share.reshape(-1, 1)[rows]
    bad.fill(0.0)
    for product in standing.products:
        held = bad[world.spec.controls[product]]
        np.add(held, cell[:, product], out=held)
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
