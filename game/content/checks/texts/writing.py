"""How the game speaks: reading level, length, words that judge a side, contested claims told as facts. One function a check.

The limits are content (`style.yaml`); what a field may hold at the most stands at the field itself and is checked by `shape`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from msgspec.json import encode

from game.content.checks.texts.reading_level import ENGLISH_ENDS, grade, longest_chinese, longest_sentence
from game.content.checks.texts.translations import SCREEN, Words, translations, words_in, words_of_screens
from game.content.format.findings import Finding
from game.content.format.item_texts import TEXT
from game.content.format.style_items import Style
from game.content.packs.entry import Entry
from game.content.packs.pack import Pack
from game.structs import Struct, from_json

Report = Callable[[str, str], Finding]  # code and message -> a finding at the text's place
OWN = ("card", "dial", "order", "mandate", "scenario", "ending", "incident", "term", "lesson", "preset",
       "lesson-plan", "paired-item", "desk-role", "sheet")  # fmt: skip
"""Kinds in which the game itself speaks; what documents claim is theirs."""
TOLD = ("text", "more", "memories", "title", "brief", "opening", "responses", "argument", "objection", "why")
"""Fields in which a contested claim must not stand as a fact; a card's record corrects it, with its sources."""
QUOTED = re.compile(r'"[^"]*"|“[^”]*”')


class Said(Struct):
    """One text of content: its kind, field and leaf (first and last named step of its path), and how a finding at it is made."""

    kind: str
    field: str
    leaf: str
    text: str
    chinese: bool
    report: Report

    @property
    def name(self) -> str:
        """`card.text`, the name by which limits are given."""
        return f"{self.kind}.{self.field}"

    @property
    def read(self) -> bool:
        """Whether a player reads it, and not only the game."""
        return self.kind == SCREEN or self.field in TEXT.get(self.kind, {})


def said(entries: Mapping[tuple[str, str], Entry], packs: Sequence[Pack]) -> Iterator[Said]:
    """Every text of items, of screens, and of their translations into Chinese."""
    for entry in entries.values():
        yield from _english(entry)
    for entry in _chinese_entries(packs):
        yield from _chinese(entry)
    yield from _on_screens(packs)


def _english(entry: Entry) -> Iterator[Said]:
    for path, _, text in entry.leaves:
        if isinstance(text, str) and path and path[0] != "id":
            yield Said(entry.kind.name, *_ends(path), text, False, _at(entry, path))


def _chinese(entry: Entry) -> Iterator[Said]:
    yield from _in_words(entry.once(words_in), True)


def _on_screens(packs: Sequence[Pack]) -> Iterator[Said]:
    for pack, translated in (*((p, False) for p in packs if not p.language), *((p, True) for p in _chinese_packs(packs))):
        for words in words_of_screens(pack):
            yield from _in_words(words, translated)


def _in_words(words: Words, translated: bool) -> Iterator[Said]:
    for name, (_, text) in words.texts.items():
        if isinstance(text, str):
            yield Said(words.kind, *_ends(name.split(".")), text, translated, _in(words, name))


def _chinese_packs(packs: Sequence[Pack]) -> list[Pack]:
    return [pack for pack in translations(packs) if pack.language.lower().startswith("zh")]


def _chinese_entries(packs: Sequence[Pack]) -> list[Entry]:
    return [entry for pack in _chinese_packs(packs) for entry in pack.translated]


def _ends(path: Sequence[str | int]) -> tuple[str, str]:
    named = [step for step in map(str, path) if not step.isdigit()]
    return str(path[0]), named[-1] if named else str(path[-1])


def _at(entry: Entry, path: tuple[str | int, ...]) -> Report:
    return lambda code, message: entry.finding(path, code, message, severity="warning")


def _in(words: Words, name: str) -> Report:
    return lambda code, message: words.finding(name, code, message)


# ---- checks ---------------------------------------------------------------------------------------------------------


class Watch(Struct):
    """The style and the contested claims, made ready to be looked for in thousands of texts."""

    style: Style
    loaded: frozenset[str]
    speakers: frozenset[str]
    phrases: Mapping[str, tuple[str, str]]  # in small letters -> phrase and claim
    pattern: re.Pattern[str]


