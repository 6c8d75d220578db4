"""What the definitions say of their fields: the remark behind a field in the source, and every struct that a type is made of.

Knows neither schema nor manual."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, get_args

from game.structs import Struct, hints, is_struct

FIELD = re.compile(r"    (\w+): [^#]*#\s*(.+)\Z")


@cache
def notes(cls: type[Struct]) -> Mapping[str, str]:
    """Field name → the remark that stands behind it; empty where the game was installed without its source."""
    try:
        lines = inspect.getsource(cls).splitlines()
    except (OSError, TypeError):
        return MappingProxyType({})
    return MappingProxyType({found[1]: found[2] for line in lines if (found := FIELD.match(line))})


def structs_of(hint: Any) -> dict[str, type[Struct]]:
    """Name → struct, of all structs that a type is made of, itself included."""
    found: dict[str, type[Struct]] = {}
    waiting = [hint]
    while waiting:
        part = waiting.pop()
        if is_struct(part):
            if part.__name__ not in found:
                found[part.__name__] = part
                waiting += hints(part).values()
        else:
            waiting += get_args(part)
    return found
