"""Judges translation packs against what they translate: words of nothing, words left out, out of date, too long, not drawable."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from game.content.checks.texts.glyphs import missing
from game.content.format.findings import Finding, Severity, closest, path_text
from game.content.format.item_texts import ONLY_TRANSLATED, TEXT, stamp, texts_of, words_allowed
from game.content.format.plurals import FORMS, forms
from game.content.format.shape import found
from game.content.format.yaml_reader import Node, found_at
from game.content.packs.entry import Entry
from game.content.packs.pack import Pack
from game.engine.world.arithmetic.total import total
from game.structs import Struct

SIGNS_A_WORD = 2.2
"""Most signs of a translation for each word that the English may have: as much room as the English takes."""
SIGN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]|[A-Za-z0-9][A-Za-z0-9.,%-]*")
BRACES = re.compile(r"\{(\w+)(?::[^{}]*)?\}")  # a field, with a word's forms where it is a number
SCREEN = "text"
"""The kind under which the words of screens go; its ids are the groups."""
PLACES = "places"
"""The group of screen words that is the same in every language: where labels stand on the map."""
COUNTED = "count"
"""The group of screen words that are said with a number, in every plural form of the language."""
ENGINE_TEXTS = ("notices",)
"""Groups of screen words whose English stands in the engine."""

English = Mapping[tuple[str, str], Mapping[str, str]]
"""(kind, id) → dotted name → English text."""


class Words(Struct):
    """What one pack says of one item, with its places."""

    kind: str
    id: str
    node: Node
    listed: bool
    texts: Mapping[str, tuple[tuple[str | int, ...], Any]]

    def finding(self, name: str, code: str, message: str, guess: str = "", severity: Severity = "warning") -> Finding:
        """A finding at one of the texts, or at the item when `name` is none of them."""
        path = self.texts[name][0] if name in self.texts else ()
        where = path_text((self.id, *path)) if self.listed else path_text(path)
        return Finding(*found_at(self.node, path, key=code == "unknown-text"), severity, code, message, guess, where)


def translations(packs: Sequence[Pack]) -> list[Pack]:
    """The translation packs, and what other packs say of themselves in other languages."""
    return [t for p in packs for t in ([p] if p.language else p.tongues.values())]


def english(entries: Mapping[tuple[str, str], Entry], packs: Sequence[Pack]) -> dict[tuple[str, str], dict[str, str]]:
    """Every text that can be translated: of the items, and (kind `text`) of the screens."""
    items = {(kind, id): entry.once(english_of) for (kind, id), entry in entries.items() if kind in TEXT}
    screens: dict[tuple[str, str], dict[str, str]] = {}
    for pack in packs:
        for group, source in pack.texts.items() if not pack.language else ():
            if group != PLACES:
                screens.setdefault((SCREEN, group), {}).update({n: t for n, t in source.data.items() if isinstance(t, str)})
    return items | screens


def english_of(entry: Entry) -> dict[str, str]:
    """The texts of an item by dotted name; none of one that is out of shape, which is found elsewhere."""
    try:
        return texts_of(entry.kind.name, entry.data)
    except (AttributeError, TypeError):
        return {}


def words_of(pack: Pack) -> Iterator[Words]:
    """What a translation pack says, item by item and group by group."""
    for entry in pack.translated:
        yield entry.once(words_in)
    yield from words_of_screens(pack)


def words_of_screens(pack: Pack) -> Iterator[Words]:
    """What a pack says on screens, group by group."""
    for group, source in pack.texts.items():
        if source.root is not None:
            yield Words(SCREEN, group, source.root, False, {name: ((name,), value) for name, value in source.data.items()})


def words_in(entry: Entry) -> Words:
    """What a translation says of one item."""
    return Words(entry.kind.name, entry.id, entry.node, entry.listed, {name: (path, value) for path, name, value in entry.leaves})


def stamps_of(pack: Pack) -> dict[str, dict[str, str]]:
    """`kind/id` → dotted name → stamp of the English that was translated; empty while there is no file, or where it is damaged."""
    data = pack.stamps.data if pack.stamps is not None else None
    if not isinstance(data, dict):
        return {}
    return {key: {n: str(s) for n, s in named.items()} for key, named in data.items() if isinstance(named, dict)}


def check(
    entries: Mapping[tuple[str, str], Entry], packs: Sequence[Pack], faulty: Container[tuple[str, str]] = ()
) -> Iterator[Finding]:
    """All findings about the translation packs among these packs, and characters of the items that no font has.

    Of items that are `faulty` themselves, and of a kind of which a file could not be read, nothing is said to be too much or
    missing: the text may be there once the fault is mended."""
    for (kind, _), entry in entries.items():
        if kind in TEXT:
            yield from entry.once(_undrawable)
    known = english(entries, packs)
    torn = {kind for pack in packs for kind in pack.unread | pack.astray}
    for pack in translations(packs):
        had: dict[tuple[str, str], Words] = {}
        stamps = stamps_of(pack)
        for words in words_of(pack):
            key = _whole(pack, words, known)
            if key in had:
                message = f'the {words.kind} "{words.id}" is already translated in {had[key].node.file}'
                yield words.finding("", "repeated-id", message, severity="error")
            had.setdefault(key, words)
            said = stamps.get(f"{words.kind}/{words.id}", {})
            if key in entries and entries[key].laid:  # another pack changed the English: no fault of the translation's
                said = {name: stamp(text) for name, text in known.get(key, {}).items()}
            quiet = {"unstamped-translation"} if pack.speaks_of_itself and not stamps else set()
            quiet |= {"unknown-text"} if key in faulty or (key not in known and words.kind in torn) else set()
            yield from (f for f in _judged(words, key, known, said) if f.code not in quiet)
        wanted = _wanted(pack, known, entries, packs)
        yield from _left_out(pack, had, {key: texts for key, texts in wanted.items() if key not in faulty})
        yield from _plurals(pack)


def _undrawable(entry: Entry) -> list[Finding]:
    """Texts of an item with characters that no font has."""
    lost = [(path, missing(text)) for path, _, text in entry.leaves if isinstance(text, str)]
    return [entry.finding(path, "missing-glyph", _no_glyph(lacking), severity="warning") for path, lacking in lost if lacking]


def _wanted(pack: Pack, known: English, entries: Mapping[tuple[str, str], Entry], packs: Sequence[Pack]) -> English:
    """What a translation is meant to translate: the words of screens and the items of the packs that it depends on."""
    of = [need.id for need in pack.manifest.needs] if pack.manifest else []
    screens = english({}, [p for p in packs if p.id in of])
    return screens | {key: texts for key, texts in known.items() if key[0] != SCREEN and entries[key].pack in of}


def _judged(words: Words, key: tuple[str, str], known: English, stamps: Mapping[str, str]) -> Iterator[Finding]:
    theirs = known.get(key)
    if words.kind == SCREEN and words.id in ENGINE_TEXTS:
        return
    if theirs is None:
        ids = [id for kind, id in known if kind == words.kind]
        called = "texts" if words.kind == SCREEN else words.kind
        message = f'there is no {called} "{words.id}" to translate' if ids else f"a {called} has no texts to translate"
        yield words.finding("", "unknown-text", message, closest(words.id, ids))
        return
    unstamped = []
    for name, (_, text) in words.texts.items():
        if not isinstance(text, str):
            message = f"{name} must be a text; found {found(text)}; put it in quotes"
            yield words.finding(name, "wrong-type", message, severity="error")
        elif name not in theirs and ((words.kind, name) in ONLY_TRANSLATED or _is_form(words, name, theirs)):
            if lost := missing(text):
                yield words.finding(name, "missing-glyph", _no_glyph(lost))
        elif name not in theirs:
            yield words.finding(name, "unknown-text", f'"{words.id}" has no text "{name}"', closest(name, theirs))
        else:
            yield from _compared(words, name, text, theirs[name], stamps.get(name, ""))
            if name not in stamps and words.kind != SCREEN:
                unstamped.append(name)
    if unstamped:
        message = f"nothing says which English was translated for {', '.join(unstamped)}; {HOW}"
        yield words.finding(unstamped[0], "unstamped-translation", message, severity="note")


def _is_form(words: Words, name: str, theirs: Mapping[str, str]) -> bool:
    """Whether a text is a plural form that English does not have of a counted word that it has."""
    what, _, form = name.rpartition(".")
    return (words.kind, words.id) == (SCREEN, COUNTED) and form in FORMS and f"{what}.other" in theirs


def _plurals(pack: Pack) -> Iterator[Finding]:
    """Counted words that lack a plural form which the language has."""
    source = pack.texts.get(COUNTED)
    if source is None or source.root is None:
        return
    words = next(w for w in words_of(pack) if (w.kind, w.id) == (SCREEN, COUNTED))
    wanted = forms(pack.language)
    for what in sorted({name.rpartition(".")[0] for name in words.texts}):
        lacking = [form for form in wanted if f"{what}.{form}" not in words.texts]
        if lacking:
            message = f'{pack.language} counts with {", ".join(wanted)}; "{what}" lacks {", ".join(lacking)}'
            first = next(name for name in words.texts if name.startswith(f"{what}."))
            yield words.finding(first, "missing-plural", message)


HOW = "run: python -m game stamp PACK KIND/ID"


def _compared(words: Words, name: str, text: str, theirs: str, stamped: str) -> Iterator[Finding]:
    if stamped and stamped != stamp(theirs):
        short = theirs if len(theirs) <= 80 else theirs[:77] + "…"
        message = f'the English of "{name}" has changed; it now says "{short}"; translate it anew, then {HOW}'
        yield words.finding(name, "stale-translation", message)
    extra = sorted(set(BRACES.findall(text)) - set(BRACES.findall(theirs))) if words.kind != SCREEN else []
    if extra:
        yield words.finding(name, "unknown-field", f"the English text has no {{{extra[0]}}} to fill in")
    lacking = sorted(set(BRACES.findall(theirs)) - set(BRACES.findall(text))) if name.startswith("memories.") else []
    if lacking:
        yield words.finding(name, "lost-field", f"the English text fills in {{{lacking[0]}}}, and this one does not")
    if lost := missing(text):
        yield words.finding(name, "missing-glyph", _no_glyph(lost))
    most = _most(words.kind, name)
    signs = len(SIGN.findall(text))
    if most and signs > SIGNS_A_WORD * most:
        message = f"this text has {signs} signs; at most {int(SIGNS_A_WORD * most)} fit: shorten it"
        yield words.finding(name, "text-too-long", message)


def _no_glyph(lost: str) -> str:
    return f"no font of the game can draw {' '.join(lost)}; use other words, or add the characters with assets/build_fonts.py"


def _most(kind: str, name: str) -> int:
    """The words that the English may have here; 0 where nothing is said."""
    if kind not in TEXT:
        return 0
    steps = name.split(".")
    allowed = words_allowed(kind)
    return allowed.get(f"{steps[0]}.{steps[-1]}") or allowed.get(steps[0], 0)


def _left_out(pack: Pack, had: Mapping[tuple[str, str], Words], known: English) -> Iterator[Finding]:
    """One note for each item of which texts are not translated. Words of screens are compared by the screens' own tests."""
    for (kind, id), theirs in known.items():
        words = had.get((kind, id))
        lacking = [name for name in theirs if words is None or name not in words.texts]
        if not lacking or kind == SCREEN:
            continue
        listed = "no text" if words is None else f"no {', '.join(lacking)}"
        message = f'the {kind} "{id}" has {listed} in {pack.language}'
        if words is not None:
            yield words.finding("", "untranslated", message, severity="note")
        elif pack.source is not None:
            yield Finding(pack.source.file, 1, 1, "note", "untranslated", message)