def watch(style: Style, claims: Mapping[str, Any]) -> Watch:
    """What is looked for: the very same thing as before, as long as style and claims say the same."""
    phrases = {phrase.lower(): (phrase, id) for id, item in claims.items() for phrase in item.phrases}
    return _watch(encode(style), tuple(phrases.items()))


@lru_cache(maxsize=2)
def _watch(told: bytes, listed: tuple[tuple[str, tuple[str, str]], ...]) -> Watch:
    style, phrases = from_json(told, Style), dict(listed)
    longest = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    body = "|".join(map(re.escape, longest)) or "(?!)"
    return Watch(style, frozenset(style.loaded), frozenset(style.said), phrases, re.compile(rf"(?<!\w)(?:{body})(?!\w)"))


def too_hard(s: Said, w: Watch) -> Iterator[Finding]:
    """The grade of an English text."""
    most = w.style.grade.get(s.name)
    if most is not None and not s.chinese and len(s.text.split()) >= w.style.graded_words and (found := grade(s.text)) > most:
        message = f"this text reads at grade {found:.1f}; at most {most:g}: use shorter words, or shorter sentences"
        yield s.report("reading-level", message)


def too_long(s: Said, w: Watch) -> Iterator[Finding]:
    """Sentences, and whole texts where the rules set no bound."""
    if s.chinese:
        most = w.style.signs.get(s.name)
        if most is not None and (found := longest_chinese(s.text)) > most:
            yield s.report("long-sentence", f"a sentence of this text has {found} signs; at most {most:g}: make two of it")
        return
    most = w.style.sentence.get(s.name)
    if most is not None and (found := longest_sentence(s.text)) > most:
        yield s.report("long-sentence", f"a sentence of this text has {found} words; at most {most:g}: make two of it")
    most = w.style.words.get(s.name)
    if most is not None and (found := len(s.text.split())) > most:
        yield s.report("text-too-long", f"this text has {found} words; at most {most:g} fit: shorten it")


def loaded(s: Said, w: Watch) -> Iterator[Finding]:
    """The game speaks of both capitals in the same words; who judges must be quoted."""
    if s.kind not in OWN and s.kind != SCREEN:
        return
    spoken = QUOTED.sub(" ", s.text)
    if s.chinese:
        found = [word for word in w.style.loaded_chinese if word in spoken]
    else:
        found = [word for word in re.findall(r"[a-z]+", spoken.lower()) if word in w.loaded]
    for word in found:
        yield s.report("loaded-word", f'"{word}" judges a side; use a plain word, or quote the speaker')


def contested(s: Said, w: Watch) -> Iterator[Finding]:
    """A contested claim must not be told as a fact: its sentence names a speaker, or quotes one."""
    if s.chinese or s.kind not in OWN or s.field not in TOLD or not w.pattern.search(s.text.lower()):
        return
    for sentence in ENGLISH_ENDS.split(s.text):
        bare = QUOTED.sub(" ", sentence).lower()
        if w.speakers.isdisjoint(re.findall(r"[a-z]+", bare)):
            for match in w.pattern.finditer(bare):
                phrase, id = w.phrases[match[0]]
                message = (
                    f'"{phrase}" tells the contested claim "{id}" as a fact; let a speaker say it, or leave it out '
                    f"(what is known: python -m game sources {id})"
                )
                yield s.report("contested-as-fact", message)


CHECKS: tuple[Callable[[Said, Watch], Iterable[Finding]], ...] = (too_hard, too_long, loaded, contested)


def check(entries: Mapping[tuple[str, str], Entry], packs: Sequence[Pack], made: Mapping[str, Mapping[str, Any]]) -> list[Finding]:
    """The findings of all checks over all texts; none where no pack brings a style."""
    style = made.get("style", {}).get("style")
    if not isinstance(style, Style):
        return []
    w = watch(style, made.get("contested", {}))
    of_items = [f for entry in entries.values() for f in entry.once(_english_faults, w)]
    of_translations = [f for entry in _chinese_entries(packs) for f in entry.once(_chinese_faults, w)]
    return of_items + of_translations + _judged(_on_screens(packs), w)


def _english_faults(entry: Entry, w: Watch) -> list[Finding]:
    return _judged(_english(entry), w)


def _chinese_faults(entry: Entry, w: Watch) -> list[Finding]:
    return _judged(_chinese(entry), w)


def _judged(told: Iterable[Said], w: Watch) -> list[Finding]:
    return [finding for s in told for function in CHECKS for finding in function(s, w)]
