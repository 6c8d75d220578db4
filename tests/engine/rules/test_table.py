"""Threats and deals: drafts before harsh measures, announced or quiet; demands and deals answered; promises that bind."""

from __future__ import annotations

import pytest

from game.engine.rules import Setup, delivered, new_game, observe, prices, refuse, resolve
from game.engine.rules.campaign.record import CardOnTable, Promise
from game.engine.rules.vocabulary.plan import (
    BOTH,
    AnswerCard,
    Answers,
    BreakPromise,
    Draft,
    DropDraft,
    GiveOrder,
    Offer,
    Plan,
    SetDial,
    Term,
    other,
)
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


# ---- terms that bind, promises sold once ----------------------------------------------------------------------------


@pytest.mark.parametrize("side", BOTH)
def test_a_term_that_binds_nothing_is_no_term(rules, state, side):
    """At its harshest notch every dial could be promised, for 19 to 47 % of yeses a quarter and trust besides."""
    stances = {s: [d for d in rules.dials.values() if d.side == s and d.stance] for s in BOTH}
    good = [Term(stances[s][0].id, 0) for s in (side, other(side))]
    for own in (True, False):
        for dial in stances[side if own else other(side)]:
            empty = Term(dial.id, len(dial.notches) - 1)
            offer = Offer(good[1], 4, empty) if own else Offer(empty, 4, good[0])
            assert why(rules, state, side, offer) == "binds-nothing"
            assert why(rules, state, side, Offer(empty, 4, draft="draft-x") if not own else offer) in ("binds-nothing", "no-draft")


def test_no_promise_is_sold_twice_while_it_runs(rules, state):
    offer = deal(state)
    standing = f"offer-{state.record.quarter}-beijing"
    bound = play(rules, state, [offer], answers={"washington": Answers("washington", ((standing, "yes"),))})
    own, theirs = offer.give, offer.take
    fresh = Term("chips-rival", 0), Term("licence-heavy-coalition", 0)
    for again in (own, replace(own, most=own.most + 1)):
        assert why(rules, bound, "beijing", Offer(fresh[0], 4, again)) == "promised-already"
        assert why(rules, bound, "washington", Offer(again, 4, fresh[0])) == "promised-already"
    assert why(rules, bound, "beijing", Offer(theirs, 4, fresh[1])) == "promised-already", "nor is it bought twice"
    milder = replace(theirs, most=theirs.most - 1)
    assert theirs.most > 0 and why(rules, bound, "beijing", Offer(milder, 4, fresh[1])) is None, "more may be promised"
    for _ in range(3):
        bound = play(rules, bound)
    assert why(rules, bound, "beijing", Offer(fresh[0], 4, own)) is None, "when it has run its course it may be sold again"


@pytest.mark.parametrize("order", ["general-licences", "chip-waivers", "open-market"])
def test_an_order_that_promises_is_not_given_twice_while_its_promise_runs(rules, state, order):
    item = rules.orders[order]
    line = GiveOrder(order, item.targets[0])
    given, refused = play(rules, state, **{item.side: [line]}), []
    for _ in range(item.lasts - 1):
        refused.append(why(rules, given, item.side, line))
        given = play(rules, given)
    assert set(refused[item.cooldown - 1 : -1]) == {"order-runs"}
    assert refused[-1] is None, "in its last quarter it can be renewed, so that nothing lapses between"


def test_a_short_promise_leaves_its_part_of_the_memory(rules, state):
    """Four promises of one quarter earned four times as much trust as one of four quarters."""
    b, usa = SIDES.index("beijing"), state.world.spec.region("usa")
    later = play(rules, play(rules, play(rules, state)))
    now = later.record.quarter

    def good(*promises):
        return float(play(rules, with_record(later, promises=promises)).world.belief_good[b, usa, 0])

    one, four, eight = (
        good(Promise("p", "beijing", "washington", now + 1 - n, now + 1, dial="licence-light-rival")) - good() for n in (1, 4, 8)
    )
    assert 0.0 < 4 * one == pytest.approx(four, rel=0.05) and eight == four


