"""Old save files brought up to date: one pure function for each format number, on the plain lines of the file.

A migration takes and returns the list of documents, header first. Each has a save of its format in the tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

FORMAT = 1
Lines = list[dict[str, Any]]
MIGRATIONS: Mapping[int, Callable[[Lines], Lines]] = MappingProxyType({})
"""Format number -> function that makes the next format of it. Empty while format 1 is the only one."""


class FormatError(ValueError):
    """A format that this version of the game does not read."""


def upgrade(lines: Lines) -> Lines:
    """The lines in today's format; FormatError for a format that is newer than the game, or unknown."""
    number = lines[0].get("format")
    while number != FORMAT:
        if not isinstance(number, int) or number not in MIGRATIONS:
            raise FormatError(f"the save has format {number!r}, this game reads up to format {FORMAT}")
        lines = MIGRATIONS[number](lines)
        number = lines[0].get("format")
    return lines
