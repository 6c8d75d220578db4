"""Text for a field however it comes: with its key, from an input method, from a keyboard on the screen; and what is composed."""

from __future__ import annotations

import pygame
import pytest

from game.desktop.window.game_window import GameWindow
from game.screens.tree.node import Intent, Node
from tests.desktop.fake import FakeApp
from tests.desktop.hands import Clock, Hands

FIELD, KEY = (
    Node("field", "name", "Name", intent=Intent("name"), key="n"),
    Node("button", "save", "Save", intent=Intent("save"), key="s"),
)


@pytest.fixture
def hands() -> Hands:
    return Hands(GameWindow(FakeApp(Node("screen", "page", "Page", style="page", children=(FIELD, KEY))), (640, 480), Clock()))


def down(hands: Hands, code: int, letter: str = "", mod: int = 0) -> None:
    hands.face.events.handle(pygame.event.Event(pygame.KEYDOWN, key=code, mod=mod, unicode=letter))


def up(hands: Hands, code: int) -> None:
    hands.face.events.handle(pygame.event.Event(pygame.KEYUP, key=code, mod=0))


def text(hands: Hands, letters: str) -> None:
    hands.face.events.handle(pygame.event.Event(pygame.TEXTINPUT, text=letters))


def editing(hands: Hands, letters: str, start: int = 0) -> None:
    hands.face.events.handle(pygame.event.Event(pygame.TEXTEDITING, text=letters, start=start, length=0))


def typed(hands: Hands) -> str:
    return hands.face.state.view.typed.get("name", "")


def asked(hands: Hands) -> list[Intent]:
    return hands.face.state.app.asked  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize("key", [pygame.K_TAB, pygame.K_DOWN], ids=["tab", "down"])
@pytest.mark.parametrize("letters", ["稀土", "abc", "\u00e9"])
def test_text_without_its_own_key_is_typed_after_any_used_key(hands: Hands, key: int, letters: str) -> None:
    down(hands, key)
    assert hands.face.state.view.caret == 0
    text(hands, letters)
    down(hands, pygame.K_HOME)
    text(hands, "x")
    assert typed(hands) == "x" + letters


def test_the_letter_of_a_shortcut_is_not_typed_but_the_next_same_one_is(hands: Hands) -> None:
    down(hands, pygame.K_n, "n")
    text(hands, "n")
    assert hands.face.state.view.caret == 0 and typed(hands) == ""
    text(hands, "n")
    up(hands, pygame.K_n)
    assert typed(hands) == "n"


def test_a_shortcut_whose_letter_never_comes_swallows_no_other(hands: Hands) -> None:
    down(hands, pygame.K_n, "n")
    up(hands, pygame.K_n)
    text(hands, "n")
    assert typed(hands) == "n"


def test_a_shortcut_that_is_held_types_nothing(hands: Hands) -> None:
    down(hands, pygame.K_n, "n")
    text(hands, "n")
    for _ in range(3):
        hands.face.events.handle(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_n, mod=0, unicode="n"), again=True)
        text(hands, "n")
    assert typed(hands) == ""


@pytest.mark.parametrize("letter", ["s", ""])
def test_a_letter_is_no_shortcut_while_one_types_even_when_its_text_comes_later(hands: Hands, letter: str) -> None:
    down(hands, pygame.K_TAB)
    down(hands, pygame.K_s, letter)
    text(hands, "s")
    assert asked(hands) == [] and typed(hands) == "s"


def test_keys_belong_to_the_input_method_while_it_composes(hands: Hands) -> None:
    down(hands, pygame.K_TAB)
    text(hands, "ab")
    editing(hands, "xitu", 4)
    for key in (pygame.K_BACKSPACE, pygame.K_RETURN, pygame.K_ESCAPE, pygame.K_SPACE, pygame.K_s, pygame.K_TAB, pygame.K_DOWN):
        down(hands, key)
    view = hands.face.state.view
    assert asked(hands) == [] and typed(hands) == "ab" and view.focus == "name" and view.composed == "xitu"
    text(hands, "稀土")
    assert typed(hands) == "ab稀土" and view.composed == ""
    down(hands, pygame.K_RETURN)
    assert asked(hands) == [Intent("name", ("ab稀土",))]


def test_what_is_composed_is_seen_and_gone_when_it_is_given_up(hands: Hands) -> None:
    down(hands, pygame.K_TAB)
    hands.face.step(hands.surface)
    before = pygame.image.tobytes(hands.surface, "RGB")
    editing(hands, "xitu", 4)
    assert hands.face.step(hands.surface) and pygame.image.tobytes(hands.surface, "RGB") != before
    editing(hands, "")
    assert hands.face.step(hands.surface) and pygame.image.tobytes(hands.surface, "RGB") == before


def test_composing_ends_with_the_field_and_with_the_window(hands: Hands) -> None:
    down(hands, pygame.K_TAB)
    editing(hands, "xitu")
    hands.face.events.handle(pygame.event.Event(pygame.WINDOWFOCUSLOST))
    assert hands.face.state.view.composed == ""
    editing(hands, "xitu")
    hands.face.focus.to("save")
    assert hands.face.state.view.composed == "" and typed(hands) == ""
    editing(hands, "xitu")
    assert hands.face.state.view.composed == ""


def test_a_letter_made_with_altgr_is_no_command(hands: Hands) -> None:
    down(hands, pygame.K_TAB)
    text(hands, "kot")
    down(hands, pygame.K_a, "ą", pygame.KMOD_LCTRL | pygame.KMOD_RALT)
    text(hands, "ą")
    assert typed(hands) == "kotą"
