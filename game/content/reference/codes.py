"""What each code of the checker means, with an example and its cure: the page behind a finding."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.structs import Struct


class Code(Struct):
    """A code: what it means, what to do, and how a finding of it reads."""

    means: str
    cure: str
    example: str


CODES: Mapping[str, Code] = MappingProxyType({})
