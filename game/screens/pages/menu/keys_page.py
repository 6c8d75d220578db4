"""The page of keys: every command with its key, and the dialog that takes a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.screens.pages.shared.plain_page import page
from game.screens.scene.scene import Scene
from game.screens.tree.keys import ANSWERS, LAYERS, LETTERS, WINDOW, free, key_of
from game.screens.tree.node import Node
from game.screens.tree.parts import button, dialog, do, panel, row, text
from game.screens.words.texts import Texts

if TYPE_CHECKING:
    pass


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
