"""Walks plain data along the engine's types: what each value is meant to be.

Checks nothing; `shape.py` and `references.py` judge what the walk finds, msgspec makes the instances."""

from __future__ import annotations

import types
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from game.content.format.yaml_reader import Node
from game.structs import Struct, Variant, hints, is_struct

Steps = tuple[str | int, ...]


class Spot(Struct):
    """A value met on the walk: `marks` are the annotations (Ref, Words, Bounds …) that hold for it; `key` says a mapping's key."""

    path: Steps
    value: Any
    marks: tuple[Any, ...]
    key: bool = False


class Stray(Struct):
    """A key that the type does not have, with the keys it does have."""

    path: Steps
    key: str
    known: tuple[str, ...]


@cache
def choices(hint: Any) -> dict[str, Any]:
    """kind → type of a union told apart by `kind`; empty for other types."""
    return {str(m.__struct_config__.tag): m for m in get_args(hint) if is_struct(m) and issubclass(m, Variant)}


Act = Callable[[str, tuple[Any, ...]], str]
Found = list[Spot | Stray]
Marks = tuple[Any, ...]


def walk(hint: Any, value: Any) -> Found:
    """Every value below `value` that the type says something about, and every key that it does not know."""
    found: Found = []
    _walker(hint, ())(value, (), found)
    return found


@cache
def _walker(hint: Any, marks: Marks) -> Callable[[Any, Steps, Found], None]:
    """The walk through values of one type, worked out once; `marks` are the annotations that hold for it."""
    origin, arguments = get_origin(hint), get_args(hint)

    def leaf(value: Any, path: Steps, found: Found) -> None:
        found.append(Spot(path, value, marks))

    if origin is Annotated:
        return _walker(arguments[0], (*marks, *arguments[1:]))
    if origin in (Union, types.UnionType):
        return lambda value, path, found: _walker(_member(hint, value), marks)(value, path, found)
    if origin is tuple:

        def entries(value: Any, path: Steps, found: Found) -> None:
            leaf(value, path, found)
            for i, child in enumerate(value) if isinstance(value, list) else ():
                member = arguments[0] if arguments[-1] is Ellipsis else arguments[min(i, len(arguments) - 1)]
                _walker(member, marks)(child, (*path, i), found)

        return entries
    if origin is dict:
        key_marks = get_args(arguments[0])[1:] if get_origin(arguments[0]) is Annotated else ()
        inner = _walker(arguments[1], marks)

        def mapping(value: Any, path: Steps, found: Found) -> None:
            if not isinstance(value, dict):
                leaf(value, path, found)
                return
            if marks:
                leaf(value, path, found)
            for key, child in value.items():
                if key_marks:
                    found.append(Spot((*path, key), key, key_marks, key=True))
                inner(child, (*path, key), found)

        return mapping
    return _fields_walker(hint, leaf) if is_struct(hint) else leaf


def _fields_walker(hint: Any, leaf: Callable[[Any, Steps, Found], None]) -> Callable[[Any, Steps, Found], None]:
    known = tuple(hints(hint))
    walkers = {name: _walker(field, ()) for name, field in hints(hint).items()}

    def members(value: Any, path: Steps, found: Found) -> None:
        if not isinstance(value, dict):
            leaf(value, path, found)
            return
        for key, child in value.items():
            if key in walkers:
                walkers[key](child, (*path, key), found)
            else:
                found.append(Stray((*path, key), key, known))

    return members


def _member(hint: Any, value: Any) -> Any:
    """The member of a union that a value belongs to."""
    tagged = choices(hint)
    if tagged:
        kind = value.get("kind") if isinstance(value, dict) else None
        return tagged.get(kind, object) if isinstance(kind, str) else object
    if value is None:
        return object
    members = [m for m in get_args(hint) if m is not type(None)]
    return next((m for m in members if is_struct(m) == isinstance(value, dict)), members[0])


def change(hint: Any, value: Any, act: Act) -> Any:
    """A copy of plain data in which `act` has replaced every text that carries annotations."""
    return _changer(hint, ())(value, act)


@cache
def _changer(hint: Any, marks: Marks) -> Callable[[Any, Act], Any]:
    origin, arguments = get_origin(hint), get_args(hint)

    def leaf(value: Any, act: Act) -> Any:
        return act(value, marks) if marks and isinstance(value, str) else value

    if origin is Annotated:
        return _changer(arguments[0], (*marks, *arguments[1:]))
    if origin in (Union, types.UnionType):
        return lambda value, act: value if value is None else _changer(_member(hint, value), marks)(value, act)
    if origin is tuple:
        entry = _changer(arguments[0], marks)
        return lambda value, act: [entry(child, act) for child in value] if isinstance(value, list) else leaf(value, act)
    if origin is dict:
        key = _changer(arguments[0], ())
        inner = _changer(arguments[1], marks)
        return lambda value, act: {key(k, act): inner(v, act) for k, v in value.items()} if isinstance(value, dict) else value
    if not is_struct(hint):
        return leaf
    changers = {name: _changer(field, ()) for name, field in hints(hint).items()}

    def members(value: Any, act: Act) -> Any:
        return {k: changers[k](v, act) if k in changers else v for k, v in value.items()} if isinstance(value, dict) else value

    return members


def change_node(hint: Any, node: Node, act: Act, marks: Marks = ()) -> Node:
    """The same for a node: a copy in which `act` has replaced every text, keys too, that carries annotations."""
    origin, arguments = get_origin(hint), get_args(hint)
    value = node.value
    if origin is Annotated:
        return change_node(arguments[0], node, act, (*marks, *arguments[1:]))
    if origin in (Union, types.UnionType):
        return change_node(_member(hint, tag_of(node)), node, act, marks)
    if isinstance(value, list) and origin is tuple:
        return at_place(node, [change_node(_entry(arguments, i), child, act, marks) for i, child in enumerate(value)])
    if isinstance(value, dict) and origin is dict:
        key_marks = get_args(arguments[0])[1:] if get_origin(arguments[0]) is Annotated else ()
        named = {act(k, key_marks) if key_marks else k: entry for k, entry in value.items()}
        return at_place(node, {k: (a, b, change_node(arguments[1], child, act, marks)) for k, (a, b, child) in named.items()})
    if isinstance(value, dict) and is_struct(hint):
        known = hints(hint)
        inside = {k: (a, b, change_node(known[k], n, act) if k in known else n) for k, (a, b, n) in value.items()}
        return at_place(node, inside)
    return at_place(node, act(value, marks)) if marks and isinstance(value, str) else node


def at_place(node: Node, value: Any) -> Node:
    """Another value at the place of a node."""
    return Node(value, node.line, node.column, node.file, node.cut)


def tag_of(node: Node) -> Any:
    """As much of a node's plain data as tells the member of a union that it belongs to."""
    if isinstance(node.value, dict):
        return {"kind": node.value["kind"][2].value} if "kind" in node.value else {}
    return [] if isinstance(node.value, list) else node.value


def member_of(hint: Any, node: Node) -> tuple[Any, Marks]:
    """The type of a node without annotations and unions, and the annotations that hold for it."""
    marks: Marks = ()
    while True:
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is Annotated:
            hint, marks = arguments[0], (*marks, *arguments[1:])
        elif origin in (Union, types.UnionType):
            hint = _member(hint, tag_of(node))
        else:
            return hint, marks


def _entry(arguments: tuple[Any, ...], place: int) -> Any:
    return arguments[0] if arguments[-1] is Ellipsis else arguments[min(place, len(arguments) - 1)]
