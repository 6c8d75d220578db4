"""What two desks of a capital that disagree would each have it do this quarter.

Every line that may be taken now is weighed by what it does for what a desk counts in. No verdict is read, and nothing says which of
the two is right.

Which quantities a desk counts in stands in `COUNTS`; how far a line pushes them is `mandate_weighing.py`'s."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from game.engine.rules.campaign.judge import read
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.effects.office import Support
from game.engine.rules.turn.observe import facts_seen
from game.engine.rules.vocabulary import conditions as c
from game.engine.rules.vocabulary.items import DESKS
from game.engine.rules.vocabulary.plan import GiveOrder, Measure
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total
from game.opponents.effect_directions import acting_of
from game.opponents.mandate_aims import Aim
from game.opponents.mandate_weighing import Pursuit
from game.opponents.planner import Planner
from game.structs import Struct

COUNTS: Mapping[str, tuple[c.Quantity, ...]] = {
    "households": (c.Quantity("crisis", most=-1.0), c.Quantity("price-in", most=-1.0)),
    "producers": (c.Quantity("leverage-lasting", "self", least=101.0), c.Quantity("price-out", least=101.0)),
    "security": (c.Quantity("leverage", "rival", most=-101.0), c.Quantity("leverage", "self", least=101.0)),
    "finance": (),
    "partners": (c.Quantity("third-party-reliability", "self", least=101.0),),
}
"""Desk → what it wants more of (`least` out of reach) or less of (`most` out of reach), as the watchers judge. Finance
counts money."""
GIVEN = 0.08  # what a point of a desk's own opinion, moved by an order, is worth in pushes
SPARED = 1.0  # what a $bn spared, or a $bn a quarter of upkeep, is worth to the finance desk
LEAST = 0.05  # worth below which a desk does not speak up for a line
ROUND = 3  # pairs of desks that take turns from quarter to quarter


class Advice(Struct):
    """A desk, and the line that it would have taken."""

    desk: str
    line: Measure


def two_desks(rules: Rules, seen: Observation, lines: Iterable[Measure]) -> tuple[Advice, Advice] | None:
    """Of these lines the favourites of two desks that disagree: each likes its own, and together they dislike the other's. The
    pairs that disagree most take turns. None where no two desks would have different things done."""
    offered = list(lines)
    worth = {desk: _worths(rules, seen, desk, offered) for desk in DESKS} if offered else {}
    best = {desk: max(range(len(offered)), key=lambda i: (found[i], -i)) for desk, found in worth.items()}
    speaking = [desk for desk, i in best.items() if worth[desk][i] >= LEAST]
    cross = {
        (one, two): worth[one][best[two]] + worth[two][best[one]]
        for one, two in combinations(speaking, 2)
        if best[one] != best[two]
    }
    pairs = sorted((pair for pair, found in cross.items() if found <= 0), key=lambda pair: cross[pair])[:ROUND]
    if not pairs:
        return None
    one, two = pairs[seen.quarter % len(pairs)]
    return Advice(one, offered[best[one]]), Advice(two, offered[best[two]])


def _worths(rules: Rules, seen: Observation, desk: str, lines: Iterable[Measure]) -> list[float]:
    """What each line does for what a desk counts in."""
    facts = facts_seen(rules, seen)
    aims = tuple(Aim(quantity, 1.0, holds=False) for quantity in COUNTS[desk])
    values = tuple(read(facts, quantity) for quantity in COUNTS[desk])
    planner = Planner(rules, seen, next(iter(rules.doctrines.values())))
    pursuit = Pursuit(planner, aims, acting_of(facts, seen.side, seen.quarters - seen.quarter), values)
    spared = SPARED if desk == "finance" else 0.0
    return [pursuit.worth(x) + GIVEN * _given(rules, desk, x) - spared * _money(rules, seen, x) for x in lines]


def _given(rules: Rules, desk: str, line: Measure) -> float:
    """By how much an order moves a desk's opinion of its own capital."""
    impulses = rules.orders[line.order].impulses if isinstance(line, GiveOrder) else ()
    return total(x.amount for x in impulses if isinstance(x, Support) and x.desk == desk)


def _money(rules: Rules, seen: Observation, line: Measure) -> float:
    """$bn that an order costs, or that a dial costs more a quarter than where it stands."""
    if isinstance(line, GiveOrder):
        return rules.orders[line.order].budget
    notches = rules.dials[line.dial].notches
    return notches[line.notch].upkeep - notches[seen.dials.get(line.dial, rules.dials[line.dial].start)].upkeep
