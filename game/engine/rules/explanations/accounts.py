"""Accounts: what a resource comes to, line by line, each with its cause, its change and the running total. No words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.open_record import Work
from game.engine.rules.campaign.quantities import measured
from game.engine.rules.explanations.explanation import AccountLine
from game.engine.rules.turn.consequences.accounts import income_lines, quarter_costs
from game.engine.rules.turn.observe import facts_seen, guess
from game.engine.rules.vocabulary.items import DESKS
from game.engine.rules.vocabulary.rules import Rules

MONTHS = 3.0


def run_up(lines: Sequence[tuple[str, str, float]]) -> tuple[AccountLine, ...]:
    """Lines of (cause, source, change) with their running totals; what changes nothing is left out, but for the first."""
    found: list[AccountLine] = []
    at = 0.0
    for cause, source, change in lines:
        if change or not found:
            at += change
            found.append(AccountLine(cause, source, change, at))
    return tuple(found)


def _opened(rules: Rules, o: Observation) -> Work:
    return Work.open(rules, guess(rules, o, 0).record, o.world, 0, None)


def capital(rules: Rules, o: Observation) -> tuple[AccountLine, ...]:
    """Next quarter's capital if nothing is spent: what may be carried over, and the income that today's support and dates bring."""
    carried = min(o.accounts.capital, rules.numbers.sides[o.side].capital_carry)
    return run_up([("carried", "", float(carried)), *((c, "", float(x)) for c, x in income_lines(_opened(rules, o), o.side))])


def budget(rules: Rules, o: Observation) -> tuple[AccountLine, ...]:
    """Next quarter's budget if nothing is spent, floors and reserves costing what they did last month."""
    floors, reserves = ([MONTHS * float(x) for x in a[:, 0]] for a in (o.world.floor_cost, o.world.reserve_cost))
    costs = quarter_costs(_opened(rules, o), o.side, floors, reserves)
    income = measured(facts := facts_seen(rules, o), "income", facts.of(o.side))
    return run_up([("in-hand", "", o.accounts.budget), ("income", "", income), *((cause, "", -x) for cause, x in costs)])


def support(rules: Rules, o: Observation) -> tuple[AccountLine, ...]:
    """How last quarter's support and the five watchers made today's."""
    facts, memory = facts_seen(rules, o), rules.numbers.support_memory
    before = measured(facts, "support-before", facts.of(o.side, name=DESKS[0]))
    weights = rules.numbers.sides[o.side].weights
    views = [("watcher", d, (1.0 - memory) * weights[d] * o.accounts.watchers[i]) for i, d in enumerate(DESKS)]
    return run_up([("carried", "", memory * before), *views])


ACCOUNTS: Mapping[str, Callable[[Rules, Observation], tuple[AccountLine, ...]]] = {
    "capital": capital, "budget": budget, "support": support,
}  # fmt: skip
