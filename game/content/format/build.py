"""Instances of items from their plain data. The data must have passed the checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import convert

from game.content.format import world_items
from game.content.format.kinds import ORDERED


def made_of(plain: Mapping[tuple[str, str], tuple[Any, Any]]) -> dict[str, dict[str, Any]]:
    """Instances by kind and id, in the order in which they were read. `plain`: (kind, id) → (type, data)."""
    made: dict[str, dict[str, Any]] = {}
    for (kind, id), (shape, data) in plain.items():
        made.setdefault(kind, {})[id] = convert(data, shape)
    return made


def parts_of(made: Mapping[str, Mapping[str, Any]]) -> world_items.Parts | None:
    """The world items as instances; None when one that every world needs is missing."""
    if "reaction" not in made or world_items.missing_parameters(list(made.get("parameter", {}))):
        return None
    lists = {kind: tuple(made.get(kind, {}).values()) for kind in ORDERED}
    projects = tuple(sorted(made.get("project", {}).values(), key=lambda p: p.id))
    return world_items.Parts(
        lists["region"], lists["stage"], lists["material"], lists["mirror"], lists["use"], made.get("parameter", {}),
        next(iter(made["reaction"].values())), projects, made.get("world", {}), lists["ore"],
    )  # fmt: skip
