"""Old save files brought up to date: one pure function for each format number, on the plain lines of the file.

A migration takes and returns the list of documents, header first. Each has a save of its format in the tests."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import blake2b
from types import MappingProxyType
from typing import Any

FORMAT = 2
Lines = list[dict[str, Any]]


class FormatError(ValueError):
    """A format that this version of the game does not read."""


def _with_identity(lines: Lines) -> Lines:
    """Format 2 knows a save by its campaign and its slot instead of its name alone, and says which state it holds.

    The id is made from what told campaigns of format 1 apart: set-up and name. Of a header without its log no state is said."""
    header, log = lines[0], [line for line in lines[1:] if line.get("kind") == "quarter"]
    told = json.dumps([header.get("setup"), header.get("name")], sort_keys=True)
    identity = {
        "campaign": blake2b(told.encode("utf-8", "replace"), digest_size=8).hexdigest(),
        "slot": "auto" if str(header.get("name")).startswith("autosave ") else "named",
        "digest": log[-1].get("digest", "") if log else "",
    }
    return [{**header, **identity, "format": 2}, *lines[1:]]


MIGRATIONS: Mapping[int, Callable[[Lines], Lines]] = MappingProxyType({1: _with_identity})
"""Format number -> function that makes the next format of it."""


def upgrade(lines: Lines) -> Lines:
    """The lines in today's format; FormatError for a format that is newer than the game, or unknown."""
    number = lines[0].get("format")
    while number != FORMAT:
        if not isinstance(number, int) or number not in MIGRATIONS:
            raise FormatError(f"the save has format {number!r}, this game reads up to format {FORMAT}")
        lines = MIGRATIONS[number](lines)
        number = lines[0].get("format")
    return lines
