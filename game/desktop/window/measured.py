"""What a measurement asks of the window: its first frame, one step, a copied picture, an empty window. Measures nothing."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.desktop.window.display import open_window
from game.desktop.window.game_window import GameWindow
from game.desktop.window.parts.app_interface import AppInterface


def first_frame(app: AppInterface, size: tuple[int, int], *, soft: bool = False) -> GameWindow:
    """A window with its first frame painted; `soft` lets it fade and paint in steps as it does for a player."""
    surface = open_window(size)
    window = GameWindow(app, size, soft=soft)
    window.step(surface)
    pygame.display.flip()
    return window


def step(window: GameWindow) -> None:
    """One step of the loop, shown if it painted anything."""
    surface = pygame.display.get_surface()
    assert surface is not None, "the window was opened by first_frame"
    if window.step(surface):
        pygame.display.flip()


def copier(size: tuple[int, int], times: int) -> Callable[[], None]:
    """A function that copies a full picture of this size so often onto another."""
    one, other = pygame.Surface(size), pygame.Surface(size)

    def copy() -> None:
        for _ in range(times):
            one.blit(other, (0, 0))

    return copy


def bare_window(size: tuple[int, int]) -> None:
    """Open a window of this size and fill it."""
    pygame.display.init()
    pygame.display.set_mode(size).fill((1, 0, 0))
