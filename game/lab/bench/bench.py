"""Measures every figure that has a target, next to what the machine itself can do. docs/bench.md says how to read it."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from game.content.loading.compile import load
from game.lab.bench import debrief_rows, model_rows, play_rows, window_rows
from game.lab.bench.row import Row, measured
from game.lab.bench.yardsticks import REFERENCE, additions, loop

AREAS: Mapping[str, tuple[Row, ...]] = MappingProxyType({
    "engine": play_rows.ENGINE,
    "model": model_rows.ROWS,
    "content": play_rows.CONTENT,
    "opponents": play_rows.OPPONENTS,
    "debrief": debrief_rows.ROWS,
    "desktop": window_rows.ROWS,
})  # fmt: skip
SLOWER = 1.25
"""More than this times the quiet machine's ratio is said to be slower than it was."""


def bench(area: str, tell: Callable[[str], None]) -> dict[str, Any]:
    """All rows of an area, or of all areas when it is empty, and the machine that they were measured on."""
    rules = load().rules
    if rules is None:
        raise ValueError("the content is damaged")
    rows = []
    for name, listed in AREAS.items():
        for row in listed if area in ("", name) else ():
            tell(row.id)
            rows.append(measured(row, name, rules).document())
    return {"rows": rows, "machine": machine()}


def machine() -> dict[str, Any]:
    """The machine: processor count, versions, and its yardsticks beside those of the machine of the quiet figures."""
    return {
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "additions_ms": round(additions(), 3),
        "loop_ms": round(loop(), 3),
        "reference": dict(REFERENCE),
    }


def lines(report: Mapping[str, Any]) -> Iterator[str]:
    """The rows for people: verdict, absolute figure, ratio and its range, the quiet machine's ratio and the target's."""
    yield f"      {'row':<32} {'measured':>12} {'ratio':>8} {'between':>17} {'quiet':>8} {'wanted':>8}  yardstick"
    for r in report["rows"]:
        words = [] if r["sure"] else ["too close to call"]
        words += ["slower than on the quiet machine"] if r["low"] > SLOWER * r["quiet"] else []
        yield (
            f"{'pass' if r['pass'] else 'MISS'}  {r['id']:<32} {r['value']:>8.3f} {r['unit']:<3} {r['ratio']:>8.2f} "
            f"{r['low']:>8.2f}–{r['high']:<8.2f} {r['quiet']:>8.2f} {r['wanted']:>8.2f}  {r['yardstick']} {'; '.join(words)}"
        ).rstrip()
