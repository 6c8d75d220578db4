"""Whether a card's record rests on publications that are named: who published what, when, where. Judges no publication's worth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from game.content.format.findings import Finding
from game.content.format.style_items import Style
from game.content.packs.entry import Entry
from game.engine.rules.vocabulary.documents import Publication

BRACKETS = re.compile(r"\(([^)]*)\)")
PARTS = re.compile(r"[;,:]\s*| and | in ")
ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+\Z")

Items = Mapping[str, Mapping[str, Any]]
Entries = Mapping[tuple[str, str], Entry]


def check(items: Items, entries: Entries) -> Iterator[Finding]:
    """The findings of all publications, and of the records of packs that bring any; other packs may name theirs in words."""
    style: Style = items.get("style", {}).get("style", Style())
    by_card: dict[str, list[Publication]] = {}
    held = {entry.pack for (kind, _), entry in entries.items() if kind == "publication"}
    for id, publication in items.get("publication", {}).items():
        if publication.address and not ADDRESS.match(publication.address):
            message = f'"{publication.address}" is no public address; give one that begins with https:// or http://, or none'
            yield entries["publication", id].finding(("address",), "wrong-address", message)
        for card in publication.cards:
            by_card.setdefault(card, []).append(publication)
    for id, card in items.get("card", {}).items():
        if card.record and entries["card", id].pack in held:
            yield from _record(entries["card", id], card.record, by_card.get(id, ()), style)


def named(record: str, style: Style) -> Iterator[str]:
    """What a record's brackets name, without dates, places and our own work."""
    for inside in BRACKETS.findall(record):
        if any(word in inside for word in ("recalled", "d00", "own ")):
            continue
        yield from (part for part in PARTS.split(inside) if part and not part.startswith(style.unpublished) and part[0].isupper())


def _record(entry: Entry, record: str, cited: Sequence[Publication], style: Style) -> Iterator[Finding]:
    called = [name for publication in cited for name in publication.called]
    for part in named(record, style):
        if not any(name in part for name in called):
            message = (
                f'the record cites "{part}", and no publication of that name lists the card: add it to sources/publications.yaml'
            )
            yield entry.finding(("record",), "uncited-record", message, severity="warning")
    if not cited and not any(word in record for word in style.admitted):
        message = "the record names no publication, and does not say that it is recalled, imagined or told by one of the documents"
        yield entry.finding(("record",), "unsourced-record", message, severity="warning")
