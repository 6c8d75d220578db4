"""The deck's report: what it counts, how it reads, and that misses are said."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from game.content.counts import chains, inventory
from game.content.reading import card_row, grade, syllables
from game.engine.rules.calendar import quarter_of
from game.engine.rules.effects import Support
from game.engine.rules.items import DESKS
from game.engine.rules.rules import Rules
from game.lab.answers import best_answers
from game.lab.deck import Seen, always_best, calls, deck_report, lines, overlap, pairs_of, playable, reads_mark
from game.lab.deck import tests as targets


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
    seen = Seen()
    seen.hands[("s", ("a", "a"))] = [frozenset("wxyz"), frozenset("wx")]
    seen.hands[("s", ("a", "b"))] = [frozenset("pq")]
    seen.hands[("t", ("a", "a"))] = [frozenset("w"), frozenset("w")]
    assert overlap(seen, "s") == 1.0 and overlap(seen, "t") == 1.0 and overlap(seen, "u") == 0.0


def test_cards_keep_to_their_scenarios(rules: Rules) -> None:
    early, late, short = (playable(rules, s) for s in ("precedent-2010", "calibrated-control", "spring-curbs"))
    assert {"b-trawler", "b-after-the-ships", "b-promise-remembered"} <= early
    assert not early & {"b-october-package", "b-battery-clause"} and not late & {"b-trawler", "b-after-the-ships"}
    assert {"x-act-ends", "w-posture"} <= late and not short & {"x-act-ends", "w-posture"}


def test_readers_of_every_taste_play(rules: Rules) -> None:
    wide, pairs = pairs_of(rules)
    assert {d for pair in pairs for d in pair} == set(wide.doctrines)
    assert len(pairs) == len(set(pairs))


def test_misses_are_named(rules: Rules) -> None:
    two = replace(rules, cards={id: rules.cards[id] for id in ("b-kachin", "w-seoul")})
    seen = Seen(dealt=Counter({"b-kachin": 3}), chosen=Counter({("b-kachin", "wait-out"): 3}))
    found = {t["id"]: t for t in targets(two, ["calibrated-control"], seen, {id: card_row(c) for id, c in two.cards.items()})}
    assert found["cards-undealt"]["what"] == ["w-seoul"] and not found["cards-undealt"]["pass"]
    assert "b-kachin/pay-tax" in found["responses-unchosen"]["what"]
    assert not found["cards-to-both"]["pass"]


def test_a_small_report_holds_its_keys(rules: Rules) -> None:
    offered = {d.id: replace(d, playable=d.id == "hawk") for d in rules.doctrines.values() if d.id in ("hawk", "calibrator")}
    report = deck_report(replace(rules, doctrines=offered), ["spring-curbs"], 1, lambda _: None)
    assert report["campaigns"] > 10 and set(report["cards"]) == set(rules.cards)
    assert {t["id"] for t in report["tests"]} >= {"cards-undealt", "responses-unchosen", "called-by-state-or-marks"}
    assert next(t for t in report["tests"] if t["id"] == "quarters-without-a-card")["pass"]
    assert any(line.startswith(("pass", "MISS")) for line in lines(report))
    tried = report["answers"]["x-london-table"]
    assert tried["states"] > 1 and set(tried["best"]) == {r.id for r in rules.cards["x-london-table"].responses}
    assert "responses-always-best" in {t["id"] for t in report["tests"]}


def test_a_response_that_is_best_whatever_one_wants_is_found(rules: Rules) -> None:
    card = rules.cards["x-london-table"]
    gift = tuple(Support(desk, 30.0) for desk in DESKS)
    plain = [replace(r, impulses=(), effects=(), capital=0, budget=0.0) for r in card.responses]
    dull = replace(card, responses=(replace(plain[0], impulses=gift), *plain[1:]), pairs=(), event=())
    pairs = [("calibrator", "hawk")]
    found = best_answers(replace(rules, cards={card.id: dull}), ["spring-curbs"], pairs, 2, lambda _: None)
    assert found[card.id]["always"] == plain[0].id and found[card.id]["best"][plain[0].id] == 1.0
    assert not always_best(found)["pass"] and always_best({})["pass"]
    real = best_answers(rules, ["spring-curbs"], pairs, 2, lambda _: None)
    assert len(real) > 5 and all(max(row["best"].values()) > 0.0 for row in real.values())


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
