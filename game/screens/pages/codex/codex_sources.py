"""The source desk: a picture of roots, documents and records, the labels side by side, a page for each document and claim.

What is counted is `sourcing`'s business, how a claim is told on any page `claims`'; the lists of claims and of what is contested
are `codex_claims`."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.rules.vocabulary.documents import Claim, Document
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total
from game.screens.scene.scene import Scene
from game.screens.tree.node import Block, Intent, Node, Ribbon, Sankey, Stage
from game.screens.tree.parts import button, do, panel, row, table, text
from game.screens.words.claim_counts import (
    RECORD_STATUSES,
    UNKNOWN,
    alike,
    carriers,
    documents_of,
    every_root,
    record_status,
    root_of,
    roots_in,
    roots_of,
)
from game.screens.words.claims import TONES, carriers_panel, cells, cited, claim_lines, contested_panel, heard, lesson, root_told
from game.screens.words.publications import publication_told
from game.screens.words.texts import Texts, headed


def claim_page(t: Texts, rules: Rules, claim: Claim) -> list[Node | None]:
    """One claim: its words and document, who else says it, what disputes it, and what carries it in the game."""
    document = rules.documents[claim.document]
    disputed = rules.contested.get(claim.contested)
    same = [c for c in alike(rules, claim) if c is not claim]
    facts: list[Node | None] = [
        text("claim-text", claim.text, style="serif"),
        text("claim-place", t("codex.section"), value=claim.section, style="small"),
        text("claim-root", t("codex.label_root"), value=root_told(t, root_of(rules, claim)), style="small"),
        text("claim-heard", t("codex.heard_label"), value=heard(t, rules, claim), style="small"),
        button("claim-document", document.title, do("look", "documents", document.id), icon="source", style="small"),
    ]
    echoes = [x for c in same for x in claim_lines(t, rules, f"claim-same:{c.id}", c)]
    return [
        row("doc-head", [back(t)]),
        panel("claim", t("codex.claim_one"), facts, icon="source"),
        panel("claim-echoes", t("codex.same"), [text("claim-lesson", lesson(t, rules, claim)), *echoes], icon="network")
        if same
        else None,
        carriers_panel(t, rules, claim),
        contested_panel(t, rules, disputed) if disputed else None,
    ]


def back(t: Texts) -> Node:
    """The way back to all documents."""
    return button("doc-back", t("codex.all_documents"), do("codex", "documents"), icon="chevron-left", style="small")


def documents(scene: Scene, rules: Rules) -> list[Node | None]:
    """The picture and the labels of all documents; the chosen document or claim with its page."""
    t, of = scene.t, scene.ui.codex_of
    if of in rules.claims:
        return claim_page(t, rules, rules.claims[of])
    if of in rules.documents:
        return document_page(t, rules, rules.documents[of])
    told = t("codex.roots", documents=t.number(len(rules.documents)), roots=t.number(len(every_root(rules))))
    against = total(record_status(rules, [c]) in TONES for c in rules.claims.values())
    records = t("codex.against_records", n=t.number(against), all=t.number(len(rules.claims)))
    return [
        text("roots", told, style="serif"),
        text("records", records, style="serif"),
        picture(t, rules) if rules.documents else None,
        labels(t, rules),
        publications_panel(t, rules) if rules.publications else None,
    ]


def publications_panel(t: Texts, rules: Rules) -> Node:
    """Every public record that cards cite, the weak ones marked, each with the cards that rest on it."""
    found = sorted(rules.publications.values(), key=lambda p: (p.publisher.lower(), p.id))
    weak = total(bool(p.weak) for p in found)
    lines: list[Node] = [text("publications-told", t("source.publications_told", n=t.number(len(found)), weak=t.number(weak)))]
    for p in found:
        titles = t("number.list_separator").join(rules.cards[card].title for card in p.cards if card in rules.cards)
        lines.append(text(f"publication:{p.id}", publication_told(t, p), icon="source", tone="warn" if p.weak else ""))
        lines.append(text(f"publication:{p.id}:cards", t("source.publications_cards", cards=titles), style="small"))
    return panel("publications", t("source.publications"), lines, icon="source")


def in_order(rules: Rules) -> list[Document]:
    """The documents by root; within a root first those that others retell."""
    retold = [rules.claims[c.same].document for c in rules.claims.values() if c.same]
    return sorted(rules.documents.values(), key=lambda d: (roots_in(d)[0], -retold.count(d.id)))


def picture(t: Texts, rules: Rules) -> Node:
    """Roots, documents and what public records say to their claims, as flows of claims; each block opens its list."""
    claims = list(rules.claims.values())
    ordered = in_order(rules)
    roots = [*every_root(rules), *([UNKNOWN] if any(root_of(rules, c) == UNKNOWN for c in claims) else [])]
    of_root = {r: [c for c in claims if root_of(rules, c) == r] for r in roots}
    of_document = {d.id: [c for c in claims if c.document == d.id] for d in ordered}
    of_status = {s: [c for c in claims if record_status(rules, [c]) == s] for s in RECORD_STATUSES}

    def block(id: str, name: str, found: Sequence[Claim], intent: Intent, tone: str, hint: str) -> Block:
        return Block(id, name, float(len(found)), t.number(len(found)), tone, hint, intent)

    stages = (
        Stage(
            t("codex.picture_roots"),
            tuple(
                block(r, root_name(t, r), of_root[r], do("look", "claims", f"::{r}"), root_tone(rules, r), root_hint(t, rules, r))
                for r in roots
            ),
        ),
        Stage(
            t("codex.picture_documents"),
            tuple(
                block(d.id, headed(d.short), of_document[d.id], do("look", "documents", d.id), "neutral", d.title) for d in ordered
            ),
        ),
        Stage(
            t("codex.picture_records"),
            tuple(
                block(
                    s,
                    t(f"codex.status_{s}"),
                    of_status[s],
                    do("look", "claims", f":{s}"),
                    TONES.get(s, "neutral"),
                    t(f"codex.means_{s}"),
                )
                for s in RECORD_STATUSES
                if of_status[s]
            ),
        ),
    )
    ribbons = [
        Ribbon(0, r, d.id, float(n), root_tone(rules, r))
        for r in roots
        for d in ordered
        if (n := total(c.document == d.id for c in of_root[r]))
    ]
    ribbons += [
        Ribbon(1, d.id, s, float(n), TONES.get(s, "neutral"))
        for d in ordered
        for s in RECORD_STATUSES
        if (n := total(c in of_status[s] for c in of_document[d.id]))
    ]
    data = Sankey(stages, tuple(ribbons), t("codex.picture_caption"))
    return Node(
        "sankey",
        "sources-picture",
        t("codex.picture"),
        hint=t("codex.picture_caption"),
        children=(sharing(t, rules),),
        data=data,
        style="low",
    )


def root_name(t: Texts, root: str) -> str:
    """What a root is called in the picture."""
    return t("codex.root_of_nobody") if root == UNKNOWN else t("codex.root_named", root=root)


def root_tone(rules: Rules, root: str) -> str:
    """A root from which several documents grow stands out."""
    return "accent" if root != UNKNOWN and total(roots_in(d)[0] == root for d in rules.documents.values()) > 1 else "neutral"


def root_hint(t: Texts, rules: Rules, root: str) -> str:
    """The documents that grow from a root."""
    names = [d.short for d in rules.documents.values() if root in roots_in(d)]
    return t("codex.root_hint", documents=t("number.list_separator").join(names))


def sharing(t: Texts, rules: Rules) -> Node:
    """The picture as a table: roots, their documents, how many claims stand in them and how many records dispute."""
    rows = [[t("codex.label_root"), t("codex.document"), t("codex.told_claims"), t("codex.status_disputed")]]
    for root in [*every_root(rules), UNKNOWN]:
        found = [c for c in rules.claims.values() if root_of(rules, c) == root]
        if found:
            names = [headed(d.short) for d in documents_of(rules, found)]
            disputed = total(record_status(rules, [c]) == "disputed" for c in found)
            joined = t("number.sentence_separator").join(names)
            rows.append([root_told(t, root), joined, t.number(len(found)), t.number(disputed)])
    return table("doc-roots-table", t("codex.roots_title"), rows)


def label_facts(t: Texts, d: Document) -> tuple[tuple[str, str], ...]:
    """The five short facts of a document's label; the sixth, what it is, is its note."""
    roots = t("number.list_separator").join(root_told(t, root) for root in roots_in(d))
    return (
        ("sort", t(f"source.{d.sort.replace('-', '_')}")),
        ("author", d.author),
        ("date", d.date),
        ("links", d.links),
        ("root", roots),
    )


