"""What a layout is made of: rectangles, scroll areas and boxes, and asking what lies under a point.

Whole pixels of the window. No pygame, and no knowledge of what a role looks like."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from game.screens.node import Node


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
    """How wide and high letters are; `style` is a name from `lettering.STYLES`."""

    def width(self, text: str, style: str) -> int: ...

    def line(self, style: str) -> int: ...

    def wrapped(self, text: str, style: str, width: int) -> tuple[str, ...]: ...


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


@dataclass(slots=True)
class Area:
    """A viewport on the window whose content may be higher than itself; `surface` is what that lies on ("": unknown).

    `made` is what it was laid out from (None: not kept), `first` and `last` are the range of its boxes: an area that would be
    made from the same again can be taken over from the layout before."""

    name: str
    rect: Rect
    height: int = 0
    surface: str = ""
    made: object = None
    first: int = 0
    last: int = 0

    @property
    def reach(self) -> int:
        """How far it can be scrolled, in pixels."""
        return max(0, self.height - self.rect.h)


@dataclass(slots=True)
class Layout:
    """All boxes of a screen in painting order, their areas, and the size of one unit of text (`em`) in pixels."""

    width: int
    height: int
    em: int
    areas: list[Area] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    order: list[int] = field(default_factory=list)  # numbers of the focusable boxes in the tree's order
    modal: int = -1  # the area of the dialog that lies above everything
    heights: dict[Hashable, tuple[object, int]] = field(default_factory=dict)  # by question: what was measured, and its height

    def targets(self) -> list[Box]:
        """The boxes that can be focused, in focus order; under a dialog only its own."""
        return [b for b in map(self.boxes.__getitem__, self.order) if self.modal < 0 or b.area == self.modal]

    def target(self, id: str) -> Box | None:
        """The focusable box of the node with this id."""
        return next((b for b in self.targets() if b.node.id == id), None)

    def notes(self, every: bool = False) -> list[Box]:
        """The boxes that are no controls but have a hint, from top to bottom; under a dialog only its own, each node once.

        `every`: those that are only read, too."""
        found: dict[str, Box] = {}
        for box in self.boxes:
            hinted = box.node.hint and box.part != "text"
            read = every and box.lines and box.node.role not in ("screen", "dialog")
            told = (hinted or read) and box.node.intent is None and not box.target and box.w > 0
            if told and (self.modal < 0 or box.area == self.modal):
                found.setdefault(box.node.id, box)
        return list(found.values())

    def shown(self, box: Box, scroll: dict[str, int]) -> Rect:
        """Where the box stands on the window now, cut off at its area's edges."""
        area = self.areas[box.area]
        return Rect(box.x, box.y - scroll.get(area.name, 0), box.w, box.h).cut(area.rect)

    def hit(self, x: float, y: float, scroll: dict[str, int]) -> Box | None:
        """The topmost focusable box, or box with a hint, under this point of the window."""
        for box in reversed(self.boxes):
            if self.modal >= 0 and box.area != self.modal:
                continue
            if (
                box.target or (box.node.intent is None and (box.node.hint or box.part in ("mini", "square", "place")))
            ) and self.shown(box, scroll).has(x, y):
                return box
        return None

    def area_at(self, x: float, y: float) -> Area | None:
        """The scroll area under this point; the dialog's wins."""
        if self.modal >= 0:
            return self.areas[self.modal]
        return next((a for a in reversed(self.areas) if a.rect.has(x, y)), None)
