"""How hard a text reads: words, sentences, the Flesch-Kincaid grade of English, the longest Chinese sentence. Judges nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from statistics import median
from typing import Any

from game.engine.rules.vocabulary.items import Card
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total

SIGN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[A-Za-z0-9][A-Za-z0-9.,%-]*")
ENGLISH_ENDS = re.compile(r"(?<=[.!?])[\"”’)]?\s+")
CHINESE_ENDS = re.compile(r"[。！？；!?]")


def grade(text: str) -> float:
    """Flesch-Kincaid grade level of an English text: years of school that a reader needs."""
    words = re.findall(r"[A-Za-z][A-Za-z'-]*", text)
    sentences = max(len(re.findall(r"[.!?]+(?:\s|$|\")", text)), 1)
    if not words:
        return 0.0
    return 0.39 * len(words) / sentences + 11.8 * total(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Syllables of an English word by its groups of vowels; a silent e at the end does not count."""
    bare = re.sub(r"(?:[^laeiouy]es|ed|[^laeiouy]e)$", "", word.lower())
    return max(len(re.findall(r"[aeiouy]+", bare)), 1)


def longest_sentence(text: str) -> int:
    """Words of the longest English sentence."""
    return max((len(part.split()) for part in ENGLISH_ENDS.split(text)), default=0)


def longest_chinese(text: str) -> int:
    """Signs of the longest Chinese sentence; a foreign word or a number counts as one."""
    return max((len(SIGN.findall(part)) for part in CHINESE_ENDS.split(text)), default=0)


def card_row(card: Card) -> dict[str, Any]:
    """Words of the situation and of everything shown before the answer, and the grade level of the situation."""
    shown = [card.title, card.dateline, card.text]
    for r in card.responses:
        shown += [r.text, r.argument, r.objection]
    return {
        "to": card.to,
        "called": card.called,
        "words": len(card.text.split()),
        "shown": total(len(text.split()) for text in shown),
        "grade": round(grade(" ".join((card.text, card.more))), 1),
    }


def lines(found: Mapping[str, Mapping[str, Any]]) -> Iterable[str]:
    """How the cards read as a table, the hardest first, then the middle and the most of each column."""
    heads = ("words", "shown", "grade", "signs", "longest")
    yield "words of the situation; words shown before the answer; grade; signs in Chinese; signs of the longest Chinese sentence"
    yield f"{'card':<28}" + "".join(f"{head:>9}" for head in heads)
    for id, row in sorted(found.items(), key=lambda item: -item[1]["grade"]):
        yield f"{id:<28}" + "".join(f"{row.get(head, ''):>9}" for head in heads)
    for name, of in (("median", median), ("most", max)):
        yield f"{name:<28}" + "".join(f"{of(row.get(head, 0) for row in found.values()):>9g}" for head in heads)


def cards(rules: Rules, chinese: Rules | None = None) -> dict[str, Mapping[str, Any]]:
    """How every card reads, by id; with rules told in Chinese also `signs` of the situation and of its longest sentence."""
    found: dict[str, Mapping[str, Any]] = {}
    for id, card in sorted(rules.cards.items()):
        row = card_row(card)
        if chinese is not None:
            told = chinese.cards[id].text
            row |= {"signs": len(SIGN.findall(told)), "longest": longest_chinese(told)}
        found[id] = row
    return found
