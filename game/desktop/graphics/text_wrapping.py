"""Breaks text into lines that fit a width, for words with spaces and for Chinese.

Pure: the measuring function is passed in."""

from __future__ import annotations

from collections.abc import Callable

from game.desktop.graphics.geometry import TextMeasure

CLOSING = frozenset("，。、；：！？）」』》〉】”’…%％)]},.;:!?")
OPENING = frozenset("（「『《〈【“‘([{")


def wide(char: str) -> bool:
    """True for characters that a line may break before or after without a space (Chinese and its marks)."""
    code = ord(char)
    return 0x2E80 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0xFF00 <= code <= 0xFFEF or 0x20000 <= code <= 0x3FFFF


def pieces(text: str) -> list[str]:
    """The unbreakable pieces of one paragraph: words with the spaces behind them, and single Chinese characters.

    A closing mark stays with what is before it, an opening one with what follows."""
    found: list[str] = []
    begun = 0
    for at, char in enumerate(text):
        if at == begun:
            continue
        last = text[at - 1]
        joins = (
            (char in CLOSING and not last.isspace())
            or last in OPENING
            or char.isspace()
            or not (wide(char) or wide(last) or last.isspace() or (last in "-–/" and not char.isdigit()))
        )
        if not joins:
            found.append(text[begun:at])
            begun = at
    return [*found, text[begun:]] if text else []


def broken(word: str, width: int, measure: Callable[[str], int]) -> list[str]:
    """A piece that is wider than the line, cut between characters; at least one character a line.

    Where a line ends is found by halving, so that a long word takes no more than its length times a few."""
    parts = []
    at, usual = 0, 16
    while at < len(word):
        low, high = 1, usual  # a number of characters that fits, or the least, and one that may not
        while at + high <= len(word) and measure(word[at : at + high]) <= width:
            low, high = high, 2 * high
        high = min(high, len(word) - at + 1)
        while high - low > 1:
            middle = (low + high) // 2
            if measure(word[at : at + middle]) <= width:
                low = middle
            else:
                high = middle
        parts.append(word[at : at + low])
        at, usual = at + low, low + 1
    return parts or [""]


def wrap(text: str, width: int, measure: Callable[[str], int]) -> tuple[str, ...]:
    """Lines of `text`, none wider than `width` pixels unless a single character is."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, length = "", 0
        for piece in pieces(paragraph):
            bare = measure(piece.rstrip())
            if line and length + bare > width:
                lines.append(line.rstrip())
                line, length = "", 0
            if bare > width:
                *whole, piece = broken(piece.rstrip(), width, measure) + ([" "] if piece[-1].isspace() else [])
                if piece == " ":
                    piece = whole.pop() + " "
                lines.extend(whole)
            line += piece
            length += measure(piece)
        lines.append(line.rstrip())
    return tuple(lines)


def balanced(measure: TextMeasure, text: str, style: str, width: int) -> int:
    """The narrowest width at which the text needs no more lines than at `width`: lines of about the same length."""
    count = len(measure.wrapped(text, style, width))
    low, high = max(1, width // (count + 1)), width
    while high - low > 4 and count > 1:
        middle = (low + high) // 2
        if len(measure.wrapped(text, style, middle)) <= count:
            high = middle
        else:
            low = middle
    return high
