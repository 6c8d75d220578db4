"""The checker as a function and as a small command: everything that is wrong with packs, in one run. Writes nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from game.content.findings import Finding, as_text
from game.content.folders import discover
from game.content.gather import gather


def check(paths: Sequence[Path | str] | None = None) -> tuple[Finding, ...]:
    """Every finding of the packs below the given folders (by default all installed ones), sorted by place."""
    return gather(discover(paths)).findings


def as_json(findings: Sequence[Finding]) -> dict[str, list[dict[str, str | int]]]:
    """Findings under the key `findings`, ready for JSON."""
    return {"findings": [f.as_dict() for f in findings]}


def main(arguments: Sequence[str] | None = None, out: TextIO | None = None) -> int:
    """Prints the findings as text, or as JSON after `--format json`; returns 0 without errors and warnings, else 1."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    stream = out or sys.stdout
    as_data = "json" in given
    paths = [a for a in given if a not in ("--format", "json", "text")]
    findings = check(paths or None)
    stream.write((json.dumps(as_json(findings), indent=1) if as_data else as_text(findings)) + "\n")
    return 1 if any(f.severity != "note" for f in findings) else 0
