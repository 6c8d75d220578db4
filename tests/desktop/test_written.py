"""What the reading time counts is what the window really writes: no more, and no less."""

from __future__ import annotations

import re

import pytest

from game.desktop.graphics.fonts import Fonts
from game.desktop.layout.arrange import arrange, em_for
from game.devtools.reading_load import written
from game.screens.tree.node import Intent, Node, walk
from tests.desktop.trees import staged

SIZE = (1920, 1080)
PIECE = re.compile(r"[㐀-鿿]|[A-Za-z0-9%+−±$]+")


def counted(tree: Node) -> set[str]:
    """Every word or character that is counted."""
    return {word for piece in written(tree) for word in PIECE.findall(piece.told)}


def laid_out(tree: Node) -> set[str]:
    """Every word or character that stands in a line of text of the window."""
    em = em_for(*SIZE, 1.0)
    boxes = arrange(tree, *SIZE, Fonts(em), em).boxes
    return {word for box in boxes if box.lines and box.part == "text" for line in box.lines for word in PIECE.findall(line)}


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("screen", ["desk", "table", "reveal", "briefing", "answer"])
def test_the_window_writes_what_is_counted(screen: str, language: str) -> None:
    app = staged(screen, language)
    tree = app.tree()
    missed = laid_out(tree) - counted(tree)
    assert not missed, f"written but not counted: {sorted(missed)}"
    strip = {
        word for n in walk(tree) if n.id.startswith("quarter:") for word in PIECE.findall(n.name)
    }  # an icon where room is scarce
    extra = counted(tree) - laid_out(tree) - strip
    assert not extra, f"counted but not written: {sorted(extra)}"


def test_an_open_drawer_and_the_chosen_response_are_written_and_counted() -> None:
    app = staged("briefing")
    shut = counted(app.tree())
    drawers = [n for n in walk(app.tree()) if n.intent is not None and n.intent.verb == "unfold"]
    for drawer in drawers:
        app.do(drawer.intent or Intent(""))
    assert len(drawers) >= 2 and shut < counted(app.tree())
    assert laid_out(app.tree()) == counted(app.tree())
