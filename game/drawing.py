"""What the laboratory's pictures are made of: lines and words on a white sheet. SVG is written here, PNG by `desktop`.

Below every room: the laboratory makes such pictures, and a face that draws them knows nothing of the laboratory."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Literal

from game.structs import Struct

WIDTH, MARGIN = 960, 40
Tone = Literal["ink", "faint", "model", "band", "pass", "miss", "record"]
COLOURS: tuple[tuple[Tone, str], ...] = (
    ("ink", "#1c2430"), ("faint", "#c3cad4"), ("model", "#1f6fb2"), ("band", "#e7b450"), ("pass", "#2c7d4f"), ("miss", "#b3402e"),
    ("record", "#6b3fa0"),
)  # fmt: skip
PAPER = "#ffffff"
LETTER = 0.50  # mean width of a letter in sizes of its fount


class Stroke(Struct):
    """A line through points, in pixels."""

    points: tuple[tuple[float, float], ...]
    tone: Tone
    width: float = 1.0


class Word(Struct):
    """A text that starts at (x, y) on its baseline."""

    x: float
    y: float
    text: str
    tone: Tone
    size: int = 13


class Picture(Struct):
    """Strokes and words on a white sheet of `height` pixels, WIDTH wide."""

    height: int
    strokes: tuple[Stroke, ...]
    words: tuple[Word, ...]


@dataclass(slots=True)
class Sheet:
    """A picture while it is being drawn."""

    strokes: list[Stroke] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)

    def line(self, points: tuple[tuple[float, float], ...], tone: Tone, width: float = 1.0) -> None:
        """A line through points."""
        self.strokes.append(Stroke(points, tone, width))

    def bar(self, left: float, right: float, y: float, tone: Tone, width: float) -> None:
        """A bar from left to right; never so short that it cannot be seen."""
        self.line(((left, y), (max(right, left + 1.5), y)), tone, width)

    def tick(self, x: float, y: float, tone: Tone, tall: float = 12.0) -> None:
        """An upright mark around a height."""
        self.line(((x, y - tall / 2), (x, y + tall / 2)), tone, 2.0)

    def cross(self, x: float, y: float, tone: Tone, half: float = 4.0) -> None:
        """A cross."""
        self.line(((x - half, y - half), (x + half, y + half)), tone, 2.0)
        self.line(((x - half, y + half), (x + half, y - half)), tone, 2.0)

    def say(self, x: float, y: float, text: str, tone: Tone = "ink", size: int = 13, room: float = WIDTH) -> None:
        """A text, cut off with an ellipsis where it would take more than `room` pixels."""
        most = max(4, int(room / (LETTER * size)))
        self.words.append(Word(x, y, text if len(text) <= most else text[: most - 1].rstrip(" ,") + "…", tone, size))

    def legend(self, y: float, entries: tuple[tuple[str, Tone, Literal["line", "bar", "tick", "cross"]], ...]) -> None:
        """What the marks mean, in one row."""
        x = float(MARGIN)
        for text, tone, shape in entries:
            if shape == "tick":
                self.tick(x + 8, y - 4, tone)
            elif shape == "cross":
                self.cross(x + 8, y - 4, tone)
            else:
                self.bar(x, x + 16, y - 4, tone, 6.0 if shape == "bar" else 2.0)
            self.say(x + 22, y, text, "ink", 12)
            x += 22 + LETTER * 12 * len(text) + 24

    def done(self, height: float) -> Picture:
        """The finished picture."""
        return Picture(int(height), tuple(self.strokes), tuple(self.words))


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
