"""Lays out texts and everything that can be pressed, chosen or typed into.

Figures and pictures are `gauges`; groups and tables are `flow`."""

from __future__ import annotations

from game.desktop.widgets.rows import Rows, shown
from game.screens.node import Node


class Controls(Rows):
    """Texts and controls, by role."""

    def lay_text(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        first = len(self.boxes)
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
            if node.links:  # its words lie above it
                self.boxes.insert(first, self.boxes.pop())
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
        small = node.style == "small"
        wide = sum(self.segment_width(c, small) + self.u(0.3) for c in node.children)
        doubled = node.name in self.titles
        label = self.m.width(node.name, "small-strong") + self.gap
        if plain and node.name and not doubled and not node.hint and wide + label <= w:
            line = self.m.line("small") + 2 * self.u(0.22) if small else self.m.line("body") + self.u(0.6)
            self.text(node, node.name, x, y + (line - self.m.line("small-strong")) // 2, label, "small-strong", surface, "muted")
            return self.segments(node, "segment", x + label, y, w - label, surface)
        top = y + self.titled(node, x, y, w, surface)
        if plain and wide <= 3 * w and all(self.segment_width(c, small) <= w for c in node.children):
            return top + self.segments(node, "segment", x, top, w, surface) - y
        return top + self.stack(node.children, x, top, w, surface, self.u(0.3)) - y

    def titled(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        """A small name above a control, when it has one."""
        if node.name and node.name in self.titles:
            return 0  # the panel around it says it already
        words = node.name if node.role in ("field", "choice", "tabs") else shown(node)
        height = self.text(node, words, x, y, w, "small-strong", surface, "muted")
        if height and node.hint and node.intent is None:
            self.put(node, "spot", x, y, w, height, surface=surface)
        return height + self.u(0.25) if height else 0

    def segment_width(self, node: Node, small: bool = False) -> int:
        words = self.m.width(node.name, "small" if small else "body")
        return words + 2 * self.u(0.5 if small else 0.7) + (self.u(1.6) if node.icon else 0) + 2

    def lay_tabs(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        return self.segments(node, "tab", x, y, w, surface)

    def segments(self, node: Node, part: str, x: int, y: int, w: int, surface: str) -> int:
        """Options side by side, on several lines where needed."""
        small = node.style == "small"
        style = "small" if small else "body"
        line, pad, ypad = self.m.line(style), self.u(0.5 if small else 0.7), self.u(0.22 if small else 0.3)
        space = 0 if part == "tab" else self.u(0.3)
        left, top, height = x, y, line + 2 * ypad
        tight = part == "tab" and all(c.icon for c in node.children) and sum(map(self.segment_width, node.children)) > w
        for child in node.children:
            if tight and not child.on:  # its name is in the tooltip
                width = self.u(2.7)
                if left > x and left + width > x + w:
                    left, top = x, top + height + self.u(0.25)
                    height = line + 2 * ypad
                self.put(child, "tab-icon", left, top, width, height, surface=surface, icon=child.icon, target=True, ink="muted")
                left += width
                continue
            width = min(self.segment_width(child, small), w)
            lead = self.u(1.6) if child.icon else 0
            lines = self.m.wrapped(child.name, style, width - 2 * pad - lead)
            tall = len(lines) * line + 2 * ypad
            if left > x and left + width > x + w:
                left, top = x, top + height + self.u(0.25)
                height = line + 2 * ypad
            height = max(height, tall)
            live = child.intent is not None
            self.put(child, part, left, top, width, tall, surface=surface, target=live, grey=bool(child.why_not))
            inner = left + pad
            ink = "muted" if child.why_not or (part == "tab" and not child.on) else self.ink(child)
            if child.icon:
                self.put(child, "icon", inner, top + ypad, self.u(1.3), line, icon=child.icon, surface=surface, ink=ink)
                inner += lead
            words = left + width - pad - inner
            self.put(child, "text", inner, top + ypad, words, len(lines) * line, lines=lines, style=style, surface=surface, ink=ink)
            left += width + space
        return top + height - y

    def lay_stepper(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        side, line = self.u(1.9), self.m.line("body")
        icon = self.u(1.6) if node.icon and w >= self.u(16) else 0
        if icon:
            x, w = x + icon, w - icon
        buttons = node.children[:2]
        # Settings of one list stand under each other where there is room.
        value = max(self.m.width(node.value, "strong") + self.u(0.8), self.u(7.4 if w >= self.u(34) else 2.6))
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
