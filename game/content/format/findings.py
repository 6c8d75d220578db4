"""What the checker says: one finding a fault, with its place, in one plain sentence. Knows nothing of how faults are found."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal

from game.engine.world.arithmetic.total import total
from game.structs import Struct, asdict

Severity = Literal["error", "warning", "note"]
MOST_NOTES = 3
"""Notes of one code on one place that are told one by one."""
LONGEST_WORD = 80  # letters of a word that is compared with known ones


class Finding(Struct, order=True):
    """A fault at file:line:column (both from 1), with the file's whole path. `path` is the place inside the item, `suggestion` a
    word that may be meant."""

    file: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    suggestion: str = ""
    path: str = ""

    def __str__(self) -> str:
        head = f"{openable(self.file)}:{self.line}:{self.column}: {self.severity}[{self.code}] {self.message}"
        parts = ([f'did you mean "{self.suggestion}"?'] if self.suggestion else []) + ([f"at: {self.path}"] if self.path else [])
        return head + ("\n    " + "   ".join(parts) if parts else "")

    def as_dict(self) -> dict[str, str | int]:
        """The finding as JSON-ready keys: file, line, column, severity, code, message, suggestion, path."""
        return asdict(self)


def openable(file: str) -> str:
    """A file as it can be opened from the current folder: by its whole path, or by the shorter one where it lies below."""
    try:
        here = os.getcwd().replace(os.sep, "/").rstrip("/") + "/"
    except OSError:  # the current folder is gone
        return file
    return file.removeprefix(here)


def closest(word: str, known: Iterable[str]) -> str:
    """The known word that was most likely meant, or an empty text."""
    choices = sorted(known)
    word = word[:LONGEST_WORD]
    lower = {c.lower(): c for c in reversed(choices)}
    found = difflib.get_close_matches(word.lower(), list(lower), n=1, cutoff=0.6)
    if found:
        return lower[found[0]]
    bare = {c.rsplit(":", 1)[-1].rsplit(".", 1)[-1].lower(): c for c in reversed(choices)}
    found = difflib.get_close_matches(word.rsplit(":", 1)[-1].lower(), list(bare), n=1, cutoff=0.75)
    return bare[found[0]] if found else ""


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Only the findings that keep a pack out."""
    return tuple(f for f in findings if f.severity == "error")


def path_text(path: Iterable[str | int]) -> str:
    """A path such as ("responses", 0, "text") as `responses[0].text`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else (f".{step}" if text else str(step))
    return text


def as_text(findings: Iterable[Finding]) -> str:
    """All findings, a line or two each, ending with a count. Of many notes on one place the first are told, and how many more
    there are."""
    listed = sorted(findings)
    if not listed:
        return "No findings."
    counts = {s: total(f.severity == s for f in listed) for s in ("error", "warning", "note")}
    told = ", ".join(f"{n} {s}{'' if n == 1 else 's'}" for s, n in counts.items() if n)
    return "\n".join([*_lines(listed), f"{told}."])


def _lines(listed: Iterable[Finding]) -> Iterator[str]:
    for (severity, *_), alike in groupby(listed, lambda f: (f.severity, f.code, f.file, f.line, f.column)):
        together = list(alike)
        most = MOST_NOTES if severity == "note" and len(together) > MOST_NOTES + 1 else len(together)
        yield from map(str, together[:most])
        if together[most:]:
            yield f"    … and {len(together) - most} more notes like these; --json has them all"
