"""What a row is held against: small fixed work that slows down and speeds up as the machine does. Two more need a window and
are measured beside the window's own rows (`game.devtools.startup_bench`): `blit` and `window_…`."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from statistics import median
from types import MappingProxyType

import numpy as np

TIMES = 3
NUMBERS, APART, PAGE = 16_384, 160, 4096  # numbers of an array and between two; bytes of a page
REFERENCE: Mapping[str, float] = MappingProxyType({
    "additions": 1.65,
    "loop": 7.5,
    "blit": 3.3,
    "window_720p": 38.9,
    "window_1080p": 43.4,
    "megabyte": 1.0,
})  # fmt: skip
"""What each took on the machine whose figures the rows name as `quiet`: milliseconds, windows mebibytes; a file's size is held
against a megabyte, which is one everywhere."""


def milliseconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    began = time.perf_counter()
    work()
    return 1000.0 * (time.perf_counter() - began)


def additions() -> float:
    """Milliseconds of 8.2 million float64 additions in cache: the rate that a processor's own arithmetic allows NumPy.

    The three arrays stand apart by more than whole pages: where they happen to lie alike in theirs, the rate is half."""
    room = np.ones(4 * NUMBERS)
    first = -room.ctypes.data % PAGE // room.itemsize
    a, b, out = (room[at : at + NUMBERS] for at in range(first, first + 3 * (NUMBERS + APART), NUMBERS + APART))

    def add() -> None:
        for _ in range(500):
            np.add(a, b, out=out)

    return median(milliseconds(add) for _ in range(TIMES))


def loop() -> float:
    """Milliseconds of a fixed loop in plain Python: numbers, a dict, a call each round."""

    def count() -> None:
        kept: dict[int, int] = {}
        for i in range(50_000):
            kept[i & 255] = max(kept.get(i & 127, 0), i % 7) + 1

    return median(milliseconds(count) for _ in range(TIMES))
