"""Answers conditions from a state or an observation, without changing anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.engine.rules.campaign.facts import Facts
from game.engine.rules.campaign.quantities import measured
from game.engine.rules.vocabulary import conditions as c
from game.engine.rules.vocabulary.calendar import date_of, events_between, index_of
from game.engine.rules.vocabulary.plan import other

__all__ = ["Facts", "holds", "read"]


def read(facts: Facts, quantity: c.Quantity) -> float:
    """The value of a named quantity. Units stand in the table of quantities; KeyError for an unknown name."""
    of = facts.of(facts.who(quantity.side), quantity.product, quantity.where or DEFAULT_PLACES.get(quantity.name, ""))
    return measured(facts, quantity.name, of)


DEFAULT_PLACES = {"stance": "others"}
"""Where a quantity is read when no place is named and that is not the side's own country."""


def _quarter(f: Facts, x: c.Quarter) -> bool:
    now = index_of(date_of(f.rules.scenarios[f.scenario], f.quarter))
    return (not x.since or now >= index_of(x.since)) and (not x.until or now <= index_of(x.until))


def _threatened(f: Facts, x: c.Threatened) -> bool:
    rival = other(f.who(x.side))
    return any(d.side == rival and not d.quiet for d in f.drafts) or any(
        o.side == rival and o.offer.draft and not o.answered for o in f.offers
    )


def _due(f: Facts, x: c.Due) -> bool:
    events = events_between(f.rules.scenarios[f.scenario], f.quarter, f.quarter + x.within)
    return any(e.sort == x.event for _, e in events)


def _in_force(f: Facts, x: c.InForce) -> bool:
    order = f.rules.orders[x.order]
    span = x.within or order.lasts or 999
    return any(o == x.order and f.quarter - q <= span for o, q, _ in f.enacted)


def _dial(f: Facts, x: c.DialAt) -> bool:
    return x.least <= f.dials.get(x.dial, 0) <= x.most


JUDGES: dict[type, Callable[[Facts, Any], bool]] = {
    c.All: lambda f, x: all(holds(f, y) for y in x.of),
    c.AnyOf: lambda f, x: any(holds(f, y) for y in x.of),
    c.Not: lambda f, x: not holds(f, x.of),
    c.Quarter: _quarter,
    c.Scenario: lambda f, x: f.scenario in x.ids,
    c.DialAt: _dial,
    c.Quantity: lambda f, x: x.least <= read(f, x) <= x.most,
    c.HasMark: lambda f, x: any(m.name == x.mark and m.side == f.who(x.side) for m in f.marks),
    c.InForce: _in_force,
    c.Due: _due,
    c.Threatened: _threatened,
}


def holds(facts: Facts, condition: c.Condition | None) -> bool:
    """Whether a condition holds; no condition always does."""
    return condition is None or JUDGES[type(condition)](facts, condition)
