"""The append-only log of a session: one SQLite file, one writer. An event counts once its commit has reached the disk.

Everything that waits when a commit begins goes into it (group commit), so that two hundred answers cost a few syncs. When a commit
fails, all that waits fails with it: nothing that builds on a lost event is ever written."""

from __future__ import annotations

import contextlib
import json
import queue
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

from game.classroom.events.event import Event
from game.classroom.sessions.session import SessionError

SCHEMA = """
CREATE TABLE IF NOT EXISTS events (
    number INTEGER PRIMARY KEY, at REAL NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL,
    seat TEXT NOT NULL, round INTEGER NOT NULL, sequence INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS once ON events (seat, round, sequence) WHERE seat <> '';
"""
PLACES = "(?, ?, ?, ?, ?, ?, ?)"  # of one row
MOST_TOGETHER = 512  # events of one commit
ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
Heard = Callable[[Exception | None], object]
"""Called once an event is on the disk, or with the reason why it is not."""
Deliver = Callable[[Callable[[], object]], object]


class LogError(SessionError):
    """A log that cannot be opened or written."""


class EventLog:
    """The log of one session in one file; nobody else may have it open."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._waiting: queue.SimpleQueue[tuple[Event, Heard] | None] = queue.SimpleQueue()
        self._broken: Exception | None = None
        self.deliver: Deliver = lambda run: run()  # brings what is heard to the thread that wants it, a commit at a time
        try:
            self._db = sqlite3.connect(path, check_same_thread=False, timeout=0.2, isolation_level=None)
            self._db.execute("PRAGMA locking_mode=EXCLUSIVE")
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            self._db.executescript(SCHEMA)
            self._db.execute("BEGIN EXCLUSIVE")
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise log_error(error) from None
        self._writer = threading.Thread(target=self._write, name="session log", daemon=True)
        self._writer.start()

    def events(self) -> list[Event]:
        """Everything in the log, in order. To be called before the first `submit`."""
        try:
            rows = self._db.execute("SELECT number, at, kind, body, seat, round, sequence FROM events ORDER BY number").fetchall()
            return [
                Event(n, at, kind, json.loads(body), seat, round, sequence) for n, at, kind, body, seat, round, sequence in rows
            ]
        except (sqlite3.Error, ValueError) as error:
            raise log_error(error) from None

    def submit(self, event: Event, heard: Heard) -> None:
        """Have an event written; `heard` is told once it is safe."""
        self._waiting.put((event, heard))

    def mend(self) -> None:
        """After a failure has been heard: from now on events are written again."""
        self._broken = None

    def close(self) -> None:
        """Write what waits, then let go of the file."""
        self._waiting.put(None)
        self._writer.join()
        with contextlib.suppress(sqlite3.Error):
            self._db.close()

    def _write(self) -> None:
        while True:
            first = self._waiting.get()
            group = [] if first is None else [first]
            last = first is None
            while not last and len(group) < MOST_TOGETHER:
                try:
                    more = self._waiting.get_nowait()
                except queue.Empty:
                    break
                if more is None:
                    last = True
                else:
                    group.append(more)
            if group:
                self._commit(group)
            if last:
                return

    def _commit(self, group: list[tuple[Event, Heard]]) -> None:
        if self._broken is None:
            try:
                self._db.execute("BEGIN IMMEDIATE")
                # one statement: the interpreter is handed over once, not with each row
                self._db.execute(
                    f"INSERT INTO events VALUES {', '.join([PLACES] * len(group))}", [v for e, _ in group for v in row(e)]
                )
                self._db.execute("COMMIT")
            except sqlite3.Error as error:
                self._broken = log_error(error)
                with contextlib.suppress(sqlite3.Error):
                    self._db.execute("ROLLBACK")
        problem = self._broken
        self.deliver(lambda: [heard(problem) for _, heard in group])


def row(event: Event) -> tuple[int, float, str, str, str, int, int]:
    """An event as the table's row."""
    return event.number, event.at, event.kind, ENCODE(event.body), event.seat, event.round, event.sequence


def log_error(error: Exception) -> LogError:
    """What went wrong with the file, in words of the classroom."""
    told = str(error)
    if "locked" in told or "busy" in told:
        return LogError("log_in_use")
    if "full" in told or "disk I/O" in told:
        return LogError("log_full")
    return LogError("log_damaged", reason=told)
