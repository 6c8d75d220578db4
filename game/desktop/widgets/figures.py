"""Headline figures (a name, a large number, the change that a plan makes, what has been) and meters: bars between two ends."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.desktop.graphics import charts, shapes
from game.desktop.graphics.brush import Brush
from game.desktop.graphics.geometry import Box, Rect
from game.desktop.widgets.flow import Flow, Widget, ink, shown
from game.screens.tree.node import Chart, Meter, Node

KEPT = 4.2  # units of text that a main figure keeps free for the change of a plan, so that nothing moves when there is one
SIGNS = frozenset("+-−▲▼↑↓±")


def is_change(node: Node) -> bool:
    """Whether a figure's child is the change that the plan would make, drawn beside the number."""
    return node.role == "text" and (node.style == "change" or shown(node)[:1] in SIGNS)


def natural_figure(flow: Flow, node: Node) -> int:
    width = flow.measure.width
    side = flow.u(8) if any(c.role == "chart" for c in node.children) or isinstance(node.data, Chart) else 0
    changes = sum(width(shown(c), "small") + flow.gap for c in node.children if is_change(c))
    if node.style == "main":
        changes = flow.u(KEPT)
    small = [width(shown(c), "small") for c in node.children if c.role == "text" and not is_change(c)]
    meters = flow.u(2.6) * sum(c.role == "meter" for c in node.children)
    name = width(node.name, "small-strong") + (flow.u(1.6) if node.icon and not flow.compact else 0)
    return max([name, width(node.value, "figure") + side + changes, meters, *small])


def lay_out_figure(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    ground = flow.spot(node, x, y, w, 0, surface)
    icon, line = flow.u(1.5) if node.icon and not flow.compact else 0, flow.measure.line("small-strong")
    if icon:
        flow.icon(node, x, y, icon, line, surface, "muted")
    top = y + max(flow.text(node, node.name, x + icon, y, w - icon, "small-strong", surface, "muted"), line if icon else 0)
    short = [c for c in node.children if c.role == "meter" and isinstance(c.data, Meter)]
    short = short if len(short) > 2 else []
    height, below = headline(flow, node, [c for c in node.children if c.role != "chart" and c not in short], x, top, w, surface)
    top += height
    if short:
        top += flow.u(0.2) + short_bars(flow, short, x, top + flow.u(0.2), w, surface)
    if isinstance(node.data, Meter):
        top += flow.u(0.15) + bar(flow, node, node.data, x, top + flow.u(0.15), w, surface)
    for child in below:
        top += under(flow, child, x, top, w, surface)
    ground.h = top - y
    return ground.h


def headline(flow: Flow, node: Node, beside: Sequence[Node], x: int, y: int, w: int, surface: str) -> tuple[int, list[Node]]:
    """The large number with its change and its spark line: their height, and what of `beside` has to stand under them."""
    style, small = "h2" if node.style == "small" else "figure", flow.measure.line("small-strong")
    tall = flow.measure.line(style)
    value = min(w, flow.measure.width(node.value, style) + 2)
    lines = flow.measure.wrapped(node.value, style, w)
    single, height = len(lines) == 1, len(lines) * tall
    flow.put(node, "text", x, y, value if single else w, height, surface, lines=lines, style=style, ink=ink(node))
    left = x + value + flow.gap
    below = []
    for child in filter(shown, beside):
        width = flow.measure.width(shown(child), "small-strong") + flow.u(1.2)
        if is_change(child) and single and left + width <= x + w:
            told = shown(child).lstrip("+-−▲▼↑↓ ")
            at = y + tall - small - flow.u(0.25)
            tone = ink(child)
            flow.put(child, "change", left, at, width, small, surface, lines=(told,), style="small-strong", ink=tone)
            left += width + flow.gap
        else:
            below.append(child)
    spark = next((c for c in node.children if c.role == "chart"), node if isinstance(node.data, Chart) else None)
    if spark and x + w - left >= flow.u(3.5) and single:
        width = min(x + w - left, flow.u(11))
        flow.put(spark, "spark", x + w - width, y, width, tall - flow.u(0.1), surface)
    elif spark:
        flow.put(spark, "spark", x, y + height, w, flow.u(2), surface)
        height += flow.u(2)
    return height, below


def under(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    """A text, a meter or something else under a figure's number."""
    if node.role == "text":
        tall = flow.text(node, shown(node), x, y, w, "small", surface, ink(node, "muted"))
        if (node.hint or node.intent) and tall:
            flow.spot(node, x, y, w, tall, surface)
        return tall
    if node.role == "meter" and isinstance(node.data, Meter):
        # The figure's own name stands above: of the bar only its value is written, its name is in the tooltip.
        tall = flow.text(node, node.value, x, y, w, "small", surface, "muted")
        tall += bar(flow, node, node.data, x, y + tall + flow.u(0.1), w, surface) + flow.u(0.1)
        flow.put(node, "mini", x, y, w, tall, surface)
        return tall
    return flow.u(0.2) + flow.node(node, x, y + flow.u(0.2), w, surface)


FIGURE = Widget(lay_out_figure, natural_figure, least=8.0, stretches=True)


def paint_change(brush: Brush, box: Box, rect: Rect) -> None:
    words = shown(box.node)
    sign, colour, size = words[:1], brush.colour(box, box.ink), brush.u(0.62)
    up, down = sign in "+▲↑", sign in "-−▼↓"
    if up or down:

        def arrow() -> pygame.Surface:
            canvas = shapes.Canvas(size, size, colour)
            base, tip = (0.88, 0.08) if up else (0.12, 0.92)
            canvas.area([(0, size * base), (size / 2, size * tip), (size, size * base)], colour)
            return canvas.done()

        brush.lay(("arrow", up, size, colour), arrow, Rect(rect.x, rect.y + (rect.h - size) // 2, size, size))
    text = words.replace("-", "−", 1) if sign == "-" else words.lstrip("▲▼↑↓ ")
    lead = brush.u(0.85)
    picture = brush.fonts.picture(text, box.style, colour)
    brush.target.blit(picture, (rect.x + lead, rect.y), (0, 0, max(1, rect.w - lead), rect.h))


def paint_spark(brush: Brush, box: Box, rect: Rect) -> None:
    if isinstance(box.node.data, Chart):
        chart, w, h = box.node.data, rect.w, rect.h
        key = ("spark", chart, w, h, box.surface)
        brush.lay(key, lambda: charts.spark(chart, w, h, brush.theme, box.surface, brush.em), rect)


def natural_meter(flow: Flow, node: Node) -> int:
    width = flow.measure.width
    return max(flow.u(11), width(node.name, "small") + width(node.value, "small-strong") + flow.gap)


def lay_out_meter(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
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


METER = Widget(lay_out_meter, natural_meter, least=7.0, stretches=True)


def paint_meter(brush: Brush, box: Box, rect: Rect) -> None:
    if isinstance(box.node.data, Meter):
        meter, tone, w, h = box.node.data, box.node.tone, rect.w, rect.h
        key = ("meter", meter, w, h, box.surface, tone)
        brush.lay(key, lambda: charts.bar(meter, w, h, brush.theme, box.surface, tone, brush.em), rect)
