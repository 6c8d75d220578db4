"""What content says of the documents: their labels, their claims, what is contested in them; and the terms of the field.

Definitions only; no rule of play reads them."""

from __future__ import annotations

from typing import Annotated, Literal

from game.engine.rules.fields.bounds import Bounds, Ref
from game.engine.rules.vocabulary.items import Sentence
from game.structs import Struct


class Claim(Struct):
    """A distinct claim of a document, in our words.

    `same` is the claim of another document that says the same; for a retelling, of the text that it retells. `root` is given
    where a claim does not come from the first root of its document."""

    id: str
    document: Annotated[str, Ref("document")]
    section: str
    text: Sentence
    contested: Annotated[str, Ref("contested")] = ""
    same: Annotated[str, Ref("claim")] = ""
    root: str = ""


class Document(Struct):
    """One of the five documents with its label; `short` is what the game calls it, as in "the rewrite".

    `root` names its independent origins, joined by +; an origin that nobody knows is `unknown`."""

    id: str
    file: str
    title: str
    short: str
    sort: Literal["reporting", "analysis", "essay", "blog", "rewrite", "ai-digest"]
    author: str
    date: str
    links: str
    root: str
    note: str


class Contested(Struct):
    """A claim that is disputed: who says so, who disputes it, the best evidence, status and date.

    `phrases` are wordings that would tell it as a fact; the checker looks for them."""

    id: str
    statement: str
    says: tuple[str, ...]
    disputes: tuple[str, ...]
    evidence: str
    status: Literal["agreed", "disputed", "unknown", "outdated"]
    as_of: str
    phrases: tuple[str, ...] = ()


Weak = Literal["", "relay", "blog", "vendor", "forum", "copy"]
"""Why an outlet counts for little: it passes on others' reports, is a blog, sells something, is a forum, or holds a copy."""


class Publication(Struct):
    """A public record that cards rest on. `called` is how their records name it; `address` is empty where none is known.

    A title in square brackets describes what its own title, which we did not note, would have named."""

    id: str
    publisher: str
    called: tuple[str, ...]
    title: str
    date: str
    cards: Annotated[tuple[Annotated[str, Ref("card")], ...], Bounds(1, 40, length=True)]
    address: str = ""
    weak: Weak = ""


class Term(Struct):
    """A glossary entry. `forms` are other words that mean it (plurals, short forms), in either language; `never` are wordings
    that hold one of its words and mean something else. A translation into a third language gives its `name`, other forms of the
    word behind semicolons."""

    id: str
    english: str
    chinese: str
    pinyin: str
    text: Sentence
    forms: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    name: str = ""
