"""Quanta: goods, money and losses stand on multiples of 2**-20, so that their sums are exact in any order.

Arrays of other quanta say so in `model/arrays.py`. Numbers of 32 bits have no room for quanta and stay as they are."""

from __future__ import annotations

import numpy as np

from game.engine.world.arithmetic.array import Array

BITS = 20
QUANTUM = 2.0**-BITS
PER_UNIT = 2.0**BITS  # quanta in one unit
WIDE = 8  # bytes of the numbers in play
_PER_UNIT, _QUANTUM = np.array(PER_UNIT), np.array(QUANTUM)  # without axes, as in `portable.Constants`


def round_to(value: Array, bits: int = BITS) -> Array:
    """The nearest multiple of 2**-bits."""
    return np.rint(np.multiply(value, 2.0**bits)) * 2.0**-bits


def floor_to(x: Array) -> Array:
    """Round down to whole quanta of goods, in place: nobody ships more than there is."""
    if x.itemsize != WIDE:
        return x
    np.multiply(x, _PER_UNIT, out=x)
    np.floor(x, out=x)
    np.multiply(x, _QUANTUM, out=x)
    return x


def floor_counted(x: Array) -> Array:
    """Round down, in place, what is counted in quanta already."""
    return np.floor(x, out=x) if x.itemsize == WIDE else x
