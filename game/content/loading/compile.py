"""Loads content: packs → findings and `Rules`, from the store when nothing has changed. Gathering and judging are elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from game.content.format.findings import Finding, errors
from game.content.loading import stored
from game.content.loading.made_rules import rules_of
from game.content.packs.choices import Choices, choices
from game.content.packs.folders import Place, discover
from game.engine.rules.vocabulary.rules import Rules
from game.sentences import Keyed
from game.structs import Struct, asdict, field

SENTENCES: Mapping[str, str] = MappingProxyType({
    "base-damaged": "The game's own content is damaged (errors: {n}); run the check command to see where, or reinstall the game.",
    "pack-left-out": "The pack {packs} has errors and is left out.",
    "packs-left-out": "The packs {packs} have errors and are left out.",
    "store-damaged": "The store of read content was damaged; it was put aside, and the packs were read afresh.",
})  # fmt: skip
"""Key → English with {fields} of what is said when packs were read."""


class PackInfo(Struct):
    """A pack as the pack screen lists it."""

    id: str
    version: str
    title: str
    kind: str
    folder: str
    state: str  # "in play", "left out" or "switched off"
    hash: str
    findings: tuple[Finding, ...]
    shipped: bool = False
    depends: tuple[str, ...] = ()
    language: str = ""


class Loaded(Struct):
    """What came of loading: the rules (None when the base pack itself is broken), all findings, all packs that were found."""

    rules: Rules | None
    findings: tuple[Finding, ...]
    packs: tuple[PackInfo, ...]
    repaired: bool = False  # whether the store of read content was damaged, and put aside
    translations: Mapping[str, Any] = field(default_factory=dict)  # language → its `items` and `share`

    @property
    def sentence(self) -> str:
        """One sentence for the player, with its key; empty when all is well."""
        broken = [p.id for p in self.packs if p.state == "left out"]
        if self.rules is None:
            return Keyed(SENTENCES, "base-damaged", n=str(len(errors(self.findings))))
        if broken:
            return Keyed(SENTENCES, "pack-left-out" if len(broken) == 1 else "packs-left-out", packs=", ".join(broken))
        return Keyed(SENTENCES, "store-damaged") if self.repaired else ""


def content(
    paths: Sequence[Path | str] | None = None, partial: bool = False, store: Path | None = None, afresh: bool = False
) -> dict[str, Any]:
    """The checked content of all packs below the given folders as plain data; from the store when nothing has changed.

    `store` is the folder of stored content (by default in the platform's cache folder), `afresh` leaves it unread. What is read
    in the place of a damaged store has the key `repaired`."""
    places = discover(paths)
    beside = beside_of(paths)
    chosen = choices() if paths is None else Choices()
    place = store or stored.store_folder()
    key = stored.fingerprint([p.path for p in (*places, *beside)], asdict(chosen))
    was_there = afresh or stored.is_there(place, key)
    kept = None if partial or afresh else stored.fetch(place, key, dict[str, Any])
    if kept is not None:
        return kept
    from game.content.loading.document import document
    from game.content.loading.gather import gather
    from game.content.loading.tried import tried

    fresh = document(gather(places, partial, chosen, beside, tried))
    if not fresh["broken"] and not partial:
        stored.keep(place, key, fresh)
    return {**fresh, "repaired": True} if was_there and not partial else fresh


def load_again(paths: Sequence[Path | str] | None = None) -> Loaded:
    """All packs below the given folders (by default the installed ones), read again as quickly as may be.

    For packs that are being written, in a game that goes on: how texts are written is not judged, nothing is played and nothing
    stored; the next start looks at everything."""
    from game.content.loading.document import document
    from game.content.loading.gather import gather

    chosen = choices() if paths is None else Choices()
    return _made(document(gather(discover(paths), chosen=chosen, beside=beside_of(paths), quick=True)))


def beside_of(paths: Sequence[Path | str] | None) -> tuple[Place, ...]:
    """Where packs are looked for that the packs of these folders depend on: beside them, and among the installed ones."""
    if paths is None:
        return ()
    around = [folder for given in paths for folder in dict.fromkeys((Path(given).absolute().parent,))]
    given = discover(paths)
    found = [place for place in (*(discover(around) if around else ()), *discover()) if place not in given and not place.base]
    return tuple(dict.fromkeys(found))


def load(paths: Sequence[Path | str] | None = None, partial: bool = False, store: Path | None = None) -> Loaded:
    """Loads all packs below the given folders (by default the game's and the player's). Never raises for bad content.

    A broken pack is left out whole; without a sound base pack there are no rules. `partial` keeps the base pack's sound items
    all the same, for looking at content that is being written."""
    try:
        return _loaded(content(paths, False, store), paths, partial, store)
    except (LookupError, TypeError, ValueError, AttributeError):  # a store that fits its hash and not the game
        return _loaded(content(paths, False, store, afresh=True), paths, partial, store)


def _loaded(document: Mapping[str, Any], paths: Sequence[Path | str] | None, partial: bool, store: Path | None) -> Loaded:
    partial = partial and document["broken"]
    if partial:
        document = content(paths, True, store)
    return _made(document, partial)


def _made(document: Mapping[str, Any], partial: bool = False) -> Loaded:
    packs = tuple(
        PackInfo(**{**p, "findings": _findings(p["findings"]), "depends": tuple(p["depends"])}) for p in document["packs"]
    )
    rules, findings = rules_of(document, partial), _findings(document["findings"])
    return Loaded(rules, findings, packs, document.get("repaired", False), document["translations"])


def _findings(listed: Sequence[Mapping[str, Any]]) -> tuple[Finding, ...]:
    return tuple(Finding(**f) for f in listed)
