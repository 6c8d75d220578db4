"""What single lines of a plan would do: the plan with each beside the same plan without it, by the same guessed worlds and luck, so
that what lies between two fans is the line. So a choice bites the same before and after it is taken, and beside its alternatives.
Few lanes: enough for directions and rough sizes; the fan of the whole plan is `fan.py`'s."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.record import FIGURES
from game.engine.rules.vocabulary.plan import Line, Plan
from game.engine.rules.vocabulary.rules import Rules
from game.forecast.fan import FEW, Fan, fan
from game.structs import Struct

TIMES = (1, 4, 8)
"""Quarters ahead at which a bite is read: now, this year, later."""


class Bite(Struct):
    """Points by which a line moves the middle of each figure, at each of `TIMES`."""

    moves: Mapping[str, tuple[float, ...]]


def bites(
    rules: Rules, observation: Observation, tries: Sequence[tuple[Line, Plan]], reading: str, key: int = 0
) -> Iterator[tuple[Line, Bite]]:
    """The bite of each line, in order, as it is worked out; `tries` are the lines, each with the plan that it would make, on which
    it stands last."""
    made: dict[Plan, Fan] = {}

    def sketch(of: Plan) -> Fan:
        if of not in made:
            made[of] = _sketch(rules, observation, of, reading, key)
        return made[of]

    for line, tried in tries:
        found, still = sketch(tried), sketch(tried.without(len(tried.lines) - 1))
        yield line, Bite({f: tuple(_middle(found, f, q) - _middle(still, f, q) for q in TIMES) for f in FIGURES})


def _sketch(rules: Rules, observation: Observation, plan: Plan, reading: str, key: int) -> Fan:
    return fan(rules, observation, plan, reading, TIMES[-1], FEW, key, sketch=True)


def _middle(found: Fan, figure: str, ahead: int) -> float:
    return float(found.bands[figure].quantiles[2, ahead])
