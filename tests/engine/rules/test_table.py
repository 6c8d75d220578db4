"""Threats and deals: drafts before harsh measures, announced or quiet; demands and deals answered; promises that bind."""

from __future__ import annotations

import pytest

from game.engine.rules import Setup, delivered, new_game, observe, refuse, resolve
from game.engine.rules.vocabulary.plan import Answers, BreakPromise, Draft, Offer, Plan, SetDial, Term
from game.engine.world.model.spec import SIDES
from game.structs import replace

from .play import rich, with_record

FREEZE = SetDial("licence-heavy-rival", 3)


@pytest.fixture
def state(rules):
    return rich(new_game(rules, Setup("calibrated-control", 4)))


def play(rules, state, beijing=(), washington=(), answers=None):
    plans = {"beijing": Plan("beijing", tuple(beijing)), "washington": Plan("washington", tuple(washington))}
    return rich(resolve(rules, state, plans, answers or {}).state)


def why(rules, state, side, line, *before):
    found = refuse(rules, observe(rules, state, side), Plan(side, tuple(before)), line)
    return found.code if found else None


def test_a_harsh_measure_is_drafted_a_quarter_before(rules, state):
    assert why(rules, state, "beijing", FREEZE) == "needs-draft"
    assert why(rules, state, "beijing", Draft(FREEZE)) is None
    after = play(rules, state, [Draft(FREEZE)])
    assert after.record.dials["licence-heavy-rival"] == state.record.dials["licence-heavy-rival"]
    assert why(rules, after, "beijing", FREEZE) is None
    frozen = play(rules, after, [FREEZE])
    assert frozen.record.dials["licence-heavy-rival"] == 3
    assert not frozen.record.drafts


def test_easing_needs_no_draft(rules, state):
    assert why(rules, state, "beijing", SetDial("licence-heavy-rival", 0)) in (None, "already")


def test_an_announced_draft_is_seen_and_makes_buyers_stock_up_a_quiet_one_may_not(rules, state):
    announced = play(rules, state, [Draft(FREEZE)])
    hidden = play(rules, state, [Draft(FREEZE, quiet=True)])
    seen = observe(rules, announced, "washington").drafts
    assert [d.measure for d in seen] == [FREEZE]
    usa = announced.world.spec.region("usa")
    final = announced.world.spec.finals.index("heavy.magnet")
    assert announced.world.hoard[usa, final, 0] == rules.numbers.hoard_announced
    draft = hidden.record.drafts[0]
    assert len(observe(rules, hidden, "washington").drafts) == int(draft.seen)
    assert len(observe(rules, hidden, "beijing").drafts) == 1


def test_a_quiet_measure_costs_more_trust_than_an_announced_one(rules, state):
    def belief(quiet):
        after = play(rules, play(rules, state, [Draft(FREEZE, quiet=quiet)]), [FREEZE])
        usa = after.world.spec.region("usa")
        b = SIDES.index("beijing")
        return float(after.world.belief_good[b, usa, 0] / (after.world.belief_good[b, usa, 0] + after.world.belief_bad[b, usa, 0]))

    assert belief(True) < belief(False)


def deal(state):
    dials = state.record.dials
    take = Term("tools-rival", dials["tools-rival"] - 1)
    return Offer(take, 3, Term("licence-heavy-rival", max(dials["licence-heavy-rival"] - 1, 0)))


def test_a_deal_said_yes_to_binds_both_and_its_end_is_a_promise_kept(rules, state):
    offer = deal(state)
    plans = {"beijing": Plan("beijing", (offer,)), "washington": Plan("washington")}
    (standing,) = delivered(rules, state, plans)["washington"]
    yes = {"washington": Answers("washington", ((standing.id, "yes"),))}
    after = play(rules, state, [offer], answers=yes)
    assert after.record.dials["tools-rival"] <= offer.take.most
    assert after.record.dials["licence-heavy-rival"] <= offer.give.most
    assert why(rules, after, "washington", SetDial("tools-rival", offer.take.most + 1)) in ("promised", "needs-draft")
    for _ in range(3):
        after = play(rules, after)
    assert {p.status for p in after.record.promises} == {"kept"}


def test_silence_refuses_a_deal(rules, state):
    after = play(rules, state, [deal(state)])
    assert not after.record.promises
    assert after.record.dials == state.record.dials


def test_a_broken_promise_costs_belief_and_frees_the_other_half(rules, state):
    offer = deal(state)
    standing = f"offer-{state.record.quarter}-beijing"
    bound = play(rules, state, [offer], answers={"washington": Answers("washington", ((standing, "yes"),))})
    own = next(p for p in bound.record.promises if p.side == "beijing")
    usa, b = bound.world.spec.region("usa"), SIDES.index("beijing")
    kept = play(rules, bound)
    broken = play(rules, bound, [BreakPromise(own.id)])
    assert broken.world.belief_bad[b, usa, 0] > kept.world.belief_bad[b, usa, 0]
    assert {p.status for p in broken.record.promises} == {"broken", "void"}


def test_a_refused_demand_is_carried_out_or_lapses_and_resolve_remembers(rules, state):
    drafted = play(rules, state, [Draft(FREEZE)])
    draft = drafted.record.drafts[0]
    demand = Offer(Term("tools-rival", drafted.record.dials["tools-rival"] - 1), 4, draft=draft.id, due=1)
    refused = play(rules, drafted, [demand])
    assert refused.record.offers and refused.record.drafts[0].demand == refused.record.offers[0].id
    before = observe(rules, refused, "washington").resolve["beijing"]
    done = observe(rules, play(rules, refused, [FREEZE]), "washington").resolve["beijing"]
    lapsed = observe(rules, play(rules, refused), "washington").resolve["beijing"]
    assert lapsed < before < done


def test_a_granted_demand_locks_the_dial_and_takes_the_draft_away(rules, state):
    drafted = play(rules, state, [Draft(FREEZE)])
    demand = Offer(Term("tools-rival", 1), 4, draft=drafted.record.drafts[0].id, due=1)
    standing = f"offer-{drafted.record.quarter}-beijing"
    granted = play(rules, drafted, [demand], answers={"washington": Answers("washington", ((standing, "yes"),))})
    assert granted.record.dials["tools-rival"] == 1
    assert not granted.record.drafts
    assert why(rules, granted, "beijing", FREEZE) == "promised"


def test_only_one_offer_a_quarter_and_none_before_the_table_opens(rules, state):
    assert why(rules, state, "beijing", deal(state), deal(state)) == "one-offer"
    first = new_game(rules, Setup("spring-curbs", 1))
    assert why(rules, rich(first), "beijing", deal(first)) == "table-closed"


def test_of_two_promises_on_one_dial_the_milder_holds(rules, state):
    two = play(rules, state)
    promises = tuple(replace(p, most=m) for p, m in zip(_bound(rules, two), (1, 0), strict=True))
    held = with_record(two, promises=promises, dials={**two.record.dials, "licence-light-rival": 0})
    refusal = refuse(rules, observe(rules, held, "beijing"), Plan("beijing"), SetDial("licence-light-rival", 1))
    assert refusal is not None and refusal.code == "promised" and refusal.numbers[1] == 0


def _bound(rules, state):
    from game.engine.rules.campaign.record import Promise

    make = lambda i: Promise(f"p{i}", "beijing", "washington", 0, 9, dial="licence-light-rival", most=1)  # noqa: E731
    return make(1), make(2)
