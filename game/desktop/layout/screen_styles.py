"""Arranges every style of screen but the Desk: the title, a page or a scene, and a dialog above any of them."""

from __future__ import annotations

from collections.abc import Sequence

from game.desktop.graphics.geometry import Rect
from game.desktop.graphics.text_wrapping import balanced
from game.desktop.layout.scroll_areas import AreaBuilder, in_a_row, is_foot
from game.desktop.widgets.flow import Flow, ink, shown
from game.desktop.widgets.groups import surface_of
from game.screens.tree.node import Node, walk

READABLE = ("text", "list", "choice", "field", "toggle", "stepper", "button")  # roles that are never wider than reads well


def menu(areas: AreaBuilder, root: Node, nodes: Sequence[Node]) -> None:
    """The title: one centred column over the picture of the world; without a heading of its own it bears the screen's name."""
    lay = areas.layout
    whole, full = Rect(0, 0, lay.width, lay.height), lay.width - 2 * areas.u(1.2)
    areas.ground(root, "art", whole, "ground")
    column = min(full, areas.u(25))

    def fill(flow: Flow, x: int, y: int, w: int) -> int:
        top = y
        large = "title" if w >= flow.u(30) else "h1"
        if root.name and not any(n.role == "heading" for n in nodes):
            top += flow.text(root, root.name, x, top, w, large, "ground", align="centre") + flow.u(0.4)
            top += flow.text(root, root.value, x, top, w, "subtitle", "ground", "muted", "centre") + flow.u(1.2)
        left = x + max(0, (w - column) // 2)
        for node in nodes:
            if node.role == "heading":
                top += flow.text(node, node.name, x, top, w, large, "ground", ink(node), "centre") + flow.u(0.4)
                top += flow.text(node, node.value, x, top, w, "subtitle", "ground", "muted", "centre")
            elif node.role == "text" and node.intent is None:
                style = "subtitle" if node.style in ("", "subtitle", "serif", "quote", "lead") else flow.style_of(node)
                wide, tone = (
                    balanced(flow.measure, shown(node), style, min(w, flow.u(44))),
                    "warn" if node.tone == "warn" else "muted",
                )
                top += flow.text(node, shown(node), x + (w - wide) // 2, top, wide, style, "ground", tone, "centre")
                top += flow.u(1.3 if style == "subtitle" else 0.7)
            else:
                top += flow.node(node, left, top, min(w, column), "ground") + flow.u(1.0 if node.role == "list" else 0.45)
        return top - y

    areas.area("menu", whole, fill, pad=1.2 if full > areas.u(14) else 0.4, centred=True)


def page(areas: AreaBuilder, root: Node, nodes: Sequence[Node], *, scene: bool = False) -> None:
    """A heading, then one or two columns of readable width, its buttons at its foot; a scene stands in the middle of the window."""
    lay = areas.layout
    pad = areas.u(1.4) if lay.width >= areas.u(34) else areas.u(0.6)
    room = lay.width - 2 * pad
    panels = sum(n.role in ("panel", "chart", "map", "table") for n in nodes)
    broad = panels > 1 or any(n.role in ("sankey", "table", "tabs") for n in nodes)
    width = min(room, areas.u(88 if room >= areas.u(70) and broad else 60 if scene else 52))
    if scene and any(n.role == "map" for n in walk(root)):
        width = min(room, areas.u(100))
    left = (lay.width - width) // 2
    foot = [n for n in nodes if n.role == "button" or (n is nodes[-1] and is_foot(n))] if lay.height >= areas.u(24) else []
    body = [n for n in nodes if n not in foot]
    feet, ypad = in_a_row(foot, "ground"), areas.u(0.8)
    low = min(areas.height(feet, width) + 2 * ypad, lay.height // 3) if foot else 0

    def fill(flow: Flow, x: int, y: int, w: int) -> int:
        return page_body(flow, root, body, x, y, w, scene)

    area = Rect(left - pad, 0, width + 2 * pad, lay.height - low)
    areas.area("page", area, fill, pad=pad / areas.em, centred=scene)
    if foot:
        areas.foot_bar(root, Rect(left, lay.height - low, width, low), ypad, feet)


def page_body(flow: Flow, root: Node, body: Sequence[Node], x: int, y: int, w: int, scene: bool) -> int:
    """The heading and what is under it; panels that follow each other stand in columns where there is room."""
    top, gap, align = y, flow.u(0.8), "centre" if scene else "left"
    if root.name and not any(n.role == "heading" for n in body[:2]):
        top += page_heading(flow, root, x, top, w, align, "text") + flow.u(1.0)
    panels: list[Node] = []
    for number, node in enumerate([*body, None]):
        if node is not None and node.role == "panel" and w >= flow.u(64):
            panels.append(node)
            continue
        if panels:
            top += panels_in_columns(flow, panels, x, top, w) + flow.u(0.9)
            panels = []
        if node is None:
            break
        if node.role == "heading" and number == 0:
            top += page_heading(flow, node, x, top, w, align, ink(node)) + gap
        elif scene and node.role == "text" and node.intent is None and not node.icon and not node.value:
            style = flow.style_of(node)
            wide = balanced(flow.measure, node.name, style, min(w, flow.u(52)))
            top += flow.text(node, node.name, x + (w - wide) // 2, top, wide, style, "ground", ink(node), "centre")
            top += gap if node.name else 0
        else:
            narrow = min(w, flow.u(52)) if node.role in READABLE else w
            height = flow.node(node, x + ((w - narrow) // 2 if scene else 0), top, narrow, "ground")
            top += height + gap if height else 0
    return top - gap - y


def page_heading(flow: Flow, node: Node, x: int, y: int, w: int, align: str, tone: str) -> int:
    """A large name with a value under it."""
    height = flow.text(node, node.name, x, y, w, "h1", "ground", tone, align)
    return height + flow.text(node, node.value, x, y + height + flow.u(0.2), w, "subtitle", "ground", "muted", align)


def panels_in_columns(flow: Flow, panels: Sequence[Node], x: int, y: int, w: int) -> int:
    """Panels in two columns of about equal height, in reading order; a lone one keeps a readable width."""
    if len(panels) == 1:
        return flow.node(panels[0], x, y, w, "ground")
    gap = flow.u(0.9)
    half = (w - gap) // 2
    heights = [Flow(flow.roles, flow.measure, flow.em).node(p, 0, 0, half, "ground") for p in panels]

    def higher(count: int) -> int:
        one, two = heights[:count], heights[count:]
        return max(sum(one) + gap * (len(one) - 1), sum(two) + gap * (len(two) - 1))

    best = min(range(1, len(panels)), key=higher)
    one = flow.stack(panels[:best], x, y, half, "ground", gap)
    return max(one, flow.stack(panels[best:], x + half + gap, y, w - half - gap, "ground", gap))


def dialog(areas: AreaBuilder, node: Node) -> None:
    """Lays a veil over what is there, and the dialog's card upon it, with a cross to close it."""
    lay = areas.layout
    areas.ground(node, "veil", Rect(0, 0, lay.width, lay.height), "ground")
    margin = areas.u(1.5) if lay.width > areas.u(30) else areas.u(0.4)
    width = min(lay.width - 2 * margin, areas.u(46))
    pad = areas.u(1.3) if width > areas.u(24) else areas.u(0.7)
    surface = surface_of(node)
    cross = areas.u(1.9) if node.intent is not None else 0

    def fill(flow: Flow, x: int, y: int, w: int) -> int:
        top = y
        if cross:
            flow.put(node, "close", x + w - cross, top - flow.u(0.2), cross, cross, surface, icon="x", target=True)
        style, room = "serif-strong" if surface == "paper" else "h2", w - cross - (flow.u(0.4) if cross else 0)
        words = flow.text(node, node.name, x, top, room, style, surface, ink(node))
        top += max(words, cross) + flow.u(0.5) if node.name or cross else 0
        if node.value:
            top += flow.text(node, node.value, x, top, w, "body", surface, "muted") + flow.u(0.6)
        return top + flow.stack(node.children, x, top, w, surface, flow.u(0.7)) - y

    tall = min(areas.height(fill, width - 2 * pad) + 2 * pad, lay.height - 2 * margin)
    rect = Rect((lay.width - width) // 2, (lay.height - tall) // 2, width, tall)
    areas.ground(node, "sheet", rect, surface)
    lay.modal = len(lay.areas)
    areas.area("dialog:" + node.id, rect.inset(pad), fill)
