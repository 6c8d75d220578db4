"""Draws the laboratory's pictures (lines and words on a white sheet) into a PNG; needs no window."""

from __future__ import annotations

from pathlib import Path

import pygame

from game.desktop.graphics import assets
from game.desktop.picture.screenshot import ready, save
from game.drawing import COLOURS, PAPER, WIDTH, Picture


def write_png(drawn: Picture, path: Path) -> None:
    """Writes the picture. Raises OSError when the file cannot be written."""
    ready()
    surface = pygame.Surface((WIDTH, drawn.height))
    surface.fill(PAPER)
    colours = dict(COLOURS)
    for stroke in drawn.strokes:
        if stroke.width > 1 or len(stroke.points) == 2:
            pygame.draw.lines(surface, colours[stroke.tone], False, stroke.points, max(1, round(stroke.width)))
        else:
            pygame.draw.aalines(surface, colours[stroke.tone], False, stroke.points)
    face = assets.path("fonts", "sans.otf")
    fonts = {size: pygame.font.Font(str(face) if face else None, size) for size in {word.size for word in drawn.words}}
    for word in drawn.words:
        font = fonts[word.size]
        text = font.render(word.text, True, colours[word.tone])
        surface.blit(text, (word.x, word.y - font.get_ascent()))
    save(surface, path)
