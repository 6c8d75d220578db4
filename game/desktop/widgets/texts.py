"""Texts, headings and lone icons, and the words of a text that open a page."""

from __future__ import annotations

import pygame

from game.desktop.graphics.brush import Brush
from game.desktop.graphics.geometry import Box, Rect
from game.desktop.widgets.flow import Flow, Widget, ink, shown
from game.screens.tree.node import Node


def natural_text(flow: Flow, node: Node) -> int:
    return flow.line_width(node, flow.style_of(node)) + (flow.u(1.6) if node.icon else 0) + 2


def lay_out_text(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    first, style, live = len(flow.boxes), flow.style_of(node), node.intent is not None
    line, told = flow.measure.line(style), "accent" if live and not node.tone else ink(node)
    icon = flow.u(1.6) if node.icon else 0
    left, room = x + icon, w - icon
    pair = bool(node.name and node.value)
    if pair and flow.line_width(node, style) <= room:
        height = line
        if icon:
            flow.icon(node, x, y, icon, line, surface, told)
        value = flow.measure.width(node.value, style) + 2
        flow.text(node, node.name, left, y, room - value - flow.u(0.5), style, surface, told if live else "muted")
        flow.line(node, node.value, x + w - value, y, value, style, surface, ink(node), "right")
    else:
        apart = pair and not live and flow.measure.width(node.value, style) <= room  # the value under the name
        align = "centre" if node.style == "centre" and not apart else "left"
        height = flow.text(node, node.name if apart else shown(node), left, y, room, style, surface, told, align)
        if icon and (height or apart):
            flow.icon(node, x, y, icon, line, surface, told)
        height += flow.text(node, node.value, left, y + height, room, "small", surface, "muted") if apart else 0
    if (live or node.hint) and height:
        flow.spot(node, x, y, w, height, surface)
        if node.links:  # its words lie above it
            flow.boxes.insert(first, flow.boxes.pop())
    return height


def lay_out_icon(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    height, live = flow.u(1.5), node.intent is not None
    flow.put(node, "icon", x, y, w, height, surface, icon=node.icon or node.name, ink=ink(node), target=live)
    return height


TEXT = Widget(lay_out_text, natural_text, least=7.0)
ICON = Widget(lay_out_icon, lambda flow, node: flow.u(1.5), least=None, inline=True)


def paint_text(brush: Brush, box: Box, rect: Rect) -> None:
    colour, line = brush.ink(box), brush.fonts.line(box.style)
    y = rect.y
    clip = brush.target.get_clip()
    for told in box.lines:
        if told and y + line > clip.top and y < clip.bottom:
            picture = brush.fonts.picture(told, box.style, colour)
            spare = rect.w - picture.get_width()
            x = rect.x + (spare // 2 if box.align == "centre" else spare if box.align == "right" else 0)
            brush.target.blit(picture, (x, y))
        y += line


def paint_icon(brush: Brush, box: Box, rect: Rect) -> None:
    size = brush.u(1.25)
    brush.icon(box.icon, rect.x, rect.y + (rect.h - size) // 2, size, brush.ink(box))


def paint_link(brush: Brush, box: Box, rect: Rect) -> None:
    if brush.hovered(box):
        y = rect.bottom - brush.thin
        pygame.draw.line(brush.target, brush.colour(box, "control_edge"), (rect.x, y), (rect.right - 1, y), brush.thin)


def paint_term(brush: Brush, box: Box, rect: Rect) -> None:
    """A dotted line under a word that opens a page; a whole one under the pointer."""
    thick, gap = brush.thin, 1 if brush.hovered(box) else 3
    y = rect.y + round(rect.h * 0.9)
    for x in range(rect.x, rect.right - thick + 1, gap * thick):
        pygame.draw.rect(brush.target, brush.colour(box, "accent"), (x, y, thick, thick))
