"""What a capital's sealed charge may be, read from the public record alone: how well the lines that became public fit somebody who
pursues this mandate or that.

Scripts name the likeliest in the last quarter; the laboratory asks how often it is right. What a line does for a mandate is
`mandate_weighing.py`'s answer, on a state made up from what the reader observes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from game.engine.rules import guess, observe
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.record import Past
from game.engine.rules.vocabulary.items import Doctrine
from game.engine.rules.vocabulary.plan import BOTH, Draft, GiveOrder, Measure, NameCharge, Offer, SetDial, Side, other
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.portable import exp, log
from game.engine.world.arithmetic.total import total
from game.opponents.mandate_aims import serves
from game.opponents.mandate_weighing import Pursuit, pursuit_of
from game.opponents.planner import Planner
from game.structs import replace

NOBODY = Doctrine("", "", "", "", {})
"""A reader knows no doctrine: a line is weighed for the mandates alone."""
SEALED = 2.0  # weight of the sealed mandate beside a public one
SHARP = 3.0  # how much likelier a line is for each push that it does
MEANT = 0.6  # share of lines that are taken to be meant for the mandates, not for anything else
MOST = 2.0  # pushes beyond which a line is no likelier
ASKED = 0.3  # what an offer that the mandate has a use for adds


def name_charge(planner: Planner) -> None:
    """In the last quarter, name the mandate that the record fits best."""
    if planner.seen.quarter == planner.seen.quarters - 1 and planner.seen.charge_lists.get(other(planner.side)):
        fits = readings(planner.rules, planner.seen)
        best = likeliest(fits)
        planner.add(NameCharge(best), "charge", round(fits[best], 2))


def likeliest(fits: Mapping[str, float]) -> str:
    """The mandate that fits best; of equals the first by name."""
    return max(sorted(fits), key=lambda m: fits[m])


def readings(rules: Rules, seen: Observation, since: int = 1) -> dict[str, float]:
    """For each mandate that the other capital may hold sealed, the logarithm of how likely its public lines were from the quarter
    `since` on, if it were that one. Empty where nothing is sealed. In the first quarter nobody shows it."""
    return {m: fits[-1] for m, fits in readings_so_far(rules, seen, since).items()}


def readings_so_far(rules: Rules, seen: Observation, since: int = 1) -> dict[str, list[float]]:
    """The same before the quarter `since` and after each one from there on, as far as it was played."""
    rival = other(seen.side)
    imagined = observe(rules, guess(rules, seen, 0), rival)
    course = list(zip(seen.history, dials_before(rules, seen), strict=True))[since:]
    return {m: _fits(_pursuing(rules, imagined, m), rival, course) for m in seen.charge_lists.get(rival, ())}


def dials_before(rules: Rules, seen: Observation) -> list[dict[str, int]]:
    """Where all dials stood before each finished quarter, by what both capitals set in public."""
    scenario = rules.scenarios[seen.scenario]
    now = {d.id: scenario.dials.get(d.id, d.start) for d in rules.dials.values()}
    course = []
    for past in seen.history:
        course.append(dict(now))
        lines = (line for side in BOTH for line in past.plans[side].lines)
        now |= {line.dial: line.notch for line in lines if isinstance(line, SetDial) and not line.statute}
    return course


def _pursuing(rules: Rules, imagined: Observation, mandate: str) -> Pursuit:
    """A capital that pursues its public mandates and this one from the start on, in the state that the reader imagines."""
    public = imagined.mandates[1:]
    early = replace(imagined, quarter=1, mandates=(mandate, *public), progress={})
    return pursuit_of(Planner(rules, early, NOBODY), {mandate: SEALED, **dict.fromkeys(public, 1.0)})


def _fits(pursuit: Pursuit, side: Side, course: Iterable[tuple[Past, Mapping[str, int]]]) -> list[float]:
    """How likely the public lines of quarters are, each against all that could have been taken in its place: before the first
    quarter and after each."""
    planner = pursuit.planner
    by_law = planner.rules.numbers.sides[side].statutes
    gains = [
        pursuit.worth(GiveOrder(order.id, target, statute))
        for order in planner.own_orders
        for target in (order.targets or ("",))
        for statute in ((False, True) if order.statute and by_law else (False,))
    ]
    found, so_far = 0.0, [0.0]
    for past, dials in course:
        planner.seen = replace(planner.seen, dials=dials)
        turns = [
            SetDial(dial.id, notch, statute)
            for dial in planner.own_dials
            for notch in (dials[dial.id] - 1, dials[dial.id] + 1)
            if 0 <= notch < len(dial.notches)
            for statute in ((False, True) if dial.statute and by_law else (False,))
        ]
        weights = _weights(np.array([*gains, *(pursuit.worth(turn) for turn in turns)]))
        whole, ways = total(weights.tolist()), len(weights)
        taken = [m for line in past.plans[side].lines if (m := _measure(line)) is not None and not _stands(m, dials)]
        if taken:
            mine = _weights(np.array([pursuit.worth(measure) for measure in taken]))
            found += total(log((1.0 - MEANT) / ways + MEANT * mine / whole).tolist())
        found += ASKED * total(serves(pursuit.aims, line) for line in past.plans[side].lines if isinstance(line, Offer))
        so_far.append(found)
    return so_far


def _weights(pushes: Array) -> Array:
    return exp(SHARP * np.minimum(np.maximum(pushes, -MOST), MOST))


def _measure(line: object) -> Measure | None:
    """The measure that a line takes or drafts."""
    measure = line.measure if isinstance(line, Draft) else line
    return measure if isinstance(measure, SetDial | GiveOrder) else None


def _stands(measure: Measure, dials: Mapping[str, int]) -> bool:
    return isinstance(measure, SetDial) and measure.notch == dials[measure.dial]
