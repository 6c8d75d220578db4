"""Keeps the window's memory from growing, where the C library would let it (Linux's does).

Forecasts take and leave many arrays in threads of their own, and pictures come and go. The library learns from the first large
block that is given back to take such blocks from its heap instead of from the system, and what stays lies scattered between what
went: over ten thousand events of a busy window that grew from 103 to 232 MiB (measured), of which half was free and could not be
given back. So large blocks are kept apart, and what is free in the heap is given back now and then."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import lru_cache

EVERY = 500  # events of the window between two times
LARGE = 1 << 16  # bytes from which a block is taken from the system, and given back to it at once
_M_MMAP_THRESHOLD = -3  # as `malloc.h` of the GNU C library has it


class FreeMemory:
    """Counts events and gives back what is free each time `EVERY` of them have come."""

    def __init__(self, give_back: Callable[[], None] | None = None) -> None:
        self._give_back = give_back or trim
        self._count = 0

    def note(self) -> None:
        """An event came."""
        self._count += 1
        if self._count >= EVERY:
            self._count = 0
            self._give_back()


def keep_large_apart() -> None:
    """Has the C library take large blocks from the system from now on, each for itself; nothing where it cannot."""
    library = _library()
    if library is not None:
        library.mallopt(_M_MMAP_THRESHOLD, LARGE)


def trim() -> None:
    """Asks the C library to give its free pages back; nothing where it cannot."""
    library = _library()
    if library is not None:
        library.malloc_trim(0)


@lru_cache(maxsize=1)
def _library() -> ctypes.CDLL | None:
    if not sys.platform.startswith("linux"):
        return None
    try:
        found = ctypes.CDLL("libc.so.6")
        return found if hasattr(found, "malloc_trim") and hasattr(found, "mallopt") else None
    except OSError:
        return None
