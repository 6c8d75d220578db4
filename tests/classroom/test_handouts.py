"""Teaching material: docs/lessons is what content says today, minutes add up, and printed pages need nothing from anywhere."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest

from game import cli
from game.classroom.handouts.folder import files_of
from game.classroom.handouts.lessons import timed
from game.classroom.handouts.paper import Paper, Paragraph, Points, as_html, as_markdown
from game.classroom.handouts.sheets import lessons_in_order, sheets_of
from game.content.checks import teaching
from game.content.checks.teaching import LEAST_DEBRIEF
from game.content.loading.languages.translation import translate
from game.engine.rules.vocabulary.rules import Rules
from game.engine.rules.vocabulary.teaching import Thesis
from game.screens.words.texts import LANGUAGES, Texts
from game.structs import replace

DOCS = Path(__file__).parents[2] / "docs" / "lessons"
FOLDERS = {"en": DOCS, "zh-Hans": DOCS / "zh-hans"}
AGAIN = "make them anew: python -m game handouts all --format md -o docs/lessons (and --lang zh-Hans -o docs/lessons/zh-hans)"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_docs_are_what_content_says(rules: Rules, language: str) -> None:
    made = files_of(rules, Texts(language), lessons_in_order(rules), "md")
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDERS[language].glob("*.md")}
    assert kept == made, AGAIN


def test_every_period_is_full_and_keeps_its_debrief(rules: Rules) -> None:
    assert len(rules.lesson_plans) >= 5
    for plan in rules.lesson_plans.values():
        for period in range(1, plan.periods + 1):
            spans = list(timed(rules, plan, period))
            assert spans[0][0] == 0 and spans[-1][1] == plan.minutes, plan.id
            assert all(a[1] == b[0] for a, b in itertools.pairwise(spans)), plan.id
        talked = [end - start for start, end, step in timed(rules, plan, plan.periods) if step.debrief]
        assert sum(talked) >= LEAST_DEBRIEF, plan.id


def test_played_quarters_take_what_the_clock_says(rules: Rules) -> None:
    clock = rules.presets["council"].clock
    seconds = clock.brief + clock.vote + clock.talk + clock.revote + clock.table + clock.reveal
    plan = rules.lesson_plans["council"]
    [(start, end, step)] = [span for span in timed(rules, plan, 1) if span[2].quarters]
    assert 60 * (end - start) >= seconds * step.quarters > 60 * (end - start - 1)


class Placed:
    """A plan's place in a file, which the checker asks for findings."""

    def finding(self, path: object, code: str, message: str) -> str:
        return code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda steps: steps[:-1], "lesson-time"),
        (lambda steps: tuple(replace(s, debrief=False) for s in steps), "short-debrief"),
        (lambda steps: (replace(steps[0], minutes=0), *steps[1:]), "lesson-step"),
        (lambda steps: tuple(replace(s, quarters=s.quarters and s.quarters - 1) for s in steps), "lesson-quarters"),
    ],
)
def test_the_checker_finds_a_lesson_that_does_not_fit(rules: Rules, change, code: str) -> None:  # type: ignore[no-untyped-def]
    plan = rules.lesson_plans["council"]
    broken = replace(plan, steps=change(plan.steps))
    items = {"lesson-plan": {plan.id: broken}, "preset": rules.presets}
    entries = {("lesson-plan", plan.id): Placed()}
    assert code in set(teaching.check(items, entries))  # type: ignore[arg-type]
    assert not set(teaching.check({**items, "lesson-plan": {plan.id: plan}}, entries))  # type: ignore[arg-type]


def test_items_ask_about_every_thesis_and_are_matched_in_both_languages(rules: Rules) -> None:
    for language in LANGUAGES:
        told = translate(rules, language)
        assert len(told.paired_items) == 6
        assert {thesis for item in told.paired_items.values() for thesis in item.theses} == set(get_args(Thesis))
        for item in told.paired_items.values():
            assert len(set(item.before_options)) == len(set(item.after_options)) == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sheet_of_a_language_is_half_translated(rules: Rules, language: str) -> None:
    t = Texts(language)
    english = sheets_of(rules, Texts("en"), lessons_in_order(rules))
    made = sheets_of(rules, t, lessons_in_order(rules))
    assert made.keys() == english.keys() and not t.missing
    if language != "en":
        assert not {name for name in made if as_markdown(made[name], t) == as_markdown(english[name], t)}


class Outward(HTMLParser):
    """Gathers what a page would load or link to."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.asked += [str(named[name]) for name in ("src", "srcset", "data") if name in named]
        if "href" in named:
            (self.links if tag == "a" else self.asked).append(str(named["href"]))
        assert tag not in ("script", "iframe", "link")


def test_the_command_writes_pages_that_need_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for language in LANGUAGES:
        folder = tmp_path / language
        assert cli.main(["handouts", "all", "-o", str(folder), "--lang", language]) == 0
        files = {path.name for path in folder.iterdir()}
        assert {"council.html", "rules.html", "roles.html", "items.html", "key.html", "vote-cards.html", "it-desk.html"} <= files
        for path in folder.iterdir():
            page = Outward()
            text = path.read_text(encoding="utf-8")
            page.feed(text)
            assert not page.asked and set(page.links) <= files, path.name
            assert not re.search(r"url\(|@import", text), path.name
    capsys.readouterr()


def test_a_wrong_lesson_and_a_wrong_folder_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["handouts", "geography", "-o", str(tmp_path)]) == 2
    assert "council" in capsys.readouterr().err
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert cli.main(["handouts", "council", "-o", str(tmp_path / "file" / "below")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_words_of_content_cannot_become_markup() -> None:
    paper = Paper("x", "<b>1 < 2</b>", (Paragraph("a *b* _c_ <script>"), Points(("yes & no",), "A")))
    page, mark = as_html(paper, Texts()), as_markdown(paper, Texts())
    assert "<script>" not in page and "&lt;b&gt;" in page and "yes &amp; no" in page
    assert "\\*b\\*" in mark and "\\<script>" in mark and "- A. yes & no" in mark
