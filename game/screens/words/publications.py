"""Publications in words: what a card's record rests on, with address, and a mark where an outlet counts for little."""

from __future__ import annotations

from game.engine.rules.vocabulary.documents import Publication
from game.engine.rules.vocabulary.rules import Rules
from game.screens.words.texts import Texts

NOT_NOTED = "not noted"


def publications_of(rules: Rules, card: str) -> list[Publication]:
    """The publications that a card's record rests on, by id."""
    return [p for p in rules.publications.values() if card in p.cards]


def publication_told(t: Texts, p: Publication) -> str:
    """Publisher, title, date, address, and why the outlet counts for little."""
    date = t("source.no_date") if p.date == NOT_NOTED else p.date
    told = t("source.publication", publisher=p.publisher, title=p.title, date=date, address=p.address or t("source.no_address"))
    return t("source.weak", words=told, why=t(f"source.weak_{p.weak}")) if p.weak else told
