"""A picture of back-tests: one panel a series that targets read, with the bands beside it. Lines and words only.

`svg` writes the picture as text; a PNG is drawn by `desktop/sheet.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

import numpy as np

from game.lab.backtest import Result
from game.lab.backtest_read import dear

WIDTH, PANEL, MARGIN, ROW = 960, 190, 48, 18
Tone = Literal["ink", "faint", "model", "band", "pass", "miss"]
COLOURS: tuple[tuple[Tone, str], ...] = (
    ("ink", "#1c2430"), ("faint", "#c3cad4"), ("model", "#1f6fb2"), ("band", "#e7b450"), ("pass", "#2c7d4f"), ("miss", "#b3402e"),
)  # fmt: skip
PAPER = "#ffffff"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points, in pixels."""

    points: tuple[tuple[float, float], ...]
    tone: Tone
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Word:
    """A text that starts at (x, y) on its baseline."""

    x: float
    y: float
    text: str
    tone: Tone
    size: int = 13


@dataclass(frozen=True, slots=True)
class Picture:
    """Strokes and words on a white sheet of `height` pixels, WIDTH wide."""

    height: int
    strokes: tuple[Stroke, ...]
    words: tuple[Word, ...]


def picture(results: Sequence[Result]) -> Picture:
    """All cases below one another: the months of what their targets read, then every target with band, record and outcome."""
    strokes: list[Stroke] = []
    words: list[Word] = []
    y = 34.0
    for result in results:
        words.append(Word(MARGIN, y, result.case.title, "ink", 18))
        y += 14
        for name, lane, values in _curves(result):
            _panel(result, name, lane, values, y, strokes, words)
            y += PANEL
        y += 10
        for outcome in result.outcomes:
            _row(outcome.target.title, outcome.target.band, outcome.target.record, outcome.value, outcome.passed, y, strokes, words)
            y += ROW
        y += 34
    return Picture(int(y), tuple(strokes), tuple(words))


def _curves(result: Result) -> list[tuple[str, str, np.ndarray]]:
    """Title, run and months of every quantity that was read month by month."""
    found: dict[tuple[object, ...], tuple[str, str, np.ndarray]] = {}
    for target in result.case.targets:
        key = (target.read.what, target.read.of, target.read.at, target.read.zone, target.read.side)
        if dear(target.read) or target.read.what in ("usual-exports", "permitted"):
            continue
        name = f"{target.read.what} {' '.join(target.read.of)}".strip()
        run = target.read.run
        found.setdefault((*key, run), (f"{name}{', ' + run if run else ''}", run, result.series[key][:, result.script.lane(run)]))
    return list(found.values())


def _panel(result: Result, name: str, run: str, values: np.ndarray, top: float, strokes: list[Stroke], words: list[Word]) -> None:
    low, high = float(min(values.min(), 0.0)), float(max(values.max(), 1e-9))
    left, right, bottom, head = MARGIN + 44.0, WIDTH - MARGIN * 1.0, top + PANEL - 34, top + 26
    strokes.append(Stroke(((left, bottom), (right, bottom)), "faint"))
    strokes.append(Stroke(((left, head), (left, bottom)), "faint"))
    words.append(Word(left, head - 8, name, "ink"))
    for share in (0.0, 1.0):
        words.append(Word(MARGIN - 8, bottom - share * (bottom - head) + 4, f"{low + share * (high - low):.3g}", "ink", 11))
    months = len(values)
    for month in range(0, months, max(12, months // 8 // 12 * 12)):
        x = left + (right - left) * month / max(months - 1, 1)
        first = result.script.first + month
        strokes.append(Stroke(((x, bottom), (x, bottom + 4)), "ink"))
        words.append(Word(x - 8, bottom + 17, f"{first // 12}-{first % 12 + 1:02d}", "ink", 11))
    points = [
        (left + (right - left) * m / max(months - 1, 1), bottom - (float(v) - low) / max(high - low, 1e-9) * (bottom - head))
        for m, v in enumerate(values)
    ]
    strokes.append(Stroke(tuple(points), "model", 2.0))


def _row(
    title: str, band: Sequence[float], record: float | None, value: float, passed: bool, y: float,
    strokes: list[Stroke], words: list[Word],
) -> None:  # fmt: skip
    """One target as a line: its band as a bar, the record as a tick, the outcome as a cross."""
    left, right = WIDTH * 0.66, WIDTH - MARGIN * 1.0
    low, high = min(band[0], value, record if record is not None else value), max(band[1], value, record or value)
    room = max(high - low, 1e-9)

    def place(x: float) -> float:
        return left + (x - low) / room * (right - left)

    words.append(Word(MARGIN, y, f"{'pass' if passed else 'MISS'}  {title}: {value:.3g} (band {band[0]:g} to {band[1]:g})",
                      "pass" if passed else "miss", 12))  # fmt: skip
    strokes.append(Stroke(((place(band[0]), y - 4), (place(band[1]), y - 4)), "band", 6.0))
    if record is not None:
        strokes.append(Stroke(((place(record), y - 10), (place(record), y + 2)), "ink", 2.0))
    x, tone = place(value), "pass" if passed else "miss"
    strokes.append(Stroke(((x - 4, y - 8), (x + 4, y)), tone, 2.0))  # type: ignore[arg-type]
    strokes.append(Stroke(((x - 4, y), (x + 4, y - 8)), tone, 2.0))  # type: ignore[arg-type]


def svg(drawn: Picture) -> str:
    """The picture as an SVG document."""
    colours = dict(COLOURS)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{drawn.height}" viewBox="0 0 {WIDTH} {drawn.height}">',
        f'<rect width="{WIDTH}" height="{drawn.height}" fill="{PAPER}"/>',
    ]
    for s in drawn.strokes:
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in s.points)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colours[s.tone]}" stroke-width="{s.width:g}"/>')
    for w in drawn.words:
        style = f'font-family="sans-serif" font-size="{w.size}" fill="{colours[w.tone]}"'
        parts.append(f'<text x="{w.x:.1f}" y="{w.y:.1f}" {style}>{escape(w.text)}</text>')
    return "\n".join([*parts, "</svg>", ""])
