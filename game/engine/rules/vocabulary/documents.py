"""What content says of the documents: their labels, their claims, what is contested in them; and the terms of the field.

Definitions only; no rule of play reads them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
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


Deeds = Literal["", "harsher", "below-harshest", "harshest", "gives", "presses", "credit"]
"""Decisions that a thesis is about: licences made harsher, those of them below the harshest notch, and those at it; offers, a yes,
and licences eased; drafts and licences made harsher; measures that direct credit."""


THESIS_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"each": ("cases", "n0"), "two": ("cases", "n0", "n1"), "later": ("cases", "n0", "n1"), "chain": ("n0", "n1", "n2")}
)
"""Test of a thesis → the fields in braces that what it found is told with."""


class CampaignThesis(Struct):
    """A thesis of the documents that a finished campaign is held against: by what `deeds` did to a `figure` of their side.

    `test` is `each` (by the end the figure rose with each, or `falls`), `two` (it ended higher with `deeds` than with those
    `beside`), `later` (each brought more at once than was left a year or more after), or `chain` (Beijing's leverage went with the
    finished goods that are made outside, not with the ore). `found` is told with {cases}, the number of decisions, and the test's
    numbers, {n0} and on: one for `each`, two for `two` and `later`, three and no cases for `chain`."""

    id: str
    order: int  # the first is told first
    claim: Annotated[str, Ref("claim")]  # the claim of the ledger that says it
    text: Sentence
    test: Literal["each", "two", "later", "chain"]
    found: Sentence  # what the test found, with its fields
    untried: Sentence  # what it would have taken, where it was not put to the test
    deeds: Deeds = ""
    beside: Deeds = ""  # for `two` alone
    figure: Literal["leverage", "leverage_lasting", "reliability", "welfare"] = "leverage"  # `welfare`: points for losses at home
    falls: bool = False  # for `each` alone


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
