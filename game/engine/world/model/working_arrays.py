"""Working arrays of a world: temporaries that are made once and used again, since to allocate costs more than the arithmetic.

None outlives the phase that fills it: what phases hand to each other stands in `flows.py`. Nothing here is saved or hashed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import cast

import numpy as np

from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.portable import Temporaries
from game.engine.world.model.frame import Frame

BY_AXES = (
    ("RP", "cells more_cells desired supply asked captive unit_cost next_year"),
    ("ZP", "by_zone push rise"),
    ("P", "all_supply all_want ratio sent back lack leak out_want shipped outside held given arrived"),
    ("RF", "afraid cover fill left drive fear_left chain_asked months healing harm wanted"),
    ("RI", "feed_cover feed_plan"),
    ("RM", "mined_run"),
    ("BR", "bad good"),
    ("TZP", "gap"),
    ("ZF", "returning"),
    ("F", "market"),
    ("R", "nerve"),
)
GROUPS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {name: (axes, tuple(names.split())) for axes, names in BY_AXES for name in names.split()}
)
"""The axes of each array, and all that have the same."""


class WorkingArrays:
    """One array for each name in `GROUPS`, lanes last; those of the same axes are made when one of them is first asked for."""

    __slots__ = (*GROUPS, "_constants", "_frame", "_lanes", "temporaries")

    def __init__(self, frame: Frame, lanes: int) -> None:
        self._frame, self._lanes = frame, lanes
        self._constants: dict[tuple[float, tuple[int, ...]], Array] = {}
        self.temporaries = Temporaries()

    def __getattr__(self, name: str) -> Array:
        """Make the arrays of this one's group: Python asks here for a slot that is still empty."""
        if name not in GROUPS:
            raise AttributeError(name)
        axes, names = GROUPS[name]
        shape = self._frame.shape(axes, self._lanes)
        for each in names:
            setattr(self, each, np.empty(shape, self._frame.floats))
        return cast(Array, getattr(self, name))

    def constant(self, value: float, like: Array) -> Array:
        """A number in the shape of `like`: a bound as an array is half the price of one as a number. Not to be written to."""
        found = self._constants.get((value, like.shape))
        if found is None:
            found = self._constants[value, like.shape] = np.full_like(like, value)
        return found
