"""Work in threads of its own, so that no frame waits: one piece that is done to its end, or the newest of many questions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
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


class Beside:
    """Runs the newest of the questions put to it, in a thread or (without threads) inside `ask`."""

    def __init__(self, threads: bool) -> None:
        self._threads = threads
        self._lock = threading.Lock()
        self._turn = 0
        self._waiting: tuple[int, Iterator[Any]] | None = None
        self._busy = False
        self._found: tuple[Any, ...] = ()

    def ask(self, answers: Iterator[Any]) -> None:
        """Put a question in the place of the last: an iterator whose items are ever better answers."""
        with self._lock:
            self._turn += 1
            self._waiting, self._found = (self._turn, answers), ()
            if self._busy:
                return
            self._busy = True
        if self._threads:
            threading.Thread(target=self._run, daemon=True).start()
        else:
            self._run()

    def cancel(self) -> None:
        """Drop the question; an answer under way is thrown away."""
        with self._lock:
            self._turn += 1
            self._waiting, self._found = None, ()

    def poll(self) -> Any:
        """The best answer since the last poll, or None."""
        with self._lock:
            found, self._found = self._found, ()
        return found[0] if found else None

    def _run(self) -> None:
        while True:
            with self._lock:
                if self._waiting is None:
                    self._busy = False
                    return
                (turn, answers), self._waiting = self._waiting, None
            try:
                for answer in answers:
                    with self._lock:
                        if turn != self._turn:
                            break
                        self._found = (answer,)
            except Exception:  # a forecast that cannot be made leaves the screen as it is; it never stops play
                continue
