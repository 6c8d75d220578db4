"""The bars over the Desk: one with controls, and the slim strip of the coming quarters."""

from __future__ import annotations

from collections.abc import Sequence

from game.desktop.graphics.geometry import Rect
from game.desktop.layout.scroll_areas import AreaBuilder, in_a_row
from game.desktop.widgets.flow import Flow, ink
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


def quarter_strip(areas: AreaBuilder, root: Node, nodes: Sequence[Node], y: int) -> int:
    """The strip of the coming quarters as one slim line; its height."""
    quarters, tools = quarters_and_tools(nodes)
    if not quarters:
        return control_bar(areas, root, "strip", nodes, y, areas.layout.height // 8)
    pad, tall, whole = areas.u(1.0), areas.u(2.1), areas.layout.width
    areas.ground(root, "strip", Rect(0, y, whole, tall), "bar")

    def fill(flow: Flow, x: int, top: int, w: int) -> int:
        return lay_out_quarters(flow, quarters, tools, x, top, w, len(quarters))

    areas.area("strip", Rect(pad, y, whole - 2 * pad, tall), fill, compact=True, of=(quarters, tools))
    return tall


def quarters_and_tools(nodes: Sequence[Node]) -> tuple[list[Node], list[Node]]:
    """The quarters of the strip, and its buttons."""
    inner = untitled_contents(nodes)
    quarters = [c for n in inner if n.role == "row" for c in n.children if c.role == "list"]
    return quarters, [n for n in inner if n.role == "button"]


def lay_out_quarters(flow: Flow, nodes: Sequence[Node], tools: Sequence[Node], x: int, y: int, w: int, count: int) -> int:
    """Quarters side by side, `count` on a line, with buttons at the end of the first."""
    side, tall = flow.u(1.9), flow.u(2.1)
    for number, tool in enumerate(tools):
        flow.node(tool, x + w - (number + 1) * side, y + (tall - side) // 2, side, "bar")
    share = (w - len(tools) * side) // count
    for number, node in enumerate(nodes):
        rect = Rect(x + number % count * share, y + number // count * tall, share - flow.u(0.8), tall)
        lay_out_quarter(flow, node, rect)
    return -(-len(nodes) // count) * tall


def lay_out_quarter(flow: Flow, node: Node, rect: Rect) -> None:
    """One quarter of the slim line: its date, then each entry as a mark, with its words while there is room."""
    width, line = flow.measure.width, flow.measure.line("small")
    x, y = rect.x, rect.y + (rect.h - line) // 2
    entries = [c for c in node.children if c.role == "text" and c.icon]
    for head in (c for c in node.children if c.role == "heading"):
        wide = width(head.name, "small-strong") + 2
        flow.text(head, head.name, x, y, wide, "small-strong", "bar", ink(head, "muted"))
        x += wide + flow.u(0.5)
    mark, gap = flow.u(1.45), flow.u(0.5)
    for number, entry in enumerate(entries):
        if x + mark > rect.right:
            return
        room = rect.right - x - mark * (len(entries) - number)
        words, tone = width(entry.name, "small") + 2, ink(entry) if entry.tone else "muted"
        flow.icon(entry, x, y, mark, line, "bar", tone)
        wide = mark + (words + gap if words + gap <= room else 0)
        if wide > mark:
            flow.text(entry, entry.name, x + mark, y, words, "small", "bar", tone)
        flow.put(entry, "mini", x, rect.y, wide, rect.h, "bar")
        x += wide
