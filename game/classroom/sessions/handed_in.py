"""Result files that pupils hand in: set-up, then plans, answers and digest of each quarter, as the save's log writes them.

A save of the desktop game can be handed in as it is. No score is in the file; what it is worth comes from playing it again."""

from __future__ import annotations

import errno
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from game.classroom.sessions.session import FORMAT, GAME, Session, SessionError, session_from
from game.engine.rules.campaign.record import Setup
from game.engine.rules.vocabulary.plan import Side
from game.outside_files import regular_bytes
from game.play import SaveError
from game.play.documents import DocumentError, from_document, to_document
from game.play.save_file import LogLine
from game.play.save_file import read as read_save
from game.structs import Struct

SUFFIX = ".result"
LARGEST = 8_000_000
"""Most bytes of a file that is read."""


class Held(Struct):
    """The capital that a file says was held, to be read like everything else."""

    side: Side


class HandedIn(Struct):
    """What one file claims: `log` is to be proven. `side` is the pupil's, `seat` a generated name or "", never a person's."""

    file: str
    session: Session | None
    setup: Setup
    side: Side
    log: tuple[LogLine, ...]
    rules: str
    seat: str = ""


def text_of(session: Session, setup: Setup, side: Side, log: Sequence[LogLine], rules: str, seat: str = "") -> str:
    """A result file: one line of set-up, a line for each quarter, a line that says how many there are."""
    head = {
        "game": GAME, "kind": "hand-in", "format": FORMAT, "rules": rules, "side": side, "seat": seat, "setup": to_document(setup),
        "session": {"game": GAME, "kind": "session", "format": FORMAT, **to_document(session)},
    }  # fmt: skip
    end = {"kind": "end", "quarters": len(log), "digest": log[-1].digest if log else ""}
    lines = [head, *(to_document(line) for line in log), end]
    return "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)


def read(path: Path) -> HandedIn:
    """A result file or a save; SessionError with the reason when it is neither, or is damaged."""
    try:
        rows = regular_bytes(path, LARGEST).split(b"\n")
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise SessionError("too_large") from None
        raise SessionError("unreadable", reason=error.strerror or str(error)) from None
    head = _document(rows[0])
    if head.get("game") != GAME or head.get("kind") not in ("hand-in", "header"):
        raise SessionError("no_result")
    return _hand_in(path.name, head, rows[1:]) if head["kind"] == "hand-in" else _save(path)


def _document(row: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(row.decode("utf-8"))
    except (ValueError, RecursionError):
        raise SessionError("no_result") from None
    if not isinstance(found, dict):
        raise SessionError("no_result")
    return found


def _hand_in(name: str, head: Mapping[str, Any], rows: Sequence[bytes]) -> HandedIn:
    if head.get("format") != FORMAT:
        raise SessionError("other_format", format=str(head.get("format"))[:20])
    found = [_document(row) for row in rows if row.strip()]
    if not found or found[-1].get("kind") != "end" or found[-1].get("quarters") != len(found) - 1:
        raise SessionError("torn")
    try:
        setup = from_document(Setup, head.get("setup"))
        side = from_document(Held, {"side": head.get("side")}).side
        log = tuple(from_document(LogLine, line) for line in found[:-1])
    except DocumentError as error:
        raise SessionError("damaged", reason=str(error)) from None
    if [line.quarter for line in log] != list(range(len(log))):
        raise SessionError("torn")
    seat = str(head.get("seat", ""))[:40]
    return HandedIn(name, session_from(head.get("session")), setup, side, log, str(head.get("rules", "")), seat)


def _save(path: Path) -> HandedIn:
    try:
        saved = read_save(path)
    except SaveError as error:
        raise SessionError("damaged", reason=error.sentence) from None
    return HandedIn(path.name, None, saved.header.setup, saved.header.side, saved.log, saved.header.rules)
