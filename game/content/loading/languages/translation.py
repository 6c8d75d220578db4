"""Rules told in another language, and how much of all texts each language has.

A translation pack mirrors the folders of what it translates and holds texts only: in `cards/<id>.yaml` title, text, responses by id
and so on; notches by number; calendar titles by quarter and sort. What counts as a text is said in `texts.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from game.content.format.item_texts import told
from game.content.loading.compile import content
from game.content.loading.made_rules import TABLES
from game.engine.rules.vocabulary.rules import Rules
from game.structs import replace

ENGLISH = "en"


def languages(paths: Sequence[Path | str] | None = None, store: Path | None = None) -> dict[str, float]:
    """Language (id of a translation pack in play) → share of all texts, of screens and items, that it has and that are fresh."""
    return {language: float(pack["share"]) for language, pack in content(paths, store=store)["translations"].items()}


def translate(rules: Rules, language: str, paths: Sequence[Path | str] | None = None, store: Path | None = None) -> Rules:
    """The rules with their texts in a language (`zh-Hans`), each missing one in English. Ids, numbers and `hash` stay as they are,
    so that saves and digests do not depend on the language. The same rules when there is no such translation.

    `paths` are folders of packs (by default the game's and the player's), `store` the folder of stored content."""
    if language.lower() == ENGLISH:
        return rules
    pack = content(paths, store=store)["translations"].get(language.lower())
    return retold(rules, pack["items"]) if pack else rules


def retold(rules: Rules, words: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Rules:
    """The rules with texts by kind, id and dotted name."""
    changed: dict[str, Any] = {}
    for kind, table in TABLES.items():
        by_id = words.get(kind, {})
        found = getattr(rules, table)
        if by_id:
            changed[table] = MappingProxyType({i: told(kind, item, by_id[i]) if i in by_id else item for i, item in found.items()})
    projects = words.get("project", {})
    plants = {plant.id: plant.title for spec in rules.worlds.values() for plant in spec.plants}
    titles = {title: projects[id]["title"] for id, title in plants.items() if "title" in projects.get(id, {})}
    return replace(rules, titles=MappingProxyType(titles), **changed)
