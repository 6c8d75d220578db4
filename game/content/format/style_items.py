"""What the checker asks of words, as data: `style.yaml` of the base pack. No check stands here, and no rule of play reads it."""

from __future__ import annotations

from game.structs import Struct, field

Texts = tuple[str, ...]
Limits = dict[str, float]  # kind.field -> most


class OtherTerm(Struct):
    """A Chinese word (a pattern) that texts must `avoid`, and what to `write` for it; `english` is a pattern that the English text
    must hold for the rule to bind ("" = always)."""

    avoid: str
    write: str
    english: str = ""


class Style(Struct):
    """Limits of texts by kind and field, and words that need care."""

    id: str = "style"
    graded_words: int = 12  # a text of fewer words gets no grade
    grade: Limits = field(default_factory=dict)  # most years of school, English
    sentence: Limits = field(default_factory=dict)  # most words of one English sentence
    words: Limits = field(default_factory=dict)  # most words of a text
    signs: Limits = field(default_factory=dict)  # most signs of one Chinese sentence
    loaded: Texts = ()  # words that judge a side
    loaded_chinese: Texts = ()
    unpublished: Texts = ()  # first words in a record's brackets that name no publication: dates, places, our own work
    admitted: Texts = ()  # words by which a record without a publication says what it rests on instead
    tics: dict[str, int] = field(default_factory=dict)  # word in small letters -> most cards that may use it
    run: int = 6  # so many words in a row may stand in one card's arguments only
    chinese_terms: tuple[OtherTerm, ...] = ()
    said: Texts = ()  # words by which a sentence says who claims something
