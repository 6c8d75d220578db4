"""The deck's report: what it counts, how it reads, and that misses are said."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from game.content.checks.texts import reading_level
from game.content.checks.texts.reading_level import grade, syllables
from game.content.loading.counts import chains, inventory
from game.engine.rules import Setup
from game.engine.rules.effects.office import Support
from game.engine.rules.vocabulary.calendar import quarter_of
from game.engine.rules.vocabulary.items import DESKS
from game.engine.rules.vocabulary.rules import Rules
from game.lab.balance.best_answers import EACH, best_answers, chosen
from game.lab.balance.dealt_cards import TOGETHER, DealtCards, offered, overlap, play, setups_of, tasks_of
from game.lab.balance.deck_page import renewed
from game.lab.balance.deck_report import calls, card_row, costs, deck_report, digest, lines, playable, reads_mark
from game.lab.balance.deck_report import tests as targets
from game.lab.reports.written_pages import kept
from game.structs import replace
from tests.lab.conftest import quiet

DOCS = Path(__file__).parents[2] / "docs"
AGAIN = "make it anew: python -m game lab deck --out docs/laboratory/deck.json; python -m game lab deck-page --write"


@pytest.mark.parametrize(
    ("word", "count"), [("tap", 1), ("magnet", 2), ("refinery", 4), ("made", 1), ("table", 2), ("queue", 1), ("asked", 1)]
)
def test_syllables_are_counted_by_groups_of_vowels(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_level_by_hand() -> None:
    # six words, two sentences, seven syllables: 0.39 * 3 + 11.8 * 7 / 6 - 15.59
    assert grade("The ship sails. The magnet waits.") == pytest.approx(0.39 * 3 + 11.8 * 7 / 6 - 15.59)
    assert grade("") == 0.0


def test_a_share_of_calls_sums_to_one_and_chains_count_as_marks(rules: Rules) -> None:
    found = calls(rules, {"b-tokyo": 2, "b-tokyo-answers": 1, "x-act-ends": 1})
    assert found["state"] == 0.5 and found["chain"] == 0.25 and found["date"] == 0.25
    assert found["state-or-marks"] == 0.75


def test_overlap_compares_seeds_of_one_pair_only() -> None:
    seen = DealtCards()
    played = [("s", 1, "a", "wxyz"), ("s", 2, "a", "wx"), ("s", 1, "b", "pq"), ("t", 1, "a", "wv"), ("t", 2, "a", "wu")]
    for scenario, seed, other, hand in played:
        seen.hands[Setup(scenario, seed, doctrines=("a", other))] = frozenset(hand)
    assert overlap(seen, "s") == 1.0 and overlap(seen, "t") == 0.5 and overlap(seen, "u") == 0.0


def test_cards_keep_to_their_scenarios(rules: Rules) -> None:
    early, late, short = (playable(rules, s) for s in ("precedent-2010", "calibrated-control", "spring-curbs"))
    assert {"b-trawler", "b-after-the-ships", "b-promise-remembered"} <= early
    assert not early & {"b-october-package", "b-battery-clause"} and not late & {"b-trawler", "b-after-the-ships"}
    assert {"x-act-ends", "w-posture"} <= late and not short & {"x-act-ends", "w-posture"}


def few(rules: Rules, *names: str) -> Rules:
    """Rules that offer these doctrines only."""
    return replace(rules, doctrines={d.id: replace(d, playable=d.id in names) for d in rules.doctrines.values()})


def test_every_offered_doctrine_meets_every_other_and_no_dull_one_counts(rules: Rules) -> None:
    setups = setups_of(rules, ["spring-curbs", "calibrated-control"], 3)
    assert len(setups) == len(set(setups)) == 2 * 3 * len(offered(rules)) ** 2
    assert {d for setup in setups for d in setup.doctrines} == {d.id for d in rules.doctrines.values() if d.playable}
    half = setups[: len(setups) // 2]
    assert len({setup.seed for setup in half}) == len(half)
    tasks = tasks_of(setups)
    assert [setup for task in tasks for setup in task] == setups
    assert all(len({setup.scenario for setup in task}) == 1 and len(task) <= TOGETHER for task in tasks)


@pytest.mark.slow
def test_jobs_and_company_change_nothing(rules: Rules) -> None:
    setups = setups_of(few(rules, "hawk", "dealer"), ["spring-curbs"], 1)
    more = [*setups, *(Setup("spring-curbs", 7 + k, doctrines=("tribune", "hawk")) for k in range(TOGETHER))]
    together, shared, alone = play(rules, more, 1, quiet), play(rules, more, 2, quiet), play(rules, setups, 1, quiet)
    assert len(tasks_of(more)) == 2 and shared == together and shared.chosen
    assert {setup: together.hands[setup] for setup in setups} == alone.hands


def test_misses_are_named(rules: Rules) -> None:
    two = replace(rules, cards={id: rules.cards[id] for id in ("b-kachin", "w-seoul")})
    seen = DealtCards(dealt=Counter({"b-kachin": 3}), chosen=Counter({("b-kachin", "wait-out", "hawk"): 3}))
    answers = {"b-kachin": {"states": 3, "best": {"pay-tax": 1.0}, "would": {"pay-tax": 0}, "always": ["pay-tax"]}}
    found = {t["id"]: t for t in targets(two, ["calibrated-control"], seen, answers)}
    assert found["cards-undealt"]["what"] == found["cards-untried"]["what"] == ["w-seoul"] and not found["cards-undealt"]["pass"]
    assert "b-kachin/pay-tax" in found["responses-unchosen"]["what"]
    assert "b-kachin/wait-out" not in found["responses-unchosen"]["what"]
    asked = {"b-kachin": {**answers["b-kachin"], "would": {"pay-tax": 1}}}
    told = {t["id"]: t for t in targets(two, ["calibrated-control"], seen, asked)}
    assert "b-kachin/pay-tax" not in told["responses-unchosen"]["what"]
    assert found["responses-always-best"]["what"] == ["b-kachin/pay-tax"] and not found["cards-to-both"]["pass"]


def test_a_response_says_what_it_costs_and_a_gift_is_found(rules: Rules) -> None:
    card = rules.cards["x-london-table"]
    assert [list(costs(r)) for r in card.responses] == [
        ["security -5"],
        ["capital 1", "households -3"],
        ["calm -0.15", "others -0.05"],
    ]
    gift = replace(card.responses[0], impulses=(Support("partners", 5.0),))
    free = replace(rules, cards={card.id: replace(card, responses=(gift, *card.responses[1:]))})
    told = {t["id"]: t for t in targets(free, ["spring-curbs"], DealtCards(), {})}
    assert told["responses-without-a-cost"]["what"] == ["x-london-table/release"]


def test_what_decides_play_changes_the_digest_and_words_do_not(rules: Rules) -> None:
    card = rules.cards["x-london-table"]
    assert digest(replace(card, text="Other words.", memories=())) == digest(card)
    dearer = replace(card.responses[0], capital=card.responses[0].capital + 1)
    assert digest(replace(card, weight=card.weight + 1)) != digest(card)
    assert digest(replace(card, responses=(dearer, *card.responses[1:]))) != digest(card)


@pytest.mark.slow
def test_a_small_report_holds_its_keys_and_fills_a_page(rules: Rules) -> None:
    report = deck_report(few(rules, "hawk", "calibrator"), ["spring-curbs"], 1, 1, quiet)
    assert report["campaigns"] == 4 and set(report["cards"]) == set(rules.cards) and report["doctrines"] == ["calibrator", "hawk"]
    assert {t["id"] for t in report["tests"]} >= {
        "cards-undealt",
        "responses-unchosen",
        "responses-always-best",
        "called-by-state-or-marks",
    }
    assert next(t for t in report["tests"] if t["id"] == "quarters-without-a-card")["pass"]
    assert any(line.startswith(("pass", "MISS")) for line in lines(report))
    london = report["cards"]["x-london-table"]
    assert london["dealt"] > 1 and london["states"] > 1 and max(r["best"] for r in london["responses"].values()) > 0.0
    assert sum(n for r in london["responses"].values() for n in r["chosen"].values()) >= 2
    page = renewed("<!-- table: cards -->\n<!-- end -->", report)
    assert "| `x-london-table` | both |" in page and page == renewed(page, report)


def test_the_kept_report_is_of_this_deck_and_its_page_of_this_report(rules: Rules) -> None:
    report = kept(DOCS / "laboratory" / "deck.json", "deck")
    assert set(report["scenarios"]) == set(rules.scenarios) and report["doctrines"] == list(offered(rules)), AGAIN
    responses = {id: [r.id for r in card.responses] for id, card in rules.cards.items()}
    assert {id: list(row["responses"]) for id, row in report["cards"].items()} == responses, AGAIN
    changed = [id for id, card in rules.cards.items() if digest(card) != report["cards"][id]["play"]]
    assert not changed, f"these cards play otherwise than in the kept report: {changed}; {AGAIN}"
    assert report["campaigns"] > 300
    assert not [t["id"] for t in report["tests"] if not t["pass"]]
    text = (DOCS / "deck.md").read_text(encoding="utf-8")
    assert renewed(text, report) == text, "python -m game lab deck-page --write"


def test_a_card_is_tried_in_several_campaigns_as_far_as_it_came_up_in_so_many() -> None:
    seen = DealtCards()
    for i in range(20):
        seen.hands[Setup("s", i)] = frozenset({"often", "rare"} if i == 13 else {"often"})
    tries = chosen(seen)
    assert Counter(card for cards in tries.values() for card in cards) == {"often": EACH, "rare": 1}
    assert "rare" in tries[Setup("s", 13)]


@pytest.mark.slow
def test_a_response_that_is_best_whatever_one_wants_is_found(rules: Rules) -> None:
    card = rules.cards["x-london-table"]
    gift = tuple(Support(desk, 30.0) for desk in DESKS)
    plain = [replace(r, impulses=(), effects=(), capital=0, budget=0.0) for r in card.responses]
    dull = replace(card, responses=(replace(plain[0], impulses=gift), *plain[1:]), pairs=(), event=())
    task = [Setup("spring-curbs", seed, doctrines=("calibrator", "hawk")) for seed in (1, 2)]
    alone = replace(rules, cards={card.id: dull})
    found = best_answers(alone, play(alone, task, 1, quiet), 1, quiet)
    assert found[card.id]["always"] == [plain[0].id] and found[card.id]["best"][plain[0].id] == 1.0
    real = best_answers(rules, play(rules, task, 1, quiet), 1, quiet)
    assert len(real) > 5 and all(max(row["best"].values()) > 0.0 for row in real.values())


def test_a_card_row_tells_who_chose_what(rules: Rules) -> None:
    card = rules.cards["b-kachin"]
    seen = DealtCards(
        dealt=Counter({"b-kachin": 3}), chosen=Counter({("b-kachin", "pay-tax", "hawk"): 2, ("w-seoul", "pay-tax", "hawk"): 1})
    )
    row = card_row(card, reading_level.card_row(card), seen, {})
    assert row["dealt"] == 3 and row["states"] == 0 and row["words"] == len(card.text.split())
    assert row["responses"]["pay-tax"]["chosen"] == {"hawk": 2} and row["responses"]["wait-out"]["chosen"] == {}


def test_the_deck_is_as_large_and_as_mindful_as_the_design_asks(rules: Rules) -> None:
    counts = inventory(rules)["cards"]
    assert counts["total"] >= 112 and min(counts["beijing"], counts["washington"]) >= 38 and counts["both"] >= 32
    assert counts["chains"] >= 12 and counts["conduct"] >= 15 and 4 * counts["both"] >= counts["total"]
    assert 2 * sum(map(reads_mark, rules.cards.values())) >= counts["total"]
    assert 2 * sum(bool(card.memories) for card in rules.cards.values()) >= counts["total"]
    assert all(len(chain) <= 5 for chain in chains(rules))


def test_a_long_campaign_ends_its_acts_every_seven_quarters(rules: Rules) -> None:
    for scenario in rules.scenarios.values():
        ends = [quarter_of(scenario, e.quarter) for e in scenario.calendar if e.card == "x-act-ends"]
        assert ends == list(range(6, scenario.quarters - 7, 7))
    for card in ("b-posture", "w-posture"):
        assert all(r.effects and r.lasts == 7 and r.budget for r in rules.cards[card].responses)
