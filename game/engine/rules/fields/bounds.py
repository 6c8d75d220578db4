"""Annotations that say what a field may hold: bounds, references to other items, unions told apart by `kind`.

Read by the content room (validation, JSON Schema, manual) through pydantic's hooks, without importing pydantic here."""

from __future__ import annotations

from typing import Annotated, Any, get_args

import msgspec


class Bounds(msgspec.Struct, frozen=True):
    """Lowest and highest value of a number, or of the length of a text or list when `length` is set."""

    low: float
    high: float
    length: bool = False

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        schema = handler(source)
        low, high = ("min_length", "max_length") if self.length else ("ge", "le")
        return {**schema, low: self.low, high: self.high}


class Ref(msgspec.Struct, frozen=True):
    """The text names an item of this kind: region, where, product, products, dial, order, card, mark, desk, claim, document …"""

    kind: str

    def __get_pydantic_json_schema__(self, source: Any, handler: Any) -> Any:
        return {**handler(source), "x-names": self.kind}


Where = Annotated[str, Ref("where")]
"""A region id, or seen from the acting side: self, rival, rival-coalition, own-coalition, others, outside, world, target."""


class Keys(msgspec.Struct, frozen=True):
    """The keys that a mapping must have; the rules read each of them."""

    names: tuple[str, ...]


class Words(msgspec.Struct, frozen=True):
    """Most words that a text may have (the checker's text-too-long)."""

    most: int

    def __get_pydantic_json_schema__(self, source: Any, handler: Any) -> Any:
        return {**handler(source), "x-words": self.most}


class Tagged(msgspec.Struct, frozen=True):
    """A union of variants told apart by their `kind` field, so that an error names one kind and not all of them."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        members = {c.__struct_config__.tag: handler.generate_schema(c) for c in get_args(source)}
        return {"type": "tagged-union", "discriminator": "kind", "choices": members}
