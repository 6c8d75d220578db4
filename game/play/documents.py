"""Dataclasses to plain documents (what JSON can hold) and back, exactly: floats keep every bit, unions go by `kind`.

Knows no particular type: acts and news have written forms of their own, a world writes itself (`World.document`). Never pickle."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from game.engine.rules.campaign.written import READERS, WRITERS

T = TypeVar("T")
Plain = Any
"""What json.dumps takes: dict, list, str, int, float, bool, None."""


class DocumentError(ValueError):
    """A document that does not fit its type; the text says where, what was found and what was expected."""


def to_document(value: object) -> Plain:
    """The plain form of a dataclass, tuple, mapping or plain value."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return float(value)
    if type(value) in WRITERS:
        return to_document(WRITERS[type(value)](value))
    if is_dataclass(value):
        return {f.name: to_document(getattr(value, f.name)) for f in fields(value) if f.init}
    if isinstance(value, Mapping):
        return {str(key): to_document(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_document(item) for item in value]
    raise TypeError(f"a {type(value).__name__} cannot be saved")


def from_document(wanted: type[T], document: Plain) -> T:
    """The value of type `wanted` that `document` describes; DocumentError when it does not fit."""
    return cast(T, _read(wanted, document, "document"))


@lru_cache(maxsize=256)
def _hints(cls: type) -> Mapping[str, Any]:
    return get_type_hints(cls)


def _read(wanted: Any, document: Plain, place: str) -> Any:
    if wanted in READERS:
        return _read_written(wanted, document, place)
    origin = get_origin(wanted)
    if origin is Annotated:
        return _read(get_args(wanted)[0], document, place)
    if wanted is Any:
        return document
    if wanted is None or wanted is type(None):
        return _expect(document is None, None, document, place, "nothing")
    if origin is Literal:
        return _expect(document in get_args(wanted), document, document, place, f"one of {list(get_args(wanted))}")
    if origin in (Union, types.UnionType):
        return _read_union(get_args(wanted), document, place)
    if origin is tuple:
        return _read_tuple(get_args(wanted), document, place)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _read_mapping(get_args(wanted)[1], document, place)
    if is_dataclass(wanted):
        return _read_dataclass(cast(type, wanted), document, place)
    if wanted is float:
        number = isinstance(document, (int, float)) and not isinstance(document, bool)
        return _expect(number, document, document, place, "a number")
    if wanted in (int, str, bool):
        return _expect(type(document) is wanted, document, document, place, wanted.__name__)
    raise DocumentError(f"{place}: no way to read a {wanted}")


def _read_written(wanted: Any, document: Plain, place: str) -> Any:
    """An act, deed or piece of news: a text, or a list of texts."""
    texts = document if isinstance(document, list) else [document]
    _expect(all(isinstance(text, str) for text in texts), None, document, place, "texts")
    try:
        return READERS[wanted](document)
    except (LookupError, StopIteration, TypeError, ValueError) as error:
        raise DocumentError(f"{place}: {_short(document)} cannot be read ({error})") from None


def _expect(good: bool, value: Any, document: Plain, place: str, what: str) -> Any:
    if good:
        return value
    raise DocumentError(f"{place}: expected {what}, found {_short(document)}")


def _short(document: Plain) -> str:
    text = repr(document)
    return text if len(text) <= 60 else text[:57] + "…"


def _read_union(members: tuple[Any, ...], document: Plain, place: str) -> Any:
    kinds = {_kind_of(m): m for m in members if is_dataclass(m)}
    kind = document.get("kind") if isinstance(document, dict) else None
    if isinstance(kind, str) and kind in kinds:
        return _read(kinds[kind], document, place)
    for member in members:
        try:
            return _read(member, document, place)
        except DocumentError:
            continue
    return _expect(False, None, document, place, " or ".join(str(getattr(m, "__name__", m)) for m in members))


def _kind_of(cls: Any) -> str | None:
    return next((str(f.default) for f in fields(cls) if f.name == "kind"), None)


def _read_tuple(members: tuple[Any, ...], document: Plain, place: str) -> Any:
    _expect(isinstance(document, list), None, document, place, "a list")
    if len(members) == 2 and members[1] is Ellipsis:
        return tuple(_read(members[0], item, f"{place}[{i}]") for i, item in enumerate(document))
    _expect(len(document) == len(members), None, document, place, f"{len(members)} entries")
    pairs = enumerate(zip(members, document, strict=True))
    return tuple(_read(member, item, f"{place}[{i}]") for i, (member, item) in pairs)


def _read_mapping(member: Any, document: Plain, place: str) -> Any:
    _expect(isinstance(document, dict), None, document, place, "a mapping")
    return {key: _read(member, item, f"{place}.{key}") for key, item in document.items()}


def _read_dataclass(wanted: type, document: Plain, place: str) -> Any:
    _expect(isinstance(document, dict), None, document, place, wanted.__name__)
    hints = _hints(wanted)
    known = {f.name for f in fields(wanted) if f.init}
    strange = sorted(set(document) - known)
    _expect(not strange, None, strange, place, f"fields of {wanted.__name__}")
    values = {name: _read(hints[name], item, f"{place}.{name}") for name, item in document.items()}
    try:
        return wanted(**values)
    except TypeError as error:
        raise DocumentError(f"{place}: {error}") from None
