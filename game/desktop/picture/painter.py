"""Paints a layout: the still picture once and in steps, and over it what moves or is pointed at.

Single boxes are the business of `widgets`, what lies above all of them that of `overlays`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pygame

from game.desktop.graphics import shapes
from game.desktop.graphics.brush import Brush, ViewState
from game.desktop.graphics.fonts import Fonts
from game.desktop.graphics.geometry import Rect
from game.desktop.graphics.theme import Theme, mix
from game.desktop.layout.screen_layout import Layout, ScrollArea
from game.desktop.picture.overlays import draw_caption, draw_focus_ring, draw_scrollbar, draw_tooltip
from game.desktop.widgets.roles import LAYERS, PAINTERS

GROUND = 256  # width in pixels of the strip that the ground is laid with
FOREVER = float("inf")


class Painter:
    """Paints with one theme, one size of letters and one language. Make a new one when any of them changes."""

    def __init__(self, theme: Theme, fonts: Fonts, language: str, clock: Callable[[], float] = time.perf_counter) -> None:
        self.brush = Brush(theme, fonts, language)
        self.clock = clock
        self.layout = Layout(1, 1, fonts.em)
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
        self.brush.target, self.brush.view = target, view
        for box in layout.boxes:
            pointed = box.node.id == view.hover and (box.target or box.part == "block")
            if pointed or (view.moving >= 0 and box.part == "map"):
                self.renew(layout.shown(box, view.scroll).inset(-self.brush.u(0.3)))
        draw_focus_ring(self.brush, layout)
        draw_tooltip(self.brush, layout)
        draw_caption(self.brush, layout)

    def prepare(self, layout: Layout, view: ViewState, until: float = FOREVER) -> bool:
        """Goes on with the still picture until this time of the clock; True when it is done."""
        if self.stale(layout, view):
            region = self._changed(layout, view)
            self.layout, self._of = layout, self._key(view)
            self._calm = ViewState(dict(view.scroll), focus=view.focus, typed=dict(view.typed), caret=view.caret)
            self._calm.composed, self._calm.composed_caret = view.composed, view.composed_caret
            self._work, self._whole = self._paint_still(region), False
        self.brush.target, self.brush.view = self.other, self._calm
        while self.clock() < until:
            if next(self._work, self) is self:
                return True
        return self._whole

    def stale(self, layout: Layout, view: ViewState) -> bool:
        """Whether the still picture that is there or under way shows something else."""
        return layout is not self.layout or self._key(view) != self._of

    @staticmethod
    def _key(view: ViewState) -> tuple[object, ...]:
        entry = (view.focus, view.caret, view.composed, view.composed_caret)
        return dict(view.scroll), dict(view.typed), entry if view.caret >= 0 else None

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
        return found.inset(-self.brush.u(1)).cut(whole) if found else Rect(0, 0, 0, 0)

    def _paint_still(self, region: Rect) -> Iterator[None]:
        """Paints the still picture, a box or a layer of a map at a time; outside the region it is as it was."""
        layout, brush = self.layout, self.brush
        size = (layout.width, layout.height)
        if self.other.get_size() != size:
            self.other = brush.target = pygame.Surface(size)
        # What one screen needs must stay: larger windows may keep more.
        brush.pictures.limit = 24_000_000 + 12 * layout.width * layout.height
        for box in layout.boxes:
            for layer in LAYERS[box.part](brush, box) if box.part in LAYERS else ():
                brush.pictures.get(*layer)
                yield
        if region[2:] != size:
            self.other.set_clip(None)
            self.other.blit(self.still, (0, 0))
        if region.w:
            yield from self._boxes(region)
        self.still, self.other, self._whole = self.other, self.still, True

    def _boxes(self, region: Rect) -> Iterator[None]:
        """Paints what meets this part of the window, from the ground up."""
        layout, brush, target, scroll = self.layout, self.brush, self.brush.target, self.brush.view.scroll
        target.set_clip(shapes.as_rect(region))
        ground = brush.pictures.get(("ground", layout.height), self._ground)
        strips = range(region.x // GROUND * GROUND, region.right, GROUND)
        target.blits([(ground, (x, 0)) for x in strips], False)
        wide = brush.u(0.5)  # a little wider at the sides, for the shadows of cards
        clip, shift = region, 0
        above: ScrollArea | None = None
        for box in layout.boxes:
            area = layout.areas[box.area]
            if area is not above:
                if above:
                    draw_scrollbar(brush, above)
                above, clip, shift = area, area.rect.cut(region), scroll.get(area.name, 0)
                roomy = Rect(area.rect.x - wide, area.rect.y, area.rect.w + 2 * wide, area.rect.h)
                target.set_clip(shapes.as_rect(roomy.cut(region)))
            rect = Rect(box.x, box.y - shift, box.w, box.h)
            if box.part in PAINTERS and rect.meets(clip) and rect.w > 0 and rect.h > 0:
                PAINTERS[box.part](brush, box, rect)
                yield
        if above:
            draw_scrollbar(brush, above)
        target.set_clip(None)

    def renew(self, region: Rect) -> None:
        """Paints a part of the window again, as pointer and time have it now."""
        for _ in self._boxes(region.cut(Rect(0, 0, self.layout.width, self.layout.height))):
            pass

    def _ground(self) -> pygame.Surface:
        """A strip of the ground, a little lighter at the top."""
        found, strip = pygame.Surface((GROUND, self.layout.height)), pygame.Surface((1, 64))
        glow, ground = self.brush.theme.get("glow"), self.brush.theme.get("ground")
        for y in range(64):
            strip.set_at((0, y), mix(glow, ground, min(1.0, y / 50)))
        pygame.transform.smoothscale(strip, found.get_size(), found)
        return found.convert() if pygame.display.get_surface() else found
