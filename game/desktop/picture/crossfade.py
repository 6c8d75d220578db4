"""A soft change from one picture of the window, or of parts of it, to the next.

Keeps the old pictures only while it lasts; when a change is soft is `window`'s business."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.desktop.graphics.geometry import Rect
from game.desktop.graphics.shapes import as_rect

SCREEN, HOVER = 0.2, 0.15  # seconds that a new screen or panel, or a control under the pointer, takes


class Crossfade:
    """Old pictures with their places, laid over the new ones ever fainter."""

    def __init__(self, old: Sequence[tuple[Rect, pygame.Surface]], size: tuple[int, int], seconds: float, now: float) -> None:
        self.old = old
        self.size = size
        self.seconds = seconds
        self.began = now

    @property
    def whole(self) -> bool:
        """Whether the whole window changes."""
        return self.seconds == SCREEN

    def draw(self, surface: pygame.Surface, now: float) -> bool:
        """Lays what is left of the old over the new that was just painted; False when the new stands alone."""
        share = min(1.0, max(0.0, (now - self.began) / self.seconds))
        left = round(255 * (1 - share) * (1 - share))
        for rect, old in self.old if left else ():
            if left < 255:  # blending with nothing to blend is ten times dearer than copying
                old.set_alpha(left)
            surface.blit(old, rect[:2])
            old.set_alpha(None)
        return share < 1.0


def copies(surface: pygame.Surface, rects: Sequence[Rect]) -> list[tuple[Rect, pygame.Surface]]:
    """These parts of the window as they stand now."""
    window = Rect(0, 0, *surface.get_size())
    shown = [part for part in (rect.cut(window) for rect in rects) if part.w > 0 and part.h > 0]
    return [(part, surface.subsurface(as_rect(part)).copy()) for part in shown]
