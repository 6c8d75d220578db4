"""The plain pages beside the game: saves, settings, credits."""

from __future__ import annotations

from game.screens.node import Node
from game.screens.parts import button, choice, column, dialog, do, heading, option, panel, row, text
from game.screens.scene import Scene
from game.screens.settings import CHOICES


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
    rows: list[Node | None] = []
    for n, entry in enumerate(scene.saves):
        about = (
            t("saves.about", scenario=_scenario(scene, entry.scenario), side=t.name(entry.side), date=t.date(entry.date))
            if entry.readable
            else ""
        )
        why = "" if entry.readable else t("saves.unreadable", reason=t.said(entry.reason))
        load = button(
            f"load:{n}",
            entry.name,
            do("load", entry.name),
            hint=about or why,
            why_not=why,
            icon="load",
            tone=entry.side if entry.readable else "",
        )
        delete = button(
            f"delete:{n}", t("saves.delete"), do("delete", entry.name), icon="trash", hint=t("saves.delete_hint", name=entry.name)
        )
        told = text(f"about:{n}", about or why, style="fine", icon="" if about else "alert")
        rows.append(row(f"save:{n}", [load, told, delete]))
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
    return page(scene, "saves", t("saves.title"), [save_as, panel("saves-list", t("saves.list"), listed), confirm], save)


def _scenario(scene: Scene, id: str) -> str:
    item = scene.rules.scenarios.get(id) if scene.rules else None
    return item.title if item else id


def settings(scene: Scene) -> Node:
    """Look, text size, language, motion, guidance."""
    t = scene.t
    rows: list[Node | None] = []
    for name, values in CHOICES.items():
        now = getattr(scene.settings, name)
        options = [
            option(
                f"{name}:{v}",
                t.percent(v) if name == "text_scale" else t(f"settings.{name}_{str(v).lower().replace('-', '_')}"),
                do("setting", name, v),
                v == now,
                hint=t(f"settings.{name}_hint"),
            )
            for v in values
        ]
        rows.append(
            panel(
                f"setting-{name}",
                t(f"settings.{name}"),
                [choice(name, t(f"settings.{name}"), options), text(f"{name}-hint", t(f"settings.{name}_hint"), style="fine")],
            )
        )
    again = button("unlearn", t("settings.unlearn"), do("unlearn"), icon="undo", hint=t("settings.unlearn_hint"))
    rows.append(panel("setting-unlearn", t("settings.lessons"), [again], icon="bulb"))
    rows.append(panel("setting-keys", t("settings.keys"), [text("keys-text", t("settings.keys_text"), icon="keyboard")]))
    return page(scene, "settings", t("settings.title"), rows)


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
