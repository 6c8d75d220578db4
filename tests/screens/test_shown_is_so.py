"""What is shown is so: parts meet their total, causes change something, history is no guess, every refusal has its reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from game.devtools.sample_situations import show_sample
from game.engine.rules import options, prices
from game.engine.rules.campaign.record import State
from game.engine.rules.turn.observe import facts_seen
from game.engine.rules.verdict.standing import standing_of
from game.engine.rules.vocabulary.plan import Draft, SetDial, other
from game.engine.world.arithmetic.luck import key_number
from game.engine.world.arithmetic.total import total
from game.forecast import Odds
from game.forecast.causes import QUANTUM, Cause, Rest
from game.screens.app import App
from game.screens.pages.desk.ladder_and_mandates import mandate_state
from game.screens.pages.ending.verdict_parts import parts_panel
from game.screens.pages.quarter.waterfall import GUIDED, Teller, listed, rows, sentence_told
from game.screens.pages.shared.explanation import account
from game.screens.pages.shared.odds_table import parts_told, start_told
from game.screens.pages.shared.suggestions import nearest_mandate
from game.screens.pages.shared.verdict_line import parts_hint
from game.screens.tree.node import Intent, find, walk
from game.screens.words.rounding import rounded
from game.screens.words.sentences import threats_told
from game.screens.words.texts import LANGUAGES
from game.structs import replace


def desk(make_app: Callable[..., App], language: str = "en") -> App:
    app = make_app(language)
    show_sample(app, "desk")
    return app


def read(told: str) -> float:
    return float(told.replace("−", "-").replace("±", "").replace("+", "").replace(",", ""))


def some(key: int, n: int, size: float) -> list[float]:
    """Numbers that look like causes: on their quantum, both signs, many small ones."""
    return [round(size * (2 * key_number(key, i, "part", "") - 1) ** 3 / QUANTUM) * QUANTUM for i in range(n)]


@pytest.mark.parametrize("digits", [0, 1, 2])
def test_rounded_parts_add_up_to_the_rounded_total(digits: int) -> None:
    assert rounded([0.3, 0.4, 0.1], 1) == (0.3, 0.4, 0.1) and sum(rounded([45, 18.6, -6.4])) == 57
    for key in range(500):
        parts = some(key, 1 + key % 9, 7.0)
        told = rounded(parts, digits)
        assert round(total(told), digits) == round(total(parts), digits)
        assert all(abs(x - y) < 1.0000001 / 10**digits for x, y in zip(parts, told, strict=True))
    assert rounded([], digits) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_waterfall_adds_up_as_it_is_written(make_app: Callable[..., App], language: str) -> None:
    """.3 + .4 + .1 was shown as .7, 7.5 + .1 as 7.5."""
    scene: Any = desk(make_app, language).scene()
    for key in range(200):
        parts = some(key, 7, 3.0)
        causes = tuple(Cause(Rest("policy" if i == 0 else "chance"), "policy", x, total(parts) - x) for i, x in enumerate(parts))
        told = rows(scene, causes)
        assert sum(round(10 * read(x)) for _, x in told[1:-1]) == round(10 * read(told[-1][1])), told


def test_the_part_in_the_sentence_is_that_of_the_table(make_app: Callable[..., App]) -> None:
    """ "Moved it most, by +0.4" stood over a table that had +0.5."""
    scene: Any = desk(make_app).scene()
    teller, told = Teller(scene.t, scene.rules, scene.before), 0
    for key in range(300):
        parts = some(key, 6, 0.4)
        change = total(parts)
        causes = tuple(Cause(Rest("policy" if i == 0 else "chance"), "policy", x, change - x) for i, x in enumerate(parts))
        sentence = sentence_told(teller, "leverage", change, "60", causes, 0, listed(causes, GUIDED))
        found = re.search(r"by ([+−±]\d+\.\d)", sentence)
        if found is not None:
            told += 1
            assert found[1] in [x for _, x in rows(scene, causes)[1:-1]], (sentence, rows(scene, causes))
    assert told > 20


def test_a_cause_that_changes_nothing_is_not_named(make_app: Callable[..., App]) -> None:
    """ "Reliability +1: …; without it, +1" """
    scene: Any = desk(make_app).scene()
    teller = Teller(scene.t, scene.rules, scene.before)
    idle, real = Cause(Rest("policy"), "policy", 0.9, 1.2), Cause(Rest("chance"), "chance", 0.3, 0.9)
    told = sentence_told(teller, "reliability", 1.2, "60", (idle, real))
    assert scene.t("cause.policy") not in told and scene.t("cause.chance") in told and "+1.2" in told and "+0.9" in told
    alone = sentence_told(teller, "reliability", 1.2, "60", (idle,))
    assert alone == scene.t("cause.several", name=scene.t("figure.reliability"), change="+1")
    for key in range(300):
        parts, without = some(key, 4, 3.0), some(key + 1000, 4, 3.0)
        change = total(parts)
        causes = tuple(Cause(Rest("chance"), "chance", x, y) for x, y in zip(parts, without, strict=True))
        numbers = re.findall(r"[+−±]\d+(?:\.\d)?", sentence_told(teller, "leverage", change, "60", causes))
        assert len(numbers) < 2 or numbers[0] != numbers[1], numbers


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_verdicts_parts_give_the_verdict_as_they_are_written(make_app: Callable[..., App], language: str) -> None:
    """Standing 58.5 and mandates −5.6 stood over a verdict of −25.7: what it was compared with was not shown."""
    app = make_app(language)
    show_sample(app, "ending")
    scene: Any = app.scene()
    n, uneven = scene.rules.numbers.standing, 0
    for key in range(60):
        verdict = {
            side: replace(parts, **{name: value * (0.3 + 0.7 * key_number(key, i, name, side)) for i, (name, value) in
                                    enumerate({"dominance": 100.0, "reliability": 100.0, "welfare": 100.0, "safety": 1.0}.items())})
            for side, parts in scene.outcome.verdict.items()
        }  # fmt: skip
        for side, p in verdict.items():
            standing = standing_of(scene.rules, p.dominance, p.reliability, p.welfare, p.safety)
            par = scene.rules.scenarios[scene.observation.scenario].par[side]
            points = n.points * (standing - par.median) / par.spread + p.mandate_points
            verdict[side] = replace(p, standing=standing, verdict=points)
        panel = parts_panel(scene.t, scene.rules, scene.observation.scenario, replace(scene.outcome, verdict=verdict))
        assert panel is not None
        rows = [[c.name for c in row.children] for row in find(panel, "parts").children]  # type: ignore[union-attr]
        uneven += any(len({len(cell.partition(".")[2]) for cell in row[1:]}) > 1 for row in rows[1:])
        for column in (1, 2):
            d, r, w, s, standing, par, spread, against, mandates, points = (read(row[column]) for row in rows[1:])
            fine = [len(row[column].partition(".")[2]) for row in rows]
            assert max(fine) <= 6, "no more digits than it takes"
            assert round(s * d**n.dominance * r**n.reliability * w**n.welfare, fine[5]) == standing, rows
            assert round(n.points * (standing - par) / spread, fine[8]) == against, rows
            assert round(against + mandates, fine[10]) == points, rows
    assert uneven <= 3, "47.757 stood beside 52.24, though either comes out with the digits of the other"
    told = parts_hint(scene.t, scene.rules)
    assert all(f"^{exponent:.1f}" in told for exponent in (n.dominance, n.reliability, n.welfare)), told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_parts_of_the_odds_add_up_as_they_are_written(make_app: Callable[..., App], language: str) -> None:
    """45 + 19 - 6 was shown as 57."""
    scene: Any = desk(make_app, language).scene()
    for key in range(300):
        gain, threat, pain, trust, resolve, chance = (key_number(key, i, "odds", "") for i in range(6))
        demand = key % 2 == 0
        odds = Odds(round(chance, 6), gain, threat, pain, trust, resolve, -0.15 if key % 3 else 0.0, 0.0, demand)
        shown = sum(read(re.match(r"[+−±\d]+", words)[0]) for _, words in parts_told(scene, odds, "ours"))  # type: ignore[index]
        assert read(start_told(scene, odds)) + shown == read(scene.t.percent(odds.chance).rstrip("%")), (key, odds)


@pytest.mark.parametrize("language", LANGUAGES)
def test_accounts_add_up_as_they_are_written(make_app: Callable[..., App], language: str) -> None:
    from game.engine import rules as engine

    scene: Any = desk(make_app, language).scene()
    for id in ("capital", "budget", "support"):
        e = engine.explain(scene.rules, scene.observation, id, scene.before)
        (table,) = account(scene.t, e)
        cells = [[c.name for c in row.children] for row in table.children][1:]
        so_far = 0.0
        for _, change, running in cells:
            so_far = round(so_far + read(change), 2)
            assert so_far == read(running), (id, cells)


def test_lines_of_a_plan_are_priced_in_order(make_app: Callable[..., App]) -> None:
    """Three dials were shown as 1 + 1 + 2, and took three of four points."""
    app = desk(make_app)
    for dial in ("licence-light-rival", "quality-standards", "upgrading-research"):
        now = app.campaign.observation.dials[dial]
        app.campaign.add(SetDial(dial, now + 1 if now < 2 else now - 1))
    plan, o = app.campaign.plan, app.campaign.observation
    assert len(plan.lines) == 3
    paid = prices(app.campaign.rules, o, plan)
    left = options(app.campaign.rules, o, plan)
    assert [c for c, _ in paid] == [2, 2, 2] and o.accounts.capital - sum(c for c, _ in paid) == left.capital_left
    app.changed()
    app.do(Intent("explain", ("capital",)))
    said = find(app.tree(), "explain-planned")
    assert said is not None and said.name == app.texts("explain.planned", left=app.texts.number(left.capital_left))
    app.do(Intent("dialog", ("",)))
    shown = [n.hint for n in walk(app.tree()) if re.fullmatch(r"line:\d:text", n.id)]
    assert shown == [app.texts.count("capital", 2)] * 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_believed_before_any_threat_fell_due_is_not_told_as_history(make_app: Callable[..., App], language: str) -> None:
    """ "Has carried out 50 % of its threats" when none fell due."""
    app = desk(make_app, language)
    app.do(Intent("setting", ("guidance", "analyst")))
    app.do(Intent("column", ("table",)))
    o, t = app.campaign.observation, app.texts
    assert set(o.threats.values()) == {(0.0, 0.0)} and threats_told(t, o, o.side) == t("rival.threats_none")
    line = find(app.tree(), "resolve")
    assert line is not None and line.name == t("rival.resolve_untried", theirs=t.percent(0.5))
    rival = other(o.side)
    record = app.campaign.state.record
    accounts = {**record.accounts, rival: replace(record.accounts[rival], threats_due=3.0, threats_done=1.5)}
    app.campaign.state = State(replace(record, accounts=accounts), app.campaign.state.world)
    app.changed()
    line = find(app.tree(), "resolve")
    fields = {"theirs": t("rival.threats_of", done="1", due="2"), "ours": t("rival.threats_none")}
    assert line is not None and line.name == t("rival.resolve", **fields), "one of two, though that is 50 % as well"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_says_why(make_app: Callable[..., App], language: str) -> None:
    """ "Not now: Not possible now." stood on a draft whose dial a card had turned already."""
    app = desk(make_app, language)
    scene: Any = app.scene()
    standing = SetDial("licence-heavy-rival", scene.observation.dials["licence-heavy-rival"])
    for line in (standing, Draft(standing), SetDial("no-such-dial", 1), SetDial("licence-heavy-rival", 9)):
        assert line not in scene.choices or scene.choices[line].refusal is not None
        why = scene.why_not(line)
        assert why and not why.startswith("refusal."), line
    assert not app.texts.has("refusal.not_now")


def test_a_mandate_out_of_reach_is_not_proposed(make_app: Callable[..., App]) -> None:
    """Cool head, 0 of 18 with 17 quarters left."""
    scene: Any = desk(make_app).scene()
    o = scene.observation
    counted = [m for m in scene.rules.mandates.values() if m.span in ("count", "run") and m.quarters > 1]
    for mandate in counted:
        left = mandate.quarters - 1
        gone = {"quarter": 40 - left, "quarters": 40, "mandates": (mandate.id,), "progress": {mandate.id: (0,) * (40 - left)}}
        late = replace(scene, observation=replace(o, **gone))
        assert nearest_mandate(late) is None, mandate.id
        number = scene.t.number
        count = scene.t("task.count", n=number(0), all=number(mandate.quarters))
        assert mandate_state(late, mandate.id) == scene.t("task.out_of_reach", count=count)
        just = replace(scene, observation=replace(o, **{**gone, "quarter": 40 - left - 1}))
        assert nearest_mandate(just) is not None, mandate.id
    assert len(counted) > 3


def test_met_today_stands_beside_a_condition_that_is_met(make_app: Callable[..., App]) -> None:
    """Built to last: "not met yet" beside 75 % of 66.7 %."""
    from game.engine.rules.campaign.judge import holds

    scene: Any = desk(make_app).scene()
    seen = set()
    for mandate in (m for m in scene.rules.mandates.values() if m.span == "end"):
        for last in ((), (0,), (1,)):
            told = mandate_state(replace(scene, observation=replace(scene.observation, progress={mandate.id: last})), mandate.id)
            met = holds(facts_seen(scene.rules, scene.observation), mandate.condition)
            assert told == scene.t("task.end_now" if met else "task.end_not")
            seen.add(met)
    assert seen == {True, False}


def test_a_term_that_binds_nothing_cannot_be_pressed(make_app: Callable[..., App]) -> None:
    app = make_app()
    show_sample(app, "table")
    app.do(Intent("sheet", ("give", "licence-light-rival")))
    last = find(app.tree(), "sheet-give-most:3")
    assert last is not None and last.why_not
    assert all(not n.why_not for n in walk(app.tree()) if n.id == "sheet-give-most:0")
