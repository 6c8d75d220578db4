"""Mandates: which are dealt at the start and which of them is sealed, whether they are met, what they are worth."""

from __future__ import annotations

from game.engine.rules.campaign.judge import Facts, holds, read
from game.engine.rules.campaign.record import Record
from game.engine.rules.vocabulary import conditions as c
from game.engine.rules.vocabulary.items import Mandate, ScenarioItem
from game.engine.rules.vocabulary.plan import BOTH, Side, other
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.luck import key_number
from game.engine.world.arithmetic.total import total

ONLY_ADDED = ("promises-broken",)
"""Quantities that never fall."""
DECOYS = 3
"""Mandates that stand beside the sealed one on the list of those that it may be."""


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


def charge_list(rules: Rules, scenario: ScenarioItem, seed: int, side: Side, hand: tuple[str, ...]) -> tuple[str, ...]:
    """The mandates of which the other capital knows that one is sealed, by name: the first of the hand and some of the scenario's
    that were not dealt, by keyed luck. Empty where nothing can be sealed, since there is none to take it for."""
    rest = [m for m in scenario.mandates.get(side, ()) if m in rules.mandates and m not in hand]
    decoys = sorted(rest, key=lambda m: (key_number(seed, 0, "decoy", m), m))[:DECOYS]
    return tuple(sorted((hand[0], *decoys))) if hand and decoys else ()


def charge_of(record: Record, side: Side) -> str:
    """The mandate that a side holds sealed, the first of its hand; "" for none."""
    hand = record.mandates[side]
    return hand[0] if hand and hand[0] in record.charge_lists.get(side, ()) else ""


def public_mandates(record: Record, side: Side) -> tuple[str, ...]:
    """The mandates of a side that the other capital knows of."""
    charge = charge_of(record, side)
    return tuple(m for m in record.mandates[side] if m != charge)


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


def hopeless(facts: Facts, condition: c.Condition) -> bool:
    """Whether a condition can never hold again: it asks for fewer than there are of what is only added to, or for another
    scenario."""
    if isinstance(condition, c.All):
        return any(hopeless(facts, part) for part in condition.of)
    if isinstance(condition, c.AnyOf):
        return all(hopeless(facts, part) for part in condition.of)
    if isinstance(condition, c.Scenario):
        return not holds(facts, condition)
    return isinstance(condition, c.Quantity) and condition.name in ONLY_ADDED and read(facts, condition) > condition.most


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


def met_of(rules: Rules, record: Record, side: Side) -> tuple[str, ...]:
    """The mandates of a side's hand that are met. A rupture leaves none: what each was to serve is lost with it."""
    if record.over == "rupture":
        return ()
    return tuple(m for m in record.mandates[side] if met(rules.mandates[m], record.progress.get(m, ())))


def points(rules: Rules, record: Record, side: Side) -> float:
    """Verdict points of a side's hand."""
    read, done = read_by_rival(record, side), met_of(rules, record, side)
    return total((points_of(rules, m, m in done, m == read) for m in record.mandates[side]), 0.0)


def read_by_rival(record: Record, side: Side) -> str:
    """The sealed mandate of a side if the other capital named it; "" if not."""
    charge = charge_of(record, side)
    return charge if charge and record.named.get(other(side)) == charge else ""


def points_of(rules: Rules, mandate: str, done: bool, read: bool = False) -> float:
    """Verdict points of one mandate: +6(1-p) where it is met, -6p where it is missed (6 stands in content). One that was `read`
    by the other capital while it was sealed earns nothing when it is met."""
    item, worth = rules.mandates[mandate], rules.numbers.mandate_points
    earned = 0.0 if read else worth * (1.0 - item.rate)
    return earned if done else -worth * item.rate
