"""Arranges a dialog: a card above everything, with a cross to close it."""

from __future__ import annotations

from game.desktop.graphics.geometry import Rect
from game.desktop.layout.scroll_areas import AreaBuilder
from game.desktop.widgets.flow import Flow, ink
from game.desktop.widgets.groups import surface_of
from game.screens.tree.node import Node


def dialog(areas: AreaBuilder, node: Node) -> None:
    """Lays a veil over what is there, and the dialog's card upon it."""
    lay = areas.layout
    areas.ground(node, "veil", Rect(0, 0, lay.width, lay.height), "ground")
    margin = areas.u(1.5) if lay.width > areas.u(30) else areas.u(0.4)
    width = min(lay.width - 2 * margin, areas.u(46))
    pad = areas.u(1.3) if width > areas.u(24) else areas.u(0.7)
    surface = surface_of(node)
    cross = areas.u(1.9) if node.intent is not None else 0

    def fill(flow: Flow, x: int, y: int, w: int) -> int:
        top = y
        if cross:
            flow.put(node, "close", x + w - cross, top - flow.u(0.2), cross, cross, surface, icon="x", target=True)
        style, room = "serif-strong" if surface == "paper" else "h2", w - cross - (flow.u(0.4) if cross else 0)
        words = flow.text(node, node.name, x, top, room, style, surface, ink(node))
        top += max(words, cross) + flow.u(0.5) if node.name or cross else 0
        if node.value:
            top += flow.text(node, node.value, x, top, w, "body", surface, "muted") + flow.u(0.6)
        return top + flow.stack(node.children, x, top, w, surface, flow.u(0.7)) - y

    tall = min(areas.height(fill, width - 2 * pad) + 2 * pad, lay.height - 2 * margin)
    rect = Rect((lay.width - width) // 2, (lay.height - tall) // 2, width, tall)
    areas.ground(node, "sheet", rect, surface)
    lay.modal = len(lay.areas)
    areas.area("dialog:" + node.id, rect.inset(pad), fill)
