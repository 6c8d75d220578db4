"""Walks plain data along the engine's dataclasses: what each value is meant to be, and how it becomes an instance.

Checks nothing; `shape.py` and `names.py` judge what the walk finds."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A value met on the walk: `marks` are the annotations (Ref, Words, Bounds …) that hold for it; `key` says a mapping's key."""

    path: Steps
    value: Any
    marks: tuple[Any, ...]
    key: bool = False


@dataclass(frozen=True, slots=True)
class Stray:
    """A key that the dataclass does not have, with the keys it does have."""

    path: Steps
    key: str
    known: tuple[str, ...]


@cache
def _hints(cls: Any) -> dict[str, Any]:
    found = get_type_hints(cls, include_extras=True)
    return {f.name: found[f.name] for f in fields(cls)}


def hints(cls: Any) -> dict[str, Any]:
    """Field name → type of a dataclass, annotations kept."""
    return _hints(cls)


@cache
def choices(hint: Any) -> dict[str, Any]:
    """kind → dataclass of a union told apart by `kind`; empty for other types."""
    found = {}
    for member in get_args(hint):
        if is_dataclass(member) and "kind" in hints(member):
            found[get_args(hints(member)["kind"])[0]] = member
    return found


def walk(hint: Any, value: Any, path: Steps = (), marks: tuple[Any, ...] = ()) -> Iterator[Spot | Stray]:
    """Every value below `value` that the type says something about, and every key that it does not know."""
    origin = get_origin(hint)
    if origin is Annotated:
        inner, *extra = get_args(hint)
        yield from walk(inner, value, path, (*marks, *extra))
    elif origin in (Union, types.UnionType):
        yield from walk(_member(hint, value), value, path, marks)
    elif origin is tuple and isinstance(value, list):
        members = get_args(hint)
        yield Spot(path, value, marks)
        for i, child in enumerate(value):
            member = members[0] if members[-1] is Ellipsis else members[min(i, len(members) - 1)]
            yield from walk(member, child, (*path, i), marks)
    elif origin is dict and isinstance(value, dict):
        key_hint, value_hint = get_args(hint)
        for key, child in value.items():
            if get_origin(key_hint) is Annotated:
                yield Spot((*path, key), key, get_args(key_hint)[1:], key=True)
            yield from walk(value_hint, child, (*path, key), marks)
    elif is_dataclass(hint) and isinstance(value, dict):
        known = hints(hint)
        for key, child in value.items():
            if key in known:
                yield from walk(known[key], child, (*path, key))
            else:
                yield Stray((*path, key), key, tuple(known))
    else:
        yield Spot(path, value, marks)


def _member(hint: Any, value: Any) -> Any:
    """The member of a union that a value belongs to."""
    tagged = choices(hint)
    if tagged:
        return tagged.get(value.get("kind", ""), object) if isinstance(value, dict) else object
    members = [m for m in get_args(hint) if m is not type(None)]
    if value is None:
        return object
    for member in members:
        if is_dataclass(member) == isinstance(value, dict):
            return member
    return members[0]


def change(hint: Any, value: Any, act: Callable[[str, tuple[Any, ...]], str], marks: tuple[Any, ...] = ()) -> Any:
    """A copy of plain data in which `act` has replaced every text that carries annotations."""
    origin = get_origin(hint)
    if origin is Annotated:
        inner, *extra = get_args(hint)
        return change(inner, value, act, (*marks, *extra))
    if origin in (Union, types.UnionType):
        return value if value is None else change(_member(hint, value), value, act, marks)
    if origin is tuple and isinstance(value, list):
        members = get_args(hint)
        return [change(members[0], child, act, marks) for child in value]
    if origin is dict and isinstance(value, dict):
        key_hint, value_hint = get_args(hint)
        marks_of_key = get_args(key_hint)[1:] if get_origin(key_hint) is Annotated else ()
        return {(act(k, marks_of_key) if marks_of_key else k): change(value_hint, v, act, marks) for k, v in value.items()}
    if is_dataclass(hint) and isinstance(value, dict):
        known = hints(hint)
        return {k: change(known[k], v, act) if k in known else v for k, v in value.items()}
    return act(value, marks) if isinstance(value, str) and marks else value


def build(hint: Any, value: Any) -> Any:
    """The instance that valid plain data stands for (lists become tuples, whole numbers floats where floats are meant)."""
    return _builder(hint)(value)


@cache
def _builder(hint: Any) -> Callable[[Any], Any]:
    origin = get_origin(hint)
    if origin is Annotated:
        return _builder(get_args(hint)[0])
    if origin in (Union, types.UnionType):
        tagged = choices(hint)
        if tagged:
            return lambda v: None if v is None else _builder(tagged[v["kind"]])(v)
        return lambda v: v if v is None else _builder(_member(hint, v))(v)
    if origin is tuple:
        members = get_args(hint)
        if members[-1] is Ellipsis:
            return lambda v: tuple(map(_builder(members[0]), v))
        return lambda v: tuple(_builder(m)(c) for m, c in zip(members, v, strict=True))
    if origin is dict:
        inner = get_args(hint)[1]
        return lambda v: {k: _builder(inner)(c) for k, c in v.items()}
    if origin is Literal or not is_dataclass(hint):
        return float if hint is float else lambda v: v
    known = hints(hint)
    make: Any = hint
    return lambda v: make(**{k: _builder(known[k])(c) for k, c in v.items()})
