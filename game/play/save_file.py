"""The save file: JSON lines of header, one line a finished quarter, the last state; read back as far as whole.

Pure text to values and back; where files lie and how they are written safely is `save_folder.py`."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, Literal

from game.engine.rules import digest, new_game
from game.engine.rules.campaign.record import FIGURES, Figures, Record, Setup, State
from game.engine.rules.turn.observe import LEANINGS
from game.engine.rules.vocabulary.plan import BOTH, Answers, Plan, Side
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.model.state import from_document as from_document_of_world
from game.outside_text import LONGEST_SENTENCE, cleaned
from game.play.documents import DocumentError, from_document, to_document
from game.play.messages import Sentence
from game.play.migrations import FORMAT, FormatError, Lines, upgrade
from game.play.soundness import unsound
from game.structs import Struct

GAME = "indispensable"
Slot = Literal["auto", "named"]
"""Whether the game keeps a save by itself, or a player gave it its name."""
LARGEST = 64 << 20
MOST_LINES = 1_000  # a save has one a quarter, of which a campaign has 60 at most, and a few besides
"""Most bytes of a save; the longest campaigns take a hundredth of it."""
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
    campaign: str = ""  # id that no other campaign has, whatever it is called
    slot: Slot = "named"
    digest: str = ""  # after the last finished quarter; "" before the first
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


class Spoken(Struct):
    """What the player said before the debrief showed any result: the decision that mattered, by its quarter and key, and the
    campaign in one sentence as the other capital would tell it. Both may be skipped: then `quarter` is -1, the sentence ""."""

    quarter: int = -1
    decision: str = ""
    sentence: str = ""
    kind: str = "spoken"


class Score(Struct):
    """What was said before a quarter, held against what came. Readings and guesses are "" where none was made; `held` of the
    forecast's `bands` held what came."""

    quarter: int
    came: str
    reading: str
    service: str
    most: str
    guess: str
    held: int
    bands: int
    kind: str = "score"


class Saved(Struct):
    """A save as read. `last` is the line of the last state, None when torn; `lost` says so in a sentence, or is ""."""

    header: Header
    log: tuple[LogLine, ...]
    last: Mapping[str, Any] | None
    lost: str = ""
    spoken: Spoken | None = None
    scores: tuple[Score, ...] = ()

    def draft(self) -> Plan:
        """The plan in the making when it was saved; empty when that is lost."""
        try:
            return from_document(Plan, (self.last or {})["draft"])
        except (DocumentError, KeyError):
            return Plan(self.header.side)

    def state(self, rules: Rules) -> State | None:
        """The last state as it was stored; None when it is damaged, is not the one that the log leads to, or cannot be played."""
        state = self.stored(rules)
        if state is None or unsound(rules, state):
            return None
        return state if self.log or digest(state) == digest(new_game(rules, self.header.setup)) else None

    def stored(self, rules: Rules) -> State | None:
        """The same, whether it can be played under these rules or not."""
        try:
            stored = (self.last or {})["state"]
            if stored["world"]["lanes"] != 1:
                return None
            spec = rules.world_of(self.header.setup.scenario)
            state = State(from_document(Record, stored["record"]), from_document_of_world(spec, stored["world"]))
        except (LookupError, TypeError, ValueError, AttributeError, OverflowError, MemoryError, zlib.error):
            return None
        told = self.log[-1].digest if self.log else (self.last or {}).get("digest")
        good = digest(state) == told and state.record.setup == self.header.setup and state.record.quarter == len(self.log)
        return state if good else None


def header_of(
    rules: Rules, name: str, state: State, log: tuple[LogLine, ...], side: Side, date: str, campaign: str, slot: Slot = "named"
) -> Header:
    """The header of a campaign as it stands."""
    record = state.record
    last = log[-1].digest if log else ""
    return Header(name, rules.hash, rules.packs, record.setup, side, record.quarter, date, record.over, campaign, slot, last)


def log_line(rules: Rules, plans: Mapping[Side, Plan], answers: Mapping[Side, Answers], state: State) -> LogLine:
    """The log's line of the quarter that ended in `state`."""
    ordered_plans = {side: plans[side] for side in BOTH}
    ordered_answers = {side: answers[side] for side in BOTH}
    record = state.record
    return LogLine(record.quarter - 1, ordered_plans, ordered_answers, digest(state), record.figures, rules.hash)


