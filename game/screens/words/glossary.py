"""Finds the words of the glossary in what a screen says: its texts get links to the codex, the screen a list of its words.

A pure pass over a finished tree, so that no screen has to think of it. What a term's page shows is `codex`'s business."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from game.screens.tree.node import Intent, Link, Node, walk
from game.screens.tree.parts import button, dialog, do, text
from game.screens.words.texts import LANGUAGES, Texts
from game.structs import Struct, replace

if TYPE_CHECKING:
    from game.engine.rules.vocabulary.documents import Term

CHINESE = LANGUAGES[1]
UNSPACED = ("zh", "ja", "th", "km", "lo", "my")
"""Languages that write words without spaces between them."""
REMEMBERED = 6000  # texts whose words are kept, so that a screen that is made anew costs little


class Run(Struct):
    """A piece of a text: plain, or a word that `term` names."""

    words: str
    term: str = ""


class Glossary:
    """The terms of one language, ready to be looked for."""

    def __init__(self, terms: Mapping[str, Term], language: str) -> None:
        self.terms = terms
        self.chinese = language == CHINESE
        named = {form.lower(): id for id, term in terms.items() for form in forms(term, language)}
        named |= {words.lower(): "" for term in terms.values() for words in term.never if words.isascii() != self.chinese}
        longest = sorted(named, key=lambda form: (-len(form), form))
        body = "|".join(map(re.escape, longest)) or r"(?!)"
        self._named = named
        self._pattern = re.compile(
            body if language.partition("-")[0] in UNSPACED else rf"(?<![\w/-])(?:{body})(?!\.?\w)", re.IGNORECASE
        )
        self._found: dict[str, tuple[tuple[int, int, str], ...]] = {}

    def spans(self, told: str) -> tuple[tuple[int, int, str], ...]:
        """Where each term stands in a text for the first time: start, end, id of the term, in reading order."""
        if told not in self._found:
            if len(self._found) >= REMEMBERED:
                self._found.clear()
            first: dict[str, tuple[int, int, str]] = {}
            for match in self._pattern.finditer(told):
                id = self._named[match[0].lower()]
                if id:
                    first.setdefault(id, (*match.span(), id))
            self._found[told] = tuple(first.values())
        return self._found[told]

    def runs(self, told: str) -> tuple[Run, ...]:
        """The text cut into plain pieces and words of the glossary, each term once."""
        cut: list[Run] = []
        at = 0
        for start, end, term in self.spans(told):
            cut += [Run(told[at:start])] if start > at else []
            cut.append(Run(told[start:end], term))
            at = end
        return (*cut, Run(told[at:])) if told[at:] else tuple(cut)

    def found(self, told: str) -> list[Term]:
        """The terms that stand in a text, in reading order."""
        return [self.terms[id] for _, _, id in self.spans(told)]


def forms(term: Term, language: str) -> Iterator[str]:
    """All words by which a language knows a term, its name first."""
    if term.name:
        yield from filter(None, map(str.strip, term.name.split(";")))
        return
    chinese = language == CHINESE
    yield term.chinese if chinese else term.english
    for form in term.forms:
        if form.isascii() != chinese:
            yield form


def called(term: Term, t: Texts) -> str:
    """A term's name in the player's language."""
    return next(forms(term, t.language), term.english)


# ---- a screen's words -----------------------------------------------------------------------------------------------

GROUPS = frozenset(("panel", "dialog"))
OPENERS = frozenset(("look", "codex"))  # controls that open a page themselves


def linked(tree: Node, glossary: Glossary, t: Texts, but: Sequence[str] = ()) -> Node:
    """The tree with a link where a panel says a term for the first time. Names of controls stay as they are."""
    return _linked(tree, glossary, t, set(but), frozenset(but))


def _linked(node: Node, glossary: Glossary, t: Texts, seen: set[str], but: frozenset[str]) -> Node:
    if node.role in GROUPS:
        seen = set(but)
    links: tuple[Link, ...] = ()
    if node.role == "text" and node.intent is None and node.name:
        fresh = [span for span in glossary.spans(node.name) if span[2] not in seen]
        seen.update(id for _, _, id in fresh)
        links = tuple(Link(start, end, *_opens(glossary.terms[id], t)) for start, end, id in fresh)
    children = node.children
    if children:
        rows = children[1:] if node.role == "table" else children  # the head of a table names its columns
        told = tuple(_linked(child, glossary, t, seen, but) for child in rows)
        if any(a is not b for a, b in zip(told, rows, strict=True)):
            children = (*children[: len(children) - len(rows)], *told)
    return replace(node, links=links, children=children) if links or children is not node.children else node


def _opens(term: Term, t: Texts) -> tuple[str, str, Intent]:
    """A link's name, hint and intent."""
    return called(term, t), term.text, do("look", "terms", term.id)


