"""Comma-separated values, the one way in which the game writes them: separator and decimal sign by choice, for spreadsheets.

A byte-order mark tells a spreadsheet the encoding; no cell can run there. What stands in a table is the callers' business."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from math import isfinite
from numbers import Integral, Real

from game.structs import Struct

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings of a text that a spreadsheet would take for a formula, the full-width ones of Chinese input among them."""
MARK = "\ufeff"


class Style(Struct):
    """How a table is written: what parts its cells, and the decimal sign of its numbers."""

    separator: str = ","
    decimal: str = "."


STYLES: Mapping[str, Style] = {
    "comma": Style(),
    "semicolon": Style(";", ","),
    "semicolon_point": Style(";", "."),
    "tab": Style("\t", "."),
    "tab_comma": Style("\t", ","),
}
"""The choices of the settings and the command line. A comma cannot be separator and decimal sign at once."""
USUAL = "comma"
BY_LANGUAGE = "by_language"
DECIMAL_COMMAS = frozenset(("cs", "da", "de", "es", "fi", "fr", "it", "nb", "nl", "pl", "pt", "ru", "sv", "tr", "uk"))
"""Languages whose spreadsheets read a decimal comma, and so part cells by semicolons."""


def style_of(choice: str, language: str) -> Style:
    """The style that was chosen; by the language where none was."""
    usual = "semicolon" if language.split("-")[0] in DECIMAL_COMMAS else USUAL
    return STYLES.get(choice, STYLES[usual])


def cell(value: object, style: Style) -> str:
    """A cell as it is written: numbers with their decimal sign, nothing for None or for a number that is none, and a text that
    would run after an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, Real) and not isinstance(value, Integral):  # NumPy's of 32 bits are no `float`
        return format(float(value), ".6g").replace(".", style.decimal) if isfinite(value) else ""
    if isinstance(value, str):
        return f"'{value}" if value.lstrip(" ").startswith(RUNS) else value
    return str(value)


def csv_text(head: Sequence[str], rows: Iterable[Sequence[object]], style: Style = STYLES[USUAL]) -> str:
    """The whole file, byte-order mark and lines ended as spreadsheets expect; write it as UTF-8 without changing line ends."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=style.separator, lineterminator="\r\n")
    writer.writerow([cell(name, style) for name in head])
    writer.writerows([cell(value, style) for value in row] for row in rows)
    return MARK + out.getvalue()
