"""Slips of the pen that YAML lets pass: texts cut at a #, curly or lone quotes, blank texts, endless words, unknown icons, things
that refer to themselves, tables that lack a number. One function a check, on items as they were written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from game import installation
from game.content.format.field_types import Spot, Steps, walk
from game.content.format.findings import Finding, closest
from game.content.format.item_texts import TEXT
from game.content.packs.entry import Entry
from game.engine.rules.fields.bounds import Keys
from game.engine.rules.vocabulary.items import SCRIPTS
from game.structs import Struct

LONGEST_WORD = 60
LONGEST_TEXT = 4000
MOST_OF = {"region": 40, "stage": 8, "material": 12, "mirror": 12, "use": 24, "ore": 16}
"""Most items of the kinds that make the model's arrays."""
_QUOTED = re.compile(r'[“‘"„«][^“”‘’"„«»]*[”’"»]\Z')
_WORD = re.compile(rf"[^\s\u2e80-\u9fff\uf900-\uffef]{{{LONGEST_WORD + 1},}}")
_FREE = frozenset({"more", "objection", "against", "why", "note", "section", "audience", "icon", "short", "author", "links"})
"""Fields that may be empty, or whose emptiness another check tells of."""


class Text(Struct):
    """A text of an item with its place, and whether players read it."""

    entry: Entry
    path: Steps
    text: str
    read: bool


def texts(entry: Entry) -> list[Text]:
    """Every text of an item."""
    told = TEXT.get(entry.kind.name, {})
    return [Text(entry, path, text, bool(path) and path[0] in told) for path, _, text in entry.leaves if isinstance(text, str)]


def cut_text(s: Text) -> Iterator[Finding]:
    """A text without quotes behind which a comment stands that looks like its end."""
    node = s.entry.part(s.path) if s.read else None
    if node is not None and node.cut and (not node.cut.startswith("# ") or s.text[-1:] not in ".!?…\"'”"):
        message = (
            f'this text ends at "{_short(s.text[-20:])}", since "{_short(node.cut)}" is a comment; put the whole text in quotes'
        )
        yield s.entry.finding(s.path, "cut-text", message, severity="warning")


def curly_quotes(s: Text) -> Iterator[Finding]:
    """A whole value in curly quotes."""
    if s.text[:1] in "“‘„«" and s.text and _QUOTED.match(s.text):
        message = f"the quotes around {_short(s.text)} are curly and belong to the text; use straight ones"
        yield s.entry.finding(s.path, "curly-quotes", message, s.text[1:-1][:60], severity="warning")


def stray_quote(s: Text) -> Iterator[Finding]:
    """A text that begins or ends with a straight quote that has no other."""
    if s.read and s.text.count('"') == 1 and (s.text.startswith('"') or s.text.endswith('"')):
        side = "begins" if s.text.startswith('"') else "ends"
        message = f'this text {side} with a quote and has no other; put the whole text in quotes ("…"), or take this one out'
        yield s.entry.finding(s.path, "stray-quote", message, severity="warning")


def blank_text(s: Text) -> Iterator[Finding]:
    """A text that players read, and that says nothing."""
    if s.read and not s.text.strip() and s.path[-1] not in _FREE:
        yield s.entry.finding(s.path, "blank-text", f"{s.path[-1]} is empty; write what players are to read")


def long_word(s: Text) -> Iterator[Finding]:
    """A word, or a text, longer than any screen can show."""
    if len(s.text) > LONGEST_TEXT:
        yield s.entry.finding(s.path, "wrong-length", f"this text has {len(s.text)} characters; at most {LONGEST_TEXT} are shown")
    elif s.read and (match := _WORD.search(s.text)):
        message = f'the word "{_short(match[0])}" has {len(match[0])} letters; at most {LONGEST_WORD} fit in a line'
        yield s.entry.finding(s.path, "long-word", message)


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"


