"""The laboratory: runs do not depend on how they are cut, reports hold their keys, signatures are told apart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.engine.rules import digest, observe, options
from game.engine.rules.verdict.standing import par_after
from game.engine.rules.vocabulary.items import Order
from game.engine.rules.vocabulary.plan import BOTH, Draft, GiveOrder, Offer, Plan, SetDial, Term, other
from game.engine.rules.vocabulary.rules import Rules
from game.lab.balance.design_tests import (
    THESIS,
    Task,
    done_alone,
    dull_tasks,
    dull_test,
    first_freeze,
    win_share,
    without_first_freeze,
    without_freezing,
)
from game.lab.balance.pars import par_of, pars, reference_games
from game.lab.balance.signature_test import mute_items, only_accounts, reached, signature, signature_tests
from game.lab.simulation.golden import PAIRS, SEED, compare, page, write
from game.lab.simulation.golden_words import legal_lines, parts_of, seen_lines, told
from game.lab.simulation.pool import each
from game.lab.simulation.simulate import CampaignResult, play_batch, run, simulate
from game.lab.simulation.statement import state_after, statement
from game.structs import replace

GOLDEN = Path(__file__).resolve().parents[1] / "golden"


def test_a_run_does_not_depend_on_its_cut(rules: Rules) -> None:
    pair = ("tit-for-tat", "hawk")
    whole = play_batch(rules, "spring-curbs", pair, [1, 2, 3], judge=False)
    alone = play_batch(rules, "spring-curbs", pair, [2], judge=False)
    assert digest(whole[1].state) == digest(alone[0].state)
    assert [p.seed for p in whole] == [1, 2, 3] and len({digest(p.state) for p in whole}) == 3


def test_progress_is_told_and_everything_finishes(rules: Rules) -> None:
    told_of: list[tuple[int, int]] = []
    report = simulate(rules, "spring-curbs", ("hawk", "hawk"), 2, 9, progress=lambda a, b: told_of.append((a, b)))
    assert report["finished"] == 2 and told_of[-1] == (2, 2)


def test_a_draw_counts_half() -> None:
    def ended(winner: str) -> CampaignResult:
        return CampaignResult(1, 8, "x", winner, "end", "", 0, {})

    assert win_share([ended("beijing"), ended("draw"), ended("washington"), ended("neither")], "beijing") == 0.375


@pytest.mark.slow
def test_a_dull_strategy_is_reported_by_side_and_scenario(rules: Rules) -> None:
    tasks = dull_tasks(["spring-curbs"], "do-nothing", 2)
    found = dull_test("do-nothing", {task: done_alone(rules, task) for task in tasks})
    assert {"id", "value", "target", "pass"} <= set(found)
    assert set(found["parts"]) == {"spring-curbs/beijing", "spring-curbs/washington"}


@pytest.mark.slow
def test_the_replay_without_the_first_freeze_keeps_all_else(rules: Rules) -> None:
    campaigns = play_batch(rules, "spring-curbs", ("hawk", "calibrator"), range(1, 9), keep_log=True, judge=False)
    played = next(p for p in campaigns if first_freeze(rules, p, "beijing") and p.state.record.over == "end")
    first = first_freeze(rules, played, "beijing")
    assert first is not None and rules.dials[first.dial].stance
    gain = without_first_freeze(rules, played, "beijing")
    assert gain is not None and -100.0 < gain < 100.0
    never = play_batch(rules, "spring-curbs", ("never-restrict", "calibrator"), [1], keep_log=True, judge=False)
    assert without_first_freeze(rules, never[0], "beijing") is None
    assert without_freezing(rules, never[0], "beijing") is None


@pytest.mark.slow
def test_a_policy_of_freezing_costs_lasting_leverage(rules: Rules) -> None:
    always = play_batch(rules, "spring-curbs", ("freeze-always", "calibrator"), [1, 2], keep_log=True, judge=False)
    ended = [p for p in always if p.state.record.over == "end"]
    assert ended
    for played in ended:
        gain, one = without_freezing(rules, played, "beijing"), without_first_freeze(rules, played, "beijing")
        assert gain is not None and one is not None and gain > 5.0 > abs(one)  # one buyer among many changes little


@pytest.mark.slow
def test_parts_in_several_processes_give_what_one_gives(rules: Rules) -> None:
    tasks = [Task("thesis", "spring-curbs", THESIS, seeds=(1, 2)), *dull_tasks(["spring-curbs"], "do-nothing", 2)]
    heard: list[int] = []
    alone = [done_alone(rules, task) for task in tasks]
    assert each(rules, done_alone, tasks, 2, lambda done, task: heard.append(done)) == alone
    assert heard == [1, 2, 3]


@pytest.mark.slow
def test_no_two_orders_or_dials_share_a_signature(rules: Rules) -> None:
    items = [*rules.dials.values(), *rules.orders.values()]
    mute = list(mute_items(rules, items, reached(rules, ["spring-curbs"], 2)))
    shared, accounts, trace = signature_tests(rules, mute, 2)
    assert shared["offenders"] == [] and accounts["offenders"] == [] and trace["offenders"] == []


@pytest.mark.slow
def test_the_signature_test_finds_offenders(rules: Rules) -> None:
    order = next(o for o in rules.orders.values() if not o.targets)
    twin = replace(order, id="twin")
    idle = Order("idle", order.side, order.family, "Idle", "Does nothing.", 1)
    changed = replace(rules, orders={**rules.orders, "twin": twin, "idle": idle})
    assert signature(twin) == signature(order)
    assert only_accounts(idle) and not only_accounts(order)
    states = reached(changed, ["spring-curbs"], 1)
    assert list(mute_items(changed, [idle], states)) == ["idle"]


def test_a_par_is_the_median_of_reference_games_and_says_when_the_stored_one_is_stale(rules: Rules) -> None:
    games = reference_games(rules, ("spring-curbs", 1, 5))
    results = [g.result for g in games]
    standing = sorted(r.parts["beijing"].standing for r in results)
    found = par_of(games, "beijing", standing[2])
    assert found["median"] == round(standing[2], 1) and found["games"] == 5 and not found["stale"]
    assert par_of(games, "beijing", standing[2] + 3.0)["stale"]
    assert len(found["path"]) == rules.scenarios["spring-curbs"].quarters
    assert found["path"][0] == round(sorted(g.standings["beijing"][0] for g in games)[2], 1)
    for side, par in rules.scenarios["spring-curbs"].par.items():  # Beijing stood seven points above its par from the start on
        assert all(abs(x - par_after(par, i)) < 3.0 for i, x in enumerate(par_of(games, side, 0.0)["path"], 1))
    reference = rules.scenarios["spring-curbs"].par["beijing"].loss_reference
    for r in results:
        p = r.parts["beijing"]
        assert p.welfare == pytest.approx(100.0 / (1.0 + p.lost / reference))


@pytest.mark.slow
def test_no_stored_par_is_stale(rules: Rules) -> None:
    games = max(par.games for scenario in rules.scenarios.values() for par in scenario.par.values())  # as many as the stored ones
    found = pars(rules, games, 1, lambda line: None)["pars"]
    assert not [(scenario, side) for scenario, both in found.items() for side, par in both.items() if par["stale"]]


def test_a_statement_names_every_product_and_both_sides(rules: Rules) -> None:
    found = statement(rules, state_after(rules, "spring-curbs", 1, 1))
    assert set(found["figures"]) == set(found["rungs"]) == {"beijing", "washington"}
    assert set(found["prices"]) == set(rules.world_of("spring-curbs").products)


def test_golden_pages_are_readable_and_renewed(rules: Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.lab.simulation.golden.PAIRS", PAIRS[3:])
    short = replace(rules, scenarios={"spring-curbs": rules.scenarios["spring-curbs"]})
    assert len(compare(short, tmp_path)) == 1
    assert write(short, tmp_path) == [f"spring-curbs_{PAIRS[3][0]}_{PAIRS[3][1]}.txt"]
    assert compare(short, tmp_path) == [] and write(short, tmp_path) == []
    text = next(tmp_path.iterdir()).read_text("utf-8")
    assert "Quarter 8" in text and "Last digest" in text and max(map(len, text.splitlines())) < 2000


def test_a_line_is_told_in_words() -> None:
    assert told(SetDial("chips-rival", 2, True)) == "set dial by statute chips-rival to 2"
    assert told(Draft(GiveOrder("chip-waivers", "china"), quiet=True)) == "draft to give order chip-waivers to china quietly"
    deal = Offer(Term("chips-rival", 0), 4, Term("licence-heavy-rival", 1))
    assert told(deal) == (
        "offer for 4 quarters to keep licence-heavy-rival at 1 or below if the other side keeps chips-rival at 0 or below"
    )
    demand = Offer(Term("chips-rival", 0), 4, draft="draft-3", due=2)
    assert told(demand) == (
        "demand for 4 quarters backed by draft-3 (due in 2) that the other side keeps chips-rival at 0 or below"
    )


def test_a_golden_page_lists_each_legal_line_and_only_what_a_side_sees(rules: Rules) -> None:
    state = state_after(rules, "spring-curbs", 2, 1)
    seen = {side: observe(rules, state, side) for side in BOTH}
    for side in BOTH:
        found = options(rules, seen[side], Plan(side))
        text = "\n".join(legal_lines(found))
        for option in found.open():
            verb, what, _, how = parts_of(option.line)
            parts = (part for line in text.splitlines() if line.startswith(f"{verb}: ") for part in f"{line};".split("; "))
            own = re.compile(rf"(?<![\w-]){re.escape(what)}(?![\w-])")
            assert any(own.search(part) and how in part for part in parts), option.line
        sight = "\n".join(seen_lines(seen[side]))
        own, rival = state.record.accounts[side], state.record.accounts[other(side)]
        assert f"budget {own.budget:.3f}" in sight and f"budget {rival.budget:.3f}" not in sight
        assert all(m in sight for m in seen[side].mandates) and not any(m in sight for m in seen[other(side)].mandates)


FAST = ("spring-curbs",)
PAGES = [
    pytest.param(path, marks=() if path.name.startswith(FAST) else pytest.mark.slow, id=path.stem)
    for path in sorted(GOLDEN.glob("*.txt"))
]


@pytest.mark.parametrize("path", PAGES)
def test_golden_playthroughs(rules: Rules, path: Path) -> None:
    """Renewed by `python -m game golden --write`; the difference is to be read before it is kept."""
    scenario, beijing, washington = path.stem.split("_")
    assert page(rules, scenario, (beijing, washington), SEED).splitlines() == path.read_text("utf-8").splitlines()


def test_results_say_who_won_and_how(rules: Rules) -> None:
    (result,) = run(rules, "spring-curbs", ("calibrator", "calibrator"), 1, 3)
    assert result.winner in ("beijing", "washington", "draw", "neither") and result.ending in rules.endings
    assert set(result.parts) == {"beijing", "washington"}