def told(entries: Mapping[tuple[str, str], Entry], packs: Sequence[Pack]) -> dict[str, Any]:
    """Language → `items` (kind → id → dotted name → text) of all packs that speak it, and `share` of all words that are fresh."""
    known = english(entries, packs)
    every = max(total(map(len, known.values())), 1)
    out: dict[str, Any] = {}
    fresh: dict[str, set[tuple[str, str, str]]] = {}
    for pack in translations(packs):
        language, stamps = pack.language.lower(), stamps_of(pack)
        items = out.setdefault(language, {"items": {}})["items"]
        for words in words_of(pack):
            key = _whole(pack, words, known)
            theirs, stamped = known.get(key, {}), stamps.get(f"{words.kind}/{words.id}", {})
            allowed = {*theirs, *(name for kind, name in ONLY_TRANSLATED if kind == words.kind)}
            kept = {name: text for name, (_, text) in words.texts.items() if name in allowed and isinstance(text, str)}
            good = {name for name in kept if name in theirs and stamped.get(name) in (None, stamp(theirs[name]))}
            fresh.setdefault(language, set()).update((*key, name) for name in good)
            if words.kind != SCREEN and kept:
                items.setdefault(words.kind, {}).setdefault(key[1], {}).update(kept)
    return {language: {**said, "share": round(len(fresh.get(language, ())) / every, 4)} for language, said in out.items()}


def _whole(pack: Pack, words: Words, known: English) -> tuple[str, str]:
    """Kind and whole id of what is translated: of the pack's own items, whose id may be left out in front, or of others."""
    own = (words.kind, f"{pack.id}:{words.id}")
    return own if own in known else (words.kind, words.id)
