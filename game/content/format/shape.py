"""Shape: does an item have the fields, types and bounds of its kind? Pydantic judges, in our own sentences with places.

References and sense are judged elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from game.content.format.field_types import Spot, Steps, Stray, walk
from game.content.format.findings import Severity, closest
from game.engine.rules.fields.bounds import Words
from game.structs import hints, is_struct

GENTLE: dict[str, Severity] = {"text-too-long": "warning"}
"""Codes that are no error: the item can be played all the same."""

MOST_WORDS = 12
"""Fields, or words of a closed list, that a sentence names."""

Fault = tuple[Steps, bool, str, str, str]
"""Path, whether the key (not the value) is meant, code, message, suggestion."""


@cache
def adapter(hint: Any) -> Any:
    """Pydantic's validator of a type; imported only when something is to be checked."""
    from pydantic import TypeAdapter

    return TypeAdapter(hint)


def faults(hint: Any, data: Any) -> Iterator[Fault]:
    """Everything that is wrong with the shape of `data`, all at once."""
    from pydantic import ValidationError

    if not isinstance(data, dict):
        yield (), False, "wrong-type", f"an item must be a mapping of fields; found {found(data)}", ""
        return
    seen: set[Steps] = set()
    for spot in walk(hint, data):
        if isinstance(spot, Stray) and spot.key.isdigit() and _value(spot.path, data) is None:
            seen.add(spot.path)
            message = f'"{spot.key}" stands alone here: a comma splits the number before it; write a point, as in 0.{spot.key}'
            yield spot.path, True, "unknown-field", message, ""
        elif isinstance(spot, Stray) and " " in spot.key and _value(spot.path, data) is None:
            seen.add(spot.path)
            message = f'"{spot.key}" stands alone here: a comma splits the text before it; put the whole text in quotes ("…")'
            yield spot.path, True, "unknown-field", message, ""
        elif isinstance(spot, Stray):
            guess = closest(spot.key, spot.known)
            seen.add((*spot.path[:-1], guess))  # a field that is misspelt is not missing as well
            known = "" if guess else f"; known here: {', '.join(spot.known)}"
            yield spot.path, True, "unknown-field", f'there is no field "{spot.key}"{known}', guess
        elif isinstance(spot.value, str):
            yield from _words(spot)
    try:
        adapter(hint).validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            entry: dict[str, Any] = dict(details)
            path = _path(entry, data)
            if path in seen or (entry["type"] == "too_short" and any(p[: len(path)] == path for p in seen if len(p) > len(path))):
                continue
            seen.add(path)
            code, message, guess = _sentence(entry, path, data)
            if code in ("missing-field", "wrong-type"):
                message = _with_expected(message, code, expected(hint, path))
            yield path, False, code, message, guess


def expected(hint: Any, path: Steps) -> tuple[str, ...]:
    """What stands at a path of a type: the fields of a mapping, or the words of a closed list; nothing where it is neither."""
    for step in path:
        hint = _bare(hint)
        if is_struct(hint):
            hint = hints(hint).get(str(step))
        else:
            hint = next(iter(get_args(hint)[get_origin(hint) is dict :]), None)
    hint = _bare(hint)
    if is_struct(hint):
        return tuple(hint.__struct_fields__)
    return tuple(map(str, get_args(hint))) if get_origin(hint) is Literal else ()


def _bare(hint: Any) -> Any:
    """A type without its annotations and without being absent."""
    while get_origin(hint) is Annotated or (get_origin(hint) in (Union, UnionType) and len(_there(hint)) == 1):
        hint = get_args(hint)[0] if get_origin(hint) is Annotated else _there(hint)[0]
    return hint


def _there(hint: Any) -> list[Any]:
    return [part for part in get_args(hint) if part is not NoneType]


def _with_expected(message: str, code: str, words: Sequence[str]) -> str:
    """The sentence with what is wanted at its place, where that is a short list."""
    if not words or len(words) > MOST_WORDS:
        return message
    if code == "missing-field":
        return f"{message} ({', '.join(words)})"
    return message.replace("a mapping of fields;", f"a mapping of fields ({', '.join(words)});", 1)


def _words(spot: Spot) -> Iterator[Fault]:
    for mark in spot.marks:
        if isinstance(mark, Words) and (count := words(spot.value)) > mark.most:
            yield spot.path, False, "text-too-long", f"this text has {count} words; at most {mark.most} fit: shorten it", ""


def words(text: str) -> int:
    """Number of words of a text."""
    return len(text.split())


