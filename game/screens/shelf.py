"""The plain pages beside the game: saves, settings, credits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.screens.keys import ANSWERS, LAYERS, LETTERS, WINDOW, free, key_of
from game.screens.node import Node
from game.screens.parts import button, choice, column, dialog, do, heading, option, panel, row, text
from game.screens.scene import Scene
from game.screens.settings import CHOICES
from game.screens.texts import Texts

if TYPE_CHECKING:
    from game.play.store import SaveEntry


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
        told = text(f"about:{n}", holds or why, style="fine", icon="" if holds else "alert")
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


def about(scene: Scene, entry: SaveEntry) -> str:
    """What a save holds: scenario, side and date."""
    t, item = scene.t, scene.rules.scenarios.get(entry.scenario) if scene.rules else None
    return t("saves.about", scenario=item.title if item else entry.scenario, side=t.name(entry.side), date=t.date(entry.date))


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
    keys = button("keys", t("settings.keys_open"), do("go", "keys"), icon="keyboard", hint=t("settings.keys_hint"))
    rows.append(panel("setting-keys", t("settings.keys"), [keys, text("keys-text", t("settings.keys_text"))]))
    return page(scene, "settings", t("settings.title"), rows)


def named_command(t: Texts, command: str) -> str:
    """What a key does, in words."""
    if command in LAYERS:
        return t("keys.layer", n=LAYERS.index(command) + 1)
    if command in ANSWERS:
        return t("keys.answer", n=ANSWERS.index(command) + 1)
    words = {",": "comma", ".": "full_stop"}
    return t(f"keys.{words.get(command, command.replace(' ', '_'))}")


def keys(scene: Scene) -> Node:
    """Every command with its key; each can have another one."""
    t, chosen = scene.t, scene.settings.keys
    groups = [
        panel(
            f"keys-{name}",
            t(f"keys.{name}"),
            [
                row(
                    f"key-row:{c}",
                    [
                        button(f"key:{c}", key_of(c, chosen), do("key", c), hint=t("keys.change", command=named_command(t, c))),
                        text(f"key-does:{c}", named_command(t, c), tone="accent" if key_of(c, chosen) != c else ""),
                    ],
                )
                for c in commands
            ],
        )
        for name, commands in (("window", WINDOW), ("letters", LETTERS), ("numbers", (*LAYERS, *ANSWERS)))
    ]
    why = "" if chosen else t("keys.all_usual")
    again = button("keys-usual", t("keys.usual"), do("keys-usual"), icon="undo", why_not=why, hint=t("keys.usual_hint"))
    fixed = text("keys-fixed", t("keys.fixed"), icon="keyboard")
    return page(scene, "keys", t("keys.title"), [fixed, *groups, _new_key(scene)], again)


def _new_key(scene: Scene) -> Node | None:
    """The dialog that takes a new key: pressed, typed or chosen among the free ones."""
    t, command = scene.t, scene.ui.dialog_of
    if scene.ui.dialog != "key":
        return None
    give = [button(f"free:{k}", k, do("key-to", command, k)) for k in (*free(scene.settings.keys), command)]
    return dialog(
        "new-key",
        t("keys.new", command=named_command(t, command)),
        do("dialog", ""),
        [
            text("new-key-text", t("keys.press")),
            text("new-key-no", scene.ui.message, tone="warn", icon="alert") if scene.ui.message else None,
            Node("field", "new-key-name", t("keys.name"), intent=do("key-to", command), key="any", hint=t("keys.name_hint")),
            row("new-key-free", list(dict.fromkeys(give))),
            button("new-key-no-change", t("common.cancel"), do("dialog", ""), icon="x", style="primary"),
        ],
    )


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
