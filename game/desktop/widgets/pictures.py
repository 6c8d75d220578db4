"""Scenes and portraits: how much room each style takes, and how it is painted. The files are read by `graphics/art.py`."""

from __future__ import annotations

import pygame

from game.desktop.graphics import art
from game.desktop.graphics.brush import Brush
from game.desktop.graphics.geometry import Box, Rect
from game.desktop.graphics.shapes import rounded
from game.desktop.widgets.flow import Flow, Widget
from game.screens.tree.node import Code, Meter, Node

FACES = {"face": (4.0, 4.6), "small face": (2.1, 2.45), "large face": (9.6, 11.2)}  # width and height in units of text
SCENES = {"strip": 0.15, "banner": 0.36, "scene": 5 / 12}  # height over width
WIDTHS = {"banner": 24.0}  # in units of text
WIDEST = 46.0  # of a scene, in units of text


def natural(flow: Flow, node: Node) -> int:
    return flow.u(FACES[node.style][0]) if node.style in FACES else flow.u(WIDTHS.get(node.style, 20))


def lay_out_picture(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    if node.style in OTHER:
        return OTHER[node.style].lay_out(flow, node, x, y, w, surface)
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


def paint_sky(brush: Brush, box: Box, rect: Rect) -> None:
    """The upper part of the brink: its picture over the whole width."""

    def made() -> pygame.Surface:
        found = pygame.Surface((rect.w, rect.h))
        drawing = art.drawn("scenes/brink", rect.w, rect.h, brush.theme)
        found.fill(brush.theme.get("brink_sky"))
        if drawing is not None:
            found.blit(drawing, (0, 0))
        return found

    brush.lay(("brink-sky", rect.w, rect.h), made, rect)


def paint_floor(brush: Brush, box: Box, rect: Rect) -> None:
    pygame.draw.rect(brush.target, brush.theme.on("brink", "fill"), tuple(rect))


RUNGS = 8


def lay_out_ladder(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    """A ladder as high as there is room, of which each capital's half is lit as far as it has climbed."""
    high = max(flow.u(12), flow.map_height)
    flow.put(node, "ladder", x, y, w, high, surface)
    return high


def paint_ladder(brush: Brush, box: Box, rect: Rect) -> None:
    meter = box.node.data
    if not isinstance(meter, Meter):
        return
    pale, dark = brush.colour(box, "text"), brush.theme.on("brink", "fill")
    rail, step = brush.u(0.5), rect.h / (RUNGS + 1)
    left, right, middle = rect.x + brush.u(2.4), rect.right - brush.u(2.4), rect.x + rect.w // 2
    for x in (left, right):
        pygame.draw.rect(brush.target, dark, (x - rail // 2, rect.y, rail, rect.h))
    for rung in range(1, RUNGS + 1):
        y = round(rect.bottom - rung * step)
        thick = brush.u(0.62)
        for begin, end, climbed, tone in (
            (left, middle, meter.value, "beijing"),
            (middle, right, meter.second or 0.0, "washington"),
        ):
            lit = rung <= round(climbed)
            pygame.draw.rect(brush.target, pale if lit else dark, (begin, y, end - begin, thick))
            if lit:
                outer = begin - brush.u(1.3) if begin == left else end + brush.u(0.5)
                pygame.draw.rect(brush.target, brush.theme.side(tone), (outer, y, brush.u(0.8), thick))


LADDER = Widget(lay_out_ladder, lambda flow, node: flow.u(14), least=8.0)


def lay_out_back(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    """A sealed answer: a card that lies face down, with whose it is over it."""
    top = y + flow.text(node, node.name, x, y, w, "small", surface, "muted", "centre") + flow.u(0.2)
    flow.put(node, "card-back", x, top, w, flow.u(6), surface)
    return top + flow.u(6) - y


def paint_back(brush: Brush, box: Box, rect: Rect) -> None:
    edge = brush.theme.get("brink_sky")
    brush.plate(rect, brush.u(0.5), brush.theme.on("brink", "control"), edge, brush.hair)
    for i in range(6):
        y = rect.y + round((i + 1) * rect.h / 7)
        pygame.draw.line(brush.target, edge, (rect.x + brush.u(0.7), y), (rect.right - brush.u(0.7), y), brush.thin)


BACK = Widget(lay_out_back, lambda flow, node: flow.u(7), least=5.0)

CODE_SIZE = 22.0  # of a code to scan, in units of text: a phone in the last row must read it from a projector


def lay_out_code(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    """A code to scan, square and as large as there is room for."""
    size = min(w, flow.u(CODE_SIZE))
    flow.put(node, "code", x, y, size, size, surface)
    return size


def paint_code(brush: Brush, box: Box, rect: Rect) -> None:
    code = box.node.data
    if not isinstance(code, Code) or not code.rows:
        return
    size = rect.w // len(code.rows)  # whole pixels, so that no line between modules blurs
    x, y = (edge + (rect.w - size * len(code.rows)) // 2 for edge in (rect.x, rect.y))
    pygame.draw.rect(brush.target, (255, 255, 255), tuple(rect))
    for i, line in enumerate(code.rows):
        for j, sign in enumerate(line):
            if sign == "1":
                pygame.draw.rect(brush.target, (0, 0, 0), (x + j * size, y + i * size, size, size))


CODE = Widget(lay_out_code, lambda flow, node: flow.u(CODE_SIZE), least=12.0)

OTHER = {"ladder": LADDER, "back": BACK, "code": CODE}
"""Pictures that are no file: the ladder of a brink, a sealed answer, a code to scan."""
