"""What opens: explanations nest and go back by Esc with the focus where it was; hints of what is no control by keyboard."""

from __future__ import annotations

import pygame
import pytest

from game.desktop.picture.overlays import tooltip_box
from game.desktop.window.game_window import GameWindow
from game.devtools.sample_situations import show_sample
from game.engine.rules.vocabulary.rules import Rules
from game.screens.app import App
from game.screens.tree.node import Intent, find
from tests.desktop.hands import Hands, unhurried
from tests.desktop.test_chain import app_after


def dialog_name(face: GameWindow, id: str) -> str:
    found = find(face.state.tree, id)
    return found.name if found else ""


def test_numbers_open_under_numbers_and_escape_goes_back_one_by_one(rules: Rules) -> None:
    hands = Hands(unhurried(app_after(rules, 1)))
    face = hands.face
    hands.press("leverage")
    assert dialog_name(face, "explain-leverage")
    hands.press("explain:leverage-today")
    assert dialog_name(face, "explain-leverage-today") and not dialog_name(face, "explain-leverage")
    assert find(face.state.tree, "explain-to:leverage") is not None
    hands.key(pygame.K_ESCAPE)
    assert dialog_name(face, "explain-leverage") and face.state.view.focus == "explain:leverage-today"
    hands.key(pygame.K_RETURN)
    hands.press("explain-to:leverage")
    assert dialog_name(face, "explain-leverage")
    hands.key(pygame.K_ESCAPE)
    assert not any(b.area == face.state.layout.modal for b in face.state.layout.boxes) and face.state.view.focus == "leverage"
    hands.press("reliability")
    hands.press("explain-close")
    assert face.state.layout.modal < 0


@pytest.mark.parametrize("number", ["leverage", "reliability", "crisis"])
def test_a_dialog_opens_at_its_title(rules: Rules, number: str) -> None:
    """In a low window it was scrolled down to its first control."""
    hands = Hands(unhurried(app_after(rules, 1), (640, 360)))
    face = hands.face
    hands.press(number)
    sheet = face.state.layout.areas[face.state.layout.modal]
    assert sheet.reach > 0 and face.state.view.scroll.get(sheet.name, 0) == 0


@pytest.mark.parametrize("page", ["codex", "countries", "history", "table", "settings", "saves", "credits", "lab", "packs"])
def test_escape_goes_back_from_every_page(rules: Rules, page: str) -> None:
    app = app_after(rules, 1)
    app.do(Intent("go", (page,)))
    hands = Hands(unhurried(app))
    assert hands.face.state.tree.id == page
    hands.key(pygame.K_ESCAPE)
    assert hands.face.state.tree.id == "desk"
    hands.key(pygame.K_ESCAPE)
    assert hands.face.state.tree.id == "desk" and app.running


@pytest.mark.parametrize("tab", ["chain", "world"])
def test_hints_of_what_is_no_control_are_read_by_keyboard(rules: Rules, tab: str) -> None:
    app = app_after(rules, 2)
    app.do(Intent("tab", (tab,)))
    hands = Hands(GameWindow(app, (1280, 720)))
    face = hands.face
    wanted = [b.node.id for b in face.state.layout.notes()]
    assert len(wanted) > 10 and any(i.startswith("chain/" if tab == "chain" else "map/") for i in wanted)
    seen = []
    for _ in wanted:
        hands.key(pygame.K_PERIOD, ".")
        seen.append(face.state.view.note)
        box = tooltip_box(face.state.layout, face.state.view)
        assert box is not None and box.node.id == face.state.view.note and box.node.hint
        shown = face.state.layout.shown(box, face.state.view.scroll)
        assert shown.w > 0 and shown.h > 0
    assert seen == wanted
    hands.key(pygame.K_COMMA, ",")
    assert face.state.view.note == wanted[-2]
    hands.key(pygame.K_ESCAPE)
    assert face.state.view.note == ""
    hands.key(pygame.K_PERIOD, ".")
    hands.key(pygame.K_TAB)
    assert face.state.view.note == "" and face.state.view.focus


def test_a_flow_says_what_it_carries_under_the_pointer(rules: Rules) -> None:
    app = App(rules, None, threads=False, animate=False)
    app.tick()
    show_sample(app, "desk")
    face = GameWindow(app, (1280, 720))
    face.step(pygame.Surface((1280, 720)))
    flows = [b for b in face.state.layout.boxes if b.node.id.startswith("map/") and ">" in b.node.id]
    assert flows and all(b.node.hint for b in flows)
    box = next(b for b in flows if b.node.id == "map/china>europe")
    at = box.x + box.w // 2, box.y + box.h // 2
    face.events.handle(pygame.event.Event(pygame.MOUSEMOTION, pos=at, rel=(0, 0), buttons=(0, 0, 0)))
    assert face.state.view.hover == box.node.id
