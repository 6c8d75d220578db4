"""The digest: one line that is equal exactly when the game is equal, on any machine."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from game.engine.rules.campaign.record import LATER, Past, Record, State
from game.engine.rules.campaign.written import WRITERS
from game.structs import Struct, Variant

MOST_KEPT = 2048
_kept: OrderedDict[int, tuple[Past, str]] = OrderedDict()
"""Texts of quarters that are past, by the object: they never change, and every later digest of their campaign tells them again."""


def digest(state: State) -> str:
    """32 hex digits over record and world. History counts too: equal figures by another way are another game."""
    hasher = blake2b(canonical(state.record).encode(), digest_size=16)
    hasher.update(state.world.digest_bytes())
    return hasher.hexdigest()


def canonical(value: Any) -> str:
    """A text that is equal exactly when plain data is: mappings by sorted key, floats in hexadecimal, acts and news as written."""
    kind = type(value)
    if kind is str or kind is int:
        return repr(value)
    if kind is float:
        return str(value.hex())
    if kind is tuple:
        return "[" + ",".join([canonical(v) for v in value]) + "]"
    if kind is dict:
        return "{" + ",".join([f"{k}:{canonical(value[k])}" for k in sorted(value)]) + "}"
    if kind is Past:
        return _past(value)
    if kind is Record:
        told = [name for name in _names(kind) if name not in LATER or getattr(value, name)]
        return f"Record({','.join([f'{name}={canonical(getattr(value, name))}' for name in told])})"
    if kind in WRITERS:
        return canonical(WRITERS[kind](value))
    if isinstance(value, Struct):
        inner = ",".join([f"{name}={canonical(getattr(value, name))}" for name in _names(kind)])
        return f"{kind.__name__}({inner})"
    if isinstance(value, Mapping):
        return "{" + ",".join([f"{k}:{canonical(value[k])}" for k in sorted(value)]) + "}"
    if isinstance(value, tuple | list):
        return "[" + ",".join([canonical(v) for v in value]) + "]"
    if isinstance(value, bool) or value is None or isinstance(value, int | str):
        return repr(value)
    return float(value).hex()


def _names(kind: type[Struct]) -> tuple[str, ...]:
    return (*kind.__struct_fields__, "kind") if issubclass(kind, Variant) else kind.__struct_fields__


def _past(past: Past) -> str:
    """A past quarter's text, told once for each object; the object is kept beside it, so that its place in memory stays its own."""
    found = _kept.get(id(past))
    if found is None:
        inner = ",".join([f"{name}={canonical(getattr(past, name))}" for name in _names(Past)])
        found = _kept[id(past)] = (past, f"Past({inner})")
        if len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return found[1]
