"""Structs to plain documents (what JSON can hold) and back, exactly: floats keep every bit, unions go by `kind`.

Acts and news have written forms of their own (`written.py`), and a world writes itself (`World.document`). msgspec reads, but it
does not write: its numbers, the place of `kind` and its `null` for a number that is not finite are not the saves'. Never pickle."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from game.engine.rules.campaign.record import LATER, Record
from game.engine.rules.campaign.written import WRITERS, read_in
from game.structs import Struct, hints

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
    if type(value) in WRITERS:
        return to_document(WRITERS[type(value)](value))
    if isinstance(value, Struct):
        later = LATER if type(value) is Record else ()
        names = (name for name in hints(type(value)) if name not in later or getattr(value, name))
        return {name: to_document(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): to_document(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_document(item) for item in value]
    raise TypeError(f"a {type(value).__name__} cannot be saved")


def from_document(wanted: type[T], document: Plain) -> T:
    """The value of type `wanted` that `document` describes; DocumentError when it does not fit."""
    try:
        return msgspec.convert(read_in(document) if wanted is Record else document, wanted)
    except msgspec.ValidationError as error:
        told, _, place = str(error).partition(" - at `")
        raise DocumentError(f"document{place.rpartition('$')[2].rstrip('`')}: {told[:1].lower()}{told[1:]}") from None
    except (AttributeError, LookupError, StopIteration, TypeError, ValueError) as error:
        raise DocumentError(f"document: an act or news of the record cannot be read ({error})") from None
