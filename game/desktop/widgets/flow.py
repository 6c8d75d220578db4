"""Collects the boxes of one scroll area: single boxes, paragraphs, and nodes in rows and stacks, each by its role's widget.

Pure: letters are measured by the object passed in. What a role looks like is the business of its module; `roles` lists them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from game.desktop.graphics.geometry import Box, TextMeasure
from game.screens.tree.node import Node

TONES = frozenset({"beijing", "washington", "accent", "warn", "neutral"})
MUTED = ("muted", "small", "fine", "tiny", "lead")  # styles of text in the quiet ink
HEADINGS = {
    "title": "title",
    "display": "title",
    "headline": "headline",
    "h1": "h1",
    "card": "serif-strong",
    "serif": "serif-strong",
    "small": "small-strong",
    "now": "strong",
}
TEXTS = {
    "small": "small",
    "muted": "small",
    "strong": "strong",
    "serif": "serif",
    "card": "serif",
    "subtitle": "subtitle",
    "tiny": "tiny",
    "fine": "small",
    "figure": "figure",
    "quote": "serif",
    "lead": "subtitle",
    "now": "strong",
    "now-small": "small-strong",
}


def shown(node: Node) -> str:
    """The text of a node whose name and value stand on one line."""
    return "  ".join(part for part in (node.name, node.value) if part)


def ink(node: Node, usual: str = "text") -> str:
    """The token that a node's text is drawn in."""
    return node.tone if node.tone in TONES and node.tone != "neutral" else "muted" if node.style in MUTED else usual


def bare(node: Node) -> bool:
    """Whether a button shows only its icon; its name is in the tooltip."""
    plain = node.role == "button" and node.icon and not node.children
    return bool(plain and (node.style == "icon" or not (node.name or node.value)))


@dataclass(frozen=True, slots=True)
class Widget:
    """What a row or stack has to know of a role. Lengths in pixels, but `least` in units of text."""

    lay_out: Callable[[Flow, Node, int, int, int, str], int]  # flow, node, x, y, width, surface: the height it took
    natural: Callable[[Flow, Node], int]  # the width at which nothing needs to wrap
    least: float | None = 10.0  # the width that still reads well; None: never less than the natural one
    stretches: bool = False  # takes what is left of a row
    inline: bool = False  # stands in the middle of a row that is higher


