"""Where the points went: the way from par to the grade in steps that add up, each a decision, the years after, or a mandate."""

from __future__ import annotations

from typing import Literal

from game.engine.rules import Parts
from game.engine.rules.verdict.mandates import points_of
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total
from game.play.debrief.decisions import Decision
from game.play.debrief.turning_points import Debrief, TurningPoint
from game.structs import Struct

MOST = 6  # decisions that stand alone


class Step(Struct):
    """One step in verdict points; par is where they begin. `part` names what of the standing a decision's step is mostly of."""

    sort: Literal["untouched", "decision", "others", "years", "met", "missed"]
    amount: float
    decision: Decision | None = None
    part: str = ""
    mandate: str = ""


def standing_points(parts: Parts) -> float:
    """The verdict's points without those of mandates."""
    return parts.verdict - parts.mandate_points


def steps(rules: Rules, d: Debrief) -> tuple[Step, ...]:
    """The steps in the order in which they are told; they add up to `grade`. Empty while it is not known how it stood."""
    if d.real is None:
        return ()
    end = d.verdict or d.real
    first = [Step("untouched", standing_points(d.untouched))] if d.untouched is not None else []
    alone = [
        Step("decision", total(p.shares.values()), p.decision, largest_part(p))
        for p in sorted(d.points, key=lambda p: -abs(total(p.shares.values())))[:MOST]
    ]
    rest = standing_points(d.real) - total(s.amount for s in (*first, *alone))
    after = [Step("years", standing_points(end) - standing_points(d.real))] if d.verdict is not None else []
    mandates = [Step("met", points_of(rules, m, True, m == end.read), mandate=m) for m in end.met]
    mandates += [Step("missed", points_of(rules, m, False), mandate=m) for m in end.missed]
    return (*first, *alone, Step("others", rest), *after, *mandates)


def grade(d: Debrief) -> float:
    """What the steps add up to: the verdict, or the points as they stood where there is none yet."""
    end = d.verdict or d.real
    return end.verdict if end is not None else 0.0


def largest_part(p: TurningPoint) -> str:
    """The part of the standing that a decision moved most, the way its points went."""
    sign = 1.0 if total(p.shares.values()) >= 0 else -1.0
    return max(p.shares, key=lambda name: sign * p.shares[name])
