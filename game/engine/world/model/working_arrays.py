"""Working arrays of a world: temporaries that are made once and used again, since to allocate costs more than the arithmetic.

None outlives the phase that fills it: what phases hand to each other stands in `flows.py`. Nothing here is saved or hashed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

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
AXES: Mapping[str, str] = MappingProxyType({name: axes for axes, names in BY_AXES for name in names.split()})


class WorkingArrays:
    """One array for each name in `AXES`, lanes last, made when it is first asked for; what it holds then is anybody's."""

    __slots__ = (*AXES, "_constants", "_frame", "_lanes", "temporaries")

    def __init__(self, frame: Frame, lanes: int) -> None:
        self._frame, self._lanes = frame, lanes
        self._constants: dict[tuple[float, tuple[int, ...]], Array] = {}
        self.temporaries = Temporaries()

    def __getattr__(self, name: str) -> Array:
        """Make the array of this name: Python asks here for a slot that is still empty."""
        if name not in AXES:
            raise AttributeError(name)
        made = np.zeros(self._frame.shape(AXES[name], self._lanes), dtype=self._frame.floats)
        setattr(self, name, made)
        return made

    def ones(self, like: Array) -> Array:
        """Ones in the shape of `like`: a bound as an array is half the price of one as a number. Not to be written to."""
        return self._constant(1.0, like.shape)

    def zeros(self, like: Array) -> Array:
        """Zeros in the shape of `like`. Not to be written to."""
        return self._constant(0.0, like.shape)

    def _constant(self, value: float, shape: tuple[int, ...]) -> Array:
        found = self._constants.get((value, shape))
        if found is None:
            found = self._constants[value, shape] = np.full(shape, value, dtype=self._frame.floats)
        return found
