"""Cards as keyed shocks: what the deck's default answers do to the world's arrays, looked up by lane and quarter.

Undealt cards stay unknown: every lane meets its own, by the deck's weights and whatever their conditions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from game.engine.rules.campaign.places import finals_of, regions_of
from game.engine.rules.effects.table import KINDS
from game.engine.rules.turn.consequences.deck import response_of
from game.engine.rules.vocabulary.items import Card
from game.engine.rules.vocabulary.plan import BOTH, Side
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.luck import Seeds, uniforms
from game.engine.world.model.ledger import post
from game.engine.world.model.spec import WorldSpec
from game.engine.world.model.state import World
from game.structs import Struct

STREAM_CARD = 11
BOUNDS = {"tension": 8.0, "attention": 1.0, "talent": 1.5}


class Shocks(Struct):
    """For each side the cumulated chances (C,) of its cards, and by array what their default answers add: (…, C)."""

    chances: tuple[Array, Array]
    adds: tuple[Mapping[str, Array], Mapping[str, Array]]


def shocks_of(rules: Rules, scenario: str, spec: WorldSpec, stances: Mapping[str, tuple[float, float]]) -> Shocks:
    """The deck of a scenario compiled; regions are those of today's stances."""
    tags = set(rules.scenarios[scenario].cards)
    chances, adds = [], []
    for side in BOTH:
        deck = [c for c in rules.cards.values() if c.to in (side, "both") and (not tags or tags & set(c.tags)) and _races(c)]
        weights = np.array([_weight(rules, c) for c in deck], dtype=np.float64)
        chances.append(np.cumsum(weights) / max(float(weights.sum()), 1e-9))
        adds.append(_adds(rules, deck, side, spec, stances))
    return Shocks((chances[0], chances[1]), (adds[0], adds[1]))


def deal_shocks(world: World, shocks: Shocks, seeds: Seeds, quarter: int, dealt: tuple[Side, ...] = ()) -> None:
    """Let every lane meet one card a side, answered by its default; sides in `dealt` have met theirs already."""
    luck = uniforms(seeds, quarter, STREAM_CARD, len(BOTH))
    for b in range(len(BOTH)):
        if BOTH[b] in dealt or not len(shocks.chances[b]):
            continue
        drawn = np.minimum(np.searchsorted(shocks.chances[b], luck[b]), len(shocks.chances[b]) - 1)
        for name, table in shocks.adds[b].items():
            now: Array = getattr(world, name)
            delta = table[..., drawn]
            if name in BOUNDS:
                delta = np.minimum(np.maximum(now + delta, 0.0), BOUNDS[name]) - now
            post(world, name, np.maximum(delta, -now), "cards")


def _races(card: Card) -> bool:
    return card.called not in ("chain", "date")


def _weight(rules: Rules, card: Card) -> float:
    return card.weight * (rules.numbers.called_weight if card.called in ("state", "mark") else 1.0)


def _adds(
    rules: Rules, deck: list[Card], side: Side, spec: WorldSpec, stances: Mapping[str, tuple[float, float]]
) -> dict[str, Array]:
    regions, products, cards = len(spec.regions), len(spec.products), len(deck)
    result = {
        "tension": np.zeros(cards),
        "attention": np.zeros((regions, cards)),
        "talent": np.zeros((regions, cards)),
        "belief_good": np.zeros((2, regions, cards)),
        "belief_bad": np.zeros((2, regions, cards)),
        "stock": np.zeros((regions, products, cards)),
    }
    for i, card in enumerate(deck):
        note: Any = Noting(rules, spec, stances, side, result, i)
        for impulse in response_of(card, "").impulses:
            kind = KINDS[type(impulse)]
            if kind.foreseen and kind.happens is not None:
                kind.happens(note, impulse)
    return {name: table for name, table in result.items() if table.any()}


class Noting(Struct):
    """A stage of impulses (`effects/kind.py`), as far as foreseen kinds use it, that notes what a card adds instead of doing it."""

    rules: Rules
    spec: WorldSpec
    stances: Mapping[str, tuple[float, float]]
    side: Side
    tables: Mapping[str, Array]
    card: int

    def regions(self, where: str) -> tuple[int, ...]:
        return regions_of(self.spec, self.stances, self.rules.numbers.join, self.side, where)

    def finals(self, names: tuple[str, ...]) -> tuple[int, ...]:
        return finals_of(self.spec, names)

    def use(self, region: int, final: int) -> float:
        return float(self.spec.use0[region, final])

    def post(self, array: str, cell: tuple[int, ...], amount: float) -> None:
        self.tables[array][(*cell, self.card)] += amount

    def remember(self, regions: tuple[int, ...], months: float) -> None:
        for r in regions:
            self.post("belief_good" if months >= 0 else "belief_bad", (BOTH.index(self.side), r), abs(months))
