"""Words that open a page, in the window: where they stand, that the pointer finds them, that Tab passes them by."""

from __future__ import annotations

import pygame
import pytest

from game.desktop.graphics.geometry import Box
from game.desktop.picture.overlays import tooltip_box
from game.desktop.window.game_window import GameWindow
from game.screens.tree.node import Intent, Link, Node
from game.screens.tree.parts import button, do, panel
from tests.desktop.fake import FakeApp

TOLD = "The dysprosium that a motor needs is dear, and a permanent magnet without it is weak in the heat of a car."


def tree(hint: str = "", style: str = "") -> Node:
    links = tuple(
        Link(TOLD.index(word), TOLD.index(word) + len(word), word, f"What {word} is.", Intent("look", ("terms", word)))
        for word in ("dysprosium", "permanent magnet")
    )
    told = Node("text", "told", TOLD, hint=hint, style=style, links=links)
    return Node("screen", "s", style="page", children=(panel("p", "P", [told, button("b", "Go", do("go", "x"))]),))


def words(face: GameWindow) -> list[Box]:
    return [b for b in face.state.layout.boxes if b.part == "term"]


def click(face: GameWindow, box: Box) -> None:
    at = (box.x + box.w // 2, box.y + box.h // 2)
    for kind in (pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        face.events.handle(pygame.event.Event(kind, pos=at, button=1, buttons=(0, 0, 0), rel=(0, 0)))


@pytest.mark.parametrize("width", (340, 500, 1280))
@pytest.mark.parametrize(("hint", "style"), (("", ""), ("A hint.", ""), ("", "serif"), ("", "centre")))
def test_a_click_on_a_word_opens_its_page(width: int, hint: str, style: str) -> None:
    app = FakeApp(tree(hint, style))
    face = GameWindow(app, (width, 720))
    found = words(face)
    assert {b.node.name for b in found} == {"dysprosium", "permanent magnet"}
    text_box = next(b for b in face.state.layout.boxes if b.part == "text" and b.node.id == "told")
    for box in found:
        assert text_box.x <= box.x and box.x + box.w <= text_box.x + text_box.w + 2
        assert text_box.y <= box.y and box.y + box.h <= text_box.y + text_box.h
        line = text_box.lines[(box.y - text_box.y) // box.h]
        assert any(part in line for part in box.node.name.split())
        app.asked.clear()
        click(face, box)
        assert app.asked == [Intent("look", ("terms", box.node.name))]


def test_tab_passes_words_by_and_the_pointer_reads_their_meaning() -> None:
    clock = [0.0]
    app = FakeApp(tree("A hint of the whole."))
    face = GameWindow(app, (1280, 720), clock=lambda: clock[0])
    surface = pygame.Surface((1280, 720))
    face.step(surface)
    before = surface.copy()
    assert [b.node.id for b in face.state.layout.targets()] == ["b"]
    box = words(face)[0]
    face.events.handle(pygame.event.Event(pygame.MOUSEMOTION, pos=(box.x + 3, box.y + 3), buttons=(0, 0, 0), rel=(0, 0)))
    clock[0] += 1.0
    face.step(surface)
    assert face.state.view.tip == box.node.id
    tip = tooltip_box(face.state.layout, face.state.view)
    assert tip is not None and tip.node.hint == "What dysprosium is."
    assert pygame.image.tobytes(before, "RGB") != pygame.image.tobytes(surface, "RGB")
