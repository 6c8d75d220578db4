"""Charts of a class as SVG: every path thin, the median thick, the middle half of the class as a band. Text, no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from statistics import median, quantiles

from game.structs import Struct

WIDE, HIGH, LEFT, RIGHT, TOP, BOTTOM = 640, 260, 48, 10, 16, 28
"""Size of a chart, and room for its labels."""
LETTER, GAP = 20, 10
"""Height of a letter (charts.css), and room between two labels."""

Paths = Sequence[Sequence[float]]


class Spread(Struct):
    """The class in each quarter: the median, and the quartiles around it."""

    middle: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


def spread(paths: Paths) -> Spread:
    """Median and quartiles of the paths that reach each quarter."""
    length = max((len(p) for p in paths), default=0)
    columns = [[p[i] for p in paths if len(p) > i] for i in range(length)]
    fours = [quantiles(c, n=4, method="inclusive") if len(c) > 1 else [c[0]] * 3 for c in columns]
    return Spread(tuple(median(c) for c in columns), tuple(q[0] for q in fours), tuple(q[2] for q in fours))


def chart(title: str, labels: Sequence[str], groups: Mapping[str, Paths], low: float = 0.0, high: float = 100.0) -> str:
    """A chart of groups of paths by tone ("beijing", "washington"); `title` is read to those who cannot see it."""
    count = max(len(labels), 2)

    def x(i: int) -> float:
        return LEFT + (WIDE - LEFT - RIGHT) * i / (count - 1)

    def y(value: float) -> float:
        share = (min(max(value, low), high) - low) / ((high - low) or 1.0)
        return TOP + (HIGH - TOP - BOTTOM) * (1.0 - share)

    def line(values: Sequence[float]) -> str:
        return " ".join(f"{x(i):.1f},{y(v):.1f}" for i, v in enumerate(values))

    parts = [f'<svg viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{escape(title, quote=True)}" class="chart">']
    for step in range(5):
        value = low + (high - low) * step / 4
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDE - RIGHT}" y1="{y(value):.1f}" y2="{y(value):.1f}"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y(value) + 4:.1f}" text-anchor="end">{value:.0f}</text>')
    every = fits(labels)
    for i, label in enumerate(labels):
        if i % every:
            continue
        anchor = "end" if i == len(labels) - 1 and i else "start" if i == 0 else "middle"
        parts.append(f'<text x="{x(i):.1f}" y="{HIGH - 8}" text-anchor="{anchor}">{escape(label)}</text>')
    for tone, paths in groups.items():
        many = len(paths) > 1
        if many:
            found = spread(paths)
            parts.append(f'<polygon class="band {tone}" points="{line(found.low)} {_back(found.high, x, y)}"/>')
        thin = (
            [f'<polyline class="path {tone}" points="{line(p)}"/>' for p in dict.fromkeys(tuple(p) for p in paths)] if many else []
        )
        parts += thin
        middle = spread(paths).middle if many else (paths[0] if paths else ())
        if len(middle) == 1:
            parts.append(f'<circle class="{tone}" cx="{x(0):.1f}" cy="{y(middle[0]):.1f}" r="4"/>')
        parts.append(f'<polyline class="middle {tone}" points="{line(middle)}"/>')
    return "".join([*parts, "</svg>"])


def fits(labels: Sequence[str]) -> int:
    """Of how many labels one is written, so that they do not run into each other: Chinese letters are as wide as they are high. The
    first and the last stand whole beside their tick, so that half a label more is needed there."""
    longest = max((width_of(label) for label in labels), default=0)
    return max(1, -(-(len(labels) - 1) * (longest * 3 // 2 + GAP) // (WIDE - LEFT - RIGHT)))


def width_of(label: str) -> int:
    """About how wide a label is, in the chart's units."""
    wide = len([letter for letter in label if ord(letter) > 0x2E7F])
    return wide * LETTER + (len(label) - wide) * (LETTER * 3 // 5)


def _back(values: Sequence[float], x, y) -> str:  # type: ignore[no-untyped-def]
    return " ".join(f"{x(i):.1f},{y(values[i]):.1f}" for i in range(len(values) - 1, -1, -1))


def bars(rows: Sequence[tuple[str, Sequence[int]]], heads: Sequence[str]) -> str:
    """Counts as bars beside each other: a row for each answer, a column for each count (the first vote, the second)."""
    most = max([1, *(n for _, counts in rows for n in counts)])
    head = "".join(f'<th scope="col">{escape(h)}</th>' for h in ("", *heads))
    parts = [f'<table class="bars"><thead><tr>{head}</tr></thead><tbody>']
    for words, counts in rows:
        cells = "".join(
            f'<td><svg class="count" viewBox="0 0 100 10" width="100" height="10" aria-hidden="true">'
            f'<rect width="{100 * n / most:.0f}" height="10" fill="currentColor"/></svg> {n}</td>'
            for n in counts
        )
        parts.append(f'<tr><th scope="row">{escape(words)}</th>{cells}</tr>')
    return "".join([*parts, "</tbody></table>"])
