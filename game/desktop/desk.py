"""Arranges the Desk: bars above, the other capital at the left, the map in the middle, the card at the right, measures below.

Pure, as all layout; what the panels hold is the screens' business, what a role needs is `flow`'s."""

from __future__ import annotations

from collections.abc import Sequence

from game.desktop.areas import Areas, Fill, split_foot
from game.desktop.flow import Flow
from game.desktop.geometry import Rect
from game.engine.rules.vocabulary.structs import replace
from game.screens.tree.node import Node

SLOTS = ("top", "strip", "left", "left-foot", "centre", "right", "right-foot", "bottom")
LEAST_WIDE, LEAST_HIGH = 78, 40  # units of text: a smaller window has its Desk as one scrolling sheet


def untitled(nodes: Sequence[Node]) -> list[Node]:
    """Panels without their titles, where their place says what they are."""
    return [replace(n, name="", value="", icon="") for n in nodes]


class Desk(Areas):
    """The Desk's own arrangements."""

    def desk(self, root: Node, nodes: Sequence[Node]) -> None:
        """The whole Desk; in a small window one column after the other."""
        lay = self.layout
        slots = {slot: [n for n in nodes if (n.slot or "centre") == slot] for slot in SLOTS}
        slots["centre"] += [n for n in nodes if n.slot and n.slot not in SLOTS]
        if lay.width < self.u(LEAST_WIDE) or lay.height < self.u(LEAST_HIGH):
            self.narrow_desk(root, slots)
            return
        edge = gap = self.u(0.6)
        top = self.bar(root, "top", slots["top"], 0, lay.height // 4) if slots["top"] else 0
        top += self.calendar(root, slots["strip"], top) if slots["strip"] else 0
        top, end = top + gap, lay.height - edge
        broad = lay.width >= self.u(105)
        left = self.u(21 if broad else 18) if slots["left"] or slots["left-foot"] else 0
        right = self.u(32 if broad else 27) if slots["right"] or slots["right-foot"] else 0
        start = edge + (left + gap if left else 0)
        stop = lay.width - edge - (right + gap if right else 0)
        low = self.low(slots["bottom"], stop - start, round((end - top) * 0.32)) if slots["bottom"] else 0
        if left:
            foot = self.foot_height(slots["left-foot"], left, max(low, round((end - top) * 0.36)))
            self.pile(slots["left"], Rect(edge, top, left, end - top - (foot + gap if foot else 0)), "left")
            self.pile(slots["left-foot"], Rect(edge, end - foot, left, foot), "left-foot")
        self.stage(slots["centre"], Rect(start, top, stop - start, end - top - (low + gap if low else 0)))
        self.shelves(slots["bottom"], Rect(start, end - low, stop - start, low))
        if right:
            foot = self.foot_height(untitled(slots["right-foot"]), right, round((end - top) * 0.4))
            rest = end - top - (foot + gap if foot else 0)
            self.cards(slots["right"], Rect(stop + gap, top, right, rest))
            self.pile(untitled(slots["right-foot"]), Rect(stop + gap, end - foot, right, foot), "right-foot")

    # --- the bars ---------------------------------------------------------------------------------------------------
    def plain(self, nodes: Sequence[Node]) -> list[Node]:
        """The contents of bars: panels without their card and title, which only say what the bar is."""
        return [c for n in nodes for c in (n.children if n.role == "panel" else (n,))]

    def bar(self, root: Node, slot: str, nodes: Sequence[Node], y: int, most: int) -> int:
        """A bar over the whole width."""
        pad, ypad = self.u(1.0), self.u(0.55 if slot == "top" else 0.3)
        inner = self.plain(nodes)

        def fill(flow: Flow, x: int, top: int, w: int) -> int:
            return flow.row(inner, x, top, w, "bar")

        width = self.layout.width - 2 * pad
        tall = min(self.height(fill, width, compact=True, of=inner, name=slot), most)
        self.ground(root, slot, Rect(0, y, self.layout.width, tall + 2 * ypad), "bar")
        self.area(slot, Rect(pad, y + ypad, width, tall), fill, compact=True, of=inner)
        return tall + 2 * ypad

    def calendar(self, root: Node, nodes: Sequence[Node], y: int) -> int:
        """The strip of the coming quarters as one slim line: dates and marks, with words where there is room for them."""
        quarters, tools = self.dated(nodes)
        if not quarters:
            return self.bar(root, "strip", nodes, y, self.layout.height // 8)
        pad, tall = self.u(1.0), self.u(2.1)
        self.ground(root, "strip", Rect(0, y, self.layout.width, tall), "bar")

        def fill(flow: Flow, x: int, top: int, w: int) -> int:
            return self.quarters(flow, quarters, tools, x, top, w, len(quarters))

        self.area("strip", Rect(pad, y, self.layout.width - 2 * pad, tall), fill, compact=True, of=(quarters, tools))
        return tall

    def dated(self, nodes: Sequence[Node]) -> tuple[list[Node], list[Node]]:
        """The quarters of the strip, and its buttons."""
        inner = self.plain(nodes)
        return [c for n in inner if n.role == "row" for c in n.children if c.role == "list"], [
            n for n in inner if n.role == "button"
        ]

    def quarters(self, flow: Flow, nodes: Sequence[Node], tools: Sequence[Node], x: int, y: int, w: int, count: int) -> int:
        """Quarters side by side, `count` on a line, with buttons at the end of the first."""
        side, tall = self.u(1.9), self.u(2.1)
        for number, tool in enumerate(tools):
            flow.lay_button(tool, x + w - (number + 1) * side, y + (tall - side) // 2, side, "bar")
        share = (w - len(tools) * side) // count
        for number, node in enumerate(nodes):
            self.quarter(flow, node, Rect(x + number % count * share, y + number // count * tall, share - self.u(0.8), tall))
        return -(-len(nodes) // count) * tall

    def quarter(self, flow: Flow, node: Node, rect: Rect) -> None:
        """One quarter of the slim line: its date, then each entry as a mark, with its words while there is room."""
        line = self.m.line("small")
        x, y = rect.x, rect.y + (rect.h - line) // 2
        entries = [c for c in node.children if c.role == "text" and c.icon]
        for head in (c for c in node.children if c.role == "heading"):
            width = self.m.width(head.name, "small-strong") + 2
            flow.text(head, head.name, x, y, width, "small-strong", "bar", flow.ink(head, "muted"))
            x += width + self.u(0.5)
        mark = self.u(1.45)
        for number, entry in enumerate(entries):
            if x + mark > rect.right:
                return
            room = rect.right - x - mark * (len(entries) - number)
            words = self.m.width(entry.name, "small") + 2
            ink = flow.ink(entry) if entry.tone else "muted"
            flow.put(entry, "icon", x, y, mark, line, icon=entry.icon, surface="bar", ink=ink)
            wide = mark + (words + self.u(0.5) if words + self.u(0.5) <= room else 0)
            if wide > mark:
                flow.text(entry, entry.name, x + mark, y, words, "small", "bar", ink)
            flow.put(entry, "mini", x, rect.y, wide, rect.h, surface="bar")
            x += wide

    # --- cards that fill their place ----------------------------------------------------------------------------------
    def pile(self, nodes: Sequence[Node], rect: Rect, name: str) -> None:
        """Panels one under the other on one card."""
        if not nodes or rect.h <= 0:
            return
        of, (*above, last) = nodes, nodes
        last, foot = split_foot(last)

        def fill(flow: Flow, x: int, y: int, w: int) -> int:
            top = y
            for number, node in enumerate([*above, last]):
                if number:
                    flow.put(Node("panel", f"{node.id}-line"), "rule", x, top + self.u(0.55), w, 1, surface="panel")
                    top += self.u(1.2)
                top += flow.inside(node, x, top, w, "panel")
            return top - y

        self.card(nodes[0], rect, fill, name, foot=foot, of=of)

    def foot_height(self, nodes: Sequence[Node], width: int, most: int) -> int:
        """How high the card with these panels would like to be."""
        if not nodes:
            return 0
        pad, room = self.u(0.8), width - 2 * self.u(0.8)

        def fill(flow: Flow, x: int, y: int, w: int) -> int:
            want = 2 * pad
            for number, node in enumerate(nodes):
                body, foot = split_foot(node)
                want += self.insides(body, "panel")(flow, x, y, w) + (self.u(1.2) if number else 0)
                want += flow.row([foot], x, y, w, "panel") + self.u(0.6) if foot else 0
            return want

        return min(self.height(fill, room, of=nodes, name=nodes[0].id), most)

    def insides(self, node: Node, surface: str) -> Fill:
        return lambda flow, x, y, w: (
            flow.inside(node, x, y, w, surface) if node.role == "panel" else flow.node(node, x, y, w, surface)
        )

    def cards(self, nodes: Sequence[Node], rect: Rect) -> None:
        """What lies on the desk: one card fills the column, several scroll through it."""
        if len(nodes) == 1 and nodes[0].role == "panel":
            surface = "paper" if nodes[0].style in ("card", "paper") else "panel"
            room = rect.w - 2 * self.u(0.8)
            want = self.height(self.insides(nodes[0], surface), room, of=nodes, name="right") + 2 * self.u(0.8)
            fitted = Rect(rect.x, rect.y, rect.w, min(want, rect.h))
            self.card(nodes[0], fitted, self.insides(nodes[0], surface), "right", surface, of=nodes)
        elif nodes:
            self.area("right", rect, lambda flow, x, y, w: flow.stack(nodes, x, y, w, "ground"), surface="ground", of=nodes)

    def stage(self, nodes: Sequence[Node], rect: Rect) -> None:
        """The middle: tabs that stay in sight over what they show; a map fills its place to the edges."""
        if not nodes:
            return
        inner = self.plain(nodes)
        tabs = [n for n in inner if n.role == "tabs"][:1]
        body = [n for n in inner if n not in tabs]
        top = rect.y
        if tabs:
            tall = self.height(lambda flow, x, y, w: flow.row(tabs, x, y, w, "ground"), rect.w)
            self.area("tabs", Rect(rect.x, top, rect.w, tall), lambda flow, x, y, w: flow.row(tabs, x, y, w, "ground"))
            top += tall + self.u(0.4)
        under = Rect(rect.x, top, rect.w, max(1, rect.bottom - top))
        if body and body[-1].role == "map" and all(n.role == "choice" for n in body[:-1]):
            self.ground(nodes[0], "card", under, "ground")  # the same number of areas for every tab: most can be taken over
            self.area("centre", under, lambda flow, x, y, w: self.atlas(flow, body, under), of=body)
            return
        content = [n for n in body if n.role == "map"]
        fill: Fill = lambda flow, x, y, w: flow.stack(body, x, y, w, "panel")  # noqa: E731
        if content or any(n.role == "sankey" for n in body):
            self.ground(nodes[0], "card", under, "panel")
            self.area("centre", under, fill, pad=0.8, map_height=self.u(10), grow_map=True, surface="panel", of=body)
        else:
            self.card(nodes[0], under, fill, "centre", of=body)

    def atlas(self, flow: Flow, nodes: Sequence[Node], rect: Rect) -> int:
        """A map that fills the rectangle, with what is chosen on it laid over its upper edge."""
        *choices, chart = nodes
        flow.map_height = rect.h
        flow.lay_map(chart, rect.x, rect.y, rect.w, "ground", over=True)
        top = rect.y + self.u(0.6)
        for choice in choices:
            top += flow.node(replace(choice, style="small"), rect.x + self.u(0.6), top, rect.w - self.u(1.2), "ground") + self.u(
                0.4
            )
        return rect.h

    def low(self, nodes: Sequence[Node], width: int, most: int) -> int:
        """How high the lowest line of the Desk is."""
        shares = width // len(nodes) - 2 * self.u(0.8)
        heights = [self.height(self.insides(n, "panel"), shares, columns=True, of=n, name=n.id) for n in nodes]
        want = max(heights) + 2 * self.u(0.8)
        return min(want, most)

    def shelves(self, nodes: Sequence[Node], rect: Rect) -> None:
        """The measures: cards side by side, each scrolling by itself."""
        if not nodes:
            return
        gap = self.u(0.6)
        width = (rect.w - gap * (len(nodes) - 1)) // len(nodes)
        for number, node in enumerate(nodes):
            self.tray(node, Rect(rect.x + number * (width + gap), rect.y, width, rect.h))

    def tray(self, node: Node, rect: Rect) -> None:
        """A panel whose tabs, when it begins with them, stay in sight over what scrolls; its title gives way to them."""
        body, foot = split_foot(node)
        tabs = [n for n in body.children[:1] if n.role == "tabs"]
        if not tabs:
            self.card(node, rect, self.insides(body, "panel"), f"bottom:{node.id}", foot=foot, of=node)
            return
        pad = self.u(0.8)
        rows = body.children[1:]
        self.ground(node, "card", rect, "panel")
        tall = self.height(
            lambda flow, x, y, w: flow.row(tabs, x, y, w, "panel"), rect.w - 2 * pad, of=tabs, name=f"tabs:{node.id}"
        )
        head = Rect(rect.x + pad, rect.y + self.u(0.3), rect.w - 2 * pad, tall)
        self.area(f"tabs:{node.id}", head, lambda flow, x, y, w: flow.row(tabs, x, y, w, "panel"), of=tabs)
        under = Rect(head.x, head.bottom + self.u(0.5), head.w + pad // 2, max(1, rect.bottom - head.bottom - self.u(0.5) - pad))

        def fill(flow: Flow, x: int, y: int, w: int) -> int:
            return flow.stack(rows, x, y, w - pad // 2, "panel")

        self.area(f"bottom:{node.id}", under, fill, surface="panel", of=rows)

    def narrow_desk(self, root: Node, slots: dict[str, list[Node]]) -> None:
        """Everything in one scrolling sheet: what must be decided first, then the rest; two columns where there is room."""
        lay = self.layout
        pad = self.u(0.6)
        two = lay.width >= self.u(50)
        quarters, tools = self.dated(slots["strip"])
        *ending, last = slots["right-foot"] or [Node("panel", "")]
        body, foot = split_foot(last) if slots["right-foot"] and lay.height >= self.u(18) else (last, None)
        slots = {**slots, "right-foot": [*ending, body] if slots["right-foot"] else []}

        def fill(flow: Flow, x: int, y: int, w: int) -> int:
            top = y
            if slots["top"]:
                top += flow.row(self.plain(slots["top"]), x, top, w, "ground") + self.u(0.8)
            if quarters:
                top += self.quarters(flow, quarters, tools, x, top, w, max(1, min(len(quarters), w // self.u(15)))) + self.u(0.8)
            elif slots["strip"]:
                top += flow.row(self.plain(slots["strip"]), x, top, w, "ground") + self.u(0.8)
            if two:
                side = round(w * 0.42)
                aside = [n for slot in ("right", "right-foot", "left") for n in slots[slot]]
                one = flow.stack(aside, x + w - side, top, side, "ground")
                main = [n for slot in ("centre", "left-foot", "bottom") for n in slots[slot]]
                return top + max(one, flow.stack(main, x, top, w - side - flow.gap, "ground")) - y
            order = ("right", "right-foot", "left-foot", "bottom", "centre", "left")
            return top + flow.stack([n for slot in order for n in slots[slot]], x, top, w, "ground") - y

        def feet(flow: Flow, x: int, y: int, w: int) -> int:
            return flow.row([foot], x, y, w, "bar") if foot else 0

        low = self.height(feet, lay.width - 2 * pad) + 2 * self.u(0.4) if foot else 0
        self.area("desk", Rect(0, 0, lay.width, lay.height - low), fill, pad=pad / self.em, surface="ground")
        if foot:
            self.ground(root, "foot", Rect(0, lay.height - low, lay.width, low), "bar")
            self.area("foot", Rect(pad, lay.height - low + self.u(0.4), lay.width - 2 * pad, low - 2 * self.u(0.4)), feet)
