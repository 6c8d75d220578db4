"""Rows, lists and panels, and the grounds that these and the arrangement of a screen lie on: cards, bars, veil, title picture."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.desktop.graphics import shapes, world_map
from game.desktop.graphics.brush import Brush
from game.desktop.graphics.geometry import Box, Rect
from game.desktop.widgets.flow import Flow, Widget, bare, ink
from game.desktop.widgets.inputs import titled
from game.screens.tree.node import Node

ONE_LINE = 5  # icons that stand in one line of a bar
SMALL = ("text", "row", "button", "toggle", "stepper", "option", "meter")  # what may stand close together, or in columns


def natural_row(flow: Flow, node: Node) -> int:
    """All children side by side; many icons in the bars of the Desk stand in two lines."""
    if flow.compact and len(node.children) > ONE_LINE and all(map(bare, node.children)):
        half = node.children[: -(-len(node.children) // 2)]
        return sum(map(flow.natural, half)) + flow.between(half) * (len(half) - 1)
    return sum(map(flow.natural, node.children)) + flow.between(node.children) * max(0, len(node.children) - 1)


def natural_group(flow: Flow, node: Node) -> int:
    """Of a list, a dialog or a screen."""
    title = flow.measure.width(node.name, "strong") + (flow.u(1.6) if node.icon else 0)
    return max([title, *map(flow.natural, node.children), flow.u(6)])


def lay_out_row(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    if node.intent is None:
        return flow.row(node.children, x, y, w, surface) if node.children else 0
    ground = flow.ground(node, "option", x, y, w, surface)
    inner = flow.row(node.children, x + flow.u(2.2), y + flow.u(0.4), w - flow.u(2.8), surface)
    ground.h = flow.u(0.8) + inner
    return ground.h


def lay_out_list(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    doubled = bool(node.children) and node.children[0].role == "heading"
    top = y if doubled else y + titled(flow, node, x, y, w, surface)
    words = node.children and all(c.role in ("text", "heading") for c in node.children)
    small = all(c.role in SMALL for c in node.children)
    if flow.columns and small and len(node.children) > 3:
        widest = max(min(flow.natural(c), flow.u(18)) for c in node.children)
        count = min(3, (w + flow.gap) // (widest + flow.gap), len(node.children))
        if count > 1:
            return top + columns(flow, node.children, x, top, w, surface, count) - y
    gap = flow.u(0.12) if words else flow.u(0.35) if small else None
    return top + flow.stack(node.children, x, top, w, surface, gap) - y


def columns(flow: Flow, nodes: Sequence[Node], x: int, y: int, w: int, surface: str, count: int) -> int:
    """Children in columns, read downwards, as equal in number as can be."""
    width = (w - flow.gap * (count - 1)) // count
    per = -(-len(nodes) // count)
    return max(
        flow.stack(nodes[i * per : (i + 1) * per], x + i * (width + flow.gap), y, width, surface, flow.u(0.35))
        for i in range(count)
        if nodes[i * per : (i + 1) * per]
    )


def lay_out_panel(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    """A titled card; in style "plain" without its ground, in style "card" on paper."""
    if node.style == "plain":
        return inside(flow, node, x, y, w, surface)
    over, pad = surface_of(node), flow.u(0.9)
    ground = flow.put(node, "card", x, y, w, 0, over, target=node.intent is not None)
    ground.h = 2 * pad + inside(flow, node, x + pad, y + pad, w - 2 * pad, over)
    return ground.h


def surface_of(node: Node) -> str:
    """What a panel or a dialog lies on."""
    return "paper" if node.style in ("card", "paper") else "panel"


def inside(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    """A panel's title and children."""
    first = node.children[0] if node.children else node
    told = first.role == "tabs" and any(c.on and c.name == node.name for c in first.children)
    gap, named = flow.u(0.45), bool(node.name or node.value) and not told
    above = title(flow, node, first.role == "heading", x, y, w, surface) + gap if named else 0
    flow.titles.append(node.name)
    arrange = flow.row if flow.columns and len(node.children) > 1 else flow.stack
    height = arrange(node.children, x, y + above, w, surface)
    flow.titles.pop()
    return above + height if height else max(0, above - gap)


