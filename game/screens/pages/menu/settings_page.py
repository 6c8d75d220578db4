"""The page of settings: look, text size, language, motion, guidance."""

from __future__ import annotations

from game.screens.pages.shared.plain_page import page
from game.screens.scene.scene import Scene
from game.screens.scene.settings import NAMES, Value, offered
from game.screens.tree.node import Node
from game.screens.tree.parts import button, choice, do, option, panel, text
from game.screens.words.texts import language_name

WHOLE = 0.995
"""From this share of all texts on nothing is said of it."""


def settings(scene: Scene) -> Node:
    """Look, text size, language, motion, guidance."""
    t = scene.t
    rows: list[Node | None] = []
    for name in NAMES:
        now = getattr(scene.settings, name)
        options = [
            option(f"{name}:{v}", named(scene, name, v), do("setting", name, v), v == now, hint=t(f"settings.{name}_hint"))
            for v in offered(name)
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


def named(scene: Scene, setting: str, value: Value) -> str:
    """A value of a setting in words; a language by its own name, with its share of all texts where that is not all."""
    t = scene.t
    if isinstance(value, float):
        return t.percent(value)
    if setting != "language":
        return t(f"settings.{setting}_{str(value).lower().replace('-', '_')}")
    code = str(value)
    name, share = language_name(code), scene.languages.get(code.lower(), 1.0)
    return name if share >= WHOLE else t("settings.language_part", name=name, share=t.percent(share))
