"""What a command gives back: its exit code, one JSON object or lines for people, and asides on standard error."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any

GOOD, FINDINGS, WRONG = 0, 1, 2


def say(line: str) -> None:
    """Progress and asides go to standard error; one that is full or gone stops nothing."""
    with contextlib.suppress(OSError, ValueError):
        print(line, file=sys.stderr, flush=True)


def show(given: argparse.Namespace, report: Mapping[str, Any], lines: Iterable[str]) -> None:
    """The report as one JSON object, or its lines for people."""
    if getattr(given, "json", False):
        print(json.dumps(report, ensure_ascii=False, default=str))
    else:
        for line in lines:
            print(line)


def judged(given: argparse.Namespace, report: Mapping[str, Any], rows: Iterable[Mapping[str, Any]], lines: Iterable[str]) -> int:
    """Shows a report; the exit code says whether all of its rows pass."""
    show(given, report, lines)
    return GOOD if all(row["pass"] for row in rows) else FINDINGS


def pairs(counts: Mapping[str, object]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items())
