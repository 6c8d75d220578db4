"""The page of settings: look, text size, language, motion, guidance."""

from __future__ import annotations

from game.screens.pages.shared.plain_page import page
from game.screens.scene.scene import Scene
from game.screens.scene.settings import CHOICES
from game.screens.tree.node import Node
from game.screens.tree.parts import button, choice, do, option, panel, text


def settings(scene: Scene) -> Node:
    """Look, text size, language, motion, guidance."""
    t = scene.t
    rows: list[Node | None] = []
    for name, values in CHOICES.items():
        now = getattr(scene.settings, name)
        options = [
            option(
                f"{name}:{v}",
                t.percent(v) if isinstance(v, float) else t(f"settings.{name}_{str(v).lower().replace('-', '_')}"),
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
