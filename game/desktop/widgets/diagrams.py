"""Charts over time, and flows from stage to stage with a place to point at for each block."""

from __future__ import annotations

from game.desktop.graphics import charts, sankey
from game.desktop.graphics.brush import Brush, Layer
from game.desktop.graphics.geometry import Box, Rect
from game.desktop.widgets.flow import Flow, Widget, shown
from game.screens.tree.node import Chart, Node, Sankey


def lay_out_chart(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    top = y + flow.text(node, shown(node), x, y, w, "small-strong", surface)
    height = max(flow.u(6.5), min(flow.u(19), round(w * 0.42)))
    flow.put(node, "chart", x, top, w, height, surface, target=node.intent is not None)
    return top + height - y


def lay_out_sankey(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    """The picture with a spot to point at for each block; its table is for faces without pictures."""
    top = y + flow.text(node, node.name, x, y, w, "small-strong", surface) + flow.u(0.3)
    tall = 18 if node.style == "low" else 26
    height = flow.map_height or max(flow.u(14), min(flow.u(tall), round(w * 0.5)))
    flow.put(node, "sankey", x, top, w, height, surface)
    if isinstance(node.data, Sankey):
        for spot in sankey.plan(node.data, w, height, flow.em).spots:
            told = f"{spot.block.name}, {node.data.stages[spot.column].name}"
            block, live, rect = spot.block, spot.block.intent is not None, spot.rect
            id = f"{node.id}/{spot.column}:{block.id}"
            stand = Node("button" if live else "text", id, told, block.value, block.hint, block.intent)
            flow.put(stand, "block", x + rect.x, top + rect.y, rect.w, rect.h, surface, target=live)
        caption, gap = node.data.caption, flow.u(0.2)
        height += flow.text(node, caption, x, top + height + gap, w, "tiny", surface, "muted") + gap
    return top + height - y


CHART = Widget(lay_out_chart, lambda flow, node: flow.u(18), least=12.0, stretches=True)
SANKEY = Widget(lay_out_sankey, lambda flow, node: flow.u(16))


def chart_layers(brush: Brush, box: Box) -> tuple[Layer, ...]:
    chart, w, h, surface = box.node.data, box.w, box.h, box.surface
    if not isinstance(chart, Chart):
        return ()
    return ((("chart", chart, w, h, surface), lambda: charts.full(chart, w, h, brush.theme, surface, brush.fonts)),)


def sankey_layers(brush: Brush, box: Box) -> tuple[Layer, ...]:
    data, w, h, surface = box.node.data, box.w, box.h, box.surface
    if not isinstance(data, Sankey):
        return ()
    return (
        (("sankey", data, w, h, surface), lambda: sankey.flows(data, w, h, brush.theme, surface, brush.em)),
        (("stages", data, w, h, surface), lambda: sankey.labels(data, w, h, brush.theme, surface, brush.fonts)),
    )


def paint_chart(brush: Brush, box: Box, rect: Rect) -> None:
    for layer in chart_layers(brush, box):
        brush.lay(*layer, rect)


def paint_sankey(brush: Brush, box: Box, rect: Rect) -> None:
    for layer in sankey_layers(brush, box):
        brush.lay(*layer, rect)


def paint_block(brush: Brush, box: Box, rect: Rect) -> None:
    if brush.view.hover == box.node.id:
        brush.plate(rect.inset(-2), 3, None, brush.colour(box, "text"), brush.hair * 1.5)
