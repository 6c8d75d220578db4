"""What every painter of a box paints with: colours on a ground, rounded plates and rims, icons; pictures of them are remembered.

Knows no part of a box by name; that is `brushes`."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.desktop.graphics import shapes
from game.desktop.graphics.fonts import Fonts
from game.desktop.graphics.geometry import Box, Rect
from game.desktop.graphics.shapes import PictureCache, rounded
from game.desktop.graphics.theme import Colour, Theme
from game.desktop.graphics.view_state import ViewState

LARGE = 40_000  # pixels of a card from which on only its rim is kept as a picture


class Brush:
    """Paints on `target`, under `view`, with one theme and one size of letters."""

    def __init__(self, theme: Theme, letters: Fonts) -> None:
        self.theme = theme
        self.letters = letters
        self.em = letters.em
        self.store = PictureCache()
        self.view = ViewState()
        self.target = pygame.Surface((1, 1))

    def u(self, units: float) -> int:
        return round(units * self.em)

    def colour(self, box: Box, token: str) -> Colour:
        return self.theme.on(box.surface, token)

    def hovered(self, box: Box) -> bool:
        return box.target and self.view.hover == box.node.id

    def plate(self, rect: Rect, radius: int, fill: Colour | None, edge: Colour | None = None, line: float = 1.0) -> None:
        """A rounded rectangle, remembered by its size and colours; of a large one only the rim is remembered."""
        key = ("plate", radius, fill, edge, line)
        border = radius + 2 + round(line)
        if rect.w * rect.h < LARGE or min(rect.w, rect.h) < 2 * border + 2:
            whole = self.store.get((*key, rect.w, rect.h), lambda: rounded(rect.w, rect.h, radius, fill, edge, line))
            self.target.blit(whole, rect[:2])
            return
        self.rim(rect, border, key, lambda: rounded(2 * border + 2, 2 * border + 2, radius, fill, edge, line))
        if fill is not None:
            self.target.fill(fill, tuple(rect.inset(border)))

    def rim(self, rect: Rect, border: int, key: tuple[object, ...], make: Callable[[], pygame.Surface]) -> None:
        """A frame `border` pixels thick: the corners of a small square picture, and its sides drawn out."""
        small = self.store.get((*key, "corners"), make)
        x, y, w, h = rect
        side = small.get_width()
        far, wide, tall = side - border, w - 2 * border, h - 2 * border

        def across(at: int) -> pygame.Surface:
            return pygame.transform.scale(small.subsurface((border, at, 1, border)), (wide, border))

        def down(at: int) -> pygame.Surface:
            return pygame.transform.scale(small.subsurface((at, border, border, 1)), (border, tall))

        blit, get = self.target.blit, self.store.get
        for sx, dx in ((0, x), (far, x + w - border)):
            for sy, dy in ((0, y), (far, y + h - border)):
                blit(small, (dx, dy), (sx, sy, border, border))
        blit(get((*key, "top", wide), lambda: across(0)), (x + border, y))
        blit(get((*key, "bottom", wide), lambda: across(far)), (x + border, y + h - border))
        blit(get((*key, "left", tall), lambda: down(0)), (x, y + border))
        blit(get((*key, "right", tall), lambda: down(far)), (x + w - border, y + border))

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
