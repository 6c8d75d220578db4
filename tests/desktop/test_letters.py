"""Letters that can be read, and a map that is the board: sizes in pixels over all screens, in both languages."""

from __future__ import annotations

from typing import Any

import pygame
import pytest

from game.desktop.graphics import theme as themes
from game.desktop.graphics.brush import ViewState
from game.desktop.graphics.fonts import LEAST, Fonts
from game.desktop.layout.arrange import arrange, em_for
from game.desktop.picture.painter import Painter
from game.desktop.picture.screenshot import ready
from game.screens.scene.routes import SCREENS
from game.screens.scene.settings import LARGEST_BOARD, TEXT_SCALES
from game.screens.tree.node import Intent, Node, controls
from game.structs import replace
from tests.desktop.trees import staged, tree_of

BOARD = 0.45  # the share of the window that the map has
SIZES = ((1280, 720), (1920, 1080), (2560, 1440))


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_no_letters_are_smaller_than_14_pixels(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ready()
    drawn: set[int] = set()
    real = Fonts._draw

    def noted(self: Fonts, text: str, style: str, colour: Any) -> pygame.Surface:
        drawn.update(self._font(face, self.size(style)).point_size // 2 for face, _ in self.runs(text, style)[:1])
        return real(self, text, style, colour)

    monkeypatch.setattr(Fonts, "_draw", noted)
    for scale in (min(TEXT_SCALES), 1.0):
        em = em_for(1280, 720, scale)
        painter = Painter(themes.load("dark"), Fonts(em), language)
        for screen in SCREENS:
            layout = arrange(tree_of(screen, language), 1280, 720, painter.brush.fonts, em)
            painter.paint(pygame.Surface((1280, 720)), layout, ViewState())
    assert LEAST == 14 and min(drawn) >= 14, sorted(drawn)


def map_share(tree: Node, size: tuple[int, int], scale: float) -> float:
    """How much of the window the map has that can be seen."""
    em = em_for(*size, scale)
    layout = arrange(tree, *size, Fonts(em), em)
    (box,) = [b for b in layout.boxes if b.part == "map"]
    seen = layout.shown(box, {})
    return seen.w * seen.h / (size[0] * size[1])


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_the_map_has_45_per_cent_of_the_window_up_to_125_per_cent(size: tuple[int, int], language: str) -> None:
    for screen in ("desk", "desk-orders"):  # without a plan, and with one
        for scale in (*(s for s in TEXT_SCALES if s < LARGEST_BOARD), LARGEST_BOARD):
            assert map_share(tree_of(screen, language), size, scale) >= BOARD, (screen, scale)


LARGE = tuple(s for s in TEXT_SCALES if s > LARGEST_BOARD)
LEAVES = (("leaf", "map"), ("column", "card"), ("column", "orders"), ("column", "table"), ("leaf", "plan"))


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_with_large_letters_each_part_of_the_desk_is_a_page_with_the_figures(language: str) -> None:
    app = staged("desk", language)
    for scale in LARGE:
        app.settings = replace(app.settings, text_scale=scale)
        em = em_for(1280, 720, scale)
        fonts = Fonts(em)
        for verb, page in LEAVES:
            app.do(Intent(verb, (page,)))
            tree = app.tree()
            layout = arrange(tree, 1280, 720, fonts, em)
            assert [b.node.id for b in layout.targets() if "/" not in b.node.id] == [n.id for n in controls(tree)], page
            seen = {b.node.id for b in layout.boxes if layout.shown(b, {}).h > 0}
            assert {"leverage", "reliability", "crisis", "commit", "leaf:map", "leaf:plan"} <= seen, (scale, page)
            assert ("map" in seen) == (page == "map")
            top = next(a for a in layout.areas if a.name == "top")
            assert top.reach == 0, (scale, page)
        app.do(Intent("leaf", ("map",)))
        assert map_share(app.tree(), (1280, 720), scale) >= 0.3


def test_every_part_of_the_desk_is_on_a_page_and_text_mode_has_it_whole() -> None:
    app = staged("desk")
    whole = {n.id for n in controls(app.tree())}
    app.settings = replace(app.settings, text_scale=2.0)
    paged: set[str] = set()
    for verb, page in LEAVES:
        app.do(Intent(verb, (page,)))
        paged |= {n.id for n in controls(app.tree())}
    assert whole <= paged, sorted(whole - paged)
    app.plain()
    app.do(Intent("column", ("card",)))
    assert {n.id for n in controls(app.tree())} == whole
