"""What a script's mandates still ask for: the conditions of its hand, read by kind from what it observes.

Which lines further an aim is `effect_directions.py`; which of them a script takes is `mandate_pursuit.py`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from game.engine.rules.campaign.judge import Facts, holds
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.verdict.mandates import hopeless, met, within_reach
from game.engine.rules.vocabulary import conditions as c
from game.engine.rules.vocabulary.items import Mandate, Response
from game.engine.rules.vocabulary.plan import Line, Offer
from game.structs import Struct

Leaf = c.DialAt | c.Quantity | c.InForce | c.HasMark
LEAVES = (c.DialAt, c.Quantity, c.InForce, c.HasMark)


class Aim(Struct):
    """One condition that a mandate rests on, how much it counts, and whether it holds as far as the script sees."""

    leaf: Leaf
    weight: float
    holds: bool


class Weigher(Protocol):
    """What a desk asks of whoever weighs lines against aims."""

    @property
    def aims(self) -> tuple[Aim, ...]: ...

    def worth(self, line: Line) -> float:
        """What a dial move or an order does for the aims, in pushes."""

    def worth_of(self, response: Response) -> float:
        """What a card's response does for them."""


def aims_of(facts: Facts, seen: Observation, mandates: Mapping[str, float]) -> tuple[Aim, ...]:
    """The conditions of these mandates, each with its weight, that can still be met and are not yet safe."""
    found: list[Aim] = []
    for id, weight in mandates.items():
        mandate = facts.rules.mandates[id]
        in_play = _in_play(mandate, seen.progress.get(id, ()), seen.quarters - seen.quarter)
        if in_play and not hopeless(facts, mandate.condition):
            found += _parts(facts, mandate.condition, weight)
    return tuple(found)


def hand_of(seen: Observation, sealed: float) -> dict[str, float]:
    """The mandates in the hand with their weights: 1 for a public one, `sealed` for the sealed one, which nobody shows at once:
    it is left out in the first quarter."""
    charge = seen.charges.get(seen.side, "")
    return {m: sealed if m == charge else 1.0 for m in seen.mandates if m != charge or seen.quarter > 0}


def asks_a_yes(aim: Aim) -> bool:
    """Whether an aim asks for something granted, or for promises kept."""
    leaf = aim.leaf
    granted = isinstance(leaf, c.HasMark) and leaf.mark in ("deal-struck", "demand-granted")
    return granted or (isinstance(leaf, c.Quantity) and leaf.name == "promises-kept")


def serves(aims: Iterable[Aim], offer: Offer) -> int:
    """What aims have of an offer: 2 where it asks for a dial that one names, 1 where one asks for a yes to anything."""
    named = any(isinstance(aim.leaf, c.DialAt) and aim.leaf.dial == offer.take.dial for aim in aims)
    return 2 * named + any(asks_a_yes(aim) for aim in aims)


def _in_play(mandate: Mandate, progress: tuple[int, ...], left: int) -> bool:
    """Whether the mandate is neither safe already nor out of reach in the quarters that are left."""
    safe = mandate.span in ("count", "run") and met(mandate, progress)
    return not safe and within_reach(mandate, progress, left)


def _parts(facts: Facts, condition: c.Condition, weight: float) -> Iterator[Aim]:
    """The leaves that would make a condition true: all of an `all`; of an `any` what holds already, else each possible branch."""
    if isinstance(condition, c.All):
        for part in condition.of:
            yield from _parts(facts, part, weight)
    elif isinstance(condition, c.AnyOf):
        open_ones = [part for part in condition.of if _possible(facts, part)]
        standing = [part for part in open_ones if holds(facts, part)][:1]
        for part in standing or open_ones:
            yield from _parts(facts, part, weight / len(standing or open_ones))
    elif isinstance(condition, LEAVES):
        yield Aim(condition, weight, holds(facts, condition))


def _possible(facts: Facts, condition: c.Condition) -> bool:
    """Whether no part of a condition rests on another scenario being played."""
    if isinstance(condition, c.Scenario):
        return holds(facts, condition)
    if isinstance(condition, c.Not):
        return not isinstance(condition.of, c.Scenario) or holds(facts, condition)
    return not isinstance(condition, c.All) or all(_possible(facts, part) for part in condition.of)
