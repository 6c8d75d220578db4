"""Hashes of content, and the hash that today's rules had before numbers of play moved from code into `numbers.yaml`.

A save says under which rules it was made. Where the moved numbers have the values that they had in code, the game is the same under
both hashes, whatever other packs are in play."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import blake2b
from types import MappingProxyType
from typing import Any

MOVED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(("odds", "standing", "draft_ripens", "draft_missed", "deal_longest", "marks_last"), ()),
        **dict.fromkeys(("out_quarters", "capital_low", "capital_high", "election_bonus_until"), ()),
        "renewal": ("points",),
        "glut": ("most", "producers"),
        "watch": ("budget_most",),
    }
)
"""Number that moved → which of its parts did; all of it where none is named."""
AS_IN_CODE = "b548e4bf2da2e4067f29c36fc04b6e40"
"""Hash of the moved numbers as they stood in code."""


def content_hash(data: Any) -> str:
    """Hash of plain data: equal for equal content, whatever the order of keys, the machine or the process."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return blake2b(text.encode("ascii"), digest_size=16).hexdigest()


def rules_hash(played: Mapping[str, Any], order: Mapping[str, Any]) -> str:
    """Hash of the items that are played, and of the order of those whose order counts."""
    return content_hash([played, order])


def earlier_hashes(played: Mapping[str, Any], order: Mapping[str, Any]) -> tuple[str, ...]:
    """Older hashes of the same game; none where a moved number has another value than it had in code."""
    numbers: Mapping[str, Any] = played.get("numbers", {}).get("numbers", {})
    if content_hash({name: _part(numbers.get(name), parts, True) for name, parts in MOVED.items()}) != AS_IN_CODE:
        return ()
    left = {name: _part(value, MOVED[name], False) if name in MOVED else value for name, value in numbers.items()}
    before = {name: value for name, value in left.items() if name not in MOVED or MOVED[name]}
    return (rules_hash({**played, "numbers": {"numbers": before}}, order),)


def _part(value: Any, parts: tuple[str, ...], moved: bool) -> Any:
    """A number, or of its parts those that moved or those that did not."""
    return {k: v for k, v in value.items() if (k in parts) == moved} if parts and isinstance(value, dict) else value
