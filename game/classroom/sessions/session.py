"""What a class plays: campaign, mode, pace and swap, with the content that it was made under; and the small file that holds it.

Codes for base content alone are `codes.py`; what happens in a session is `events`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from game.engine.rules.campaign.record import Setup
from game.engine.rules.vocabulary.plan import BOTH, Side, other
from game.engine.rules.vocabulary.presets import Mode, Pace, Preset, Swap
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.luck import key_number
from game.outside_files import regular_bytes
from game.outside_text import cleaned
from game.play.documents import DocumentError, from_document, to_document
from game.play.messages import Sentence
from game.structs import Struct

GAME = "indispensable"
FORMAT = 1
SUFFIX = ".session"
LARGEST = 65_536
"""Most bytes of a session file."""


class SessionError(Exception):
    """A session that cannot be used; `key` and `fields` name the sentence of `classroom.yaml` that says why."""

    def __init__(self, key: str, **fields: str) -> None:
        super().__init__(f"{key} {fields}" if fields else key)
        # A file's own words may be among the fields.
        told = {name: value if isinstance(value, Sentence) else cleaned(value) for name, value in fields.items()}
        self.key, self.fields = f"classroom.{key}", told


class Session(Struct):
    """Everything that two machines must agree on to play the same. `lesson` is the preset, "" for none of them."""

    scenario: str
    seed: int
    mode: Mode
    quarters: int
    pace: Pace = "lockstep"
    swap: Swap = "none"
    lesson: str = ""
    level: str = "even"
    opponent: str = "calibrator"
    rules: str = ""  # hash of the rules
    packs: tuple[tuple[str, str, str], ...] = ()  # (id, version, hash)


def of_preset(rules: Rules, preset: Preset, seed: int | None = None) -> Session:
    """The session of a preset, with another seed if one is given."""
    return Session(
        preset.scenario, preset.seed if seed is None else seed, preset.mode, preset.quarters, preset.pace, preset.swap, preset.id,
        rules=rules.hash, packs=rules.packs,
    )  # fmt: skip


def checked(rules: Rules, session: Session) -> Session:
    """The session when these rules can play it; SessionError otherwise."""
    if session.rules != rules.hash:
        raise SessionError("other_content", theirs=packs_told(session.packs), ours=packs_told(rules.packs))
    for name, known in (
        (session.scenario, rules.scenarios), (session.level, rules.difficulties), (session.opponent, rules.doctrines),
    ):  # fmt: skip
        if name not in known:
            raise SessionError("unknown_item", name=name)
    if session.lesson and session.lesson not in rules.presets:
        raise SessionError("unknown_item", name=session.lesson)
    if not 1 <= session.quarters <= rules.scenarios[session.scenario].quarters:
        raise SessionError("unknown_item", name=str(session.quarters))
    if not 0 <= session.seed < 2**63:
        raise SessionError("unknown_item", name=str(session.seed))
    return session


def packs_told(packs: tuple[tuple[str, str, str], ...]) -> str:
    """Packs with their versions and the beginnings of their hashes, as a sentence names them."""
    return ", ".join(f"{id} {version} ({hash[:8]})" for id, version, hash in packs) or "?"


def first_side(session: Session, group: str = "") -> Side:
    """The capital that a group (the class, a team, a seat) begins with, by lot from the seed."""
    return BOTH[int(key_number(session.seed, 0, "capital", group) * 2.0)]


def side_in(session: Session, quarter: int, group: str = "") -> Side:
    """The capital that a group holds in a quarter, after all swaps so far."""
    first = first_side(session, group)
    swapped = quarter % 2 == 1 if session.swap == "turns" else session.swap == "halves" and quarter >= session.quarters // 2
    return other(first) if swapped else first


def setup_of(session: Session, human: Side | None = None) -> Setup:
    """The campaign's set-up. `human` is the side that one player holds to the end, None where sides change or both are held."""
    return Setup(session.scenario, session.seed, human or "", session.level, (session.opponent, session.opponent))


def text_of(session: Session) -> str:
    """The session file."""
    document = {"game": GAME, "kind": "session", "format": FORMAT, **to_document(session)}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def session_from(document: Any) -> Session:
    """A session from its plain form; SessionError when it is none."""
    if not isinstance(document, dict) or document.get("game") != GAME or document.get("kind") != "session":
        raise SessionError("no_session")
    if document.get("format") != FORMAT:
        raise SessionError("other_format", format=str(document.get("format"))[:20])
    try:
        return from_document(Session, {k: v for k, v in document.items() if k not in ("game", "kind", "format")})
    except DocumentError as error:
        raise SessionError("damaged", reason=str(error)) from None


def read(path: Path) -> Session:
    """A session from its file; SessionError with the reason when it cannot be read."""
    try:
        document = json.loads(regular_bytes(path, LARGEST).decode("utf-8"))
    except OSError as error:
        raise SessionError("unreadable", reason=error.strerror or str(error)) from None
    except (ValueError, RecursionError):
        raise SessionError("no_session") from None
    return session_from(document)
