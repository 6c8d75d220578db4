"""A screen that has been laid out: its boxes and scroll areas, and asking what lies under a point or can be focused."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

from game.desktop.graphics.geometry import Box, Rect


@dataclass(slots=True)
class ScrollArea:
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
    areas: list[ScrollArea] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    order: list[int] = field(default_factory=list)  # numbers of the focusable boxes in the tree's order
    modal: int = -1  # the area of the dialog that lies above everything
    heights: dict[Hashable, tuple[object, int]] = field(default_factory=dict)  # by question: what was measured, and its height

    def targets(self) -> list[Box]:
        """The boxes that can be focused, in focus order; under a dialog only its own."""
        return [b for b in map(self.boxes.__getitem__, self.order) if self.reachable(b)]

    def reachable(self, box: Box) -> bool:
        """Whether no dialog lies above the box."""
        return self.modal < 0 or box.area == self.modal

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
            if told and self.reachable(box):
                found.setdefault(box.node.id, box)
        return list(found.values())

    def shown(self, box: Box, scroll: Mapping[str, int]) -> Rect:
        """Where the box stands on the window now, cut off at its area's edges."""
        area = self.areas[box.area]
        return Rect(box.x, box.y - scroll.get(area.name, 0), box.w, box.h).cut(area.rect)

    def hit(self, x: float, y: float, scroll: Mapping[str, int]) -> Box | None:
        """The topmost focusable box, or box with a hint, under this point of the window."""
        for box in filter(self.reachable, reversed(self.boxes)):
            telling = box.node.intent is None and (box.node.hint or box.part in ("mini", "square", "place"))
            if (box.target or telling) and self.shown(box, scroll).has(x, y):
                return box
        return None

    def area_at(self, x: float, y: float) -> ScrollArea | None:
        """The scroll area under this point; the dialog's wins."""
        if self.modal >= 0:
            return self.areas[self.modal]
        return next((a for a in reversed(self.areas) if a.rect.has(x, y)), None)
