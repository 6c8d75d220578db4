"""A player's hands on a window without a display: keys and the pointer, a step of the window after each."""

from __future__ import annotations

import pygame

from game.desktop.graphics.geometry import Rect
from game.desktop.window.game_window import GameWindow
from game.desktop.window.parts.app_interface import AppInterface
from game.desktop.window.parts.scrolling import into_sight


def point_of(face: GameWindow, id: str) -> tuple[int, int] | None:
    """A point of the window at which a click reaches this control, scrolled into sight first; None when it is not there."""
    state = face.state
    box = state.layout.target(id)
    if box is None:
        return None
    into_sight(state, box)
    points = probes(state.layout.shown(box, state.view.scroll))
    return next(((x, y) for x, y in points if (hit := state.layout.hit(x, y, state.view.scroll)) and hit.node.id == id), None)


def probes(rect: Rect) -> list[tuple[int, int]]:
    """Points of a rectangle to try, its middle first."""
    shares = ((0.5, 0.5), (0.1, 0.5), (0.9, 0.5), (0.5, 0.1), (0.5, 0.9), (0.03, 0.1), (0.97, 0.9), (0.03, 0.9), (0.97, 0.1))
    return [(int(rect.x + (rect.w - 1) * a), int(rect.y + (rect.h - 1) * b)) for a, b in shares]


class Clock:
    """Time that the test moves; with a pace it goes on by itself with each look at it."""

    def __init__(self, pace: float = 0.0) -> None:
        self.now, self.pace = 0.0, pace

    def __call__(self) -> float:
        self.now += self.pace
        return self.now


def unhurried(app: AppInterface, size: tuple[int, int] = (1280, 720)) -> GameWindow:
    """A window whose player takes a second for everything."""
    return GameWindow(app, size, Clock(1.0))


class Hands:
    """Keyboard and mouse of one window."""

    def __init__(self, face: GameWindow) -> None:
        self.face = face
        self.surface = pygame.Surface(face.state.size)
        face.step(self.surface)

    def key(self, code: int, text: str = "") -> None:
        self.face.events.handle(pygame.event.Event(pygame.KEYDOWN, key=code, mod=0, unicode=text))
        self.face.step(self.surface)

    def tab_to(self, id: str) -> None:
        for _ in range(len(self.face.state.layout.targets()) + 1):
            if self.face.state.view.focus == id:
                return
            self.key(pygame.K_TAB)
        raise AssertionError(f"{id} is not reached by Tab on {self.face.state.tree.id}")

    def press(self, id: str) -> None:
        self.tab_to(id)
        self.key(pygame.K_RETURN)

    def click(self, id: str) -> None:
        at = point_of(self.face, id)
        assert at is not None, f"{id} cannot be pointed at on {self.face.state.tree.id}"
        for kind in (pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            self.face.events.handle(pygame.event.Event(kind, pos=at, button=1, rel=(0, 0), buttons=(0, 0, 0)))
        self.face.step(self.surface)
