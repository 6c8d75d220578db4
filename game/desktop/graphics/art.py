"""The game's scenes and portraits as surfaces: drawn from their vector files at the size that is asked for, cut to its shape.

Who keeps them, and where they stand, is for the brush and the widgets."""

from __future__ import annotations

import re
from pathlib import Path

import pygame

from game.desktop.graphics import assets
from game.desktop.graphics.theme import Theme

FULL = 255
FIRST = 4_096  # bytes in which the first tag stands
LEAST, SLIMMEST = 1.0, 10.0  # units of a side, and times that the longer side may have of the shorter


def known(name: str) -> bool:
    """Whether there is such a picture; `name` is a path below `assets/art` without its ending."""
    folder, _, file = name.partition("/")
    return (
        folder in ("scenes", "busts") and file.replace("-", "").isalnum() and assets.path("art", folder, f"{file}.svg") is not None
    )


def drawn(name: str, w: int, h: int, theme: Theme) -> pygame.Surface | None:
    """The picture filling `w` x `h` pixels, cut at its edges and not stretched; None when it is missing or can't be read.

    A dark theme dims it, by its number `picture_light` (0..255), so that no sheet of paper dazzles beside the map."""
    folder, _, file = name.partition("/")
    found = assets.path("art", folder, f"{file}.svg") if known(name) else None
    if found is None:
        return None
    size = _size_of(found)
    if size is None:
        return None
    scale = max(w / size[0], h / size[1])
    try:
        whole = pygame.image.load_sized_svg(str(found), (max(1, round(size[0] * scale)), max(1, round(size[1] * scale))))
    except pygame.error:
        return None
    left, top = (whole.get_width() - w) // 2, round((whole.get_height() - h) * (0.5 if folder == "scenes" else 0.25))
    cut = pygame.Surface((w, h))
    cut.blit(whole, (-max(0, left), -max(0, top)))
    light = theme.number.get("picture_light", FULL)
    if light < FULL:
        cut.fill((light, light, light), special_flags=pygame.BLEND_RGB_MULT)
    return cut


def _size_of(path: Path) -> tuple[float, float] | None:
    """Width and height as the file's first tag says them; None where it has none, or none that a picture of the game can have.

    Read and not drawn: a file may be small and claim gigabytes of pixels."""
    try:
        with path.open("rb") as file:
            tag = re.search(rb"<svg\b[^>]*>", file.read(FIRST))
    except OSError:
        return None
    said = [re.search(rb'\s%s="(\d+(?:\.\d+)?)"' % name, tag[0]) for name in (b"width", b"height")] if tag else [None]
    size = [float(number[1]) for number in said if number is not None]
    if len(size) != 2 or min(size) < LEAST or max(size) > SLIMMEST * min(size):
        return None
    return size[0], size[1]
