"""Gathered content as plain data, in the form that is compiled and stored: items, hash, packs, findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from game.content.checks import references
from game.content.checks.texts import translations
from game.content.format.findings import Finding
from game.content.format.kinds import ORDERED
from game.content.format.yaml_reader import plain
from game.content.loading.gather import Gathered
from game.content.loading.hashes import content_hash, earlier_hashes, rules_hash
from game.content.packs.pack import Pack

UNPLAYED = ("case", "prior", "style")
"""Back-tests and priors are the laboratory's, style the checker's; the game's hash must not hang on them."""
TEACHING = ("lesson-plan", "paired-item", "desk-role", "sheet")
BESIDE_PLAY = ("lesson", "preset", "class-measures", "incident", "family", "publication", "thesis", "person", *TEACHING)
"""Kinds that change no game."""
IN_PLAY, LEFT_OUT, OFF = "in play", "left out", "switched off"


def document(gathered: Gathered) -> dict[str, Any]:
    """The plain data of content that was gathered."""
    known, renamed = gathered.known, gathered.renamed
    looks = {p.id for p in gathered.packs if p.manifest and p.manifest.kind == "cosmetic"}
    items: dict[str, dict[str, Any]] = {}
    played: dict[str, dict[str, Any]] = {}
    for (kind, id), entry in gathered.entries.items():
        if kind in UNPLAYED:
            continue
        items.setdefault(kind, {})[id] = told = entry.once(references.normalise, known, renamed)
        if kind not in BESIDE_PLAY and entry.pack not in looks:
            sober = entry.sober
            played.setdefault(kind, {})[id] = told if sober is None else references.plain_normal(entry, sober, known, renamed)
    order = {kind: list(items.get(kind, ())) for kind in ORDERED}
    packs = [
        *(_described(p, IN_PLAY, gathered.findings) for p in gathered.packs),
        *(_described(p, LEFT_OUT, gathered.findings) for p in gathered.left_out),
        *(_described(p, OFF, ()) for p in gathered.resting),
    ]
    return {
        "items": items,
        "hash": rules_hash(played, order),
        "earlier": list(earlier_hashes(played, order)),
        "broken": gathered.broken,
        "translations": translations.told(gathered.entries, gathered.packs),
        "findings": [f.as_dict() for f in gathered.findings],
        "packs": packs,
    }


def _described(pack: Pack, state: str, findings: Sequence[Finding]) -> dict[str, Any]:
    m = pack.manifest
    return {
        "id": pack.id,
        "version": m.version if m else "",
        "title": m.title if m else pack.id,
        "kind": m.kind if m else "",
        "folder": str(pack.place.path),
        "state": state,
        "hash": pack_hash(pack),
        "findings": [f.as_dict() for f in findings if pack.holds(f)],
        "shipped": pack.place.shipped,
        "depends": [need.id for need in m.needs] if m else [],
        "language": pack.language,
    }


def pack_hash(pack: Pack) -> str:
    """Hash of a pack's own items and patches."""
    items = {f"{e.kind.name} {e.id}": e.data for e in pack.entries}
    patches: Mapping[str, Any] = {f"{e.kind.name} {' '.join(targets)}": plain(e.node) for targets, e in pack.patches}
    return content_hash([items, patches, [e.id for e in pack.entries if e.kind.name in ORDERED]])
