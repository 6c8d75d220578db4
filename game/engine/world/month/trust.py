"""Trust: Beta counts of good and bad memories that each region holds of each side, from what was licensed, denied and announced.

Broken and kept promises are posted by the rules, not here; the reliability figure reads the counts in `figures.py`."""

from __future__ import annotations

import numpy as np

from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.luck import Luck
from game.engine.world.model.ledger import Ledger, post
from game.engine.world.model.spec import TINY
from game.engine.world.model.state import World
from game.engine.world.month.spread import over_columns


def grievance(world: World) -> Array:
    """(L, N) badness in 0..1 of the month's licensing by licensed cell: weighted denied, late and unexpected shares.

    Late is what was shipped, but under a licence below the usual flow; unexpected is what falls short of the announced licence."""
    par, flows, policy = world.parameters, world.flows, world.policy
    asked, sent = flows.applied_for, flows.licensed
    bad = np.multiply(policy.late, sent)
    missed = np.minimum(policy.promised, asked)
    np.maximum(missed, sent, out=missed)
    np.subtract(missed, sent, out=missed)
    np.multiply(missed, par.belief_expectation, out=missed)
    np.add(bad, missed, out=bad)
    np.divide(bad, np.maximum(asked, policy.half_usual), out=bad)
    if flows.denying:
        np.add(bad, np.multiply(flows.refused_share, par.belief_denied, out=missed), out=bad)
    return np.minimum(bad, 1.0, out=bad)


def trust(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
    """The month enters the memories: own treatment by trade, or a share of what was seen done to others if that is worse."""
    par, bad, good = world.parameters, world.working.bad, world.working.good
    forget = par.belief_memory - 1.0
    if world.policy.treatment or world.flows.denying:
        _treatment(world, bad, good)
        np.subtract(1.0, bad, out=good)
        np.multiply(good, par.belief_good, out=good)
        np.multiply(bad, par.belief_bad, out=bad)
    else:  # everybody got all that was asked for, on time
        good[...], bad[...] = par.belief_good, 0.0
    np.add(bad, par.belief_noise, out=bad)
    np.add(good, world.belief_good * forget, out=good)
    np.add(bad, world.belief_bad * forget, out=bad)
    post(world, "belief_good", good, "treatment", ledger)
    post(world, "belief_bad", bad, "treatment", ledger)


def _treatment(world: World, bad: Array, seen: Array) -> None:
    """Fill `bad` (B, R, N) with what each region holds against each side this month, 0..1; `seen` is a working array."""
    fr, policy, cell = world.frame, world.policy, world.working.cells
    rows = policy.licensed_cells
    cell.fill(0.0)
    cell.reshape(-1, world.lanes)[rows] = grievance(world) * fr.trade_share.reshape(-1, 1)[rows]
    bad.fill(0.0)
    for product in policy.licensed_products.tolist():
        held = bad[world.spec.controls[product]]
        np.add(held, cell[:, product], out=held)
    weight = fr.trade_weight[:, :, None]
    np.multiply(bad, weight, out=seen)
    everyone = over_columns(seen, np.empty_like(seen[:, 0]))
    np.subtract(everyone[:, None], seen, out=seen)
    np.divide(seen, np.maximum(1.0 - weight, TINY), out=seen)
    np.multiply(seen, world.parameters.belief_witness, out=seen)
    np.maximum(bad, seen, out=bad)
    np.minimum(bad, 1.0, out=bad)
