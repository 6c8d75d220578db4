"""The formulas that players are shown are the model's: each is worked out from the inputs shown beside it, in reached states.

Unrounded inputs must give the value to 1e-9. Inputs as they are written on the screen must be able to give the value as it is
written, whatever their lost digits were. What only a month's flows hold is tried within months."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.engine.rules import Setup, explain, new_game, observe, resolve
from game.engine.rules.campaign.judge import read
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.quantities import QUANTITIES, measured, named
from game.engine.rules.explanations import explain as explain_module
from game.engine.rules.explanations.explain import LISTS, NUMBERS, Listed, _of
from game.engine.rules.explanations.explanation import Explanation
from game.engine.rules.turn.observe import facts_seen
from game.engine.rules.vocabulary.conditions import Quantity
from game.engine.rules.vocabulary.items import DESKS
from game.engine.rules.vocabulary.plan import BOTH, Plan
from game.engine.world.measures.formula import evaluate, refs
from game.engine.world.measures.quantities import QUANTITIES as OF_WORLD
from game.engine.world.measures.quantities import Of, by_formula, outside, value
from game.engine.world.model.arrays import ARRAYS
from game.engine.world.model.state import World
from game.engine.world.month.phases import step
from game.forecast.fan import reader_of
from game.forecast.sandbox import CURVES, readings_of
from game.lab.simulation.simulate import play_batch
from game.screens.words.quantities import formula_told, inputs_told, value_told
from game.screens.words.texts import LANGUAGES, Texts

CAMPAIGNS = (
    ("spring-curbs", ("hawk", "calibrator")),
    ("calibrated-control", ("tit-for-tat", "hawk")),
    ("precedent-2010", ("calibrator", "calibrator")),
    ("price-floor-club", ("do-nothing", "tit-for-tat")),
)
STATES = 50
CLOSE = 1e-9
STEP = 2.0**-29  # prices stand on quanta of 2**-30


@pytest.fixture(scope="module")
def reached(rules: Any) -> list[tuple[Observation, Observation | None]]:
    """What both sides observe at the start of each quarter of the campaigns, with the quarter before."""
    found: list[tuple[Observation, Observation | None]] = []
    for scenario, doctrines in CAMPAIGNS:
        before: dict[str, Observation | None] = dict.fromkeys(BOTH)

        def look(seen: Observation, plan: Plan, before: dict[str, Observation | None] = before) -> Plan:
            found.append((seen, before[seen.side]))
            before[seen.side] = seen
            return plan

        play_batch(rules, scenario, doctrines, [5], judge=False, advise=look)
    assert len(found) >= 2 * STATES
    return found


def numbers(o: Observation) -> list[str]:
    """Everything that opens in a state."""
    plain = [q.id for q in QUANTITIES.values() if q.source and not q.by]
    products = [f"{id}:{p}" for id in ("price-in", "price-out") for p in o.world.spec.products]
    finals = [f"{id}:{o.world.spec.products[int(p)]}" for id in ("cover", "missing") for p in o.world.spec.final_product]
    return [*plain, *products, *finals, *(f"watcher:{d}" for d in DESKS)]


def by_the_month(id: str) -> bool:
    """Whether a formula rests on what only a month's flows hold."""
    return any(QUANTITIES[ref].month for ref, _ in refs(QUANTITIES[id].formula))


def opened(rules: Any, reached: Any) -> list[tuple[Observation, Explanation, Any, Of]]:
    """Every number that opens in every state and has a formula which holds there, with the facts and what it is read of."""
    found = []
    for o, before in reached:
        facts = facts_seen(rules, o, before)
        for key in numbers(o):
            e = explain(rules, o, key, before)
            known = before is not None or not any(ref == "quarter-loss" for ref, _ in e.quantity.inputs)
            if e.quantity.formula and not e.start and known and not by_the_month(e.quantity.id):
                found.append((o, e, facts, _of(facts, e.of)))
    return found


@pytest.fixture(scope="module")
def tried(rules: Any, reached: Any) -> list[tuple[Observation, Explanation, Any, Of]]:
    return opened(rules, reached)