def title(flow: Flow, node: Node, kicker: bool, x: int, y: int, w: int, surface: str) -> int:
    """A panel's name with its value at the right or under it; small over a first heading (`kicker`)."""
    style = "small-strong" if kicker else "serif-strong" if surface == "paper" else "strong"
    icon = flow.u(1.7) if node.icon else 0
    if icon:
        flow.icon(node, x, y, flow.u(1.35), flow.measure.line(style), surface, ink(node, "muted"))
    left, room = x + icon, w - icon
    value = flow.measure.width(node.value, "small") + 2 if node.value else 0
    beside = flow.measure.width(node.name, style) + icon + value + flow.gap <= w
    tone = ink(node, "muted" if kicker else "text")
    height = flow.text(node, node.name, left, y, room - (value if beside else 0), style, surface, tone)
    if beside and value:
        high, at = flow.measure.line(style), x + w - value
        flow.put(node, "text", at, y, value, high, surface, lines=(node.value,), style="small", ink="muted", align="right")
    elif value:
        height += flow.text(node, node.value, left, y + height, room, "small", surface, "muted")
    if node.hint and node.intent is None:
        flow.spot(node, x, y, w, height, surface)
    return height


ROW = Widget(lay_out_row, natural_row, stretches=True)
LIST = Widget(lay_out_list, natural_group, least=11.0, stretches=True)
PANEL = Widget(lay_out_panel, lambda flow, node: natural_group(flow, node) + 2 * flow.u(0.9), least=13.0, stretches=True)
SCREEN = Widget(lambda flow, node, x, y, w, surface: flow.stack(node.children, x, y, w, surface), natural_group)
DIALOG = Widget(lambda *_: 0, natural_group)  # lies above the screen, not in it


def paint_card(brush: Brush, box: Box, rect: Rect) -> None:
    radius, spread = brush.u(0.55), brush.u(0.55)
    strength = brush.theme.number.get("shadow_strength", 0)
    if strength:
        colour, border = brush.theme.get("shadow"), radius + 2 * spread
        stand = Rect(rect.x - spread, rect.y - spread + brush.u(0.15), rect.w + 2 * spread, rect.h + 2 * spread)
        if min(rect.w, rect.h) > 2 * border + 8:
            side = 2 * border + 6 - 2 * spread
            key = ("shadow", radius, spread)
            brush.rim(stand, border, key, lambda: shapes.shadow(side, side, radius, spread, colour, strength))
        else:
            shade = ("shadow", rect.w, rect.h, radius, spread)
            brush.lay(shade, lambda: shapes.shadow(rect.w, rect.h, radius, spread, colour, strength), stand)
    fill = brush.colour(box, "control_hover" if brush.hovered(box) else "fill")
    brush.plate(rect, radius, fill, brush.colour(box, "edge"), brush.hair)


def paint_bar(brush: Brush, box: Box, rect: Rect) -> None:
    pygame.draw.rect(brush.target, brush.colour(box, "fill"), tuple(rect))
    y = rect.y if box.part == "foot" else rect.bottom - 1
    pygame.draw.line(brush.target, brush.colour(box, "edge"), (rect.x, y), (rect.right, y), brush.thin)


def paint_rule(brush: Brush, box: Box, rect: Rect) -> None:
    pygame.draw.rect(brush.target, brush.colour(box, "edge"), (rect.x, rect.y, rect.w, brush.thin))


def paint_cross(brush: Brush, box: Box, rect: Rect) -> None:
    brush.plate(rect, rect.w // 2, brush.colour(box, "control_hover") if brush.hovered(box) else None)
    brush.middle_icon("x", rect, brush.u(1.2), brush.colour(box, "text"))


def paint_veil(brush: Brush, box: Box, rect: Rect) -> None:
    def veil() -> pygame.Surface:
        found = pygame.Surface(rect[2:], pygame.SRCALPHA)
        found.fill((*brush.theme.get("veil"), brush.theme.number.get("veil_strength", 160)))
        return found

    brush.lay(("veil", rect.w, rect.h), veil, rect)


def paint_title_picture(brush: Brush, box: Box, rect: Rect) -> None:
    """The picture of the world behind the title: its left and right run out of the window."""

    def world() -> pygame.Surface:
        found = world_map.art(rect.w, rect.h, brush.theme)
        # The words stand on a soft patch of the plain ground.
        wide, high, spread = min(rect.w, brush.u(30)), round(rect.h * 0.62), brush.u(9)
        patch = shapes.shadow(wide, high, brush.u(4), spread, brush.theme.get("ground"), 215)
        found.blit(patch, ((rect.w - wide) // 2 - spread, (rect.h - high) // 2 - spread))
        return found

    brush.lay(("art", rect.w, rect.h), world, rect)
