"""Fields that are typed into, with their caret."""

from __future__ import annotations

import pygame

from game.desktop.graphics.brush import Brush
from game.desktop.graphics.geometry import Box, Rect
from game.desktop.widgets.choices import titled
from game.desktop.widgets.flow import Flow, Widget
from game.screens.tree.node import Node


def lay_out(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    top = y + titled(flow, node, x, y, w, surface)
    ground = flow.ground(node, "field", x, top, w, surface)
    ground.h = flow.measure.line("body") + flow.u(0.7)
    return top + ground.h - y


FIELD = Widget(lay_out, lambda flow, node: flow.u(14), stretches=True)


def paint_field(brush: Brush, box: Box, rect: Rect) -> None:
    view = brush.view
    editing = view.focus == box.node.id and view.caret >= 0
    edge = brush.colour(box, "faint" if box.grey else "accent" if editing else "control_edge")
    brush.plate(rect, brush.u(0.35), brush.colour(box, "control"), edge, brush.hair * (2 if editing else 1))
    text = view.typed.get(box.node.id, box.node.value)
    pad, line = brush.u(0.6), brush.fonts.line("body")
    inner = Rect(rect.x + pad, rect.y, rect.w - 2 * pad, rect.h)
    y = rect.y + (rect.h - line) // 2
    caret = brush.fonts.width(text[: view.caret], "body") if editing else 0
    slide = max(0, caret - inner.w + 2)  # the end that is being typed stays in sight
    if text:
        picture = brush.fonts.picture(text, "body", brush.colour(box, "muted" if box.grey else "text"))
        brush.target.blit(picture, (inner.x, y), (slide, 0, inner.w, line))
    if editing:
        width = max(1, brush.em // 12)
        pygame.draw.rect(brush.target, brush.colour(box, "accent"), (inner.x + caret - slide, y, width, line))