def test_every_formula_gives_the_value_that_is_shown(tried: Any) -> None:
    """From unrounded inputs of the same state."""
    for o, e, facts, of in tried:
        found = float(by_formula(QUANTITIES, facts, e.quantity, of, named)[0])
        assert found == pytest.approx(e.value, rel=CLOSE, abs=CLOSE), f"{e.quantity.id} {e.of} in {o.scenario} {o.date} {o.side}"
    assert {e.quantity.id for _, e, _, _ in tried} == {
        q.id for q in QUANTITIES.values() if q.source and q.formula and not by_the_month(q.id)
    }, "each number that has a formula was tried"


def test_inputs_as_they_are_written_can_give_the_value_as_it_is_written(tried: Any) -> None:
    t = Texts()
    for o, e, facts, of in tried[::7]:
        shown = {(i.quantity.id, i.of if i.listed else ""): span(value_told(t, i.quantity, i.value), i) for i in e.inputs}
        needed = [r for r in e.quantity.inputs if not QUANTITIES[r[0]].constant]
        assert set(needed) <= set(shown), f"{e.quantity.id}: not every input of the formula is shown"
        ends = [
            float(evaluate(e.quantity.formula, given(facts, of, dict(zip(needed, corner, strict=True))))[0])
            for corner in product(*(shown[r] for r in needed))
        ]
        low, high = span(value_told(t, e.quantity, e.value), e)
        assert min(ends) <= high + CLOSE and max(ends) >= low - CLOSE, f"{e.quantity.id} {e.of}: {shown}, {o.scenario} {o.date}"


