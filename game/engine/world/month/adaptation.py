"""How buyers, engineers, parliaments answer: fear, design-out, attention, learning; and growth.

Nothing here is a market; capacity starts and talent are in `investment.py`."""

from __future__ import annotations

from typing import Any

import numpy as np

from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.luck import Luck
from game.engine.world.model.ledger import Ledger, post, post_rows
from game.engine.world.model.spec import TINY
from game.engine.world.model.state import World
from game.engine.world.month.spread import dear_finals, over_columns, times_zone, to_regions

LN2 = 0.6931471805599453


def fading(halflife: Any) -> Any:
    """Share kept after a month for a half-life in months (2**(-1/h), within 0.2 % from three months up)."""
    x = LN2 / halflife
    return 1.0 / (1.0 + x + 0.5 * x * x)


def response(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
    """Fear jumps to the share denied along a final's chain and fades; users design out while it is dear or denied."""
    fr, work, policy, yearly = world.frame, world.working, world.policy, world.parameters.designout_return
    paid = world.flows.paid
    back = np.multiply(np.less_equal(paid, 0.0), yearly / 12.0, out=work.returning)  # while cheap
    dear = np.maximum(paid, 0.0)
    left, drive = work.left, work.drive
    np.subtract(policy.designout_most, world.designed_out, out=left)
    np.maximum(left, work.constant(0.0, left), out=left)
    np.multiply(left, policy.designout_pace, out=left)
    fear, premium = _fear(world), dear_finals(world)
    if fear is None and premium is None and not policy.researched:
        times_zone(left, np.minimum(dear, 1.0, out=dear), fr.final_home_rows, drive)
    else:
        np.multiply(left, drive_of(world, dear, premium, fear), out=drive)
    np.subtract(drive, times_zone(world.designed_out, back, fr.final_home_rows, left), out=drive)
    post(world, "designed_out", drive, "design-out", ledger)
    if fear is not None:
        np.subtract(fear, world.fear, out=fear)
        post(world, "fear", fear, "denial", ledger)
        world.flows.afraid = bool(world.fear.any())


def drive_of(world: World, dear: Array, premium: Array | None, fear: Array | None) -> Array:
    """(R, F, N) what drives engineers, 0..1: prices above calm, premiums, fear, and research that hurries them."""
    drive = to_regions(dear, world.frame.final_home_rows, world.working.drive)
    if premium is not None:
        np.add(drive, premium, out=drive)
    if fear is not None:
        np.add(drive, fear, out=drive)
    one = world.working.constant(1.0, drive)
    np.minimum(drive, one, out=drive)
    if world.policy.researched:
        np.multiply(drive, world.research, out=drive)
        np.add(drive, np.maximum(world.research - 1.0, 0.0), out=drive)
        np.minimum(drive, one, out=drive)
    return drive


def _fear(world: World) -> Array | None:
    """(R, F, N) fear as the month leaves it, None where there is none; gives the share denied along each chain on to `memory`."""
    flows = world.flows
    if not (flows.denying or flows.afraid):
        return None
    fear = world.working.fear_left
    np.multiply(world.fear, fading(world.parameters.fear_halflife), out=fear)
    if flows.denying:
        np.maximum(fear, denied_share(world), out=fear)
    return fear


def denied_share(world: World) -> Array:
    """(R, F, N) share denied of all that was asked for along each final's chain, in the chain's common unit.

    What hardly anybody orders does not frighten; a buyer who has given up still remembers: measured against half the usual flow at
    least."""
    fr, denied, whole = world.frame, world.flows.denied_share, world.working.chain_asked
    asked = np.add(world.exports, world.denied, out=world.working.asked)
    np.maximum(asked, fr.half_baseline, out=asked)
    denied.fill(0.0)
    whole.fill(TINY)
    for product, final in enumerate(fr.final_of.tolist()):
        denied[:, final] += world.denied[:, product]
        whole[:, final] += asked[:, product]
    return np.divide(denied, whole, out=denied)


def dependence(world: World) -> Array:
    """(R, N) share of the harm at stake that rests on licensed imports: exports over arrivals of finals, weighted by lam."""
    fr, share = world.frame, world.working.drive
    for products, final in fr.final_runs:
        rows = share[:, final]
        np.add(world.arrivals[:, products], TINY, out=rows)
        np.divide(world.exports[:, products], rows, out=rows)
    np.minimum(share, world.working.constant(1.0, share), out=share)
    np.multiply(share, fr.lam, out=share)
    result = over_columns(share, np.empty_like(world.attention))
    return np.divide(result, fr.lam_sum, out=result)


def memory(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
    """Attention rises with denial and loss and fades to a floor set by dependence; experience grows."""
    fr, par, flows = world.frame, world.parameters, world.flows
    signal = flows.region_loss / fr.lam_sum
    if flows.denying:
        np.add(signal, np.maximum.reduce(flows.denied_share, axis=1), out=signal)
    np.minimum(signal, 1.0, out=signal)
    attention = np.maximum(world.attention * fading(par.attention_halflife), dependence(world) * par.attention_floor)
    attention += (1.0 - np.minimum(attention, 1.0)) * signal * par.attention_rise
    np.minimum(attention, 1.0, out=attention)
    post(world, "attention", attention - world.attention, "denial and forgetting", ledger)

    post(world, "learned", np.divide(world.output, fr.learning_base, out=world.working.cells), "output", ledger)


def growth(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
    """Wanted use grows by end use, and capacity at each product's home (and of those who feed it) follows demand."""
    fr, rate = world.frame, world.parameters.demand_growth / 12.0
    more = np.multiply(world.demand, fr.growth * rate, out=world.working.drive)
    post(world, "demand", more, "growth of end uses", ledger)
    grown = world.capacity.reshape(-1, world.lanes)[fr.follow_rows]
    np.multiply(grown, fr.follow_rate * rate, out=grown)
    post_rows(world, "capacity", fr.follow_rows, grown, "capacity follows demand", ledger)
