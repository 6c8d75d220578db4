"""Arranges the Desk: the map is the board; figures above, what threatens and counts at the left, what is decided at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.desktop.graphics.geometry import Rect
from game.desktop.layout.desk_bars import control_bar, untitled_contents
from game.desktop.layout.scroll_areas import AreaBuilder, Fill, in_a_row, split_foot, stacked
from game.desktop.widgets.diagrams import lay_out_captioned
from game.desktop.widgets.flow import Flow
from game.desktop.widgets.groups import inside, surface_of
from game.screens.tree.node import Node
from game.structs import replace

SLOTS = ("top", "leaves", "threat", "goals", "plan", "centre", "right", "right-foot")
LEAST_WIDE, LEAST_HIGH = 62, 34  # units of text: a smaller window has its Desk as one scrolling sheet
LEFT, RIGHT = 0.165, 0.285  # the most of the width that the two sides may take: the map is the board
LEAF_WIDE, LEAF_HIGH = 38, 20  # units of text that a Desk of pages needs; a smaller one is a sheet, too


def untitled(nodes: Sequence[Node]) -> list[Node]:
    """Panels without their titles, where their place says what they are."""
    return [replace(n, name="", value="", icon="") for n in nodes]


def desk(areas: AreaBuilder, root: Node, nodes: Sequence[Node]) -> None:
    """The whole Desk: figures above, the map between what threatens and counts at the left and what is decided at the right."""
    lay = areas.layout
    slots = {slot: [n for n in nodes if (n.slot or "centre") == slot] for slot in SLOTS}
    slots["centre"] += [n for n in nodes if n.slot and n.slot not in SLOTS]
    if slots["leaves"] and lay.width >= areas.u(LEAF_WIDE) and lay.height >= areas.u(LEAF_HIGH):
        open_leaf(areas, root, slots)
        return
    if lay.width < areas.u(LEAST_WIDE) or lay.height < areas.u(LEAST_HIGH):
        narrow_desk(areas, root, slots)
        return
    gap = areas.u(0.4)
    bar = control_bar(areas, root, "top", slots["top"], 0, lay.height // 4) if slots["top"] else 0
    top, end = bar + gap, lay.height - gap
    left = min(areas.u(22), round(lay.width * LEFT))
    right = min(areas.u(34), round(lay.width * RIGHT))
    left_column(areas, slots, Rect(gap, top, left, end - top))
    right_column(areas, slots, Rect(lay.width - gap - right, top, right, end - top))
    start = 2 * gap + left
    centre(areas, slots["centre"], Rect(start, bar, lay.width - 2 * gap - right - start, lay.height - bar))


def open_leaf(areas: AreaBuilder, root: Node, slots: Mapping[str, Sequence[Node]]) -> None:
    """With large letters the Desk is a book of pages: figures and the pages' names above, one page, and how one commits below."""
    lay, gap, pad = areas.layout, areas.u(0.3), areas.u(0.6)
    *ending, last = slots["right-foot"] or [Node("panel", "")]
    body, foot = split_foot(last) if slots["right-foot"] else (last, None)
    feet = in_a_row([foot] if foot else [], "bar")
    low = areas.height(feet, lay.width - 2 * pad) + 2 * gap if foot else 0
    top = control_bar(areas, root, "top", slots["top"], 0, lay.height // 3)
    head = in_a_row(slots["leaves"], "ground")
    tall = areas.height(head, lay.width - 2 * pad)
    areas.area("leaves", Rect(pad, top, lay.width - 2 * pad, tall), head)
    under = Rect(pad, top + tall + gap, lay.width - 2 * pad, max(1, lay.height - low - top - tall - 2 * gap))
    rest = [n for slot in SLOTS[2:] if slot != "right-foot" for n in slots[slot]]
    rest += [*ending, body] if body.children else []
    chart = [n for n in untitled_contents(slots["centre"]) if n.role == "map"]
    if chart:
        inner = [n for n in untitled_contents(slots["centre"]) if n not in chart]
        areas.area("leaf", under, stacked([*inner, *chart], "ground"), map_height=areas.u(8), surface="ground", of=rest)
    else:
        areas.area("leaf", under, stacked(rest, "ground"), surface="ground", of=rest)
    if foot:
        areas.foot_bar(root, Rect(pad, lay.height - low, lay.width - 2 * pad, low), gap, feet)


def left_column(areas: AreaBuilder, slots: Mapping[str, Sequence[Node]], rect: Rect) -> None:
    """What threatens us, what counts, and the plan, which takes what is left; the two above it are as high as they need to be."""
    gap, top = areas.u(0.5), rect.y
    for slot in ("threat", "goals"):
        tall = foot_height(areas, slots[slot], rect.w, round(rect.h * 0.36))
        panels_on_a_card(areas, slots[slot], Rect(rect.x, top, rect.w, tall), slot)
        top += tall + (gap if tall else 0)
    panels_on_a_card(areas, slots["plan"], Rect(rect.x, top, rect.w, rect.bottom - top), "plan")


def right_column(areas: AreaBuilder, slots: Mapping[str, Sequence[Node]], rect: Rect) -> None:
    """Tabs over the card, the orders or the Table; how the quarter is committed stays in sight below."""
    gap, top = areas.u(0.5), rect.y
    ending = untitled(slots["right-foot"])
    foot = foot_height(areas, ending, rect.w, round(rect.h * 0.4))
    tabs = [n for n in slots["right"] if n.role == "tabs"]
    if tabs:
        head = in_a_row(tabs, "ground")
        tall = areas.height(head, rect.w, of=tabs, name="columns")
        areas.area("columns", Rect(rect.x, top, rect.w, tall), head, of=tabs)
        top += tall + areas.u(0.3)
    body = [untitled([n])[0] if n.style == "paper" and n.tone != "warn" else n for n in slots["right"] if n not in tabs]
    cards(areas, body, Rect(rect.x, top, rect.w, rect.bottom - top - (foot + gap if foot else 0)))
    panels_on_a_card(areas, ending, Rect(rect.x, rect.bottom - foot, rect.w, foot), "right-foot")


def panels_on_a_card(areas: AreaBuilder, nodes: Sequence[Node], rect: Rect, name: str) -> None:
    """Panels one under the other on one card that fills its place."""
    if not nodes or rect.h <= 0:
        return
    *above, last = nodes
    last, foot = split_foot(last)

    def fill(flow: Flow, x: int, y: int, w: int) -> int:
        top = y
        for number, node in enumerate([*above, last]):
            if number:
                flow.put(Node("panel", f"{node.id}-line"), "rule", x, top + flow.u(0.55), w, 1, "panel")
                top += flow.u(1.2)
            top += inside(flow, node, x, top, w, "panel")
        return top - y

    areas.card(nodes[0], rect, fill, name, foot=foot, of=nodes)


def foot_height(areas: AreaBuilder, nodes: Sequence[Node], width: int, most: int) -> int:
    """How high the card with these panels would like to be."""
    if not nodes:
        return 0
    pad = areas.u(0.8)

    def fill(flow: Flow, x: int, y: int, w: int) -> int:
        want = 2 * pad
        for number, node in enumerate(nodes):
            body, foot = split_foot(node)
            want += content(body, "panel")(flow, x, y, w) + (flow.u(1.2) if number else 0)
            want += flow.row([foot], x, y, w, "panel") + flow.u(0.6) if foot else 0
        return want

    return min(areas.height(fill, width - 2 * pad, of=nodes, name=nodes[0].id), most)


def content(node: Node, surface: str) -> Fill:
    """Fills a card with a panel's title and children, or with a single node."""
    panel = node.role == "panel"
    return lambda flow, x, y, w: inside(flow, node, x, y, w, surface) if panel else flow.node(node, x, y, w, surface)


def cards(areas: AreaBuilder, nodes: Sequence[Node], rect: Rect) -> None:
    """What lies on the desk: one card fills the column, several scroll through it."""
    if len(nodes) == 1 and nodes[0].role == "panel":
        surface, pad = surface_of(nodes[0]), areas.u(0.8)
        fill = content(nodes[0], surface)
        want = areas.height(fill, rect.w - 2 * pad, of=nodes, name="right") + 2 * pad
        areas.card(nodes[0], Rect(rect.x, rect.y, rect.w, min(want, rect.h)), fill, "right", surface, of=nodes)
    elif nodes:
        areas.area("right", rect, stacked(nodes, "ground"), surface="ground", of=nodes)


def centre(areas: AreaBuilder, nodes: Sequence[Node], rect: Rect) -> None:
    """The middle: tabs that stay in sight over what they show; a map fills its place to the edges, under its tabs too."""
    if not nodes:
        return
    inner = untitled_contents(nodes)
    if inner[-1].role == "map" and all(n.role in ("choice", "tabs", "row") for n in inner[:-1]):
        areas.ground(nodes[0], "card", rect, "ground")
        areas.area("centre", rect, lambda flow, x, y, w: map_to_the_edges(flow, inner, rect), of=inner)
        return
    tabs = [n for n in inner if n.role == "tabs"][:1]
    body = [n for n in inner if n not in tabs]
    top = rect.y + areas.u(0.5)
    if tabs:
        head = in_a_row(tabs, "ground")
        tall = areas.height(head, rect.w)
        areas.area("tabs", Rect(rect.x, top, rect.w, tall), head)
        top += tall + areas.u(0.4)
    under = Rect(rect.x, top, rect.w, max(1, rect.bottom - top - areas.u(0.5)))
    if any(n.role in ("map", "sankey") for n in body):
        areas.ground(nodes[0], "card", under, "panel")
        fill = stacked(body, "panel")
        areas.area("centre", under, fill, pad=0.8, map_height=areas.u(10), surface="panel", of=body)
    else:
        areas.card(nodes[0], under, stacked(body, "panel"), "centre", of=body)


def map_to_the_edges(flow: Flow, nodes: Sequence[Node], rect: Rect) -> int:
    """A map that fills the rectangle, with the tabs and what is chosen on it laid over its upper edge."""
    *choices, chart = nodes
    flow.map_height = rect.h
    lay_out_captioned(flow, chart, rect.x, rect.y, rect.w, "ground")
    top, pad = rect.y + flow.u(0.5), flow.u(0.6)
    for choice in choices:
        small = replace(choice, style="small") if choice.role == "choice" else choice
        top += flow.node(small, rect.x + pad, top, rect.w - flow.u(1.2), "ground") + flow.u(0.4)
    return rect.h


def narrow_desk(areas: AreaBuilder, root: Node, slots: dict[str, list[Node]]) -> None:
    """Everything in one scrolling sheet: what must be decided first, then the rest; two columns where there is room."""
    lay = areas.layout
    pad = areas.u(0.6)
    two = lay.width >= areas.u(46)
    *ending, last = slots["right-foot"] or [Node("panel", "")]
    body, foot = split_foot(last) if slots["right-foot"] and lay.height >= areas.u(18) else (last, None)
    slots = {**slots, "right-foot": [*ending, body] if slots["right-foot"] else []}

    def fill(flow: Flow, x: int, y: int, w: int) -> int:
        top, gap = y, flow.u(0.8)
        if slots["top"]:
            top += flow.row(untitled_contents(slots["top"]), x, top, w, "ground") + gap
        if two:
            side = round(w * 0.46)
            top += flow.stack(in_slots("leaves"), x, top, w, "ground")
            one = flow.stack(in_slots("right", "right-foot"), x + w - side, top, side, "ground")
            main = flow.stack(in_slots("threat", "goals", "plan", "centre"), x, top, w - side - flow.gap, "ground")
            return top + max(one, main) - y
        order = in_slots("leaves", "threat", "right", "plan", "right-foot", "goals", "centre")
        return top + flow.stack(order, x, top, w, "ground") - y

    def in_slots(*names: str) -> list[Node]:
        return [n for name in names for n in slots[name]]

    feet = in_a_row([foot] if foot else [], "bar")
    low = areas.height(feet, lay.width - 2 * pad) + 2 * areas.u(0.4) if foot else 0
    areas.area("desk", Rect(0, 0, lay.width, lay.height - low), fill, pad=pad / areas.em, surface="ground")
    if foot:
        areas.foot_bar(root, Rect(pad, lay.height - low, lay.width - 2 * pad, low), areas.u(0.4), feet)
