"""Annotations that say what a field may hold: bounds, references to other items, unions told apart by `kind`.

Read by the content room (validation, JSON Schema, manual) through pydantic's hooks, without importing pydantic here."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, get_args


@dataclass(frozen=True, slots=True)
class Bounds:
    """Lowest and highest value of a number, or of the length of a text or list when `length` is set."""

    low: float
    high: float
    length: bool = False

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        schema = handler(source)
        low, high = ("min_length", "max_length") if self.length else ("ge", "le")
        return {**schema, low: self.low, high: self.high}


@dataclass(frozen=True, slots=True)
class Ref:
    """The text names an item of this kind: region, where, product, products, dial, order, card, mark, desk, claim, document …"""

    kind: str


@dataclass(frozen=True, slots=True)
class Words:
    """Most words that a text may have (the checker's text-too-long)."""

    most: int


@dataclass(frozen=True, slots=True)
class Tagged:
    """A union of dataclasses told apart by their `kind` field, so that an error names one kind and not all of them."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        members = {_tag(c): handler.generate_schema(c) for c in get_args(source)}
        return {"type": "tagged-union", "discriminator": "kind", "choices": members}


def _tag(cls: Any) -> str:
    return str(next(f.default for f in fields(cls) if f.name == "kind"))
