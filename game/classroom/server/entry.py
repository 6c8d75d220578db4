"""How a class gets in: the files of sessions, the addresses that are opened, the PIN and the code to scan."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from game.classroom.server.connections.network import look, own_addresses
from game.classroom.sessions import codes
from game.classroom.sessions.session import Session, SessionError, checked, of_preset, session_from
from game.engine.rules.vocabulary.presets import ClassClock
from game.engine.rules.vocabulary.rules import Rules
from game.outside_text import whole_number
from game.screens.words.texts import Texts

SUFFIX = ".classlog"
KEPT_DAYS = 30
BESIDE = ("-wal", "-shm")
"""Endings of the files that SQLite puts beside a log."""


class Entry:
    """Where the server can be reached. `listen` opens a further address once the teacher wants it, `stop` closes it again."""

    def __init__(self, port: int, hosts: set[str], listen: Callable[[str], Awaitable[None]], stop: Callable[[str], None]) -> None:
        self.port, self.hosts, self.pin = port, hosts, ""
        self.opened: tuple[str, ...] = ()
        self._listen, self._stop = listen, stop

    async def open(self) -> None:
        """Answer on all of the machine's own addresses from now on."""
        for address in own_addresses():
            if address not in self.opened:
                await self._listen(address)
                self.hosts.add(f"{address}:{self.port}")
                self.opened = (*self.opened, address)
        if not self.opened:
            raise SessionError("net_none")

    def close(self) -> None:
        """Answer this machine alone again."""
        for address in self.opened:
            self._stop(address)
            self.hosts.discard(f"{address}:{self.port}")
        self.opened = ()

    def address(self) -> str:
        """The short address for the board; the machine's own as long as nothing is opened."""
        return f"http://{self.opened[0] if self.opened else '127.0.0.1'}:{self.port}/"

    def on_stage(self) -> dict[str, Any]:
        """What the projector shows while pupils join. A code to scan holds address and PIN."""
        return {"address": self.address(), "pin": self.pin, "qr": qr(f"{self.address()}?pin={self.pin}")}

    def told(self, t: Texts, visitors: set[str]) -> dict[str, Any]:
        """What the dashboard says about the way in."""
        strangers = len([v for v in visitors if not v.startswith("127.")])
        found = look(self.opened, strangers)
        addresses = [f"http://{a}:{self.port}/" for a in self.opened] or [self.address()]
        sentences = [t(f"classroom.{key}", port=str(self.port), n=t.number(strangers)) for key in found.sentences]
        open_to = t("classroom.open_to_network" if self.opened else "classroom.open_to_nobody")
        return {"opened": bool(self.opened), "open_to": open_to, "addresses": addresses, "network": sentences}

    def session(self, rules: Rules, given: Mapping[str, str]) -> tuple[Session, ClassClock]:
        """The session that a form asks for: a preset with or without a seed, a code, or the text of a session file."""
        written = given.get("code", "").strip()
        if written.startswith("{"):
            import json

            try:
                session = checked(rules, session_from(json.loads(written)))
            except (ValueError, RecursionError):
                raise SessionError("no_session") from None
        elif written:
            session = codes.session_of(rules, written)
        else:
            preset = rules.presets.get(given.get("preset", ""))
            if preset is None:
                raise SessionError("unknown_item", name=given.get("preset", "")[:40])
            session = of_preset(rules, preset, whole_number(given.get("seed", ""), 99_999))
        lesson = rules.presets.get(session.lesson)
        return session, lesson.clock if lesson is not None else ClassClock()

    def new_file(self, folder: Path, session: Session) -> Path:
        """A file for a new session, named by day and lesson."""
        stem = f"{time.strftime('%Y-%m-%d %H.%M')} {session.lesson or session.mode}"
        names = [stem, *(f"{stem} {n}" for n in range(2, 1000))]
        return next(p for p in (folder / f"{name}{SUFFIX}" for name in names) if not p.exists())

    def kept(self, folder: Path) -> list[str]:
        """Sessions that can go on, the newest first."""
        with contextlib.suppress(OSError):
            return sorted((p.name for p in folder.glob(f"*{SUFFIX}")), reverse=True)[:20]
        return []

    @staticmethod
    def kept_told(name: str, titles: Mapping[str, str]) -> str:
        """A kept session by day, hour and lesson's title; the file's own name when it is not named so."""
        day, _, rest = name.removesuffix(SUFFIX).partition(" ")
        hour, _, lesson = rest.partition(" ")
        id, _, again = lesson.partition(" ")
        return " ".join(x for x in (day, hour.replace(".", ":"), titles[id], again) if x) if id in titles else name

    def delete(self, path: Path) -> None:
        """Take a session off the disk."""
        for beside in ("", *BESIDE):
            with contextlib.suppress(OSError):
                path.with_name(path.name + beside).unlink(missing_ok=True)

    def forget_old(self, folder: Path) -> None:
        """Take every session off the disk that nobody has touched for thirty days, however many are kept, and what of one was left
        beside its log."""
        for path in (p for ending in ("", *BESIDE) for p in folder.glob(f"*{SUFFIX}{ending}")):
            log = path.with_name(path.name[: path.name.rindex(SUFFIX)] + SUFFIX)
            if time.time() - _touched(log) > KEPT_DAYS * 86_400:
                self.delete(log)


def _touched(log: Path) -> float:
    """When a session, or what lies beside its log, was last written."""
    found = []
    for ending in ("", *BESIDE):
        with contextlib.suppress(OSError):
            found.append(log.with_name(log.name + ending).stat().st_mtime)
    return max(found, default=time.time())


def qr(text: str) -> str:
    """A code to scan as SVG."""
    import segno

    found: str = segno.make(text, error="m", micro=False).svg_inline(omitsize=True, border=2, dark="#000", light="#fff")
    return found


def modules(text: str) -> list[str]:
    """The same code as rows of 0 and 1 with the rim that a camera needs, for a window that draws it itself."""
    import segno

    return ["".join(map(str, row)) for row in segno.make(text, error="m", micro=False).matrix_iter(border=2)]
