"""Which characters the shipped fonts can draw, read from the fonts' own tables. Draws nothing."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from game import installation

FACES = ("sans", "chinese", "serif")
"""Every text is drawn from one of these when its own face lacks a character (the strong faces hold the same characters)."""


@lru_cache(maxsize=2)
def drawable(folder: Path | None = None) -> frozenset[str]:
    """Characters that some face can draw; empty when there are no fonts, so that nothing can be said."""
    return frozenset(chr(code) for face in FACES for code in covered((folder or installation.assets() / "fonts") / f"{face}.otf"))


def missing(text: str) -> str:
    """The characters of a text that no face can draw, each once; spaces and line ends do not count."""
    known = drawable()
    lost = set(text) - known if known else set()
    return "".join(c for c in dict.fromkeys(text) if c in lost and not c.isspace()) if lost else ""


def covered(path: Path) -> frozenset[int]:
    """The code points that a font's own table holds; none when the file is missing or no font."""
    try:
        return frozenset(_codes(path.read_bytes()))
    except (OSError, struct.error, IndexError):
        return frozenset()


def _codes(data: bytes) -> Iterable[int]:
    """Code points of the character map (segments of format 4, or groups of format 12) of an OpenType file."""
    (count,) = struct.unpack_from(">H", data, 4)
    records = (struct.unpack_from(">4sLLL", data, 12 + 16 * i) for i in range(count))
    start = next((offset for tag, _, offset, _ in records if tag == b"cmap"), None)
    if start is None:
        return
    (tables,) = struct.unpack_from(">H", data, start + 2)
    offsets = sorted({start + struct.unpack_from(">HHL", data, start + 4 + 8 * i)[2] for i in range(tables)})
    for at in offsets:
        (form,) = struct.unpack_from(">H", data, at)
        if form == 4:
            half = struct.unpack_from(">H", data, at + 6)[0] // 2
            ends = struct.unpack_from(f">{half}H", data, at + 14)
            firsts = struct.unpack_from(f">{half}H", data, at + 16 + 2 * half)
            for first, last in zip(firsts, ends, strict=True):
                yield from range(first, min(last, 0xFFFE) + 1)
        elif form == 12:
            (groups,) = struct.unpack_from(">L", data, at + 12)
            for i in range(groups):
                first, last, _ = struct.unpack_from(">LLL", data, at + 16 + 12 * i)
                yield from range(first, last + 1)
