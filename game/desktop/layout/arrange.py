"""Arranges a whole screen: which part of the window each panel gets, by the screen's style, and where it scrolls.

Pure: a node tree, a window size and a measuring function in; a `Layout` out. What a role needs is `flow`'s business."""

from __future__ import annotations

from collections.abc import Sequence

from game.desktop.graphics.geometry import Layout, Rect, TextMeasure
from game.desktop.layout.desk import Desk
from game.desktop.layout.scroll_areas import is_foot
from game.desktop.widgets.flow import Flow
from game.screens.node import Node, walk

BASE_EM = 14  # pixels of one unit of text in a window of 1280×720
SMALLEST, LARGEST = 0.85, 4.0


def scale_for(width: int, height: int) -> float:
    """How much larger things are drawn in a window of this size than in one of 1280×720, in quarter steps."""
    fit = min(width / 1280, height / 720)
    return max(SMALLEST, min(LARGEST, int(fit * 4 + 1e-6) / 4))


def em_for(width: int, height: int, text_scale: float) -> int:
    """Pixels of one unit of text; never so large that a line holds fewer than about twenty letters."""
    return max(9, min(round(BASE_EM * scale_for(width, height) * text_scale), width // 18))


class Arranger(Desk):
    """One use: builds a layout, area by area."""

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
        broad = panels > 1 or any(n.role in ("sankey", "table", "tabs") for n in nodes)
        width = min(room, self.u(88 if wide and broad else 52 if not scene else 60))
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

    def dialog(self, node: Node) -> None:
        """A card above everything, with a cross to close it."""
        lay = self.layout
        self.ground(node, "veil", Rect(0, 0, lay.width, lay.height), "ground")
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


def arrange(tree: Node, width: int, height: int, measure: TextMeasure, em: int, before: Layout | None = None) -> Layout:
    """The layout of a screen. `measure` must have been made for the same `em`.

    Parts that would be as they were are taken over from `before`, a layout that was made with the same `measure`."""
    work = Arranger(width, height, em, measure, before)
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


def balanced(measure: TextMeasure, text: str, style: str, width: int) -> int:
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