# ---- plans that agree with themselves -------------------------------------------------------------------------------


def test_a_plan_does_not_promise_what_it_tightens(rules, state):
    give = Term("licence-heavy-rival", 0)
    offer, harsher = Offer(Term("tools-rival", 1), 4, give), SetDial("licence-heavy-rival", 2)
    for line in (Draft(harsher), Draft(harsher, quiet=True)):
        assert why(rules, state, "beijing", line, offer) == "offered" == why(rules, state, "beijing", offer, line)
    assert why(rules, state, "beijing", SetDial("licence-heavy-rival", 0), offer) is None, "to go ahead is no contradiction"
    assert why(rules, state, "beijing", Draft(SetDial("licence-light-rival", 2)), offer) is None


def test_a_draft_is_not_threatened_with_and_dropped_or_enacted_in_one_plan(rules, state):
    drafted = play(rules, state, [Draft(FREEZE)])
    draft = drafted.record.drafts[0].id
    demand, drop = Offer(Term("tools-rival", 1), 4, draft=draft, due=1), DropDraft(draft)
    for line in (drop, FREEZE, SetDial("licence-heavy-rival", 2)):
        assert why(rules, drafted, "beijing", line, demand) == "demanded" == why(rules, drafted, "beijing", demand, line)
    for line in (FREEZE, SetDial("licence-heavy-rival", 2), Draft(SetDial("licence-heavy-rival", 2))):
        assert why(rules, drafted, "beijing", line, drop) == "dropped" == why(rules, drafted, "beijing", drop, line)
    assert why(rules, drafted, "beijing", SetDial("licence-heavy-rival", 0), drop) is None


def test_a_promise_waives_the_drafts_that_go_beyond_it(rules, state):
    """The draft stayed, could not be enacted, and was told as a threat that lapsed."""
    drafted = play(rules, state, [Draft(FREEZE)])
    offer = Offer(Term("tools-rival", 1), 4, Term("licence-heavy-rival", 0))
    yes = {"washington": Answers("washington", ((f"offer-{drafted.record.quarter}-beijing", "yes"),))}
    before = drafted.record.accounts["beijing"]
    bound = play(rules, drafted, [offer], answers=yes)
    after = bound.record.accounts["beijing"]
    assert not bound.record.drafts and "threat-waived" in keys(bound)
    assert (before.threats_due, before.threats_done) == (after.threats_due, after.threats_done), "it was bought off"


def test_a_demand_that_is_granted_voids_what_the_same_plan_drafts_beyond_it(rules, state):
    drafted = play(rules, state, [Draft(FREEZE)])
    demand = Offer(Term("tools-rival", 1), 4, draft=drafted.record.drafts[0].id, due=1)
    yes = {"washington": Answers("washington", ((f"offer-{drafted.record.quarter}-beijing", "yes"),))}
    granted = play(rules, drafted, [demand], [Draft(SetDial("tools-rival", 3))], answers=yes)
    assert not granted.record.drafts and "void-line" in keys(granted)


def keys(state):
    return [n.key for n in state.record.history[-1].news]


# ---- whatever brings a measure settles its draft --------------------------------------------------------------------


AFFILIATES = SetDial("affiliates-rule", 1)


def by_a_card(rules, state):
    """The card that puts the rule in force, and the answer that does."""
    card = rules.cards["w-affiliates-rule"]
    does = next(r for r in card.responses if any(getattr(e, "dial", "") == "affiliates-rule" for e in r.impulses))
    table = (CardOnTable(card.id, "washington", state.record.quarter),)
    return with_record(state, table=table), AnswerCard(card.id, does.id)


