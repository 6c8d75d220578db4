"""Draws any screen without a window, for the `screenshot` command and for tests.

The same layout and painting as the window's; needs no display."""

from __future__ import annotations

import os
from pathlib import Path

import pygame

from game.desktop.graphics import theme as themes
from game.desktop.graphics.brush import ViewState
from game.desktop.graphics.fonts import Fonts
from game.desktop.layout.arrange import arrange, em_for
from game.desktop.picture.painter import Painter
from game.screens.tree.node import Node


def ready() -> None:
    """Opens pygame's display under the dummy driver when none is open: icons and surfaces need one."""
    if not pygame.display.get_init():
        os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
        pygame.display.init()
    if pygame.display.get_surface() is None:
        pygame.display.set_mode((16, 16))
    if not pygame.font.get_init():
        pygame.font.init()


def draw(
    tree: Node,
    *,
    size: tuple[int, int],
    scale: float = 1.0,
    theme: str = "dark",
    language: str = "en",
    view: ViewState | None = None,
) -> pygame.Surface:
    """The screen as a surface of `size` pixels; `scale` is the text size, 1.0–2.0."""
    ready()
    em = em_for(size[0], size[1], scale)
    fonts = Fonts(em)
    surface = pygame.Surface(size)
    layout = arrange(tree, size[0], size[1], fonts, em)
    Painter(themes.load(theme), fonts, language).paint(surface, layout, view or ViewState())
    return surface


def save(surface: pygame.Surface, path: str | os.PathLike[str]) -> None:
    """Writes a PNG; the folder is made when it is not there. Raises OSError when it cannot be written."""
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        pygame.image.save(surface, str(target))
    except pygame.error as error:
        raise OSError(f"The picture could not be written to {target}: {error}") from error
