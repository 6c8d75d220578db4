"""The plain pages beside the game: saves, settings, codex with the source list, credits."""

from __future__ import annotations

from game.engine.rules.rules import Rules
from game.screens.node import Node
from game.screens.parts import button, choice, column, dialog, do, heading, option, panel, row, table, text
from game.screens.scene import Scene
from game.screens.settings import CHOICES
from game.screens.texts import Texts


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
    return page(scene, "settings", t("settings.title"), rows)


def codex(scene: Scene) -> Node:
    """Glossary, documents with their labels, contested claims, how the figures are made."""
    t, rules = scene.t, scene.rules
    if rules is None:
        return page(scene, "codex", t("codex.title"), [text("codex-empty", scene.error or t("codex.loading"))])
    tabs = [option(f"codex:{k}", t(f"codex.{k}"), do("codex", k), k == scene.ui.codex) for k in SECTIONS]
    section = SECTIONS.get(scene.ui.codex, terms)
    return page(
        scene,
        "codex",
        t("codex.title"),
        [Node("tabs", "codex-tabs", t("codex.sections"), children=tuple(tabs)), *section(t, rules)],
    )


def terms(t: Texts, rules: Rules) -> list[Node | None]:
    """The glossary, both languages side by side."""
    rows = [[t("codex.term"), t("codex.chinese"), t("codex.meaning")]]
    rows += [[term.english, f"{term.chinese} {term.pinyin}", term.text] for term in rules.terms.values()]
    return [table("terms", t("codex.terms"), rows)]


def documents(t: Texts, rules: Rules) -> list[Node | None]:
    """The documents that the game was made from, with what kind they are and how many independent roots they have."""
    roots = sorted({r.strip() for d in rules.documents.values() for r in d.root.split("+")} - {"unknown"})
    body: list[Node | None] = [
        text("roots", t("codex.roots", documents=t.number(len(rules.documents)), roots=t.number(len(roots))))
    ]
    for d in rules.documents.values():
        claims = sum(1 for c in rules.claims.values() if c.document == d.id)
        lines = [
            text(
                f"doc:{d.id}:sort",
                t("codex.label", sort=t(f"source.{d.sort.replace('-', '_')}"), root=d.root, author=d.author, date=d.date),
            ),
            text(f"doc:{d.id}:note", d.note),
            text(f"doc:{d.id}:claims", t.count("claims", claims), style="fine"),
        ]
        body.append(panel(f"doc:{d.id}", d.title, lines, icon="source"))
    return body


def contested(t: Texts, rules: Rules) -> list[Node | None]:
    """Claims that are disputed, with the best evidence."""
    return [
        panel(
            f"contested:{c.id}",
            c.statement,
            [
                text(f"contested:{c.id}:status", t("codex.status", status=t(f"codex.status_{c.status}"), date=c.as_of)),
                text(f"contested:{c.id}:says", t("codex.says", who=", ".join(c.says))) if c.says else None,
                text(f"contested:{c.id}:disputes", t("codex.disputes", who=", ".join(c.disputes))) if c.disputes else None,
                text(f"contested:{c.id}:evidence", c.evidence),
            ],
            icon="scale",
        )
        for c in rules.contested.values()
    ]


def model(t: Texts, rules: Rules) -> list[Node | None]:
    """What each figure is, and what the model cannot say."""
    return [
        panel(f"model:{k}", t(f"codex.model_{k}"), [text(f"model:{k}:text", t(f"codex.model_{k}_text"))])
        for k in ("leverage", "reliability", "escalation", "verdict", "limits")
    ]


SECTIONS = {"terms": terms, "documents": documents, "contested": contested, "model": model}


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
