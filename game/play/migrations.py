"""Old save files brought up to date: one pure function for each format number, on the plain lines of the file.

A migration takes and returns the list of documents, header first. Each has a save of its format in the tests."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import blake2b
from types import MappingProxyType
from typing import Any

FORMAT = 3
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


def _with_crisis(lines: Lines) -> Lines:
    """Format 3 has the risk of a crisis beside that of rupture. What a crisis' was is not known of older quarters; rupture takes
    one, so that its risk is the least that it can have been, and is what they show."""
    told = [_figures_with_crisis(line) for line in lines]
    return [{**told[0], "format": 3}, *told[1:]]


def _figures_with_crisis(document: Any) -> Any:
    """A document in which every record of a side's figures has a crisis."""
    if isinstance(document, list):
        return [_figures_with_crisis(x) for x in document]
    if not isinstance(document, dict):
        return document
    found = {key: _figures_with_crisis(value) for key, value in document.items()}
    if "escalation" in found and "leverage_usd_bn" in found and "crisis" not in found:
        unknown = {"threatened_gdp_usd_bn": 0.0, "threat": 0.0, "reach": 0.0, "shelter": 0.0}
        return {**found, "crisis": found["escalation"], **unknown}
    return found


MIGRATIONS: Mapping[int, Callable[[Lines], Lines]] = MappingProxyType({1: _with_identity, 2: _with_crisis})
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
