"""The title page: new campaign, go on, saves, settings, codex, credits, quit. Needs no content, so that it stands at once."""

from __future__ import annotations

from game.screens.pages.menu.saves_page import about
from game.screens.scene.scene import Scene
from game.screens.tree.node import Node
from game.screens.tree.parts import button, column, do, heading, text


def title(scene: Scene) -> Node:
    """The first page."""
    t = scene.t
    latest = next((e for e in scene.saves if e.readable and not e.over), None)
    waiting = "" if not scene.error else scene.error
    rows = [
        heading("title-name", t("title.name"), style="display"),
        text("title-line", t("title.line"), style="lead"),
        column(
            "title-menu",
            [
                button(
                    "new",
                    t("title.new"),
                    do("go", "new"),
                    icon="play",
                    key="n",
                    style="primary",
                    hint=t("title.new_hint"),
                    why_not=waiting,
                ),
                button(
                    "continue",
                    t("title.continue"),
                    do("load", latest.name if latest else ""),
                    icon="history",
                    key="o",
                    value=(about(scene, latest) if scene.rules else latest.name) if latest else "",
                    hint=t("title.continue_hint"),
                    why_not=waiting if latest else t("title.no_save"),
                ),
                button(
                    "saves", t("title.saves"), do("go", "saves"), icon="load", key="l", hint=t("title.saves_hint"), why_not=waiting
                ),
                button(
                    "codex",
                    t("title.codex"),
                    do("go", "codex"),
                    icon="source",
                    key="x",
                    hint=t("title.codex_hint"),
                    why_not=waiting,
                ),
                button(
                    "settings", t("title.settings"), do("go", "settings"), icon="settings", key="e", hint=t("title.settings_hint")
                ),
                button("lab", t("title.lab"), do("go", "lab"), icon="lab", key="b", hint=t("title.lab_hint"), why_not=waiting),
                button(
                    "class", t("title.class"), do("go", "class"), icon="class", key="c", hint=t("title.class_hint"), why_not=waiting
                ),
                button("packs", t("title.packs"), do("go", "packs"), icon="pack", key="p", hint=t("title.packs_hint")),
                button("credits", t("title.credits"), do("go", "credits"), icon="info", hint=t("title.credits_hint")),
                button("quit", t("title.quit"), do("quit"), icon="door", key="q", hint=t("title.quit_hint")),
            ],
        ),
        text("title-about", t("title.about"), style="fine"),
        text("title-error", scene.error, tone="warn", icon="alert") if scene.error else None,
        text("title-message", scene.ui.message, tone="warn", icon="alert") if scene.ui.message and not scene.error else None,
        text("title-notice", scene.notice, tone="warn", icon="alert") if scene.notice else None,
        text("busy", scene.busy, icon="hourglass") if scene.busy else None,
    ]
    return Node("screen", "title", t("title.name"), style="menu", children=tuple(r for r in rows if r is not None))
