"""The three figures of a quarter: leverage (`leverage.py`), reliability and risk (`risk.py`); and the measure of own losses.

All read the true state; what a player sees of it is for the rules."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.engine.world.arithmetic.array import Array
from game.engine.world.measures.leverage import Leverage, leverage
from game.engine.world.measures.risk import Prospects, Risk, risk
from game.engine.world.model.state import World


@dataclass(frozen=True, slots=True)
class Trust:
    """Reliability 0..1 of each side: the figure, the target's and the third parties' apart, and by region."""

    score: Array  # (B, N) weighted by starting trade
    rival: Array  # (B, N) what the other capital believes
    third: Array  # (B, N) what everyone else believes, weighted by starting trade
    by_region: Array  # (B, R, N)


@dataclass(frozen=True, slots=True)
class Figures:
    """All three figures of a batch."""

    leverage: Leverage
    trust: Trust
    risk: Risk


def trust_in(world: World) -> Trust:
    """Reliability from the Beta counts; weights are the scenario's starting trade, so cutting off a doubter gains nothing."""
    fr = world.frame
    belief = world.belief_good / (world.belief_good + world.belief_bad)
    score, rival, third = (np.zeros((2, world.lanes)) for _ in range(3))
    for side in range(2):
        other = int(world.spec.side_region[1 - side])
        rival[side] = belief[side, other]
        rest, weight = np.zeros(world.lanes), 0.0
        for r in range(fr.regions):
            if r != other:
                rest += belief[side, r] * fr.trade_weight[side, r]
                weight += float(fr.trade_weight[side, r])
        third[side] = rest / weight if weight > 0 else belief[side, other]
        score[side] = rest + belief[side, other] * fr.trade_weight[side, other]
        if weight + fr.trade_weight[side, other] <= 0:
            score[side] = belief[side, other]
    return Trust(score, rival, third, belief)


def figures(world: World, lanes: int = 64, partners: Array | None = None, prospects: Prospects | None = None) -> Figures:
    """All three figures at once; the world's own course, run for leverage, gives the risks its coming pain."""
    lev = leverage(world, partners)
    return Figures(lev, trust_in(world), risk(world, lev.pain, prospects, lanes))


def welfare(cumulative: Array, reference: float) -> Array:
    """W = 100 / (1 + C / C_ref): 100 for no loss, 50 for the reference loss. C in % of GDP x quarters (or both in months).

    A halving per reference loss would let one frozen year end the contest; this way the tenth blow still counts, but less."""
    return np.asarray(100.0 / (1.0 + np.maximum(cumulative, 0.0) / max(reference, 1e-9)), dtype=np.float64)
