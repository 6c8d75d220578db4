"""Claims in words, wherever they stand: their place, how often they are heard, on how many roots, what carries and disputes them.

What is counted is `sourcing`'s business; the pages of the source desk are `codex_sources` and `codex_claims`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from game.engine.rules.vocabulary.documents import Claim, Contested
from game.engine.rules.vocabulary.rules import Rules
from game.screens.tree.node import Node
from game.screens.tree.parts import button, column, do, panel, text
from game.screens.words.claim_counts import PLAIN, UNKNOWN, alike, carried_by, documents_of, record_status, roots_of, support
from game.screens.words.texts import Texts, headed

TONES = {"disputed": "warn", "outdated": "warn"}  # what public records contradict


def cited(rules: Rules, words: str) -> str:
    """Words in which documents stand by their short names instead of their ids."""
    short = {d.id: d.short for d in rules.documents.values()}
    if not short:
        return words
    pattern = "(?<![A-Za-z0-9])(" + "|".join(map(re.escape, short)) + ")(?![A-Za-z0-9])"
    return re.sub(pattern, lambda m: short[m[1]], words)


def root_told(t: Texts, root: str) -> str:
    """A root in words."""
    return t("codex.root_unknown") if root == UNKNOWN else root


def heard(t: Texts, rules: Rules, claim: Claim) -> str:
    """In how many documents a claim stands, and on how many roots."""
    same = alike(rules, claim)
    roots = roots_of(rules, same)
    told = t.count("roots", len(roots)) if roots else t("source.no_root")
    return t("codex.heard", documents=t.count("documents", len(documents_of(rules, same))), roots=told)


def supported(t: Texts, rules: Rules, claims: Sequence[Claim]) -> str:
    """On how many independent roots some claims stand: from the least supported to the best."""
    low, high = support(rules, claims)
    if not high:
        return t("source.no_root")
    return t.count("roots", high) if low == high else t("source.range", low=t.number(low), high=t.number(high))


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
    """The document and section of a claim, how often it is heard, and how records stand to it."""
    place = t("codex.place", title=headed(rules.documents[claim.document].short), section=claim.section)
    parts = [place, heard(t, rules, claim)]
    if (status := record_status(rules, alike(rules, claim))) != PLAIN:
        parts.append(t(f"codex.status_{status}").lower())
    return t("codex.joined").join(parts)


def lesson(t: Texts, rules: Rules, claim: Claim) -> str:
    """What it is worth that several documents say the same."""
    same = alike(rules, claim)
    documents, roots = documents_of(rules, same), roots_of(rules, same)
    if len(roots) > 1:
        return t("codex.lesson_roots", documents=t.number(len(documents)), roots=t.number(len(roots)))
    return t("codex.lesson_echo", documents=t.number(len(documents)))


def carriers_panel(t: Texts, rules: Rules, claim: Claim) -> Node | None:
    """What carries a claim in the game: measures and cards open, mandates are named."""
    carried: list[Node] = []
    for kind, id in carried_by(rules, claim.id):
        if kind in ("dial", "order"):
            title = (rules.dials.get(id) or rules.orders[id]).title
            carried.append(button(f"carrier:{id}", title, do("look", "measures", id), icon="dials", style="small"))
        elif kind == "card":
            title = t("codex.carrier_card", title=rules.cards[id].title)
            carried.append(button(f"carrier:{id}", title, do("look", "card", id), icon="card", style="small"))
        else:
            carried.append(text(f"carrier:{id}", t("codex.carrier_mandate", title=rules.mandates[id].title), icon="target"))
    return panel("claim-carriers", t("codex.carriers"), carried, icon="list") if carried else None


def cells(id: str, words: Sequence[str], status: str = PLAIN) -> tuple[Node, ...]:
    """Cells of a row; the third says how records stand."""
    return tuple(text(f"{id}:{i}", cell, tone=TONES.get(status, "") if i == 2 else "") for i, cell in enumerate(words))


def contested_panel(t: Texts, rules: Rules, c: Contested) -> Node:
    """Who says so, who disputes it, the best evidence, status and date, and the claims that it touches."""

    def names(who: Sequence[str]) -> str:
        return t("number.sentence_separator").join(cited(rules, w) for w in who)

    touched = [x for x in rules.claims.values() if x.contested == c.id]
    opens = [
        button(
            f"contested:{c.id}:claim:{x.id}",
            t("codex.claim_of", title=headed(rules.documents[x.document].short), claim=x.text),
            do("look", "documents", x.id),
            icon="source",
            style="small",
            hint=t("codex.place_hint"),
        )
        for x in touched
    ]
    status = t("codex.status", status=t(f"codex.status_{c.status}"), date=c.as_of)
    lines = [
        text(f"contested:{c.id}:status", status, style="small", tone=TONES.get(c.status, "")),
        text(f"contested:{c.id}:says", t("codex.says", who=names(c.says)), icon="megaphone") if c.says else None,
        text(f"contested:{c.id}:disputes", t("codex.disputes", who=names(c.disputes)), icon="scale") if c.disputes else None,
        text(f"contested:{c.id}:evidence", t("codex.evidence", what=cited(rules, c.evidence)), icon="eye"),
        column(f"contested:{c.id}:claims", opens) if opens else None,
    ]
    return panel(f"contested:{c.id}", c.statement, lines, icon="scale")
