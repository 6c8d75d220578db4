"""Waiting for something that can be observed: the only place in which a test lets time pass."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")
NAP = 0.005


def until(found: Callable[[], Found], seconds: float = 20.0) -> Found | None:
    """The first true answer of the function, asked again and again; None when it does not come in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = found()
        if answer:
            return answer
        time.sleep(NAP)
    return None
