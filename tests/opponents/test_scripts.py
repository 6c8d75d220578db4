"""Scripts are legal, honest, and play either capital of either scenario to its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from game.engine.rules import State, delivered, new_game, observe, refuse, resolve
from game.engine.rules.campaign.record import CardOnTable, Setup, StandingDraft, StandingOffer
from game.engine.rules.vocabulary.items import Doctrine
from game.engine.rules.vocabulary.plan import (
    BOTH,
    AnswerCard,
    Answers,
    Draft,
    DropDraft,
    GiveOrder,
    Line,
    Offer,
    Plan,
    Say,
    SetDial,
    Side,
    Term,
    other,
)
from game.engine.rules.vocabulary.rules import Rules
from game.lab.simulation.simulate import play_batch
from game.opponents import SCRIPTS, answer_for, plan_for, plan_with_reasons
from game.opponents.diplomacy import taste_of
from game.opponents.planner import DEFAULTS, Planner
from game.structs import replace

ALL = (
    "calibrator",
    "hawk",
    "tit-for-tat",
    "do-nothing",
    "freeze-always",
    "never-restrict",
    "credit-maximum",
    "stockpile-first",
)


Course = Callable[[str, tuple[str, str]], list[State]]


@pytest.fixture(scope="module")
def course(rules: Rules) -> Course:
    """Every state of a campaign, in order; each campaign is played once."""
    kept: dict[tuple[str, tuple[str, str]], list[State]] = {}

    def states(scenario: str, pair: tuple[str, str]) -> list[State]:
        if (scenario, pair) not in kept:
            (played,) = play_batch(rules, scenario, pair, [4], keep_log=True, judge=False)
            found = [new_game(rules, played.state.record.setup)]
            for line in played.log:
                found.append(resolve(rules, found[-1], line.plans, line.answers).state)
            kept[scenario, pair] = found
        return kept[scenario, pair]

    return states


def scrambled(state: State, side: Side) -> State:
    """The state with everything changed that `side` may not know: seed, the rival's accounts, mandates, marks, quiet drafts."""
    rival = other(side)
    record = state.record
    account = record.accounts[rival]
    hidden = replace(account, capital=account.capital + 3, budget=account.budget * 2 + 1, support=33.0)
    return State(
        replace(
            record,
            setup=replace(record.setup, doctrines=("do-nothing", "do-nothing")),
            accounts={**record.accounts, rival: hidden},
            mandates={**record.mandates, rival: (min(record.charge_lists[rival]), *record.mandates[rival][1:])},
            marks=tuple(m for m in record.marks if m.side == side),
            drafts=tuple(d for d in record.drafts if d.side == side or not d.quiet or d.seen),
            coming=(),
            dealt=(),
        ),
        state.world,
    )


@pytest.mark.parametrize("doctrine", ALL)
def test_each_doctrine_of_content_has_a_script_and_known_numbers(rules: Rules, doctrine: str) -> None:
    item = rules.doctrines[doctrine]
    assert item.script in SCRIPTS
    assert set(item.numbers) <= set(DEFAULTS)


LONGER = ("spring-curbs", "calibrated-control")


@pytest.mark.parametrize("scenario", ["first-crisis", *(pytest.param(name, marks=pytest.mark.slow) for name in LONGER)])
@pytest.mark.parametrize("doctrine", ALL)
def test_each_plays_both_capitals_to_the_end(rules: Rules, scenario: str, doctrine: str) -> None:
    for pair in ((doctrine, "calibrator"), ("calibrator", doctrine)):
        (played,) = play_batch(rules, scenario, pair, [2], judge=False)
        assert played.state.record.over in ("end", "rupture", "out-of-office")
        assert played.quarters == rules.scenarios[scenario].quarters or played.state.record.over != "end"


@pytest.mark.slow
def test_scripts_use_every_verb_between_them(rules: Rules) -> None:
    used: Counter[type[Line]] = Counter()
    demands = replies = 0
    for pair in (("hawk", "tit-for-tat"), ("calibrator", "hawk"), ("tit-for-tat", "calibrator")):
        for played in play_batch(rules, "calibrated-control", pair, [1, 2, 3], keep_log=True, judge=False):
            for line in played.log:
                for side in BOTH:
                    used.update(type(item) for item in line.plans[side].lines)
                    demands += sum(isinstance(item, Offer) and bool(item.draft) for item in line.plans[side].lines)
                    replies += len(line.answers[side].replies)
    for verb in (SetDial, GiveOrder, Draft, AnswerCard, Offer, Say):
        assert used[verb] > 0, verb.__name__
    assert demands > 0 and replies > 0


