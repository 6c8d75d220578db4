"""Every screen looks as it did when somebody last looked at it, and says the same; `pictures` tells how both are renewed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.desktop.graphics import theme as themes
from game.screens.scene.routes import SCREENS
from game.screens.tree.node import Node
from game.structs import replace
from tests.desktop import pictures
from tests.desktop.trees import every, tree_of

RENEW = "look at the screens (python -m game screenshot), then renew with python -m tests.desktop.pictures --write"
QUICK = "dark"


@pytest.mark.parametrize("scale", pictures.SCALES)
@pytest.mark.parametrize("size", pictures.SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("theme", [t if t == QUICK else pytest.param(t, marks=pytest.mark.slow) for t in pictures.THEMES])
@pytest.mark.parametrize("language", pictures.LANGUAGES)
def test_every_screen_looks_as_it_was_kept(language: str, theme: str, size: tuple[int, int], scale: float) -> None:
    kept = pictures.kept()
    changed = [
        f"{name}: {found} cells"
        for name, picture in pictures.pictures(language, theme, size, scale)
        if name not in kept or (found := pictures.differing(picture, kept[name])) > pictures.CELLS
    ]
    assert not changed, f"{changed}; {RENEW}"


@pytest.mark.parametrize("language", pictures.LANGUAGES)
def test_every_screen_says_what_was_kept(language: str) -> None:
    kept = {screen: pictures.snapshot(screen, language) for screen in SCREENS}
    told = {screen: pictures.told(tree) for screen, tree in every(language).items()}
    changed = [screen for screen, file in kept.items() if not file.is_file() or told[screen] != file.read_text("utf-8")]
    assert not changed, RENEW


def test_nothing_is_kept_that_is_no_screen_any_more() -> None:
    assert len(pictures.kept()) == len(SCREENS) * len(pictures.LANGUAGES) * len(pictures.THEMES) * 9
    assert len(list(pictures.TREES.glob("*.txt"))) == len(SCREENS) * len(pictures.LANGUAGES)


def without(tree: Node, id: str) -> Node:
    """The tree without one of its nodes."""
    return replace(tree, children=tuple(without(c, id) for c in tree.children if c.id != id))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda t: without(t, "commit"), id="a button is gone"),
        pytest.param(lambda t: without(t, "menu-settings"), id="an icon's button is gone"),
        pytest.param(lambda t: without(t, "support"), id="a figure is gone"),
        pytest.param(lambda t: without(t, "tabs"), id="the tabs are gone"),
    ],
)
def test_a_real_change_is_seen(change: Callable[[Node], Node]) -> None:
    size, tree = (1280, 720), tree_of("desk", "en")
    one, other = (pictures.thumbnail(t, size, 1.0, "en", QUICK) for t in (tree, change(tree)))
    assert pictures.differing(one, other) > pictures.CELLS


def test_another_colour_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    tree, size = tree_of("title", "en"), (1280, 720)
    one = pictures.thumbnail(tree, size, 1.0, "en", QUICK)
    dark = themes.load(QUICK)
    monkeypatch.setattr(themes, "load", lambda name: replace(dark, colour={**dark.colour, "accent": dark.colour["beijing"]}))
    pictures.painter.cache_clear()
    other = pictures.thumbnail(tree, size, 1.0, "en", QUICK)
    pictures.painter.cache_clear()
    assert pictures.differing(one, other) > pictures.CELLS


def test_the_same_screen_gives_the_same_picture() -> None:
    tree, size = tree_of("desk", "en"), (1280, 720)
    one, other = (pictures.thumbnail(tree, size, 1.0, "en", QUICK) for _ in range(2))
    assert pictures.differing(one, other) == 0
