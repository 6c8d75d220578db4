"""What is chosen or typed: choices as a line of segments or a list of options, tabs, and fields with their caret."""

from __future__ import annotations

import pygame

from game.desktop.graphics.brush import Brush
from game.desktop.graphics.geometry import Box, Rect
from game.desktop.widgets.flow import Flow, Widget, ink, shown
from game.screens.tree.node import Node


def natural_choice(flow: Flow, node: Node) -> int:
    inner = [flow.natural(c) + flow.u(0.3) for c in node.children]
    return max(sum(inner), flow.measure.width(node.name, "small-strong"))


def titled(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    """A small name above a control, when it has one."""
    if node.name and node.name in flow.titles:
        return 0  # the panel around it says it already
    words = node.name if node.role in ("field", "choice", "tabs") else shown(node)
    height = flow.text(node, words, x, y, w, "small-strong", surface, "muted")
    if height and node.hint and node.intent is None:
        flow.spot(node, x, y, w, height, surface)
    return height + flow.u(0.25) if height else 0


def lay_out_choice(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    plain = all(not c.children and not c.value for c in node.children) and node.style != "list"
    small, line = node.style == "small", flow.measure.line
    widths = [segment_width(flow, c, small) for c in node.children]
    wide = sum(widths) + flow.u(0.3) * len(widths)
    label = flow.measure.width(node.name, "small-strong") + flow.gap
    if plain and node.name and node.name not in flow.titles and not node.hint and wide + label <= w:
        tall = line("small") + 2 * flow.u(0.22) if small else line("body") + flow.u(0.6)
        flow.text(node, node.name, x, y + (tall - line("small-strong")) // 2, label, "small-strong", surface, "muted")
        return segments(flow, node, "segment", x + label, y, w - label, surface)
    top = y + titled(flow, node, x, y, w, surface)
    if plain and wide <= 3 * w and all(width <= w for width in widths):
        return top + segments(flow, node, "segment", x, top, w, surface) - y
    return top + flow.stack(node.children, x, top, w, surface, flow.u(0.3)) - y


def lay_out_tabs(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    return segments(flow, node, "tab", x, y, w, surface)


def segment_width(flow: Flow, node: Node, small: bool = False) -> int:
    words = flow.measure.width(node.name, "small" if small else "body")
    return words + 2 * flow.u(0.5 if small else 0.7) + (flow.u(1.6) if node.icon else 0) + 2


def segments(flow: Flow, node: Node, part: str, x: int, y: int, w: int, surface: str) -> int:
    """Options side by side, on several lines where needed."""
    small = node.style == "small"
    style = "small" if small else "body"
    line, pad, ypad = flow.measure.line(style), flow.u(0.5 if small else 0.7), flow.u(0.22 if small else 0.3)
    space = 0 if part == "tab" else flow.u(0.3)
    left, top, height = x, y, line + 2 * ypad
    tight = part == "tab" and all(c.icon for c in node.children) and sum(segment_width(flow, c) for c in node.children) > w
    for child in node.children:
        folded = tight and not child.on  # its name is in the tooltip
        width = flow.u(2.7) if folded else min(segment_width(flow, child, small), w)
        if left > x and left + width > x + w:
            left, top, height = x, top + height + flow.u(0.25), line + 2 * ypad
        if folded:
            flow.put(child, "tab-icon", left, top, width, height, surface, icon=child.icon, target=True, ink="muted")
            left += width
            continue
        lead = flow.u(1.6) if child.icon else 0
        lines = flow.measure.wrapped(child.name, style, width - 2 * pad - lead)
        tall = len(lines) * line + 2 * ypad
        height = max(height, tall)
        flow.ground(child, part, left, top, width, surface).h = tall
        inner = left + pad
        tone = "muted" if child.why_not or (part == "tab" and not child.on) else ink(child)
        if child.icon:
            flow.icon(child, inner, top + ypad, flow.u(1.3), line, surface, tone)
            inner += lead
        words = left + width - pad - inner
        flow.put(child, "text", inner, top + ypad, words, len(lines) * line, surface, lines=lines, style=style, ink=tone)
        left += width + space
    return top + height - y


CHOICE = Widget(lay_out_choice, natural_choice, stretches=True)
TABS = Widget(lay_out_tabs, natural_choice, stretches=True)


def paint_segment(brush: Brush, box: Box, rect: Rect) -> None:
    on = box.node.on
    fill = None if box.grey else brush.colour(box, "control_hover" if brush.hovered(box) or on else "control")
    brush.plate(rect, brush.u(0.4), fill, brush.edge(box), brush.hair * (2 if on else 1))


def paint_tab(brush: Brush, box: Box, rect: Rect) -> None:
    if brush.hovered(box):
        brush.plate(rect, brush.u(0.3), brush.colour(box, "control"))
    thick = max(2, brush.em // 6) if box.node.on else max(1, brush.em // 15)
    colour = brush.colour(box, "accent" if box.node.on else "edge")
    pygame.draw.rect(brush.target, colour, (rect.x, rect.bottom - thick, rect.w, thick))


def paint_tab_icon(brush: Brush, box: Box, rect: Rect) -> None:
    paint_tab(brush, box, rect)
    brush.middle_icon(box.icon, rect, brush.u(1.25), brush.colour(box, box.ink))


def lay_out_field(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    top = y + titled(flow, node, x, y, w, surface)
    ground = flow.ground(node, "field", x, top, w, surface)
    ground.h = flow.measure.line("body") + flow.u(0.7)
    return top + ground.h - y


FIELD = Widget(lay_out_field, lambda flow, node: flow.u(14), stretches=True)


def paint_field(brush: Brush, box: Box, rect: Rect) -> None:
    view = brush.view
    editing = view.focus == box.node.id and view.caret >= 0
    edge = brush.colour(box, "faint" if box.grey else "accent" if editing else "control_edge")
    brush.plate(rect, brush.u(0.35), brush.colour(box, "control"), edge, brush.hair * (2 if editing else 1))
    text = view.typed.get(box.node.id, box.node.value)
    composed, before = (view.composed, text[: view.caret]) if editing else ("", "")
    text = before + composed + text[len(before) :]
    pad, line = brush.u(0.6), brush.fonts.line("body")
    inner = Rect(rect.x + pad, rect.y, rect.w - 2 * pad, rect.h)
    y = rect.y + (rect.h - line) // 2
    caret = brush.fonts.width(before + composed[: view.composed_caret], "body") if editing else 0
    slide = max(0, caret - inner.w + 2)  # the end that is being typed stays in sight
    if text:
        picture = brush.fonts.picture(text, "body", brush.colour(box, "muted" if box.grey else "text"))
        brush.target.blit(picture, (inner.x, y), (slide, 0, inner.w, line))
    if composed:  # underlined, as every system shows what is not in the text yet
        start, end = (brush.fonts.width(part, "body") - slide for part in (before, before + composed))
        left, right = max(0, start), min(inner.w, end)
        pygame.draw.rect(
            brush.target, brush.colour(box, "accent"), (inner.x + left, y + line - brush.thin, right - left, brush.thin)
        )
    if editing:
        width = max(1, brush.em // 12)
        pygame.draw.rect(brush.target, brush.colour(box, "accent"), (inner.x + caret - slide, y, width, line))
