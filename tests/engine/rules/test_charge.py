"""The sealed mandate: dealt and listed by keyed luck, hidden until the end, named at the last, and what that costs."""

from __future__ import annotations

import json

import pytest

from game.engine.rules import digest, guess, new_game, observe, options, refuse, resolve
from game.engine.rules.campaign.digest import canonical
from game.engine.rules.campaign.record import Record, Setup, State
from game.engine.rules.campaign.written import read_news, written
from game.engine.rules.turn.new_game import new_batch
from game.engine.rules.turn.observe import report_on_charge
from game.engine.rules.verdict.mandates import charge_of, points, points_of, public_mandates
from game.engine.rules.vocabulary.news import ChargeOpened
from game.engine.rules.vocabulary.plan import BOTH, NameCharge, Plan, other
from game.play.documents import from_document, to_document
from game.play.soundness import unsound
from game.play.without_packs import without
from game.structs import replace

SHORT = "first-crisis"


def last_quarter(rules, seed: int = 3) -> State:
    """The last quarter of the short form, after quarters in which nobody decided anything."""
    state = new_game(rules, Setup(SHORT, seed))
    while state.record.quarter < rules.scenarios[SHORT].quarters - 1:
        state = resolve(rules, state, {}).state
    return state


def first_records(rules, campaigns: int) -> tuple[Record, ...]:
    """How campaigns with these many seeds begin."""
    return new_batch(rules, [Setup("calibrated-control", seed) for seed in range(campaigns)]).records


def test_each_capital_of_each_scenario_holds_one_of_four_sealed_and_shows_the_others(rules):
    for scenario in rules.scenarios:
        for record in new_batch(rules, [Setup(scenario, seed) for seed in range(5)]).records:
            for side in BOTH:
                charge, listed = charge_of(record, side), record.charge_lists[side]
                assert len(listed) == 4 and charge in listed and sorted(listed) == list(listed)
                assert public_mandates(record, side) == record.mandates[side][1:] and record.mandates[side][1:]
                assert not set(public_mandates(record, side)) & set(listed)


def test_the_place_on_the_list_says_nothing_of_which_one_it_is(rules):
    places = [0, 0, 0, 0]
    for record in first_records(rules, 200):
        for side in BOTH:
            places[record.charge_lists[side].index(charge_of(record, side))] += 1
    assert max(places) < 140 and min(places) > 60


def test_a_side_sees_the_others_public_mandates_and_the_list_but_not_which(rules):
    state = last_quarter(rules)
    for side in BOTH:
        seen, rival = observe(rules, state, side), other(side)
        assert seen.rival_mandates == state.record.mandates[rival][1:]
        assert seen.charge_lists == state.record.charge_lists and seen.charges == {side: state.record.mandates[side][0]}
        for charge in state.record.charge_lists[rival]:
            hand = (charge, *state.record.mandates[rival][1:])
            record = replace(state.record, mandates={**state.record.mandates, rival: hand})
            there = observe(rules, State(record, state.world), side)
            same = [n for n in seen.__struct_fields__ if n not in ("world", "charge_report")]
            assert all(canonical(getattr(there, n)) == canonical(getattr(seen, n)) for n in same)


def test_a_guess_draws_the_sealed_one_from_the_list_and_knows_no_better(rules):
    seen = observe(rules, last_quarter(rules), "beijing")
    drawn = [charge_of(guess(rules, seen, key).record, "washington") for key in range(60)]
    assert set(drawn) == set(seen.charge_lists["washington"])
    made_up = guess(rules, seen, 1).record
    assert (
        public_mandates(made_up, "washington") == seen.rival_mandates and charge_of(made_up, "beijing") == seen.charges["beijing"]
    )


def test_one_of_the_list_is_named_once_and_only_in_the_last_quarter(rules):
    first = observe(rules, new_game(rules, Setup(SHORT, 3)), "beijing")
    listed = first.charge_lists["washington"]
    early = refuse(rules, first, Plan("beijing"), NameCharge(listed[0]))
    assert early is not None and early.code == "not-yet" and early.numbers == (3,)
    assert not any(isinstance(x.line, NameCharge) for x in options(rules, first, Plan("beijing")).options)
    seen = observe(rules, last_quarter(rules), "beijing")
    offered = [x for x in options(rules, seen, Plan("beijing")).options if isinstance(x.line, NameCharge)]
    assert [(x.line.mandate, x.capital, x.budget, x.refusal) for x in offered] == [(m, 0, 0.0, None) for m in listed]
    again = refuse(rules, seen, Plan("beijing", (NameCharge(listed[0]),)), NameCharge(listed[1]))
    assert again is not None and again.code == "already"
    for strange in (seen.rival_mandates[0], seen.charges["beijing"], "none-such"):
        refusal = refuse(rules, seen, Plan("beijing"), NameCharge(strange))
        assert refusal is not None and refusal.code == "unknown"


