"""Who says what: people keep to their voices, cards don't share one writer's tics, Chinese texts keep to the list of terms.

What a voice may say stands with the person (`content/base/people`); tics and terms stand in `style.yaml`. How hard or long
a text is, no matter who says it, is `writing.py`'s business."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from game.content.checks.texts.reading_level import longest_chinese, longest_sentence
from game.content.checks.texts.slips import Text, texts
from game.content.checks.texts.translations import Words, english, english_of, translations, words_in, words_of, words_of_screens
from game.content.checks.texts.writing import watch
from game.content.format.findings import Finding
from game.content.format.style_items import Style
from game.content.packs.entry import Entry
from game.content.packs.pack import Pack
from game.engine.rules.vocabulary.items import Card
from game.engine.rules.vocabulary.persons import Person
from game.engine.rules.vocabulary.plan import BOTH
from game.structs import Struct

Entries = Mapping[tuple[str, str], Entry]
Made = Mapping[str, Mapping[str, Any]]
RUN = re.compile(r"[a-z']+")
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Spoken(Struct):
    """A text that somebody says: where it stands in its item, its dotted name, the voices that it must fit, and whether each of its
    sentences is theirs (a card's situation is told in its speaker's presence, not in his sentences)."""

    path: tuple[str | int, ...]
    name: str
    voices: tuple[Person, ...]
    own: bool = True


def spoken_in_card(card: Card, persons: Mapping[str, Person]) -> Iterator[Spoken]:
    """What is said on a card: by the heads of the desks of each capital that gets it, and by its speaker."""
    sides = BOTH if card.to == "both" else (card.to,)
    for i, r in enumerate(card.responses):
        for field, desk in (("argument", r.desk), ("objection", r.against)):
            heads = tuple(p for p in persons.values() if desk and p.desk == desk and p.side in sides)
            yield Spoken(("responses", i, field), f"responses.{r.id}.{field}", heads)
    if card.speaker in persons:
        for field in ("text", "more"):
            yield Spoken((field,), field, (persons[card.speaker],), own=False)


def spoken_by(person: Person) -> Iterator[Spoken]:
    """What a person says about a quarter."""
    for i in range(len(person.sayings)):
        yield Spoken(("sayings", i, "text"), f"sayings.{i}", (person,))


def all_spoken(made: Made) -> Iterator[tuple[str, str, Spoken]]:
    """Kind, id and place of everything that is said."""
    persons: Mapping[str, Person] = made.get("person", {})
    for id, card in made.get("card", {}).items():
        yield from (("card", id, s) for s in spoken_in_card(card, persons))
    for id, person in persons.items():
        yield from (("person", id, s) for s in spoken_by(person))


def chinese_packs(packs: Sequence[Pack]) -> list[Pack]:
    """The translations into Chinese."""
    return [pack for pack in translations(packs) if pack.language.lower().startswith("zh")]


def voices(entries: Entries, packs: Sequence[Pack], made: Made) -> Iterator[Finding]:
    """Words that a voice never says, and sentences that are too long for it, in both languages."""
    chinese = {(w.kind, w.id): w for pack in chinese_packs(packs) for w in words_of(pack)}
    for kind, id, s in all_spoken(made):
        entry = entries[kind, id]
        text = entry.once(english_of).get(s.name, "")
        for code, message in judged(s, text, chinese=False):
            yield entry.finding(s.path, code, message, severity="warning")
        words = chinese.get((kind, id))
        told = words.texts.get(s.name, ((), ""))[1] if words else ""
        if words and isinstance(told, str):
            yield from (words.finding(s.name, code, message) for code, message in judged(s, told, chinese=True))


def judged(s: Spoken, text: str, chinese: bool) -> Iterator[tuple[str, str]]:
    """Code and message of each fault of a spoken text."""
    for p in s.voices:
        for word in p.never_chinese if chinese else p.never:
            if word in text if chinese else re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text.lower()):
                yield "voice-never", f'{p.name}, {p.office}, never says "{word}"; say it in that voice, or let somebody else speak'
        long, most, unit = (longest_chinese(text), p.signs, "signs") if chinese else (longest_sentence(text), p.words, "words")
        if s.own and long > most:
            yield "voice-sentence", f"{p.name}, {p.office}, speaks in sentences of at most {most} {unit}; this one has {long}"


def headlines(entries: Entries, packs: Sequence[Pack], made: Made) -> Iterator[Finding]:
    """Sayings must belong to headlines that there are, known by their words."""
    known = {name.replace("_", "-") for p in packs if "headline" in p.texts for name in p.texts["headline"].data}
    for id, person in made.get("person", {}).items():
        for i, saying in enumerate(person.sayings):
            for n, key in enumerate(saying.on):
                if key not in known:
                    message = f'no headline "{key}"; the keys stand in content/base/text/headline.yaml, with - for _'
                    yield entries["person", id].finding(("sayings", i, "on", n), "unknown-headline", message, severity="warning")


def tics(entries: Entries, packs: Sequence[Pack], made: Made) -> Iterator[Finding]:
    """Words that too many cards of one pack use; those past the most are found, in the order of reading."""
    style: Style = made["style"]["style"]
    cards = [[(t, t.text.lower()) for t in entries["card", id].once(texts) if t.read] for id in made.get("card", {})]
    for word, most in style.tics.items():
        pattern = re.compile(rf"(?<!\w){re.escape(word)}s?(?!\w)")
        used: dict[str, list[Text]] = {}
        for said in cards:
            if first := next((t for t, small in said if pattern.search(small)), None):
                used.setdefault(first.entry.pack, []).append(first)
        for found in used.values():
            for t in found[most:]:
                message = f'"{word}" stands in {len(found)} cards of this pack; at most {most} may use it: find another word'
                yield t.entry.finding(t.path, "tic", message, severity="warning")


def shared_runs(entries: Entries, packs: Sequence[Pack], made: Made) -> Iterator[Finding]:
    """A run of words that stands in more than one card, in what desks say: each argument is made once."""
    style: Style = made["style"]["style"]
    first: dict[tuple[str, ...], str] = {}
    for id, card in made.get("card", {}).items():
        for i, r in enumerate(card.responses):
            for field in ("argument", "objection"):
                words = RUN.findall(getattr(r, field).lower())
                runs = [tuple(words[j : j + style.run]) for j in range(len(words) - style.run + 1)]
                shared = next((run for run in runs if first.get(run, id) != id), None)
                if shared:
                    message = f'"{" ".join(shared)}" is said on the card {first[shared]} too; say it in other words'
                    yield entries["card", id].finding(("responses", i, field), "shared-run", message, severity="warning")
                for run in runs:
                    first.setdefault(run, id)


def chinese_terms(entries: Entries, packs: Sequence[Pack], made: Made) -> Iterator[Finding]:
    """One Chinese word for one thing: the list in `style.yaml` says which, for texts whose English speaks of it."""
    style = watch(made["style"]["style"], made.get("contested", {})).style
    known = english(entries, packs)
    for pack in chinese_packs(packs):
        for entry in pack.translated:
            yield from entry.once(_terms_in, known.get((entry.kind.name, entry.id), _NOTHING), style)
        for words in words_of_screens(pack):
            yield from _other_terms(words, known.get((words.kind, words.id), _NOTHING), style)


def _terms_in(entry: Entry, theirs: Mapping[str, str], style: Style) -> list[Finding]:
    return list(_other_terms(entry.once(words_in), theirs, style))


def _other_terms(words: Words, theirs: Mapping[str, str], style: Style) -> Iterator[Finding]:
    for name, (_, text) in words.texts.items():
        if not isinstance(text, str):
            continue
        for term in style.chinese_terms:
            found = re.search(term.avoid, text)
            if found and re.search(term.english, theirs.get(name, ""), re.IGNORECASE):
                yield words.finding(name, "other-term", f'the game does not say "{found[0]}" here; write "{term.write}"')


CHECKS: tuple[Callable[[Entries, Sequence[Pack], Made], Iterator[Finding]], ...] = (
    voices, headlines, tics, shared_runs, chinese_terms,
)  # fmt: skip


def check(entries: Entries, packs: Sequence[Pack], made: Made) -> list[Finding]:
    """The findings of all checks; none where no pack brings a style."""
    if not isinstance(made.get("style", {}).get("style"), Style):
        return []
    return [finding for function in CHECKS for finding in function(entries, packs, made)]
