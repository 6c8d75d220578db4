"""Lays out headline figures, meters, charts, flows by stage and the map.

Their pictures are drawn by `charts`, `sankey` and `world`."""

from __future__ import annotations

from collections.abc import Sequence

from game.desktop.graphics import sankey
from game.desktop.graphics.map_projection import ASPECT, arc, field, place_at
from game.desktop.widgets.controls import Controls
from game.desktop.widgets.rows import shown
from game.screens.node import Chart, Meter, Node, Sankey, WorldMap


class Gauges(Controls):
    """Figures, meters, charts, flows and the map, by role."""

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
                if (child.hint or child.intent) and tall:
                    live = child.intent is not None
                    self.put(child, "link" if live else "spot", x, top, w, tall, surface=surface, target=live)
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
            live = node.intent is not None
            self.put(node, "link" if live else "mini", left, y, width, self.u(0.62) + line, surface=surface, target=live)
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
        height = max(self.u(6.5), min(self.u(19), round(w * 0.42)))
        self.put(node, "chart", x, top, w, height, surface=surface, target=node.intent is not None)
        return top + height - y

    def lay_sankey(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        """The picture with a spot to point at for each block; its table is for faces without pictures."""
        top = y + self.text(node, node.name, x, y, w, "small-strong", surface) + self.u(0.3)
        tall = 18 if node.style == "low" else 26
        height = self.map_height or max(self.u(14), min(self.u(tall), round(w * 0.5)))
        self.put(node, "sankey", x, top, w, height, surface=surface)
        if isinstance(node.data, Sankey):
            for spot in sankey.plan(node.data, w, height, self.em).spots:
                told = f"{spot.block.name}, {node.data.stages[spot.column].name}"
                block, live = spot.block, spot.block.intent is not None
                id = f"{node.id}/{spot.column}:{block.id}"
                stand = Node("button" if live else "text", id, told, block.value, block.hint, block.intent)
                where = (x + spot.rect.x, top + spot.rect.y, spot.rect.w, spot.rect.h)
                self.put(stand, "block", *where, surface=surface, target=live)
            height += self.text(node, node.data.caption, x, top + height + self.u(0.2), w, "tiny", surface, "muted") + self.u(0.2)
        return top + height - y

    def lay_map(self, node: Node, x: int, y: int, w: int, surface: str, *, over: bool = False) -> int:
        """The picture with a place to point at for each region; its caption stands under it, or (`over`) on its lower edge."""
        height = self.map_height or max(self.u(8), min(self.u(30), round(w / ASPECT)))
        ground = self.put(node, "map", x, y, w, height, surface=surface, target=node.intent is not None)
        if isinstance(node.data, WorldMap):
            radius = self.u(0.9)
            inner = field(ground.rect, self.em)
            stands = {place.id: place_at(place.lon, place.lat, inner) for place in node.data.places}
            for flow in node.data.flows:
                if flow.hint and flow.source in stands and flow.target in stands:
                    way = arc(stands[flow.source], stands[flow.target])
                    mx, my = way[len(way) // 2]
                    named = Node("text", f"{node.id}/{flow.source}>{flow.target}", flow.hint, hint=flow.hint)
                    self.put(named, "spot", round(mx) - radius, round(my) - radius, 2 * radius, 2 * radius, surface=surface)
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
            if over:
                line, wide = self.m.line("tiny"), self.m.width(node.data.caption, "tiny") + 2
                room = min(wide, w - self.u(1.2))
                at = y + height - self.u(0.5) - line
                lines = self.m.wrapped(node.data.caption, "tiny", room)[:1]
                stand = Node("text", f"{node.id}-caption", node.data.caption)
                self.put(
                    stand,
                    "text",
                    x + w - self.u(0.6) - room,
                    at,
                    room,
                    line,
                    lines=lines,
                    style="tiny",
                    surface=surface,
                    ink="muted",
                )
                return height
            caption = self.text(node, node.data.caption, x, y + height + self.u(0.2), w, "tiny", surface, "muted")
            height += caption + self.u(0.2) if caption else 0
        return height