def test_each_buyers_trust_is_what_its_formula_says(rules: Any, reached: Any) -> None:
    for o, _ in reached[::5]:
        for r in range(len(o.world.spec.regions)):
            of = Of(rows=(r,), side=BOTH.index(o.side))
            true = value(OF_WORLD, o.world, "trust-by", of)
            assert float(by_formula(OF_WORLD, o.world, OF_WORLD["trust-by"], of)[0]) == pytest.approx(float(true[0]), rel=CLOSE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_about_a_formula_do_no_arithmetic_of_their_own(language: str) -> None:
    """What content says beside a formula holds no numbers and no functions: those come from the table, and are tried above."""
    t = Texts(language)
    for id in QUANTITIES:
        if t.has(f"explanations.how.{id}"):
            words = re.sub(r"\{([\w-]+)\}", "", t(f"explanations.how.{id}"))
            assert not re.search(r"\d*\.\d|exp|log|min|max|/|\^", words), (id, words)


def span(told: str, of: Any) -> tuple[float, float]:
    """The least and most that a number on the screen may stand for, in the unit of its quantity."""
    found = re.search(r"(−?)\$?(\d[\d,]*)(\.\d+)?(m?)", told)
    assert found is not None, told
    number = float(f"{found[2].replace(',', '')}{found[3] or ''}") * (-1 if found[1] else 1)
    half = 0.5 * 10.0 ** -(len(found[3] or ".") - 1)
    scale = 0.001 if found[4] and of.quantity.unit == "money" else 0.01 if of.quantity.unit == "share" else 1.0
    if told.startswith("under "):  # more than nought, and too little for its digits
        return 0.0, number * scale
    return (number - half) * scale, (number + half) * scale


def given(facts: Any, of: Of, values: dict[tuple[str, str], float]) -> Callable[[tuple[str, str]], Any]:
    """Values for a formula: those given, and constants as content has them."""
    return lambda ref: values[ref] if ref in values else measured(facts, ref[0], named(of, ref[1] or of.name))


def test_formulas_of_a_month_give_what_the_month_did(reached: Any) -> None:
    """Within the month: prices from last month's and from what met, use from what lay on the shelves."""
    tried: set[str] = set()

    def look(w: World) -> None:
        for q in (q for q in OF_WORLD.values() if q.formula and by_the_month(q.id)):
            for p in w.spec.final_product.tolist() if q.id == "served" else range(len(w.spec.products)):
                for r in outside(w.spec, p)[::3] if q.id == "served" else (0,):
                    of = Of(int(p), (r,))
                    found, true = float(by_formula(OF_WORLD, w, q, of)[0]), float(value(OF_WORLD, w, q.id, of)[0])
                    assert found == pytest.approx(true, rel=CLOSE, abs=STEP), f"{q.id} {w.spec.products[p]} {w.spec.regions[r]}"
                    tried.add(q.id)
                    if q.id == "served":
                        f = int(w.frame.final_of[p])
                        planned = float(value(OF_WORLD, w, "planned", of)[0])
                        assert 0.0 <= found * planned - float(w.used[r, f, 0]) <= 2.0**-19, "use is rounded down to whole quanta"

    for o, _ in reached[::6]:
        step(o.world.copy(), 2, watch=look)
    assert tried == {q.id for q in OF_WORLD.values() if q.formula and by_the_month(q.id)} >= {"served", "price-in", "price-out"}


def test_a_quarter_of_a_month_on_the_shelf_serves_a_quarter(rules: Any) -> None:
    """The case that was told wrongly: a screen said .36 and the model used .25."""
    w = rules.world_of("spring-curbs")
    values = {"rationing": 1.8, "shelf": 0.25, "calm-shelf": 3.0}
    served = evaluate(QUANTITIES["served"].formula, lambda ref: np.full(1, values[ref[0]]))
    assert w.parameters.rationing == 1.8 and float(served[0]) == pytest.approx(0.25)


def test_months_of_cover_are_one_number_wherever_they_are_asked_for(rules: Any, reached: Any) -> None:
    """The Desk, a condition, a fan and the Lab once told four numbers under this name."""
    for o, _ in reached[-20::5]:
        w, japan = o.world, o.world.spec.region("japan")
        p, f = w.spec.product("heavy.magnet"), w.spec.finals.index("heavy.magnet")
        true = w.stock[japan, p, 0] / ((1.0 - w.designed_out[japan, f, 0]) * w.demand[japan, f, 0] * w.demand_shift[japan, f, 0])
        asked = read(facts_seen(rules, o), Quantity("cover", product="heavy.magnet", where="japan"))
        fanned = float(reader_of(w, "cover:heavy.magnet:japan")[1](w)[0])
        assert asked == fanned == pytest.approx(true)
        abroad = Of(p, outside(w.spec, p))
        tried = float(value(OF_WORLD, w, CURVES["cover"], readings_of(w, "heavy.magnet")["cover"])[0])
        shown = explain(rules, o, "cover:heavy.magnet").value
        assert tried == shown == float(value(OF_WORLD, w, "cover", abroad)[0])


def test_support_came_from_last_quarters(rules: Any, reached: Any) -> None:
    for o, before in reached:
        if before is not None:
            facts = facts_seen(rules, o)
            was = measured(facts, "support-before", facts.of(o.side, name="finance"))
            assert was == pytest.approx(before.accounts.support), "nothing else moves support"


def test_accounts_add_up_and_end_at_the_number(rules: Any, reached: Any) -> None:
    for o, _ in reached:
        for id in ("capital", "budget", "support"):
            lines = explain(rules, o, id).account
            assert lines and lines[0].change == lines[0].total
            assert all(b.total == a.total + b.change for a, b in pairwise(lines))
        assert explain(rules, o, "support").account[-1].total == pytest.approx(o.accounts.support)


def test_an_account_of_what_comes_is_what_came_where_nothing_else_was_done(rules: Any) -> None:
    """Income and costs as foretold, for a side that does nothing: cards alone may add to it."""
    same, quarters = 0, 0
    state = new_game(rules, Setup("price-floor-club", 3))
    for _ in range(6):
        seen = {side: observe(rules, state, side) for side in BOTH}
        told = {side: {id: explain(rules, seen[side], id).account[-1].total for id in ("capital", "budget")} for side in BOTH}
        state = resolve(rules, state, {side: Plan(side) for side in BOTH}).state
        for side in BOTH:
            a = state.record.accounts[side]
            quarters += 1
            same += told[side]["capital"] == a.capital and told[side]["budget"] == pytest.approx(a.budget, abs=0.05)
    assert same >= 0.5 * quarters, f"{same} of {quarters}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_is_worded_in_both_languages(rules: Any, reached: Any, language: str) -> None:
    """Names, sentences, formulas and units are there; Chinese formulas hold no English name of an input."""
    t = Texts(language)
    o = reached[8][0]
    for key in numbers(o):
        e = explain(rules, o, key)
        told = formula_told(t, rules, o, e)
        for part in ("name", "sentence", "source"):
            assert t.has(f"explanations.{part}.{e.quantity.source if part == 'source' else e.quantity.id}"), (part, key)
        assert told and "{" not in told and not value_told(t, e.quantity, e.value).startswith("explanations")
        if language != "en":
            assert not set(re.findall(r"[a-z]{2,}", told)) - {"exp", "log", "min", "max"}, told
    for q in QUANTITIES.values():
        assert q.constant or t.has(f"quantity.{q.id}"), q.id
        for _, several in (a.split("@") for a in q.also if "@" in a):
            assert several in LISTS or several in ("final", "some")
    assert not t.missing
    assert set(NUMBERS) <= set(QUANTITIES)


def test_a_formula_allows_arithmetic_only() -> None:
    for wrong in ("a.b", "f(a)", "__import__('os')", "a if b else c", "a[0]", "'x'", "a @ b", "a(", "lambda: 1"):
        with pytest.raises(ValueError, match="formula"):
            refs(wrong)


def test_what_is_listed_is_read_of_each(rules: Any, reached: Any) -> None:
    facts = facts_seen(rules, reached[-1][0])
    of = replace(facts.of(facts.side), rows=outside(facts.spec, facts.product("")))
    for name, listed in LISTS.items():
        found: Listed = listed(facts, of)
        assert found or name == "dials"


def test_the_engine_names_and_content_words() -> None:
    """No words for players stand where explanations are made; the arrays' meanings are the same in content as in their table."""
    for path in Path(explain_module.__file__).parent.glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        told = {id(n.body[0].value) for n in ast.walk(tree) if isinstance(n, (ast.Module, ast.FunctionDef, ast.ClassDef)) and n.body
                and isinstance(n.body[0], ast.Expr)}  # fmt: skip
        told |= {id(n.value) for n in tree.body if isinstance(n, ast.Expr)}
        words = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in told]
        assert not [w for w in words if " " in w], path.name
    t = Texts()
    assert all(t(f"explanations.meaning.{a.name}") == a.meaning for a in ARRAYS)


