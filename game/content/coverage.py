"""Which claims of the documents are carried, and by what. Reads built items, changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

CARRIERS = ("card", "dial", "mandate", "order", "material", "mirror", "parameter", "project", "world")
"""Kinds of items that may carry claims: what is played, and the mechanics and numbers of the world."""

Items = Mapping[str, Mapping[str, Any]]


def carried_by(items: Items) -> dict[str, list[str]]:
    """Claim id → the items that carry it, as "kind id"; claims that nothing carries have an empty list."""
    found: dict[str, list[str]] = {id: [] for id in items.get("claim", {})}
    for kind in CARRIERS:
        for id, item in items.get(kind, {}).items():
            for claim in (*item.claims, *(c for row in getattr(item, "rows", ()) for c in row.claims)):
                found.setdefault(claim, []).append(f"{kind} {id}")
    return found


def coverage(items: Items) -> dict[str, Any]:
    """Counts under claims and carried, the ids in uncarried, and both counts by document."""
    carried = carried_by(items)
    claims = items.get("claim", {})
    by_document: dict[str, dict[str, int]] = {id: {"claims": 0, "carried": 0} for id in sorted(items.get("document", {}))}
    for id, claim in claims.items():
        row = by_document.setdefault(claim.document, {"claims": 0, "carried": 0})
        row["claims"] += 1
        row["carried"] += bool(carried[id])
    return {
        "claims": len(claims),
        "carried": sum(bool(carried[id]) for id in claims),
        "uncarried": [id for id in claims if not carried[id]],
        "by_document": by_document,
        "carriers": {id: carried[id] for id in claims},
    }
