"""Makes `Rules` of checked content: instances of all items, compiled worlds, tables by kind. Judges nothing."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from game.content.format.build import made_of, parts_of
from game.content.format.kinds import KINDS
from game.content.loading import world_spec
from game.engine.rules.vocabulary.rules import Rules

TABLES: Mapping[str, str] = MappingProxyType({
    "dial": "dials", "order": "orders", "card": "cards", "scenario": "scenarios", "mandate": "mandates", "ending": "endings",
    "doctrine": "doctrines", "difficulty": "difficulties", "claim": "claims", "document": "documents", "contested": "contested",
    "term": "terms", "lesson": "lessons", "preset": "presets", "family": "families", "incident": "incidents",
    "class-measures": "class_measures", "lesson-plan": "lesson_plans", "paired-item": "paired_items", "desk-role": "desk_roles",
    "sheet": "sheets", "publication": "publications",
    "person": "persons", "thesis": "theses",
})  # fmt: skip
"""Kind → the table of `Rules` that holds its items."""


def made_from(document: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Instances of all items of a document, by kind and id."""
    shapes = {k.name: k.shape for k in KINDS}
    return made_of({(kind, id): (shapes[kind], data) for kind, found in document["items"].items() for id, data in found.items()})


def rules_of(document: Mapping[str, Any], partial: bool = False) -> Rules | None:
    """The compiled rules; None when the base pack is broken, or numbers or worlds are missing.

    `partial` leaves out worlds with cells that nothing fills, which whole content cannot have."""
    if document["broken"]:
        return None
    made = made_from(document)
    parts = parts_of(made)
    if parts is None or "numbers" not in made:
        return None
    worlds = {
        w.id: world_spec.compile_world(parts, w) for w in parts.worlds.values() if not (partial and world_spec.unfilled(parts, w))
    }
    tables = {table: dict(sorted(made.get(kind, {}).items())) for kind, table in TABLES.items()}
    frozen: dict[str, Any] = {table: MappingProxyType(found) for table, found in tables.items()}
    packs = tuple((p["id"], p["version"], p["hash"]) for p in document["packs"] if p["state"] == "in play")
    return Rules(
        hash=document["hash"], earlier=tuple(document["earlier"]), packs=packs, numbers=made["numbers"]["numbers"],
        worlds=MappingProxyType(dict(sorted(worlds.items()))), **frozen,
    )  # fmt: skip
