"""A player's hands on a window without a display: keys and the pointer, a step of the window after each."""

from __future__ import annotations

import pygame

from game.desktop.window.game_window import GameWindow


class Hands:
    """Keyboard and mouse of one window."""

    def __init__(self, face: GameWindow) -> None:
        self.face = face
        self.surface = pygame.Surface(face.size)
        face.step(self.surface)

    def key(self, code: int, text: str = "") -> None:
        self.face.handle(pygame.event.Event(pygame.KEYDOWN, key=code, mod=0, unicode=text))
        self.face.step(self.surface)

    def tab_to(self, id: str) -> None:
        for _ in range(len(self.face.layout.targets()) + 1):
            if self.face.view.focus == id:
                return
            self.key(pygame.K_TAB)
        raise AssertionError(f"{id} is not reached by Tab on {self.face.tree.id}")

    def press(self, id: str) -> None:
        self.tab_to(id)
        self.key(pygame.K_RETURN)

    def click(self, id: str) -> None:
        at = self.face.where(id)
        assert at is not None, f"{id} cannot be pointed at on {self.face.tree.id}"
        for kind in (pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            self.face.handle(pygame.event.Event(kind, pos=at, button=1, rel=(0, 0), buttons=(0, 0, 0)))
        self.face.step(self.surface)
