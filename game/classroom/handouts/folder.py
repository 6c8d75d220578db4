"""The files of a folder of handouts: every sheet in one form, vote cards, and the sheet that leads to the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from game.classroom.handouts.paper import Paper, as_html, as_markdown
from game.classroom.handouts.sheets import INDEX, index_sheet, sheets_of
from game.classroom.pages.vote_cards import vote_cards
from game.engine.rules.vocabulary.rules import Rules
from game.screens.words.texts import Texts

FORMS: Mapping[str, Callable[[Paper, Texts], str]] = MappingProxyType({"html": as_html, "md": as_markdown})
"""Ending of a file → how a sheet is written there."""
VOTES = "vote-cards"


def files_of(rules: Rules, t: Texts, lessons: Sequence[str], form: str) -> dict[str, str]:
    """Name of a file → its text, for these lessons (ids). Vote cards are for a printer, so they have no Markdown."""
    papers = sheets_of(rules, t, lessons)
    played = [plan.preset for id in lessons if "votes" in (plan := rules.lesson_plans[id]).parts and plan.preset]
    votes = {}
    if played and form == "html":
        quarters = max(rules.presets[preset].quarters for preset in played)
        votes = {f"{VOTES}.html": vote_cards(t, quarters)}
    index = index_sheet(t, INDEX[form], papers, [(t("classroom.cards_title"), VOTES)] if votes else [])
    return {f"{paper.name}.{form}": FORMS[form](paper, t) for paper in (index, *papers.values())} | votes
