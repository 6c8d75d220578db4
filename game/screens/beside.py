"""One piece of work in a thread of its own, so that no frame waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class Job:
    """Work with its result or its error; `run` does it at once, `start` beside."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self.work = work
        self.result: Any = None
        self.error: Exception | None = None
        self._thread: threading.Thread | None = None
        self._over = False

    def run(self) -> None:
        try:
            self.result = self.work()
        except Exception as error:  # said on the screen in one sentence; a face must not fall over
            self.error = error
        self._over = True

    def start(self) -> None:
        self._thread = threading.Thread(target=self.run, daemon=True)
        self._thread.start()

    def done(self) -> bool:
        return self._over

    def wait(self) -> None:
        if self._thread is not None:
            self._thread.join()