def test_who_works_out_a_formula_with_the_inputs_as_written_finds_the_number_as_written(tried: Any, rules: Any) -> None:
    """A watcher's inputs gave 72 where 73 stood above them."""
    t = Texts()
    for o, e, facts, of in tried[::3]:
        told = dict(zip(((i.quantity.id, i.of if i.listed else "") for i in e.inputs), inputs_told(t, rules, o, e), strict=True))
        shown = {ref: number_read(told[ref][1], QUANTITIES[ref[0]]) for ref in e.quantity.inputs if not QUANTITIES[ref[0]].constant}
        worked = float(evaluate(e.quantity.formula, given(facts, of, shown))[0])
        assert value_told(t, e.quantity, worked) == value_told(t, e.quantity, e.value), f"{e.quantity.id} {e.of}: {shown}, {o.date}"


@pytest.mark.parametrize("loaded", [False, True])
def test_a_watcher_shows_the_inputs_that_made_its_opinion(rules: Any, reached: Any, loaded: bool) -> None:
    """In every quarter after the first, and as well when the quarter before is not known, as it is after a save was loaded."""
    judged = 0
    for o, before in reached:
        facts = facts_seen(rules, o, None if loaded else before)
        for desk in DESKS:
            e = explain(rules, o, f"watcher:{desk}", None if loaded else before)
            inputs = {i.quantity.id for i in e.inputs}
            if o.quarter == 0:
                assert e.start and inputs == {"weight-in-support"}, "what the scenario gave is not explained by a formula"
                continue
            known = {(i.quantity.id, ""): i.value for i in e.inputs}
            assert {r[0] for r in e.quantity.inputs if not QUANTITIES[r[0]].constant} <= inputs
            found = float(evaluate(e.quantity.formula, given(facts, _of(facts, desk), known))[0])
            assert found == pytest.approx(o.accounts.watchers[DESKS.index(desk)], abs=CLOSE), f"{desk} {o.scenario} {o.date}"
            judged += 1
    assert judged > 500


def number_read(told: str, quantity: Any) -> float:
    """The number that stands on the screen, in the unit of its quantity."""
    low, high = span(told, type("Shown", (), {"quantity": quantity}))
    return 0.5 * (low + high)
