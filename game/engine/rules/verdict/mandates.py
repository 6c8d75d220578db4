"""Mandates: which are dealt at the start, whether their condition holds at a quarter's end, whether they are met."""

from __future__ import annotations

from collections.abc import Mapping

from game.engine.rules.vocabulary.items import Mandate, ScenarioItem
from game.engine.rules.vocabulary.plan import BOTH, Side
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.luck import key_number
from game.engine.world.arithmetic.total import total


def deal_mandates(rules: Rules, scenario: ScenarioItem, seed: int) -> dict[Side, tuple[str, ...]]:
    """The mandates of both sides by keyed luck; a hand of two or more holds a pair in tension where the pool has one."""
    dealt: dict[Side, tuple[str, ...]] = {}
    for side in BOTH:
        pool = [m for m in scenario.mandates.get(side, ()) if m in rules.mandates]
        order = sorted(pool, key=lambda m: (key_number(seed, 0, "mandate", m), m))
        hand = order[: scenario.mandates_dealt]
        if len(hand) >= 5 and not _tense(rules, hand):
            partner = next((m for m in order[len(hand) :] if set(rules.mandates[m].tension) & set(hand)), None)
            hand = [*hand[:-1], partner] if partner else hand
        dealt[side] = tuple(hand)
    return dealt


def _tense(rules: Rules, hand: list[str]) -> bool:
    return any(set(rules.mandates[m].tension) & set(hand) for m in hand)


def met(mandate: Mandate, progress: tuple[int, ...]) -> bool:
    """Whether a mandate is met, by one 0/1 for each finished quarter."""
    if not progress:
        return False
    if mandate.span == "end":
        return progress[-1] == 1
    if mandate.span == "always":
        return all(progress)
    if mandate.span == "count":
        return total(progress) >= mandate.quarters
    return longest_run(progress) >= mandate.quarters


def within_reach(mandate: Mandate, progress: tuple[int, ...], left: int) -> bool:
    """Whether a mandate is met already or can still be in so many quarters, this one included."""
    if mandate.span == "always":
        return all(progress)
    if mandate.span == "count":
        return total(progress) + left >= mandate.quarters
    if mandate.span == "run":
        return longest_run(progress) >= mandate.quarters or running(progress) + left >= mandate.quarters
    return True


def running(progress: tuple[int, ...]) -> int:
    """Quarters in a row that a condition has held until now."""
    return next((i for i, held in enumerate(reversed(progress)) if not held), len(progress))


def longest_run(progress: tuple[int, ...]) -> int:
    """The most quarters in a row in which a condition held."""
    best = run = 0
    for held in progress:
        run = run + 1 if held else 0
        best = max(best, run)
    return best


def points(rules: Rules, mandates: tuple[str, ...], progress: Mapping[str, tuple[int, ...]]) -> float:
    """Verdict points of a hand."""
    return total((points_of(rules, m, met(rules.mandates[m], progress.get(m, ()))) for m in mandates), 0.0)


def points_of(rules: Rules, mandate: str, done: bool) -> float:
    """Verdict points of one mandate: +6(1-p) where it is met, -6p where it is missed (6 stands in content)."""
    item, worth = rules.mandates[mandate], rules.numbers.mandate_points
    return worth * (1.0 - item.rate) if done else -worth * item.rate
