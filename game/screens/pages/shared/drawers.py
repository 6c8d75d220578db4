"""Drawers: what a Guided player opens where he wants more. At Analyst level it lies open, without a control."""

from __future__ import annotations

from collections.abc import Sequence

from game.screens.scene.scene import Scene
from game.screens.tree.node import Node
from game.screens.tree.parts import button, do, row


def drawer(scene: Scene, id: str, name: str, inside: Sequence[Node], hint: str = "", key: str = "") -> list[Node]:
    """The control that opens and shuts the drawer, and, when it is open, what lies in it; nothing for an empty one.

    `key` opens it; an open one leaves the key to what lies in it."""
    if not inside or scene.analyst:
        return list(inside)
    open_now = id in scene.ui.opened
    icon = "chevron-down" if open_now else "chevron-right"
    opener = button(
        f"{id}:open", name, do("unfold", id), icon=icon, style="small", hint=hint, key="" if open_now else key, on=open_now
    )
    return [row(f"{id}:drawer", [opener]), *(inside if open_now else ())]
