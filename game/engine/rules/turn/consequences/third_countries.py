"""Third countries as agents: their stance toward each capital moves by dependence, trust, inducement, pressure, balance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.engine.rules.campaign.open_record import Work
from game.engine.rules.campaign.record import MeasureInForce
from game.engine.rules.effects.relations import Stance
from game.engine.rules.turn.consequences.impulses import move_stance
from game.engine.rules.turn.consequences.policy import in_force
from game.engine.rules.vocabulary.acts import OfOrder
from game.engine.rules.vocabulary.items import Event
from game.engine.rules.vocabulary.news import Reviewed
from game.engine.rules.vocabulary.plan import BOTH, Side
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.total import total
from game.engine.world.model.spec import SIDES
from game.structs import Struct

TRUST_CALM = 0.7  # belief from which trust counts for a capital


class Views(Struct):
    """How third countries see one capital: measures in [-1, 1] by region, shape (R,)."""

    dependence: Array
    trust: Array
    inducement: Array
    pressure: Array
    hold: Array  # what the capital could do to them: dependence not yet designed out


def views(work: Work, side: Side) -> Views:
    """The measures of every region toward `side`, from the world as it stands."""
    spec, world, lane, b = work.spec, work.world, work.lane, SIDES.index(side)
    mine = np.asarray(spec.controls) == b
    received = _value(world.exports[:, :, lane], spec.price_unit, mine)
    arrivals = _value(world.arrivals[:, :, lane], spec.price_unit, mine)
    denied = _value(world.denied[:, :, lane], spec.price_unit, mine)
    dependence = received / np.maximum(arrivals, 1e-9)
    good, bad = world.belief_good[b, :, lane], world.belief_bad[b, :, lane]
    finals = np.asarray([bool(mine[int(p)]) for p in spec.final_product])
    designed = _value(world.designed_out[:, :, lane] * spec.lam, np.ones(len(finals)), finals)
    weight = np.maximum(_value(spec.lam, np.ones(len(finals)), finals), 1e-9)
    inducement = np.zeros(len(spec.regions))
    for m in in_force(work):
        if m.side == side and m.target in spec.regions:
            inducement[spec.region(m.target)] += offered(work.rules, m)
    pressure = denied / np.maximum(received + denied, 1e-9)
    return Views(
        np.minimum(dependence, 1.0),
        (good / (good + bad) - TRUST_CALM) / (1.0 - TRUST_CALM),
        np.minimum(inducement, 1.0),
        pressure,
        np.minimum(dependence, 1.0) * (1.0 - designed / weight),
    )


def offered(rules: Rules, measure: MeasureInForce) -> float:
    """What a measure in force offers its target: the stance that its order won it, for as long as it lasts."""
    if not isinstance(measure.source, OfOrder):
        return 0.0
    impulses = rules.orders[measure.source.order].impulses
    return total(i.amount for i in impulses if isinstance(i, Stance) and i.of == "target")


def _value(array: Array, weights: Array, columns: NDArray[np.bool_]) -> Array:
    """Weighted sum over chosen columns, added one by one so that it is equal alone and in a batch; shape (R,)."""
    if not columns.any():
        return np.zeros(array.shape[0])
    return np.asarray(np.cumsum(array[:, columns] * np.asarray(weights)[columns], axis=1)[:, -1])


def wanted(work: Work) -> dict[Side, Array]:
    """The stance that each region would take toward each capital, [-1, 1], shape (R,) a side.

    The sum of the weights in content times the measures: fear of a capital's hold counts against it (balance), and so does
    an easy life without it (alternatives)."""
    w = work.rules.numbers.stance_weights
    seen = {side: views(work, side) for side in BOTH}
    result: dict[Side, Array] = {}
    for i, side in enumerate(BOTH):
        v, rival = seen[side], seen[BOTH[1 - i]]
        push = (
            w["dependence"] * v.dependence
            + w["trust"] * v.trust
            + w["inducement"] * v.inducement
            - w["pressure"] * v.pressure
            - w["balance"] * (v.hold - rival.hold)
            - w["alternatives"] * (1.0 - v.dependence)
        )
        result[side] = np.minimum(np.maximum(push, -1.0), 1.0)
    return result


def move_countries(work: Work) -> None:
    """Quarter's end: every third country goes part of the way from its stance to the wanted one, around where it started."""
    target, anchor = wanted(work), work.scenario.stances
    speed = work.rules.numbers.stance_speed
    for region in sorted(work.stances):
        r = work.spec.region(region)
        for side in BOTH:
            b = SIDES.index(side)
            home = anchor.get(region, (0.0, 0.0))[b]
            goal = 0.5 * home + 0.5 * float(target[side][r])
            move_stance(work, region, side, speed * (goal - work.stances[region][b]))


def review_partners(work: Work, event: Event) -> None:
    """A partner review: the named countries go much of the way at once, and say whether they join, hedge or refuse."""
    target, n = wanted(work), work.rules.numbers
    for region in event.regions:
        if region not in work.stances:
            continue
        r = work.spec.region(region)
        for side in BOTH:
            b = SIDES.index(side)
            move_stance(work, region, side, n.review_weight * (float(target[side][r]) - work.stances[region][b]))
            word = "join" if work.stances[region][b] >= n.join else "refuse" if work.stances[region][b] <= n.refuse else "hedge"
            work.tell(Reviewed(region, side, word))
