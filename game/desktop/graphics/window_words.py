"""The few words that only the window says, in the player's language; all others come with the tree."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from game.screens.words.texts import Texts

GROUP = "window"


@cache
def words(language: str) -> Mapping[str, str]:
    """The words of a language, each missing one in English."""
    return Texts(language).group(GROUP)
