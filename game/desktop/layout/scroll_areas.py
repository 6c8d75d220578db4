"""The parts of the window that scroll by themselves, each filled by a flow of nodes: what arrangements of screens are made of.

Which parts a screen has is the business of the arrangement of its style."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.desktop.graphics.geometry import Box, Rect, TextMeasure
from game.desktop.layout.screen_layout import Layout, ScrollArea
from game.desktop.widgets.flow import Flow
from game.desktop.widgets.roles import ROLES
from game.screens.tree.node import Node
from game.structs import replace

Fill = Callable[[Flow, int, int, int], int]  # lays out an area's content at x, y and a width; returns its height


def in_a_row(nodes: Sequence[Node], surface: str) -> Fill:
    """Fills an area with nodes side by side."""
    return lambda flow, x, y, w: flow.row(nodes, x, y, w, surface)


def stacked(nodes: Sequence[Node], surface: str, inset: int = 0) -> Fill:
    """Fills an area with nodes one under the other; `inset` pixels at the right stay free."""
    return lambda flow, x, y, w: flow.stack(nodes, x, y, w - inset, surface)


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


class AreaBuilder:
    """One use: collects the areas of a layout."""

    def __init__(self, width: int, height: int, em: int, measure: TextMeasure, before: Layout | None = None) -> None:
        self.layout = Layout(width, height, em)
        same = before and (before.width, before.height, before.em) == (width, height, em)
        self.before = before if before and same else Layout(width, height, em)
        self.em = em
        self.measure = measure

    def u(self, units: float) -> int:
        """Units of text in pixels."""
        return round(units * self.em)

    def area(
        self,
        name: str,
        rect: Rect,
        fill: Fill,
        *,
        pad: float = 0.0,
        map_height: int = 0,
        centred: bool = False,
        compact: bool = False,
        surface: str = "",
        of: object = None,
    ) -> None:
        """Adds a scrolling viewport; its content stands in its middle when it is `centred` and lower than the viewport.

        `map_height` is the least height of a map in it, which grows with the room. `surface` names what the content lies on: its
        ends fade into that where there is more to scroll to. `of` is all that `fill` depends on: when it is what it was, the area
        is taken over from the layout before."""
        index, boxes = len(self.layout.areas), self.layout.boxes
        made = (of, rect, pad, map_height, centred, compact, surface) if of is not None else None
        kept = self.before.areas[index] if index < len(self.before.areas) else None
        if kept is not None and made is not None and kept.name == name and kept.made == made:
            boxes += self.before.boxes[kept.first : kept.last]
            first = len(boxes) - (kept.last - kept.first)
            self.layout.areas.append(ScrollArea(name, rect, kept.height, surface, made, first, len(boxes)))
            return
        inset = self.u(pad)
        width = max(1, rect.w - 2 * inset)

        def once(w: int, height: int) -> tuple[Flow, int]:
            flow = Flow(ROLES, self.measure, self.em, index, map_height=height, compact=compact)
            return flow, fill(flow, rect.x + inset, rect.y + inset, w) + 2 * inset

        flow, content = once(width, map_height)
        if map_height and content < rect.h:
            flow, content = once(width, map_height + rect.h - content)
        if content > rect.h:
            flow, content = once(max(1, width - self.u(0.7) + min(inset, self.u(0.5))), map_height)
        elif centred:
            for box in flow.boxes:
                box.y += (rect.h - content) // 2
            content = rect.h
        first = len(boxes)
        boxes.extend(flow.boxes)
        self.layout.areas.append(ScrollArea(name, rect, content, surface, made, first, len(boxes)))

    def height(
        self, fill: Fill, width: int, *, columns: bool = False, compact: bool = False, of: object = None, name: str = ""
    ) -> int:
        """How high a content would be at this width; `of` and `name` as for an area: what was measured before is not again."""
        question = (name, width, columns, compact)
        known = self.before.heights.get(question) if of is not None else None
        if known is None or known[0] != of:
            flow = Flow(ROLES, self.measure, self.em, columns=columns, compact=compact)
            known = of, fill(flow, 0, 0, max(1, width))
        if of is not None:
            self.layout.heights[question] = known
        return known[1]

    def ground(self, node: Node, part: str, rect: Rect, surface: str) -> None:
        """A box behind an area, painted but never pointed at."""
        areas, boxes = self.layout.areas, self.layout.boxes
        box = Box(Node("panel", f"{node.id}-{part}"), part, *rect, area=len(areas), surface=surface)
        kept = self.before.areas[len(areas)] if len(areas) < len(self.before.areas) else None
        if kept is not None and kept.last == kept.first + 1 and self.before.boxes[kept.first] == box:
            box = self.before.boxes[kept.first]
        boxes.append(box)
        areas.append(ScrollArea(f"{part}-ground", rect, rect.h, "", None, len(boxes) - 1, len(boxes)))

    def card(
        self, node: Node, rect: Rect, fill: Fill, name: str, surface: str = "panel", foot: Node | None = None, of: object = None
    ) -> None:
        """A card that fills the rectangle, whose content scrolls inside it; `foot` stays in sight at its lower end."""
        pad, gap = self.u(0.8), self.u(0.6)
        self.ground(node, "card", rect, surface)
        inner = rect.inset(pad)
        feet = in_a_row([foot] if foot else [], surface)
        low = self.height(feet, inner.w, of=of, name=f"foot:{name}") + gap if foot else 0
        body = Rect(inner.x, inner.y, inner.w + pad // 2, max(1, inner.h - low))
        self.area(name, body, lambda flow, x, y, w: fill(flow, x, y, w - pad // 2), surface=surface, of=of)
        if foot:
            self.area(f"foot:{node.id}", Rect(inner.x, inner.bottom - low + gap, inner.w, low - gap), feet, of=of)

    def foot_bar(self, root: Node, rect: Rect, pad: int, fill: Fill) -> None:
        """A bar over the whole width of the window, whose content takes the rectangle less `pad` above and below."""
        self.ground(root, "foot", Rect(0, rect.y, self.layout.width, rect.h), "bar")
        self.area("foot", Rect(rect.x, rect.y + pad, rect.w, rect.h - 2 * pad), fill)
