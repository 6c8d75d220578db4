"""What a script's mandates still ask for: the conditions of its hand, read by kind from what it observes.

Which lines further an aim is `levers.py`; which of them a script takes is `pursuit.py`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.engine.rules import conditions as c
from game.engine.rules.items import Mandate
from game.engine.rules.judge import Facts, holds
from game.engine.rules.mandates import longest_run, met
from game.engine.rules.observe import facts_seen
from game.opponents.desk import Desk

Leaf = c.DialAt | c.Quantity | c.InForce | c.HasMark
LEAVES = (c.DialAt, c.Quantity, c.InForce, c.HasMark)


@dataclass(frozen=True, slots=True)
class Aim:
    """One condition that a mandate rests on, how much it counts, and whether it holds as far as the script sees."""

    leaf: Leaf
    weight: float
    holds: bool


def aims_of(desk: Desk) -> tuple[Aim, ...]:
    """The conditions of every mandate in the hand that can still be met and is not yet safe."""
    facts = facts_seen(desk.rules, desk.seen)
    found: list[Aim] = []
    for id in desk.seen.mandates:
        mandate = desk.rules.mandates[id]
        if _in_play(desk, mandate):
            found += _parts(facts, mandate.condition, 1.0)
    return tuple(found)


def _in_play(desk: Desk, mandate: Mandate) -> bool:
    """Whether the mandate is neither safe already nor out of reach."""
    progress = desk.seen.progress.get(mandate.id, ())
    left = desk.seen.quarters - desk.seen.quarter
    if mandate.span == "end":
        return True
    if mandate.span == "always":
        return all(progress)
    if met(mandate, progress):
        return False
    if mandate.span == "count":
        return sum(progress) + left >= mandate.quarters
    return left + _running(progress) >= mandate.quarters or longest_run(progress) >= mandate.quarters


def _running(progress: tuple[int, ...]) -> int:
    """Quarters in a row that the condition has held until now."""
    return next((i for i, held in enumerate(reversed(progress)) if not held), len(progress))


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
