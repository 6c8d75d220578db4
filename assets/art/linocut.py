"""The hand that cuts every picture: ink on paper, carved lens-shaped strokes with uneven ends, no outlines, no gradients, no text.

A `Block` collects shapes and writes them as SVG that SDL's own reader draws: filled paths and discs only, no clips, no masks. What is
drawn is for `busts.py` and `scenes.py`. The luck is seeded by the picture's name, so that a picture built twice is the same file."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from pathlib import Path

Point = tuple[float, float]

# The house's few colours. A picture takes three to five of them, its ground by its subject: ore, sea, night, alarm.
INK, PAPER, SAND, RUST, SEA = "#14202b", "#f1e6cf", "#d9b97f", "#b5562f", "#2f6f7e"
FOG, CLAY, MOSS, EARTH, ICE, NIGHT, ALARM = "#c9d6d2", "#d8a58a", "#8b9a6b", "#8d6b44", "#9fc3c4", "#22364a", "#8f2d20"


class Block:
    """A picture of `width` x `height` units on a ground of one colour."""

    def __init__(self, name: str, width: float, height: float, ground: str) -> None:
        self.name, self.width, self.height = name, width, height
        self.luck = random.Random(name)
        self.parts: list[str] = []
        self.box(0, 0, width, height, ground)

    def box(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """An upright rectangle from its upper left corner."""
        self.shape([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], fill)

    def shape(self, points: Sequence[Point], fill: str) -> None:
        """A polygon with straight edges."""
        self._path("M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in points) + "Z", fill)

    def blob(self, points: Sequence[Point], fill: str) -> None:
        """A closed soft outline through the points (Catmull-Rom as cubic curves)."""
        n = len(points)
        text = f"M{points[0][0]:.1f},{points[0][1]:.1f}"
        for i in range(n):
            a, b, c, d = points[i - 1], points[i], points[(i + 1) % n], points[(i + 2) % n]
            text += (
                f"C{b[0] + (c[0] - a[0]) / 6:.1f},{b[1] + (c[1] - a[1]) / 6:.1f} "
                f"{c[0] - (d[0] - b[0]) / 6:.1f},{c[1] - (d[1] - b[1]) / 6:.1f} {c[0]:.1f},{c[1]:.1f}"
            )
        self._path(text + "Z", fill)

    def disc(self, x: float, y: float, radius: float, fill: str) -> None:
        """A circle."""
        self.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{fill}"/>')

    def lens(self, left: Point, right: Point, above: float, below: float, fill: str) -> None:
        """The space between two arcs from `left` to `right`, bulging `above` and `below` their line."""
        (x0, y0), (x1, y1) = left, right
        mx, my = (x0 + x1) / 2, (y0 + y1) / 2
        self._path(
            f"M{x0:.1f},{y0:.1f}Q{mx:.1f},{my - 2 * above:.1f} {x1:.1f},{y1:.1f}Q{mx:.1f},{my + 2 * below:.1f} {x0:.1f},{y0:.1f}Z",
            fill,
        )

    def cut(self, x0: float, y0: float, x1: float, y1: float, thick: float, fill: str) -> None:
        """One stroke of the gouge: pointed at both ends, thickest somewhere near its middle."""
        dx, dy = x1 - x0, y1 - y0
        length = math.hypot(dx, dy) or 1.0
        nx, ny = -dy / length * thick, dx / length * thick
        at = self.luck.uniform(0.35, 0.65)
        mx, my = x0 + dx * at, y0 + dy * at
        self._path(
            f"M{x0:.1f},{y0:.1f}Q{mx + nx:.1f},{my + ny:.1f} {x1:.1f},{y1:.1f}Q{mx - nx:.1f},{my - ny:.1f} {x0:.1f},{y0:.1f}Z", fill
        )

    def bar(self, x0: float, y0: float, x1: float, y1: float, thick: float, fill: str) -> None:
        """A straight beam between two points."""
        dx, dy = x1 - x0, y1 - y0
        length = math.hypot(dx, dy) or 1.0
        nx, ny = -dy / length * thick / 2, dx / length * thick / 2
        self.shape([(x0 + nx, y0 + ny), (x1 + nx, y1 + ny), (x1 - nx, y1 - ny), (x0 - nx, y0 - ny)], fill)

    def row(self, x0: float, x1: float, y: float, length: float, thick: float, fill: str, gap: float = 0.3) -> None:
        """A broken row of strokes from x0 to x1 at height y."""
        x = x0 + self.luck.uniform(0, length * gap * 2)
        while x < x1 - 6:
            end = min(x + length * self.luck.uniform(0.5, 1.3), x1)
            if end - x > 5:
                wobble = self.luck.uniform(-1, 1)
                self.cut(x, y + wobble, end, y + self.luck.uniform(-1, 1), thick * self.luck.uniform(0.7, 1.25), fill)
            x = end + length * gap * self.luck.uniform(0.5, 1.6)

    def sky(
        self, top: float, bottom: float, fill: str, rows: int = 13, x0: float = 0, x1: float | None = None, thick: float = 6.5
    ) -> None:
        """Rows of strokes, dense and thick above, thin and rare toward the horizon."""
        for i in range(rows):
            t = i / max(rows - 1, 1)
            wide = thick * (1 - t) ** 1.3 + 0.9
            self.row(x0, self.width if x1 is None else x1, top + (bottom - top) * t, 60 + 110 * t, wide, fill, 0.22 + 0.75 * t)

    def ripples(
        self, top: float, bottom: float, fills: Sequence[str], step: float = 9, x0: float = 0, x1: float | None = None
    ) -> None:
        """Water or polished floor: rows that grow longer and thicker toward the viewer."""
        y, i = top, 0
        while y < bottom:
            t = (y - top) / max(bottom - top, 1)
            self.row(x0, self.width if x1 is None else x1, y, 36 + 60 * t, 2.2 + 2.6 * t, fills[i % len(fills)], 0.9)
            y, i = y + step * (0.7 + 0.6 * t), i + 1

    def rays(
        self,
        x: float,
        y: float,
        inner: float,
        outer: float,
        count: int,
        thick: float,
        fill: str,
        start: float = 0,
        sweep: float = 360,
    ) -> None:
        """Strokes that leave a centre, angles in degrees clockwise from the right."""
        for i in range(count):
            angle = math.radians(start + sweep * (i + self.luck.uniform(0.2, 0.8)) / count)
            far = outer * self.luck.uniform(0.8, 1.1)
            self.cut(
                x + inner * math.cos(angle),
                y + inner * math.sin(angle),
                x + far * math.cos(angle),
                y + far * math.sin(angle),
                thick,
                fill,
            )

    def hills(self, y: float, rise: float, fill: str, bottom: float | None = None, step: float = 55) -> None:
        """A ridge from edge to edge, filled down to `bottom`."""
        points: list[Point] = [(0, y)]
        x = 0.0
        while x < self.width:
            x += self.luck.uniform(0.5, 1.4) * step
            points.append((min(x, self.width), y - self.luck.uniform(-0.3, 1) * rise))
        low = self.height if bottom is None else bottom
        self.shape([*points, (self.width, low), (0, low)], fill)

    def along(self, points: Sequence[Point], reach: Point, count: int, thick: float, fill: str) -> None:
        """Strokes that start on a line of points, evenly spread, and run by `reach` with uneven lengths: how a form is shaded."""
        for i in range(count):
            at = (i + 0.5) / count * (len(points) - 1)
            k, t = int(at), at - int(at)
            x = points[k][0] * (1 - t) + points[k + 1][0] * t
            y = points[k][1] * (1 - t) + points[k + 1][1] * t
            far = self.luck.uniform(0.55, 1.05)
            self.cut(x, y, x + reach[0] * far, y + reach[1] * far, thick, fill)

    def save(self, folder: Path) -> Path:
        """Writes the picture as `folder/NAME.svg`."""
        path = folder / f"{self.name}.svg"
        head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width:g}" height="{self.height:g}" viewBox="0 0 {self.width:g} {self.height:g}">'
        path.write_text(head + "\n".join(self.parts) + "</svg>\n", "utf-8")
        return path

    def _path(self, text: str, fill: str) -> None:
        self.parts.append(f'<path d="{text}" fill="{fill}"/>')
