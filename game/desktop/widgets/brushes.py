"""The painters of the parts of a box, one small function each, looked up by the part's name.

Draw from remembered pictures only; plates, rims and icons are `brush`, the whole picture, and what lies above it, `painting`."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import pygame

from game.desktop.graphics import charts, sankey, shapes, world_map
from game.desktop.graphics.brush import Brush
from game.desktop.graphics.fonts import Fonts
from game.desktop.graphics.geometry import Box, Rect
from game.desktop.graphics.shapes import rounded
from game.desktop.graphics.theme import Theme, mix
from game.desktop.words import words
from game.screens.node import Chart, Meter, Sankey, WorldMap

Layer = tuple[Hashable, Callable[[], pygame.Surface]]


class Brushes(Brush):
    """Paints single boxes: a painter for each part."""

    def __init__(self, theme: Theme, letters: Fonts, language: str) -> None:
        super().__init__(theme, letters)
        self.words = words(language)
        self.parts = {
            "text": self.paint_text,
            "icon": self.paint_icon,
            "card": self.paint_card,
            "button": self.paint_button,
            "option": self.paint_option,
            "toggle": self.paint_toggle,
            "segment": self.paint_segment,
            "tab": self.paint_tab,
            "tab-icon": self.paint_tab_icon,
            "rule": self.paint_rule,
            "square": self.paint_square,
            "field": self.paint_field,
            "link": self.paint_link,
            "term": self.paint_term,
            "change": self.paint_change,
            "spark": self.paint_spark,
            "meter": self.paint_meter,
            "chart": self.paint_layers,
            "map": self.paint_map,
            "place": self.paint_place,
            "sankey": self.paint_layers,
            "block": self.paint_block,
            "table-head": self.paint_head,
            "table-row": self.paint_row,
            "close": self.paint_close,
            "veil": self.paint_veil,
            "sheet": self.paint_card,
            "top": self.paint_bar,
            "strip": self.paint_bar,
            "foot": self.paint_bar,
            "art": self.paint_art,
        }

    # --- texts and marks --------------------------------------------------------------------------------------------
    def paint_text(self, box: Box, rect: Rect) -> None:
        colour = self.theme.get("on_accent") if box.ink == "on_accent" else self.colour(box, box.ink)
        line = self.letters.line(box.style)
        y = rect.y
        clip = self.target.get_clip()
        for told in box.lines:
            if told and y + line > clip.top and y < clip.bottom:
                picture = self.letters.picture(told, box.style, colour)
                spare = rect.w - picture.get_width()
                x = rect.x + (spare // 2 if box.align == "centre" else spare if box.align == "right" else 0)
                self.target.blit(picture, (x, y))
            y += line

    def paint_icon(self, box: Box, rect: Rect) -> None:
        size = self.u(1.25)
        colour = self.theme.get("on_accent") if box.ink == "on_accent" else self.colour(box, box.ink)
        self.icon(box.icon, rect.x, rect.y + (rect.h - size) // 2, size, colour)

    def paint_link(self, box: Box, rect: Rect) -> None:
        if self.hovered(box):
            y = rect.bottom - max(1, self.em // 14)
            pygame.draw.line(self.target, self.colour(box, "control_edge"), (rect.x, y), (rect.right - 1, y), max(1, self.em // 14))

    def paint_term(self, box: Box, rect: Rect) -> None:
        """A dotted line under a word that opens a page; a whole one under the pointer."""
        thick, gap = max(1, self.em // 14), 1 if self.hovered(box) else 3
        colour = self.colour(box, "accent")
        y = rect.y + round(rect.h * 0.9)
        for x in range(rect.x, rect.right - thick + 1, gap * thick):
            pygame.draw.rect(self.target, colour, (x, y, thick, thick))

    def paint_change(self, box: Box, rect: Rect) -> None:
        words = "  ".join(t for t in (box.node.name, box.node.value) if t)
        sign = words[:1]
        colour = self.colour(box, box.ink)
        up, down = sign in "+▲↑", sign in "-−▼↓"
        size = self.u(0.62)
        if up or down:
            key = ("arrow", up, size, colour)

            def make() -> pygame.Surface:
                canvas = shapes.Canvas(size, size, colour)
                canvas.area(
                    [(0, size * 0.88), (size / 2, size * 0.08), (size, size * 0.88)]
                    if up
                    else [(0, size * 0.12), (size / 2, size * 0.92), (size, size * 0.12)],
                    colour,
                )
                return canvas.done()

            self.target.blit(self.store.get(key, make), (rect.x, rect.y + (rect.h - size) // 2))
        text = words.replace("-", "−", 1) if sign == "-" else words.lstrip("▲▼↑↓ ")
        picture = self.letters.picture(text, box.style, colour)
        self.target.blit(picture, (rect.x + self.u(0.85), rect.y), (0, 0, max(1, rect.w - self.u(0.85)), rect.h))

    # --- controls -----------------------------------------------------------------------------------------------------
    def paint_card(self, box: Box, rect: Rect) -> None:
        radius, spread = self.u(0.55), self.u(0.55)
        strength = self.theme.number.get("shadow_strength", 0)
        if strength:
            colour, border = self.theme.get("shadow"), radius + 2 * spread
            stand = Rect(rect.x - spread, rect.y - spread + self.u(0.15), rect.w + 2 * spread, rect.h + 2 * spread)
            if min(rect.w, rect.h) > 2 * border + 8:
                side = 2 * border + 6 - 2 * spread
                key = ("shadow", radius, spread)
                self.rim(stand, border, key, lambda: shapes.shadow(side, side, radius, spread, colour, strength))
            else:
                shade = ("shadow", rect.w, rect.h, radius, spread)
                picture = self.store.get(shade, lambda: shapes.shadow(rect.w, rect.h, radius, spread, colour, strength))
                self.target.blit(picture, stand[:2])
        fill = self.colour(box, "control_hover" if self.hovered(box) else "fill")
        self.plate(rect, radius, fill, self.colour(box, "edge"), self.hair)

    def paint_button(self, box: Box, rect: Rect) -> None:
        radius = self.u(0.4)
        primary = box.node.style == "primary"
        if box.grey:
            self.plate(rect, radius, None, self.colour(box, "faint"), self.hair)
        elif primary:
            fill = self.theme.get("accent")
            self.plate(rect, radius, mix(fill, (255, 255, 255), 0.18) if self.hovered(box) else fill)
        elif box.node.style == "quiet":
            self.plate(rect, radius, self.colour(box, "control") if self.hovered(box) else None)
        else:
            edge = self.colour(box, "accent" if box.node.on else "control_edge")
            fill = self.colour(box, "control_hover" if self.hovered(box) else "control")
            self.plate(rect, radius, fill, edge, self.hair * (2 if box.node.on else 1))

    def paint_option(self, box: Box, rect: Rect) -> None:
        radius = self.u(0.4)
        on = box.node.on
        fill = self.colour(box, "control_hover" if self.hovered(box) and not box.grey else "control")
        edge = self.colour(box, "faint" if box.grey else "accent" if on else "control_edge")
        self.plate(rect, radius, None if box.grey else fill, edge, self.hair * (2 if on else 1))
        size = self.u(1.05)
        line = self.letters.line("body")
        spot = Rect(rect.x + self.u(0.7), rect.y + self.u(0.38) + (line - size) // 2, size, size)
        self.plate(spot, size // 2, self.colour(box, "fill"), edge, self.hair * 1.4)
        if on:
            dot = spot.inset(round(size * 0.27))
            self.plate(dot, dot.w // 2, self.colour(box, "accent"))

    def paint_toggle(self, box: Box, rect: Rect) -> None:
        if self.hovered(box):
            self.plate(rect, self.u(0.4), self.colour(box, "control"))
        on = box.node.on
        w, h = self.u(2.0), self.u(1.1)
        line = self.letters.line("body")
        track = Rect(rect.x + self.u(0.7), rect.y + self.u(0.38) + (line - h) // 2, w, h)
        edge = self.colour(box, "faint" if box.grey else "accent" if on else "control_edge")
        self.plate(track, h // 2, edge if on else self.colour(box, "fill"), edge, self.hair * 1.3)
        knob = h - 2 * self.u(0.2)
        x = track.right - self.u(0.2) - knob if on else track.x + self.u(0.2)
        self.plate(Rect(x, track.y + self.u(0.2), knob, knob), knob // 2, self.colour(box, "fill") if on else edge)

    def paint_segment(self, box: Box, rect: Rect) -> None:
        on = box.node.on
        fill = self.colour(box, "control_hover" if self.hovered(box) or on else "control")
        edge = self.colour(box, "faint" if box.grey else "accent" if on else "control_edge")
        self.plate(rect, self.u(0.4), None if box.grey else fill, edge, self.hair * (2 if on else 1))

    def paint_tab(self, box: Box, rect: Rect) -> None:
        if self.hovered(box):
            self.plate(rect, self.u(0.3), self.colour(box, "control"))
        thick = max(2, self.em // 6) if box.node.on else max(1, self.em // 15)
        colour = self.colour(box, "accent" if box.node.on else "edge")
        pygame.draw.rect(self.target, colour, (rect.x, rect.bottom - thick, rect.w, thick))

    def paint_tab_icon(self, box: Box, rect: Rect) -> None:
        self.paint_tab(box, rect)
        size = self.u(1.25)
        self.icon(box.icon, rect.x + (rect.w - size) // 2, rect.y + (rect.h - size) // 2, size, self.colour(box, box.ink))

    def paint_rule(self, box: Box, rect: Rect) -> None:
        pygame.draw.rect(self.target, self.colour(box, "edge"), (rect.x, rect.y, rect.w, max(1, self.em // 14)))

    def paint_square(self, box: Box, rect: Rect) -> None:
        edge = self.colour(box, "faint" if box.grey else "control_edge")
        fill = None if box.grey else self.colour(box, "control_hover" if self.hovered(box) else "control")
        self.plate(rect, self.u(0.35), fill, edge, self.hair)
        size = self.u(1.15)
        self.icon(box.icon, rect.x + (rect.w - size) // 2, rect.y + (rect.h - size) // 2, size, self.colour(box, box.ink))

    def paint_close(self, box: Box, rect: Rect) -> None:
        self.plate(rect, rect.w // 2, self.colour(box, "control_hover") if self.hovered(box) else None)
        size = self.u(1.2)
        self.icon("x", rect.x + (rect.w - size) // 2, rect.y + (rect.h - size) // 2, size, self.colour(box, "text"))

    def paint_field(self, box: Box, rect: Rect) -> None:
        view = self.view
        editing = view.focus == box.node.id and view.caret >= 0
        edge = self.colour(box, "faint" if box.grey else "accent" if editing else "control_edge")
        self.plate(rect, self.u(0.35), self.colour(box, "control"), edge, self.hair * (2 if editing else 1))
        text = view.typed.get(box.node.id, box.node.value)
        pad, line = self.u(0.6), self.letters.line("body")
        inner = Rect(rect.x + pad, rect.y, rect.w - 2 * pad, rect.h)
        y = rect.y + (rect.h - line) // 2
        caret = self.letters.width(text[: view.caret], "body") if editing else 0
        slide = max(0, caret - inner.w + 2)  # the end that is being typed stays in sight
        if text:
            picture = self.letters.picture(text, "body", self.colour(box, "muted" if box.grey else "text"))
            self.target.blit(picture, (inner.x, y), (slide, 0, inner.w, line))
        if editing:
            width = max(1, self.em // 12)
            pygame.draw.rect(self.target, self.colour(box, "accent"), (inner.x + caret - slide, y, width, line))

    def layers(self, box: Box) -> tuple[Layer, ...]:
        """The pictures that a large box is laid of, from below, each dear to make; nothing for all others."""
        data, w, h, theme, surface = box.node.data, box.w, box.h, self.theme, box.surface
        if box.part == "chart" and isinstance(data, Chart):
            chart = data
            return ((("chart", chart, w, h, surface), lambda: charts.full(chart, w, h, theme, surface, self.letters)),)
        if box.part == "sankey" and isinstance(data, Sankey):
            stages = data
            return (
                (("sankey", stages, w, h, surface), lambda: sankey.flows(stages, w, h, theme, surface, self.em)),
                (("stages", stages, w, h, surface), lambda: sankey.labels(stages, w, h, theme, surface, self.letters)),
            )
        if box.part != "map" or not isinstance(data, WorldMap):
            return ()
        seen = data

        def legend() -> pygame.Surface:
            found = world_map.legend(seen, w - self.u(1), self.words, theme, self.letters)
            return found or pygame.Surface((1, 1), pygame.SRCALPHA)

        return (
            (("land", w, h), lambda: self.framed(world_map.land(w, h, theme, self.em))),
            (("flows", seen, w, h), lambda: world_map.flows(seen, w, h, theme, self.em)),
            (("nodes", seen, w, h), lambda: world_map.nodes(seen, w, h, theme, self.letters)),
            (("legend", seen.flows, w), legend),
        )

    # --- figures --------------------------------------------------------------------------------------------------------
    def paint_spark(self, box: Box, rect: Rect) -> None:
        if isinstance(box.node.data, Chart):
            chart = box.node.data
            key = ("spark", chart, rect.w, rect.h, box.surface)
            self.target.blit(
                self.store.get(key, lambda: charts.spark(chart, rect.w, rect.h, self.theme, box.surface, self.em)), rect[:2]
            )

    def paint_layers(self, box: Box, rect: Rect) -> None:
        for layer in self.layers(box):
            self.target.blit(self.store.get(*layer), rect[:2])

    def paint_meter(self, box: Box, rect: Rect) -> None:
        if isinstance(box.node.data, Meter):
            meter, tone = box.node.data, box.node.tone
            key = ("meter", meter, rect.w, rect.h, box.surface, tone)
            make = lambda: charts.bar(meter, rect.w, rect.h, self.theme, box.surface, tone, self.em)  # noqa: E731
            self.target.blit(self.store.get(key, make), rect[:2])

    def paint_head(self, box: Box, rect: Rect) -> None:
        pygame.draw.line(
            self.target,
            self.colour(box, "control_edge"),
            (rect.x, rect.bottom - 1),
            (rect.right - 1, rect.bottom - 1),
            max(1, self.em // 14),
        )

    def paint_row(self, box: Box, rect: Rect) -> None:
        if self.hovered(box):
            self.plate(rect, self.u(0.3), self.colour(box, "control"))
        pygame.draw.line(self.target, self.colour(box, "edge"), (rect.x, rect.bottom - 1), (rect.right - 1, rect.bottom - 1))

    # --- the world --------------------------------------------------------------------------------------------------------
    def paint_map(self, box: Box, rect: Rect) -> None:
        if not isinstance(box.node.data, WorldMap):
            return
        data = box.node.data
        land, flows, nodes, legend = (self.store.get(*layer) for layer in self.layers(box))
        self.target.blit(land, rect[:2])
        self.target.blit(flows, rect[:2])
        if self.view.moving >= 0:
            size = self.u(0.5)
            for (x, y), flow in world_map.dots(data, rect.w, rect.h, self.em, self.view.moving):
                colour = mix(world_map.tone(flow.tone, self.theme), self.theme.get("label"), 0.6)
                spot = Rect(rect.x + round(x) - size // 2, rect.y + round(y) - size // 2, size, size)
                self.plate(spot, size // 2, colour, self.theme.get("halo"))
        self.target.blit(nodes, rect[:2])
        self.target.blit(legend, (rect.x + self.u(0.5), rect.bottom - legend.get_height() - self.u(0.4)))

    def framed(self, face: pygame.Surface) -> pygame.Surface:
        """The map with the rounded corners of a card."""
        framed = pygame.Surface(face.get_size(), pygame.SRCALPHA)
        framed.blit(face, (0, 0))
        w, h = face.get_size()
        framed.blit(rounded(w, h, self.u(0.45), (255, 255, 255)), (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
        return framed

    def paint_place(self, box: Box, rect: Rect) -> None:
        if self.hovered(box):
            self.plate(rect, rect.w // 2, None, self.theme.get("label"), self.hair * 1.5)

    def paint_block(self, box: Box, rect: Rect) -> None:
        if self.view.hover == box.node.id:
            self.plate(rect.inset(-2), 3, None, self.theme.on(box.surface, "text"), self.hair * 1.5)

    # --- grounds ------------------------------------------------------------------------------------------------------
    def paint_bar(self, box: Box, rect: Rect) -> None:
        pygame.draw.rect(self.target, self.colour(box, "fill"), tuple(rect))
        y = rect.y if box.part == "foot" else rect.bottom - 1
        pygame.draw.line(self.target, self.colour(box, "edge"), (rect.x, y), (rect.right, y), max(1, self.em // 14))

    def paint_veil(self, box: Box, rect: Rect) -> None:
        def make() -> pygame.Surface:
            face = pygame.Surface(rect[2:], pygame.SRCALPHA)
            face.fill((*self.theme.get("veil"), self.theme.number.get("veil_strength", 160)))
            return face

        self.target.blit(self.store.get(("veil", rect.w, rect.h), make), rect[:2])

    def paint_art(self, box: Box, rect: Rect) -> None:
        """The picture of the world behind the title: its left and right run out of the window."""

        def make() -> pygame.Surface:
            face = world_map.art(rect.w, rect.h, self.theme)
            # The words stand on a soft patch of the plain ground.
            wide, high, spread = min(rect.w, self.u(30)), round(rect.h * 0.62), self.u(9)
            patch = shapes.shadow(wide, high, self.u(4), spread, self.theme.get("ground"), 215)
            face.blit(patch, ((rect.w - wide) // 2 - spread, (rect.h - high) // 2 - spread))
            return face

        self.target.blit(self.store.get(("art", rect.w, rect.h), make), rect[:2])
