"""Rectangles and boxes in whole pixels of the window, and what can be asked of letters.

No pygame, and no knowledge of what a role looks like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from game.screens.tree.node import Node


class Rect(NamedTuple):
    """Left, top, width and height in pixels."""

    x: int
    y: int
    w: int
    h: int

    @property
    def right(self) -> int:
        return self.x + self.w

    @property
    def bottom(self) -> int:
        return self.y + self.h

    def has(self, x: float, y: float) -> bool:
        """Whether the point lies in it."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def meets(self, other: Rect) -> bool:
        """Whether the two share a pixel."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def cut(self, other: Rect) -> Rect:
        """The part that lies in both."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        return Rect(x, y, max(0, min(self.right, other.right) - x), max(0, min(self.bottom, other.bottom) - y))

    def around(self, other: Rect) -> Rect:
        """The smallest rectangle with both in it."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def inset(self, d: int) -> Rect:
        """The same, smaller by `d` on every side."""
        return Rect(self.x + d, self.y + d, max(0, self.w - 2 * d), max(0, self.h - 2 * d))


class TextMeasure(Protocol):
    """How wide and high letters are; `style` is a name from `fonts.STYLES`."""

    def width(self, text: str, style: str, /) -> int: ...

    def line(self, style: str) -> int: ...

    def wrapped(self, text: str, style: str, width: int, /) -> tuple[str, ...]: ...


@dataclass(slots=True)
class Box:
    """One thing to paint, with the node that it stands for. `part` names the painter; positions are those before scrolling.

    `lines` are already wrapped; `ink` names a token of the surface; `target` boxes can be pointed at and focused."""

    node: Node
    part: str
    x: int
    y: int
    w: int
    h: int
    area: int = 0
    lines: tuple[str, ...] = ()
    style: str = "body"
    surface: str = "ground"
    ink: str = "text"
    align: str = "left"
    icon: str = ""
    target: bool = False
    grey: bool = False

    @property
    def rect(self) -> Rect:
        return Rect(self.x, self.y, self.w, self.h)
