"""Puts boxes on a sheet: paragraphs, rows and stacks of nodes, and how wide a node wants to be.

Pure: letters are measured by the function passed in. What each role looks like is `controls`, `gauges` and `flow`."""

from __future__ import annotations

from collections.abc import Sequence

from game.desktop.graphics.geometry import Box, TextMeasure
from game.screens.node import Chart, Node

INLINE = frozenset({"button", "toggle", "icon", "stepper", "option"})
STRETCH = frozenset({"panel", "list", "figure", "meter", "chart", "map", "choice", "table", "field", "tabs", "row"})
TONES = frozenset({"beijing", "washington", "accent", "warn", "neutral"})
MARKS = frozenset("+-−▲▼↑↓±")


def shown(node: Node) -> str:
    """The text of a node whose name and value stand on one line."""
    return "  ".join(part for part in (node.name, node.value) if part)


def numeric(text: str) -> bool:
    """True for cells that belong at the right: figures, with their sign and unit."""
    bare = text.strip()
    return bool(bare) and (bare[0].isdigit() or bare[0] in MARKS or bare[0] in "$€£¥" or bare in "–—")


class Rows:
    """Collects boxes for one area. Every method that lays something out returns the height it took, in pixels."""

    def __init__(
        self,
        measure: TextMeasure,
        em: int,
        area: int,
        *,
        map_height: int = 0,
        columns: bool = False,
        compact: bool = False,
    ) -> None:
        self.m = measure
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

    # --- small things ---------------------------------------------------------------------------------------------
    def put(self, node: Node, part: str, x: int, y: int, w: int, h: int, **more: object) -> Box:
        """Adds a box."""
        box = Box(node, part, x, y, max(0, w), h, area=self.area, **more)  # type: ignore[arg-type]
        self.boxes.append(box)
        return box

    def text(
        self,
        node: Node,
        text: str,
        x: int,
        y: int,
        w: int,
        style: str,
        surface: str,
        ink: str = "text",
        align: str = "left",
        **more: object,
    ) -> int:
        """A wrapped paragraph."""
        if not text:
            return 0
        lines = self.m.wrapped(text, style, w)
        height = len(lines) * self.m.line(style)
        box = self.put(node, "text", x, y, w, height, lines=lines, style=style, surface=surface, ink=ink, align=align, **more)
        if node.links:
            self.terms(box, text)
        return height

    def terms(self, box: Box, text: str) -> None:
        """A box for each word of a laid-out text that opens a page; two for one that stands on two lines."""
        node, line = box.node, self.m.line(box.style)
        first, at = text.find(node.name), 0
        for row, told in enumerate(box.lines):
            begin = text.find(told, at)
            at = begin + len(told)
            spare = box.w - self.m.width(told, box.style)
            left = box.x + (spare // 2 if box.align == "centre" else spare if box.align == "right" else 0)
            for link in node.links:
                a, b = max(first + link.start, begin), min(first + link.end, at)
                if a < b:
                    word = Node("button", f"{node.id}/{link.start}", link.name, hint=link.hint, intent=link.intent)
                    start = self.m.width(told[: a - begin], box.style)
                    wide = self.m.width(told[: b - begin], box.style) - start
                    more = {"style": box.style, "surface": box.surface, "target": True}
                    self.put(word, "term", left + start, box.y + row * line, wide, line, **more)

    def ink(self, node: Node, usual: str = "text") -> str:
        """The token that a node's text is drawn in."""
        return (
            node.tone
            if node.tone in TONES and node.tone != "neutral"
            else "muted"
            if node.style in ("muted", "small", "fine", "tiny", "lead")
            else usual
        )

    def line_width(self, node: Node, style: str) -> int:
        """The width of a name, with its value at the right when it has one, on one line."""
        value = self.m.width(node.value, style) + 2 if node.value else 0
        return self.m.width(node.name, style) + value + (self.u(0.6) if node.name and value else 0)

    # --- how wide a node would like to be, and can be at the least ----------------------------------------------------
    def natural(self, node: Node) -> int:
        """Width in pixels at which nothing needs to wrap."""
        icon = self.u(1.6) if node.icon else 0
        inner = [self.natural(c) for c in node.children]
        role = node.role
        if role == "icon":
            return self.u(1.5)
        if role in ("text", "heading"):
            return self.line_width(node, self.style_of(node)) + icon + 2
        if self.bare(node):
            return self.u(1.9)
        if role in ("button", "option"):
            words = self.line_width(node, "strong" if node.style == "primary" else "body")
            return max([words + icon + self.u(1.8) + (self.u(1.7) if role == "option" else 0), *(n + self.u(1.8) for n in inner)])
        if role == "toggle":
            return self.m.width(shown(node), "body") + icon + self.u(3.4)
        if role == "stepper":
            return self.m.width(node.name, "body") + self.m.width(node.value, "strong") + self.u(6.4) + icon
        if role == "figure":
            side = self.u(8) if any(c.role == "chart" for c in node.children) or isinstance(node.data, Chart) else 0
            words = (
                self.m.width(node.value, "figure")
                + side
                + sum(self.m.width(shown(c), "small") + self.gap for c in node.children if self.is_change(c))
            )
            small = [self.m.width(shown(c), "small") for c in node.children if c.role == "text"]
            meters = self.u(2.6) * sum(c.role == "meter" for c in node.children)
            return max([self.m.width(node.name, "small-strong") + icon, words, meters, *small])
        if role == "meter":
            return max(self.u(11), self.m.width(node.name, "small") + self.m.width(node.value, "small-strong") + self.gap)
        if role == "row":
            return sum(inner) + self.between(node.children) * max(0, len(inner) - 1)
        if role in ("choice", "tabs"):
            return max(sum(inner) + self.u(0.3) * len(inner), self.m.width(node.name, "small-strong"))
        if role in ("panel", "list", "dialog", "screen"):
            pad = 2 * self.u(0.9) if role == "panel" else 0
            return max([self.m.width(node.name, "strong") + icon, *inner, self.u(6)]) + pad
        return {"meter": self.u(11), "chart": self.u(18), "map": self.u(34), "field": self.u(14)}.get(role, self.u(16))

    def least(self, node: Node, w: int) -> int:
        """The narrowest width that still reads well, never more than `w`."""
        natural = self.natural(node)
        floor = {"text": 7.0, "heading": 7.0, "figure": 8.0, "meter": 7.0, "list": 11.0, "panel": 13.0, "map": 20.0, "chart": 12.0}
        if node.role in INLINE and node.role != "option":
            return min(natural, w)
        if node.role == "row":
            return min(
                w,
                natural,
                natural
                if all(self.bare(c) for c in node.children)
                else max([self.u(12), *(self.least(c, w) for c in node.children)]),
            )
        return min(natural, w, self.u(floor.get(node.role, 10.0)))

    def style_of(self, node: Node) -> str:
        """The letters of a text or heading; in the bars of the Desk they are small."""
        if self.compact:
            return "small-strong" if node.role == "heading" else "small"
        if node.role == "heading":
            return {
                "title": "title",
                "display": "title",
                "h1": "h1",
                "card": "serif-strong",
                "serif": "serif-strong",
                "small": "small-strong",
                "now": "strong",
            }.get(node.style, "h2")
        styles = {
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
        return styles.get(node.style, "body")

    # --- rows -----------------------------------------------------------------------------------------------------
    def between(self, nodes: Sequence[Node]) -> int:
        """The gap between children of a row: icons stand close together."""
        return self.u(0.45) if all(self.bare(n) for n in nodes) else self.gap

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
        blocks = all(n.role in ("list", "panel", "chart", "figure") for n in line)
        if (
            blocks
            and len(line) > 1
            and not self.columns
            and (max(least) <= room // len(line) or any(n.role == "panel" for n in line))
        ):
            return [(n, room // len(line)) for n in line]
        if sum(natural) > room:
            want = sum(natural) - sum(least)
            spare = max(0, room - sum(least))
            return [(n, a + (spare * (b - a) // want if want else 0)) for n, a, b in zip(line, least, natural, strict=True)]
        spare = room - sum(natural)
        told = any(n.role == "text" for n in line)  # a bare number stands close to the words about it
        growing = [i for i, n in enumerate(line) if n.role in STRETCH and not (told and n.role == "figure" and not n.children)]
        if not growing and any(n.role in INLINE and n.role != "icon" for n in line):
            growing = [i for i, n in enumerate(line) if n.role == "text"][:1]
        for i in growing:
            natural[i] += spare // len(growing)
        return list(zip(line, natural, strict=True))

    def row(self, nodes: Sequence[Node], x: int, y: int, w: int, surface: str) -> int:
        """Children side by side, on several lines where they do not fit."""
        top = y
        for line in self.widths(nodes, w):
            placed = []
            left = x
            for node, width in line:
                first = len(self.boxes)
                placed.append((first, self.node(node, left, top, width, surface), node))
                left += width + self.between([n for n, _ in line])
            height = max(h for _, h, _ in placed)
            ends = [first for first, _, _ in placed[1:]] + [len(self.boxes)]
            level = all(n.role in INLINE or n.role in ("text", "field", "tabs", "meter") for n, _ in line)
            for (first, h, node), end in zip(placed, ends, strict=True):
                if node.role == "panel" and self.boxes[first].part == "card":
                    self.boxes[first].h = height
                elif h < height and (level or node.role in INLINE):
                    down = height - h if any(n.role == "field" for n, _ in line) else (height - h) // 2
                    for box in self.boxes[first:end]:
                        box.y += down
            top += height + self.gap
        return top - self.gap - y

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

    # --- one node -----------------------------------------------------------------------------------------------------
    def node(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        """Any node, by its role."""
        method = getattr(self, f"lay_{node.role}", None)
        return int(method(node, x, y, w, surface)) if method else self.stack(node.children, x, y, w, surface)

    @staticmethod
    def bare(node: Node) -> bool:
        """Whether a button shows only its icon; its name is in the tooltip."""
        return bool(
            node.role == "button" and node.icon and not node.children and (node.style == "icon" or not (node.name or node.value))
        )

    @staticmethod
    def is_change(node: Node) -> bool:
        """Whether a figure's child is the change that the plan would make, drawn beside the number."""
        return node.role == "text" and (node.style == "change" or shown(node)[:1] in MARKS)