def unknown_icon(entry: Entry) -> Iterator[Finding]:
    """An icon that the game does not have."""
    name = entry.data.get("icon")
    if isinstance(name, str) and name and entry.kind.name in ("dial", "order") and icons() and name not in icons():
        yield entry.finding(("icon",), "unknown-icon", f'there is no icon "{_short(name)}"', closest(name, icons()))


@cache
def icons() -> frozenset[str]:
    """Names of the game's icons; none where the assets cannot be looked at."""
    try:
        return frozenset(path.stem for path in (installation.assets() / "icons").glob("*.svg"))
    except OSError:
        return frozenset()


def unknown_script(entry: Entry) -> Iterator[Finding]:
    """A doctrine whose script no opponent plays."""
    script = entry.data.get("script")
    if entry.kind.name == "doctrine" and isinstance(script, str) and script not in SCRIPTS:
        message = f'there is no script "{_short(script)}"; there are {", ".join(SCRIPTS)}'
        yield entry.finding(("script",), "unknown-script", message, closest(script, SCRIPTS))


REFLEXIVE = {"world": ("like",), "claim": ("same",), "mandate": ("tension",)}
"""Fields in which an item names others of its kind."""


def self_reference(entry: Entry) -> Iterator[Finding]:
    """An item that names itself."""
    for field in REFLEXIVE.get(entry.kind.name, ()):
        named = entry.data.get(field)
        for i, text in enumerate(named if isinstance(named, list) else [named]):
            if _is_own(entry, text):
                path = (field, i) if isinstance(named, list) else (field,)
                yield entry.finding(path, "self-reference", f"this {entry.kind.name} names itself; name another, or none")
    for i, response in enumerate(entry.data.get("responses") or () if entry.kind.name == "card" else ()):
        follows = response.get("follow") if isinstance(response, dict) else None
        for k, follow in enumerate(follows if isinstance(follows, list) else ()):
            card = follow.get("card") if isinstance(follow, dict) else None
            if (
                isinstance(card, str)
                and card.removeprefix("base:") in (entry.id, entry.id.rpartition(":")[2])
                and not entry.data.get("again")
            ):
                message = "this card follows itself and comes up only once; name another card, or say again:"
                yield entry.finding(("responses", i, "follow", k, "card"), "self-reference", message, severity="warning")


def _is_own(entry: Entry, name: Any) -> bool:
    """Whether a name is the item's own, with or without its pack."""
    return isinstance(name, str) and name.removeprefix("base:") in (entry.id, entry.id.rpartition(":")[2])


def missing_key(entry: Entry) -> Iterator[Finding]:
    """A mapping that lacks a key that the rules read, or has one that they do not know."""
    for spot in walk(entry.kind.shape, entry.data):
        if not isinstance(spot, Spot) or not isinstance(spot.value, dict):
            continue
        for mark in spot.marks:
            if isinstance(mark, Keys):
                lacking = [key for key in mark.names if key not in spot.value]
                if lacking:
                    message = f"{spot.path[-1]} must say something for {', '.join(lacking)}"
                    yield entry.finding(spot.path, "missing-key", message)


def too_many(entries: Iterable[Entry]) -> Iterator[Finding]:
    """More items of a kind than the model can hold."""
    seen: dict[str, int] = {}
    for entry in entries:
        kind = entry.kind.name
        seen[kind] = seen.get(kind, 0) + 1
        if kind in MOST_OF and seen[kind] == MOST_OF[kind] + 1:
            yield entry.finding((), "too-many", f"there are more than {MOST_OF[kind]} items of the kind {kind}; leave some out")


OF_TEXTS: tuple[Callable[[Text], Iterable[Finding]], ...] = (cut_text, curly_quotes, stray_quote, blank_text, long_word)
OF_ITEMS: tuple[Callable[[Entry], Iterable[Finding]], ...] = (unknown_icon, unknown_script, self_reference, missing_key)


def check(entry: Entry) -> list[Finding]:
    """The findings of one item."""
    of_texts = [finding for text in entry.once(texts) for of_text in OF_TEXTS for finding in of_text(text)]
    return of_texts + [finding for of_item in OF_ITEMS for finding in of_item(entry)]
