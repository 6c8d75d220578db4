"""What immutable values are made of: `Struct` for most, `Variant` for the members of a union that `kind` tells apart.

Both are msgspec's, which declares a class in a tenth of the time that a dataclass takes and reads plain data without a decoder of
ours. A value that changes while it is worked on, holds arrays of the model, or caches what it works out stays a dataclass: which,
and why, stands in docs/decisions.md."""

from __future__ import annotations

import sys
from functools import cache
from typing import Any, Literal, TypeVar, dataclass_transform, get_type_hints

import msgspec
from msgspec import field
from msgspec.structs import asdict, astuple, replace

__all__ = ["Struct", "Variant", "asdict", "astuple", "field", "from_json", "hints", "is_struct", "replace"]

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Struct(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An immutable value. Made by position or name, equal by its fields; strange fields of plain data are refused."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Pydantic, where content is checked, knows dataclasses and not these."""
        return handler.generate_schema(_as_dataclass(cls))


class Variant(Struct, tag_field="kind"):
    """A member of a union, told apart in plain data by `kind`, which each class declares as its `tag`."""

    @property
    def kind(self) -> str:
        """The tag."""
        return str(self.__struct_config__.tag)

    def __repr__(self) -> str:
        told = super().__repr__()[:-1]
        return f"{told}{'' if told.endswith('(') else ', '}kind={self.kind!r})"


def from_json(data: bytes, wanted: type[T]) -> T:
    """The value of a type that JSON describes; ValueError when it is none, or describes another."""
    try:
        return msgspec.json.decode(data, type=wanted)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ValueError(str(error)) from None


def is_struct(hint: Any) -> bool:
    """Whether a type is one of these."""
    return isinstance(hint, type) and issubclass(hint, Struct)


@cache
def hints(cls: type[Struct]) -> dict[str, Any]:
    """Field name → type, annotations kept; `kind` of a variant is the last."""
    found = get_type_hints(cls, vars(sys.modules[cls.__module__]), include_extras=True)
    own = {name: found[name] for name in cls.__struct_fields__}
    return own | {"kind": Literal[cls.__struct_config__.tag]} if issubclass(cls, Variant) else own


@cache
def _as_dataclass(cls: type[Struct]) -> type:
    """A dataclass with the same fields."""
    import dataclasses

    optional = cls.__struct_fields__[len(cls.__struct_fields__) - len(cls.__struct_defaults__) :]
    absent = {name: dataclasses.field(default=None) for name in (*optional, *(("kind",) if issubclass(cls, Variant) else ()))}
    listed = [(name, hint, absent[name]) if name in absent else (name, hint) for name, hint in hints(cls).items()]
    return dataclasses.make_dataclass(cls.__name__, listed, namespace={"__module__": cls.__module__, "__doc__": cls.__doc__})