def test_a_ripe_draft_is_carried_out_in_calm_and_dropped_in_danger(rules: Rules) -> None:
    seen = observe(rules, new_game(rules, Setup("calibrated-control", 1)), "beijing")
    measure = SetDial("licence-heavy-rival", 2)
    ripe = replace(seen, quarter=6, drafts=(StandingDraft("draft-1", "beijing", measure, 5, quiet=False),))
    for risk, line in ((0.0, measure), (0.5, DropDraft("draft-1"))):
        figures = {side: replace(f, crisis=risk) for side, f in seen.figures.items()}
        assert line in plan_for(rules, replace(ripe, figures=figures), rules.doctrines["calibrator"]).lines


@pytest.mark.parametrize("doctrine", ALL)
@pytest.mark.parametrize("side", BOTH)
def test_a_scrambled_hidden_state_gives_the_same_plan(rules: Rules, course: Course, doctrine: str, side: Side) -> None:
    item = rules.doctrines[doctrine]
    for state in course("spring-curbs", ("hawk", "calibrator"))[:-1]:
        seen, other_seen = observe(rules, state, side), observe(rules, scrambled(state, side), side)
        if seen.reading == other_seen.reading and seen.seen_rung == other_seen.seen_rung:
            assert plan_for(rules, seen, item) == plan_for(rules, other_seen, item)


def test_thinking_twice_gives_the_same_and_changes_nothing(rules: Rules, course: Course) -> None:
    for state in course("spring-curbs", ("tit-for-tat", "hawk"))[:-1]:
        seen = observe(rules, state, "beijing")
        before = seen.world.digest_bytes()
        first, second = (plan_with_reasons(rules, seen, rules.doctrines["calibrator"]) for _ in range(2))
        assert first == second and seen.world.digest_bytes() == before
        assert [reason.line for reason in first.reasons] == list(first.plan.lines)
        assert all(reason.why for reason in first.reasons)


@pytest.mark.parametrize("doctrine", ALL)
def test_every_line_is_legal_where_it_is_put(rules: Rules, course: Course, doctrine: str) -> None:
    item = rules.doctrines[doctrine]
    for state in course("calibrated-control", ("calibrator", "hawk"))[:-1]:
        for side in BOTH:
            seen = observe(rules, state, side)
            plan = Plan(side)
            for line in plan_for(rules, seen, item).lines:
                assert refuse(rules, seen, plan, line) is None
                plan = plan.plus(line)


@pytest.mark.parametrize("doctrine", ["calibrator", "hawk", "tit-for-tat", "freeze-always"])
def test_a_brink_is_answered(rules: Rules, doctrine: str) -> None:
    state = new_game(rules, Setup("spring-curbs", 1))
    for side in BOTH:
        table = (*state.record.table, CardOnTable("brink", side, 0))
        seen = observe(rules, State(replace(state.record, table=table), state.world), side)
        answers = [x for x in plan_for(rules, seen, rules.doctrines[doctrine]).lines if isinstance(x, AnswerCard)]
        assert next(x.response for x in answers if x.card == "brink") in ("climb", "hold", "down")


def test_the_calibrator_never_freezes_and_the_hawk_does(rules: Rules, course: Course) -> None:
    harshest = {}
    for doctrine in ("calibrator", "hawk"):
        last = [s.record.dials for s in course("spring-curbs", (doctrine, "do-nothing"))]
        own = [d for d in rules.dials.values() if d.side == "beijing" and d.stance]
        harshest[doctrine] = max(dials[d.id] for dials in last for d in own)
    assert harshest["calibrator"] < 3 == harshest["hawk"]


@pytest.mark.slow
def test_never_restrict_opens_and_freeze_always_closes(rules: Rules, course: Course) -> None:
    for doctrine, notch in (("never-restrict", 0), ("freeze-always", 3)):
        last = course("calibrated-control", ("do-nothing", doctrine))[-1].record.dials
        own = [d.id for d in rules.dials.values() if d.side == "washington" and d.stance]
        assert 2 * sum(last[d] == notch for d in own) >= len(own)


