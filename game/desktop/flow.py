"""Lays nodes out from top to bottom: each role becomes boxes of a height that its text needs at the given width.

Pure: letters are measured by the function passed in. Which part of the window a flow fills is `arrange`'s business."""

from __future__ import annotations

from collections.abc import Sequence

from game.desktop.geometry import Box, Measure
from game.desktop.projection import ASPECT, field, place_at
from game.screens.node import Chart, Meter, Node, WorldMap

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


class Flow:
    """Collects boxes for one area. Every method that lays something out returns the height it took, in pixels."""

    def __init__(
        self,
        measure: Measure,
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
        self.put(node, "text", x, y, w, height, lines=lines, style=style, surface=surface, ink=ink, align=align, **more)
        return height

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
        growing = [i for i, n in enumerate(line) if n.role in STRETCH]
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
        return int(method(node, x, y, w, surface)) if method else self.lay_list(node, x, y, w, surface)

    def lay_text(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        style = self.style_of(node)
        target = node.intent is not None
        icon = self.u(1.6) if node.icon else 0
        ink = "accent" if target and not node.tone else self.ink(node)
        pair = bool(node.name and node.value)
        if pair and self.line_width(node, style) + icon <= w:
            height = self.m.line(style)
            if icon:
                self.put(node, "icon", x, y, icon, height, icon=node.icon, surface=surface, ink=ink)
            value = self.m.width(node.value, style) + 2
            self.text(node, node.name, x + icon, y, w - icon - value - self.u(0.5), style, surface, "muted" if not target else ink)
            self.put(
                node,
                "text",
                x + w - value,
                y,
                value,
                height,
                lines=(node.value,),
                style=style,
                surface=surface,
                align="right",
                ink=self.ink(node),
            )
        elif pair and self.m.width(node.value, style) <= w - icon and not target:
            height = self.text(node, node.name, x + icon, y, w - icon, style, surface, ink)
            if icon:
                self.put(node, "icon", x, y, icon, self.m.line(style), icon=node.icon, surface=surface, ink=ink)
            height += self.text(node, node.value, x + icon, y + height, w - icon, "small", surface, "muted")
        else:
            height = self.text(
                node, shown(node), x + icon, y, w - icon, style, surface, ink, "centre" if node.style == "centre" else "left"
            )
            if icon and height:
                self.put(node, "icon", x, y, icon, self.m.line(style), icon=node.icon, surface=surface, ink=ink)
        if (target or node.hint) and height:
            self.put(node, "link" if target else "spot", x, y, w, height, target=target, surface=surface)
        return height

    def lay_heading(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        return self.lay_text(node, x, y, w, surface)

    def lay_icon(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        height = self.u(1.5)
        self.put(
            node,
            "icon",
            x,
            y,
            w,
            height,
            icon=node.icon or node.name,
            surface=surface,
            ink=self.ink(node),
            target=node.intent is not None,
        )
        return height

    def control(self, node: Node, part: str, x: int, y: int, w: int, surface: str, lead: int = 0) -> int:
        """A thing to press: its ground, mark, words and what lies within it. `lead` pixels at the left are the painter's."""
        pad, ypad = self.u(0.75), self.u(0.38)
        style = "strong" if node.style == "primary" else "small" if node.style == "small" else "body"
        if node.style == "small":
            pad, ypad = self.u(0.55), self.u(0.25)
        ground = self.put(node, part, x, y, w, 0, surface=surface, target=node.intent is not None, grey=bool(node.why_not))
        ink = "muted" if node.why_not else "on_accent" if node.style == "primary" and part == "button" else self.ink(node)
        left, inner = x + pad + lead, w - 2 * pad - lead
        line = self.m.line(style)
        if node.icon:
            self.put(node, "icon", left, y + ypad, self.u(1.35), line, icon=node.icon, surface=surface, ink=ink)
            left, inner = left + self.u(1.75), inner - self.u(1.75)
        value = self.m.width(node.value, style) + 2 if node.value else 0
        height = y + ypad
        if value and self.line_width(node, style) <= inner:
            self.text(node, node.name, left, height, inner - value - self.u(0.5), style, surface, ink)
            self.put(
                node,
                "text",
                left + inner - value,
                height,
                value,
                line,
                lines=(node.value,),
                style=style,
                surface=surface,
                ink="on_accent" if ink == "on_accent" else "muted",
                align="right",
            )
            height += line
        else:
            # Alone and with room to spare, the words of a plain button stand in its middle.
            centred = (
                part == "button" and not node.children and not node.icon and not value and self.m.width(node.name, style) <= inner
            )
            height += self.text(node, node.name, left, height, inner, style, surface, ink, "centre" if centred else "left")
            height += self.text(
                node, node.value, left, height, inner, "small", surface, "on_accent" if ink == "on_accent" else "muted"
            )
        if node.children:
            height += self.u(0.25) + self.stack(node.children, left, height + self.u(0.25), inner, surface, self.u(0.2))
        ground.h = max(height + ypad - y, self.u(1.3))
        return ground.h

    @staticmethod
    def bare(node: Node) -> bool:
        """Whether a button shows only its icon; its name is in the tooltip."""
        return bool(
            node.role == "button" and node.icon and not node.children and (node.style == "icon" or not (node.name or node.value))
        )

    def lay_button(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        if self.bare(node):
            side = min(w, self.u(1.9))
            self.put(
                node,
                "square",
                x,
                y,
                side,
                side,
                surface=surface,
                icon=node.icon,
                target=node.intent is not None,
                grey=bool(node.why_not),
                ink="muted" if node.why_not else "text",
            )
            return side
        return self.control(node, "button", x, y, w, surface)

    def lay_option(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        return self.control(node, "option", x, y, w, surface, lead=self.u(1.7))

    def lay_toggle(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        return self.control(node, "toggle", x, y, w, surface, lead=self.u(2.6))

    def lay_choice(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        plain = all(not c.children and not c.value for c in node.children) and node.style != "list"
        wide = sum(self.segment_width(c) + self.u(0.3) for c in node.children)
        label = self.m.width(node.name, "small-strong") + self.gap
        if plain and node.name and not node.hint and wide + label <= w:
            line = self.m.line("body") + self.u(0.6)
            self.text(node, node.name, x, y + (line - self.m.line("small-strong")) // 2, label, "small-strong", surface, "muted")
            return self.segments(node, "segment", x + label, y, w - label, surface)
        top = y + self.titled(node, x, y, w, surface)
        if plain and wide <= 3 * w and all(self.segment_width(c) <= w for c in node.children):
            return top + self.segments(node, "segment", x, top, w, surface) - y
        return top + self.stack(node.children, x, top, w, surface, self.u(0.3)) - y

    def titled(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        """A small name above a control, when it has one."""
        words = node.name if node.role in ("field", "choice", "tabs") else shown(node)
        height = self.text(node, words, x, y, w, "small-strong", surface, "muted")
        if height and node.hint and node.intent is None:
            self.put(node, "spot", x, y, w, height, surface=surface)
        return height + self.u(0.25) if height else 0

    def segment_width(self, node: Node) -> int:
        return self.m.width(node.name, "body") + 2 * self.u(0.7) + (self.u(1.6) if node.icon else 0) + 2

    def lay_tabs(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        return self.segments(node, "tab", x, y, w, surface)

    def segments(self, node: Node, part: str, x: int, y: int, w: int, surface: str) -> int:
        """Options side by side, on several lines where needed."""
        line = self.m.line("body")
        space = 0 if part == "tab" else self.u(0.3)
        left, top, height = x, y, line + self.u(0.6)
        for child in node.children:
            width = min(self.segment_width(child), w)
            lines = self.m.wrapped(child.name, "body", width - 2 * self.u(0.7) - (self.u(1.6) if child.icon else 0))
            if left > x and left + width > x + w:
                left, top = x, top + height + self.u(0.25)
                height = line + self.u(0.6)
            height = max(height, len(lines) * line + self.u(0.6))
            self.put(
                child,
                part,
                left,
                top,
                width,
                len(lines) * line + self.u(0.6),
                surface=surface,
                target=child.intent is not None,
                grey=bool(child.why_not),
            )
            inner = left + self.u(0.7)
            ink = "muted" if child.why_not or (part == "tab" and not child.on) else self.ink(child)
            if child.icon:
                self.put(child, "icon", inner, top + self.u(0.3), self.u(1.3), line, icon=child.icon, surface=surface, ink=ink)
                inner += self.u(1.6)
            self.put(
                child,
                "text",
                inner,
                top + self.u(0.3),
                left + width - self.u(0.7) - inner,
                len(lines) * line,
                lines=lines,
                style="body",
                surface=surface,
                ink=ink,
            )
            left += width + space
        return top + height - y

    def lay_stepper(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        side, line = self.u(1.9), self.m.line("body")
        icon = self.u(1.6) if node.icon and w >= self.u(16) else 0
        if icon:
            x, w = x + icon, w - icon
        buttons = node.children[:2]
        value = max(self.m.width(node.value, "strong") + self.u(0.8), self.u(2.6))
        tools = side * len(buttons) + value
        inline = self.m.width(node.name, "body") + tools + self.gap <= w or w - tools >= self.u(8)
        if not inline and w >= self.u(13) and tools > w * 0.62:
            # A long setting wraps beside the name rather than standing under it.
            value, inline = max(self.u(4), round(w * 0.55) - side * len(buttons)), True
            tools = side * len(buttons) + value
        value = min(value, max(self.u(1), w - side * len(buttons)))
        tools = side * len(buttons) + value
        room = w - tools - self.gap if inline else w
        first = len(self.boxes)
        height = self.text(node, node.name, x, y, room, "body", surface, "muted" if node.why_not else self.ink(node))
        spot = self.put(
            node, "link" if node.intent else "spot", x, y, room, height, target=node.intent is not None, surface=surface
        )
        lines = self.m.wrapped(node.value, "strong", value - self.u(0.3))
        tall = max(side, len(lines) * line)
        if icon:
            self.put(
                node,
                "icon",
                x - icon,
                y,
                icon,
                line,
                icon=node.icon,
                surface=surface,
                ink="muted" if node.why_not else self.ink(node, "muted"),
            )
        top = y if inline else y + height + self.u(0.2)
        if inline:
            whole = max(height, tall)
            for box in self.boxes[first:]:
                box.y += (whole - height) // 2
            top += (whole - tall) // 2
            spot.y, spot.h = y, whole
        left = x + w - tools if inline else x
        for i, button in enumerate(buttons):
            at = left + (side + value) * i
            self.put(
                button,
                "square",
                at,
                top + (tall - side) // 2,
                side,
                side,
                surface=surface,
                icon=button.icon or ("minus", "plus")[i],
                target=button.intent is not None,
                grey=bool(button.why_not),
                ink="muted" if button.why_not else "text",
            )
        self.put(
            node,
            "text",
            left + side + self.u(0.15),
            top + (tall - len(lines) * line) // 2,
            value - self.u(0.3),
            len(lines) * line,
            lines=lines,
            style="strong",
            surface=surface,
            align="centre",
            ink=self.ink(node),
        )
        return max(height, tall) if inline else top + tall - y

    def lay_field(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        top = y + self.titled(node, x, y, w, surface)
        height = self.m.line("body") + self.u(0.7)
        self.put(node, "field", x, top, w, height, surface=surface, target=node.intent is not None, grey=bool(node.why_not))
        return top + height - y

    # --- figures ----------------------------------------------------------------------------------------------------
    @staticmethod
    def is_change(node: Node) -> bool:
        """Whether a figure's child is the change that the plan would make, drawn beside the number."""
        return node.role == "text" and (node.style == "change" or shown(node)[:1] in MARKS)

    def lay_figure(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        target = node.intent is not None
        ground = self.put(node, "link" if target else "spot", x, y, w, 0, target=target, surface=surface)
        icon = self.u(1.5) if node.icon else 0
        line = self.m.line("small-strong")
        if icon:
            self.put(node, "icon", x, y, icon, line, icon=node.icon, surface=surface, ink="muted")
        top = y + max(self.text(node, node.name, x + icon, y, w - icon, "small-strong", surface, "muted"), line if icon else 0)
        small = node.style == "small"
        style = "h2" if small else "figure"
        tall = self.m.line(style)
        charts = [c for c in node.children if c.role == "chart"]
        if not charts and isinstance(node.data, Chart):
            charts = [node]
        value = min(w, self.m.width(node.value, style) + 2)
        lines = self.m.wrapped(node.value, style, w)
        height = len(lines) * tall
        self.put(
            node,
            "text",
            x,
            top,
            value if len(lines) == 1 else w,
            height,
            lines=lines,
            style=style,
            surface=surface,
            ink=self.ink(node),
        )
        left = x + value + self.gap
        rest = []
        minis = [c for c in node.children if c.role == "meter" and isinstance(c.data, Meter)]
        minis = minis if len(minis) > 2 else []
        for child in node.children:
            if child.role == "chart" or child in minis:
                continue
            width = self.m.width(shown(child), "small-strong") + self.u(1.2)
            if self.is_change(child) and len(lines) == 1 and left + width <= x + w:
                self.put(
                    child,
                    "change",
                    left,
                    top + tall - self.m.line("small-strong") - self.u(0.25),
                    width,
                    self.m.line("small-strong"),
                    lines=(shown(child).lstrip("+-−▲▼↑↓ "),),
                    style="small-strong",
                    surface=surface,
                    ink=self.ink(child),
                )
                left += width + self.gap
            else:
                rest.append(child)
        if charts and x + w - left >= self.u(3.5) and len(lines) == 1:
            width = min(x + w - left, self.u(11))
            self.put(charts[0], "spark", x + w - width, top, width, tall - self.u(0.1), surface=surface)
        elif charts:
            self.put(charts[0], "spark", x, top + height, w, self.u(2), surface=surface)
            height += self.u(2)
        top += height
        if minis:
            top += self.u(0.2) + self.minis(minis, x, top + self.u(0.2), w, surface)
        if isinstance(node.data, Meter):
            top += self.u(0.15) + self.bar(node, node.data, x, top + self.u(0.15), w, surface)
        for child in rest:
            if child.role == "text":
                tall = self.text(child, shown(child), x, top, w, "small", surface, self.ink(child, "muted"))
                if child.hint and tall:
                    self.put(child, "spot", x, top, w, tall, surface=surface)
                top += tall
            elif child.role == "meter" and isinstance(child.data, Meter):
                # The figure's own name stands above: of the bar only its value is written, its name is in the tooltip.
                tall = self.text(child, child.value, x, top, w, "small", surface, "muted")
                tall += self.bar(child, child.data, x, top + tall + self.u(0.1), w, surface) + self.u(0.1)
                self.put(child, "mini", x, top, w, tall, surface=surface)
                top += tall
            else:
                top += self.u(0.2) + self.node(child, x, top + self.u(0.2), w, surface)
        ground.h = top - y
        return ground.h

    def minis(self, nodes: Sequence[Node], x: int, y: int, w: int, surface: str) -> int:
        """Several meters as short bars side by side with their numbers under them; names and hints are in the tooltips."""
        gap, line = self.u(0.3), self.m.line("tiny")
        width = min(self.u(2.4), (w - gap * (len(nodes) - 1)) // len(nodes))
        for i, node in enumerate(nodes):
            left = x + i * (width + gap)
            self.put(node, "meter", left, y, width, self.u(0.62), surface=surface)
            if self.m.width(node.value, "tiny") <= width:
                self.put(
                    node,
                    "text",
                    left,
                    y + self.u(0.62),
                    width,
                    line,
                    lines=(node.value,),
                    style="tiny",
                    surface=surface,
                    ink="muted",
                    align="centre",
                )
            self.put(node, "mini", left, y, width, self.u(0.62) + line, surface=surface)
        return self.u(0.62) + line

    def lay_meter(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        target = node.intent is not None
        ground = self.put(node, "link" if target else "spot", x, y, w, 0, target=target, surface=surface)
        line = self.m.line("small")
        top = y
        name, value = self.m.width(node.name, "small"), self.m.width(node.value, "small-strong") + 2
        if node.name and node.value and name + value + self.gap <= w:
            self.text(node, node.name, x, y, w - value - self.gap, "small", surface, "muted")
            self.put(
                node,
                "text",
                x + w - value,
                y,
                value,
                line,
                lines=(node.value,),
                style="small-strong",
                surface=surface,
                align="right",
            )
            top += line
        else:
            top += self.text(node, node.name, x, top, w, "small", surface, "muted")
            top += self.text(node, node.value, x, top, w, "small-strong", surface)
        if isinstance(node.data, Meter):
            top += self.bar(node, node.data, x, top, w, surface)
        ground.h = top - y
        return ground.h

    def bar(self, node: Node, meter: Meter, x: int, y: int, w: int, surface: str) -> int:
        """The bar itself, with the labels of its marks under it where they fit."""
        height = self.u(0.62)
        self.put(node, "meter", x, y, w, height, surface=surface)
        span = meter.high - meter.low
        taken = x - self.u(9)
        line, drawn = self.m.line("tiny"), False
        for value, label in meter.marks:
            width = self.m.width(label, "tiny") + 2
            if not label or span <= 0 or width > w:
                continue
            at = x + w * min(1.0, max(0.0, (value - meter.low) / span))
            left = int(min(max(x, at - width / 2), x + w - width))
            if left < taken + self.u(0.5):
                continue
            self.put(node, "text", left, y + height, width, line, lines=(label,), style="tiny", surface=surface, ink="muted")
            taken, drawn = left + width, True
        return height + (line if drawn else self.u(0.1))

    def lay_chart(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        top = y + self.text(node, shown(node), x, y, w, "small-strong", surface)
        height = max(self.u(6.5), min(self.u(15), round(w * 0.42)))
        self.put(node, "chart", x, top, w, height, surface=surface, target=node.intent is not None)
        return top + height - y

    def lay_map(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        height = self.map_height or max(self.u(8), min(self.u(30), round(w / ASPECT)))
        ground = self.put(node, "map", x, y, w, height, surface=surface, target=node.intent is not None)
        if isinstance(node.data, WorldMap):
            radius = self.u(0.9)
            inner = field(ground.rect, self.em)
            for place in node.data.places:
                px, py = place_at(place.lon, place.lat, inner)
                stand = Node("button", f"{node.id}/{place.id}", place.name, hint=place.hint, intent=place.intent)
                self.put(
                    stand,
                    "place",
                    px - radius,
                    py - radius,
                    2 * radius,
                    2 * radius,
                    surface=surface,
                    target=place.intent is not None,
                )
            caption = self.text(node, node.data.caption, x, y + height + self.u(0.2), w, "tiny", surface, "muted")
            height += caption + self.u(0.2) if caption else 0
        return height

    def lay_dialog(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        return 0  # a dialog lies above the screen, not in it

    # --- groups ---------------------------------------------------------------------------------------------------
    def lay_row(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        if node.intent is None:
            return self.row(node.children, x, y, w, surface) if node.children else 0
        ground = self.put(node, "option", x, y, w, 0, surface=surface, target=True, grey=bool(node.why_not))
        ground.h = self.u(0.8) + self.row(node.children, x + self.u(2.2), y + self.u(0.4), w - self.u(2.8), surface)
        return ground.h

    def lay_list(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        doubled = bool(node.children) and node.children[0].role == "heading"
        top = y if doubled else y + self.titled(node, x, y, w, surface)
        words = node.children and all(c.role in ("text", "heading") for c in node.children)
        small = all(c.role in ("text", "row", "button", "toggle", "stepper", "option", "meter") for c in node.children)
        if self.columns and small and len(node.children) > 3:
            widest = max(min(self.natural(c), self.u(18)) for c in node.children)
            count = min(3, (w + self.gap) // (widest + self.gap), len(node.children))
            if count > 1:
                return top + self.grid(node.children, x, top, w, surface, count) - y
        return top + self.stack(node.children, x, top, w, surface, self.u(0.12) if words else self.u(0.35) if small else None) - y

    def grid(self, nodes: Sequence[Node], x: int, y: int, w: int, surface: str, count: int) -> int:
        """Children in columns, read downwards, as equal in number as can be."""
        width = (w - self.gap * (count - 1)) // count
        per = -(-len(nodes) // count)
        return max(
            self.stack(nodes[i * per : (i + 1) * per], x + i * (width + self.gap), y, width, surface, self.u(0.35))
            for i in range(count)
            if nodes[i * per : (i + 1) * per]
        )

    def lay_panel(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        """A titled card; in style "plain" without its ground, in style "card" on paper."""
        if node.style == "plain":
            return self.inside(node, x, y, w, surface)
        over = "paper" if node.style in ("card", "paper") else "panel"
        pad = self.u(0.9)
        ground = self.put(node, "card", x, y, w, 0, surface=over, target=node.intent is not None)
        ground.h = 2 * pad + self.inside(node, x + pad, y + pad, w - 2 * pad, over)
        return ground.h

    def inside(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        """A panel's title and children."""
        top = y
        first = node.children[0] if node.children else node
        told = first.role == "tabs" and any(c.on and c.name == node.name for c in first.children)
        if (node.name or node.value) and not told:
            kicker = first.role == "heading"
            style = "small-strong" if kicker else "serif-strong" if surface == "paper" else "strong"
            icon = self.u(1.7) if node.icon else 0
            if icon:
                self.put(
                    node,
                    "icon",
                    x,
                    top,
                    self.u(1.35),
                    self.m.line(style),
                    icon=node.icon,
                    surface=surface,
                    ink=self.ink(node, "muted"),
                )
            value = self.m.width(node.value, "small") + 2 if node.value else 0
            beside = self.m.width(node.name, style) + icon + value + self.gap <= w
            height = self.text(
                node,
                node.name,
                x + icon,
                top,
                w - icon - (value if beside else 0),
                style,
                surface,
                self.ink(node, "muted" if kicker else "text"),
            )
            if beside and value:
                self.put(
                    node,
                    "text",
                    x + w - value,
                    top,
                    value,
                    self.m.line(style),
                    lines=(node.value,),
                    style="small",
                    surface=surface,
                    ink="muted",
                    align="right",
                )
            elif value:
                height += self.text(node, node.value, x + icon, top + height, w - icon, "small", surface, "muted")
            if node.hint and node.intent is None:
                self.put(node, "spot", x, top, w, height, surface=surface)
            top += height + self.u(0.45)
        shelf = self.columns and len(node.children) > 1
        height = self.row(node.children, x, top, w, surface) if shelf else self.stack(node.children, x, top, w, surface)
        return max(0, top + height - y) if height else max(0, top - self.u(0.45) - y) if top > y else 0

    def lay_table(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        top = y + self.titled(node, x, y, w, surface)
        rows = [r for r in node.children if r.role == "row"]
        count = max((len(r.children) for r in rows), default=0)
        if not count:
            return max(0, top - y)
        gap = self.u(0.8)
        natural = [max(self.natural(r.children[i]) for r in rows if i < len(r.children)) for i in range(count)]
        room = w - gap * (count - 1) - self.u(0.8)
        if sum(natural) > room and room < count * self.u(5):
            return top + self.narrow_table(rows, x, top, w, surface) - y
        widths = natural
        if sum(natural) > room:
            fair = room // count
            narrow = sum(n for n in natural if n <= fair)
            broad = sum(n for n in natural if n > fair)
            widths = [n if n <= fair else (room - narrow) * n // broad for n in natural]
        else:
            widths = [*natural]
            widths[0] += room - sum(natural)
        right = [
            all(numeric(shown(r.children[i])) for r in rows[1:] if i < len(r.children)) and len(rows) > 1 for i in range(count)
        ]
        for number, row in enumerate(rows):
            part = "table-head" if number == 0 else "table-row"
            ground = self.put(row, part, x, top, w, 0, surface=surface, target=row.intent is not None, grey=bool(row.why_not))
            left, height = x + self.u(0.4), self.m.line("small")
            for i, cell in enumerate(row.children):
                if cell.role == "text":
                    style = "small-strong" if number == 0 else "body"
                    tall = self.text(
                        cell,
                        shown(cell),
                        left,
                        top + self.u(0.3),
                        widths[i],
                        style,
                        surface,
                        "muted" if number == 0 else self.ink(cell),
                        "right" if right[i] else "left",
                    )
                    if (cell.intent is not None or cell.hint) and tall:
                        self.put(
                            cell,
                            "link" if cell.intent else "spot",
                            left,
                            top + self.u(0.3),
                            widths[i],
                            tall,
                            surface=surface,
                            target=cell.intent is not None,
                        )
                else:
                    tall = self.node(cell, left, top + self.u(0.3), widths[i], surface)
                height = max(height, tall)
                left += widths[i] + gap
            ground.h = height + self.u(0.6)
            top += ground.h
        return top - y

    def narrow_table(self, rows: list[Node], x: int, y: int, w: int, surface: str) -> int:
        """A table where there is no room for columns: each row as a small group of `head: cell` lines."""
        heads = [shown(c) for c in rows[0].children]
        top = y
        for row in rows[1:]:
            ground = self.put(
                row, "table-row", x, top, w, 0, surface=surface, target=row.intent is not None, grey=bool(row.why_not)
            )
            inner = top + self.u(0.3)
            for i, cell in enumerate(row.children):
                if cell.role != "text":
                    inner += self.node(cell, x + self.u(0.4), inner, w - self.u(0.8), surface) + self.u(0.2)
                    continue
                words = shown(cell) if i == 0 or i >= len(heads) or not heads[i] else f"{heads[i]}: {shown(cell)}"
                tall = self.text(
                    cell, words, x + self.u(0.4), inner, w - self.u(0.8), "strong" if i == 0 else "body", surface, self.ink(cell)
                )
                if cell.intent is not None:
                    self.put(cell, "link", x + self.u(0.4), inner, w - self.u(0.8), tall, surface=surface, target=True)
                inner += tall
            ground.h = inner + self.u(0.3) - top
            top += ground.h
        return top - y
