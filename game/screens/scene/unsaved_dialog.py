"""The question whether to leave when the campaign could not be saved. It stands on any screen; what it does are verbs."""

from __future__ import annotations

from game.screens.scene.scene import Scene
from game.screens.tree.node import Node
from game.screens.tree.parts import button, dialog, do, row, text


def unsaved_dialog(scene: Scene) -> Node:
    """Says why, and gives three ways: try again, stay, leave all the same."""
    t = scene.t
    ways = [
        button("unsaved-again", t("unsaved.again"), do("quit-yes"), icon="save", key="t", style="primary"),
        button("unsaved-stay", t("unsaved.stay"), do("dialog", ""), icon="arrow-left", key="z"),
        button("unsaved-leave", t("unsaved.leave"), do("quit-unsaved"), icon="door", key="y", tone="warn"),
    ]
    told = [text("unsaved-why", scene.notice, tone="warn", icon="alert"), text("unsaved-text", t("unsaved.text"))]
    return dialog("unsaved-dialog", t("unsaved.title"), do("dialog", ""), [*told, row("unsaved-ways", ways)])
