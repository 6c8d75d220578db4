"""The game's scenes and portraits as surfaces: drawn from their vector files at the size that is asked for, cut to its shape.

Who keeps them, and where they stand, is for the brush and the widgets."""

from __future__ import annotations

import pygame

from game.desktop.graphics import assets
from game.desktop.graphics.theme import Theme

FULL = 255


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
    try:
        wide, high = pygame.image.load(str(found)).get_size()
        scale = max(w / wide, h / high)
        whole = pygame.image.load_sized_svg(str(found), (max(1, round(wide * scale)), max(1, round(high * scale))))
    except pygame.error:
        return None
    left, top = (whole.get_width() - w) // 2, round((whole.get_height() - h) * (0.5 if folder == "scenes" else 0.25))
    cut = pygame.Surface((w, h))
    cut.blit(whole, (-max(0, left), -max(0, top)))
    light = theme.number.get("picture_light", FULL)
    if light < FULL:
        cut.fill((light, light, light), special_flags=pygame.BLEND_RGB_MULT)
    return cut
