"""Pages whose words are written by hand and whose tables are made; kept reports to make them from.

A table stands between `<!-- table: NAME -->` and `<!-- end -->`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

PLACE = re.compile(r"(<!-- table: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def filled(text: str, tables: Mapping[str, Callable[[], str]]) -> str:
    """The page with all its tables made afresh. ValueError for a table that does not exist."""

    def make(found: re.Match[str]) -> str:
        if found[2] not in tables:
            raise ValueError(f'There is no table "{found[2]}"; there are: {", ".join(sorted(tables))}.')
        return f"{found[1]}{tables[found[2]]()}{found[3]}"

    return PLACE.sub(make, text)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "/") for cell in row) + " |\n" for row in lines)


def kept(path: Path, command: str) -> dict[str, Any]:
    """A kept report of the laboratory. ValueError, in one sentence, when it is missing or damaged; `command` makes it."""
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise ValueError(f"The report {path} cannot be read; make it with: python -m game lab {command} --out {path}") from None
    return found
