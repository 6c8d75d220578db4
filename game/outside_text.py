"""The door for text from outside: typed or pasted text, names of files, standard input. What comes through can be shown and stored.

Decodes, cleans and bounds. What a text may mean is the business of those who ask for it."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200
"""Characters that any name keeps; what is longer is cut and ends with an ellipsis."""
LONGEST_SENTENCE = 600
"""Characters of a sentence, or of a path, that may hold several names."""
LONGEST_LINE = 4_000
"""Characters of a line that is typed, or told on the command line."""
UNSHOWABLE = ("Cc", "Cs", "Co", "Cn")
"""Controls, lone surrogates (undecodable bytes of file names among them), private characters and those that are none."""
UNSEEN = "Cf"
"""Marks without width, and those that turn the direction of what follows: they make one name look like another."""


def decoded(data: bytes) -> str:
    """Bytes as text; what is no UTF-8 becomes a replacement character."""
    return data.decode("utf-8", "replace")


def cleaned(text: str, longest: int = LONGEST) -> str:
    """One line that every face can show and every file can hold, of at most `longest` characters."""
    line = unicodedata.normalize("NFC", shown(text[: 4 * longest])).strip()
    return line if len(line) <= longest else line[: longest - 1] + "…"


def shown(text: str) -> str:
    """A text in one line without what no face can show: spaces for every kind of space, a mark for each unshowable character."""
    return text if text.isascii() and text.isprintable() else "".join(map(_shown, text))


def whole_number(text: str, most: int) -> int | None:
    """The number between 0 and `most` that plain digits spell, or None. Digits of other scripts and exponents are none."""
    digits = text.strip()
    if not re.fullmatch(r"[0-9]{1,20}", digits) or int(digits) > most:
        return None
    return int(digits)


def cleaned_lines(text: str, longest: int = LONGEST_LINE) -> str:
    """Several lines, each as `cleaned` has them."""
    return "\n".join(cleaned(line, longest) for line in text.split("\n"))


def _shown(character: str) -> str:
    if character in "\t\n\r\v\f\x85\u2028\u2029":
        return " "
    sort = unicodedata.category(character)
    if sort == "Zs":
        return " "
    return "" if sort == UNSEEN else "\ufffd" if sort in UNSHOWABLE else character
