"""The codex: words, measures and figures of the game, and the source desk with documents, claims and what is contested.

Facts come from the rules; which words a text holds is found by `words_in`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from game.engine.rules.items import Card, Claim, Dial, Document, Order, Term
from game.engine.rules.rules import Rules
from game.screens.node import Node
from game.screens.parts import button, choice, do, option, panel, row, table, text
from game.screens.scene import Play, Scene
from game.screens.shelf import page
from game.screens.telling import effects_told
from game.screens.texts import Texts


def codex(scene: Scene) -> Node:
    """The page with its sections."""
    t, rules = scene.t, scene.rules
    if rules is None:
        return page(scene, "codex", t("codex.title"), [text("codex-empty", scene.error or t("codex.loading"))])
    known = [k for k in SECTIONS if k != "card" or cards_on_table(scene)]
    now = scene.ui.codex if scene.ui.codex in known else "terms"
    tabs = [option(f"codex:{k}", t(f"codex.{k}"), do("codex", k), k == now) for k in known]
    return page(
        scene,
        "codex",
        t("codex.title"),
        [Node("tabs", "codex-tabs", t("codex.sections"), children=tuple(tabs)), *SECTIONS[now](scene, rules)],
    )


# ---- the glossary ---------------------------------------------------------------------------------------------------


def card_words(scene: Scene, card: Card) -> list[Term]:
    """The terms in anything that a card says."""
    parts = [card.title, card.text, card.more, *(x for r in card.responses for x in (r.text, r.argument, r.objection))]
    return scene.glossary.found("\n".join(parts)) if scene.glossary else []


def terms_table(t: Texts, id: str, terms: Sequence[Term]) -> Node:
    """Terms with both languages side by side."""
    rows = [[t("codex.term"), t("codex.chinese"), t("codex.meaning")]]
    return table(id, "", rows + [[x.english, f"{x.chinese} {x.pinyin}", x.text] for x in terms])


def terms(scene: Scene, rules: Rules) -> list[Node | None]:
    """The glossary."""
    return [terms_table(scene.t, "terms", list(rules.terms.values()))]


# ---- the card on the table ------------------------------------------------------------------------------------------


def cards_on_table(scene: Scene) -> list[Card]:
    """The cards that lie before the player; none outside play."""
    if not isinstance(scene, Play):
        return []
    return [scene.rules.cards[c.card] for c in scene.observation.table if c.card in scene.rules.cards]


def card_page(scene: Scene, rules: Rules) -> list[Node | None]:
    """Words in the card on the desk, and the claims that it rests on with where each stands."""
    t = scene.t
    found: list[Node | None] = []
    for card in cards_on_table(scene):
        words = card_words(scene, card)
        claims = [rules.claims[c] for c in card.claims if c in rules.claims]
        roots = roots_of(rules, [c.document for c in claims])
        lines = [
            *(x for c in claims for x in claim_lines(t, rules, f"card-claim:{card.id}:{c.id}", c)),
            text(f"card-roots:{card.id}", t("codex.supported", n=t.count("roots", len(roots))), style="fine"),
        ]
        found.append(panel(f"codex-card:{card.id}", t("codex.rests", card=card.title), lines, icon="source"))
        told: list[Node] = [terms_table(t, f"card-words:{card.id}", words)] if words else []
        none = text(f"card-words-none:{card.id}", t("codex.no_words"), style="fine")
        found.append(panel(f"codex-words:{card.id}", t("codex.words_in", card=card.title), told or [none], icon="source"))
    return found


def claim_lines(t: Texts, rules: Rules, id: str, claim: Claim) -> list[Node]:
    """A claim, and under it where it stands."""
    return [text(id, claim.text), text(f"{id}:place", where(t, rules, claim), style="fine", icon="source")]


def where(t: Texts, rules: Rules, claim: Claim) -> str:
    """The document and section of a claim, and whether it is contested."""
    told = t("codex.place", title=rules.documents[claim.document].title, section=claim.section)
    return told + (t("codex.contested_mark") if claim.contested else "")


def roots_of(rules: Rules, documents: Sequence[str]) -> list[str]:
    """The independent roots of some documents; an unknown root counts for nothing."""
    return sorted({r.strip() for d in documents for r in rules.documents[d].root.split("+")} - {"unknown"})


# ---- measures -------------------------------------------------------------------------------------------------------


def measures(scene: Scene, rules: Rules) -> list[Node | None]:
    """All orders and dials of a side by family; the chosen one with its page."""
    t = scene.t
    every: dict[str, Dial | Order] = {**rules.dials, **rules.orders}
    first = next(iter(every))
    chosen = every.get(scene.ui.codex_of, every[first])
    sides = [
        option(
            f"codex-side:{s}",
            t.label(s),
            do("codex", "measures", next(i for i, x in every.items() if x.side == s)),
            s == chosen.side,
            tone=s,
        )
        for s in ("beijing", "washington")
    ]
    families = list(dict.fromkeys(x.family for x in every.values() if x.side == chosen.side))
    family = [
        option(
            f"codex-family:{f}",
            t.name(f),
            do("codex", "measures", next(i for i, x in every.items() if x.side == chosen.side and x.family == f)),
            f == chosen.family,
        )
        for f in families
    ]
    listed = [
        option(f"codex-measure:{i}", x.title, do("codex", "measures", i), i == chosen.id)
        for i, x in every.items()
        if x.side == chosen.side and x.family == chosen.family
    ]
    return [
        choice("codex-sides", t("codex.side"), sides),
        choice("codex-families", t("order.families"), family),
        choice("codex-measure", t("codex.measure"), listed),
        *(dial_page(t, rules, chosen) if isinstance(chosen, Dial) else order_page(t, rules, chosen)),
    ]


def writes(t: Texts, effects: Sequence[object]) -> str:
    """Which things of the world some effects write, in words."""
    kinds = dict.fromkeys(str(getattr(e, "kind", "")) for e in effects)
    return t("number.list_separator").join(t(f"writes.{k}") for k in kinds) or t("codex.writes_nothing")


def dial_page(t: Texts, rules: Rules, dial: Dial) -> list[Node | None]:
    """A dial: what it is, what it writes, each notch with its effects, rung and cost, its claims."""
    rows = [[t("codex.notch"), t("codex.rung"), t("codex.upkeep"), t("codex.effects")]]
    for n in dial.notches:
        told = " ".join(effects_told(t, rules, (), n.effects, numbers=True)) or t("codex.no_effect")
        rows.append([n.label, t.number(n.rung), t.money(n.upkeep, 2) if n.upkeep else t("cost.free"), told])
    facts = [
        text("measure-text", dial.text, style="serif"),
        text("measure-writes", t("codex.writes", what=writes(t, [e for n in dial.notches for e in n.effects])), icon="dials"),
        text("measure-stance", t("codex.is_stance"), icon="seal") if dial.stance else None,
        text("measure-statute", t("codex.by_statute"), icon="gavel") if dial.statute else None,
    ]
    return [
        panel("measure", dial.title, facts, tone=dial.side, icon=dial.icon),
        panel("measure-notches", t("codex.notches"), [table("notches", "", rows)], icon="dials"),
        claims_panel(t, rules, dial.claims),
    ]


def order_page(t: Texts, rules: Rules, order: Order) -> list[Node | None]:
    """An order: what it is, what it writes and how much, what it costs, its claims."""
    told = effects_told(t, rules, order.impulses, order.effects, lasts=order.lasts, numbers=True)
    cost = t("codex.order_cost", capital=t.count("capital", order.capital), budget=t.money(order.budget, 2))
    facts = [
        text("measure-text", order.text, style="serif"),
        text("measure-cost", cost, icon="capital"),
        text("measure-rung", t("codex.order_rung", rung=t.number(order.rung)), icon="ladder"),
        text("measure-wait", t("codex.cooldown", quarters=t.count("quarters", order.cooldown)), icon="clock"),
        text("measure-targets", t("codex.targets", names=t.names(order.targets)), icon="pin") if order.targets else None,
        text("measure-why", t("codex.needs", what=order.why), icon="info") if order.why else None,
        text("measure-statute", t("codex.by_statute"), icon="gavel") if order.statute else None,
    ]
    moves = [text(f"measure-move:{i}", words, icon="arrow-right") for i, words in enumerate(told)]
    wrote = text("measure-writes", t("codex.writes", what=writes(t, [*order.impulses, *order.effects])), icon="dials")
    return [
        panel("measure", order.title, facts, tone=order.side, icon=order.icon),
        panel("measure-moves", t("codex.effects"), [wrote, *moves], icon="dials"),
        claims_panel(t, rules, order.claims),
    ]


def claims_panel(t: Texts, rules: Rules, claims: Sequence[str]) -> Node | None:
    """The claims that a measure carries."""
    found = [rules.claims[c] for c in claims if c in rules.claims]
    lines = [x for c in found for x in claim_lines(t, rules, f"measure-claim:{c.id}", c)]
    return panel("measure-claims", t("codex.claims_of"), lines, icon="source") if lines else None


# ---- the source desk ------------------------------------------------------------------------------------------------


def documents(scene: Scene, rules: Rules) -> list[Node | None]:
    """The documents with their label; the chosen one with its claims and how many items carry each."""
    t = scene.t
    chosen = rules.documents.get(scene.ui.codex_of)
    if chosen is not None:
        return document_page(t, rules, chosen)
    roots = roots_of(rules, list(rules.documents))
    body: list[Node | None] = [
        text("roots", t("codex.roots", documents=t.number(len(rules.documents)), roots=t.number(len(roots))))
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
        body.append(panel(f"doc:{d.id}", d.title, [*label(t, d), opens], icon="source"))
    return body


def label(t: Texts, d: Document) -> list[Node]:
    """The six facts of a document's label."""
    facts = (
        ("sort", t(f"source.{d.sort.replace('-', '_')}")),
        ("author", d.author),
        ("date", d.date),
        ("links", d.links),
        ("root", d.root),
    )
    return [
        *(text(f"doc:{d.id}:{k}", t(f"codex.label_{k}"), value=v, style="small") for k, v in facts if v),
        text(f"doc:{d.id}:note", d.note),
    ]


