"""Work in threads of its own, so that no frame waits: pieces that are done to their end, or the newest of many questions."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from typing import Generic, TypeVar

T = TypeVar("T")


class Work:
    """Pieces of work, one after the other, each done to its end, in a thread or (without threads) inside `begin`.

    `failed` is given the error of a piece that raised one; `changed` is called when a piece was begun or is done."""

    def __init__(self, threads: bool, failed: Callable[[Exception], None], changed: Callable[[], None]) -> None:
        self._threads, self._failed, self._changed = threads, failed, changed
        self._pieces: deque[tuple[str, Callable[[], Callable[[], None]]]] = deque()
        self._thread: threading.Thread | None = None
        self._after: Callable[[], None] | None = None  # what is to be done with the present piece's result, once it is there

    @property
    def words(self) -> str:
        """What is said while the present piece is done; "" when nothing is, or nothing is said."""
        return self._pieces[0][0] if self._pieces else ""

    @property
    def under_way(self) -> bool:
        """Whether there is anything to be done."""
        return bool(self._pieces)

    def begin(
        self, words: str, work: Callable[[], T], then: Callable[[T], None], otherwise: Callable[[], None] | None = None
    ) -> None:
        """Have work done after what is under way, and its result given to `then`; if it fails, `otherwise` puts things back."""

        def run() -> Callable[[], None]:
            try:
                return partial(then, work())
            except Exception as error:  # said on the screen in one sentence; a face must not fall over
                return partial(self._put_back, error, otherwise)

        self._pieces.append((words, run))
        if len(self._pieces) == 1:
            self._start()
        self._changed()

    def arrive(self) -> None:
        """Take in the result of a piece that is done, if there is one, and start the next."""
        after = self._after
        if not self._pieces or after is None:
            return
        self._pieces.popleft()
        if self._pieces:
            self._start()
        after()
        self._changed()

    def end(self) -> None:
        """Wait for everything that is under way, and take it in."""
        while self._pieces:
            if self._thread is not None:
                self._thread.join()
            self.arrive()

    def _start(self) -> None:
        self._after = None
        if self._threads:
            self._thread = threading.Thread(target=self._run_first, daemon=True)
            self._thread.start()
        else:
            self._run_first()
            self.arrive()

    def _run_first(self) -> None:
        self._after = self._pieces[0][1]()

    def _put_back(self, error: Exception, otherwise: Callable[[], None] | None) -> None:
        self._failed(error)
        if otherwise is not None:
            otherwise()


class LatestQuestion(Generic[T]):
    """Answers the newest of the questions put to it, in a thread or (without threads) inside `ask`."""

    def __init__(self, threads: bool) -> None:
        self._threads = threads
        self._lock = threading.Lock()
        self._turn = 0
        self._waiting: tuple[int, Iterator[T]] | None = None
        self._busy = False
        self._found: tuple[T, ...] = ()

    def ask(self, answers: Iterator[T]) -> None:
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

    def poll(self) -> T | None:
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
