"""The parts of the window that scroll by themselves, each filled by a flow of nodes: what arrangements of screens are made of.

Pure: sizes come from the measuring function passed in. Which parts a screen has is the business of `layout` and `desk`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from game.desktop.flow import Flow
from game.desktop.geometry import Area, Box, Layout, Measure, Rect
from game.screens.node import Node

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

    def __init__(self, width: int, height: int, em: int, measure: Measure) -> None:
        self.layout = Layout(width, height, em)
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
    ) -> int:
        """Adds a scrolling viewport; `fill(flow, x, y, w)` lays out its content. Returns the content's height with padding.

        `surface` names what the content lies on: its ends fade into that where there is more to scroll to."""
        index = len(self.layout.areas)
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
        self.layout.areas.append(Area(name, rect, content, surface))
        self.layout.boxes.extend(flow.boxes)
        return content

    def height(self, fill: Fill, width: int, *, columns: bool = False, compact: bool = False) -> int:
        """How high a content would be at this width."""
        return fill(Flow(self.m, self.em, 0, columns=columns, compact=compact), 0, 0, max(1, width))

    def ground(self, node: Node, part: str, rect: Rect, surface: str) -> None:
        """A box behind an area, painted but never pointed at."""
        self.layout.areas.append(Area(f"{part}-ground", rect, rect.h))
        self.layout.boxes.append(
            Box(Node("panel", f"{node.id}-{part}"), part, *rect, area=len(self.layout.areas) - 1, surface=surface)
        )

    def card(self, node: Node, rect: Rect, fill: Fill, name: str, surface: str = "panel", foot: Node | None = None) -> None:
        """A card that fills the rectangle, whose content scrolls inside it; `foot` stays in sight at its lower end."""
        pad = self.u(0.8)
        self.ground(node, "card", rect, surface)
        inner = rect.inset(pad)
        low = self.height(lambda flow, x, y, w: flow.row([foot], x, y, w, surface), inner.w) + self.u(0.6) if foot else 0
        body = Rect(inner.x, inner.y, inner.w + pad // 2, max(1, inner.h - low))
        self.area(name, body, lambda flow, x, y, w: fill(flow, x, y, w - pad // 2), surface=surface)
        if foot:
            under = Rect(inner.x, inner.bottom - low + self.u(0.6), inner.w, low - self.u(0.6))
            self.area(f"foot:{node.id}", under, lambda flow, x, y, w: flow.row([foot], x, y, w, surface))
