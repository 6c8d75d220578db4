"""What a standing is made of, from a side's figures, the rival's and the own loss: the verdict's parts, wherever they are read.

The verdict itself reads them after the successor's years (`outcome.py`)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.engine.rules.campaign.places import capital_region
from game.engine.rules.campaign.record import Figures, Record
from game.engine.rules.verdict.mandates import met_of, points, read_by_rival
from game.engine.rules.vocabulary.items import Par
from game.engine.rules.vocabulary.plan import Side, other
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.portable import exp, log
from game.engine.world.measures.figures import welfare
from game.engine.world.model.state import World
from game.structs import Struct

EARLY = ("rupture", "out-of-office")
"""Ends of a campaign before its time."""


class Parts(Struct):
    """What a verdict is made of: D, R, W in 0..100, S in 0..1, standing, verdict points, mandates met and missed, own loss."""

    dominance: float
    reliability: float
    welfare: float
    safety: float
    standing: float
    mandate_points: float
    verdict: float
    met: tuple[str, ...]
    missed: tuple[str, ...]
    figures: Figures
    lost: float  # C: cumulative own loss to the end of the successor's years, % of GDP-quarters
    read: str = ""  # the own sealed mandate, where the other capital named it


def parts_of(
    rules: Rules, record: Record, side: Side, own: Figures, theirs: Figures, lost: float, against: float | None = None
) -> Parts:
    """The parts of a side's verdict from both sides' figures and its own loss, in % of GDP-quarters, held against a standing; by
    default the par at the verdict."""
    par = rules.scenarios[record.setup.scenario].par[side]
    held_against = par.median if against is None else against
    dominance = 50.0 + (own.leverage - theirs.leverage) / 2.0
    well = float(welfare(np.array([lost]), par.loss_reference)[0])
    safety = safety_of(own.escalation, record.over)
    standing = standing_of(rules, dominance, 100.0 * own.reliability, well, safety)
    extra = points(rules, record, side)
    hand = record.mandates[side]
    done = met_of(rules, record, side)
    return Parts(
        dominance, 100.0 * own.reliability, well, safety, standing, extra,
        rules.numbers.standing.points * (standing - held_against) / par.spread + extra, done,
        tuple(m for m in hand if m not in done), own, lost, read_by_rival(record, side),
    )  # fmt: skip


def standing_of(rules: Rules, dominance: float, reliability: float, well: float, safety: float) -> float:
    """The standing, 0..100, of dominance, reliability and welfare in 0..100 and safety in 0..1."""
    return product(factors(rules, dominance, reliability, well, safety))


def factors(rules: Rules, dominance: float, reliability: float, well: float, safety: float) -> tuple[float, ...]:
    """What a standing is the product of: safety, and the powers of dominance, reliability and welfare."""
    n = rules.numbers.standing
    return safety, _power(dominance, n.dominance), _power(reliability, n.reliability), _power(well, n.welfare)


def product(values: Sequence[float]) -> float:
    """The values multiplied from left to right."""
    found = values[0]
    for value in values[1:]:
        found *= value
    return found


def safety_of(risk: float, over: str) -> float:
    """S, the chance that it does not come to a rupture: 1 less the risk (0..1), and none where it has come to it."""
    return 0.0 if over == "rupture" else 1.0 - risk


def parts_so_far(rules: Rules, record: Record, world: World, side: Side, against: float | None = None) -> Parts:
    """The parts as they stand at the last finished quarter of a campaign, without the successor's years: the figures as they are,
    the own loss as if it went on at its pace so far, held against a standing; by default what able predecessors had by then.
    ValueError before the first finished quarter.

    Courses that ended in different quarters can be compared only against one and the same standing (`held_against`)."""
    if not record.quarter:
        raise ValueError("no quarter of the campaign is finished")
    scenario = rules.scenarios[record.setup.scenario]
    span = record.quarter + scenario.successor
    lost = float(world.loss_sum[capital_region(world.spec, side), 0]) / 3.0 * span / record.quarter
    par = held_against(rules, record, side) if against is None else against
    return parts_of(rules, record, side, record.figures[side], record.figures[other(side)], lost, par)


def held_against(rules: Rules, record: Record, side: Side) -> float:
    """The standing that a side's is held against without the successor's years: what able predecessors had by then, and the par at
    the verdict where the campaign ended before its time, since no more of their way can be gone."""
    return par_at(rules.scenarios[record.setup.scenario].par[side], record.quarter, record.over)


def par_at(par: Par, quarters: int, over: str) -> float:
    """What `held_against` says, from a side's par, the quarters that were played and how the campaign ended."""
    return par.median if over in EARLY else par_after(par, quarters)


def par_after(par: Par, quarters: int) -> float:
    """The standing that a side is held against after so many quarters: without the path, a campaign's first quarters would seem
    won or lost by where the scenario begins."""
    return par.path[quarters - 1] if 0 < quarters <= len(par.path) else par.median


def _power(base: float, exponent: float) -> float:
    """base ** exponent for base above zero, by the portable exp and log."""
    if base <= 0.0:
        return 0.0
    return float(exp(log(np.array([base])) * exponent)[0])
