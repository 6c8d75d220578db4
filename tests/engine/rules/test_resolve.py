"""A turn as a whole: pure, equal alone and in a batch, in agreement with what options offered, replayable without a line."""

from __future__ import annotations

import pytest

from game.engine.rules import IllegalPlan, Setup, digest, new_batch, new_game, observe, options, refuse, resolve, resolve_batch
from game.engine.rules.campaign.record import State
from game.engine.rules.vocabulary.plan import BOTH, GiveOrder, Plan, SetDial
from game.engine.world.model.ledger import Ledger

from ..ledgers import posted
from .play import played, random_turn, rich

SCENARIOS = ("spring-curbs", "calibrated-control")


def test_a_turn_leaves_the_given_state_as_it_was(rules):
    state = new_game(rules, Setup("spring-curbs", 3))
    before = digest(state)
    random_turn(rules, state, 3)
    assert digest(state) == before


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_campaign_in_a_batch_equals_the_same_campaign_alone(rules, scenario):
    seeds = (11, 12, 13)
    batch = new_batch(rules, [Setup(scenario, s) for s in seeds])
    alone = [new_game(rules, Setup(scenario, s)) for s in seeds]
    for _ in range(5):
        turns = [random_turn(rules, s, s.record.setup.seed) for s in alone]
        batch = resolve_batch(rules, batch, [t[1] for t in turns], [t[2] for t in turns]).batch
        alone = [t[0].state for t in turns]
        lanes = [State(r, batch.world.lane(i)) for i, r in enumerate(batch.records)]
        assert [digest(s) for s in lanes] == [digest(s) for s in alone]


def test_the_same_calls_give_the_same_digest_and_asking_first_moves_no_luck(rules):
    first = played(rules, "calibrated-control", 5, 4)
    again = new_game(rules, Setup("calibrated-control", 5))
    for _ in range(4):
        for side in BOTH:
            seen = observe(rules, again, side)
            options(rules, seen, Plan(side))
        again = random_turn(rules, again, 5)[0].state
    assert digest(first) == digest(again)


def test_a_ledger_changes_nothing_and_its_lines_add_up_to_the_bit(rules):
    state = played(rules, "spring-curbs", 8, 2)
    turn, plans, answers = random_turn(rules, state, 8)
    ledger = Ledger()
    heard = resolve(rules, state, plans, answers, ledger=ledger)
    assert digest(heard.state) == digest(turn.state)
    for name in ("stock", "capacity", "price", "belief_good", "attention", "tension", "due", "talent"):
        moved = getattr(heard.state.world, name) - getattr(state.world, name)
        assert (moved == posted(ledger, heard.state.world, name)).all(), name


@pytest.mark.parametrize("seed", range(4))
def test_resolve_takes_exactly_what_options_offer(rules, seed):
    state = played(rules, SCENARIOS[seed % 2], seed, 2 + seed)
    for side in BOTH:
        seen = observe(rules, state, side)
        empty = Plan(side)
        listed = options(rules, seen, empty).options
        opened = [o.line for o in listed if o.refusal is None]
        closed = [o.line for o in listed if o.refusal is not None]
        assert opened and closed
        for line in opened[:: max(len(opened) // 6, 1)]:
            resolve(rules, state, {side: empty.plus(line)})
        for line in closed[:: max(len(closed) // 12, 1)]:
            with pytest.raises(IllegalPlan):
                resolve(rules, state, {side: empty.plus(line)})


def test_a_lenient_replay_skips_and_lists_what_is_no_longer_possible(rules):
    state = new_game(rules, Setup("spring-curbs", 1))
    never = SetDial("licence-heavy-rival", 99)
    turn = resolve(rules, state, {"beijing": Plan("beijing", (never,))}, lenient=True)
    assert [(side, line, refusal.code) for side, line, refusal in turn.skipped] == [("beijing", never, "range")]
    assert digest(turn.state) == digest(resolve(rules, state, {}).state)


def test_a_replay_without_a_line_keeps_cards_luck_and_the_other_side(rules):
    state = rich(new_game(rules, Setup("calibrated-control", 21)))
    line = GiveOrder("technical-exchange", "")
    seen = observe(rules, state, "washington")
    order = next(o.line for o in options(rules, seen, Plan("washington")).open() if isinstance(o.line, GiveOrder))
    other = Plan("beijing", (SetDial("quality-standards", 0),))
    assert refuse(rules, observe(rules, state, "beijing"), Plan("beijing"), other.lines[0]) is None
    with_line = resolve(rules, state, {"washington": Plan("washington", (order,)), "beijing": other}).state
    without = resolve(rules, state, {"beijing": other}).state
    assert with_line.record.dials == without.record.dials
    assert with_line.record.dealt[: len(state.record.dealt)] == without.record.dealt[: len(state.record.dealt)]
    assert with_line.record.accounts["beijing"].capital == without.record.accounts["beijing"].capital
    assert digest(with_line) != digest(without)
    assert line.order in rules.orders


def test_every_campaign_comes_to_an_end_with_finite_figures(rules):
    for scenario in SCENARIOS:
        state = played(rules, scenario, 2, 99)
        assert state.record.over in ("end", "rupture", "out-of-office")
        assert state.record.quarter <= rules.scenarios[scenario].quarters
        for past in state.record.history:
            for side in BOTH:
                f = past.figures[side]
                assert 0.0 <= f.leverage <= 100.0 and 0.0 <= f.reliability <= 1.0 and 0.0 <= f.escalation <= 1.0
