"""What a row is held against: small fixed work that slows down and speeds up as the machine does. Two more need a window and
are measured beside the window's own rows (`game.devtools.startup_bench`): `blit` and `window_…`."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from statistics import median
from types import MappingProxyType

import numpy as np

TIMES = 3
REFERENCE: Mapping[str, float] = MappingProxyType({
    "additions": 3.3,
    "loop": 9.5,
    "blit": 0.75,
    "window_720p": 38.9,
    "window_1080p": 43.4,
})  # fmt: skip
"""What each took on the machine whose figures the rows name as `quiet`: milliseconds, windows mebibytes."""


def milliseconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    began = time.perf_counter()
    work()
    return 1000.0 * (time.perf_counter() - began)


def additions() -> float:
    """Milliseconds of 8.2 million float64 additions in cache: the rate that a processor's own arithmetic allows NumPy."""
    a, b = np.ones(16_384), np.ones(16_384)
    out = np.empty_like(a)

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
