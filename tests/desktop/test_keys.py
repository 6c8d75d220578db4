"""The player's own keys in the window: a moved command answers its new key only, and a field takes any key by its name."""

from __future__ import annotations

import pygame

from game.desktop.window.game_window import GameWindow
from game.screens.tree.node import Intent, Node
from tests.desktop.fake import FakeApp, Look


def press(face: GameWindow, key: int, letter: str = "") -> None:
    face.events.handle(pygame.event.Event(pygame.KEYDOWN, key=key, unicode=letter, mod=0))


def one(key: str, role: str = "button") -> Node:
    return Node("screen", "s", "S", style="page", children=(Node(role, "it", "It", intent=Intent("it", ("c",)), key=key),))  # type: ignore[arg-type]


def test_sound_answers_its_new_key_only() -> None:
    app = FakeApp(one("c"), Look(keys=(("f8", "f7"),)))
    face = GameWindow(app, (800, 600))
    press(face, pygame.K_F8)
    assert app.asked == []
    press(face, pygame.K_F7)
    assert app.asked == [Intent("setting", ("sound", True))]


def test_a_command_of_the_window_may_have_a_letter_and_a_control_its_key() -> None:
    app = FakeApp(one("f8"), Look(keys=(("c", "f8"), ("f8", "j"))))
    face = GameWindow(app, (800, 600))
    press(face, pygame.K_j, "j")
    press(face, pygame.K_F8)
    assert app.asked == [Intent("setting", ("sound", True)), Intent("it", ("c",))]


def test_a_field_takes_the_next_key_but_never_those_that_always_stay() -> None:
    app = FakeApp(one("any", "field"))
    face = GameWindow(app, (800, 600))
    for key in (pygame.K_TAB, pygame.K_ESCAPE, pygame.K_UP):
        press(face, key)
    assert app.asked == []
    press(face, pygame.K_k, "k")
    press(face, pygame.K_PAGEUP)
    assert app.asked == [Intent("it", ("c", "k")), Intent("it", ("c", "page up"))]
