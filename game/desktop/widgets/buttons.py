"""Buttons, options and toggles: a ground to press with a mark, words and what lies within."""

from __future__ import annotations

from functools import partial

from game.desktop.graphics.brush import Brush
from game.desktop.graphics.geometry import Box, Rect
from game.desktop.graphics.theme import mix
from game.desktop.widgets.flow import Flow, Widget, bare, ink, shown
from game.screens.tree.node import Node


def natural_control(flow: Flow, node: Node) -> int:
    """Of a button or an option."""
    if bare(node):
        return flow.u(1.9)
    words = flow.line_width(node, "strong" if node.style == "primary" else "body") + (flow.u(1.6) if node.icon else 0)
    mark = flow.u(1.7) if node.role == "option" else 0
    return max([words + flow.u(1.8) + mark, *(flow.natural(c) + flow.u(1.8) for c in node.children)])


def natural_toggle(flow: Flow, node: Node) -> int:
    return flow.measure.width(shown(node), "body") + (flow.u(1.6) if node.icon else 0) + flow.u(3.4)


def square(flow: Flow, node: Node, icon: str, x: int, y: int, side: int, surface: str) -> None:
    """A small button that shows only an icon."""
    live, grey = node.intent is not None, bool(node.why_not)
    tone = "muted" if grey else "text"
    flow.put(node, "square", x, y, side, side, surface, icon=icon, target=live, grey=grey, ink=tone)


def control(flow: Flow, node: Node, x: int, y: int, w: int, surface: str, lead: float = 0.0) -> int:
    """A thing to press: its ground, mark, words and what lies within it. `lead` units at the left are the painter's."""
    style = "strong" if node.style == "primary" else "small" if node.style == "small" else "body"
    pad, ypad = (flow.u(0.55), flow.u(0.25)) if node.style == "small" else (flow.u(0.75), flow.u(0.38))
    ground = flow.ground(node, node.role, x, y, w, surface)
    tone = "muted" if node.why_not else "on_accent" if node.style == "primary" and node.role == "button" else ink(node)
    quiet = "on_accent" if tone == "on_accent" else "muted"
    left, inner = x + pad + flow.u(lead), w - 2 * pad - flow.u(lead)
    line, height = flow.measure.line(style), y + ypad
    if node.icon:
        flow.icon(node, left, height, flow.u(1.35), line, surface, tone)
        left, inner = left + flow.u(1.75), inner - flow.u(1.75)
    value = flow.measure.width(node.value, style) + 2 if node.value else 0
    if value and flow.line_width(node, style) <= inner:
        flow.text(node, node.name, left, height, inner - value - flow.u(0.5), style, surface, tone)
        flow.line(node, node.value, left + inner - value, height, value, style, surface, quiet, "right")
        height += line
    else:
        # Alone and with room to spare, the words of a plain button stand in its middle.
        alone = node.role == "button" and not (node.children or node.icon or value)
        align = "centre" if alone and flow.measure.width(node.name, style) <= inner else "left"
        height += flow.text(node, node.name, left, height, inner, style, surface, tone, align)
        height += flow.text(node, node.value, left, height, inner, "small", surface, quiet)
    if node.children:
        height += flow.u(0.25) + flow.stack(node.children, left, height + flow.u(0.25), inner, surface, flow.u(0.2))
    ground.h = max(height + ypad - y, flow.u(1.3))
    return ground.h


def lay_out_button(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    if not bare(node):
        return control(flow, node, x, y, w, surface)
    side = min(w, flow.u(1.9))
    square(flow, node, node.icon, x, y, side, surface)
    return side


BUTTON = Widget(lay_out_button, natural_control, least=None, inline=True)
OPTION = Widget(partial(control, lead=1.7), natural_control, inline=True)
TOGGLE = Widget(partial(control, lead=2.6), natural_toggle, least=None, inline=True)


def paint_button(brush: Brush, box: Box, rect: Rect) -> None:
    radius, hovered = brush.u(0.4), brush.hovered(box)
    if box.grey:
        brush.plate(rect, radius, None, brush.colour(box, "faint"), brush.hair)
    elif box.node.style == "primary":
        fill = brush.theme.get("accent")
        brush.plate(rect, radius, mix(fill, (255, 255, 255), 0.18) if hovered else fill)
    elif box.node.style == "quiet":
        brush.plate(rect, radius, brush.colour(box, "control") if hovered else None)
    else:
        fill = brush.colour(box, "control_hover" if hovered else "control")
        brush.plate(rect, radius, fill, brush.edge(box), brush.hair * (2 if box.node.on else 1))


def paint_square(brush: Brush, box: Box, rect: Rect) -> None:
    fill = None if box.grey else brush.colour(box, "control_hover" if brush.hovered(box) else "control")
    brush.plate(rect, brush.u(0.35), fill, brush.colour(box, "faint" if box.grey else "control_edge"), brush.hair)
    brush.middle_icon(box.icon, rect, brush.u(1.15), brush.colour(box, box.ink))


def paint_option(brush: Brush, box: Box, rect: Rect) -> None:
    on, edge = box.node.on, brush.edge(box)
    fill = None if box.grey else brush.colour(box, "control_hover" if brush.hovered(box) else "control")
    brush.plate(rect, brush.u(0.4), fill, edge, brush.hair * (2 if on else 1))
    size = brush.u(1.05)
    line = brush.fonts.line("body")
    spot = Rect(rect.x + brush.u(0.7), rect.y + brush.u(0.38) + (line - size) // 2, size, size)
    brush.plate(spot, size // 2, brush.colour(box, "fill"), edge, brush.hair * 1.4)
    if on:
        dot = spot.inset(round(size * 0.27))
        brush.plate(dot, dot.w // 2, brush.colour(box, "accent"))


def paint_toggle(brush: Brush, box: Box, rect: Rect) -> None:
    if brush.hovered(box):
        brush.plate(rect, brush.u(0.4), brush.colour(box, "control"))
    on, edge, fill = box.node.on, brush.edge(box), brush.colour(box, "fill")
    w, h, rim = brush.u(2.0), brush.u(1.1), brush.u(0.2)
    line = brush.fonts.line("body")
    track = Rect(rect.x + brush.u(0.7), rect.y + brush.u(0.38) + (line - h) // 2, w, h)
    brush.plate(track, h // 2, edge if on else fill, edge, brush.hair * 1.3)
    knob = h - 2 * rim
    x = track.right - rim - knob if on else track.x + rim
    brush.plate(Rect(x, track.y + rim, knob, knob), knob // 2, fill if on else edge)
