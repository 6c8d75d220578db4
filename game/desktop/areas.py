"""The parts of the window that scroll by themselves, each filled by a flow of nodes: what arrangements of screens are made of.

Pure: sizes come from the measuring function passed in. Which parts a screen has is the business of `layout` and `desk`."""

from __future__ import annotations

from collections.abc import Callable

from game.desktop.flow import Flow
from game.desktop.geometry import Area, Box, Layout, Measure, Rect
from game.engine.rules.vocabulary.structs import replace
from game.screens.tree.node import Node

Fill = Callable[[Flow, int, int, int], int]


def is_foot(node: Node) -> bool:
    """Whether this is the main button, or a row of controls with the main button in it."""
    if node.role == "row":
        return all(c.role in ("button", "choice", "toggle") for c in node.children) and any(map(is_foot, node.children))
    return node.role == "button" and node.style == "primary"


def split_foot(node: Node) -> tuple[Node, Node | None]:
    """A panel without its last line when that holds the main button, and that line."""
    if len(node.children) > 1 and is_foot(node.children[-1]):
        return replace(node, children=node.children[:-1]), node.children[-1]
    return node, None


class Areas:
    """One use: collects the areas of a layout."""

    def __init__(self, width: int, height: int, em: int, measure: Measure, before: Layout | None = None) -> None:
        self.layout = Layout(width, height, em)
        same = before is not None and (before.width, before.height, before.em) == (width, height, em)
        self.before = before if same and before is not None else Layout(width, height, em)
        self.em = em
        self.m = measure

    def u(self, units: float) -> int:
        return round(units * self.em)

    def area(
        self,
        name: str,
        rect: Rect,
        fill: Fill,
        *,
        pad: float = 0.0,
        map_height: int = 0,
        columns: bool = False,
        grow_map: bool = False,
        centred: bool = False,
        compact: bool = False,
        surface: str = "",
        of: object = None,
    ) -> int:
        """Adds a scrolling viewport; `fill(flow, x, y, w)` lays out its content. Returns the content's height with padding.

        `surface` names what the content lies on: its ends fade into that where there is more to scroll to. `of` is all that
        `fill` depends on: when it is what it was, the area is taken over from the layout before."""
        index, boxes = len(self.layout.areas), self.layout.boxes
        made = (of, rect, pad, map_height, columns, grow_map, centred, compact, surface) if of is not None else None
        kept = self.before.areas[index] if index < len(self.before.areas) else None
        if kept is not None and made is not None and kept.name == name and kept.made == made:
            boxes += self.before.boxes[kept.first : kept.last]
            first = len(boxes) - (kept.last - kept.first)
            self.layout.areas.append(Area(name, rect, kept.height, surface, made, first, len(boxes)))
            return kept.height
        inset = self.u(pad)
        width = max(1, rect.w - 2 * inset)

        def once(w: int, height: int) -> tuple[Flow, int]:
            flow = Flow(self.m, self.em, index, map_height=height, columns=columns, compact=compact)
            return flow, fill(flow, rect.x + inset, rect.y + inset, w) + 2 * inset

        flow, content = once(width, map_height)
        if grow_map and content < rect.h:
            flow, content = once(width, map_height + rect.h - content)
        if content > rect.h:
            flow, content = once(max(1, width - self.u(0.7) + min(inset, self.u(0.5))), map_height)
        elif centred:
            for box in flow.boxes:
                box.y += (rect.h - content) // 2
            content = rect.h
        first = len(boxes)
        boxes.extend(flow.boxes)
        self.layout.areas.append(Area(name, rect, content, surface, made, first, len(boxes)))
        return content

    def height(
        self, fill: Fill, width: int, *, columns: bool = False, compact: bool = False, of: object = None, name: str = ""
    ) -> int:
        """How high a content would be at this width; `of` and `name` as for an area: what was measured before is not again."""
        question = (name, width, columns, compact)
        known = self.before.heights.get(question) if of is not None else None
        if known is not None and known[0] == of:
            self.layout.heights[question] = known
            return known[1]
        tall = fill(Flow(self.m, self.em, 0, columns=columns, compact=compact), 0, 0, max(1, width))
        if of is not None:
            self.layout.heights[question] = (of, tall)
        return tall

    def ground(self, node: Node, part: str, rect: Rect, surface: str) -> None:
        """A box behind an area, painted but never pointed at."""
        areas, boxes = self.layout.areas, self.layout.boxes
        box = Box(Node("panel", f"{node.id}-{part}"), part, *rect, area=len(areas), surface=surface)
        kept = self.before.areas[len(areas)] if len(areas) < len(self.before.areas) else None
        if kept is not None and kept.last == kept.first + 1 and self.before.boxes[kept.first] == box:
            box = self.before.boxes[kept.first]
        boxes.append(box)
        areas.append(Area(f"{part}-ground", rect, rect.h, "", None, len(boxes) - 1, len(boxes)))

    def card(
        self, node: Node, rect: Rect, fill: Fill, name: str, surface: str = "panel", foot: Node | None = None, of: object = None
    ) -> None:
        """A card that fills the rectangle, whose content scrolls inside it; `foot` stays in sight at its lower end."""
        pad = self.u(0.8)
        self.ground(node, "card", rect, surface)
        inner = rect.inset(pad)

        def feet(flow: Flow, x: int, y: int, w: int) -> int:
            return flow.row([foot], x, y, w, surface) if foot else 0

        low = self.height(feet, inner.w, of=of, name=f"foot:{name}") + self.u(0.6) if foot else 0
        body = Rect(inner.x, inner.y, inner.w + pad // 2, max(1, inner.h - low))
        self.area(name, body, lambda flow, x, y, w: fill(flow, x, y, w - pad // 2), surface=surface, of=of)
        if foot:
            under = Rect(inner.x, inner.bottom - low + self.u(0.6), inner.w, low - self.u(0.6))
            self.area(f"foot:{node.id}", under, feet, of=of)
