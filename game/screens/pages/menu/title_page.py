"""The title page: new campaign, go on, saves, settings, codex, credits, quit. Needs no content, so that it stands at once."""

from __future__ import annotations

from game.screens.pages.menu.saves_page import about
from game.screens.pages.shared.plain_page import worded
from game.screens.scene.scene import Scene
from game.screens.tree.node import Node
from game.screens.tree.parts import column, do, heading, text


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
                worded(t, "new", "title.new", do("go", "new"), icon="play", key="n", style="primary", why_not=waiting),
                worded(
                    t,
                    "continue",
                    "title.continue",
                    do("load", latest.name if latest else ""),
                    icon="history",
                    key="o",
                    value=(about(scene, latest) if scene.rules else latest.name) if latest else "",
                    why_not=waiting if latest else t("title.no_save"),
                ),
                worded(t, "saves", "title.saves", do("go", "saves"), icon="load", key="l", why_not=waiting),
                worded(t, "codex", "title.codex", do("go", "codex"), icon="source", key="x", why_not=waiting),
                worded(t, "settings", "title.settings", do("go", "settings"), icon="settings", key="e"),
                worded(t, "lab", "title.lab", do("go", "lab"), icon="lab", key="b", why_not=waiting),
                worded(t, "class", "title.class", do("go", "class"), icon="class", key="c", why_not=waiting),
                worded(t, "packs", "title.packs", do("go", "packs"), icon="pack", key="p"),
                worded(t, "credits", "title.credits", do("go", "credits"), icon="info"),
                worded(t, "quit", "title.quit", do("quit"), icon="door", key="q"),
            ],
        ),
        text("title-about", t("title.about"), style="fine"),
        text("title-error", scene.error, tone="warn", icon="alert") if scene.error else None,
        text("title-message", scene.ui.message, tone="warn", icon="alert") if scene.ui.message and not scene.error else None,
        text("title-notice", scene.notice, tone="warn", icon="alert") if scene.notice else None,
        text("busy", scene.busy, icon="hourglass") if scene.busy else None,
    ]
    return Node("screen", "title", t("title.name"), style="menu", children=tuple(r for r in rows if r is not None))