def test_replies_follow_the_odds_and_the_doctrine(rules: Rules) -> None:
    state = new_game(rules, Setup("calibrated-control", 1))
    seen = observe(rules, state, "beijing")
    offers = [
        StandingOffer("offer-0-washington", "washington", Offer(Term(d.id, 0), 4, Term("chips-rival", 0)), 0)
        for d in rules.dials.values()
        if d.side == "beijing" and d.stance
    ]
    replies = {name: dict(answer_for(rules, seen, rules.doctrines[name], offers).replies) for name in ALL}
    assert all(set(r) == {"offer-0-washington"} for r in replies.values())
    assert set(replies["never-restrict"].values()) == {"yes"} and set(replies["do-nothing"].values()) == {"no"}


def test_a_new_doctrine_is_a_row_of_content(rules: Rules) -> None:
    dove = Doctrine("dove", "Dove", "Eases.", "tit-for-tat", {"forgive": 1.0, "answer": 0.0})
    seen = observe(rules, new_game(rules, Setup("spring-curbs", 1)), "beijing")
    assert any(isinstance(x, SetDial) for x in plan_for(rules, seen, dove).lines)


def test_offers_reach_the_other_side(rules: Rules, course: Course) -> None:
    found = 0
    for state in course("calibrated-control", ("tit-for-tat", "calibrator"))[:-1]:
        plans = {
            side: plan_for(rules, observe(rules, state, side), rules.doctrines[name])
            for side, name in zip(BOTH, ("tit-for-tat", "calibrator"), strict=True)
        }
        offers = delivered(rules, state, plans)
        for side in BOTH:
            made = [x for x in plans[other(side)].lines if isinstance(x, Offer)]
            assert [o.offer for o in offers[side]] == made
            found += len(made)
            seen = observe(rules, state, side)
            assert isinstance(answer_for(rules, seen, rules.doctrines["hawk"], offers[side]), Answers)
    assert found > 0


def test_a_tight_purse_is_minded_before_it_is_empty(rules: Rules, course: Course) -> None:
    """With little of a quarter's income left one programme is cut and none begun, with next to nothing two are cut; else none."""
    state = course("calibrated-control", ("calibrator", "hawk"))[2]
    income = rules.numbers.sides["washington"].budget_income

    def cuts(held: float) -> tuple[int, int]:
        accounts = replace(state.record.accounts["washington"], budget=held * income, appropriation=1.0, capital=9)
        record = replace(state.record, accounts={**state.record.accounts, "washington": accounts})
        seen = observe(rules, replace(state, record=record), "washington")
        why = [reason.why for reason in plan_with_reasons(rules, seen, rules.doctrines["hawk"]).reasons]
        return why.count("save"), why.count("build")

    assert [cuts(held) for held in (2.0, 0.3, 0.02)] == [(0, 1), (1, 0), (2, 0)]


def test_a_refused_deal_is_not_proposed_again_at_once(rules: Rules, course: Course) -> None:
    """Against a side that refuses everything a calibrator waits two quarters before it asks for the same thing again."""
    last = course("calibrated-control", ("calibrator", "freeze-always"))[-1].record
    asked = [[line.take for line in past.plans["beijing"].lines if isinstance(line, Offer)] for past in last.history]
    assert sum(map(len, asked)) >= 2
    for quarter, terms in enumerate(asked):
        assert not any(term in earlier for term in terms for earlier in asked[max(quarter - 2, 0) : quarter])


def test_a_changing_cabinet_hears_other_desks_in_another_campaign(rules: Rules) -> None:
    state = new_game(rules, Setup("calibrated-control", 3))
    seen = observe(rules, state, "beijing")
    card = next(c for c in rules.cards.values() if c.to == "beijing" and len({r.desk for r in c.responses}) == 3)
    hands = [replace(seen, mandates=(mandate,)) for mandate in sorted(rules.mandates)]

    def tastes(doctrine: str) -> list[tuple[float, ...]]:
        item = replace(rules.doctrines[doctrine], script="hawk")  # without a pursuit of mandates, which weighs answers as well
        return [tuple(taste_of(Planner(rules, hand, item), r) for r in card.responses) for hand in hands]

    assert len(set(tastes("hawk"))) == 1 and len(set(tastes("tribune"))) == len(hands)
    lasting = replace(rules.doctrines["tribune"], numbers={**rules.doctrines["tribune"].numbers, "cabinet": 0.0})
    plain = taste_of(Planner(rules, seen, lasting), card.responses[0])
    first = [found[0] - plain for found in tastes("tribune")]
    assert min(first) >= 0.0 and max(first) < rules.doctrines["tribune"].numbers["cabinet"]