class Flow:
    """Collects boxes for one area. Every method that lays something out returns the height it took, in pixels."""

    def __init__(
        self,
        roles: Mapping[str, Widget],
        measure: TextMeasure,
        em: int,
        area: int = 0,
        *,
        map_height: int = 0,
        columns: bool = False,
        compact: bool = False,
    ) -> None:
        self.roles = roles
        self.measure = measure
        self.em = em
        self.area = area
        self.boxes: list[Box] = []
        self.map_height = map_height
        self.columns = columns  # whether long lists of small things may stand in several columns
        self.compact = compact  # whether texts are small, as in the bars of the Desk
        self.gap = self.u(1.0 if compact else 0.6)
        self.titles: list[str] = []  # the titles of the panels that are being laid out

    def u(self, units: float) -> int:
        """Units of text in pixels."""
        return round(units * self.em)

    # --- single boxes ---------------------------------------------------------------------------------------------
    def put(
        self,
        node: Node,
        part: str,
        x: int,
        y: int,
        w: int,
        h: int,
        surface: str,
        *,
        lines: tuple[str, ...] = (),
        style: str = "body",
        ink: str = "text",
        align: str = "left",
        icon: str = "",
        target: bool = False,
        grey: bool = False,
    ) -> Box:
        """Adds a box."""
        box = Box(node, part, x, y, max(0, w), h, self.area, lines, style, surface, ink, align, icon, target, grey)
        self.boxes.append(box)
        return box

    def spot(self, node: Node, x: int, y: int, w: int, h: int, surface: str, part: str = "spot") -> Box:
        """A place to point at, over what is painted: a link when the node can be pressed."""
        live = node.intent is not None
        return self.put(node, "link" if live else part, x, y, w, h, surface, target=live)

    def ground(self, node: Node, part: str, x: int, y: int, w: int, surface: str) -> Box:
        """What a control is painted on; its height is set when its content is laid out."""
        return self.put(node, part, x, y, w, 0, surface, target=node.intent is not None, grey=bool(node.why_not))

    def icon(self, node: Node, x: int, y: int, w: int, h: int, surface: str, ink: str) -> None:
        """A node's icon."""
        self.put(node, "icon", x, y, w, h, surface, icon=node.icon, ink=ink)

    def line(
        self, node: Node, text: str, x: int, y: int, w: int, style: str, surface: str, ink: str = "text", align: str = "left"
    ) -> None:
        """A text on one line, which is known to fit."""
        height = self.measure.line(style)
        self.put(node, "text", x, y, w, height, surface, lines=(text,), style=style, ink=ink, align=align)

    def text(
        self, node: Node, text: str, x: int, y: int, w: int, style: str, surface: str, ink: str = "text", align: str = "left"
    ) -> int:
        """A wrapped paragraph."""
        if not text:
            return 0
        lines = self.measure.wrapped(text, style, w)
        height = len(lines) * self.measure.line(style)
        box = self.put(node, "text", x, y, w, height, surface, lines=lines, style=style, ink=ink, align=align)
        if node.links:
            self.terms(box, text)
        return height

    def terms(self, box: Box, text: str) -> None:
        """A box for each word of a laid-out text that opens a page; two for one that stands on two lines."""
        node, style, line, width = box.node, box.style, self.measure.line(box.style), self.measure.width
        first, at = text.find(node.name), 0
        for row, told in enumerate(box.lines):
            begin = text.find(told, at)
            at = begin + len(told)
            spare = box.w - width(told, style)
            left = box.x + (spare // 2 if box.align == "centre" else spare if box.align == "right" else 0)
            for link in node.links:
                a, b = max(first + link.start, begin), min(first + link.end, at)
                if a < b:
                    word = Node("button", f"{node.id}/{link.start}", link.name, hint=link.hint, intent=link.intent)
                    start = width(told[: a - begin], style)
                    wide, y = width(told[: b - begin], style) - start, box.y + row * line
                    self.put(word, "term", left + start, y, wide, line, box.surface, style=style, target=True)

    def style_of(self, node: Node) -> str:
        """The letters of a text or heading; in the bars of the Desk they are small."""
        if self.compact:
            return "small-strong" if node.role == "heading" else "small"
        return HEADINGS.get(node.style, "h2") if node.role == "heading" else TEXTS.get(node.style, "body")

    # --- how wide a node would like to be, and can be at the least ----------------------------------------------------
    def line_width(self, node: Node, style: str) -> int:
        """The width of a name, with its value at the right when it has one, on one line."""
        value = self.measure.width(node.value, style) + 2 if node.value else 0
        return self.measure.width(node.name, style) + value + (self.u(0.6) if node.name and value else 0)

    def natural(self, node: Node) -> int:
        """Width in pixels at which nothing needs to wrap."""
        return self.roles[node.role].natural(self, node)

    def least(self, node: Node, w: int) -> int:
        """The narrowest width that still reads well, never more than `w`."""
        natural, least = self.natural(node), self.roles[node.role].least
        if node.role == "row" and not all(map(bare, node.children)):
            return min(w, natural, max([self.u(12), *(self.least(c, w) for c in node.children)]))
        return min(natural, w) if least is None or node.role == "row" else min(natural, w, self.u(least))

    # --- several nodes ------------------------------------------------------------------------------------------------
    def between(self, nodes: Sequence[Node]) -> int:
        """The gap between children of a row: icons stand close together."""
        return self.u(0.45) if all(map(bare, nodes)) else self.gap

    def widths(self, nodes: Sequence[Node], w: int) -> list[list[tuple[Node, int]]]:
        """Children on as many lines as they need, each with its width; what may stretch takes what is left."""
        gap = self.between(nodes)
        lines: list[list[Node]] = [[]]
        used = 0
        for node in nodes:
            least = self.least(node, w)
            if lines[-1] and used + gap + least > w:
                lines.append([])
                used = 0
            used += least + (gap if lines[-1] else 0)
            lines[-1].append(node)
        return [self.shares(line, w) for line in lines]

    def shares(self, line: list[Node], w: int) -> list[tuple[Node, int]]:
        """The widths of the children of one line."""
        least = [self.least(n, w) for n in line]
        natural = [max(a, min(self.natural(n), w)) for a, n in zip(least, line, strict=True)]
        room = w - self.between(line) * (len(line) - 1)
        blocks = len(line) > 1 and not self.columns and all(n.role in ("list", "panel", "chart", "figure") for n in line)
        if blocks and (max(least) <= room // len(line) or any(n.role == "panel" for n in line)):
            return [(n, room // len(line)) for n in line]
        spare = room - sum(natural)
        if spare < 0:
            want, spare = sum(natural) - sum(least), max(0, room - sum(least))
            return [(n, a + (spare * (b - a) // want if want else 0)) for n, a, b in zip(line, least, natural, strict=True)]
        told = any(n.role == "text" for n in line)  # a bare number stands close to the words about it
        growing = [
            i for i, n in enumerate(line) if self.roles[n.role].stretches and not (told and n.role == "figure" and not n.children)
        ]
        if not growing and any(self.roles[n.role].inline and n.role != "icon" for n in line):
            growing = [i for i, n in enumerate(line) if n.role == "text"][:1]
        for i in growing:
            natural[i] += spare // len(growing)
        return list(zip(line, natural, strict=True))

    def row(self, nodes: Sequence[Node], x: int, y: int, w: int, surface: str) -> int:
        """Children side by side, on several lines where they do not fit."""
        top, space = y, 0
        for line in self.widths(nodes, w):
            placed = []
            left = x
            for node, width in line:
                first = len(self.boxes)
                placed.append((first, self.node(node, left, top, width, surface), node))
                left += width + self.between([n for n, _ in line])
            height = max(h for _, h, _ in placed)
            ends = [first for first, _, _ in placed[1:]] + [len(self.boxes)]
            level = all(self.roles[n.role].inline or n.role in ("text", "field", "tabs", "meter") for n, _ in line)
            for (first, h, node), end in zip(placed, ends, strict=True):
                if node.role == "panel" and self.boxes[first].part == "card":
                    self.boxes[first].h = height
                elif h < height and (level or self.roles[node.role].inline):
                    down = height - h if any(n.role == "field" for n, _ in line) else (height - h) // 2
                    for box in self.boxes[first:end]:
                        box.y += down
            space = self.between(nodes)
            top += height + space
        return top - space - y

    def stack(self, nodes: Sequence[Node], x: int, y: int, w: int, surface: str, gap: int | None = None) -> int:
        """Children one under the other."""
        top = y
        space = self.gap if gap is None else gap
        last = 0
        for i, node in enumerate(nodes):
            height = self.node(node, x, top, w, surface)
            if height:
                close = gap is None and node.role == "text" and i + 1 < len(nodes) and nodes[i + 1].role == "text"
                last = self.u(0.3) if close else space
                top += height + last
        return max(0, top - last - y)

    def node(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        """Any node, by its role."""
        return self.roles[node.role].lay_out(self, node, x, y, w, surface)
