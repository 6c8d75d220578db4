"""Dials: a name, and a value between two buttons."""

from __future__ import annotations

from game.desktop.widgets.buttons import square
from game.desktop.widgets.flow import Flow, Widget, ink
from game.screens.tree.node import Node


def natural(flow: Flow, node: Node) -> int:
    icon = flow.u(1.6) if node.icon else 0
    return flow.measure.width(node.name, "body") + flow.measure.width(node.value, "strong") + flow.u(6.4) + icon


def lay_out(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    side, line = flow.u(1.9), flow.measure.line("body")
    icon = flow.u(1.6) if node.icon and w >= flow.u(16) else 0
    x, w = x + icon, w - icon
    buttons = node.children[:2]
    beside = side * len(buttons)
    # Settings of one list stand under each other where there is room.
    value = max(flow.measure.width(node.value, "strong") + flow.u(0.8), flow.u(7.4 if w >= flow.u(34) else 2.6))
    tools = beside + value
    inline = flow.measure.width(node.name, "body") + tools + flow.gap <= w or w - tools >= flow.u(8)
    if not inline and w >= flow.u(13) and tools > w * 0.62:
        # A long setting wraps beside the name rather than standing under it.
        value, inline = max(flow.u(4), round(w * 0.55) - beside), True
    value = min(value, max(flow.u(1), w - beside))
    tools = beside + value
    room = w - tools - flow.gap if inline else w
    first = len(flow.boxes)
    height = flow.text(node, node.name, x, y, room, "body", surface, "muted" if node.why_not else ink(node))
    spot = flow.spot(node, x, y, room, height, surface)
    lines = flow.measure.wrapped(node.value, "strong", value - flow.u(0.3))
    tall = max(side, len(lines) * line)
    if icon:
        flow.icon(node, x - icon, y, icon, line, surface, "muted" if node.why_not else ink(node, "muted"))
    top = y if inline else y + height + flow.u(0.2)
    if inline:
        whole = max(height, tall)
        for box in flow.boxes[first:]:
            box.y += (whole - height) // 2
        top += (whole - tall) // 2
        spot.y, spot.h = y, whole
    left = x + w - tools if inline else x
    for i, button in enumerate(buttons):
        at = left + (side + value) * i
        square(flow, button, button.icon or ("minus", "plus")[i], at, top + (tall - side) // 2, side, surface)
    high, told = len(lines) * line, ink(node)
    left, low = left + side + flow.u(0.15), top + (tall - high) // 2
    flow.put(node, "text", left, low, value - flow.u(0.3), high, surface, lines=lines, style="strong", ink=told, align="centre")
    return max(height, tall) if inline else top + tall - y


STEPPER = Widget(lay_out, natural, least=None, inline=True)
