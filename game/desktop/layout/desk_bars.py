"""The bar with figures and controls over the Desk."""

from __future__ import annotations

from collections.abc import Sequence

from game.desktop.graphics.geometry import Rect
from game.desktop.layout.scroll_areas import AreaBuilder, in_a_row
from game.screens.tree.node import Node


def untitled_contents(nodes: Sequence[Node]) -> list[Node]:
    """The contents of bars: panels without their card and title, which only say what the bar is."""
    return [c for n in nodes for c in (n.children if n.role == "panel" else (n,))]


def control_bar(areas: AreaBuilder, root: Node, slot: str, nodes: Sequence[Node], y: int, most: int) -> int:
    """A bar over the whole width; its height."""
    pad, ypad, whole = areas.u(1.0), areas.u(0.55 if slot == "top" else 0.3), areas.layout.width
    inner = untitled_contents(nodes)
    fill = in_a_row(inner, "bar")
    tall = min(areas.height(fill, whole - 2 * pad, compact=True, of=inner, name=slot), most)
    areas.ground(root, slot, Rect(0, y, whole, tall + 2 * ypad), "bar")
    areas.area(slot, Rect(pad, y + ypad, whole - 2 * pad, tall), fill, compact=True, of=inner)
    return tall + 2 * ypad