@pytest.mark.parametrize("demanded", [False, True])
def test_a_card_that_enacts_a_measure_settles_its_draft_and_demand(rules, state, demanded):
    drafted = play(rules, state, washington=[Draft(AFFILIATES)])
    if demanded:
        draft = drafted.record.drafts[0].id
        drafted = play(rules, drafted, washington=[Offer(Term("licence-heavy-rival", 0), 4, draft=draft, due=2)])
        assert drafted.record.offers
    dealt, answer = by_a_card(rules, drafted)
    before = dealt.record.accounts["washington"]
    enacted = play(rules, dealt, washington=[answer])
    after = enacted.record.accounts["washington"]
    assert enacted.record.dials["affiliates-rule"] == 1 and not enacted.record.drafts and not enacted.record.offers
    assert (after.threats_due, after.threats_done) == (before.threats_due + 1.0, before.threats_done + 1.0)
    assert ("threat-carried-out" in keys(enacted)) == demanded
    for _ in range(rules.numbers.draft_life + 1):
        enacted = play(rules, enacted)
        assert "threat-lapsed" not in keys(enacted)


def test_a_statute_that_is_passed_settles_its_draft(rules, state):
    drafted = play(rules, state, washington=[Draft(AFFILIATES)])
    passed = play(rules, drafted, washington=[replace(AFFILIATES, statute=True)])
    assert not passed.record.drafts and passed.record.statutes
    for _ in range(rules.numbers.draft_life + 1):
        passed = play(rules, passed)
        assert "threat-lapsed" not in keys(passed)


def test_a_harsher_step_settles_the_milder_draft_too(rules, state):
    drafted = play(rules, state, [Draft(FREEZE), Draft(SetDial("licence-heavy-rival", 2))])
    assert len(drafted.record.drafts) == 2
    assert not play(rules, drafted, [FREEZE]).record.drafts


def test_no_card_breaks_a_promise(rules, state):
    """A card turned a promised dial up, and the promise was told as kept."""
    dealt, answer = by_a_card(rules, state)
    promise = Promise("p1", "washington", "beijing", 0, 9, dial="affiliates-rule", most=0)
    held = with_record(dealt, promises=(promise,))
    assert play(rules, held, washington=[answer]).record.dials["affiliates-rule"] == 0


# ---- what is paid ---------------------------------------------------------------------------------------------------


HOLD = Term("licence-light-rival", 0)
VOID = SetDial(HOLD.dial, 1)


@pytest.mark.parametrize(
    ("lines", "void", "paid"),
    [
        ((VOID,), VOID, 2),
        ((SetDial("quality-standards", 2), VOID), VOID, 2),
        ((VOID, SetDial("quality-standards", 2)), VOID, 2),
        ((Draft(SetDial(HOLD.dial, 2)),), Draft(SetDial(HOLD.dial, 2)), 1),
        ((Draft(SetDial(HOLD.dial, 3), quiet=True),), Draft(SetDial(HOLD.dial, 3), quiet=True), 1),
    ],
)
def test_a_void_line_gives_back_what_was_paid_for_it_and_no_more(rules, state, lines, void, paid):
    offer = Offer(HOLD, 4, Term("tools-rival", 0))
    yes = {"beijing": Answers("beijing", ((f"offer-{state.record.quarter}-washington", "yes"),))}
    plans = {"beijing": Plan("beijing", lines), "washington": Plan("washington", (offer,))}
    cost = dict(zip(lines, prices(rules, observe(rules, state, "beijing"), plans["beijing"]), strict=True))
    assert cost[void] == (paid, 0.0)
    poor = with_record(state, accounts={s: replace(a, capital=4) for s, a in state.record.accounts.items()})
    voided, idle = (resolve(rules, poor, {**plans, "beijing": p}, yes).state for p in (plans["beijing"], Plan("beijing")))
    assert "void-line" in keys(voided) and "void-line" not in keys(idle)
    others = sum(capital for line, (capital, _) in cost.items() if line != void)
    assert voided.record.accounts["beijing"].capital == idle.record.accounts["beijing"].capital - others