def document_page(t: Texts, rules: Rules, d: Document) -> list[Node | None]:
    """One document: label, then every claim with its section and how often the game uses it."""
    carried = carriers(rules)
    rows = [[t("codex.section"), t("codex.claim"), t("codex.carried")]]
    for c in rules.claims.values():
        if c.document == d.id:
            told = c.text + (t("codex.contested_mark") if c.contested else "")
            rows.append([c.section, told, t.number(carried.get(c.id, 0))])
    back = button("doc-back", t("codex.all_documents"), do("codex", "documents"), icon="chevron-left", style="small")
    return [
        row("doc-head", [back]),
        panel(f"doc:{d.id}", d.title, label(t, d), icon="source"),
        panel("doc-claims", t("codex.claims_in"), [table("claims", "", rows)], icon="list"),
    ]


def carriers(rules: Rules) -> dict[str, int]:
    """How many cards, dials, orders and mandates carry each claim."""
    found: dict[str, int] = {}
    for shelf in (rules.cards, rules.dials, rules.orders, rules.mandates):
        for item in shelf.values():
            for claim in item.claims:
                found[claim] = found.get(claim, 0) + 1
    return found


def contested(scene: Scene, rules: Rules) -> list[Node | None]:
    """Claims that are disputed: who says so, who disputes it, the best evidence, status and date, which claims it touches."""
    t = scene.t

    def names(who: Sequence[str]) -> str:
        titles = {d.id: d.title for d in rules.documents.values()}
        told = [re.sub(r"\b(" + "|".join(map(re.escape, titles)) + r")\b", lambda m: titles[m[1]], w) for w in who]
        return t("number.sentence_separator").join(told)

    found: list[Node | None] = []
    for c in rules.contested.values():
        touched = sum(1 for x in rules.claims.values() if x.contested == c.id)
        lines = [
            text(f"contested:{c.id}:status", t("codex.status", status=t(f"codex.status_{c.status}"), date=c.as_of)),
            text(f"contested:{c.id}:says", t("codex.says", who=names(c.says))) if c.says else None,
            text(f"contested:{c.id}:disputes", t("codex.disputes", who=names(c.disputes))) if c.disputes else None,
            text(f"contested:{c.id}:evidence", t("codex.evidence", what=c.evidence)),
            text(f"contested:{c.id}:claims", t.count("claims", touched), style="fine") if touched else None,
        ]
        found.append(panel(f"contested:{c.id}", c.statement, lines, icon="scale"))
    return found


def model(scene: Scene, rules: Rules) -> list[Node | None]:
    """What each figure is, and what the model cannot say."""
    t = scene.t
    return [
        panel(f"model:{k}", t(f"codex.model_{k}"), [text(f"model:{k}:text", t(f"codex.model_{k}_text"))])
        for k in ("leverage", "reliability", "escalation", "verdict", "limits")
    ]


Section = Callable[[Scene, Rules], list[Node | None]]
SECTIONS: Mapping[str, Section] = {
    "card": card_page,
    "terms": terms,
    "measures": measures,
    "documents": documents,
    "contested": contested,
    "model": model,
}
