"""The session's clock: seconds since 1970 that never go back, whatever the machine's own clock does."""

from __future__ import annotations

import time


class SteadyClock:
    """Starts at the wall's time, or at the log's newest time if that is later, and goes on evenly from there."""

    def __init__(self, newest: float = 0.0) -> None:
        self._began, self._ticks = max(time.time(), newest), time.monotonic()

    def __call__(self) -> float:
        return self._began + time.monotonic() - self._ticks
