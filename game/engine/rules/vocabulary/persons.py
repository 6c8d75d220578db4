"""Invented people: the heads of a capital's desks, those who speak for the other capital, and those who come back in cards.

Definitions only. A person changes nothing in play: screens show who speaks, the checker holds texts to a speaker's voice."""

from __future__ import annotations

from typing import Annotated, Literal

from game.engine.rules.fields.bounds import Bounds, Ref, Words
from game.engine.rules.vocabulary.items import Desk, SideId, Title
from game.structs import Struct


class Saying(Struct):
    """One sentence of a person about a quarter whose headline has one of these keys. It must be true of each of them, for both
    capitals, since it is said whoever did it."""

    on: Annotated[tuple[str, ...], Bounds(1, 12, length=True)]  # keys of headlines
    text: Annotated[str, Words(20)]  # the sentence


class Person(Struct):
    """Somebody who speaks. `side` and `desk` name the head of a desk, `side` alone the one who speaks for that capital to the
    other; `region` is where one of the rest lives.

    The voice: what it `fears`, what it `counts` in, how many `words` (English) or `signs` (Chinese) one of its sentences may have,
    and what it never says, in small letters."""

    id: str
    name: Title  # invented
    office: Title  # what the person does, and where
    portrait: Annotated[str, Ref("bust")]  # by its file's name in the game's art
    fears: Annotated[str, Words(16)]  # what the voice fears
    counts: Annotated[str, Words(10)]  # what it counts in
    words: Annotated[int, Bounds(6, 30)]  # most words of one of its sentences
    signs: Annotated[int, Bounds(8, 60)]  # most signs of one in Chinese
    side: SideId | Literal[""] = ""  # the capital that it speaks for
    desk: Desk | Literal[""] = ""  # the desk that it heads
    region: Annotated[str, Ref("where")] = ""  # where it lives
    never: tuple[str, ...] = ()  # words that it never says
    never_chinese: tuple[str, ...] = ()  # the same in Chinese
    sayings: tuple[Saying, ...] = ()  # sentences under headlines