def words_of(tree: Node, glossary: Glossary, but: Sequence[str] = ()) -> list[Term]:
    """The terms in anything that a screen says, hints too, by name; under a dialog only the dialog's."""
    dialogs = [n for n in walk(tree) if n.role == "dialog"]
    saying = [n for n in walk(dialogs[-1] if dialogs else tree) if n.intent is None or n.intent.verb not in OPENERS]
    told = [words for n in saying for words in (n.name, n.value, n.hint) if words]
    found = {term.id: term for words in told for term in glossary.found(words) if term.id not in but}
    return sorted(found.values(), key=lambda term: term.pinyin if glossary.chinese else (term.name or term.english).lower())


def with_words(tree: Node, glossary: Glossary, t: Texts, *, opened: bool, but: Sequence[str] = ()) -> Node:
    """The tree with links in its texts, a control that lists its words, and that list above it when it is `opened`."""
    terms = words_of(tree, glossary, but)
    if not terms:
        return kept_place(tree, t, 0) if any(n.role == "dialog" for n in walk(tree)) else tree
    tree = placed(linked(tree, glossary, t, but), t, len(terms))
    return replace(tree, children=(*tree.children, words_dialog(terms, t))) if opened else tree


def placed(tree: Node, t: Texts, n: int) -> Node:
    """The tree with the way to its words: in the dialog that is open, in the menu, in the head, or at the foot."""
    name, hint = t("words.button", n=t.number(n)), t("words.hint")

    def made(style: str = "") -> Node:
        return button("words", name, do("words", True), icon="search", key="w", style=style, hint=hint)

    dialogs = [n for n in walk(tree) if n.role == "dialog"]
    if dialogs:
        return _extended(kept_place(tree, t, n), dialogs[-1].id, made("small"))
    for id, style in (("menu", "icon"), (f"{tree.id}-head", "")):
        if any(n.id == id and n.role == "row" for n in walk(tree)):
            return _extended(tree, id, made(style), first=style == "icon")
    last = tree.children[-1]
    if last.role == "row" and last.children:
        return _extended(tree, last.id, made())
    if last.role == "button":  # what leads on stands in the same place on every page
        return replace(tree, children=(*tree.children[:-1], Node("row", f"{tree.id}-foot", children=(last, made()))))
    return replace(tree, children=(*tree.children[:-1], made(), last))


def kept_place(tree: Node, t: Texts, n: int) -> Node:
    """The tree in whose menu the button of words keeps its place behind a dialog, so that nothing in the bar moves when one
    opens."""
    name, hint = t("words.button", n=t.number(n)), t("words.hint")
    behind = button("words-behind", name, do("words", True), icon="search", style="icon", hint=hint)
    return _extended(tree, "menu", behind, first=True)


def _extended(node: Node, id: str, more: Node, first: bool = False) -> Node:
    """The tree with a child more in the node of this id."""
    if node.id == id:
        return replace(node, children=(more, *node.children) if first else (*node.children, more))
    if not node.children:
        return node
    return replace(node, children=tuple(_extended(child, id, more, first) for child in node.children))


def words_dialog(terms: Sequence[Term], t: Texts) -> Node:
    """The words of a screen with their meaning; each opens its page."""
    rows = [
        Node(
            "button",
            f"word:{term.id}",
            called(term, t),
            value=t("words.other", word=term.english if t.language == CHINESE else term.chinese, pinyin=term.pinyin),
            intent=do("look", "terms", term.id),
            children=(text(f"word:{term.id}:text", term.text, style="fine"),),
        )
        for term in terms
    ]
    shut = button("words-close", t("words.close"), do("words", False), icon="x", key="z", style="primary")
    return dialog("words-here", t("words.title"), do("words", False), [*rows, shut])
