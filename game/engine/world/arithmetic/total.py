"""Sums from left to right, with the same bits on every Python: the built-in `sum` of floats is compensated since 3.12.

Sums along an axis of an array are NumPy's business, on quanta (`ledger.py`), where the order does not matter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

Number = TypeVar("Number", int, float)


def total(values: Iterable[Number], start: Number = 0) -> Number:
    """Each value added to those before it, rounded at each step; bit for bit what `sum` gave up to Python 3.11.

    Values are plain or NumPy numbers in one unit, which is the result's; without values the result is `start`."""
    result = start
    for value in values:
        result += value
    return result
