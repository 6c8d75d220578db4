"""A titled page with a way back and the latest notice: what the plain pages beside the game are written on."""

from __future__ import annotations

from game.screens.scene.scene import Scene
from game.screens.tree.node import Intent, Node
from game.screens.tree.parts import button, column, do, heading, row, text
from game.screens.words.texts import Texts


def page(scene: Scene, id: str, title: str, children: list[Node | None], top: Node | None = None) -> Node:
    """A titled page with a way back and the game's latest notice."""
    t = scene.t
    back = worded(t, "back", "common.back", do("back"), icon="arrow-left", key="z")
    head = [heading(f"{id}-title", title), row(f"{id}-head", [back, top])]
    notice = (
        text("notice", scene.notice or scene.ui.message, tone="warn", icon="alert") if scene.notice or scene.ui.message else None
    )
    busy = text("busy", scene.busy, icon="hourglass") if scene.busy else None
    return Node("screen", id, title, style="page", children=column(id, [*head, notice, busy, *children]).children)


def worded(
    t: Texts, id: str, words: str, intent: Intent, *, icon: str, key: str = "", value: str = "", why_not: str = "", style: str = ""
) -> Node:
    """A button that is named by the text with this key, its hint by the same key with `_hint` behind it."""
    return button(id, t(words), intent, hint=t(f"{words}_hint"), icon=icon, key=key, value=value, why_not=why_not, style=style)
