"""A titled page with a way back and the latest notice: what the plain pages beside the game are written on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.screens.scene.scene import Scene
from game.screens.tree.node import Node
from game.screens.tree.parts import button, column, do, heading, row, text

if TYPE_CHECKING:
    pass


def page(scene: Scene, id: str, title: str, children: list[Node | None], top: Node | None = None) -> Node:
    """A titled page with a way back and the game's latest notice."""
    t = scene.t
    back = button("back", t("common.back"), do("back"), icon="arrow-left", key="z", hint=t("common.back_hint"))
    head = [heading(f"{id}-title", title), row(f"{id}-head", [back, top])]
    notice = (
        text("notice", scene.notice or scene.ui.message, tone="warn", icon="alert") if scene.notice or scene.ui.message else None
    )
    busy = text("busy", scene.busy, icon="hourglass") if scene.busy else None
    return Node("screen", id, title, style="page", children=column(id, [*head, notice, busy, *children]).children)
