"""Versions of packs and of the game: numbers with dots, and ranges of them such as ">=1.2,<2"."""

from __future__ import annotations

import re

from game.structs import Struct

VERSION = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9}){0,5}\Z")
_PART = re.compile(r"(>=|<=|==|<|>)?\s*([0-9]{1,9}(?:\.[0-9]{1,9}){0,5})\Z")
SYNTAX = 'comparisons such as ">=1.2,<2" (>=, <=, ==, < or > and a version, joined by commas)'


class Need(Struct):
    """Another pack that is named: its id, and the range of its versions ("" = any)."""

    id: str
    range: str = ""


def needed(text: str) -> Need:
    """A pack with its range, as pack.yaml writes it: "other" or "other >=1.2,<2"."""
    match = re.match(r"\s*([^\s<>=,]*)\s*(.*?)\s*\Z", text, re.DOTALL)
    return Need(match[1], match[2]) if match else Need(text)


def readable(wanted: str) -> bool:
    """Whether a range can be read."""
    return all(_PART.match(part.strip()) for part in wanted.split(","))


def version_fits(version: str, wanted: str) -> bool:
    """Whether a version such as 0.1.0 satisfies a range such as ">=0.1,<2"; what is unreadable fits nothing, "" everything."""
    if not wanted:
        return True
    mine = _numbers(version)
    for part in wanted.split(","):
        match = _PART.match(part.strip())
        if not match or mine is None:
            return False
        theirs = _numbers(match[2]) or ()
        a, b = mine + (0,) * (len(theirs) - len(mine)), theirs + (0,) * (len(mine) - len(theirs))
        fits = {">=": a >= b, "<=": a <= b, "==": a == b, "<": a < b, ">": a > b}
        if not fits[match[1] or "=="]:
            return False
    return True


def _numbers(version: str) -> tuple[int, ...] | None:
    return tuple(map(int, version.split("."))) if VERSION.match(version) else None
