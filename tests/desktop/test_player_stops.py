"""What stood in a player's way on the Desk: a bar that moved, a country that was asked for twice, a column out of line."""

from __future__ import annotations

import pytest

from game.desktop.graphics.fonts import Fonts
from game.desktop.layout.arrange import arrange, em_for
from game.desktop.picture.screenshot import ready
from game.desktop.widgets.tables import of_figures
from game.screens.tree.node import Intent, walk
from tests.desktop.trees import staged, tree_of


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_the_figures_stand_still_when_a_dialog_opens(language: str) -> None:
    """The menu lost its button of words to the dialog, and all six figures moved to the right."""
    ready()
    em = em_for(1280, 720, 1.0)
    asked = staged("desk", language)
    asked.do(Intent("dialog", ("empty",)))  # a dialog without a word that the glossary knows
    stands = []
    for tree in (tree_of("desk", language), tree_of("desk-explained", language), asked.tree()):
        layout = arrange(tree, 1280, 720, Fonts(em), em)
        stands.append({b.node.id: b.x for b in layout.boxes if b.node.id in ("leverage", "crisis", "support", "menu-saves")})
    assert len(stands[0]) == 4 and stands[0] == stands[1] == stands[2]


def test_an_order_among_what_can_be_done_about_a_country_is_for_that_country() -> None:
    nodes = list(walk(tree_of("desk-place")))
    orders = [n for n in nodes if n.style == "order" and n.intent is not None]
    aimed = [n for n in orders if n.intent is not None and n.intent.args[-1:] == ("japan",)]
    assert len(aimed) >= 3 and not [n for n in orders if n.intent is not None and n.intent.verb == "targets"]


def test_a_column_of_figures_may_have_a_word_before_one_of_them() -> None:
    assert of_figures(["0.1%", "under 0.1%", "12%"]) and of_figures(["0.4%", "不到0.1%"])
    assert not of_figures(["under 0.1%"]) and not of_figures(["2%", "no promise"]) and not of_figures([])
