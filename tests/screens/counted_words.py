"""Numbers that stand with the wrong form of a word, or with a gap, in what a screen says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game import installation
from game.content.loading.languages.interface_words import words_in
from game.screens.tree.node import Node, walk

FORMS = re.compile(r"\{\w+:([^{}|]+)\|([^{}|]+)\}")
COUNTED = ("quarter", "card", "document", "partner", "independent root")


def pairs() -> set[tuple[str, str]]:
    """Every word that stands with a number in a text, in both forms."""
    texts = words_in(installation.content() / "base" / "text")
    found = {pair for words in texts.values() for text in words.values() for pair in FORMS.findall(text)}
    return found | {(word, f"{word}s") for word in COUNTED}


def wrong_forms() -> re.Pattern[str]:
    ones, others = zip(*sorted(pairs()), strict=True)
    return re.compile(
        rf"(?<![\d.,–]\b)(?<![\d.,])[+−±]?1 (?:{'|'.join(map(re.escape, others))})\b"
        rf"|(?:\b(?:0|[2-9]|\d[\d,]*\d)|\d\.\d+) (?:{'|'.join(map(re.escape, ones))})\b(?! of\b)"
    )


def said(tree: Node) -> Iterator[str]:
    for n in walk(tree):
        yield from (words for words in (n.name, n.value, n.hint, n.why_not) if words)
        yield from (link.hint for link in n.links)


def faults(words: str, wrong: re.Pattern[str]) -> list[str]:
    found = [m[0] for m in wrong.finditer(words)] + re.findall(r"\{\w*[:}|].*", words)
    found += re.findall(r"\d %", words) + re.findall(r"Costs (?:free|earns|nothing and)[^.]*", words)
    return found
