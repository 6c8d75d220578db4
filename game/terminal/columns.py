"""How wide text is in a terminal (Chinese letters take two columns) and how it is broken into lines.

Nothing here knows of nodes."""

from __future__ import annotations

from unicodedata import combining, east_asian_width

NO_LINE_START = frozenset("，。；：！？、）》”’％,.;:!?)]}…")


def width(text: str) -> int:
    """Columns that a text takes."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def pieces(text: str) -> list[str]:
    """What must stay together: words with the spaces after them, and single wide letters with the marks after them."""
    found: list[str] = []
    for c in text:
        wide = east_asian_width(c) in "WF"
        joins = found and (
            c in NO_LINE_START
            or (not wide and c == " ")
            or (not wide and not found[-1].endswith(" ") and width(found[-1][-1:]) == 1)
        )
        if joins:
            found[-1] += c
        else:
            found.append(c)
    return found


def wrapped(text: str, columns: int, first: str = "", later: str = "") -> list[str]:
    """The text in lines of at most `columns`, the first after `first`, the others after `later`."""
    lines: list[str] = []
    for paragraph in text.split("\n") or [""]:
        line, empty = (first if not lines else later), True
        for piece in pieces(paragraph):
            if not empty and width(line) + width(piece.rstrip()) > columns:
                lines.append(line.rstrip())
                line, empty = later, True
            while empty and width(line) + width(piece.rstrip()) > columns and width(piece) > columns - width(later):
                cut = _fitting(piece, columns - width(line))
                lines.append(line + piece[:cut])
                line, piece = later, piece[cut:]
            line, empty = line + piece, False
        lines.append(line.rstrip())
    return lines


def _fitting(text: str, columns: int) -> int:
    """How many letters of the text fit, at least one."""
    used = 0
    for n, c in enumerate(text):
        used += width(c)
        if used > columns:
            return max(1, n)
    return len(text)


def padded(text: str, columns: int) -> str:
    """The text filled with spaces to a width."""
    return text + " " * max(0, columns - width(text))
