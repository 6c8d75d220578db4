"""Arranges the title: one centred column over the picture of the world."""

from __future__ import annotations

from collections.abc import Sequence

from game.desktop.graphics.geometry import Rect
from game.desktop.graphics.text_wrapping import balanced
from game.desktop.layout.scroll_areas import AreaBuilder
from game.desktop.widgets.flow import Flow, ink, shown
from game.screens.tree.node import Node


def menu(areas: AreaBuilder, root: Node, nodes: Sequence[Node]) -> None:
    """The whole screen; without a heading of its own it bears the screen's name."""
    lay = areas.layout
    whole, full = Rect(0, 0, lay.width, lay.height), lay.width - 2 * areas.u(1.2)
    areas.ground(root, "art", whole, "ground")
    column = min(full, areas.u(25))

    def fill(flow: Flow, x: int, y: int, w: int) -> int:
        top = y
        large = "title" if w >= flow.u(30) else "h1"
        if root.name and not any(n.role == "heading" for n in nodes):
            top += flow.text(root, root.name, x, top, w, large, "ground", align="centre") + flow.u(0.4)
            top += flow.text(root, root.value, x, top, w, "subtitle", "ground", "muted", "centre") + flow.u(1.2)
        left = x + max(0, (w - column) // 2)
        for node in nodes:
            if node.role == "heading":
                top += flow.text(node, node.name, x, top, w, large, "ground", ink(node), "centre") + flow.u(0.4)
                top += flow.text(node, node.value, x, top, w, "subtitle", "ground", "muted", "centre")
            elif node.role == "text" and node.intent is None:
                style = "subtitle" if node.style in ("", "subtitle", "serif", "quote", "lead") else flow.style_of(node)
                wide, tone = (
                    balanced(flow.measure, shown(node), style, min(w, flow.u(44))),
                    "warn" if node.tone == "warn" else "muted",
                )
                top += flow.text(node, shown(node), x + (w - wide) // 2, top, wide, style, "ground", tone, "centre")
                top += flow.u(1.3 if style == "subtitle" else 0.7)
            else:
                top += flow.node(node, left, top, min(w, column), "ground") + flow.u(1.0 if node.role == "list" else 0.45)
        return top - y

    areas.area("menu", whole, fill, pad=1.2 if full > areas.u(14) else 0.4, centred=True)
