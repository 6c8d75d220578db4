"""Sound items with the places that they were read from: what a check of sense is given, and how it says where a fault lies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from game.content.format.field_types import Steps
from game.content.format.findings import Finding, Severity
from game.content.packs.entry import Entry
from game.structs import Struct


class Placed(Struct):
    """All sound items: instances by kind and id, their entries for places, and the products that patterns may name."""

    items: Mapping[str, Mapping[str, Any]]
    entries: Mapping[tuple[str, str], Entry]
    products: tuple[str, ...]
    fiction: frozenset[str] = frozenset()  # ids of packs that declare themselves fiction

    def of(self, kind: str) -> Mapping[str, Any]:
        """Items of a kind by id."""
        return self.items.get(kind, {})

    def at(
        self, kind: str, id: str, path: Steps, code: str, message: str, severity: Severity = "warning", guess: str = ""
    ) -> Finding:
        """A finding inside an item."""
        return self.entries[kind, id].finding(path, code, message, guess, severity=severity)
