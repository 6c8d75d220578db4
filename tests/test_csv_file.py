"""Tables for spreadsheets: separator and decimal sign by choice, the mark of the encoding, no cell that runs."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pytest

from game.csv_file import BY_LANGUAGE, MARK, STYLES, csv_text, style_of

ROOT = Path(__file__).resolve().parents[1]
ROWS = [("a;b,c\td", 1234.5, 3), ('say "hi"', -0.25, None), ("two\nlines", 0.0, -1)]


@pytest.mark.parametrize("name", sorted(STYLES))
def test_what_is_written_is_read_again(name: str) -> None:
    style = STYLES[name]
    text = csv_text(("text", "number", "count"), ROWS, style)
    assert text.startswith(MARK) and text.endswith("\r\n")
    head, *rows = csv.reader(io.StringIO(text.removeprefix(MARK), newline=""), delimiter=style.separator)
    assert head == ["text", "number", "count"] and [r[0] for r in rows] == [r[0] for r in ROWS]
    assert [float(r[1].replace(style.decimal, ".")) for r in rows] == [r[1] for r in ROWS]
    assert [r[2] for r in rows] == ["3", "", "-1"]


@pytest.mark.parametrize("name", sorted(STYLES))
def test_every_kind_of_number_has_the_decimal_sign_and_what_is_none_has_no_cell(name: str) -> None:
    """NumPy's 32 bits kept their point beside a column of commas, and a spreadsheet took `nan` for a word."""
    style = STYLES[name]
    numbers = (np.float32(1.5), np.float64(1.5), 1.5, np.int64(3), True, float("nan"), float("-inf"), np.float32("nan"))
    (row,) = list(csv.reader(io.StringIO(csv_text(("x",), [numbers], style)), delimiter=style.separator))[1:]
    assert row == [f"1{style.decimal}5"] * 3 + ["3", "True", "", "", ""]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "  +"])
def test_a_text_that_a_spreadsheet_would_run_is_a_text(start: str) -> None:
    (row,) = list(csv.reader(io.StringIO(csv_text(("x",), [(f"{start}HYPERLINK(1)",)]), newline="")))[1:]
    assert row == [f"'{start}HYPERLINK(1)"]


def test_the_usual_style_follows_the_language() -> None:
    assert style_of(BY_LANGUAGE, "en") == style_of(BY_LANGUAGE, "zh-Hans") == STYLES["comma"]
    assert style_of(BY_LANGUAGE, "de") == style_of(BY_LANGUAGE, "pt-BR") == STYLES["semicolon"]
    assert style_of("tab", "de") == STYLES["tab"] and style_of("nonsense", "en") == STYLES["comma"]
    assert all(style.separator != style.decimal for style in STYLES.values())


def test_the_game_writes_tables_in_one_way_only() -> None:
    for path in (ROOT / "game").rglob("*.py"):
        if "engine" in path.parts:  # it writes digests by hand, and no tables
            continue
        text = path.read_text("utf-8")
        own = [words for words in ("csv.writer", "DictWriter", '",".join([') if words in text]
        assert path.name == "csv_file.py" or own == [], path
