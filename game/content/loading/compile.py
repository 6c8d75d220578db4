"""Loads content: packs → findings and `Rules`. Gathering and judging are done elsewhere; here checked data becomes rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from game.content.format.build import made_of, parts_of
from game.content.format.findings import Finding, errors
from game.content.format.kinds import KINDS
from game.content.loading import stored, world_spec
from game.content.packs.folders import discover
from game.engine.rules.vocabulary.rules import Rules
from game.structs import Struct

TABLES: Mapping[str, str] = MappingProxyType({
    "dial": "dials", "order": "orders", "card": "cards", "scenario": "scenarios", "mandate": "mandates", "ending": "endings",
    "incident": "incidents", "person": "persons",
    "doctrine": "doctrines", "difficulty": "difficulties", "claim": "claims", "document": "documents", "contested": "contested",
    "term": "terms", "lesson": "lessons", "preset": "presets",
})  # fmt: skip
"""Kind → the table of `Rules` that holds its items."""


class PackInfo(Struct):
    """A pack as the pack screen lists it."""

    id: str
    version: str
    title: str
    kind: str
    folder: str
    state: str  # "in play", or "left out"
    hash: str
    findings: tuple[Finding, ...]


class Loaded(Struct):
    """What came of loading: the rules (None when the base pack itself is broken), all findings, all packs that were found."""

    rules: Rules | None
    findings: tuple[Finding, ...]
    packs: tuple[PackInfo, ...]

    @property
    def sentence(self) -> str:
        """One sentence for the player; empty when all is well."""
        broken = [p.id for p in self.packs if p.state != "in play"]
        if self.rules is None:
            count = len(errors(self.findings))
            faults_ = f"{count} error{'' if count == 1 else 's'}"
            return f"The game's own content is damaged ({faults_}); run the check command to see where, or reinstall the game."
        if broken:
            which, have, are = ("pack", "has", "is") if len(broken) == 1 else ("packs", "have", "are")
            return f"The {which} {', '.join(broken)} {have} errors and {are} left out."
        return ""


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


def content(paths: Sequence[Path | str] | None = None, partial: bool = False, store: Path | None = None) -> dict[str, Any]:
    """The checked content of all packs below the given folders as plain data; from the store when nothing has changed.

    `store` is the folder of stored content (by default in the platform's cache folder)."""
    folders = discover(paths)
    place = store or stored.store_folder()
    key = stored.fingerprint(folders)
    kept = None if partial else stored.fetch(place, key, dict[str, Any])
    if kept is not None:
        return kept
    from game.content.loading.gather import document, gather

    fresh = document(gather(folders, partial))
    if not fresh["broken"] and not partial:
        stored.keep(place, key, fresh)
    return fresh


def load(paths: Sequence[Path | str] | None = None, partial: bool = False, store: Path | None = None) -> Loaded:
    """Loads all packs below the given folders (by default the game's and the player's). Never raises for bad content.

    A broken pack is left out whole; without a sound base pack there are no rules. `partial` keeps the base pack's sound items
    all the same, for looking at content that is being written."""
    document = content(paths, False, store)
    partial = partial and document["broken"]
    if partial:
        document = content(paths, True, store)
    packs = tuple(PackInfo(**{**p, "findings": _findings(p["findings"])}) for p in document["packs"])
    return Loaded(rules_of(document, partial), _findings(document["findings"]), packs)


def _findings(listed: Sequence[Mapping[str, Any]]) -> tuple[Finding, ...]:
    return tuple(Finding(**f) for f in listed)
