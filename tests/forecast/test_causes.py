"""Causes: they add up to the bit, name what was decided, and keep what is not known without a name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.rules import Rules
from game.engine.rules.campaign.record import FIGURES
from game.engine.rules.vocabulary.plan import BOTH, AnswerCard, Plan, SetDial
from game.engine.world.arithmetic.quantum import QUANTUM
from game.forecast.causes import Came, Rest, account, as_seen, causes, largest, shapley, switches_of

quanta = st.integers(-(2**26), 2**26).map(lambda n: n * QUANTUM)


@given(st.integers(0, 6).flatmap(lambda n: st.lists(quanta, min_size=1 << n, max_size=1 << n)))
@settings(max_examples=60, deadline=None)
def test_shares_add_up_to_the_bit(values: list[float]) -> None:
    shares = shapley(values)
    assert sum(shares) == values[-1] - values[0] or not shares
    assert all((s / QUANTUM).is_integer() for s in shares)


def test_shares_of_a_sum_are_its_parts_and_of_a_product_are_equal() -> None:
    assert shapley([0.0, 3.0, 5.0, 8.0]) == (3.0, 5.0)
    assert shapley([0.0, 0.0, 0.0, 8.0]) == (4.0, 4.0)


@pytest.mark.parametrize("quarter", range(6))
def test_the_causes_of_a_quarter_add_up_to_the_change_to_the_bit(rules: Rules, course, quarter: int) -> None:
    state, plans, answers, after = course[quarter]
    found = account(rules, state, plans, answers, after.record)
    for side in BOTH:
        for figure in FIGURES:
            scale = 1.0 if figure == "leverage" else 100.0
            ends = [round(scale * getattr(s.record.figures[side], figure) / QUANTUM) * QUANTUM for s in (state, after)]
            parts = found.causes[side, figure]
            assert sum(c.amount for c in parts) == found.change(side, figure) == ends[1] - ends[0]
            assert sum(c.amount for c in reversed(parts)) == ends[1] - ends[0]
            assert (parts[0].kind, parts[-1].kind) == ("policy", "chance")
            seen = as_seen(parts, side)
            assert sum(c.amount for c in seen) == ends[1] - ends[0]
            assert not any(c.hidden and c.side != side and c.what != Rest("unseen") for c in seen)


def test_without_the_record_at_hand_the_quarter_is_played_and_gives_the_same(rules: Rules, course) -> None:
    state, plans, answers, after = course[1]
    assert (
        causes(rules, state, plans, answers, "beijing", "reliability")
        == (account(rules, state, plans, answers, after.record).causes["beijing", "reliability"])
    )


def test_a_freeze_is_the_largest_cause_of_the_reliability_that_it_costs(rules: Rules, course) -> None:
    state, _, _, _ = course[0]
    freeze = SetDial("licence-heavy-others", 2), SetDial("licence-heavy-rival", 2)
    plans = {"beijing": Plan("beijing", freeze[1:]), "washington": Plan("washington")}
    found = causes(rules, state, plans, {}, "beijing", "reliability")
    assert [c.what for c in found if c.kind == "decision"] == [SetDial("licence-heavy-rival", 2)]
    decided = next(c for c in found if c.kind == "decision")
    assert decided.without == pytest.approx(sum(c.amount for c in found) - decided.amount)


def test_above_six_decisions_there_are_at_most_three_groups_a_side(rules: Rules, course) -> None:
    dials = [d for d in rules.dials.values() if d.side == "beijing"]
    lines = tuple(SetDial(d.id, 0) for d in dials[:8])
    found = switches_of(rules, {"beijing": Plan("beijing", lines), "washington": Plan("washington")})
    assert 1 <= len(found) <= 3 and sum(len(s.lines) for s in found) == 8


def test_the_largest_is_the_one_that_moved_most(rules: Rules, course) -> None:
    state, plans, answers, after = course[2]
    parts = account(rules, state, plans, answers, after.record).causes["washington", "leverage"]
    assert abs(largest(parts).amount) == max(abs(c.amount) for c in parts)


def test_a_card_that_was_answered_by_its_default_is_an_event_and_no_decision(rules: Rules, course) -> None:
    for state, plans, answers, _ in course:
        quiet = {s: Plan(s, tuple(x for x in plans[s].lines if not isinstance(x, AnswerCard))) for s in BOTH}
        found = causes(rules, state, quiet, answers, "beijing", "crisis")
        cards = {c.card for c in state.record.table if c.card != "brink"}
        assert {c.what for c in found if c.kind == "event"} == {Came(card) for card in cards}
        assert not any(isinstance(c.what, AnswerCard) for c in found)
