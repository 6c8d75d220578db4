"""What a student newly reads in a quarter of the class scenario: counted once, by part, and held against the time of a class."""

from __future__ import annotations

from itertools import islice
from typing import Any

import pytest

from game.screens.node import Node
from game.screens.pace import BRINK, OPENING, SECONDS, Quarter, Reader, lines, played, report
from game.screens.parts import panel, table, text


def test_a_text_is_read_once_and_new_numbers_in_a_sentence_again() -> None:
    reader = Reader()
    page = panel("p", "A title", [text("a", "Trust fell by 3 points, to 71 %.", value="now"), text("b", "重稀土 12 吨")])
    assert reader.reads(page) == 2 + 8 + 1 + 3 + 1 + 1
    assert reader.reads(page) == 2 + 1
    again = panel("p", "A title", [text("a", "Trust fell by 4 points, to 67 %."), text("c", "New words.")])
    assert reader.reads(again) == 2 + 2
    assert reader.reads(None) == 0 and reader.reads(Node("chart", "x", "not read")) == 0


def test_a_table_is_looked_at() -> None:
    reader = Reader()
    prices = table("t", "", [["Product", "Price"], ["heavy magnets", "1.93"]])
    assert reader.reads(prices) == 4
    assert reader.reads(table("t", "", [["Product", "Price"], ["heavy magnets", "2.05"]])) == 0


def quarter(number: int, **words: int) -> Quarter:
    return Quarter(number, {**dict.fromkeys((OPENING, *SECONDS, BRINK), 0), **words}, 1, 3, 10, number > 1)


def test_the_report_takes_the_median_quarter_and_the_table_only_where_it_is_open() -> None:
    found = report([quarter(0, card=100, opening=900), quarter(1, card=120), quarter(2, card=140, table=60)])
    rows = {row["id"]: row for row in found["parts"]}
    assert rows["card"]["words"] == 120 and rows["card"]["seconds"] == 36.0 and not rows["card"]["pass"]
    assert rows["table"]["words"] == 60 and rows["table"]["pass"]
    assert found["opening_words"] == 900 and found["quarter"]["longest"] == 60.0 and found["pass"]
    assert not report([quarter(0, orders=900)])["pass"]
    assert sum("MISS" in line for line in lines(found)) == 1


def test_a_student_reads_less_as_the_campaign_goes_on(rules: Any) -> None:
    first, second = islice(played(rules, "spring-curbs", "washington", 2, "calibrator"), 2)
    assert first.words[OPENING] > 50 and second.words[OPENING] == 0
    assert first.total > second.total > 100
    assert first.words["table"] == second.words["table"] == 0 and not second.table
    assert all(q.words[part] > 20 for q in (first, second) for part in ("briefing", "card", "orders", "reveal"))
    assert (first.cards, first.responses) == (1, 3) and 0 < first.orders <= 12


@pytest.mark.slow
@pytest.mark.parametrize("side", ["beijing", "washington"])
def test_a_quarter_of_the_class_scenario_is_read_in_its_time(side: str, rules: Any) -> None:
    found = report(list(played(rules, "spring-curbs", side, 1, "calibrator")))
    assert found["pass"], list(lines(found))
