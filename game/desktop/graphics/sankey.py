"""Draws flows from stage to stage: columns of blocks, ribbons between them, names beside the blocks.

The geometry is apart, so that layout can put a box where each block will be painted; pictures are kept by whoever calls."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.desktop.graphics.fonts import Fonts
from game.desktop.graphics.geometry import Rect
from game.desktop.graphics.shapes import Canvas
from game.desktop.graphics.theme import Colour, Theme, mix
from game.screens.tree.node import Block, Sankey

STEPS = 24  # pieces of a ribbon's curve
HEAD, GAP, WIDE = 2.5, 0.45, 0.8  # in units of text: the row of stage names (of two lines), space between blocks, a block's width
NAMES = 7.5  # units of text kept free at the right for the names of the last column
PLATE = 200  # how far the ground behind a name covers the ribbons under it, of 255


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a block stands."""

    column: int
    block: Block
    rect: Rect


@dataclass(frozen=True, slots=True)
class Plan:
    """All blocks of a picture, and how many pixels high one unit of amount is: the same in every column."""

    spots: tuple[Spot, ...]
    scale: float


def plan(data: Sankey, w: int, h: int, em: int) -> Plan:
    """Where everything stands in a picture of this size; nothing for fewer than two columns."""
    count = len(data.stages)
    if count < 2:
        return Plan((), 0.0)
    sizes = [heights(data, s) for s in range(count)]
    gap, head, wide = round(GAP * em), round(HEAD * em), max(4, round(WIDE * em))
    room = max(1, h - head - gap * max(len(column) for column in sizes))
    scale = room / (max(map(sum, sizes)) or 1.0)
    step = (w - wide - min(round(NAMES * em), w // (count + 1))) / (count - 1)
    found = []
    for s, stage in enumerate(data.stages):
        y = head
        for block, size in zip(stage.blocks, sizes[s], strict=True):
            tall = max(2, round(size * scale))
            found.append(Spot(s, block, Rect(round(s * step), y, wide, tall)))
            y += tall + gap
    return Plan(tuple(found), scale)


def heights(data: Sankey, s: int) -> list[float]:
    """The amounts that the blocks of a column show: what they make, or what runs in or out when that is more."""
    found = []
    for block in data.stages[s].blocks:
        out = sum(r.amount for r in data.ribbons if r.column == s and r.source == block.id)
        into = sum(r.amount for r in data.ribbons if r.column == s - 1 and r.target == block.id)
        found.append(max(block.amount, out, into))
    return found


def flows(data: Sankey, w: int, h: int, theme: Theme, surface: str, em: int) -> pygame.Surface:
    """Blocks and ribbons on a clear ground."""
    found = plan(data, w, h, em)
    canvas = Canvas(w, h, theme.get("neutral"), 2)
    ribbons(canvas, data, found, theme, surface)
    for spot in found.spots:
        box(canvas, spot, theme, surface)
    return canvas.done()


def labels(data: Sankey, w: int, h: int, theme: Theme, surface: str, fonts: Fonts) -> pygame.Surface:
    """The names of stages and blocks on a clear ground."""
    face = pygame.Surface((max(1, w), max(1, h)), pygame.SRCALPHA)
    face.fill((*theme.on(surface, "fill"), 0))
    names(face, data, plan(data, w, h, fonts.em), theme, surface, fonts)
    return face


def ribbons(canvas: Canvas, data: Sankey, found: Plan, theme: Theme, surface: str) -> None:
    """All ribbons, the widest first; those of one block lie in the order of the blocks that they lead to."""
    at = {(spot.column, spot.block.id): spot.rect for spot in found.spots}
    rank = {key: number for number, key in enumerate(at)}
    tones = {spot.block.id: spot.block.tone for spot in found.spots}
    out = {key: float(rect.y) for key, rect in at.items()}
    into = dict(out)
    drawn = []
    for ribbon in sorted(data.ribbons, key=lambda r: (rank[(r.column, r.source)], rank[(r.column + 1, r.target)])):
        one, two = (ribbon.column, ribbon.source), (ribbon.column + 1, ribbon.target)
        thick = ribbon.amount * found.scale
        drawn.append((thick, ribbon.tone or tones[ribbon.source], (at[one].right, out[one]), (at[two].x, into[two])))
        out[one] += thick
        into[two] += thick
    ground = theme.on(surface, "fill")
    for thick, tone, (x0, y0), (x1, y1) in sorted(drawn, key=lambda d: -d[0]):
        colour = theme.side(tone)
        upper = []
        for i in range(STEPS + 1):
            share = i / STEPS
            upper.append((x0 + (x1 - x0) * share, y0 + (y1 - y0) * share * share * (3 - 2 * share)))
        lower = [(x, y + max(thick, 0.8)) for x, y in reversed(upper)]
        canvas.area(upper + lower, mix(ground, colour, 0.36))
        canvas.line(upper, mix(ground, colour, 0.62), 1.0)


def box(canvas: Canvas, spot: Spot, theme: Theme, surface: str) -> None:
    """A block. The capitals are told apart without their hue: a bar through the middle here, a bar at the edge there."""
    x, y, wide, tall = spot.rect
    colour = theme.side(spot.block.tone)

    def bar(left: float, right: float, fill: Colour) -> None:
        a, b = x + wide * left, x + wide * right
        canvas.area([(a, y), (b, y), (b, y + tall), (a, y + tall)], fill)

    bar(0.0, 1.0, colour)
    light = mix(colour, theme.on(surface, "fill"), 0.65)
    if spot.block.tone == "beijing":
        bar(0.38, 0.62, light)
    elif spot.block.tone == "washington":
        bar(0.72, 1.0, light)


def names(face: pygame.Surface, data: Sankey, found: Plan, theme: Theme, surface: str, fonts: Fonts) -> None:
    """Stage names over the columns, and beside each block that is high enough its supplier and share: of the two the supplier
    where there is no room for both."""
    em, line, high = fonts.em, fonts.line("tiny"), fonts.line("small")
    columns = sorted({spot.rect.x for spot in found.spots})
    for s, (x, stage) in enumerate(zip(columns, data.stages, strict=True)):
        room = (columns[s + 1] if s + 1 < len(columns) else face.get_width()) - x - em // 2
        said = fonts.wrapped(stage.name, "small-strong", max(1, room))[:2]
        for n, words in enumerate(said):
            top = round(HEAD * em) - (len(said) - n) * high - em // 5
            face.blit(fonts.picture(words, "small-strong", theme.on(surface, "text")), (x, max(0, top)))
    bottom = dict.fromkeys(range(len(columns)), 0)  # where the last name of a column ended
    for spot in found.spots:
        x, y, wide, tall = spot.rect
        left = x + wide + em // 4
        room = (columns[spot.column + 1] if spot.column + 1 < len(columns) else face.get_width()) - left
        told = f"{spot.block.name} {spot.block.value}".strip()
        short = next((s for s in (told, spot.block.name) if fonts.width(s, "tiny") <= room), spot.block.value)
        top = min(max(y + (tall - line) // 2, 0), face.get_height() - line)
        if top < bottom[spot.column] or fonts.width(short, "tiny") > room:
            continue
        bottom[spot.column] = top + line
        plate = pygame.Rect(left - em // 6, top, fonts.width(short, "tiny") + em // 3, line)
        pygame.draw.rect(face, (*theme.on(surface, "fill"), PLATE), plate, border_radius=em // 5)
        face.blit(fonts.picture(short, "tiny", theme.on(surface, "text")), (left, top))
