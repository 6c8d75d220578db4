"""The page of credits: who made what, under which licence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.screens.pages.shared.plain_page import page
from game.screens.scene.scene import Scene
from game.screens.tree.node import Node
from game.screens.tree.parts import panel, text

if TYPE_CHECKING:
    pass


def credits(scene: Scene) -> Node:
    """Who made what, under which licence."""
    t = scene.t
    names = ("game", "documents", "data", "fonts", "icons", "map", "libraries")
    return page(
        scene,
        "credits",
        t("credits.title"),
        [panel(f"credit-{n}", t(f"credits.{n}"), [text(f"credit-{n}-text", t(f"credits.{n}_text"))]) for n in names],
    )
