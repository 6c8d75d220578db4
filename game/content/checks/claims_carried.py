"""Which claims of the documents are carried, and by what. Reads built items or rules, changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total

CARRIERS = ("card", "dial", "mandate", "order")
"""Kinds of items that carry claims."""

Items = Mapping[str, Mapping[str, Any]]


def carried_by(items: Items) -> dict[str, list[str]]:
    """Claim id → the items that carry it, as "kind id"; claims that nothing carries have an empty list."""
    found: dict[str, list[str]] = {id: [] for id in items.get("claim", {})}
    for kind in CARRIERS:
        for id, item in items.get(kind, {}).items():
            for claim in item.claims:
                found.setdefault(claim, []).append(f"{kind} {id}")
    return found


def coverage(rules: Rules) -> dict[str, Any]:
    """Counts under claims and carried, the ids in uncarried, both counts by_document, and carriers by claim."""
    carried = carried_by(
        {"claim": rules.claims, "card": rules.cards, "dial": rules.dials, "mandate": rules.mandates, "order": rules.orders}
    )
    by_document = {id: {"claims": 0, "carried": 0} for id in sorted(rules.documents)}
    for id, claim in rules.claims.items():
        row = by_document.setdefault(claim.document, {"claims": 0, "carried": 0})
        row["claims"] += 1
        row["carried"] += bool(carried[id])
    return {
        "claims": len(rules.claims),
        "carried": total(bool(carried[id]) for id in rules.claims),
        "uncarried": [id for id in rules.claims if not carried[id]],
        "by_document": by_document,
        "carriers": {id: carried[id] for id in rules.claims},
    }
