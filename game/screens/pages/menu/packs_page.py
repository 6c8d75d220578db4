"""The Packs page: what is installed, whether it is in play, what was found in it, and where to put a pack of one's own."""

from __future__ import annotations

from pathlib import Path

from game.content.loading.compile import PackInfo
from game.content.loading.installed import OFF, may_rest
from game.content.packs.folders import BASE, user_content
from game.outside_text import cleaned
from game.screens.pages.shared.plain_page import page
from game.screens.scene.scene import Scene
from game.screens.tree.node import Node
from game.screens.tree.parts import button, do, panel, text

MOST = 30  # findings of a pack that are shown
LONG = 300  # letters of a finding that are shown
STATES = {"in play": ("packs.in_play", "check"), "left out": ("packs.left_out", "alert"), OFF: ("packs.off", "ban")}


def packs(scene: Scene) -> Node:
    """The page."""
    t = scene.t
    again = button(
        "packs-again",
        t("packs.again"),
        do("reload"),
        icon="refresh",
        key="r",
        hint=t("packs.again_hint"),
        why_not=scene.busy or (t("packs.in_campaign") if scene.observation is not None else ""),
    )
    found = [pack_panel(scene, pack) for pack in scene.packs]
    where = panel(
        "packs-where",
        t("packs.where"),
        [text("packs-folder", cleaned(str(user_content()), LONG), icon="pin"), text("packs-how", t("packs.how"), style="fine")],
        icon="info",
    )
    none = [] if found else [text("packs-empty", t("codex.loading"), icon="hourglass")]
    return page(scene, "packs", t("packs.title"), [text("packs-note", t("packs.note")), *none, *found, where], again)


def pack_panel(scene: Scene, pack: PackInfo) -> Node:
    """One pack: version, kind, state, switch, findings with file and line."""
    t, id = scene.t, f"pack:{cleaned(Path(pack.folder).name)}"
    words, icon = STATES.get(pack.state, ("packs.left_out", "alert"))
    kind = t(f"packs.kind_{pack.kind}") if t.has(f"packs.kind_{pack.kind}") else cleaned(pack.kind)
    facts = t("number.list_separator").join(x for x in (kind, cleaned(pack.version), pack.hash[:8]) if x)
    nodes: list[Node | None] = [
        text(f"{id}:state", t(words), icon=icon, tone="warn" if pack.state == "left out" else ""),
        text(f"{id}:facts", facts, style="fine") if facts else None,
        text(f"{id}:folder", cleaned(pack.folder, LONG), style="fine") if may_rest(pack) else None,
    ]
    told = [cleaned(str(finding), LONG) for finding in pack.findings[:MOST]]
    nodes += [text(f"{id}:finding:{n}", line, icon="alert", tone="warn", style="small") for n, line in enumerate(told)]
    if len(pack.findings) > MOST:
        nodes.append(text(f"{id}:more", t("packs.more", n=t.number(len(pack.findings) - MOST)), style="fine"))
    if not pack.findings and pack.state == "in play":
        nodes.append(text(f"{id}:sound", t("packs.sound"), style="fine"))
    on = pack.state != OFF
    why = "" if may_rest(pack) else t("packs.base" if pack.id == BASE else "packs.shipped")
    if scene.observation is not None:
        why = t("packs.in_campaign")
    nodes.append(
        Node(
            "toggle",
            f"{id}:switch",
            t("packs.switch"),
            hint=t("packs.switch_hint"),
            intent=do("pack", Path(pack.folder).name, not on),
            on=on,
            icon="pack",
            why_not=scene.busy or why,
        )
    )
    return panel(id, cleaned(pack.title or pack.id), nodes, icon="pack")
