"""Which way an effect pushes a quantity that a mandate reads: the kinds of effects say it, here is what they are asked with.

Pushes are rough, about 1 for the strongest notch or order that content knows; they rank lines and forecast nothing."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.engine.rules.campaign.judge import Facts
from game.engine.rules.campaign.places import capital_region, coalition, finals_of, products_of, regions_of
from game.engine.rules.effects.kind import Quantity, place_of
from game.engine.rules.effects.table import KINDS, Impulse, Standing
from game.engine.rules.vocabulary import conditions as c
from game.engine.rules.vocabulary.plan import BOTH, Side, other
from game.engine.world.arithmetic.total import total
from game.engine.world.model.spec import SIDES, WorldSpec
from game.structs import Struct, field

Effect = Impulse | Standing
LEVERS: Mapping[str, Quantity] = MappingProxyType(
    {
        "share": "share",
        "leverage": "leverage",
        "leverage-lasting": "leverage",
        "designed-out": "designed-out",
        "spared": "spared",
        "partners": "partners",
        "reliability": "trust",
        "third-party-reliability": "trust",
        "crisis": "danger",
        "escalation": "danger",
        "tension": "danger",
        "price-in": "price",
        "price-out": "price",
        "shortfall": "shortfall",
        "denied": "denied",
        "leaked": "leaked",
    }
)
"""Quantities that effects push, and the name that their pushes have; those that lines move as a whole stand in
`mandate_pursuit.py`."""


class Acting(Struct):
    """The view (`effects/kind.py`) of a side on what an effect does: the facts that it sees, the order's target, the quantity."""

    facts: Facts
    side: Side
    target: str
    left: int  # quarters that remain
    controls: Mapping[Side, tuple[int, ...]]  # products that each side licenses
    quantity: c.Quantity = c.Quantity("leverage")  # the one on which an effect is weighed
    places: dict[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)  # found so far: where-word and target -> regions
    whose: dict[tuple[str, Side], frozenset[int]] = field(default_factory=dict)  # found so far: where-word and owner -> regions

    @property
    def spec(self) -> WorldSpec:
        return self.facts.spec

    @property
    def owner(self) -> Side:
        return self.facts.who(self.quantity.side)

    @property
    def own(self) -> bool:
        return self.owner == self.side

    @property
    def third(self) -> bool:
        return self.quantity.name != "reliability"

    @property
    def rows(self) -> frozenset[int]:
        where, owner = self.quantity.where, self.owner
        found = self.whose.get((where, owner))
        if found is None:
            found = self.whose[where, owner] = frozenset(self.facts.where(where, owner))
        return found

    @property
    def product(self) -> int:
        return self.facts.product(self.quantity.product)

    @property
    def final(self) -> int:
        return self.facts.final(self.quantity.product)

    @property
    def home(self) -> int:
        return capital_region(self.spec, self.owner)

    @property
    def mine(self) -> tuple[int, ...]:
        return self.controls[self.owner]

    def regions(self, where: str) -> tuple[int, ...]:
        if where == "target" and not self.target:
            return ()
        found = self.places.get((where, self.target))
        if found is None:
            found = regions_of(self.spec, self.facts.stances, self.facts.rules.numbers.join, self.side, where, self.target)
            self.places[where, self.target] = found
        return found

    def products(self, patterns: tuple[str, ...]) -> tuple[int, ...]:
        return products_of(self.spec, patterns)

    def finals(self, names: tuple[str, ...]) -> tuple[int, ...]:
        return finals_of(self.spec, names)

    def capacity(self, product: int) -> float:
        return float(self.facts.world.capacity[:, product, self.facts.lane].sum())

    def trade(self, where: str, *, rival: bool) -> float:
        weight, b = self.facts.world.frame.trade_weight, SIDES.index(self.side)
        return total(float(weight[b, r]) for r in self.regions(where) if rival or r != self._rival)

    def market(self, where: str) -> float:
        weight, b = self.facts.world.frame.trade_weight, SIDES.index(self.side)
        return self.trade(where, rival=False) / max(1.0 - float(weight[b, self._rival]), 1e-9)

    def nearness(self, where: str) -> float:
        facts, mine = self.facts, SIDES.index(self.side)
        join = facts.rules.numbers.join
        friends = coalition(self.spec, facts.stances, self.side, join)
        best = 0.0
        for r in self.regions(where):
            held = facts.stances.get(self.spec.regions[r])
            if held is not None:
                gap = max(join, held[1 - mine]) - held[mine]
                best = max(best, 0.3 if r in friends else 1.5 / (1.0 + 4.0 * max(gap, 0.0)))  # one that joined needs little
        return best

    @property
    def _rival(self) -> int:
        return capital_region(self.spec, other(self.side))


def acting_of(facts: Facts, side: Side, left: int) -> Acting:
    """A side acting on nobody in particular."""
    return Acting(facts, side, "", left, {s: facts.spec.licensed_by(SIDES.index(s)) for s in BOTH})


def aimed(effect: Effect) -> bool:
    """Whether an effect acts on its order's target."""
    return place_of(effect) == "target"


def pushes(effect: Effect, quantity: c.Quantity) -> bool:
    """Whether effects of this kind push a quantity at all."""
    return LEVERS[quantity.name] in KINDS[type(effect)].pushes


def push(acting: Acting, effect: Effect) -> float:
    """How far an effect pushes the quantity that it is weighed on: above zero when it raises it."""
    return KINDS[type(effect)].pushes[LEVERS[acting.quantity.name]](acting, effect)
