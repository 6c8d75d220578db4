"""A card on the table as any face shows it: a content card, or the brink, whose three answers are the rules' own."""

from __future__ import annotations

from game.engine.rules.campaign.record import CardOnTable
from game.engine.rules.turn.consequences.brink import ANSWERS, BRINK, DEFAULT
from game.engine.rules.vocabulary.items import Card
from game.engine.rules.vocabulary.rules import Rules
from game.structs import Struct


class CardView(Struct):
    """`card` is None for a brink; `responses` are the ids that AnswerCard takes."""

    id: str
    card: Card | None
    responses: tuple[str, ...]
    default: str
    brink: bool
    returns: int


def card_view(rules: Rules, card: CardOnTable) -> CardView:
    """What lies on the table for `card`."""
    if card.card == BRINK:
        return CardView(BRINK, None, ANSWERS, DEFAULT, True, card.returns)
    item = rules.cards[card.card]
    return CardView(item.id, item, tuple(r.id for r in item.responses), item.default, False, 0)
