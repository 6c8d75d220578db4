"""Which memory a dealt card speaks of: the newest mark that it reads and a side still bears. Words are the screens' business."""

from __future__ import annotations

from collections.abc import Iterable

from game.engine.rules.campaign.record import CardOnTable, MarkBorne, Recalled
from game.engine.rules.vocabulary.acts import OfPlay
from game.engine.rules.vocabulary.plan import Side, other
from game.engine.rules.vocabulary.rules import Rules

START = OfPlay("start")
"""The act of marks that a scenario gives: nothing that was done in the campaign."""


def recalled(rules: Rules, marks: Iterable[MarkBorne], quarter: int, dealt: CardOnTable) -> Recalled | None:
    """What `dealt` recalls in `quarter`, or None. Of marks as old as each other, the memory that is written first speaks."""
    card = rules.cards.get(dealt.card)
    if card is None:
        return None
    borne = [m for m in marks if m.act != START and m.since < quarter < m.until]
    best: Recalled | None = None
    for place, memory in enumerate(card.memories):
        whose = _side(memory.side, dealt.side)
        for mark in borne:
            if mark.side == whose and mark.name in memory.marks and (best is None or mark.since > best.mark.since):
                best = Recalled(card.id, place, mark)
    return best


def _side(who: str, reader: Side) -> Side:
    sides: dict[str, Side] = {"self": reader, "rival": other(reader), "beijing": "beijing", "washington": "washington"}
    return sides[who]
