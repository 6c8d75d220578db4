"""Smooth shapes in pygame: rounded cards, soft shadows, antialiased lines and icons; and a memory for pictures.

Everything is drawn several times too large and reduced; whoever calls remembers it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise
from math import hypot

import pygame

from game.desktop.graphics import assets
from game.desktop.graphics.geometry import Rect
from game.desktop.graphics.theme import Colour

Points = Sequence[tuple[float, float]]
OVER = 4  # how many times larger corners are drawn


class PictureCache:
    """Pictures by key; those that were not used for the longest time are forgotten when all take too many bytes."""

    def __init__(self, limit: int = 48_000_000) -> None:
        self.limit = limit
        self._kept: OrderedDict[Hashable, pygame.Surface] = OrderedDict()
        self.held = 0  # bytes

    def get(self, key: Hashable, make: Callable[[], pygame.Surface]) -> pygame.Surface:
        """The picture of this key, made now if it is not there."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        made = self._kept[key] = make()
        self.held += made.get_width() * made.get_height() * 4
        while self.held > self.limit and len(self._kept) > 1:
            _, old = self._kept.popitem(last=False)
            self.held -= old.get_width() * old.get_height() * 4
        return made


def rounded(w: int, h: int, radius: int, fill: Colour | None, edge: Colour | None = None, line: float = 1.0) -> pygame.Surface:
    """A rounded rectangle with smooth corners; `edge` is drawn `line` pixels wide inside its outline."""
    w, h = max(1, w), max(1, h)
    radius = max(0, min(radius, w // 2, h // 2))
    face = pygame.Surface((w, h), pygame.SRCALPHA)
    # Only the corners need many samples: a small rounded square is reduced and cut in nine.
    side = 2 * radius + 4
    small_w, small_h = min(w, side), min(h, side)
    big = pygame.Surface((small_w * OVER, small_h * OVER), pygame.SRCALPHA)
    tint = edge if edge is not None else fill if fill is not None else (0, 0, 0)
    big.fill((*tint, 0))
    if edge is not None:
        pygame.draw.rect(big, (*edge, 255), big.get_rect(), border_radius=radius * OVER)
        inner = big.get_rect().inflate(-round(2 * line * OVER), -round(2 * line * OVER))
        body = (*fill, 255) if fill is not None else (*edge, 0)
        pygame.draw.rect(big, body, inner, border_radius=max(0, radius * OVER - round(line * OVER)))
    elif fill is not None:
        pygame.draw.rect(big, (*fill, 255), big.get_rect(), border_radius=radius * OVER)
    small = pygame.transform.smoothscale(big, (small_w, small_h))
    nine(face, small, radius + 1 if small_w > 2 and small_h > 2 else 0)
    return face


def nine(face: pygame.Surface, small: pygame.Surface, border: int) -> None:
    """Stretches the middle of `small` over `face`, keeping a border of this many pixels."""
    w, h = face.get_size()
    sw, sh = small.get_size()
    if (sw, sh) == (w, h):
        face.blit(small, (0, 0))
        return
    bx, by = min(border, sw // 2, w // 2), min(border, sh // 2, h // 2)
    columns = ((0, bx, 0, bx), (bx, sw - 2 * bx, bx, w - 2 * bx), (sw - bx, bx, w - bx, bx))
    lines = ((0, by, 0, by), (by, sh - 2 * by, by, h - 2 * by), (sh - by, by, h - by, by))
    for sx, sw_, dx, dw in columns:
        for sy, sh_, dy, dh in lines:
            if sw_ > 0 and sh_ > 0 and dw > 0 and dh > 0:
                part = small.subsurface((sx, sy, sw_, sh_))
                face.blit(part if (sw_, sh_) == (dw, dh) else pygame.transform.scale(part, (dw, dh)), (dx, dy))


def shadow(w: int, h: int, radius: int, spread: int, colour: Colour, strength: int) -> pygame.Surface:
    """A soft shadow of a card of this size; `spread` pixels larger on every side. Blurred small, then cut in nine."""
    side = 2 * (radius + spread) + 2 * spread + 8
    sw, sh = min(w + 2 * spread, side), min(h + 2 * spread, side)
    quarter = pygame.Surface((max(2, sw // 2), max(2, sh // 2)), pygame.SRCALPHA)
    quarter.fill((*colour, 0))
    rect = quarter.get_rect().inflate(-spread, -spread)
    pygame.draw.rect(quarter, (*colour, strength), rect, border_radius=max(1, radius // 2))
    soft = pygame.transform.smoothscale(pygame.transform.box_blur(quarter, max(1, spread // 4)), (sw, sh))
    face = pygame.Surface((w + 2 * spread, h + 2 * spread), pygame.SRCALPHA)
    face.fill((*colour, 0))
    nine(face, soft, min(sw, sh) // 2 - 1)
    return face


def fading(w: int, h: int, colour: Colour, above: bool) -> pygame.Surface:
    """A veil of one colour that is thick at its upper (`above`) or lower edge and clear at the other."""
    column = pygame.Surface((1, h), pygame.SRCALPHA)
    for y in range(h):
        share = 1 - y / h if above else (y + 1) / h
        column.set_at((0, y), (*colour, round(245 * share)))
    return pygame.transform.scale(column, (w, h))


def strip(points: Points, width: float) -> list[tuple[float, float]]:
    """The outline of a line of this width through the points."""
    left, right = [], []
    for i, (x, y) in enumerate(points):
        ax, ay = points[max(0, i - 1)]
        bx, by = points[min(len(points) - 1, i + 1)]
        length = hypot(bx - ax, by - ay) or 1.0
        nx, ny = -(by - ay) / length * width / 2, (bx - ax) / length * width / 2
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return left + right[::-1]


def dashed(points: Points, on: float, off: float) -> list[list[tuple[float, float]]]:
    """The pieces of a line that are drawn when `on` pixels are drawn and `off` are left, in turn."""
    pieces: list[list[tuple[float, float]]] = [[points[0]]]
    left, drawing = on, True
    for (ax, ay), (bx, by) in pairwise(points):
        length = hypot(bx - ax, by - ay)
        done = 0.0
        while length - done > left:
            done += left
            at = (ax + (bx - ax) * done / length, ay + (by - ay) * done / length)
            if drawing:
                pieces[-1].append(at)
            else:
                pieces.append([at])
            drawing = not drawing
            left = on if drawing else off
        left -= length - done
        if drawing:
            pieces[-1].append((bx, by))
    return [p for p in pieces if len(p) > 1]


class Canvas:
    """A surface drawn at a multiple of its size and reduced at the end: smooth lines, areas and discs."""

    def __init__(self, w: int, h: int, tint: Colour = (0, 0, 0), over: int = 3) -> None:
        self.w, self.h, self.over = max(1, w), max(1, h), over
        self.big = pygame.Surface((self.w * over, self.h * over), pygame.SRCALPHA)
        if any(tint):  # a new surface is clear black already
            self.big.fill((*tint, 0))

    def _up(self, points: Points) -> list[tuple[float, float]]:
        return [(x * self.over, y * self.over) for x, y in points]

    def line(self, points: Points, colour: Colour, width: float, alpha: int = 255) -> None:
        """A line through the points, with round joints."""
        if len(points) < 2:
            return
        pygame.draw.polygon(self.big, (*colour, alpha), strip(self._up(points), width * self.over))
        if alpha == 255 and width > 1.4:
            for x, y in self._up(points):
                pygame.draw.circle(self.big, (*colour, alpha), (x, y), width * self.over / 2)

    def stroke(self, points: Points, colour: Colour, width: float, dash: tuple[float, float] = (0, 0), alpha: int = 255) -> None:
        """A line through the points, in pieces `dash[0]` pixels long with `dash[1]` left out between them where that is not 0."""
        for piece in dashed(points, *dash) if dash[0] else [points]:
            self.line(piece, colour, width, alpha)

    def area(self, points: Points, colour: Colour, alpha: int = 255) -> None:
        """A filled polygon."""
        if len(points) > 2:
            pygame.draw.polygon(self.big, (*colour, alpha), self._up(points))

    def disc(self, x: float, y: float, radius: float, colour: Colour, alpha: int = 255, ring: float = 0.0) -> None:
        """A filled circle, or only its rim `ring` pixels wide."""
        width = max(1, round(ring * self.over)) if ring else 0
        pygame.draw.circle(self.big, (*colour, alpha), (x * self.over, y * self.over), radius * self.over, width)

    def done(self) -> pygame.Surface:
        """The picture at its own size."""
        return pygame.transform.smoothscale(self.big, (self.w, self.h))


def icon(name: str, size: int, colour: Colour) -> pygame.Surface | None:
    """The icon of this name in one colour, or None when there is no such file."""
    found = assets.path("icons", f"{name}.svg") if name and "/" not in name else None
    if found is None:
        return None
    try:
        big = pygame.image.load_sized_svg(str(found), (2 * size, 2 * size)).convert_alpha()
    except pygame.error:
        return None
    big.fill((*colour, 255), special_flags=pygame.BLEND_RGBA_MULT)
    # Clear pixels must carry the colour too, or the reduction would darken the rims.
    ground = pygame.Surface(big.get_size(), pygame.SRCALPHA)
    ground.fill((*colour, 0))
    ground.blit(big, (0, 0), special_flags=pygame.BLEND_RGBA_MAX)
    return pygame.transform.smoothscale(ground, (size, size))


def as_rect(rect: Rect) -> pygame.Rect:
    """For pygame's calls."""
    return pygame.Rect(*rect)