@pytest.mark.parametrize("right", [True, False])
def test_naming_opens_both_at_the_end_and_is_hidden_until_then(rules, right):
    state = last_quarter(rules)
    charge, listed = charge_of(state.record, "washington"), state.record.charge_lists["washington"]
    named = charge if right else next(m for m in listed if m != charge)
    after = resolve(rules, state, {"beijing": Plan("beijing", (NameCharge(named),))}).state
    key = "charge-read" if right else "charge-misread"
    told = [n for n in after.record.history[-1].news if isinstance(n, ChargeOpened)]
    own = charge_of(after.record, "beijing")
    assert told == [ChargeOpened("charge-unread", "beijing", own, ""), ChargeOpened(key, "washington", charge, named)]
    assert [read_news(written(n)) for n in told] == told
    for side in BOTH:
        seen = observe(rules, after, side)
        assert seen.charges == {s: charge_of(after.record, s) for s in BOTH} and seen.named == {"beijing": named}


def test_a_right_guess_cancels_what_meeting_the_sealed_one_earns_and_nothing_else(rules):
    state = last_quarter(rules)
    hand, charge = state.record.mandates["washington"], charge_of(state.record, "washington")
    wrong = next(m for m in state.record.charge_lists["washington"] if m != charge)
    for done in (True, False):
        ones = {m: (int(done or m != charge),) * rules.scenarios[SHORT].quarters for m in hand}
        item = replace(rules.mandates[charge], span="end")
        these = replace(rules, mandates={**rules.mandates, charge: item})
        record = replace(state.record, progress={**state.record.progress, **ones})
        worth = {named: points(these, replace(record, named={"beijing": named}), "washington") for named in (charge, wrong)}
        cost = points_of(these, charge, True) if done else 0.0
        assert worth[wrong] - worth[charge] == pytest.approx(cost) and worth[wrong] == points(these, record, "washington")
        assert points_of(these, charge, True) > 0.0 > points_of(these, charge, False)


def test_a_save_from_before_there_were_sealed_mandates_reads_as_it_was_and_keeps_all_mandates_public(rules):
    state = new_game(rules, Setup("calibrated-control", 5))
    old = replace(state.record, charge_lists={})
    document = json.loads(json.dumps(to_document(old)))
    assert "charge_lists" not in document and "named" not in document
    assert from_document(Record, document) == old and digest(State(old, state.world)) != digest(state)
    assert charge_of(old, "beijing") == "" and public_mandates(old, "beijing") == old.mandates["beijing"]
    seen = observe(rules, State(old, state.world), "washington")
    assert seen.rival_mandates == old.mandates["beijing"] and not seen.charges


def test_a_hand_that_lost_its_sealed_mandate_with_a_pack_has_none_sealed(rules):
    state = new_game(rules, Setup("calibrated-control", 5))
    gone = charge_of(state.record, "beijing")
    these = replace(rules, mandates={id: m for id, m in rules.mandates.items() if id != gone})
    left, dropped = without(these, state)
    assert gone in dropped and not unsound(these, left)
    assert charge_of(left.record, "beijing") == "" and public_mandates(left.record, "beijing") == left.record.mandates["beijing"]


def test_the_service_reports_from_the_middle_on_and_is_wrong_at_its_stated_rate(rules):
    half = rules.scenarios["calibrated-control"].quarters // 2
    wrong = 0
    for record in first_records(rules, 300):
        assert not report_on_charge(rules, replace(record, quarter=half - 1), "beijing")
        told = report_on_charge(rules, replace(record, quarter=half), "beijing")
        assert len(told) == 2 and set(told) <= set(record.charge_lists["beijing"])
        assert told == report_on_charge(rules, replace(record, quarter=half + 3), "beijing")
        wrong += charge_of(record, "beijing") not in told
    assert wrong / 300 == pytest.approx(rules.numbers.reading_wrong, abs=0.07)
