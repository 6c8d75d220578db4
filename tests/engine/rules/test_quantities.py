"""Quantities that mandates read, by hand-worked numbers; a mandate exchanged; dated cards before chains."""

from __future__ import annotations

import pytest

from game.engine.rules import Setup, new_game
from game.engine.rules.campaign.judge import read
from game.engine.rules.campaign.open_record import Work
from game.engine.rules.campaign.record import MarkBorne, MeasureInForce, State
from game.engine.rules.effects.office import ExchangeMandate
from game.engine.rules.turn.consequences.deck import deal, facts_of
from game.engine.rules.turn.consequences.impulses import apply_impulses
from game.engine.rules.vocabulary.acts import OfOrder
from game.engine.rules.vocabulary.conditions import Quantity
from game.structs import replace

from .play import with_record


@pytest.fixture
def state(rules):
    return new_game(rules, Setup("calibrated-control", 6))


def opened(rules, state: State) -> Work:
    return Work.open(rules, state.record, state.world, 0, None)


def value(rules, state, side, name, product="", where=""):
    facts = facts_of(opened(rules, state), side)
    return read(facts, Quantity(name, product=product, where=where))


def test_refused_and_leaked_count_only_what_the_side_licenses(rules, state):
    world, spec = state.world, state.world.spec
    for array in (world.denied, world.leaked, world.exports):
        array[:] = 0.0
    japan, magnet, chips = spec.region("japan"), spec.product("heavy.magnet"), spec.product("chips")
    world.denied[japan, magnet], world.exports[japan, magnet], world.leaked[japan, magnet] = 3.0, 9.0, 1.0
    world.exports[japan, chips] = 5.0
    assert value(rules, state, "beijing", "denied") == pytest.approx(3 / 12)
    assert value(rules, state, "beijing", "leaked") == pytest.approx(1 / 3)
    assert value(rules, state, "washington", "denied") == 0.0
    assert value(rules, state, "washington", "leaked") == 0.0


def test_statutes_are_counted_among_what_was_added(rules, state):
    start = rules.scenarios["calibrated-control"].dials
    lawful = [d.id for d in rules.dials.values() if d.side == "washington" and d.statute and len(d.notches) > start[d.id] + 1]
    order = next(o.id for o in rules.orders.values() if o.side == "washington" and o.statute)
    one, two = lawful[:2]
    assert value(rules, state, "washington", "statutes") == 0.0
    raised = with_record(
        state, dials={**state.record.dials, one: start[one] + 1, two: start[two] + 1}, statutes=((one, start[one] + 1, 0),)
    )
    assert value(rules, raised, "washington", "statutes") == pytest.approx(1 / 2)
    ordered = with_record(raised, measures=(MeasureInForce("m-1", "washington", OfOrder(order), 0, 9, statute=True),))
    assert value(rules, ordered, "washington", "statutes") == pytest.approx(2 / 3)
    pending = with_record(raised, statutes=((one, start[one] + 1, 2),))
    assert value(rules, pending, "washington", "statutes") == 0.0


def test_the_reserve_is_counted_in_months_of_use(rules, state):
    world, spec = state.world, state.world.spec
    usa, magnet, final = spec.region("usa"), spec.product("heavy.magnet"), spec.finals.index("heavy.magnet")
    world.demand[usa, final], world.reserve[usa, magnet] = 8.0, 20.0
    assert value(rules, state, "washington", "reserve", "heavy.magnet") == pytest.approx(2.5)


def test_spared_use_is_designed_out_or_returned(rules, state):
    world, spec = state.world, state.world.spec
    usa = spec.region("usa")
    world.designed_out[usa, spec.finals.index("heavy.magnet")] = 0.2
    world.recycling[usa] = 0.0
    world.recycling[usa, spec.product("heavy.oxide")] = 0.05
    world.recycling[usa, spec.product("light.oxide")] = 0.5
    assert value(rules, state, "washington", "spared", "heavy.magnet") == pytest.approx(0.25)


def test_the_public_mandate_furthest_from_being_met_is_exchanged_and_the_sealed_one_stays(rules, state):
    hand = state.record.mandates["washington"]
    progress = {hand[0]: (0, 0, 0), hand[1]: (0, 0, 0), hand[2]: (1, 1, 1)}
    work = opened(rules, with_record(state, progress=progress))
    apply_impulses(work, "washington", (ExchangeMandate(),), "", "test")
    after = work.freeze().mandates
    pool = rules.scenarios["calibrated-control"].mandates["washington"]
    assert (after["washington"][0], after["washington"][2]) == (hand[0], hand[2])
    assert after["washington"][1] in pool and after["washington"][1] not in hand
    assert after["washington"][1] not in state.record.charge_lists["washington"], "what comes must not shorten the list"
    assert after["beijing"] == state.record.mandates["beijing"]


def test_a_dated_card_comes_before_a_chain_which_waits(rules, state):
    mark = MarkBorne("schools-funded", "promise", "washington", 0, 99, "test")
    record = replace(state.record, quarter=6, table=(), dealt=(), marks=(mark,), coming=(("w-graduates", 6, "washington"),))
    work = opened(rules, State(record, state.world))
    deal(work)
    assert {c.card for c in work.table} == {"x-act-ends"}
    assert work.coming == [("w-graduates", 6, "washington")]
