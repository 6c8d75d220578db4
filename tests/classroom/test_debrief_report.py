"""The debrief's report of a long campaign in a real browser: on its own, for screen readers, on a narrow window, on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.classroom.pages.report_tree import report_of
from game.content.loading.languages.translation import translate
from game.engine.rules import Rules
from game.lab.bench.debrief_rows import campaign
from game.play.debrief.turning_points import Debrief, debrief
from game.play.save_file import LogLine
from game.screens.pages.debrief.page import report_tree
from game.screens.pages.debrief.told import View
from game.screens.words.texts import Texts
from tests.classroom.browsing import LAPTOP, PROJECTOR, chromium, overflow, serious

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def long(rules: Rules) -> tuple[Debrief, tuple[LogLine, ...]]:
    """The whole debrief of 21 quarters."""
    setup, log = campaign(rules)
    *_, found = debrief(rules, setup, log, "beijing")
    assert found.whole and len(log) == 21
    return found, log


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_the_report_prints_on_three_pages_and_reads_aloud(
    rules: Rules, long: tuple[Debrief, tuple[LogLine, ...]], language: str, tmp_path: Path
) -> None:
    t = Texts(language)
    file = tmp_path / "report.html"
    file.write_text(report_of(report_tree(View(t, translate(rules, language), *long)), t), "utf-8")
    assert file.stat().st_size <= 1_000_000
    with chromium() as web:
        for size in (LAPTOP, PROJECTOR):
            page = web.device(size, java_script_enabled=True).new_page()
            page.goto(file.as_uri())
            assert overflow(page) == 0 and serious(page) == []
            tables = page.locator("table")
            assert tables.count() > 5
            for i in range(tables.count()):
                assert tables.nth(i).locator("th[scope]").count() > 1, "a reader hears what a cell is of"
        pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
        assert 1 <= pages <= 3
        assert not web.complaints and web.hosts <= {"None"}, "it asks for nothing"
