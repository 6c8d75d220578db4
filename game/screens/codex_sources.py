"""The source desk: documents with labels and roots, every claim with its place and what carries it, what is contested."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from game.engine.rules.rules import Rules
from game.engine.rules.sources import Claim, Contested, Document
from game.screens.node import Node
from game.screens.parts import button, do, panel, row, table, text
from game.screens.scene import Scene
from game.screens.texts import Texts

UNKNOWN = "unknown"


def roots_in(document: Document) -> list[str]:
    """The origins of a document, `unknown` among them."""
    return [root.strip() for root in document.root.split("+")]


def roots_of(rules: Rules, documents: Sequence[str]) -> list[str]:
    """The independent roots of some documents; an unknown root counts for nothing."""
    return sorted({root for d in documents for root in roots_in(rules.documents[d])} - {UNKNOWN})


def carried_by(rules: Rules, claim: str) -> Iterator[tuple[str, str]]:
    """What carries a claim, as (kind, id): cards, dials, orders and mandates."""
    shelves = (("card", rules.cards), ("dial", rules.dials), ("order", rules.orders), ("mandate", rules.mandates))
    for kind, shelf in shelves:
        yield from ((kind, id) for id, item in shelf.items() if claim in item.claims)


def carriers(rules: Rules) -> dict[str, int]:
    """How many cards, dials, orders and mandates carry each claim."""
    found: dict[str, int] = {}
    for shelf in (rules.cards, rules.dials, rules.orders, rules.mandates):
        for item in shelf.values():
            for claim in item.claims:
                found[claim] = found.get(claim, 0) + 1
    return found


# ---- claims ---------------------------------------------------------------------------------------------------------


def claim_lines(t: Texts, rules: Rules, id: str, claim: Claim) -> list[Node]:
    """A claim, and under it the way to where it stands."""
    place = button(
        f"{id}:place",
        where(t, rules, claim),
        do("look", "documents", claim.id),
        icon="source",
        style="small",
        hint=t("codex.place_hint"),
    )
    return [text(id, claim.text), place]


def where(t: Texts, rules: Rules, claim: Claim) -> str:
    """The document and section of a claim, and whether it is contested."""
    told = t("codex.place", title=rules.documents[claim.document].title, section=claim.section)
    return told + (t("codex.contested_mark") if claim.contested else "")


def claim_page(t: Texts, rules: Rules, claim: Claim) -> list[Node | None]:
    """One claim: its words, its document, what disputes it, and what carries it in the game."""
    document = rules.documents[claim.document]
    disputed = rules.contested.get(claim.contested)
    facts: list[Node | None] = [
        text("claim-text", claim.text, style="serif"),
        text("claim-place", t("codex.section"), value=claim.section, style="small"),
        text("claim-root", t("codex.label_root"), value=root_told(t, document), style="small"),
        button("claim-document", document.title, do("look", "documents", document.id), icon="source", style="small"),
    ]
    carried: list[Node] = []
    for kind, id in carried_by(rules, claim.id):
        if kind in ("dial", "order"):
            title = (rules.dials.get(id) or rules.orders[id]).title
            carried.append(button(f"carrier:{id}", title, do("look", "measures", id), icon="dials", style="small"))
        else:
            title = rules.cards[id].title if kind == "card" else rules.mandates[id].title
            carried.append(
                text(f"carrier:{id}", t(f"codex.carrier_{kind}", title=title), icon="card" if kind == "card" else "target")
            )
    return [
        row("doc-head", [back(t)]),
        panel("claim", t("codex.claim_one"), facts, icon="source"),
        panel("claim-carriers", t("codex.carriers"), carried, icon="list") if carried else None,
        contested_panel(t, rules, disputed) if disputed else None,
    ]


# ---- documents ------------------------------------------------------------------------------------------------------


def back(t: Texts) -> Node:
    """The way back to all documents."""
    return button("doc-back", t("codex.all_documents"), do("codex", "documents"), icon="chevron-left", style="small")


def documents(scene: Scene, rules: Rules) -> list[Node | None]:
    """The documents with their labels and the roots they share; the chosen document or claim with its page."""
    t, of = scene.t, scene.ui.codex_of
    if of in rules.claims:
        return claim_page(t, rules, rules.claims[of])
    if of in rules.documents:
        return document_page(t, rules, rules.documents[of])
    roots = roots_of(rules, list(rules.documents))
    sharing = [[t("codex.label_root"), t("codex.documents")]]
    for root in roots:
        titles = [d.title for d in rules.documents.values() if root in roots_in(d)]
        sharing.append([root, t("number.sentence_separator").join(titles)])
    told = t("codex.roots", documents=t.number(len(rules.documents)), roots=t.number(len(roots)))
    body: list[Node | None] = [
        panel("doc-roots", t("codex.roots_title"), [text("roots", told), table("doc-roots-table", "", sharing)], icon="network")
    ]
    for d in rules.documents.values():
        n = sum(1 for c in rules.claims.values() if c.document == d.id)
        opens = button(
            f"doc:{d.id}:claims",
            t("codex.open_claims", n=t.count("claims", n)),
            do("codex", "documents", d.id),
            icon="chevron-right",
            style="small",
        )
        body.append(panel(f"doc:{d.id}", d.title, [*label(t, rules, d), opens], icon="source"))
    return body


def titled(rules: Rules, words: str) -> str:
    """Words in which documents stand by their titles instead of their ids."""
    titles = {d.id: d.title for d in rules.documents.values()}
    return re.sub("(?<![A-Za-z0-9])(" + "|".join(map(re.escape, titles)) + ")(?![A-Za-z0-9])", lambda m: titles[m[1]], words)


def root_told(t: Texts, d: Document) -> str:
    """The roots of a document in words."""
    named = [t("codex.root_unknown") if root == UNKNOWN else root for root in roots_in(d)]
    return t("number.list_separator").join(named)


def label(t: Texts, rules: Rules, d: Document) -> list[Node]:
    """The six facts of a document's label: kind, author, date, links, root, and what it is."""
    facts = (
        ("sort", t(f"source.{d.sort.replace('-', '_')}")),
        ("author", d.author),
        ("date", d.date),
        ("links", d.links),
        ("root", root_told(t, d)),
    )
    return [
        *(text(f"doc:{d.id}:{k}", t(f"codex.label_{k}"), value=v, style="small") for k, v in facts if v),
        text(f"doc:{d.id}:note", titled(rules, d.note)),
    ]


