"""How wide text is in a terminal (Chinese letters take two columns) and how it is broken into lines.

Nothing here knows of nodes."""

from __future__ import annotations

import shutil
from unicodedata import combining, east_asian_width

USUAL = 92  # columns where no terminal says how many it has
NARROWEST, WIDEST = 30, 160
NO_LINE_START = frozenset("，。；：！？、）》”’％,.;:!?)]}…")


def terminal_columns() -> int:
    """Columns of the terminal now, within what can be laid out and read."""
    return min(max(shutil.get_terminal_size((USUAL, 24)).columns, NARROWEST), WIDEST)


def width(text: str) -> int:
    """Columns that a text takes."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def pieces(text: str) -> list[str]:
    """What must stay together: words with the spaces after them, and single wide letters with the marks after them."""
    found: list[str] = []
    begun = 0
    for at, c in enumerate(text):
        if at == begun:
            continue
        last, wide = text[at - 1], east_asian_width(c) in "WF"
        joins = c in NO_LINE_START or (not wide and (c == " " or (last != " " and width(last) == 1)))
        if not joins:
            found.append(text[begun:at])
            begun = at
    return [*found, text[begun:]] if text else []


def wrapped(text: str, columns: int, first: str = "", later: str = "") -> list[str]:
    """The text in lines of at most `columns`, the first after `first`, the others after `later`."""
    lines: list[str] = []
    for paragraph in text.split("\n") or [""]:
        line, empty = (first if not lines else later), True
        for piece in pieces(paragraph):
            bare, rest, at = width(piece.rstrip()), width(piece), 0
            if not empty and width(line) + bare > columns:
                lines.append(line.rstrip())
                line, empty = later, True
            while empty and at < len(piece) and width(line) + bare > columns and rest > columns - width(later):
                cut = _fitting(piece, at, columns - width(line))
                used = width(piece[at:cut])
                lines.append(line + piece[at:cut])
                line, at, bare, rest = later, cut, bare - used, rest - used
            line, empty = line + piece[at:], False
        lines.append(line.rstrip())
    return lines


def _fitting(text: str, at: int, columns: int) -> int:
    """Where the letters end that fit, from a letter on; behind one letter at least."""
    used = 0
    for n in range(at, len(text)):
        used += width(text[n])
        if used > columns:
            return max(at + 1, n)
    return len(text)


def padded(text: str, columns: int) -> str:
    """The text filled with spaces to a width."""
    return text + " " * max(0, columns - width(text))
