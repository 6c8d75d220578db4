"""Names on the map: in the reader's language, clear of the legend and of the map's edge."""

from __future__ import annotations

import pytest

from game.desktop.graphics import theme as themes
from game.desktop.graphics import world_map
from game.desktop.graphics.fonts import Fonts
from game.desktop.graphics.window_words import words as words_of
from game.desktop.layout.arrange import em_for
from game.desktop.picture.screenshot import ready
from game.screens.tree.node import WorldMap, find
from tests.desktop.trees import tree_of


def shown(screen: str, language: str) -> WorldMap:
    node = find(tree_of(screen, language), "map")
    assert node is not None and isinstance(node.data, WorldMap)
    return node.data


def test_plants_are_named_in_the_readers_language() -> None:
    english, chinese = ({w.name for p in shown("desk", language).places for w in p.works} for language in ("en", "zh-Hans"))
    assert english and len(english) == len(chinese) and not english & chinese
    assert all(any("\u4e00" <= c <= "\u9fff" for c in name) for name in chinese)


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("size", [(587, 225), (690, 590), (1100, 900)], ids=str)
def test_no_name_lies_under_the_legend_or_at_the_edge(size: tuple[int, int], language: str) -> None:
    """On the small map of the reveal the legend lay over "Mount Weld expansion", and 拉丁美洲 touched the Desk's edge."""
    ready()
    fonts, theme = Fonts(em_for(1280, 720, 1.0)), themes.load("dark")
    w, h = size
    for screen in ("desk", "reveal", "years"):
        data, words = shown(screen, language), words_of(language)
        key = world_map.legend_at(data, w, h, words, fonts)
        face = world_map.nodes(data, w, h, words, theme, fonts)
        edge = round(fonts.em * 0.4)
        drawn = face.get_bounding_rect(min_alpha=1)
        assert drawn.x >= edge - 1 and drawn.right <= w - edge + 1, (screen, drawn)
        assert key is not None
        under = face.subsurface((key.x, key.y, key.w, key.h)).get_bounding_rect(min_alpha=1)
        assert not under.w, (screen, under)
