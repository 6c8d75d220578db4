"""Lays what a patch says over an item, or what a copy (`like:`) says over its original, field by field along the item's type.

A text, a word or a number is replaced; `times:` and `plus:` scale a number. Fields of a mapping are laid one by one; `remove:`
drops keys, `replace:` sets the whole. A list wants a verb: `append:`, `remove:`, `replace:`, `change:` (an entry by its id, or by
its place from 0). Which packs are laid in which order is `loading/merge.py`'s business."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, get_args, get_origin

from game.content.format.field_types import Act, Marks, at_place, change_node, member_of
from game.content.format.findings import closest
from game.content.format.shape import found
from game.content.format.yaml_reader import Node, plain
from game.engine.rules.fields.bounds import Bounds
from game.structs import hints, is_struct

LIST_VERBS = ("append", "remove", "replace", "change")
NUMBER_VERBS = ("times", "plus")
Names = tuple[str, ...]
Fault = tuple[Node, str, str, str]
"""Where, code, message, suggestion."""


@dataclass(slots=True)
class Laying:
    """What one patch does: how it writes references (`act`), what was wrong, and which values it set whole (path by names)."""

    act: Act
    copy: bool = False  # a copy of an item, in which a bare list replaces the original's
    faults: list[Fault] = field(default_factory=list)
    touched: dict[Names, tuple[Node, bool]] = field(default_factory=dict)

    def fault(self, node: Node, code: str, message: str, guess: str = "") -> None:
        self.faults.append((node, code, message, guess))

    def whole(self, hint: Any, marks: Marks, node: Node, path: Names) -> Node:
        """A value as the patch gives it, in place of the old one."""
        self.touched[path] = (node, True)
        return change_node(hint, node, self.act, marks)


def lay(hint: Any, old: Node | None, new: Node, on: Laying, path: Names = (), marks: Marks = ()) -> Node:
    """The value of type `hint` that comes of laying `new` over `old`; `old` as it stood where there is a fault."""
    origin, more = member_of(hint, new if old is None else old)
    marks = (*marks, *more)
    if old is None or (_is_mapping(old) and _is_mapping(new) and _other_kind(old, new)):
        return on.whole(hint, marks, new, path)
    if is_struct(origin) and _is_mapping(old) and _is_mapping(new):
        return _fields(origin, old, new, on, path)
    if get_origin(origin) is dict and _is_mapping(old) and _is_mapping(new):
        return _keys(origin, marks, old, new, on, path)
    if get_origin(origin) is tuple and isinstance(old.value, list):
        return _list(origin, marks, old, new, on, path)
    if _is_mapping(new) and set(new.value) & set(NUMBER_VERBS):
        return _number(old, new, on, path)
    return on.whole(hint, marks, new, path)


def _is_mapping(node: Node) -> bool:
    return isinstance(node.value, dict)


def _other_kind(old: Node, new: Node) -> bool:
    """Whether a patch gives another member of a union, which has fields of its own."""
    return "kind" in new.value and "kind" in old.value and new.value["kind"][2].value != old.value["kind"][2].value


def _fields(shape: Any, old: Node, new: Node, on: Laying, path: Names) -> Node:
    known, entries = hints(shape), dict(old.value)
    for key, (line, column, child) in new.value.items():
        before = entries[key][2] if key in entries else _unsaid(shape, key, child)
        entries[key] = (line, column, lay(known[key], before, child, on, (*path, key)) if key in known else child)
    return at_place(old, entries)


def _unsaid(shape: Any, key: str, at: Node) -> Node | None:
    """What a field holds that the item leaves out, where a verb can be used on it; else None."""
    optional = shape.__struct_fields__[len(shape.__struct_fields__) - len(shape.__struct_defaults__) :]
    value = dict(zip(optional, shape.__struct_defaults__, strict=True)).get(key)
    if not _is_mapping(at) or isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return at_place(at, value)
    return at_place(at, []) if value == () else None


def _keys(origin: Any, marks: Marks, old: Node, new: Node, on: Laying, path: Names) -> Node:
    key_hint, value_hint = get_args(origin)
    if "replace" in new.value and len(new.value) == 1:
        return on.whole(origin, marks, new.value["replace"][2], path)
    entries, place = dict(old.value), old
    for written, (line, column, child) in new.value.items():
        if written == "remove" and isinstance(child.value, list):
            place = new
            for named in child.value:
                key = _named(key_hint, named, on)
                if entries.pop(key, None) is None:
                    on.fault(named, "nothing-to-remove", f'there is no "{key}" here to remove', closest(str(key), entries))
                on.touched[(*path, str(key))] = (named, True)
            continue
        key = _named(key_hint, Node(written, line, column, child.file), on)
        before = entries.get(key)
        entries[key] = (line, column, lay(value_hint, before[2] if before else None, child, on, (*path, str(key)), marks))
    return at_place(place, entries)


def _named(hint: Any, node: Node, on: Laying) -> Any:
    return change_node(hint, node, on.act).value


def _number(old: Node, new: Node, on: Laying, path: Names) -> Node:
    value: Any = old.value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        on.fault(new, "not-a-number", f"only a number can be scaled, and this field holds {found(plain(old))}")
        return old
    for verb, (_, _, node) in new.value.items():
        by: Any = node.value
        if verb not in NUMBER_VERBS:
            on.fault(
                node,
                "unknown-verb",
                f'a number is changed by {" or ".join(NUMBER_VERBS)}; found "{verb}"',
                closest(verb, NUMBER_VERBS),
            )
            return old
        if isinstance(by, bool) or not isinstance(by, (int, float)):
            on.fault(node, "wrong-type", f"{verb} must be a number; found {found(plain(node))}")
            return old
        value = value * by if verb == "times" else value + by
    on.touched[path] = (new, False)
    whole = isinstance(old.value, int) and float(value).is_integer()
    return at_place(new, int(value) if whole else value)


def _list(origin: Any, marks: Marks, old: Node, new: Node, on: Laying, path: Names) -> Node:
    arguments = get_args(origin)
    fixed = arguments[-1] is not Ellipsis or any(isinstance(m, Bounds) and m.length and m.low == m.high for m in marks)
    inner = tuple(m for m in marks if not isinstance(m, Bounds) or not m.length)  # bounds of the list's length are the list's own
    if not _is_mapping(new):
        if fixed or on.copy or not isinstance(new.value, list):
            return on.whole(origin, marks, new, path)
        on.fault(
            new,
            "list-without-verb",
            f"{path[-1]} is a list; say append:, remove:, replace: or change: above what is meant",
            "append",
        )
        return old
    entries = list(old.value)
    for verb, (_, _, node) in new.value.items():
        if verb not in LIST_VERBS:
            listed = ", ".join(LIST_VERBS)
            on.fault(node, "unknown-verb", f'a list is changed by {listed}; found "{verb}"', closest(verb, LIST_VERBS))
        elif not isinstance(node.value, dict if verb == "change" else list):
            wanted = "a mapping of ids to what changes" if verb == "change" else "a list"
            on.fault(node, "wrong-type", f"{verb} must be {wanted}; found {found(plain(node))}")
        else:
            entries = _VERBS[verb](arguments[0], inner, entries, node, on, path)
    return at_place(new, entries)


def _append(hint: Any, marks: Marks, entries: list[Node], node: Node, on: Laying, path: Names) -> list[Node]:
    on.touched.setdefault((*path, "append"), (node, False))
    return [*entries, *(change_node(hint, child, on.act, marks) for child in node.value)]


def _replace(hint: Any, marks: Marks, entries: list[Node], node: Node, on: Laying, path: Names) -> list[Node]:
    on.touched[path] = (node, True)
    return [change_node(hint, child, on.act, marks) for child in node.value]


def _remove(hint: Any, marks: Marks, entries: list[Node], node: Node, on: Laying, path: Names) -> list[Node]:
    gone: set[int] = set()
    for child in node.value:
        wanted = change_node(hint, child, on.act, marks).value if isinstance(child.value, str) else child.value
        places = [i for i, entry in enumerate(entries) if _is_called(entry, wanted, i)]
        if not places:
            on.fault(
                child, "nothing-to-remove", f'there is no "{wanted}" here to remove', closest(str(wanted), map(_name, entries))
            )
        gone.update(places)
        on.touched[(*path, str(wanted))] = (child, True)
    return [entry for i, entry in enumerate(entries) if i not in gone]


def _change(hint: Any, marks: Marks, entries: list[Node], node: Node, on: Laying, path: Names) -> list[Node]:
    entries = list(entries)
    for wanted, (line, column, child) in node.value.items():
        places = [i for i, entry in enumerate(entries) if _is_called(entry, wanted, i)]
        if not places:
            where = Node(wanted, line, column, child.file)
            on.fault(
                where, "nothing-to-change", f'there is no entry "{wanted}" here to change', closest(wanted, map(_name, entries))
            )
        for i in places:
            entries[i] = lay(hint, entries[i], child, on, (*path, wanted), marks)
    return entries


_Verb = Callable[[Any, Marks, list[Node], Node, Laying, Names], list[Node]]
_VERBS: Mapping[str, _Verb] = MappingProxyType({"append": _append, "remove": _remove, "replace": _replace, "change": _change})


def _name(entry: Node) -> str:
    """What an entry of a list is called: itself, or the id of a mapping."""
    value: Any = entry.value
    if isinstance(value, dict):
        return str(value["id"][2].value) if "id" in value else ""
    return str(value)


def _is_called(entry: Node, wanted: Any, place: int) -> bool:
    """Whether an entry is meant by a text (its own, or its id), or by its place where it is a mapping without an id."""
    if _name(entry) and _name(entry) == str(wanted):
        return True
    nameless = isinstance(entry.value, dict) and "id" not in entry.value
    return nameless and str(wanted) == str(place)


def moved(node: Node, to: Node) -> Node:
    """A copy of a node, all of it at the place of another: what is copied is the business of whoever copies it."""
    value: Any = node.value
    if isinstance(value, dict):
        value = {key: (to.line, to.column, moved(child, to)) for key, (_, _, child) in value.items()}
    elif isinstance(value, list):
        value = [moved(child, to) for child in value]
    return Node(value, to.line, to.column, to.file)
