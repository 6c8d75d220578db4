"""Arranges a whole screen: which part of the window each panel gets, by the screen's style, and where it scrolls.

Pure: a node tree, a window size and a measuring function in; a `Layout` out. What a role needs is `flow`'s business."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from game.desktop.flow import Flow
from game.desktop.geometry import Area, Box, Layout, Measure, Rect
from game.screens.node import Node, walk

BASE_EM = 14  # pixels of one unit of text in a window of 1280×720
SMALLEST, LARGEST = 0.85, 4.0
SLOTS = ("top", "strip", "left", "centre", "right", "bottom")


def scale_for(width: int, height: int) -> float:
    """How much larger things are drawn in a window of this size than in one of 1280×720, in quarter steps."""
    fit = min(width / 1280, height / 720)
    return max(SMALLEST, min(LARGEST, int(fit * 4 + 1e-6) / 4))


def em_for(width: int, height: int, text_scale: float) -> int:
    """Pixels of one unit of text; never so large that a line holds fewer than about twenty letters."""
    return max(9, min(round(BASE_EM * scale_for(width, height) * text_scale), width // 18))


def is_foot(node: Node) -> bool:
    """Whether this is the main button, or a row of controls with the main button in it."""
    if node.role == "row":
        return all(c.role in ("button", "choice", "toggle") for c in node.children) and any(map(is_foot, node.children))
    return node.role == "button" and node.style == "primary"


def split_foot(node: Node) -> tuple[Node, Node | None]:
    """A panel without its last line when that holds the main button, and that line."""
    if len(node.children) > 1 and is_foot(node.children[-1]):
        return replace(node, children=node.children[:-1]), node.children[-1]
    return node, None


class Arranger:
    """One use: builds a layout, area by area."""

    def __init__(self, width: int, height: int, em: int, measure: Measure) -> None:
        self.layout = Layout(width, height, em)
        self.em = em
        self.m = measure

    def u(self, units: float) -> int:
        return round(units * self.em)

    def area(
        self,
        name: str,
        rect: Rect,
        fill: Callable[[Flow, int, int, int], int],
        *,
        pad: float = 0.0,
        map_height: int = 0,
        columns: bool = False,
        grow_map: bool = False,
        centred: bool = False,
        compact: bool = False,
    ) -> int:
        """Adds a scrolling viewport; `fill(flow, x, y, w)` lays out its content. Returns the content's height with padding."""
        index = len(self.layout.areas)
        inset = self.u(pad)
        width = max(1, rect.w - 2 * inset)

        def once(w: int, height: int) -> tuple[Flow, int]:
            flow = Flow(self.m, self.em, index, map_height=height, columns=columns, compact=compact)
            return flow, fill(flow, rect.x + inset, rect.y + inset, w) + 2 * inset

        flow, content = once(width, map_height)
        if grow_map and content < rect.h:
            flow, content = once(width, map_height + rect.h - content)
        if content > rect.h:
            flow, content = once(max(1, width - self.u(0.7) + min(inset, self.u(0.5))), map_height)
        elif centred:
            for box in flow.boxes:
                box.y += (rect.h - content) // 2
            content = rect.h
        self.layout.areas.append(Area(name, rect, content))
        self.layout.boxes.extend(flow.boxes)
        return content

    def height(
        self, fill: Callable[[Flow, int, int, int], int], width: int, *, columns: bool = False, compact: bool = False
    ) -> int:
        """How high a content would be at this width."""
        return fill(Flow(self.m, self.em, 0, columns=columns, compact=compact), 0, 0, max(1, width))

    def ground(self, node: Node, part: str, rect: Rect, surface: str) -> None:
        """A box behind an area, painted but never pointed at."""
        self.layout.areas.append(Area(f"{part}-ground", rect, rect.h))
        self.layout.boxes.append(
            Box(Node("panel", f"{node.id}-{part}"), part, *rect, area=len(self.layout.areas) - 1, surface=surface)
        )

    # --- the styles of screen ----------------------------------------------------------------------------------------
    def menu(self, root: Node, nodes: Sequence[Node]) -> None:
        """Title: one centred column over the picture of the world."""
        lay = self.layout
        self.ground(root, "art", Rect(0, 0, lay.width, lay.height), "ground")
        column = min(lay.width - 2 * self.u(1.2), self.u(25))
        full = lay.width - 2 * self.u(1.2)

        def fill(flow: Flow, x: int, y: int, w: int) -> int:
            top = y
            if root.name and not any(n.role == "heading" for n in nodes):
                top += flow.text(
                    root, root.name, x, top, w, "title" if w >= self.u(30) else "h1", "ground", align="centre"
                ) + self.u(0.4)
                top += flow.text(root, root.value, x, top, w, "subtitle", "ground", "muted", align="centre") + self.u(1.2)
            left = x + max(0, (w - column) // 2)
            for node in nodes:
                if node.role == "heading":
                    style = "title" if w >= self.u(30) else "h1"
                    top += flow.text(node, node.name, x, top, w, style, "ground", flow.ink(node), align="centre") + self.u(0.4)
                    top += flow.text(node, node.value, x, top, w, "subtitle", "ground", "muted", align="centre")
                elif node.role == "text" and node.intent is None:
                    wide = min(w, self.u(44))
                    style = "subtitle" if node.style in ("", "subtitle", "serif", "quote", "lead") else flow.style_of(node)
                    words = "  ".join(t for t in (node.name, node.value) if t)
                    ink = node.tone if node.tone == "warn" else "muted"
                    wide = balanced(self.m, words, style, wide)
                    top += flow.text(node, words, x + (w - wide) // 2, top, wide, style, "ground", ink, align="centre") + self.u(
                        1.3 if style == "subtitle" else 0.7
                    )
                else:
                    top += flow.node(node, left, top, min(w, column), "ground") + self.u(1.0 if node.role == "list" else 0.45)
            return top - y

        self.area("menu", Rect(0, 0, lay.width, lay.height), fill, pad=1.2 if full > self.u(14) else 0.4, centred=True)

    def page(self, root: Node, nodes: Sequence[Node], *, scene: bool = False) -> None:
        """Heading, then one or two columns of readable width; buttons of the page stay in sight at its foot."""
        lay = self.layout
        pad = self.u(1.4) if lay.width >= self.u(34) else self.u(0.6)
        room = lay.width - 2 * pad
        wide = room >= self.u(70)
        panels = sum(n.role in ("panel", "chart", "map", "table") for n in nodes)
        width = min(room, self.u(88 if wide and panels > 1 else 52 if not scene else 60))
        if any(n.role == "map" for n in walk(root)) and scene:
            width = min(room, self.u(100))
        left = (lay.width - width) // 2
        foot = [n for n in nodes if n.role == "button" or (n is nodes[-1] and is_foot(n))] if lay.height >= self.u(24) else []
        body = [n for n in nodes if n not in foot]

        def feet(flow: Flow, x: int, y: int, w: int) -> int:
            return flow.row(foot, x, y, w, "ground")

        low = min(self.height(feet, width) + 2 * self.u(0.8), lay.height // 3) if foot else 0

        def fill(flow: Flow, x: int, y: int, w: int) -> int:
            top = y
            if root.name and not any(n.role == "heading" for n in body[:2]):
                top += flow.text(root, root.name, x, top, w, "h1", "ground", align="centre" if scene else "left")
                top += flow.text(
                    root, root.value, x, top + self.u(0.2), w, "subtitle", "ground", "muted", "centre" if scene else "left"
                )
                top += self.u(1.0)
            run: list[Node] = []
            for node in [*body, None]:
                if node is not None and node.role == "panel" and w >= self.u(64):
                    run.append(node)
                    continue
                if run:
                    top += self.pairs(flow, run, x, top, w) + self.u(0.9)
                    run = []
                if node is not None:
                    if node.role == "heading" and node is body[0]:
                        top += flow.text(node, node.name, x, top, w, "h1", "ground", flow.ink(node), "centre" if scene else "left")
                        if node.value:
                            top += flow.text(
                                node,
                                node.value,
                                x,
                                top + self.u(0.2),
                                w,
                                "subtitle",
                                "ground",
                                "muted",
                                "centre" if scene else "left",
                            )
                        top += self.u(0.8)
                        continue
                    if scene and node.role == "text" and node.intent is None and not node.icon and not node.value:
                        style = flow.style_of(node)
                        wide = balanced(self.m, node.name, style, min(w, self.u(52)))
                        top += flow.text(node, node.name, x + (w - wide) // 2, top, wide, style, "ground", flow.ink(node), "centre")
                        top += self.u(0.8) if node.name else 0
                        continue
                    narrow = (
                        min(w, self.u(52)) if node.role in ("text", "list", "choice", "field", "toggle", "stepper", "button") else w
                    )
                    inset = (w - narrow) // 2 if scene else 0
                    height = flow.node(node, x + inset, top, narrow, "ground")
                    top += height + self.u(0.8) if height else 0
            return top - self.u(0.8) - y

        body_rect = Rect(0, 0, lay.width, lay.height - low)
        self.area("page", Rect(left - pad, 0, width + 2 * pad, body_rect.h), fill, pad=pad / self.em, centred=scene)
        if foot:
            rect = Rect(0, lay.height - low, lay.width, low)
            self.ground(root, "foot", rect, "bar")
            self.area("foot", Rect(left, rect.y + self.u(0.8), width, low - 2 * self.u(0.8)), feet)

    def pairs(self, flow: Flow, panels: Sequence[Node], x: int, y: int, w: int) -> int:
        """Panels in two columns of about equal height, in reading order; a lone one keeps a readable width."""
        if len(panels) == 1:
            return flow.node(panels[0], x, y, w, "ground")
        gap = self.u(0.9)
        half = (w - gap) // 2
        heights = [Flow(self.m, self.em, 0).node(p, 0, 0, half, "ground") for p in panels]
        best = min(
            range(1, len(panels)),
            key=lambda n: max(sum(heights[:n]) + gap * (n - 1), sum(heights[n:]) + gap * (len(heights) - n - 1)),
        )
        one = flow.stack(panels[:best], x, y, half, "ground", gap)
        two = flow.stack(panels[best:], x + half + gap, y, w - half - gap, "ground", gap)
        return max(one, two)

    def desk(self, root: Node, nodes: Sequence[Node]) -> None:
        """The Desk: bars above, three columns, the plan below; in a small window one column after the other."""
        lay = self.layout
        slots = {slot: [n for n in nodes if (n.slot or "centre") == slot] for slot in SLOTS}
        slots["centre"] += [n for n in nodes if n.slot and n.slot not in SLOTS]
        if lay.width < self.u(78) or lay.height < self.u(40):
            self.narrow_desk(root, slots)
            return
        y = 0
        for slot in ("top", "strip"):
            if slots[slot]:
                y += self.bar(root, slot, slots[slot], y, lay.height // (4 if slot == "top" else 8))
        edge, gap = self.u(0.7), self.u(0.7)
        low = self.plan(root, slots["bottom"], edge, round(lay.height * 0.31)) if slots["bottom"] else 0
        top, end = y + gap, lay.height - edge - (low + gap if low else 0)
        tall = max(1, end - top)
        left = self.u(19 if lay.width < self.u(105) else 22) if slots["left"] else 0
        right = self.u(25 if lay.width < self.u(105) else 29) if slots["right"] else 0
        if left:
            self.area("left", Rect(edge, top, left, tall), self.column(slots["left"]))
        start = edge + (left + gap if left else 0)
        stop = lay.width - edge - (right + gap if right else 0)
        if slots["centre"]:
            self.area(
                "centre", Rect(start, top, stop - start, tall), self.column(slots["centre"]), map_height=self.u(10), grow_map=True
            )
        if right:
            self.area("right", Rect(stop + gap, top, right, tall), self.column(slots["right"]))

    def column(self, nodes: Sequence[Node]) -> Callable[[Flow, int, int, int], int]:
        return lambda flow, x, y, w: flow.stack(nodes, x, y, w, "ground")

    def plan(self, root: Node, nodes: Sequence[Node], edge: int, most: int) -> int:
        """The foot of the Desk, at most `most` pixels high: panels side by side, each scrolling by itself; returns its height.

        A panel's last line stays in sight when it holds the screen's main button."""
        lay, width = self.layout, self.layout.width - 2 * edge
        if len(nodes) == 1:
            low = min(self.height(self.shelf(nodes), width, columns=True), most)
            self.area("bottom", Rect(edge, lay.height - low - edge, width, low), self.shelf(nodes), columns=True)
            return low
        probe = Flow(self.m, self.em, 0, columns=True)
        shares = [
            min(max(w, width // (2 * len(nodes))), width * 3 // (2 * len(nodes))) for _, w in probe.shares(list(nodes), width)
        ]
        room = width - probe.gap * (len(nodes) - 1)
        widths = [w * room // sum(shares) for w in shares]
        pad = self.u(0.8)
        parts = [(n, *split_foot(n)) for n in nodes]
        feet = [
            self.height(self.shelf([foot]), w - 2 * pad) + self.u(0.5) if foot else 0
            for (_, _, foot), w in zip(parts, widths, strict=True)
        ]
        wants = [
            self.height(self.insides(body), w - 2 * pad) + f + 2 * pad
            for (_, body, _), w, f in zip(parts, widths, feet, strict=True)
        ]
        low = min(max(wants), most)
        x, y = edge, lay.height - low - edge
        for (node, body, foot), w, f in zip(parts, widths, feet, strict=True):
            self.ground(node, "card", Rect(x, y, w, low), "panel")
            self.area(f"bottom:{node.id}", Rect(x + pad, y + pad, w - 2 * pad, max(1, low - 2 * pad - f)), self.insides(body))
            if foot:
                self.area(
                    f"foot:{node.id}",
                    Rect(x + pad, y + low - pad - f + self.u(0.5), w - 2 * pad, f - self.u(0.5)),
                    self.shelf([foot], "panel"),
                )
            x += w + probe.gap
        return low

    def insides(self, node: Node) -> Callable[[Flow, int, int, int], int]:
        return lambda flow, x, y, w: (
            flow.inside(node, x, y, w, "panel") if node.role == "panel" else flow.node(node, x, y, w, "panel")
        )

    def shelf(self, nodes: Sequence[Node], surface: str = "ground") -> Callable[[Flow, int, int, int], int]:
        return lambda flow, x, y, w: flow.row(nodes, x, y, w, surface)

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
        tall = min(self.height(fill, width, compact=True), most)
        self.ground(root, slot, Rect(0, y, self.layout.width, tall + 2 * ypad), "bar")
        self.area(slot, Rect(pad, y + ypad, width, tall), fill, compact=True)
        return tall + 2 * ypad

    def narrow_desk(self, root: Node, slots: dict[str, list[Node]]) -> None:
        """Everything in one scrolling sheet: what must be decided first, then the rest; two columns where there is room."""
        lay = self.layout
        pad = self.u(0.6)
        two = lay.width >= self.u(50)

        def fill(flow: Flow, x: int, y: int, w: int) -> int:
            top = y
            for slot in ("top", "strip"):
                if slots[slot]:
                    top += flow.row(self.plain(slots[slot]), x, top, w, "ground") + self.u(0.8)
            if two:
                side = round(w * 0.42)
                one = flow.stack([*slots["right"], *slots["left"]], x + w - side, top, side, "ground")
                other = flow.stack(slots["centre"], x, top, w - side - flow.gap, "ground")
                other += flow.gap + flow.stack(slots["bottom"], x, top + other + flow.gap, w - side - flow.gap, "ground")
                return top + max(one, other) - y
            order = [*slots["right"], *slots["bottom"], *slots["centre"], *slots["left"]]
            return top + flow.stack(order, x, top, w, "ground") - y

        self.area("desk", Rect(0, 0, lay.width, lay.height), fill, pad=pad / self.em)

    def dialog(self, node: Node) -> None:
        """A card above everything, with a cross to close it."""
        lay = self.layout
        lay.areas.append(Area("veil", Rect(0, 0, lay.width, lay.height), lay.height))
        lay.boxes.append(Box(Node("panel", f"{node.id}-veil"), "veil", 0, 0, lay.width, lay.height, area=len(lay.areas) - 1))
        margin = self.u(1.5) if lay.width > self.u(30) else self.u(0.4)
        width = min(lay.width - 2 * margin, self.u(46))
        pad = self.u(1.3) if width > self.u(24) else self.u(0.7)
        surface = "paper" if node.style in ("card", "paper") else "panel"
        cross = self.u(1.9) if node.intent is not None else 0

        def fill(flow: Flow, x: int, y: int, w: int) -> int:
            top = y
            if cross:
                flow.put(node, "close", x + w - cross, top - self.u(0.2), cross, cross, surface=surface, icon="x", target=True)
            style = "serif-strong" if surface == "paper" else "h2"
            words = flow.text(node, node.name, x, top, w - cross - (self.u(0.4) if cross else 0), style, surface, flow.ink(node))
            top += max(words, cross) + self.u(0.5) if node.name or cross else 0
            if node.value:
                top += flow.text(node, node.value, x, top, w, "body", surface, "muted") + self.u(0.6)
            return top + flow.stack(node.children, x, top, w, surface, self.u(0.7)) - y

        want = self.height(fill, width - 2 * pad) + 2 * pad
        tall = min(want, lay.height - 2 * margin)
        rect = Rect((lay.width - width) // 2, (lay.height - tall) // 2, width, tall)
        self.ground(node, "sheet", rect, surface)
        lay.modal = len(lay.areas)
        self.area("dialog:" + node.id, Rect(rect.x + pad, rect.y + pad, rect.w - 2 * pad, rect.h - 2 * pad), fill)


def arrange(tree: Node, width: int, height: int, measure: Measure, em: int) -> Layout:
    """The layout of a screen. `measure` must have been made for the same `em`."""
    work = Arranger(width, height, em, measure)
    dialogs = [n for n in walk(tree) if n.role == "dialog"]
    nodes = [n for n in (tree.children if tree.role == "screen" else (tree,)) if n.role != "dialog"]
    if tree.style == "menu":
        work.menu(tree, nodes)
    elif tree.style == "desk":
        work.desk(tree, nodes)
    else:
        work.page(tree, nodes, scene=tree.style == "scene")
    if dialogs:
        work.dialog(dialogs[-1])
    layout = work.layout
    order = {n.id: i for i, n in reversed([*enumerate(walk(tree))])}

    def rank(i: int) -> tuple[int, int]:
        name = layout.boxes[i].node.id
        return order.get(name, order.get(name.rsplit("/", 1)[0], 0)), i  # a place on the map follows its map

    layout.order = sorted((i for i, b in enumerate(layout.boxes) if b.target and b.part != "term"), key=rank)
    return layout


def balanced(measure: Measure, text: str, style: str, width: int) -> int:
    """The narrowest width at which the text needs no more lines than at `width`: lines of about the same length."""
    count = len(measure.wrapped(text, style, width))
    low, high = max(1, width // (count + 1)), width
    while high - low > 4 and count > 1:
        middle = (low + high) // 2
        if len(measure.wrapped(text, style, middle)) <= count:
            high = middle
        else:
            low = middle
    return high


def tooltip(anchor: Rect, width: int, height: int, window: Rect, gap: int) -> Rect:
    """Where a tooltip of this size stands: under its anchor, else over it, always inside the window."""
    x = min(max(window.x, anchor.x), max(window.x, window.right - width))
    below = anchor.bottom + gap
    y = below if below + height <= window.bottom else anchor.y - gap - height
    return Rect(x, min(max(window.y, y), max(window.y, window.bottom - height)), min(width, window.w), min(height, window.h))
