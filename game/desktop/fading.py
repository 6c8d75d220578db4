"""A soft change from one picture of the window, or of parts of it, to the next.

Keeps both pictures only while it lasts; when a change is soft is `face`'s business."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.desktop.geometry import Rect
from game.desktop.shapes import as_rect

SCREEN, HOVER = 0.2, 0.15  # seconds that a new screen or panel, or a control under the pointer, takes


class Fade:
    """Made before the new picture is painted; `painted` takes that, `draw` shows a mixture of both."""

    def __init__(self, surface: pygame.Surface, rects: Sequence[Rect], seconds: float) -> None:
        self.rects = [r for r in (rect.cut(Rect(0, 0, *surface.get_size())) for rect in rects) if r.w > 0 and r.h > 0]
        self.size = surface.get_size()
        self.seconds = seconds
        self.began = -1.0  # when the new picture first stood; before, painting may take its time
        self.old = self._copies(surface)
        self.new: list[pygame.Surface] = []

    @property
    def whole(self) -> bool:
        """Whether the whole window changes."""
        return self.seconds == SCREEN

    def _copies(self, surface: pygame.Surface) -> list[pygame.Surface]:
        return [surface.subsurface(as_rect(rect)).copy() for rect in self.rects]

    def painted(self, surface: pygame.Surface, now: float) -> None:
        """The new picture stands on the surface."""
        self.began = now if self.began < 0 else self.began
        self.new = self._copies(surface)

    def draw(self, surface: pygame.Surface, now: float) -> bool:
        """Puts the mixture of this moment on the surface; False when the new picture stands alone."""
        share = min(1.0, max(0.0, (now - self.began) / self.seconds))
        left = round(255 * (1 - share) * (1 - share))
        for rect, old, new in zip(self.rects, self.old, self.new, strict=True):
            surface.blit(new, rect[:2])
            if left:
                old.set_alpha(left)
                surface.blit(old, rect[:2])
        return share < 1.0
