"""Files and texts as damage, accident and malice leave them, drawn from a seed: bytes, fields of JSON, what
stands in a file's place, and letters that nobody types."""

from __future__ import annotations

import copy
import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any

DEEP = 100_000
PATIENCE = 60  # seconds after which a case hangs
ODD: tuple[Callable[[Random], Any], ...] = (
    lambda r: None,
    lambda r: [],
    lambda r: {},
    lambda r: True,
    lambda r: "",
    lambda r: -1,
    lambda r: 1.5,
    lambda r: r.randrange(-(2**70), 2**70),
    lambda r: 10 ** r.randrange(20, 4000),
    lambda r: r.choice((1e308, -1e308, 5e-324, -0.0, 1e9, 99.0)),
    lambda r: float(r.choice(("nan", "inf", "-inf"))),
    lambda r: "\ud800" + letters(r),
    lambda r: letters(r),
    lambda r: "x" * r.choice((1_000, 70_000)),
    lambda r: [[[[r.random()]]]],
    lambda r: {letters(r): letters(r)},
    lambda r: [["a", "b"], ["a", ["b"]], [{}, 1]],
)
"""Values that no field expects."""


def letters(r: Random, most: int = 24) -> str:
    """A few characters of all kinds: plain, wide, joined, controls, escapes, directions, halves of pairs, private ones."""
    return "".join(r.choice(KINDS)(r) for _ in range(r.randrange(most)))


KINDS: tuple[Callable[[Random], str], ...] = (
    lambda r: chr(r.randrange(0x20, 0x7F)),
    lambda r: chr(r.randrange(0x4E00, 0x9FFF)),
    lambda r: chr(r.randrange(0xC0, 0x250)),
    lambda r: chr(r.randrange(0x00, 0x20)),
    lambda r: chr(r.randrange(0xD800, 0xE000)),
    lambda r: chr(r.randrange(0xE000, 0xE100)),
    lambda r: chr(r.randrange(0x1F300, 0x1FA00)),
    lambda r: r.choice(("\x1b[31m", "\x1b]0;x\x07", "\u202e", "\u200b", "\ufeff", "\u0301", "\r\n", "\u2028", "\x7f", "\x00")),
    lambda r: r.choice(("²", "١٢", "½", "Ⅷ", "１２", "1e9", "-0", "+7", "1_000", "0x10", "9" * 40)),
    lambda r: r.choice(("/", "\\", "..", "~", "*", ":", "con", "nul", "%s", "{0}", "{name}", '"', "'", "<b>", "|")),
)


def bytes_changed(data: bytes, r: Random) -> bytes:
    """Data with damage that knows nothing of what it holds."""
    kind, at, to = r.randrange(10), r.randrange(len(data) + 1), r.randrange(len(data) + 1)
    first, last = min(at, to), max(at, to)
    changed = bytearray(data)
    if kind <= 2 and data:
        for _ in range((1, 1, 20)[kind]):
            changed[r.randrange(len(data))] ^= 1 << r.randrange(8)
        return bytes(changed)
    return (
        data,
        data,
        data,
        data[:at],
        data[:first] + data[last:],
        data[:at] + r.randbytes(r.randrange(1, 200)) + data[at:],
        data[:last] + data[first:last][:10_000] + data[last:],
        b"\n".join(_shuffled(data.split(b"\n"), r)),
        r.choice((b"", b"\n" * 50, b"{}", b"[]", b"null", b"\xff\xfe", b"\x00" * 5_000, r.randbytes(3_000))),
        data[:at] + r.choice((b"[" * DEEP, b'{"a":' * DEEP, b"9" * 6_000, b'"\\ud800"', b"\x1b[2J", b"\xed\xa0\x80")) + data[at:],
    )[kind]


def _shuffled(rows: list[bytes], r: Random) -> list[bytes]:
    one, other = r.randrange(len(rows)), r.randrange(len(rows))
    rows[one], rows[other] = rows[other], rows[one]
    return rows


def places(document: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value inside a document."""
    inside = document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    for key, value in inside:
        yield (*at, key)
        yield from places(value, (*at, key))


def field_changed(document: Any, r: Random, of: Callable[[tuple[Any, ...]], bool] = lambda at: True) -> Any:
    """A document with one value made odd, taken away, exchanged for another one or given under a strange key."""
    changed = copy.deepcopy(document)
    there = [at for at in places(changed) if of(at)]
    *way, key = r.choice(there)
    inside = changed
    for step in way:
        inside = inside[step]
    kind = r.randrange(8)
    if kind == 0:
        del inside[key]
    elif kind == 1 and isinstance(inside, dict):
        inside[letters(r) or "?"] = r.choice(ODD)(r)
    elif kind == 2:
        *other, last = r.choice(there)
        value = changed
        for step in other:
            value = value[step]
        inside[key] = copy.deepcopy(value[last])
    elif kind == 3 and isinstance(inside[key], (int, float)):
        inside[key] += r.choice((1, -1, 0.5, 1_000))
    elif kind == 4 and isinstance(inside[key], str):
        inside[key] += "x"
    else:
        inside[key] = r.choice(ODD)(r)
    return changed


def written(document: Any) -> bytes:
    """JSON as a careless program writes it: NaN, halves of pairs and all."""
    return json.dumps(document, separators=(",", ":")).encode()


def in_the_place(path: Path, r: Random, victim: Path) -> str:
    """Something else than a file where a file is expected; its name."""
    path.unlink(missing_ok=True)
    kind = r.choice(("pipe", "device", "endless", "folder", "loop", "dangling", "link"))
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
        (path / "inside").write_text("x")
    else:
        to = {"device": "/dev/null", "endless": "/dev/zero", "loop": path.name, "dangling": "nowhere", "link": str(victim)}[kind]
        path.symlink_to(to)
    return kind


@contextmanager
def no_hang() -> Iterator[None]:
    """TimeoutError in what takes longer than anyone would wait."""

    def late(number: int, frame: FrameType | None) -> None:
        raise TimeoutError("this case hangs")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
