"""A watcher below its number does one thing of its own, announced at the quarter's end before, and stops when it stands higher."""

from __future__ import annotations

import pytest

from game.engine.rules import Setup, cost, new_game, observe, options, refuse, resolve
from game.engine.rules.campaign.open_record import Work
from game.engine.rules.campaign.watcher_acts import acting, most_orders
from game.engine.rules.effects.office import Support
from game.engine.rules.turn.consequences.accounts import capital_income
from game.engine.rules.vocabulary.items import DESKS
from game.engine.rules.vocabulary.news import WatcherActs
from game.engine.rules.vocabulary.plan import AnswerCard, Draft, GiveOrder, Offer, Plan, SetDial, Term, plain
from game.structs import replace

from .play import rich, with_record


@pytest.fixture
def state(rules):
    return rich(with_record(new_game(rules, Setup("calibrated-control", 6)), quarter=3))


def disliked(state, side, *desks, by=1.0, rules):
    """The same state in which these watchers stand below the number at which they act."""
    own = state.record.accounts[side]
    views = tuple(rules.numbers.watcher_acts[desk] - by if desk in desks else 60.0 for desk in DESKS)
    return with_record(state, accounts={**state.record.accounts, side: replace(own, watchers=views)})


def codes(rules, state, side, lines):
    seen = observe(rules, state, side)
    return [found.code if (found := refuse(rules, seen, Plan(side), line)) is not None else "" for line in lines]


def test_nobody_acts_who_is_content_and_each_alone_who_is_not(rules, state):
    assert acting(rules, disliked(state, "beijing", rules=rules).record.accounts["beijing"]) == ()
    at_the_number = disliked(state, "beijing", "finance", by=0.0, rules=rules)
    assert acting(rules, at_the_number.record.accounts["beijing"]) == ()
    for desk in DESKS:
        assert acting(rules, disliked(state, "beijing", desk, rules=rules).record.accounts["beijing"]) == (desk,)


def test_households_that_march_cost_a_point_of_capital(rules, state):
    def income(state):
        return capital_income(Work.open(rules, state.record, state.world, 0, None), "beijing")

    calm, march = (disliked(state, "beijing", *desks, rules=rules) for desks in ((), ("households",)))
    assert income(march) == income(calm) - 1


def test_producers_hold_up_laws_and_no_decree(rules, state):
    laws = [o.line for o in options(rules, observe(rules, state, "washington"), Plan("washington")).open()
            if isinstance(o.line, SetDial | GiveOrder) and o.line.statute]  # fmt: skip
    assert laws and codes(rules, state, "washington", laws) == [""] * len(laws)
    held_up = disliked(state, "washington", "producers", rules=rules)
    assert set(codes(rules, held_up, "washington", laws)) == {"producers-halt"}
    decrees = [plain(line) for line in laws]
    assert "producers-halt" not in codes(rules, held_up, "washington", decrees)


def test_an_office_that_leaks_keeps_no_draft_quiet(rules, state):
    drafts = [o.line for o in options(rules, observe(rules, state, "beijing"), Plan("beijing")).open() if isinstance(o.line, Draft)]
    quiet, announced = ([replace(line, quiet=x) for line in drafts] for x in (True, False))
    leaking = disliked(state, "beijing", "security", rules=rules)
    assert drafts and set(codes(rules, leaking, "beijing", quiet)) == {"security-leaks"}
    assert codes(rules, leaking, "beijing", announced) == [""] * len(announced)


def test_finance_leaves_room_for_one_order_fewer(rules, state):
    frozen = disliked(state, "beijing", "finance", rules=rules)
    seen = observe(rules, frozen, "beijing")
    most = most_orders(rules, seen.accounts)
    assert most == rules.numbers.orders_a_quarter - 1 == options(rules, seen, Plan("beijing")).orders_left
    plan = Plan("beijing")
    for option in options(rules, seen, plan).open():
        if isinstance(option.line, SetDial) and refuse(rules, seen, plan, option.line) is None and cost(rules, seen, plan)[0] < 6:
            plan = plan.plus(option.line)
    assert len(plan.lines) == most
    another = next(d for d in rules.dials.values() if d.side == "beijing" and all(x.dial != d.id for x in plan.lines))
    found = refuse(rules, seen, plan, SetDial(another.id, 1 - min(seen.dials[another.id], 1)))
    assert found is not None and (found.code, found.numbers) == ("finance-freezes", (most,))


def test_without_an_envoy_nothing_is_offered(rules, state):
    harsh = next(d for d in rules.dials.values() if d.side == "washington" and d.stance and state.record.dials[d.id] > 0)
    ours = next(d for d in rules.dials.values() if d.side == "beijing" and d.stance and state.record.dials[d.id] > 0)
    now = state.record.dials
    deal = Offer(Term(harsh.id, now[harsh.id] - 1), 2, Term(ours.id, now[ours.id] - 1))
    assert codes(rules, state, "beijing", [deal]) == [""]
    assert codes(rules, disliked(state, "beijing", "partners", rules=rules), "beijing", [deal]) == ["envoy-recalled"]


def test_an_act_is_announced_once_to_its_own_side_and_ends(rules, state):
    angry = with_record(state, accounts={
        side: replace(a, watchers=(60.0,) * 5, bumps=(0.0, 0.0, 0.0, -60.0, 0.0)) for side, a in state.record.accounts.items()
    })  # fmt: skip
    first = resolve(rules, angry, {}).state
    told = [n for n in first.record.history[-1].news if isinstance(n, WatcherActs) and n.desk == "finance"]
    assert {n.side for n in told} == {"beijing", "washington"}
    assert {n.side for n in observe(rules, first, "beijing").history[-1].news if isinstance(n, WatcherActs)} == {"beijing"}
    second = resolve(rules, first, {}).state
    assert "finance" in acting(rules, second.record.accounts["beijing"]), "it goes on"
    assert not [n for n in second.record.history[-1].news if isinstance(n, WatcherActs) and n.desk == "finance"], "and is told once"
    later = second
    for _ in range(6):
        later = resolve(rules, later, {}).state
    assert "finance" not in acting(rules, later.record.accounts["beijing"])


def test_the_desk_that_is_followed_gains_and_the_overruled_one_loses_and_silence_follows_nobody(rules):
    """By hand: a mark of the quarter fades to `support_memory` of it by the quarter's end; all else is the same in both courses."""
    state = rich(new_game(rules, Setup("spring-curbs", 5)))
    dealt = next(c for c in state.record.table if c.side == "beijing" and c.card in rules.cards)
    card = rules.cards[dealt.card]
    default = next(r for r in card.responses if r.id == card.default)
    assert default.against
    own = {DESKS.index(default.desk): 0.0, DESKS.index(default.against): 0.0}
    for e in default.impulses:
        if isinstance(e, Support) and DESKS.index(e.desk) in own:
            own[DESKS.index(e.desk)] += e.amount

    def marks(*lines):
        after = resolve(rules, state, {"beijing": Plan("beijing", lines), "washington": Plan("washington")}).state
        return after.record.accounts["beijing"].bumps

    chosen, silent = marks(AnswerCard(card.id, default.id)), marks()
    followed, overruled = (rules.numbers.heard[name] for name in ("followed", "overruled"))
    kept = rules.numbers.support_memory
    at, against = DESKS.index(default.desk), DESKS.index(default.against)
    assert chosen[at] == pytest.approx(kept * (own[at] + followed)) and silent[at] == pytest.approx(kept * own[at])
    assert chosen[against] == silent[against] == pytest.approx(kept * (own[against] + overruled))
    assert followed > 0.0 > overruled
