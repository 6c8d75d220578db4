"""The pulse of the figures: calibration by hand, what counts as decided, partners won, the command's report."""

from __future__ import annotations

import pytest

from game.engine.rules import Setup, new_game, observe
from game.engine.rules.vocabulary.rules import Rules
from game.lab.balance.pulse import (
    Came,
    Seen,
    calibrated,
    calibration_pairs,
    move_rows,
    neighbours,
    partner_rows,
    partners_won,
    pulse,
)
from game.lab.balance.scarcity import binds, scarcity_row
from game.lab.balance.story import Told, lead_changes, story_rows
from game.structs import replace


def quarter(number: int, crisis: float = 0.1, leverage: float = 40.0, decided: int = 0, at_brink: bool = False) -> Seen:
    return Seen("s", 1, number, crisis, crisis / 10, at_brink, (leverage, 20.0), (0.9, 0.9), (decided,), (decided,))


def test_a_risk_that_is_what_comes_has_the_slope_one_and_a_better_score_than_the_base_rate() -> None:
    shown = [0.1] * 100 + [0.5] * 100
    came = [1.0] * 10 + [0.0] * 90 + [1.0] * 50 + [0.0] * 50
    found = calibrated(shown, came)
    assert found["slope"] == pytest.approx(1.0) and found["shown"] == found["came"] == 0.3
    assert found["brier"] == pytest.approx(0.5 * (0.09 + 0.25)) and found["brier"] < found["brier_base"] == pytest.approx(0.21)
    half = calibrated([x / 2 for x in shown], came)
    assert half["slope"] == pytest.approx(2.0) and half["brier"] > found["brier"]


def test_only_quarters_with_a_year_after_them_count_and_none_that_begins_at_a_brink() -> None:
    seen = [quarter(n, at_brink=n == 3) for n in range(8)]
    calm = {("s", 1): Came("s", 1, 8, (2,), False)}
    crisis, rupture = calibration_pairs(seen, calm)
    assert crisis == ([0.1] * 4, [1.0, 1.0, 1.0, 0.0]) and len(rupture[0]) == 5 and not any(rupture[1])
    crisis, rupture = calibration_pairs(seen, {("s", 1): Came("s", 1, 8, (2,), True)})
    assert rupture[1] == [0.0] * 4 + [1.0] * 4


def test_a_move_is_asked_for_where_something_was_decided_and_rest_where_nothing_was() -> None:
    seen = [quarter(0), quarter(1, crisis=0.13, decided=1), quarter(2, crisis=0.13, leverage=40.4, decided=1)]
    assert len(neighbours(seen)) == 2
    rows = {row["id"]: row for row in move_rows(seen, [])}
    assert rows["moves/crisis"]["value"] == 1.0 and rows["moves/crisis"]["quarters"] == 1
    assert rows["moves/leverage"]["value"] == 0.0 and rows["stays/leverage"]["value"] == 1.0


def test_a_story_is_counted_by_hand() -> None:
    swings = [Told((0, 3), 5.0), Told((2, 1), -1.0), Told((2, 2), 0.0), Told((1, 3), 2.0)]
    rows = {row["id"]: row for row in story_rows({1: swings, 2: [], 3: swings}, [True, False, False])}
    assert rows["headline-told"]["value"] == 0.75 and not rows["headline-told"]["pass"]
    assert rows["headline-great"]["value"] == 0.125 and rows["headline-great"]["pass"]
    assert lead_changes([t.lead for t in swings]) == rows["lead-changes"]["value"] == 2 and rows["lead-changes"]["pass"]
    assert rows["brink-unequal"]["value"] == 0.3333 and rows["brink-unequal"]["pass"]
    assert not story_rows({1: swings}, [True, True])[2]["pass"], "a brink in every campaign is too many"


def test_means_bind_where_two_of_the_most_wanted_lines_cannot_both_be_paid(rules: Rules) -> None:
    seen = observe(rules, new_game(rules, Setup("spring-curbs", 3)), "washington")
    rich, poor = (replace(seen, accounts=replace(seen.accounts, capital=n, budget=float(n))) for n in (40, 0))
    assert binds(rules, rich) is False
    assert binds(rules, poor) is True
    assert scarcity_row([True, True, False])["pass"] and not scarcity_row([True, False])["pass"]


def test_a_partner_won_on_a_reached_state_adds_and_never_takes(rules: Rules) -> None:
    jumps = partners_won(rules, "spring-curbs", (1, 2))
    assert len(jumps) == 2 * 2 * len(rules.scenarios["spring-curbs"].stances)
    assert min(j.won for j in jumps) >= 0.0 and max(j.won for j in jumps) > 0.1
    assert all(row["pass"] for row in partner_rows(jumps))


@pytest.mark.slow
def test_the_report_has_a_row_for_each_promise_and_does_not_depend_on_processes(rules: Rules) -> None:
    report = pulse(rules, 2, 1, lambda _: None)
    assert report["quarters"] >= 40 and len(report["calibration"]["crisis"]["classes"]) == 10
    assert {row["id"].partition("/")[0] for row in report["rows"]} == {
        "crisis-below-2", "crisis-from-20", "slope", "brier", "moves", "stays", "partner-at-impact", "partner-step",
        "charge-read", "headline-told", "headline-great", "lead-changes", "brink-unequal",
        "two-wanted-unpaid",
    }  # fmt: skip
