"""What the arrangement of a screen adds to its widgets: bars, rules, the veil under a dialog, its cross, the title's picture."""

from __future__ import annotations

import pygame

from game.desktop.graphics import shapes, world_map
from game.desktop.graphics.brush import Brush
from game.desktop.graphics.geometry import Box, Rect


def paint_bar(brush: Brush, box: Box, rect: Rect) -> None:
    pygame.draw.rect(brush.target, brush.colour(box, "fill"), tuple(rect))
    y = rect.y if box.part == "foot" else rect.bottom - 1
    pygame.draw.line(brush.target, brush.colour(box, "edge"), (rect.x, y), (rect.right, y), brush.thin)


def paint_rule(brush: Brush, box: Box, rect: Rect) -> None:
    pygame.draw.rect(brush.target, brush.colour(box, "edge"), (rect.x, rect.y, rect.w, brush.thin))


def paint_cross(brush: Brush, box: Box, rect: Rect) -> None:
    brush.plate(rect, rect.w // 2, brush.colour(box, "control_hover") if brush.hovered(box) else None)
    brush.middle_icon("x", rect, brush.u(1.2), brush.colour(box, "text"))


def paint_veil(brush: Brush, box: Box, rect: Rect) -> None:
    def veil() -> pygame.Surface:
        found = pygame.Surface(rect[2:], pygame.SRCALPHA)
        found.fill((*brush.theme.get("veil"), brush.theme.number.get("veil_strength", 160)))
        return found

    brush.lay(("veil", rect.w, rect.h), veil, rect)


def paint_title_picture(brush: Brush, box: Box, rect: Rect) -> None:
    """The picture of the world behind the title: its left and right run out of the window."""

    def world() -> pygame.Surface:
        found = world_map.art(rect.w, rect.h, brush.theme)
        # The words stand on a soft patch of the plain ground.
        wide, high, spread = min(rect.w, brush.u(30)), round(rect.h * 0.62), brush.u(9)
        patch = shapes.shadow(wide, high, brush.u(4), spread, brush.theme.get("ground"), 215)
        found.blit(patch, ((rect.w - wide) // 2 - spread, (rect.h - high) // 2 - spread))
        return found

    brush.lay(("art", rect.w, rect.h), world, rect)
