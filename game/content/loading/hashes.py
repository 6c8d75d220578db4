"""Hashes of content, and the hash that today's rules had before numbers of play moved from code into `numbers.yaml`.

A save says under which rules it was made. Where the moved numbers have the values that they had in code, the game is the same under
both hashes, whatever other packs are in play."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import blake2b
from types import MappingProxyType
from typing import Any

Moved = Mapping[str, tuple[str, ...]]
"""Number that moved → which of its parts did; all of it where none is named."""

PRODUCT: Moved = MappingProxyType({"usual_product": ()})
MOVED: tuple[tuple[Moved, str], ...] = ((PRODUCT, "2b2db8b08c6ce623cfe019b6855c5bcf"),)
"""Numbers that moved together, those that moved last first, with the hash of what they were in code. A group leaves this table when
one of its numbers gets another value or shape in content: from then on the game is another one."""


def content_hash(data: Any) -> str:
    """Hash of plain data: equal for equal content, whatever the order of keys, the machine or the process."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return blake2b(text.encode("ascii"), digest_size=16).hexdigest()


def rules_hash(played: Mapping[str, Any], order: Mapping[str, Any]) -> str:
    """Hash of the items that are played, and of the order of those whose order counts."""
    return content_hash([played, order])


def earlier_hashes(played: Mapping[str, Any], order: Mapping[str, Any]) -> tuple[str, ...]:
    """Older hashes of the same game, the youngest first; they end where a moved number has another value than it had in code."""
    numbers: Mapping[str, Any] = played.get("numbers", {}).get("numbers", {})
    found: list[str] = []
    for moved, as_in_code in MOVED:
        if content_hash({name: _part(numbers.get(name), parts, True) for name, parts in moved.items()}) != as_in_code:
            break
        numbers = without(numbers, moved)
        found.append(rules_hash({**played, "numbers": {"numbers": numbers}}, order))
    return tuple(found)


def without(numbers: Mapping[str, Any], moved: Moved) -> dict[str, Any]:
    """The numbers as they stood in content before these moved there."""
    left = {name: _part(value, moved[name], False) if name in moved else value for name, value in numbers.items()}
    return {name: value for name, value in left.items() if name not in moved or moved[name]}


def _part(value: Any, parts: tuple[str, ...], moved: bool) -> Any:
    """A number, or of its parts those that moved or those that did not."""
    return {k: v for k, v in value.items() if (k in parts) == moved} if parts and isinstance(value, dict) else value
