"""The digest: one line that is equal exactly when the game is equal, on any machine."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from game.engine.rules.campaign.record import State
from game.engine.rules.campaign.written import WRITERS
from game.structs import Struct, Variant


def digest(state: State) -> str:
    """32 hex digits over record and world. History counts too: equal figures by another way are another game."""
    hasher = blake2b(canonical(state.record).encode(), digest_size=16)
    hasher.update(state.world.digest_bytes())
    return hasher.hexdigest()


def canonical(value: Any) -> str:
    """A text that is equal exactly when plain data is: mappings by sorted key, floats in hexadecimal, acts and news as written."""
    if type(value) in WRITERS:
        return canonical(WRITERS[type(value)](value))
    if isinstance(value, Struct):
        names = (*value.__struct_fields__, "kind") if isinstance(value, Variant) else value.__struct_fields__
        inner = ",".join(f"{name}={canonical(getattr(value, name))}" for name in names)
        return f"{type(value).__name__}({inner})"
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{k}:{canonical(value[k])}" for k in sorted(value)) + "}"
    if isinstance(value, tuple | list):
        return "[" + ",".join(canonical(v) for v in value) + "]"
    if isinstance(value, bool) or value is None or isinstance(value, int | str):
        return repr(value)
    return float(value).hex()
