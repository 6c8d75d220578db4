"""Scenes and portraits: how much room each style takes, and how it is painted. The files are read by `graphics/art.py`."""

from __future__ import annotations

import pygame

from game.desktop.graphics import art
from game.desktop.graphics.brush import Brush
from game.desktop.graphics.geometry import Box, Rect
from game.desktop.graphics.shapes import rounded
from game.desktop.widgets.flow import Flow, Widget
from game.screens.tree.node import Node

FACES = {"face": (4.0, 4.6), "small face": (2.1, 2.45), "large face": (8.0, 9.4)}  # width and height in units of text
SCENES = {"strip": 0.15, "scene": 5 / 12}  # height over width
WIDEST = 46.0  # of a scene, in units of text


def natural(flow: Flow, node: Node) -> int:
    return flow.u(FACES[node.style][0]) if node.style in FACES else flow.u(20)


def lay_out_picture(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    if not art.known(node.icon):
        return 0
    if node.style in FACES:
        wide, high = (flow.u(v) for v in FACES[node.style])
    else:
        wide = min(w, flow.u(WIDEST))
        high = round(wide * SCENES[node.style])
    flow.put(node, "picture", x, y, wide, high, surface, icon=node.icon)
    return high


PICTURE = Widget(lay_out_picture, natural, least=None, inline=True)


def paint_picture(brush: Brush, box: Box, rect: Rect) -> None:
    def made() -> pygame.Surface:
        found = pygame.Surface((rect.w, rect.h), pygame.SRCALPHA)
        drawing = art.drawn(box.icon, rect.w, rect.h, brush.theme)
        if drawing is not None:
            found.blit(drawing, (0, 0))
            found.blit(rounded(rect.w, rect.h, brush.u(0.25), (255, 255, 255)), (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
        return found

    brush.lay(("picture", box.icon, rect.w, rect.h), made, rect)
