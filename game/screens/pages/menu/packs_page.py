"""The Packs page: what is installed, whether it is in play, what was found in it, and how a pack of one's own is added."""

from __future__ import annotations

from pathlib import Path

from game.content.format.findings import Finding
from game.content.loading.compile import PackInfo
from game.content.packs.folders import offered, user_content
from game.outside_text import cleaned
from game.screens.pages.shared.long_list import run_of
from game.screens.pages.shared.plain_page import page
from game.screens.scene.scene import Scene
from game.screens.tree.node import Node
from game.screens.tree.parts import button, dialog, do, panel, row, text

MOST = 30  # findings of a pack that are shown
LONG = 300  # letters of a finding that are shown
MOST_CHOICES = 60  # folders and packs that are offered at once
STATES = {
    "in play": ("packs.in_play", "check"),
    "left out": ("packs.left_out", "alert"),
    "switched off": ("packs.off", "ban"),
}


def packs(scene: Scene) -> Node:
    """The page."""
    t, in_campaign = scene.t, scene.t("packs.in_campaign") if scene.observation is not None else ""
    again = button(
        "packs-again",
        t("packs.again"),
        do("reload"),
        icon="refresh",
        key="r",
        hint=t("packs.again_hint"),
        why_not=scene.busy,
    )
    own = [pack.id for pack in scene.packs if not pack.shipped]
    found = run_of(scene, "packs", named(scene.packs), lambda _, named: pack_panel(scene, named[1], named[0], own))
    where = panel(
        "packs-where",
        t("packs.where"),
        [
            text("packs-folder", cleaned(str(user_content()), LONG), icon="pin"),
            text("packs-how", t("packs.how"), style="fine"),
            Node(
                "field", "packs-add", t("packs.add"), hint=t("packs.add_hint"), intent=do("pack-add", ""), icon="plus",
                why_not=scene.busy or in_campaign,
            ),
            button(
                "packs-choose", t("packs.choose"), do("pack-choose", ""), icon="search", hint=t("packs.choose_hint"),
                why_not=scene.busy or in_campaign,
            ),
        ],
        icon="info",
    )  # fmt: skip
    none = [] if found else [text("packs-empty", t("codex.loading"), icon="hourglass")]
    note = text("packs-note", t("packs.note"))
    return page(scene, "packs", t("packs.title"), [note, *none, *found, where, _confirm(scene), _choosing(scene)], again)


def named(packs: tuple[PackInfo, ...]) -> list[tuple[str, PackInfo]]:
    """The packs with names for their parts of the page, which differ even where two packs have one id."""
    seen: dict[str, int] = {}
    found = []
    for pack in packs:
        seen[pack.id] = seen.get(pack.id, 0) + 1
        found.append((f"pack:{pack.id}" if seen[pack.id] == 1 else f"pack:{pack.id}:{seen[pack.id]}", pack))
    return found


def pack_panel(scene: Scene, pack: PackInfo, id: str, own: list[str]) -> Node:
    """One pack: version, kind, state, switch, findings with file and line."""
    t = scene.t
    words, icon = STATES.get(pack.state, STATES["left out"])
    kind = t(f"packs.kind_{pack.kind}") if t.has(f"packs.kind_{pack.kind}") else pack.kind
    facts = t("number.list_separator").join(x for x in (kind, pack.version, pack.hash[:8]) if x)
    nodes: list[Node | None] = [
        text(f"{id}:state", t(words), icon=icon, tone="warn" if pack.state == "left out" else ""),
        text(f"{id}:facts", facts, style="fine") if facts else None,
        text(f"{id}:folder", cleaned(pack.folder, LONG), style="fine") if not pack.shipped else None,
    ]
    shown = pack.findings[:MOST]
    for n, finding in enumerate(shown):
        tone = "" if finding.severity == "note" else "warn"
        sign = "info" if finding.severity == "note" else "alert"
        nodes.append(text(f"{id}:finding:{n}", told(finding, pack), icon=sign, tone=tone, style="small"))
    if len(pack.findings) > MOST:
        nodes.append(text(f"{id}:more", t("packs.more", n=t.number(len(pack.findings) - MOST)), style="fine"))
    if not pack.findings and pack.state == "in play":
        nodes.append(text(f"{id}:sound", t("packs.sound"), style="fine"))
    nodes.append(_controls(scene, pack, id, own))
    return panel(id, cleaned(pack.title) or pack.id, nodes, icon="pack")


