"""The save file: JSON lines of header, one line a finished quarter, the last state; read back as far as whole.

Pure text to values and back; where files lie and how they are written safely is `save_folder.py`."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from game.engine.rules import digest
from game.engine.rules.campaign.record import Figures, Record, Setup, State
from game.engine.rules.vocabulary.plan import BOTH, Answers, Plan, Side
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.model.state import from_document as from_document_of_world
from game.play.documents import DocumentError, from_document, to_document
from game.play.messages import Sentence
from game.play.migrations import FORMAT, FormatError, Lines, upgrade
from game.structs import Struct

GAME = "indispensable"
HEADER_LIMIT = 65_536
"""Most bytes of a header line; a longer first line is no save of this game."""


class SaveError(Exception):
    """A save that cannot be read; `sentence` says why to the player."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Header(Struct):
    """First line: what the list of saves shows, and what the log needs to be replayed."""

    name: str
    rules: str  # hash of the rules
    packs: tuple[tuple[str, str, str], ...]  # (id, version, hash)
    setup: Setup
    side: Side
    quarter: int
    date: str
    over: str = ""
    game: str = GAME
    format: int = FORMAT
    kind: str = "header"


class LogLine(Struct):
    """One finished quarter: both plans, both answers, the digest after it, and the figures for statistics."""

    quarter: int
    plans: Mapping[Side, Plan]
    answers: Mapping[Side, Answers]
    digest: str
    statistics: Mapping[Side, Figures]
    rules: str  # hash of the rules that resolved it
    kind: str = "quarter"


class Saved(Struct):
    """A save as read. `last` is the line of the last state, None when torn; `lost` says so in a sentence, or is ""."""

    header: Header
    log: tuple[LogLine, ...]
    last: Mapping[str, Any] | None
    lost: str = ""

    def draft(self) -> Plan:
        """The plan in the making when it was saved; empty when that is lost."""
        try:
            return from_document(Plan, (self.last or {})["draft"])
        except (DocumentError, KeyError):
            return Plan(self.header.side)

    def state(self, rules: Rules) -> State | None:
        """The last state as it was stored; None when it is damaged or belongs to other content."""
        try:
            stored = (self.last or {})["state"]
            spec = rules.world_of(self.header.setup.scenario)
            state = State(from_document(Record, stored["record"]), from_document_of_world(spec, stored["world"]))
        except (LookupError, TypeError, ValueError, AttributeError, OverflowError, MemoryError, zlib.error):
            return None
        good = digest(state) == self.last.get("digest") if self.last else False
        return state if good and state.record.quarter == len(self.log) else None


def header_of(rules: Rules, name: str, state: State, side: Side, date: str) -> Header:
    """The header of a campaign as it stands."""
    record = state.record
    return Header(name, rules.hash, rules.packs, record.setup, side, record.quarter, date, record.over)


def log_line(rules: Rules, plans: Mapping[Side, Plan], answers: Mapping[Side, Answers], state: State) -> LogLine:
    """The log's line of the quarter that ended in `state`."""
    ordered_plans = {side: plans[side] for side in BOTH}
    ordered_answers = {side: answers[side] for side in BOTH}
    record = state.record
    return LogLine(record.quarter - 1, ordered_plans, ordered_answers, digest(state), record.figures, rules.hash)


def text_of(header: Header, log: tuple[LogLine, ...], state: State, draft: Plan) -> str:
    """The whole file. `draft` is the plan in the making, so that nothing typed is lost."""
    stored = {"record": to_document(state.record), "world": state.world.document()}
    last = {"kind": "state", "digest": digest(state), "draft": to_document(draft), "state": stored}
    lines = [to_document(header), *(to_document(line) for line in log), last]
    return "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)


def read_header(path: Path) -> Header:
    """The header alone, without reading the rest; SaveError with the reason when it is none."""
    try:
        with path.open("rb") as file:
            first = file.readline(HEADER_LIMIT)
    except OSError as error:
        raise SaveError(Sentence("cannot-open", reason=error.strerror or str(error))) from None
    return _header([_line(first)])


def read(path: Path) -> Saved:
    """A save with all that is whole in it; SaveError when not even the header is."""
    try:
        rows = path.read_bytes().split(b"\n")
    except OSError as error:
        raise SaveError(Sentence("cannot-open", reason=error.strerror or str(error))) from None
    lines: Lines = [_line(rows[0])]
    whole = True
    for row in rows[1:]:
        try:
            if row:
                lines.append(_line(row))
        except SaveError:
            whole = False
            break
    header = _header(lines)
    lines = upgrade(lines)
    log, last = _body(lines[1:])
    lost = "" if whole and last is not None else Sentence("end-torn")
    return Saved(header, log, last, lost)


def _line(row: bytes) -> dict[str, Any]:
    try:
        document = json.loads(row.decode("utf-8"))
    except (ValueError, RecursionError):
        raise SaveError(Sentence("damaged-start")) from None
    if not isinstance(document, dict):
        raise SaveError(Sentence("no-save"))
    return document


def _header(lines: Lines) -> Header:
    if lines[0].get("game") != GAME or lines[0].get("kind") != "header":
        raise SaveError(Sentence("no-save"))
    try:
        return from_document(Header, upgrade(lines[:1])[0])
    except FormatError as error:
        raise SaveError(Sentence("unknown-format", reason=str(error))) from None
    except DocumentError as error:
        raise SaveError(Sentence("header-damaged", reason=str(error))) from None


def _body(lines: Lines) -> tuple[tuple[LogLine, ...], Mapping[str, Any] | None]:
    """The log as far as it is whole and in order, and the last line when it holds a state."""
    log: list[LogLine] = []
    for line in lines:
        if line.get("kind") == "state":
            return tuple(log), line
        try:
            entry = from_document(LogLine, line)
        except DocumentError:
            break
        if entry.quarter != len(log):
            break
        log.append(entry)
    return tuple(log), None
