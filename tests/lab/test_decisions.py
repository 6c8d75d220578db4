"""What decisions are worth: the arms change one kind of decision alone, differences by hand, the command's report."""

from __future__ import annotations

import pytest

from game.engine.rules import Setup, new_game, observe, observe_batch, options
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.vocabulary.plan import AnswerCard, GiveOrder, Plan, SetDial
from game.engine.rules.vocabulary.rules import Rules
from game.lab.balance.decision_report import building_rows, decision_report, difference, lines
from game.lab.balance.long_policies import build_all, most_credit, played, running_cost
from game.lab.balance.paired_campaigns import ARMS, legal
from game.opponents import plan_for


@pytest.fixture(scope="module")
def seen(rules: Rules) -> Observation:
    return observe(rules, new_game(rules, Setup("spring-curbs", 5, doctrines=("calibrator", "hawk"))), "beijing")


def family(rules: Rules, plan: Plan, name: str) -> list[GiveOrder]:
    return [x for x in plan.lines if isinstance(x, GiveOrder) and rules.orders[x.order].family == name]


def test_an_arm_changes_its_own_kind_of_decision_alone(rules: Rules, seen: Observation) -> None:
    own = plan_for(rules, seen, rules.doctrines["calibrator"])
    answers = [x for x in own.lines if isinstance(x, AnswerCard)]
    assert answers and ARMS["own answers"](rules, seen, own) == own
    silent = ARMS["defaults"](rules, seen, own)
    assert list(silent.lines) == [x for x in own.lines if x not in answers]
    drawn = ARMS["lots"](rules, seen, own)
    assert {x.card for x in drawn.lines if isinstance(x, AnswerCard)} == {x.card for x in answers}
    assert ARMS["lots"](rules, seen, own) == drawn, "a lot does not change when it is asked again"
    assert {x for x in drawn.lines if not isinstance(x, AnswerCard)} <= set(silent.lines)


def test_who_induces_gives_an_order_that_wins_somebody_and_who_never_does_gives_none(rules: Rules, seen: Observation) -> None:
    empty = Plan("beijing")
    given = ARMS["inducing"](rules, seen, empty)
    (order,) = family(rules, given, "inducement")
    assert order in legal(rules, seen, empty, GiveOrder) and seen.stances[order.target][0] < rules.numbers.join
    assert ARMS["inducing"](rules, seen, given) == given
    assert ARMS["never inducing"](rules, seen, given) == empty


def test_held_policies_spend_on_what_they_are_for_and_no_more_than_there_is(rules: Rules, seen: Observation) -> None:
    credit = most_credit(rules, seen)
    assert [(x.dial, x.notch > seen.dials[x.dial]) for x in credit.lines if isinstance(x, SetDial)] == [("directed-credit", True)]
    theirs = observe(rules, new_game(rules, Setup("calibrated-control", 5)), "washington")
    plan = build_all(rules, theirs)
    assert plan.lines and options(rules, theirs, plan).budget_left >= 0.0


def test_who_builds_for_years_stays_solvent_and_goes_on(rules: Rules) -> None:
    batch = played(rules, (5, 6), 12, "washington", build_all)
    for lane, record in enumerate(batch.records):
        theirs = observe_batch(rules, batch, lane, "washington")
        income = rules.numbers.sides["washington"].budget_income * theirs.accounts.appropriation
        assert theirs.accounts.budget >= 0.0 and 0.0 < running_cost(rules, theirs, Plan("washington")) < income
        assert any(quarter >= 9 for _, quarter, _ in record.enacted)


def test_a_difference_is_that_of_pairs() -> None:
    mean, error = difference([3.0, 5.0, 7.0], [1.0, 4.0, 4.0])
    assert mean == pytest.approx(2.0) and error == pytest.approx((1.0 / 3.0) ** 0.5)


def test_a_row_that_misses_says_so() -> None:
    from game.lab.balance.decision_report import Held

    few = (1, 2)
    found = {
        Held("nothing", "washington", 20, few): {"covered": [30.0, 30.0], "lasting": [40.0, 40.0]},
        Held("build_all", "washington", 20, few): {"covered": [45.0, 43.0], "lasting": [39.0, 39.0]},
    }
    magnets, lasting = building_rows(found, few)
    assert magnets["pass"] and magnets["value"] == 14.0 and not lasting["pass"] and lasting["value"] == -1.0


@pytest.mark.slow
def test_the_report_has_every_row_and_does_not_depend_on_processes(rules: Rules) -> None:
    one = decision_report(rules, 4, 11, lambda _: None)
    assert one == decision_report(rules, 4, 11, lambda _: None, jobs=2)
    assert {row["id"].partition("/")[0] for row in one["rows"]} == {"answers", "inducing", "building", "credit"}
    assert len(lines(one)) == len(one["rows"]) == 9