def _controls(scene: Scene, pack: PackInfo, id: str, own: list[str]) -> Node:
    t = scene.t
    busy = t("packs.in_campaign") if scene.observation is not None else scene.busy
    on = pack.state != "switched off"
    why = t("packs.base" if pack.id == "base" else "packs.shipped") if pack.shipped else ""
    switch = Node(
        "toggle",
        f"{id}:switch",
        t("packs.switch"),
        hint=t("packs.switch_hint"),
        intent=do("pack", pack.id, not on),
        on=on,
        icon="pack",
        why_not=busy or why,
    )
    if pack.shipped:
        return switch
    first = t("packs.first") if own[:1] == [pack.id] else ""
    return row(
        f"{id}:controls",
        [
            switch,
            button(
                f"{id}:earlier", t("packs.earlier"), do("pack-earlier", pack.id), icon="arrow-up",
                hint=t("packs.earlier_hint"), why_not=busy or first,
            ),
            button(
                f"{id}:remove", t("packs.remove"), do("pack-remove", pack.id), icon="trash",
                hint=t("packs.remove_hint"), why_not=busy,
            ),
        ],
    )  # fmt: skip


def _confirm(scene: Scene) -> Node | None:
    """The question before a pack is taken out."""
    if scene.ui.dialog != "pack":
        return None
    t, id = scene.t, scene.ui.dialog_of
    return dialog(
        "confirm-pack",
        t("packs.confirm", id=id),
        do("dialog", ""),
        [
            text("confirm-pack-text", t("packs.confirm_text")),
            button("pack-yes", t("packs.remove"), do("pack-remove-yes", id), icon="trash", key="y"),
            button("pack-no", t("common.cancel"), do("dialog", ""), icon="x", key="z"),
        ],
    )


def _choosing(scene: Scene) -> Node | None:
    """The folders and packs of one place, to choose a pack from."""
    if scene.ui.dialog != "choose-pack":
        return None
    t, folder = scene.t, Path(scene.ui.dialog_of)
    inside, offer = offered(folder)
    listed = [(path, "pack-add", "pack") for path in offer] + [(path, "pack-choose", "chevron-right") for path in inside]
    nodes: list[Node | None] = [
        text("choose-pack-folder", cleaned(str(folder), LONG), icon="pin"),
        button("choose-pack-up", t("packs.up"), do("pack-choose", str(folder.parent)), icon="arrow-up"),
        *(
            button(f"choose-pack:{n}", cleaned(path.name, LONG), do(verb, str(path)), icon=icon)
            for n, (path, verb, icon) in enumerate(listed[:MOST_CHOICES])
        ),
        text("choose-pack-none", t("packs.choose_none"), style="fine") if not offer else None,
        text("choose-pack-more", t("packs.choose_more"), style="fine") if len(listed) > MOST_CHOICES else None,
        button("choose-pack-no", t("common.cancel"), do("dialog", ""), icon="x", key="z"),
    ]
    return dialog("choose-pack", t("packs.choose"), do("dialog", ""), nodes)


def told(finding: Finding, pack: PackInfo) -> str:
    """A finding in one line of bounded length, its file seen from the pack's folder."""
    folder = Path(pack.folder)
    file = finding.file.removeprefix(f"{folder.parent.as_posix()}/")
    words = f"{file}:{finding.line}:{finding.column}: {finding.message}"
    if finding.suggestion:
        words += f" → {finding.suggestion}"
    return cleaned(words, LONG)
