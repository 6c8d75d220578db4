"""The verdict by hand: standing from its parts, winner by margin, endings that name the player's deeds."""

from __future__ import annotations

import pytest

from game.engine.rules import Setup, new_game, outcome, outcomes
from game.engine.rules.verdict.mandates import points
from game.engine.rules.vocabulary.plan import BOTH
from game.structs import replace

from .play import played, with_record


@pytest.fixture(scope="module")
def told(rules):
    state = played(rules, "spring-curbs", 5, 99)
    return state, outcome(rules, state)


def test_a_campaign_that_goes_on_has_no_verdict(rules):
    assert outcome(rules, new_game(rules, Setup("spring-curbs", 1))).kind == "running"


def test_standing_is_the_product_of_its_parts(rules, told):
    state, result = told
    for side in BOTH:
        p = result.verdict[side]
        assert p.standing == pytest.approx(p.safety * p.dominance**0.4 * p.reliability**0.3 * p.welfare**0.3, rel=1e-9)
        par = rules.scenarios["spring-curbs"].par[side]
        assert p.verdict == pytest.approx(10 * (p.standing - par.median) / par.spread + p.mandate_points)
        assert p.mandate_points == pytest.approx(points(rules, state.record, side))
        assert sorted((*p.met, *p.missed)) == sorted(state.record.mandates[side])


def test_dominance_is_shared_between_the_capitals(told):
    a, b = (told[1].verdict[s].dominance for s in BOTH)
    assert a + b == pytest.approx(100.0)


def test_the_winner_leads_by_the_margin(rules, told):
    result = told[1]
    if result.kind == "end":
        lead = result.verdict["beijing"].verdict - result.verdict["washington"].verdict
        expected = "" if abs(lead) < rules.numbers.verdict_margin else "beijing" if lead > 0 else "washington"
        assert result.winner == expected


def test_the_same_state_gives_the_same_verdict_again(rules, told):
    state, result = told
    assert outcome(rules, state) == result


def test_the_verdict_is_the_same_to_the_bit_where_the_years_are_not_told(rules, told):
    state, result = told
    (untold,) = outcomes(rules, (state.record,), state.world, years=False)
    assert untold == replace(result, years=()) and result.years


def test_an_ending_is_told_by_the_deeds_of_its_side(rules, told):
    state, result = told
    for side in BOTH:
        deeds = [deed for past in state.record.history for deed in past.deeds[side]]
        tell = result.tell[side]
        assert all(told is None or (told.deed in deeds and told.quarter) for told in (tell.hardest, tell.freeze))
        items = [getattr(deed.measure, "dial", "") or deed.measure.order for deed in deeds]
        assert tell.most_used in (items or [""])
        assert tell.answer is None or tell.answer.response in [r.id for r in rules.cards[tell.answer.card].responses]


def test_the_successors_years_are_played_on(rules, told):
    state, result = told
    if state.record.over == "end":
        assert len(result.years) == rules.scenarios["spring-curbs"].successor
        assert all(0.0 <= share <= 1.0 for year in result.years for share in year.outside.values())


def test_out_of_office_loses_and_the_other_wins(rules):
    state = new_game(rules, Setup("spring-curbs", 1))
    fallen = with_record(state, over="out-of-office", out=("beijing",))
    result = outcome(rules, fallen)
    assert (result.kind, result.winner) == ("out-of-office", "washington")
    assert rules.endings[result.ending["beijing"]].id != rules.endings[result.ending["washington"]].id
    both = outcome(rules, with_record(state, over="out-of-office", out=BOTH))
    assert both.winner == ""


VERDICTS = ("rupture", "out-of-office", "win", "loss", "draw")


def test_whatever_the_verdict_some_ending_is_told_and_each_ending_can_be(rules):
    """An ending without a condition stands behind those with one: nobody ends without a story, and no story stands behind it."""
    inorder = sorted(rules.endings.values(), key=lambda e: (e.order, e.id))
    last = {v: next(e for e in inorder if e.when is None and v in (e.verdicts or VERDICTS)) for v in VERDICTS}
    for ending in inorder:
        assert any(inorder.index(ending) <= inorder.index(last[v]) for v in ending.verdicts or VERDICTS), ending.id
