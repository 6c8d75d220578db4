"""Meters: a bar between two ends with its marks, and several short ones side by side."""

from __future__ import annotations

from collections.abc import Sequence

from game.desktop.graphics import charts
from game.desktop.graphics.brush import Brush
from game.desktop.graphics.geometry import Box, Rect
from game.desktop.widgets.flow import Flow, Widget
from game.screens.tree.node import Meter, Node


def natural(flow: Flow, node: Node) -> int:
    width = flow.measure.width
    return max(flow.u(11), width(node.name, "small") + width(node.value, "small-strong") + flow.gap)


def lay_out(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    ground = flow.spot(node, x, y, w, 0, surface)
    top = y
    name, value = flow.measure.width(node.name, "small"), flow.measure.width(node.value, "small-strong") + 2
    if node.name and node.value and name + value + flow.gap <= w:
        flow.text(node, node.name, x, y, w - value - flow.gap, "small", surface, "muted")
        flow.line(node, node.value, x + w - value, y, value, "small-strong", surface, align="right")
        top += flow.measure.line("small-strong")
    else:
        top += flow.text(node, node.name, x, top, w, "small", surface, "muted")
        top += flow.text(node, node.value, x, top, w, "small-strong", surface)
    if isinstance(node.data, Meter):
        top += bar(flow, node, node.data, x, top, w, surface)
    ground.h = top - y
    return ground.h


def bar(flow: Flow, node: Node, meter: Meter, x: int, y: int, w: int, surface: str) -> int:
    """The bar itself, with the labels of its marks under it where they fit."""
    height = flow.u(0.62)
    flow.put(node, "meter", x, y, w, height, surface)
    span = meter.high - meter.low
    taken, drawn = x - flow.u(9), False
    for value, label in meter.marks:
        width = flow.measure.width(label, "tiny") + 2
        if not label or span <= 0 or width > w:
            continue
        at = x + w * min(1.0, max(0.0, (value - meter.low) / span))
        left = int(min(max(x, at - width / 2), x + w - width))
        if left >= taken + flow.u(0.5):
            flow.line(node, label, left, y + height, width, "tiny", surface, "muted")
            taken, drawn = left + width, True
    return height + (flow.measure.line("tiny") if drawn else flow.u(0.1))


def short_bars(flow: Flow, nodes: Sequence[Node], x: int, y: int, w: int, surface: str) -> int:
    """Several meters as short bars side by side with their numbers under them; names and hints are in the tooltips."""
    gap, height = flow.u(0.3), flow.u(0.62)
    width = min(flow.u(2.4), (w - gap * (len(nodes) - 1)) // len(nodes))
    tall = height + flow.measure.line("tiny")
    for i, node in enumerate(nodes):
        left = x + i * (width + gap)
        flow.put(node, "meter", left, y, width, height, surface)
        if flow.measure.width(node.value, "tiny") <= width:
            flow.line(node, node.value, left, y + height, width, "tiny", surface, "muted", "centre")
        flow.spot(node, left, y, width, tall, surface, "mini")
    return tall


METER = Widget(lay_out, natural, least=7.0, stretches=True)


def paint_meter(brush: Brush, box: Box, rect: Rect) -> None:
    if isinstance(box.node.data, Meter):
        meter, tone, w, h = box.node.data, box.node.tone, rect.w, rect.h
        key = ("meter", meter, w, h, box.surface, tone)
        brush.lay(key, lambda: charts.bar(meter, w, h, brush.theme, box.surface, tone, brush.em), rect)
