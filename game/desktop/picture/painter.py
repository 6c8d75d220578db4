"""Paints a layout: the still picture once and in steps, and over it what moves, is pointed at or explained.

Single boxes are the business of `brushes`; focus and time belong to `upkeep`, input to `face`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial

import pygame

from game.desktop.graphics import shapes
from game.desktop.graphics.fonts import Fonts
from game.desktop.graphics.geometry import Box, Layout, Rect
from game.desktop.graphics.theme import Theme, mix
from game.desktop.graphics.view_state import ViewState
from game.desktop.layout.arrange import tooltip
from game.desktop.widgets.brushes import Brushes

GROUND = 256  # width in pixels of the strip that the ground is laid with
FOREVER = float("inf")


class Painter(Brushes):
    """Paints with one theme, one size of letters and one language. Make a new one when any of them changes."""

    def __init__(self, theme: Theme, letters: Fonts, language: str, clock: Callable[[], float] = time.perf_counter) -> None:
        super().__init__(theme, letters, language)
        self.clock = clock
        self.layout = Layout(1, 1, letters.em)
        self.still = pygame.Surface((1, 1))  # the picture without pointer, focus and motion
        self.other = pygame.Surface((1, 1))  # the still picture before; the next one is painted over it
        self._of: tuple[object, ...] = ()  # what the still picture shows
        self._calm = ViewState()
        self._work: Iterator[None] = iter(())
        self._whole = False  # whether that is done: a picture that was left half painted is no ground for the next

    # --- the whole ------------------------------------------------------------------------------------------------
    def paint(self, target: pygame.Surface, layout: Layout, view: ViewState) -> None:
        """Everything, from the ground to the tooltip."""
        self.prepare(layout, view)
        target.set_clip(None)
        target.blit(self.still, (0, 0))
        self.target, self.view = target, view
        for box in layout.boxes:
            pointed = box.node.id == view.hover and (box.target or box.part == "block")
            if pointed or (view.moving >= 0 and box.part == "map"):
                self.renew(layout.shown(box, view.scroll).inset(-self.u(0.3)))
        self.focus_ring()
        self.tip()
        self.caption()

    def prepare(self, layout: Layout, view: ViewState, until: float = FOREVER) -> bool:
        """Goes on with the still picture until this time of the clock; True when it is done."""
        if self.stale(layout, view):
            region = self._changed(layout, view)
            self.layout, self._of = layout, self._key(view)
            self._calm = ViewState(dict(view.scroll), focus=view.focus, typed=dict(view.typed), caret=view.caret)
            self._work, self._whole = self._paint_still(region), False
        self.target, self.view = self.other, self._calm
        while self.clock() < until:
            if next(self._work, self) is self:
                return True
        return self._whole

    def stale(self, layout: Layout, view: ViewState) -> bool:
        """Whether the still picture that is there or under way shows something else."""
        return layout is not self.layout or self._key(view) != self._of

    @staticmethod
    def _key(view: ViewState) -> tuple[object, ...]:
        return dict(view.scroll), dict(view.typed), (view.focus, view.caret) if view.caret >= 0 else None

    def _changed(self, layout: Layout, view: ViewState) -> Rect:
        """The part of the still picture that has to be painted: around the areas that are not as they were."""
        old, whole = self.layout, Rect(0, 0, layout.width, layout.height)
        usable = self._whole and self.still.get_size() == whole[2:] and self._of[1:] == self._key(view)[1:]
        if not usable or len(old.areas) != len(layout.areas) or old.modal != layout.modal or layout.modal >= 0:
            return whole
        scroll = self._calm.scroll
        found: Rect | None = None
        for one, other in zip(layout.areas, old.areas, strict=True):
            same = (one.name, one.rect, one.height) == (other.name, other.rect, other.height)
            boxes = zip(layout.boxes[one.first : one.last], old.boxes[other.first : other.last], strict=False)
            if (
                not same
                or one.last - one.first != other.last - other.first
                or scroll.get(one.name, 0) != view.scroll.get(one.name, 0)
                or not all(a is b for a, b in boxes)
            ):
                for rect in (one.rect, other.rect):
                    found = found.around(rect) if found else rect
        return found.inset(-self.u(1)).cut(whole) if found else Rect(0, 0, 0, 0)

    def _paint_still(self, region: Rect) -> Iterator[None]:
        """Paints the still picture, a box or a layer of a map at a time; outside the region it is as it was."""
        layout = self.layout
        if self.other.get_size() != (layout.width, layout.height):
            self.other = self.target = pygame.Surface((layout.width, layout.height))
        # What one screen needs must stay: larger windows may keep more.
        self.store.limit = 24_000_000 + 12 * layout.width * layout.height
        for box in layout.boxes:
            for layer in self.layers(box):
                self.store.get(*layer)
                yield
        if region[2:] != (layout.width, layout.height):
            self.other.set_clip(None)
            self.other.blit(self.still, (0, 0))
        if region.w:
            yield from self._boxes(region)
        self.still, self.other, self._whole = self.other, self.still, True

    def _boxes(self, region: Rect) -> Iterator[None]:
        """Paints what meets this part of the window, from the ground up."""
        layout, target, scroll = self.layout, self.target, self.view.scroll
        target.set_clip(shapes.as_rect(region))
        ground = self.store.get(("ground", layout.height), self.make_ground)
        strips = range(region.x // GROUND * GROUND, region.right, GROUND)
        target.blits([(ground, (x, 0)) for x in strips], False)
        whole = Rect(0, 0, layout.width, layout.height)
        area, clip, shift = -1, whole, 0
        for box in layout.boxes:
            if box.area != area:
                if area >= 0:
                    self.scrollbar(area)
                area = box.area
                clip = layout.areas[area].rect
                shift = scroll.get(layout.areas[area].name, 0)
                wide = self.u(0.5)  # a little wider at the sides, for the shadows of cards
                roomy = Rect(clip.x - wide, clip.y, clip.w + 2 * wide, clip.h).cut(region)
                target.set_clip(shapes.as_rect(roomy))
                clip = clip.cut(region)
            rect = Rect(box.x, box.y - shift, box.w, box.h)
            if rect.meets(clip) and rect.w > 0 and rect.h > 0:
                paint = self.parts.get(box.part)
                if paint:
                    paint(box, rect)
                    yield
        if area >= 0:
            self.scrollbar(area)
        target.set_clip(None)

    def renew(self, region: Rect) -> None:
        """Paints a part of the window again, as pointer and time have it now."""
        for _ in self._boxes(region.cut(Rect(0, 0, self.layout.width, self.layout.height))):
            pass

    def make_ground(self) -> pygame.Surface:
        """A strip of the ground, a little lighter at the top."""
        face = pygame.Surface((GROUND, self.layout.height))
        strip = pygame.Surface((1, 64))
        for y in range(64):
            strip.set_at((0, y), mix(self.theme.get("glow"), self.theme.get("ground"), min(1.0, y / 50)))
        pygame.transform.smoothscale(strip, face.get_size(), face)
        return face.convert() if pygame.display.get_surface() else face

    def scrollbar(self, number: int) -> None:
        """A thin bar at the right of an area that can be scrolled; its ends fade where there is more."""
        area = self.layout.areas[number]
        if not area.reach:
            return
        at = self.view.scroll.get(area.name, 0)
        if area.surface:
            tall = min(self.u(1.3), area.rect.h // 4)
            colour = self.theme.on(area.surface, "fill")
            for above, more in ((True, at > 0), (False, at < area.reach)):
                if more:
                    make = partial(shapes.fading, area.rect.w, tall, colour, above)
                    veil = self.store.get(("fade", colour, area.rect.w, tall, above), make)
                    self.target.blit(veil, (area.rect.x, area.rect.y if above else area.rect.bottom - tall))
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
            box = next((b for b in self.layout.notes(every=True) if b.node.id == self.view.note), None)
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
        """A cue or a sentence in words, small, at the foot of the window."""
        if not self.view.caption:
            return
        widest = min(self.u(52), self.layout.width - self.u(1)) - 2 * self.u(0.8)
        lines = self.letters.wrapped(self.view.caption, "small", widest)
        line, pad = self.letters.line("small"), self.u(0.3)
        w, h = max(self.letters.width(told, "small") for told in lines) + 2 * self.u(0.8), len(lines) * line + 2 * pad
        rect = Rect((self.layout.width - w) // 2, max(0, self.layout.height - h - self.u(0.5)), w, h)
        radius = (line + 2 * pad) // 2
        self.plate(rect, radius, self.theme.on("panel", "fill"), self.theme.on("panel", "control_edge"), self.hair)
        for row, told in enumerate(lines):
            picture = self.letters.picture(told, "small", self.theme.on("panel", "text"))
            self.target.blit(picture, (rect.x + (w - picture.get_width()) // 2, rect.y + pad + row * line))

    def tip(self) -> None:
        """The hint of what the pointer or the focus is on; of a greyed control first why not."""
        box = self.tip_box()
        if box is None:
            return
        node = box.node
        texts: list[tuple[str, str, str]] = []
        if box.part in ("square", "place", "block", "icon", "close", "mini", "tab-icon") and (node.name or box.part == "close"):
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
        self.view, kept = ViewState(), self.view
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