def text_of(
    header: Header,
    log: tuple[LogLine, ...],
    state: State,
    draft: Plan,
    spoken: Spoken | None = None,
    scores: tuple[Score, ...] = (),
) -> str:
    """The whole file. `draft` is the plan in the making, so that nothing typed is lost; `spoken` and `scores` are the debrief's."""
    stored = {"record": to_document(state.record), "world": state.world.document()}
    last = {"kind": "state", "digest": digest(state), "draft": to_document(draft), "state": stored}
    lines = [
        to_document(header),
        *(to_document(line) for line in log),
        last,
        *([to_document(spoken)] if spoken is not None else []),
        *(to_document(score) for score in scores),
    ]
    text = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)
    return text + json.dumps({"kind": "check", "blake2b": check_of(text.encode("utf-8"))}) + "\n"


def check_of(data: bytes) -> str:
    """What the last line says of all bytes before it, so that a change by accident is noticed wherever it lies."""
    return blake2b(data, digest_size=16).hexdigest()


def read_header(path: Path) -> Header:
    """The header alone, without reading the rest; SaveError with the reason when it is none."""
    try:
        if not path.is_file():  # a pipe or a device would never answer
            raise SaveError(Sentence("no-save"))
        with path.open("rb") as file:
            first = file.readline(HEADER_LIMIT)
    except OSError as error:
        raise SaveError(Sentence("cannot-open", reason=error.strerror or str(error))) from None
    return _header([_line(first)])[0]


def read(path: Path) -> Saved:
    """A save with all that is whole in it; SaveError when not even the header is."""
    data = _bytes_of(path)
    rows = data.split(b"\n", MOST_LINES)  # what is left behind them is no line
    lines: Lines = [_line(rows[0])]
    written_as = lines[0].get("format")
    whole = True
    for row in rows[1:]:
        try:
            if row:
                lines.append(_line(row))
        except SaveError:
            whole = False
            break
    header, lines = _header(lines)
    log, last = _body(lines[1:])
    if not whole or last is None:
        return Saved(header, log, last, Sentence("end-torn"))
    lost = "" if _unchanged(data, lines[-1], written_as) else Sentence("changed")
    return Saved(header, log, last, lost, _spoken(lines), _scores(lines, len(log)))


def _spoken(lines: Lines) -> Spoken | None:
    """What stands behind the last state of what was said; what cannot be read is as if it had not been said."""
    try:
        found = from_document(Spoken, next(line for line in lines if line.get("kind") == "spoken"))
    except (StopIteration, DocumentError):
        return None
    return Spoken(max(found.quarter, -1), cleaned(found.decision), cleaned(found.sentence, LONGEST_SENTENCE))


def _scores(lines: Lines, quarters: int) -> tuple[Score, ...]:
    """What was said before each quarter; a line that no game can have written is left out."""
    found: dict[int, Score] = {}
    for line in lines:
        if line.get("kind") != "score":
            continue
        try:
            score = from_document(Score, line)
        except DocumentError:
            continue
        leanings, figures = {score.came, score.reading, score.service} - {""}, {score.most, score.guess} - {""}
        counted = 0 <= score.held <= score.bands <= len(FIGURES) and 0 <= score.quarter < quarters
        if counted and leanings <= set(LEANINGS) and figures <= set(FIGURES):
            found[score.quarter] = score
    return tuple(found[quarter] for quarter in sorted(found))


def _bytes_of(path: Path) -> bytes:
    """All bytes of a regular file of a size that a save can have."""
    try:
        if not path.is_file():
            raise SaveError(Sentence("no-save"))
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise SaveError(Sentence("cannot-open", reason=error.strerror or str(error))) from None
    if len(data) > LARGEST:
        raise SaveError(Sentence("too-large", most=str(LARGEST >> 20)))
    return data


def _unchanged(data: bytes, last: Mapping[str, Any], written_as: object) -> bool:
    """Whether the bytes are those that were written. Saves of format 1 do not say it: their digests alone speak for them."""
    if last.get("kind") != "check":
        return written_as == 1
    return last.get("blake2b") == check_of(data[: data.rstrip(b"\n").rfind(b"\n") + 1])


def _line(row: bytes) -> dict[str, Any]:
    try:
        text = row.decode("utf-8")
        document = json.loads(text)
        json.dumps(document, ensure_ascii=False, allow_nan=False).encode("utf-8")  # what could not be written was never read
    except (ValueError, RecursionError):
        raise SaveError(Sentence("damaged-start")) from None
    if not isinstance(document, dict):
        raise SaveError(Sentence("no-save"))
    return document


def _header(lines: Lines) -> tuple[Header, Lines]:
    """The header, and all lines in today's format."""
    if lines[0].get("game") != GAME or lines[0].get("kind") != "header":
        raise SaveError(Sentence("no-save"))
    try:
        lines = upgrade(lines)
        return from_document(Header, lines[0]), lines
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
