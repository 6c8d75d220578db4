"""The brink: each pair of answers does what the rules of play say."""

from __future__ import annotations

import pytest

from game.engine.rules import Setup, new_game, resolve
from game.engine.rules.campaign.record import CardOnTable, State
from game.engine.rules.vocabulary.news import BrinkAnswered, BrinkOpened, CountNews
from game.engine.rules.vocabulary.plan import AnswerCard, Plan

from .play import rich, with_record

BOTH = ("beijing", "washington")


def on_brink(rules, rungs=(4.0, 4.0), returns=0):
    state = rich(new_game(rules, Setup("calibrated-control", 9)))
    cards = tuple(CardOnTable("brink", s, 0, returns) for s in BOTH)
    world = state.world.copy()
    world.rung[:, 0] = rungs
    return State(with_record(state, table=cards).record, world)


def answer(rules, state, beijing, washington):
    plans = {s: Plan(s, (AnswerCard("brink", a),) if a else ()) for s, a in zip(BOTH, (beijing, washington), strict=True)}
    return resolve(rules, state, plans).state


def waits(state):
    return any(c.card == "brink" and c.since == state.record.quarter for c in state.record.table)


def test_both_down_eases_both_and_opens_the_channel(rules):
    state = on_brink(rules)
    after = answer(rules, state, "down", "down")
    assert float(after.world.channel[0]) == 1.0
    eased = [d for d, n in after.record.dials.items() if n < state.record.dials[d]]
    assert sorted(rules.dials[d].side for d in eased) == list(BOTH)


@pytest.mark.parametrize("rung, price", [(4.0, 2), (5.0, 3)])
def test_the_one_that_steps_down_pays_half_its_rung_rounded_up(rules, rung, price):
    state = on_brink(rules, (rung, rung))
    yielded = answer(rules, state, "climb", "down")
    calm = resolve(rules, with_record(state, table=()), {}).state
    paid = min(calm.record.accounts["washington"].capital, 9)
    held = state.record.accounts["washington"].capital - price
    carry = rules.numbers.sides["washington"].capital_carry
    assert paid - yielded.record.accounts["washington"].capital == carry - min(held, carry)
    assert yielded.record.accounts["washington"].threats_due == calm.record.accounts["washington"].threats_due + 1.0
    assert CountNews("brink-yielded", "washington", price) in yielded.record.history[-1].news


def test_climb_against_hold_returns_a_rung_higher(rules):
    state = on_brink(rules)
    after, calm = answer(rules, state, "climb", "hold"), answer(rules, state, "down", "climb")
    assert waits(after)
    assert (after.world.rung[:, 0] > calm.world.rung[:, 0]).all()


def test_hold_and_hold_return_once_and_only_once(rules):
    assert waits(answer(rules, on_brink(rules), "hold", "hold"))
    again = answer(rules, on_brink(rules, returns=1), "hold", "hold")
    assert BrinkOpened(2) not in again.record.history[-1].news


def test_silence_holds(rules):
    assert answer(rules, on_brink(rules), "", "").record.history[-1].news.count(BrinkAnswered("hold", "hold")) == 1


def test_both_climbing_at_the_top_is_rupture_and_both_lose(rules):
    from game.engine.rules import outcome

    after = answer(rules, on_brink(rules, (8.0, 8.0)), "climb", "climb")
    assert after.record.over == "rupture"
    told = outcome(rules, after)
    assert told.kind == "rupture" and told.winner == "" and set(told.word.values()) == {"rupture"}


def test_a_second_unanswered_climb_at_the_top_is_rupture(rules):
    assert answer(rules, on_brink(rules, (8.0, 8.0)), "climb", "hold").record.over == ""
    assert answer(rules, on_brink(rules, (8.0, 8.0), returns=1), "climb", "hold").record.over == "rupture"


def test_no_brink_in_the_first_two_quarters(rules):
    for seed in range(12):
        state = new_game(rules, Setup("calibrated-control", seed))
        world = state.world.copy()
        world.rung[:, 0] = 8.0
        world.tension[0] = 8.0
        state = State(state.record, world)
        first = resolve(rules, state, {}).state
        assert not any(c.card == "brink" for c in first.record.table)
