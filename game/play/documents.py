"""Structs to plain documents (what JSON can hold) and back, exactly: floats keep every bit, unions go by `kind`.

Knows no particular type; a world writes itself (`World.document`); the save file is `save_file.py`. msgspec reads, but it does not
write: its numbers, the place of `kind` and its `null` for a number that is not finite are not those of the saves. Never pickle."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from game.engine.rules.vocabulary.structs import Struct, hints

T = TypeVar("T")
Plain = Any
"""What json.dumps takes: dict, list, str, int, float, bool, None."""


class DocumentError(ValueError):
    """A document that does not fit its type; the text says where, what was found and what was expected."""


def to_document(value: object) -> Plain:
    """The plain form of a struct, tuple, mapping or plain value. DocumentError for a number that is not finite."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise DocumentError(f"the number {value} cannot be saved")
        return float(value)
    if isinstance(value, Struct):
        return {name: to_document(getattr(value, name)) for name in hints(type(value))}
    if isinstance(value, Mapping):
        return {str(key): to_document(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_document(item) for item in value]
    raise TypeError(f"a {type(value).__name__} cannot be saved")


def from_document(wanted: type[T], document: Plain) -> T:
    """The value of type `wanted` that `document` describes; DocumentError when it does not fit."""
    try:
        return msgspec.convert(document, wanted)
    except msgspec.ValidationError as error:
        told, _, place = str(error).partition(" - at `")
        raise DocumentError(f"document{place.rpartition('$')[2].rstrip('`')}: {told[:1].lower()}{told[1:]}") from None