def document_page(t: Texts, rules: Rules, d: Document) -> list[Node | None]:
    """One document: label, then every claim with its section and how often the game uses it; each opens its page."""
    carried = carriers(rules)
    rows = [Node("row", "claims:head", children=_cells("claims:head", (t("codex.section"), t("codex.claim"), t("codex.carried"))))]
    for c in rules.claims.values():
        if c.document == d.id:
            told = c.text + (t("codex.contested_mark") if c.contested else "")
            cells = _cells(f"claim:{c.id}", (c.section, told, t.number(carried.get(c.id, 0))))
            rows.append(Node("row", f"claim:{c.id}", c.text, intent=do("look", "documents", c.id), children=cells))
    return [
        row("doc-head", [back(t)]),
        panel(f"doc:{d.id}", d.title, label(t, rules, d), icon="source"),
        panel("doc-claims", t("codex.claims_in"), [Node("table", "claims", children=tuple(rows))], icon="list"),
    ]


def _cells(id: str, words: Sequence[str]) -> tuple[Node, ...]:
    return tuple(text(f"{id}:{i}", cell) for i, cell in enumerate(words))


# ---- what is contested ----------------------------------------------------------------------------------------------


def contested(scene: Scene, rules: Rules) -> list[Node | None]:
    """All contested claims, the disputed ones first; or the one that is looked up."""
    t = scene.t
    chosen = rules.contested.get(scene.ui.codex_of)
    order = ("disputed", "unknown", "outdated", "agreed")
    found = [chosen] if chosen else sorted(rules.contested.values(), key=lambda c: order.index(c.status))
    counts = [f"{t(f'codex.status_{s}')} {t.number(sum(c.status == s for c in found))}" for s in order if not chosen]
    intro = text("contested-intro", t("codex.contested_intro", n=t.number(len(found))), value="") if not chosen else None
    tally = text("contested-tally", t("number.list_separator").join(counts), style="fine") if counts else None
    return [intro, tally, *(contested_panel(t, rules, c) for c in found)]


def contested_panel(t: Texts, rules: Rules, c: Contested) -> Node:
    """Who says so, who disputes it, the best evidence, status and date, and the claims that it touches."""

    def names(who: Sequence[str]) -> str:
        return t("number.sentence_separator").join(titled(rules, w) for w in who)

    touched = [x for x in rules.claims.values() if x.contested == c.id]
    opens = [
        button(
            f"contested:{c.id}:claim:{x.id}",
            t("codex.claim_of", title=rules.documents[x.document].title),
            do("look", "documents", x.id),
            icon="source",
            style="small",
            hint=x.text,
        )
        for x in touched
    ]
    status = t("codex.status", status=t(f"codex.status_{c.status}"), date=c.as_of)
    lines = [
        text(f"contested:{c.id}:status", status, style="small", tone="warn" if c.status == "disputed" else ""),
        text(f"contested:{c.id}:says", t("codex.says", who=names(c.says)), icon="megaphone") if c.says else None,
        text(f"contested:{c.id}:disputes", t("codex.disputes", who=names(c.disputes)), icon="scale") if c.disputes else None,
        text(f"contested:{c.id}:evidence", t("codex.evidence", what=c.evidence), icon="eye"),
        row(f"contested:{c.id}:claims", opens) if opens else None,
    ]
    return panel(f"contested:{c.id}", c.statement, lines, icon="scale")
