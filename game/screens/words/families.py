"""Families of measures as the screens show them: name and icon. Which there are, and their order, is content's."""

from __future__ import annotations

from game.engine.rules.vocabulary.rules import Rules
from game.screens.words.texts import Texts


def family_name(t: Texts, rules: Rules, family: str) -> str:
    """What a family is called: as the screens' own words have it, or else by its title."""
    return t.name(family) if t.has(f"name.{family}") or family not in rules.families else rules.families[family].title


def family_icon(rules: Rules, family: str) -> str:
    """The icon of a family's tab."""
    return rules.families[family].icon if family in rules.families else ""
