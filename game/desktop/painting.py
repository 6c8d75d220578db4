"""Paints a layout: one small painter for each part of a box, looked up by its name.

Draws from remembered pictures only; input, focus and time belong to `face`."""

from __future__ import annotations

import pygame

from game.desktop import charts, sankey, shapes, world
from game.desktop.geometry import Box, Layout, Rect
from game.desktop.layout import tooltip
from game.desktop.lettering import Lettering
from game.desktop.shapes import Store, rounded
from game.desktop.theme import Colour, Theme, mix
from game.desktop.view import View
from game.desktop.words import words
from game.screens.node import Chart, Meter, Sankey, WorldMap

GROUND = 256  # width in pixels of the strip that the ground is laid with


class Painter:
    """Paints with one theme, one size of letters and one language. Make a new one when any of them changes."""

    def __init__(self, theme: Theme, letters: Lettering, language: str) -> None:
        self.theme = theme
        self.letters = letters
        self.em = letters.em
        self.words = words(language)
        self.store = Store()
        self.parts = {
            "text": self.paint_text,
            "icon": self.paint_icon,
            "card": self.paint_card,
            "button": self.paint_button,
            "option": self.paint_option,
            "toggle": self.paint_toggle,
            "segment": self.paint_segment,
            "tab": self.paint_tab,
            "square": self.paint_square,
            "field": self.paint_field,
            "link": self.paint_link,
            "change": self.paint_change,
            "spark": self.paint_spark,
            "meter": self.paint_meter,
            "chart": self.paint_chart,
            "map": self.paint_map,
            "place": self.paint_place,
            "sankey": self.paint_sankey,
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

    def u(self, units: float) -> int:
        return round(units * self.em)

    # --- the whole ------------------------------------------------------------------------------------------------
    def paint(self, target: pygame.Surface, layout: Layout, view: View) -> None:
        """Everything, from the ground to the tooltip."""
        self.target, self.layout, self.view = target, layout, view
        target.set_clip(None)
        # What one screen needs must stay: larger windows may keep more.
        self.store.limit = 40_000_000 + 12 * layout.width * layout.height
        ground = self.store.get(("ground", layout.height), self.make_ground)
        target.blits([(ground, (x, 0)) for x in range(0, layout.width, GROUND)], False)
        area = -1
        clip = Rect(0, 0, layout.width, layout.height)
        shift = 0
        for box in layout.boxes:
            if box.area != area:
                if area >= 0:
                    self.scrollbar(area)
                area = box.area
                clip = layout.areas[area].rect
                shift = view.scroll.get(layout.areas[area].name, 0)
                target.set_clip(self.roomy(clip))
            rect = Rect(box.x, box.y - shift, box.w, box.h)
            if rect.meets(clip) and rect.w > 0 and rect.h > 0:
                paint = self.parts.get(box.part)
                if paint:
                    paint(box, rect)
        if area >= 0:
            self.scrollbar(area)
        target.set_clip(None)
        self.focus_ring()
        self.tip()
        self.caption()

    def roomy(self, rect: Rect) -> pygame.Rect:
        """An area's clip: a little wider at the sides, for the shadows of its cards."""
        d = self.u(0.5)
        return pygame.Rect(rect.x - d, rect.y, rect.w + 2 * d, rect.h)

    def make_ground(self) -> pygame.Surface:
        """A strip of the ground, a little lighter at the top."""
        face = pygame.Surface((GROUND, self.layout.height))
        strip = pygame.Surface((1, 64))
        for y in range(64):
            strip.set_at((0, y), mix(self.theme.get("glow"), self.theme.get("ground"), min(1.0, y / 50)))
        pygame.transform.smoothscale(strip, face.get_size(), face)
        return face.convert() if pygame.display.get_surface() else face

    def colour(self, box: Box, token: str) -> Colour:
        return self.theme.on(box.surface, token)

    def hovered(self, box: Box) -> bool:
        return box.target and self.view.hover == box.node.id

    def plate(self, rect: Rect, radius: int, fill: Colour | None, edge: Colour | None = None, line: float = 1.0) -> None:
        """A rounded rectangle, remembered by its size and colours."""
        key = ("plate", rect.w, rect.h, radius, fill, edge, line)
        self.target.blit(self.store.get(key, lambda: rounded(rect.w, rect.h, radius, fill, edge, line)), rect[:2])

    def icon(self, name: str, x: int, y: int, size: int, colour: Colour) -> None:
        """An icon; nothing when the file is missing."""
        key = ("icon", name, size, colour)

        def make() -> pygame.Surface:
            return shapes.icon(name, size, colour) or pygame.Surface((1, 1), pygame.SRCALPHA)

        self.target.blit(self.store.get(key, make), (x, y))

    @property
    def hair(self) -> float:
        """The thickness of a fine line."""
        return max(1.0, self.em / 15)

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
            key = ("shadow", rect.w, rect.h, radius, spread)
            picture = self.store.get(key, lambda: shapes.shadow(rect.w, rect.h, radius, spread, self.theme.get("shadow"), strength))
            self.target.blit(picture, (rect.x - spread, rect.y - spread + self.u(0.15)))
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

    # --- figures --------------------------------------------------------------------------------------------------------
    def paint_spark(self, box: Box, rect: Rect) -> None:
        if isinstance(box.node.data, Chart):
            chart = box.node.data
            key = ("spark", chart, rect.w, rect.h, box.surface)
            self.target.blit(
                self.store.get(key, lambda: charts.spark(chart, rect.w, rect.h, self.theme, box.surface, self.em)), rect[:2]
            )

    def paint_chart(self, box: Box, rect: Rect) -> None:
        if isinstance(box.node.data, Chart):
            chart = box.node.data
            key = ("chart", chart, rect.w, rect.h, box.surface)
            self.target.blit(
                self.store.get(key, lambda: charts.full(chart, rect.w, rect.h, self.theme, box.surface, self.letters)), rect[:2]
            )

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
        w, h = rect.w, rect.h
        if not isinstance(box.node.data, WorldMap):
            return
        data = box.node.data
        ground = self.store.get(("land", w, h), lambda: self.framed(world.land(w, h, self.theme, self.em)))
        self.target.blit(ground, rect[:2])
        self.target.blit(self.store.get(("flows", data, w, h), lambda: world.flows(data, w, h, self.theme, self.em)), rect[:2])
        if self.view.moving >= 0:
            size = self.u(0.5)
            for (x, y), flow in world.dots(data, w, h, self.em, self.view.moving):
                colour = mix(world.tone(flow.tone, self.theme), self.theme.get("label"), 0.6)
                self.plate(
                    Rect(rect.x + round(x) - size // 2, rect.y + round(y) - size // 2, size, size),
                    size // 2,
                    colour,
                    self.theme.get("halo"),
                )
        self.target.blit(self.store.get(("nodes", data, w, h), lambda: world.nodes(data, w, h, self.theme, self.letters)), rect[:2])
        key = ("legend", data.flows, w)
        legend = self.store.get(
            key,
            lambda: (
                world.legend(data, w - self.u(1), self.words, self.theme, self.letters) or pygame.Surface((1, 1), pygame.SRCALPHA)
            ),
        )
        foot = rect.bottom - legend.get_height() - self.u(0.4)
        self.target.blit(legend, (rect.x + self.u(0.5), foot))

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

    def paint_sankey(self, box: Box, rect: Rect) -> None:
        if isinstance(box.node.data, Sankey):
            data = box.node.data
            key = ("sankey", data, rect.w, rect.h, box.surface)
            make = lambda: sankey.picture(data, rect.w, rect.h, self.theme, box.surface, self.letters)  # noqa: E731
            self.target.blit(self.store.get(key, make), rect[:2])

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
            face = world.art(rect.w, rect.h, self.theme)
            # The words stand on a soft patch of the plain ground.
            wide, high, spread = min(rect.w, self.u(30)), round(rect.h * 0.62), self.u(9)
            patch = shapes.shadow(wide, high, self.u(4), spread, self.theme.get("ground"), 215)
            face.blit(patch, ((rect.w - wide) // 2 - spread, (rect.h - high) // 2 - spread))
            return face

        self.target.blit(self.store.get(("art", rect.w, rect.h), make), rect[:2])

    def scrollbar(self, number: int) -> None:
        """A thin bar at the right of an area that can be scrolled."""
        area = self.layout.areas[number]
        if not area.reach:
            return
        width = max(3, self.u(0.25))
        track = Rect(area.rect.right - width, area.rect.y, width, area.rect.h)
        share = area.rect.h / area.height
        length = max(self.u(1.5), round(track.h * share))
        at = round((track.h - length) * self.view.scroll.get(area.name, 0) / area.reach)
        self.plate(track, width // 2, self.theme.on("ground", "fill"))
        self.plate(Rect(track.x, track.y + at, width, min(length, track.h)), width // 2, self.theme.on("ground", "control_edge"))

    # --- above everything -----------------------------------------------------------------------------------------------
    def focus_ring(self) -> None:
        """A light and a dark line around what the keyboard is on: seen on any ground."""
        box = self.layout.target(self.view.focus) if self.view.ring else None
        if self.view.note:
            box = next((b for b in self.layout.notes() if b.node.id == self.view.note), None)
        if box is None:
            return
        rect = self.layout.shown(box, self.view.scroll)
        if rect.w <= 0 or rect.h <= 0:
            return
        d = max(2, self.u(0.2))
        outer = Rect(rect.x - d, rect.y - d, rect.w + 2 * d, rect.h + 2 * d)
        light, dark = self.theme.get("focus"), self.theme.get("ground")
        radius = self.u(0.55) if box.part != "place" else outer.w // 2
        radius = min(radius, outer.h // 2, outer.w // 2)
        self.plate(outer.inset(-1), radius + 1, None, dark, max(2.0, self.em / 6) + 2)
        self.plate(outer, radius, None, light, max(2.0, self.em / 7))

    def caption(self) -> None:
        """A cue in words, small, at the foot of the window."""
        told = self.words.get(self.view.caption, "")
        if not told:
            return
        picture = self.letters.picture(told, "small", self.theme.on("panel", "text"))
        w, h = picture.get_width() + 2 * self.u(0.8), self.letters.line("small") + 2 * self.u(0.3)
        rect = Rect((self.layout.width - w) // 2, self.layout.height - h - self.u(0.5), w, h)
        self.plate(rect, h // 2, self.theme.on("panel", "fill"), self.theme.on("panel", "control_edge"), self.hair)
        self.target.blit(picture, (rect.x + self.u(0.8), rect.y + self.u(0.3)))

    def tip(self) -> None:
        """The hint of what the pointer or the focus is on; of a greyed control first why not."""
        box = self.tip_box()
        if box is None:
            return
        node = box.node
        texts: list[tuple[str, str, str]] = []
        if box.part in ("square", "place", "block", "icon", "close", "mini") and (node.name or box.part == "close"):
            told = "  ".join(t for t in (node.name, node.value) if t)
            texts.append(("small-strong", "text", self.words["close"] if box.part == "close" else told))
        if node.why_not:
            texts.append(("small-strong", "warn", f"{self.words['why_not']}: {node.why_not}"))
        if node.hint and node.hint != node.why_not:
            texts.append(("small", "text", node.hint))
        if node.key and box.target:
            texts.append(("tiny", "muted", f"{self.words['key']}: {node.key}"))
        if not [t for t in texts if t[0] != "tiny"]:
            return
        pad = self.u(0.6)
        widest = min(self.u(24), self.layout.width - 2 * pad)
        lines = [(style, ink, line) for style, ink, text in texts for line in self.letters.wrapped(text, style, widest - 2 * pad)]
        width = max(self.letters.width(line, style) for style, _, line in lines) + 2 * pad
        height = sum(self.letters.line(style) for style, _, _ in lines) + 2 * self.u(0.45)
        anchor = self.layout.shown(box, self.view.scroll)
        window = Rect(0, 0, self.layout.width, self.layout.height).inset(2)
        rect = tooltip(anchor, width, height, window, self.u(0.4))
        surface = "panel"
        stand = Box(node, "card", *rect, surface=surface)
        self.view, kept = View(), self.view
        self.paint_card(stand, rect)
        self.view = kept
        self.plate(rect, self.u(0.55), None, self.theme.on(surface, "control_edge"), self.hair)
        self.target.set_clip(shapes.as_rect(rect))
        y = rect.y + self.u(0.45)
        for style, ink, line in lines:
            if line:
                self.target.blit(self.letters.picture(line, style, self.theme.on(surface, ink)), (rect.x + pad, y))
            y += self.letters.line(style)
        self.target.set_clip(None)

    def tip_box(self) -> Box | None:
        """The box whose tooltip is open now."""
        wanted = self.view.why or self.view.tip
        if not wanted:
            return None
        boxes = [b for b in self.layout.boxes if b.node.id == wanted and (self.layout.modal < 0 or b.area == self.layout.modal)]
        found = next((b for b in boxes if b.target), None) or next(
            (b for b in boxes if b.part in ("spot", "mini", "icon", "place", "block")), None
        )
        return found or (boxes[0] if boxes else None)