def labels(t: Texts, rules: Rules) -> Node:
    """All labels side by side; a row opens its document."""
    names = ("sort", "author", "date", "links", "root")
    head = (t("codex.document"), *(t(f"codex.label_{k}") for k in names), t("codex.label_note"))
    rows = [Node("row", "labels:head", children=cells("labels:head", head))]
    for d in in_order(rules):
        told = [headed(d.short), *(v for _, v in label_facts(t, d)), cited(rules, d.note)]
        rows.append(
            Node(
                "row",
                f"doc:{d.id}",
                d.title,
                hint=d.title,
                intent=do("look", "documents", d.id),
                children=cells(f"doc:{d.id}", told),
            )
        )
    return panel("labels", t("codex.labels"), [Node("table", "labels-table", children=tuple(rows))], icon="source")


def label(t: Texts, rules: Rules, d: Document) -> list[Node]:
    """The six facts of a document's label: kind, author, date, links, root, and what it is."""
    return [
        *(text(f"doc:{d.id}:{k}", t(f"codex.label_{k}"), value=v, style="small") for k, v in label_facts(t, d) if v),
        text(f"doc:{d.id}:note", cited(rules, d.note)),
    ]


def document_page(t: Texts, rules: Rules, d: Document) -> list[Node | None]:
    """One document: label, what records dispute in it, then every claim with its section and how often the game uses it."""
    carried = carriers(rules)
    claims = [c for c in rules.claims.values() if c.document == d.id]
    head = (t("codex.section"), t("codex.claim"), t("codex.records"), t("codex.heard_in"), t("codex.carried"))
    rows = [Node("row", "claims:head", children=cells("claims:head", head))]
    for c in claims:
        same, status = alike(rules, c), record_status(rules, [c])
        others = t("codex.roots_of", documents=t.number(len(documents_of(rules, same))), roots=t.number(len(roots_of(rules, same))))
        told = (c.section, c.text, t(f"codex.status_{status}"), others, t.number(carried.get(c.id, 0)))
        rows.append(
            Node(
                "row", f"claim:{c.id}", c.text, intent=do("look", "documents", c.id), children=cells(f"claim:{c.id}", told, status)
            )
        )
    return [
        row("doc-head", [back(t)]),
        panel(f"doc:{d.id}", d.title, label(t, rules, d), icon="source"),
        panel("doc-shares", t("codex.shares"), shares(t, rules, d), icon="network"),
        Node("table", "claims", t("codex.claims_in"), children=tuple(rows)),
    ]


def shares(t: Texts, rules: Rules, d: Document) -> list[Node]:
    """How much of a document others say too, from its own root and from others, and what records say to it."""
    claims = [c for c in rules.claims.values() if c.document == d.id]
    lines = [text(f"shares:{d.id}:all", t("codex.told_claims"), value=t.number(len(claims)))]
    for other in in_order(rules):
        n = total(any(x.document == other.id for x in alike(rules, c)) for c in claims)
        if other is not d and n:
            name = t("codex.also_in", title=other.short, root=root_told(t, roots_in(other)[0]))
            lines.append(text(f"shares:{d.id}:{other.id}", name, value=t.number(n)))
    for status in RECORD_STATUSES:
        if n := total(record_status(rules, [c]) == status for c in claims):
            lines.append(
                text(f"shares:{d.id}:{status}", t(f"codex.status_{status}"), value=t.number(n), tone=TONES.get(status, ""))
            )
    return lines
