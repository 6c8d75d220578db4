"""What every painter of a box paints with: colours on a ground, rounded plates and rims, icons; pictures of them are remembered.

Knows no part of a box by name; that is `widgets`' business."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import partial

import pygame

from game.desktop.graphics import shapes
from game.desktop.graphics.fonts import Fonts
from game.desktop.graphics.geometry import Box, Rect
from game.desktop.graphics.shapes import PictureCache, rounded
from game.desktop.graphics.theme import Colour, Theme
from game.desktop.graphics.window_words import words

PIECE = 4_096  # pixels of a rim that are one picture
LARGE = 40_000  # pixels of a card from which on only its rim is kept as a picture
Layer = tuple[Hashable, Callable[[], pygame.Surface]]  # a picture that is remembered: its key, and how it is made


@dataclass(slots=True)
class ViewState:
    """What changes on a window without a new layout; written by `window`, read by whatever paints."""

    scroll: dict[str, int] = field(default_factory=dict)
    hover: str = ""
    pressed: str = ""
    focus: str = ""
    ring: bool = False  # whether the focus is shown (the keyboard was used last)
    typed: dict[str, str] = field(default_factory=dict)
    caret: int = -1
    composed: str = ""  # what an input method is still composing at the caret
    composed_caret: int = 0  # where its own caret stands in that
    note: str = ""  # id of the node that is no control and whose hint the keyboard reads
    tip: str = ""  # id of the node whose hint is open
    why: str = ""  # id of the greyed control that was tried
    caption: str = ""  # what stands at the window's foot for a while: a cue or a sentence that is not heard
    moving: float = -1.0  # seconds, while dots run along the flows


class Brush:
    """Paints on `target`, under `view`, with one theme, one size of letters and one language."""

    def __init__(self, theme: Theme, fonts: Fonts, language: str) -> None:
        self.theme = theme
        self.fonts = fonts
        self.em = fonts.em
        self.words = words(language)
        self.pictures = PictureCache()
        self.view = ViewState()
        self.target = pygame.Surface((1, 1))
        self.hair = max(1.0, self.em / 15)  # the thickness of a fine line
        self.thin = max(1, self.em // 14)  # the same in whole pixels

    def u(self, units: float) -> int:
        """Units of text in pixels."""
        return round(units * self.em)

    def colour(self, box: Box, token: str) -> Colour:
        """A colour as it is used on what the box lies on."""
        return self.theme.on(box.surface, token)

    def ink(self, box: Box) -> Colour:
        """The colour of a box's words or icon."""
        return self.theme.get("on_accent") if box.ink == "on_accent" else self.colour(box, box.ink)

    def edge(self, box: Box) -> Colour:
        """The colour of a control's rim: greyed, chosen or neither."""
        return self.colour(box, "faint" if box.grey else "accent" if box.node.on else "control_edge")

    def hovered(self, box: Box) -> bool:
        """Whether the pointer is on this control."""
        return box.target and self.view.hover == box.node.id

    def lay(self, key: Hashable, make: Callable[[], pygame.Surface], rect: Rect) -> None:
        """Lays the remembered picture of this key into the rectangle's upper left corner."""
        self.target.blit(self.pictures.get(key, make), rect[:2])

    def plate(self, rect: Rect, radius: int, fill: Colour | None, edge: Colour | None = None, line: float = 1.0) -> None:
        """A rounded rectangle, remembered by its size and colours; of a large one only the rim is remembered."""
        key = ("plate", radius, fill, edge, line)
        border = radius + 2 + round(line)
        if rect.w * rect.h < LARGE or min(rect.w, rect.h) < 2 * border + 2:
            self.lay((*key, rect.w, rect.h), lambda: rounded(rect.w, rect.h, radius, fill, edge, line), rect)
            return
        self.rim(rect, border, key, lambda: rounded(2 * border + 2, 2 * border + 2, radius, fill, edge, line))
        if fill is not None:
            self.target.fill(fill, tuple(rect.inset(border)))

    def rim(self, rect: Rect, border: int, key: tuple[object, ...], make: Callable[[], pygame.Surface]) -> None:
        """A frame `border` pixels thick: the corners of a small square picture, and its sides drawn out."""
        small = self.pictures.get((*key, "corners"), make)
        x, y, w, h = rect
        side = small.get_width()
        far, wide, tall = side - border, w - 2 * border, h - 2 * border

        def across(at: int) -> pygame.Surface:
            return pygame.transform.scale(small.subsurface((border, at, 1, border)), (wide, border))

        def down(at: int) -> pygame.Surface:
            return pygame.transform.scale(small.subsurface((at, border, border, 1)), (border, min(tall, PIECE)))

        blit, get = self.target.blit, self.pictures.get
        for sx, dx in ((0, x), (far, x + w - border)):
            for sy, dy in ((0, y), (far, y + h - border)):
                blit(small, (dx, dy), (sx, sy, border, border))
        blit(get((*key, "top", wide), lambda: across(0)), (x + border, y))
        blit(get((*key, "bottom", wide), lambda: across(far)), (x + border, y + h - border))
        for begun in range(0, tall, PIECE):  # of a long list only the pieces in sight are laid; no picture is as high as all of it
            for name, at, left in (("left", 0, x), ("right", far, x + w - border)):
                part = get((*key, name, min(tall, PIECE)), partial(down, at))
                blit(part, (left, y + border + begun), (0, 0, border, min(PIECE, tall - begun)))

    def icon(self, name: str, x: int, y: int, size: int, colour: Colour) -> None:
        """An icon; nothing when the file is missing."""

        def make() -> pygame.Surface:
            return shapes.icon(name, size, colour) or pygame.Surface((1, 1), pygame.SRCALPHA)

        self.target.blit(self.pictures.get(("icon", name, size, colour), make), (x, y))

    def middle_icon(self, name: str, rect: Rect, size: int, colour: Colour) -> None:
        """An icon in the middle of a rectangle."""
        self.icon(name, rect.x + (rect.w - size) // 2, rect.y + (rect.h - size) // 2, size, colour)