def _path(entry: dict[str, Any], data: Any) -> Steps:
    """Pydantic's location without the labels of union members; its last step is that of a missing field, when one is missing."""
    path: list[str | int] = []
    skipped = None
    at = data
    loc = entry["loc"]
    for i, step in enumerate(loc):
        last = i == len(loc) - 1
        if isinstance(at, dict) and at.get("kind") == step and skipped is not at:
            skipped = at
        elif _has(at, step):
            path.append(step)
            at = at[step]
        elif last and entry["type"] == "missing":
            return (*path, step)
    return tuple(path)


def _has(value: Any, step: Any) -> bool:
    if isinstance(value, list):
        return isinstance(step, int) and step < len(value)
    return isinstance(value, dict) and step in value


def found(value: Any) -> str:
    """What a wrong value is, in words."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"the yes-or-no value {'true' if value else 'false'}"
    if isinstance(value, (int, float)):
        return f"the number {value}"
    if isinstance(value, str):
        return f'the text "{value if len(value) <= 40 else value[:37] + "…"}"'
    return "a list" if isinstance(value, list) else "a mapping of fields"


_TYPES: dict[str, str] = {
    "string_type": "a text",
    "float_type": "a number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping of fields",
    "dataclass_type": "a mapping of fields",
    "dataclass_exact_type": "a mapping of fields",
    "model_attributes_type": "a mapping of fields",
}


def _value(path: Steps, data: Any) -> Any:
    for step in path:
        data = data[step]
    return data


def _sentence(entry: dict[str, Any], path: Steps, data: Any) -> tuple[str, str, str]:
    kind, context = entry["type"], entry.get("ctx", {})
    name = str(next((s for s in reversed(path) if isinstance(s, str)), "this item"))
    if kind == "missing":
        return "missing-field", f'the field "{name}" is missing', ""
    value = _value(path, data)
    if kind in _TYPES:
        hint = ""
        if isinstance(value, str) and _TYPES[kind] == "true or false":
            hint = "; write true or false without quotes"
        elif kind == "string_type" and isinstance(value, (int, float, bool)):
            hint = "; put it in quotes"
        return "wrong-type", f"{name} must be {_TYPES[kind]}; found {found(value)}{hint}", ""
    return _OTHERS.get(kind, _other)(name, value, context)


def _bound(word: str, key: str) -> Callable[[str, Any, dict[str, Any]], tuple[str, str, str]]:
    def sentence(name: str, value: Any, context: dict[str, Any]) -> tuple[str, str, str]:
        return "out-of-bounds", f"{name} must be {word} {context[key]:g}; found {value:g}", ""

    return sentence


def _length(word: str, key: str) -> Callable[[str, Any, dict[str, Any]], tuple[str, str, str]]:
    def sentence(name: str, value: Any, context: dict[str, Any]) -> tuple[str, str, str]:
        unit = "characters" if isinstance(value, str) else "entries"
        size = len(value) if isinstance(value, (str, list, dict)) else 0
        return "wrong-length", f"{name} must have {word} {context[key]:g} {unit}; found {size}", ""

    return sentence


def _literal(name: str, value: Any, context: dict[str, Any]) -> tuple[str, str, str]:
    expected = str(context.get("expected", ""))
    known = [w for w in expected.replace(" or ", ", ").replace("'", "").split(", ") if w]
    return "not-one-of", f"{name} must be one of {', '.join(known)}; found {found(value)}", closest(str(value), known)


def _tag(name: str, value: Any, context: dict[str, Any]) -> tuple[str, str, str]:
    known = [w.strip(" '") for w in str(context.get("expected_tags", "")).split(",")]
    tag = str(context.get("tag", ""))
    guess = closest(tag, known)
    listed = "" if guess else f"; known here: {', '.join(known)}"
    return "unknown-kind", f'there is no kind "{tag}" for {name}{listed}', guess


def _no_tag(name: str, value: Any, context: dict[str, Any]) -> tuple[str, str, str]:
    return "missing-field", f'the field "kind" is missing in {name}; it says what this entry is', ""


def _other(name: str, value: Any, context: dict[str, Any]) -> tuple[str, str, str]:
    return "wrong-value", f"{name} cannot be {found(value)}", ""


_OTHERS: dict[str, Callable[[str, Any, dict[str, Any]], tuple[str, str, str]]] = {
    "greater_than_equal": _bound("at least", "ge"),
    "less_than_equal": _bound("at most", "le"),
    "too_short": _length("at least", "min_length"),
    "too_long": _length("at most", "max_length"),
    "string_too_short": _length("at least", "min_length"),
    "string_too_long": _length("at most", "max_length"),
    "literal_error": _literal,
    "union_tag_invalid": _tag,
    "union_tag_not_found": _no_tag,
}
