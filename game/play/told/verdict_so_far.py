"""A side's verdict as it stands today, from what that side sees.

Figures count as they are, the own loss as if it went on at its pace so far, and each mandate as met or not yet.

The verdict that counts is read after the successor's years (`engine/rules/verdict/outcome.py`)."""

from __future__ import annotations

import numpy as np

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.places import capital_region
from game.engine.rules.verdict.mandates import met, points_of
from game.engine.rules.verdict.standing import par_at, safety_of, standing_of
from game.engine.rules.vocabulary.plan import other
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total
from game.engine.world.measures.figures import welfare
from game.structs import Struct


class SoFar(Struct):
    """Standing (0..100), what able predecessors had by then, the points that the difference is worth, those of the mandates, and
    their sum."""

    standing: float
    par: float
    against: float
    mandates: float

    @property
    def verdict(self) -> float:
        """Points against par."""
        return self.against + self.mandates


def verdict_so_far(rules: Rules, seen: Observation) -> SoFar | None:
    """The verdict as the engine's `parts_so_far` has it; None before the first finished quarter."""
    if not seen.quarter:
        return None
    scenario = rules.scenarios[seen.scenario]
    par = scenario.par[seen.side]
    own, theirs = seen.figures[seen.side], seen.figures[other(seen.side)]
    span = seen.quarter + scenario.successor
    lost = float(seen.world.loss_sum[capital_region(seen.world.spec, seen.side), 0]) / 3.0 * span / seen.quarter
    well = float(welfare(np.array([lost]), par.loss_reference)[0])
    dominance = 50.0 + (own.leverage - theirs.leverage) / 2.0
    standing = standing_of(rules, dominance, 100.0 * own.reliability, well, safety_of(own.escalation, seen.over))
    by_then = par_at(par, seen.quarter, seen.over)
    against = rules.numbers.standing.points * (standing - by_then) / par.spread
    ruptured = seen.over == "rupture"
    done = {m: not ruptured and met(rules.mandates[m], seen.progress.get(m, ())) for m in seen.mandates}
    return SoFar(standing, by_then, against, total((points_of(rules, m, held) for m, held in done.items()), 0.0))
