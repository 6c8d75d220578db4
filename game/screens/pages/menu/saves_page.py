"""The page of saves: load, delete, and a new save while a campaign runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.screens.pages.shared.long_list import run_of
from game.screens.pages.shared.plain_page import page
from game.screens.scene.scene import Scene
from game.screens.tree.node import Node
from game.screens.tree.parts import button, dialog, do, panel, row, text

if TYPE_CHECKING:
    from game.play.save_folder import SaveEntry


def saves(scene: Scene) -> Node:
    """All saves: load, delete; greyed ones with their reason. While a campaign runs, also a new save."""
    t = scene.t
    save = (
        button("save-now", t("saves.save"), do("save", ""), icon="save", key="s", style="primary", hint=t("saves.save_hint"))
        if scene.observation is not None
        else None
    )
    save_as = None
    if scene.observation is not None:
        save_as = Node("field", "save-as", t("saves.save_as"), hint=t("saves.save_as_hint"), intent=do("save", ""), icon="edit")
    rows = run_of(scene, "saves", scene.saves, lambda n, entry: saved(scene, n, entry))
    listed = rows or [text("saves-none", t("saves.none"))]
    confirm = None
    if scene.ui.dialog == "delete":
        confirm = dialog(
            "confirm-delete",
            t("saves.confirm", name=scene.ui.dialog_of),
            do("dialog", ""),
            [
                text("confirm-delete-text", t("saves.confirm_text")),
                button("delete-yes", t("saves.delete"), do("delete-yes", scene.ui.dialog_of), icon="trash", key="y"),
                button("delete-no", t("common.cancel"), do("dialog", ""), icon="x", key="z"),
            ],
        )
    elif scene.ui.dialog == "without-packs":
        confirm = dialog(
            "confirm-without",
            t("saves.without", name=scene.ui.dialog_of),
            do("dialog", ""),
            [
                text("confirm-without-text", scene.ui.message),
                button("without-yes", t("saves.without_yes"), do("load", scene.ui.dialog_of, True), icon="load", key="y"),
                button("without-no", t("common.cancel"), do("dialog", ""), icon="x", key="z"),
            ],
        )
    return page(scene, "saves", t("saves.title"), [save_as, panel("saves-list", t("saves.list"), listed), confirm], save)


def saved(scene: Scene, n: int, entry: SaveEntry) -> Node:
    """One save: what it holds, and what can be done with it."""
    t = scene.t
    holds = about(scene, entry) if entry.readable else ""
    why = "" if entry.readable else t("saves.unreadable", reason=t.said(entry.reason))
    load = button(
        f"load:{n}",
        entry.name,
        do("load", entry.name),
        hint=holds or why,
        why_not=why,
        icon="load",
        tone=entry.side if entry.readable else "",
    )
    delete = button(
        f"delete:{n}", t("saves.delete"), do("delete", entry.name), icon="trash", hint=t("saves.delete_hint", name=entry.name)
    )
    return row(f"save:{n}", [load, text(f"about:{n}", holds or why, style="fine", icon="" if holds else "alert"), delete])


def about(scene: Scene, entry: SaveEntry) -> str:
    """What a save holds: scenario, side and date."""
    t, item = scene.t, scene.rules.scenarios.get(entry.scenario) if scene.rules else None
    return t("saves.about", scenario=item.title if item else entry.scenario, side=t.name(entry.side), date=t.date(entry.date))
