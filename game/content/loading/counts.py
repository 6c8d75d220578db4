"""Counts of what there is to play, by kind, side and scenario. Reads rules, changes nothing."""

from __future__ import annotations

from typing import Any

from game.engine.rules.vocabulary import conditions as c
from game.engine.rules.vocabulary.items import Card
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total

CONDUCT = (c.HasMark, c.InForce, c.DialAt)


def inventory(rules: Rules, translated: dict[str, float] | None = None) -> dict[str, Any]:
    """Counts under the keys cards, actions, dials, scenarios, mandates, endings, doctrines, terms, languages and some more.

    `translated`: language → share of texts that are translated; English is always whole."""
    cards = rules.cards
    return {
        "cards": {
            "total": len(cards),
            **{to: total(card.to == to for card in cards.values()) for to in ("beijing", "washington", "both")},
            "chains": len(chains(rules)),
            "conduct": total(by_conduct(card) for card in cards.values()),
            "called": total(card.called != "weight" for card in cards.values()),
        },
        "actions": len(rules.orders) + len(rules.dials),
        "orders": len(rules.orders),
        "dials": len(rules.dials),
        "scenarios": list(rules.by_length()),
        "mandates": len(rules.mandates),
        "mandates_by_side": {side: total(m.side == side for m in rules.mandates.values()) for side in ("beijing", "washington")},
        "endings": len(rules.endings),
        "doctrines": sorted(rules.doctrines),
        "difficulties": sorted(rules.difficulties),
        "documents": len(rules.documents),
        "claims": len(rules.claims),
        "terms": len(rules.terms),
        "worlds": sorted(rules.worlds),
        "languages": {"en": 1.0} | (translated or {}),
    }


def by_conduct(card: Card) -> bool:
    """Whether only a player's own conduct calls up a card: its condition must read a mark, a dial or a measure of a side."""
    return any(isinstance(part, CONDUCT) for part in c.parts(card.when)) and not _escapes(card.when)


def _escapes(condition: c.Condition | None) -> bool:
    """Whether the condition can hold without any of the conduct that it names."""
    if condition is None:
        return True
    if isinstance(condition, c.All):
        return all(_escapes(part) for part in condition.of)
    if isinstance(condition, c.AnyOf):
        return any(_escapes(part) for part in condition.of)
    return not isinstance(condition, CONDUCT)


def chains(rules: Rules) -> tuple[tuple[str, ...], ...]:
    """Cards that begin a chain (something follows them, they follow nothing), each with the longest path of ids behind it."""
    follows = {id: sorted({f.card for r in card.responses for f in r.follow}) for id, card in rules.cards.items()}
    behind = {card for later in follows.values() for card in later}
    return tuple(_longest(id, follows, ()) for id in sorted(follows) if follows[id] and id not in behind)


def _longest(id: str, follows: dict[str, list[str]], before: tuple[str, ...]) -> tuple[str, ...]:
    if id in before or id not in follows:
        return ()
    tails = [_longest(later, follows, (*before, id)) for later in follows[id]]
    return (id, *max(tails, key=len, default=()))
