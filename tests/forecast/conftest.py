"""States that forecasts are tried on: a campaign between two scripts, quarter by quarter, with what both played."""

from __future__ import annotations

import pytest

from game.engine.rules import Rules, delivered, new_game, observe, resolve
from game.engine.rules.campaign.record import Setup
from game.engine.rules.vocabulary.plan import BOTH, Answers
from game.opponents import answer_for, plan_for


@pytest.fixture(scope="session")
def course(rules: Rules):
    """(state before, plans, answers, state after) of the first six quarters of a hawk against a calibrator."""
    doctrines = ("hawk", "calibrator")
    state = new_game(rules, Setup("calibrated-control", 11, doctrines=doctrines))
    items = dict(zip(BOTH, (rules.doctrines[d] for d in doctrines), strict=True))
    found = []
    for _ in range(6):
        seen = {s: observe(rules, state, s) for s in BOTH}
        plans = {s: plan_for(rules, seen[s], items[s]) for s in BOTH}
        offers = delivered(rules, state, plans)
        answers = {s: answer_for(rules, seen[s], items[s], offers[s]) if offers[s] else Answers(s) for s in BOTH}
        after = resolve(rules, state, plans, answers).state
        found.append((state, plans, answers, after))
        state = after
    return found
