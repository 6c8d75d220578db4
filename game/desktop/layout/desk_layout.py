"""Arranges the Desk: bars above, the other capital at the left, the map in the middle, the card at the right, measures below."""

from __future__ import annotations

from collections.abc import Sequence

from game.desktop.graphics.geometry import Rect
from game.desktop.layout.desk_bars import control_bar, lay_out_quarters, quarter_strip, quarters_and_tools, untitled_contents
from game.desktop.layout.scroll_areas import AreaBuilder, Fill, in_a_row, split_foot, stacked
from game.desktop.widgets.diagrams import lay_out_captioned
from game.desktop.widgets.flow import Flow
from game.desktop.widgets.groups import inside, surface_of
from game.screens.tree.node import Node
from game.structs import replace

SLOTS = ("top", "strip", "left", "left-foot", "centre", "right", "right-foot", "bottom")
LEAST_WIDE, LEAST_HIGH = 78, 40  # units of text: a smaller window has its Desk as one scrolling sheet


def untitled(nodes: Sequence[Node]) -> list[Node]:
    """Panels without their titles, where their place says what they are."""
    return [replace(n, name="", value="", icon="") for n in nodes]


def desk(areas: AreaBuilder, root: Node, nodes: Sequence[Node]) -> None:
    """The whole Desk; in a small window one column after the other."""
    lay = areas.layout
    slots = {slot: [n for n in nodes if (n.slot or "centre") == slot] for slot in SLOTS}
    slots["centre"] += [n for n in nodes if n.slot and n.slot not in SLOTS]
    if lay.width < areas.u(LEAST_WIDE) or lay.height < areas.u(LEAST_HIGH):
        narrow_desk(areas, root, slots)
        return
    edge = gap = areas.u(0.6)
    top = control_bar(areas, root, "top", slots["top"], 0, lay.height // 4) if slots["top"] else 0
    top += quarter_strip(areas, root, slots["strip"], top) if slots["strip"] else 0
    top, end = top + gap, lay.height - edge
    broad = lay.width >= areas.u(105)
    left = areas.u(21 if broad else 18) if slots["left"] or slots["left-foot"] else 0
    right = areas.u(32 if broad else 27) if slots["right"] or slots["right-foot"] else 0
    start = edge + (left + gap if left else 0)
    stop = lay.width - edge - (right + gap if right else 0)
    low = measures_height(areas, slots["bottom"], stop - start, round((end - top) * 0.32)) if slots["bottom"] else 0
    if left:
        foot = foot_height(areas, slots["left-foot"], left, max(low, round((end - top) * 0.36)))
        panels_on_a_card(areas, slots["left"], Rect(edge, top, left, end - top - (foot + gap if foot else 0)), "left")
        panels_on_a_card(areas, slots["left-foot"], Rect(edge, end - foot, left, foot), "left-foot")
    centre(areas, slots["centre"], Rect(start, top, stop - start, end - top - (low + gap if low else 0)))
    measures(areas, slots["bottom"], Rect(start, end - low, stop - start, low))
    if right:
        ending = untitled(slots["right-foot"])
        foot = foot_height(areas, ending, right, round((end - top) * 0.4))
        cards(areas, slots["right"], Rect(stop + gap, top, right, end - top - (foot + gap if foot else 0)))
        panels_on_a_card(areas, ending, Rect(stop + gap, end - foot, right, foot), "right-foot")


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
    """The middle: tabs that stay in sight over what they show; a map fills its place to the edges."""
    if not nodes:
        return
    inner = untitled_contents(nodes)
    tabs = [n for n in inner if n.role == "tabs"][:1]
    body = [n for n in inner if n not in tabs]
    top = rect.y
    if tabs:
        head = in_a_row(tabs, "ground")
        tall = areas.height(head, rect.w)
        areas.area("tabs", Rect(rect.x, top, rect.w, tall), head)
        top += tall + areas.u(0.4)
    under = Rect(rect.x, top, rect.w, max(1, rect.bottom - top))
    if body and body[-1].role == "map" and all(n.role == "choice" for n in body[:-1]):
        areas.ground(nodes[0], "card", under, "ground")  # the same number of areas for every tab: most can be taken over
        areas.area("centre", under, lambda flow, x, y, w: map_to_the_edges(flow, body, under), of=body)
    elif any(n.role in ("map", "sankey") for n in body):
        areas.ground(nodes[0], "card", under, "panel")
        fill = stacked(body, "panel")
        areas.area("centre", under, fill, pad=0.8, map_height=areas.u(10), surface="panel", of=body)
    else:
        areas.card(nodes[0], under, stacked(body, "panel"), "centre", of=body)


def map_to_the_edges(flow: Flow, nodes: Sequence[Node], rect: Rect) -> int:
    """A map that fills the rectangle, with what is chosen on it laid over its upper edge."""
    *choices, chart = nodes
    flow.map_height = rect.h
    lay_out_captioned(flow, chart, rect.x, rect.y, rect.w, "ground")
    top, pad = rect.y + flow.u(0.6), flow.u(0.6)
    for choice in choices:
        small = replace(choice, style="small")
        top += flow.node(small, rect.x + pad, top, rect.w - flow.u(1.2), "ground") + flow.u(0.4)
    return rect.h


def measures_height(areas: AreaBuilder, nodes: Sequence[Node], width: int, most: int) -> int:
    """How high the lowest line of the Desk is."""
    pad = 2 * areas.u(0.8)
    share = width // len(nodes) - pad
    return min(max(areas.height(content(n, "panel"), share, columns=True, of=n, name=n.id) for n in nodes) + pad, most)


def measures(areas: AreaBuilder, nodes: Sequence[Node], rect: Rect) -> None:
    """The measures: cards side by side, each scrolling by itself."""
    gap = areas.u(0.6)
    width = (rect.w - gap * (len(nodes) - 1)) // max(1, len(nodes))
    for number, node in enumerate(nodes):
        measure_card(areas, node, Rect(rect.x + number * (width + gap), rect.y, width, rect.h))


def measure_card(areas: AreaBuilder, node: Node, rect: Rect) -> None:
    """A panel whose tabs, when it begins with them, stay in sight over what scrolls; its title gives way to them."""
    body, foot = split_foot(node)
    tabs = [n for n in body.children[:1] if n.role == "tabs"]
    if not tabs:
        areas.card(node, rect, content(body, "panel"), f"bottom:{node.id}", foot=foot, of=node)
        return
    pad, rows = areas.u(0.8), body.children[1:]
    areas.ground(node, "card", rect, "panel")
    name, fill = f"tabs:{node.id}", in_a_row(tabs, "panel")
    tall = areas.height(fill, rect.w - 2 * pad, of=tabs, name=name)
    head = Rect(rect.x + pad, rect.y + areas.u(0.3), rect.w - 2 * pad, tall)
    areas.area(name, head, fill, of=tabs)
    top = head.bottom + areas.u(0.5)
    under = Rect(head.x, top, head.w + pad // 2, max(1, rect.bottom - top - pad))
    areas.area(f"bottom:{node.id}", under, stacked(rows, "panel", pad // 2), surface="panel", of=rows)


def narrow_desk(areas: AreaBuilder, root: Node, slots: dict[str, list[Node]]) -> None:
    """Everything in one scrolling sheet: what must be decided first, then the rest; two columns where there is room."""
    lay = areas.layout
    pad = areas.u(0.6)
    two = lay.width >= areas.u(50)
    quarters, tools = quarters_and_tools(slots["strip"])
    *ending, last = slots["right-foot"] or [Node("panel", "")]
    body, foot = split_foot(last) if slots["right-foot"] and lay.height >= areas.u(18) else (last, None)
    slots = {**slots, "right-foot": [*ending, body] if slots["right-foot"] else []}

    def fill(flow: Flow, x: int, y: int, w: int) -> int:
        top, gap = y, flow.u(0.8)
        if slots["top"]:
            top += flow.row(untitled_contents(slots["top"]), x, top, w, "ground") + gap
        if quarters:
            count = max(1, min(len(quarters), w // flow.u(15)))
            top += lay_out_quarters(flow, quarters, tools, x, top, w, count) + gap
        elif slots["strip"]:
            top += flow.row(untitled_contents(slots["strip"]), x, top, w, "ground") + gap
        if two:
            side = round(w * 0.42)
            one = flow.stack(in_slots("right", "right-foot", "left"), x + w - side, top, side, "ground")
            main = flow.stack(in_slots("centre", "left-foot", "bottom"), x, top, w - side - flow.gap, "ground")
            return top + max(one, main) - y
        order = in_slots("right", "right-foot", "left-foot", "bottom", "centre", "left")
        return top + flow.stack(order, x, top, w, "ground") - y

    def in_slots(*names: str) -> list[Node]:
        return [n for name in names for n in slots[name]]

    feet = in_a_row([foot] if foot else [], "bar")
    low = areas.height(feet, lay.width - 2 * pad) + 2 * areas.u(0.4) if foot else 0
    areas.area("desk", Rect(0, 0, lay.width, lay.height - low), fill, pad=pad / areas.em, surface="ground")
    if foot:
        areas.foot_bar(root, Rect(pad, lay.height - low, lay.width - 2 * pad, low), areas.u(0.4), feet)
