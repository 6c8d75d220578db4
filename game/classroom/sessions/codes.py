"""A session as twelve letters, for the game's own content alone: easy to read aloud, and a slip of one letter is noticed.

Eleven letters of 23 hold mode, pace, swap, lesson, quarters, scenario, seed and a mark of the content; the twelfth checks them.
23 is a prime, so a weighted sum notices every wrong letter and every two that changed places."""

from __future__ import annotations

from hashlib import blake2b
from typing import get_args

from game.classroom.sessions.session import Session, SessionError
from game.engine.rules.vocabulary.presets import Mode, Pace, Swap
from game.engine.rules.vocabulary.rules import Rules

LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"  # without I, O and Q, which look like something else
LENGTH = 12
OWN_PACKS = frozenset(("base", "zh-hans"))
FIELDS = (("mode", 2), ("pace", 1), ("swap", 2), ("lesson", 4), ("quarters", 5), ("scenario", 7), ("seed", 16), ("content", 12))
"""Name and bits of each part, from the lowest; 49 bits, and 23 to the eleventh is a little more."""
CHOICES = {"mode": get_args(Mode), "pace": get_args(Pace), "swap": get_args(Swap)}


def code_of(rules: Rules, session: Session) -> str:
    """The code of a session; SessionError when it holds more than a code can and needs a file."""
    own = {id for id, *_ in session.packs} <= OWN_PACKS
    usual = session.level == "even" and session.opponent == "calibrator"
    small = session.seed < 2**16 and session.quarters < 2**5 and session.rules == rules.hash
    marks = [mark(id, 7) for id in rules.scenarios]
    if not (own and usual and small) or marks.count(mark(session.scenario, 7)) != 1:
        raise SessionError("needs_file")
    values = {name: known.index(getattr(session, name)) for name, known in CHOICES.items()} | {
        "lesson": rules.presets[session.lesson].number if session.lesson else 0,
        "quarters": session.quarters,
        "scenario": mark(session.scenario, 7),
        "seed": session.seed,
        "content": mark(rules.hash, 12),
    }
    whole, shift = 0, 0
    for name, bits in FIELDS:
        whole |= values[name] << shift
        shift += bits
    digits = []
    for _ in range(LENGTH - 1):
        whole, digit = divmod(whole, len(LETTERS))
        digits.append(digit)
    return "".join(LETTERS[d] for d in (*digits, check_digit(digits)))


def session_of(rules: Rules, code: str) -> Session:
    """The session of a code, written in any case, with blanks or hyphens; SessionError when it is mistyped or of other content."""
    typed = code.upper().replace(" ", "").replace("-", "")
    if len(typed) != LENGTH or any(letter not in LETTERS for letter in typed):
        raise SessionError("no_code", length=str(LENGTH))
    digits = [LETTERS.index(letter) for letter in typed]
    if check_digit(digits[:-1]) != digits[-1]:
        raise SessionError("mistyped_code")
    whole = 0
    for digit in reversed(digits[:-1]):
        whole = whole * len(LETTERS) + digit
    found = {}
    for name, bits in FIELDS:
        found[name] = whole & (2**bits - 1)
        whole >>= bits
    if whole or any(found[name] >= len(known) for name, known in CHOICES.items()):
        raise SessionError("mistyped_code")
    scenario = next((id for id in rules.scenarios if mark(id, 7) == found["scenario"]), "")
    lesson = next((p.id for p in rules.presets.values() if p.number == found["lesson"]), "")
    if found["content"] != mark(rules.hash, 12) or not scenario or bool(lesson) != bool(found["lesson"]):
        raise SessionError("code_of_other_content")
    if not 1 <= found["quarters"] <= rules.scenarios[scenario].quarters:
        raise SessionError("mistyped_code")
    mode, pace, swap = (known[found[name]] for name, known in CHOICES.items())
    return Session(scenario, found["seed"], mode, found["quarters"], pace, swap, lesson, rules=rules.hash, packs=rules.packs)


def check_digit(digits: list[int]) -> int:
    """The weighted sum of the letters' places, 1 for the first, modulo 23."""
    found = 0
    for place, digit in enumerate(digits):
        found += (place + 1) * digit
    return found % len(LETTERS)


def mark(text: str, bits: int) -> int:
    """A short mark of a text, the same on every machine."""
    return int.from_bytes(blake2b(text.encode("utf-8"), digest_size=4).digest(), "big") >> (32 - bits)


def spaced(code: str) -> str:
    """A code in groups of four, as it is shown."""
    return " ".join(code[i : i + 4] for i in range(0, len(code), 4))
