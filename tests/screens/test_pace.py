"""What a student newly reads in a quarter of the class scenario: what a window writes, counted once, against a class's time."""

from __future__ import annotations

from itertools import islice
from typing import Any

import pytest

from game.content.loading.languages.translation import translate
from game.devtools.reading_load import SIGN, SIGNS_A_MINUTE, WORD, WORDS_A_MINUTE, Amount, Reader, written
from game.devtools.reading_times import BRINK, OPENING, SECONDS, QuarterRead, Student, lines, played, report
from game.engine.world.arithmetic.total import total
from game.screens.app import App
from game.screens.tree.node import Intent, Meter, Node
from game.screens.tree.parts import button, choice, column, do, line_chart, option, panel, table, text


def test_a_text_is_read_once_and_new_numbers_in_a_sentence_again() -> None:
    reader = Reader()
    page = column("p", [text("a", "Trust fell by 3 points, to 71 %.", value="now"), text("b", "重稀土 12 吨")])
    assert reader.reads(page) == Amount(8 + 1 + 1, 4)
    assert reader.reads(page) == Amount(), "in the same quarter nothing is read twice"
    reader.next_quarter()
    assert reader.reads(page) == Amount(2 + 1)
    again = column("p", [text("a", "Trust fell by 4 points, to 67 %."), text("c", "New words.")])
    assert reader.reads(again) == Amount(2 + 2)
    assert reader.reads(None) == Amount()
    beside = Node("figure", "f", children=(line_chart("x", "so far", [], [], "%"),))
    assert reader.reads(beside) == Amount() and reader.reads(beside.children[0]) == Amount(2)


def test_names_of_controls_are_known_for_good_and_a_table_is_looked_at() -> None:
    reader = Reader()
    spans = choice("c", "For how long", [option(f"o:{n}", f"{n} quarters", do("x"), n == 2) for n in (2, 4)])
    assert reader.reads(spans) == Amount(3 + 2 + 1)
    prices = table("t", "", [["Product", "Price"], ["heavy magnets", "1.93"]])
    assert reader.reads(prices) == Amount(4)
    reader.next_quarter()
    assert reader.reads(spans) == Amount()
    assert reader.reads(table("t", "", [["Product", "Price"], ["heavy magnets", "2.05"]])) == Amount()


def test_what_only_the_tooltip_says_is_not_counted() -> None:
    steps = (button("m", "milder: ordinary", do("x"), icon="minus", style="step"),)
    dial = Node("stepper", "d", "Licences", "Case by case", hint="What it does.", children=steps)
    bar = panel("bar", "The bar", [button("s", "Saves", do("x"), icon="save", style="icon"), dial], slot="top")
    assert [piece.told for piece in written(bar)] == ["Licences", "Case by case"]
    support = Node("figure", "f", "Support", "55%", children=(Node("meter", "w", "Households", "61", data=Meter(0, 100, 61)),))
    assert [piece.told for piece in written(support)] == ["Support", "55%", "61"]


def test_a_chinese_sentence_takes_as_long_as_the_english_that_it_says(rules: Any) -> None:
    """The rate for Chinese is that for English times the characters that stand for a word in the deck itself."""
    chinese = translate(rules, "zh-Hans").cards
    words = sum(len(WORD.findall(card.text)) for card in rules.cards.values())
    signs = sum(len(SIGN.findall(chinese[id].text)) + len(WORD.findall(chinese[id].text)) for id in rules.cards)
    assert signs / words == pytest.approx(SIGNS_A_MINUTE / WORDS_A_MINUTE, rel=0.05)
    assert Amount(WORDS_A_MINUTE).seconds == Amount(0, SIGNS_A_MINUTE).seconds == 60


def quarter(number: int, **words: int) -> QuarterRead:
    read = {part: Amount(words.get(part, 0)) for part in (OPENING, *SECONDS, BRINK)}
    return QuarterRead(number, read, 1, 3, 10, number > 1)


def test_the_report_takes_the_mean_quarter_and_the_table_only_where_it_is_open() -> None:
    found = report([quarter(0, card=100, opening=900), quarter(1, card=110), quarter(2, card=180, table=60)])
    rows = {row["id"]: row for row in found["parts"]}
    assert rows["card"]["words"] == 130 and rows["card"]["seconds"] == 39.0 and not rows["card"]["pass"]
    assert rows["card"]["long"] == rows["card"]["longest"] == 54.0
    assert rows["table"]["words"] == 60 and rows["table"]["pass"]
    assert found["opening"]["words"] == 900 and found["quarter"]["longest"] == 72.0
    assert found["quarter"]["pass"] and not found["pass"], "one part over its time is enough"
    assert report([quarter(0, card=100)])["pass"]
    assert sum("MISS" in line for line in lines(found)) == 1


def test_nine_quarters_of_ten_are_no_longer_than_the_long_one() -> None:
    found = report([quarter(n, card=n) for n in range(1, 21)])
    assert next(row for row in found["parts"] if row["id"] == "card")["long"] == pytest.approx(60 * 18 / 200)


def test_a_student_reads_less_as_the_campaign_goes_on(rules: Any) -> None:
    first, second = islice(played(rules, "spring-curbs", "washington", 2, "calibrator"), 2)
    assert first.read[OPENING].words > 50 and second.read[OPENING] == Amount()
    assert first.total.seconds > second.total.seconds > 30
    assert first.read["table"] == second.read["table"] == Amount() and not second.table
    assert all(q.read[part].words > 15 for q in (first, second) for part in ("briefing", "card", "orders", "reveal"))
    assert (first.cards, first.responses) == (1, 3) and 0 < first.orders <= 12


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_every_part_of_the_class_scenario_is_read_in_its_time(language: str, rules: Any) -> None:
    seats = [("beijing", 1, "calibrator"), ("washington", 2, "calibrator"), ("beijing", 3, "hawk"), ("washington", 4, "hawk")]
    found = report([q for side, seed, doctrine in seats for q in played(rules, "spring-curbs", side, seed, doctrine, language)])
    assert found["pass"], list(lines(found))


FIRST = {"en": 180.0, "zh-Hans": 184.0}  # seconds from the title to the first commit; Chinese is over the three minutes


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_the_first_quarter_is_soon_committed(language: str, rules: Any) -> None:
    """In three minutes at 200 words a minute, by a script that reads once all that is written on its way, and plays as a student
    does: a card, two measures, commit."""
    app = App(rules, None, language=language, threads=False, animate=False, bites=False)
    app.tick()
    student = Student(app)
    student.reads(OPENING, student.screen())
    app.do(Intent("go", ("new",)))
    student.reads(OPENING, student.screen())
    app.do(Intent("start"))
    assert app.ui.screen == "briefing" and app.campaign is not None
    student.through(OPENING)
    student.at_the_desk(0, table=False)
    app.do(Intent("commit"))
    seconds = {part: amount.seconds for part, amount in student.read.items() if amount.seconds}
    assert app.ui.screen != "desk" and total(seconds.values()) <= FIRST[language], seconds
