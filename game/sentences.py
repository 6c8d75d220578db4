"""Sentences for the player that are made below the screens: English that keeps its key and fields, so that a screen can say it
again in any language.

What is said when, and in which words, is the business of the rooms that say it."""

from __future__ import annotations

from collections.abc import Mapping

from game.outside_text import cleaned


class Keyed(str):
    """A sentence in English; `key` and `fields` say it again in another language."""

    key: str
    fields: Mapping[str, str]

    def __new__(cls, english: Mapping[str, str], key: str, /, **fields: str) -> Keyed:
        told = {name: cleaned(value) for name, value in fields.items()}  # a file's own words may be among them
        made = super().__new__(cls, english[key].format_map(told))
        made.key, made.fields = key, told
        return made
