"""How often money or capital bind: whether of the lines that serve a side's own mandates most two cannot both be paid.

What a side wants is weighed as the scripts weigh it (`opponents/mandate_weighing.py`), with its public and sealed mandates and
what every verdict asks for; what a line costs is the rules'."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any

from game.engine.rules import Batch, observe_batch, options
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.turn.options import Option, Refusal
from game.engine.rules.vocabulary.plan import BOTH, GiveOrder, Plan, SetDial
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total
from game.opponents.mandate_pursuit import LEAST
from game.opponents.mandate_weighing import pursuit_of
from game.opponents.planner import Planner

BINDS = 0.60  # of the quarters of a side, at least
UNPAID = ("capital", "budget")  # codes of refusals for want of either


def binds_in(rules: Rules, batch: Batch, lane: int) -> tuple[bool, ...]:
    """Of each side that wants two things in this quarter, whether it cannot pay for both."""
    found = (binds(rules, observe_batch(rules, batch, lane, side)) for side in BOTH)
    return tuple(x for x in found if x is not None)


def binds(rules: Rules, seen: Observation) -> bool | None:
    """Whether of the lines that are worth most to a side, as many as it may give orders, two cannot both be paid; None where it
    wants fewer than two."""
    pursuit = pursuit_of(Planner(rules, seen, next(iter(rules.doctrines.values()))))
    found = options(rules, seen, Plan(seen.side))
    priced = [x for x in found.options if isinstance(x.line, SetDial | GiveOrder) and not x.line.statute and _priced(x.refusal)]
    worth = sorted(((pursuit.worth(x.line), i, x) for i, x in enumerate(priced)), key=lambda w: (-w[0], w[1]))
    wanted: dict[str, Option] = {}
    for value, _, option in worth:
        line = option.line
        if value >= LEAST:
            wanted.setdefault(line.dial if isinstance(line, SetDial) else line.order, option)  # type: ignore[union-attr]
    most = list(wanted.values())[: found.orders_left]
    pairs = [(a.capital + b.capital, a.budget + b.budget) for a, b in combinations(most, 2)]
    return any(capital > found.capital_left or budget > found.budget_left for capital, budget in pairs) if pairs else None


def _priced(refusal: Refusal | None) -> bool:
    """Whether nothing but its price may stand against a line."""
    return refusal is None or refusal.code in UNPAID


def scarcity_row(found: Iterable[bool]) -> dict[str, Any]:
    """The row of the report."""
    flags = list(found)
    share = total(flags) / len(flags) if flags else 0.0
    return {"id": "two-wanted-unpaid", "value": round(share, 4), "wanted": "at least 0.6", "pass": share >= BINDS, "of": len(flags)}
