"""What is taken over from the layout and the picture before must be what would have been made anew."""

from __future__ import annotations

import pygame
import pytest

from game.desktop.graphics.fonts import Fonts
from game.desktop.layout.arrange import arrange
from game.desktop.window.game_window import GameWindow
from game.desktop.window.parts.refresh import unchanged_kept
from game.screens.tree.node import Intent, walk
from tests.desktop.fake import FakeApp, Look
from tests.desktop.test_window import Clock
from tests.desktop.trees import desk_app

SIZE = (1280, 720)
TABS = ("chain", "markets", "ladder", "tasks", "world")


def test_a_layout_made_from_the_one_before_is_the_same() -> None:
    app, letters = desk_app(), Fonts(14)
    before = arrange(app.tree(), *SIZE, letters, 14)
    for tab in TABS:
        app.do(Intent("tab", (tab,)))
        anew = arrange(app.tree(), *SIZE, letters, 14)
        taken = arrange(app.tree(), *SIZE, letters, 14, before)
        assert taken.boxes == anew.boxes and taken.order == anew.order
        assert [(a.name, a.rect, a.height) for a in taken.areas] == [(a.name, a.rect, a.height) for a in anew.areas]
        old = {id(b) for b in before.boxes}
        moving = ("tabs", "centre", "top")  # above stands how many words of the glossary the screen has
        names = [taken.areas[b.area].name for b in taken.boxes]
        beside = [b for b, name in zip(taken.boxes, names, strict=True) if name not in moving and not name.endswith("ground")]
        assert sum(id(b) in old for b in beside) > 0.9 * len(beside), "hardly anything was taken over"
        before = taken


def test_parts_of_a_tree_that_are_as_they_were_stay_the_same_objects() -> None:
    app = desk_app()
    one = app.tree()
    app.do(Intent("tab", ("chain",)))
    two = unchanged_kept(app.tree(), one)
    assert two == app.tree()
    changed = [b.id for a, b in zip(one.children, two.children, strict=True) if a is not b]
    assert "centre" in changed and len(changed) <= 2


@pytest.mark.parametrize("tab", TABS[:2])
def test_a_part_painted_anew_gives_the_whole_picture(tab: str) -> None:
    app = desk_app()
    shown = FakeApp(app.tree(), settings=Look(reduced_motion=True))
    face, surface = GameWindow(shown, SIZE, Clock(), soft=True), pygame.Surface(SIZE)
    face.step(surface)
    app.do(Intent("tab", (tab,)))
    shown.show(app.tree())
    face.step(surface)
    plain = pygame.Surface(SIZE)
    GameWindow(FakeApp(app.tree()), SIZE, Clock()).step(plain)
    assert pygame.image.tobytes(surface, "RGB") == pygame.image.tobytes(plain, "RGB")
    assert any(n.role in ("sankey", "table") for n in walk(face.state.tree))
