"""Which way an effect pushes a quantity that a mandate reads: the kinds of effects say it, here is what they are asked with.

Pushes are rough, about 1 for the strongest notch or order that content knows; they rank lines and forecast nothing."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from game.engine.rules.campaign.judge import Facts
from game.engine.rules.campaign.places import capital_region, coalition, finals_of, products_of, regions_of
from game.engine.rules.effects.kind import Push, Quantity, place_of
from game.engine.rules.effects.table import KINDS, Impulse, Standing
from game.engine.rules.vocabulary import conditions as c
from game.engine.rules.vocabulary.plan import BOTH, Side, other
from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.total import total
from game.engine.world.model.spec import SIDES, WorldSpec
from game.structs import Struct, field, replace

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
`mandate_weighing.py`."""


FIRST = c.Quantity("leverage")


class Acting(Struct):
    """The view (`effects/kind.py`) of a side on what an effect does: the facts that it sees, the order's target, the quantity.

    A script weighs its lines by hundreds of pushes, so what is asked again and again is worked out once for all views on the same
    facts: `places`, `whose` and `found`."""

    facts: Facts
    side: Side
    target: str
    quarters: int  # that remain
    quantity: c.Quantity  # the one on which an effect is weighed
    own: bool  # whether it is the acting side's
    home: int  # the country of the side whose quantity it is
    mine: tuple[int, ...]  # products that this side licenses
    places: dict[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)  # found so far: where-word and target -> regions
    whose: dict[tuple[str, Side], frozenset[int]] = field(default_factory=dict)  # found so far: where-word and owner -> regions
    found: dict[tuple[str, str, str], float] = field(default_factory=dict)  # found so far: number, where-word, target -> it
    passing: list[str] = field(default_factory=list)  # each time something was read that the next quarter may have otherwise

    @property
    def spec(self) -> WorldSpec:
        return self.facts.spec

    @property
    def left(self) -> int:
        self.passing.append("left")
        return self.quarters

    @property
    def third(self) -> bool:
        return self.quantity.name != "reliability"

    @property
    def rows(self) -> frozenset[int]:
        where, owner = self.quantity.where, self.side if self.own else other(self.side)
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
        self.passing.append("capacity")
        return float(self.facts.world.capacity[:, product, self.facts.lane].sum())

    def trade(self, where: str, *, rival: bool) -> float:
        return self._once(self._trade_with if rival else self._trade_without, where)

    def market(self, where: str) -> float:
        return self._once(self._market, where)

    def nearness(self, where: str) -> float:
        self.passing.append("nearness")
        return self._once(self._nearness, where)

    def _once(self, number: Callable[[str], float], where: str) -> float:
        """A number that hangs on nothing but the facts, the where-word and the target."""
        key = (number.__name__, where, self.target)
        found = self.found.get(key)
        if found is None:
            found = self.found[key] = number(where)
        return found

    @property
    def _weight(self) -> Array:
        """(R,) each country's share of the acting side's trade."""
        weight: Array = self.facts.world.frame.trade_weight[SIDES.index(self.side)]
        return weight

    def _trade_with(self, where: str) -> float:
        return total(float(self._weight[r]) for r in self.regions(where))

    def _trade_without(self, where: str) -> float:
        return total(float(self._weight[r]) for r in self.regions(where) if r != self._rival)

    def _market(self, where: str) -> float:
        return self.trade(where, rival=False) / max(1.0 - float(self._weight[self._rival]), 1e-9)

    def _nearness(self, where: str) -> float:
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


def acting_of(facts: Facts, side: Side, left: int, quantity: c.Quantity = FIRST) -> Acting:
    """A side acting on nobody in particular, weighed on a quantity."""
    return Acting(facts, side, "", left, quantity, *_owned(facts, side, quantity))


def on(acting: Acting, quantity: c.Quantity) -> Acting:
    """The same act weighed on another quantity."""
    own, home, mine = _owned(acting.facts, acting.side, quantity)
    return replace(acting, quantity=quantity, own=own, home=home, mine=mine)


def _owned(facts: Facts, side: Side, quantity: c.Quantity) -> tuple[bool, int, tuple[int, ...]]:
    """Whether a quantity is the side's own, and the country and the licensed products of the side whose it is."""
    owner = facts.who(quantity.side)
    return owner == side, capital_region(facts.spec, owner), facts.spec.licensed_by(SIDES.index(owner))


def aimed(effect: Effect) -> bool:
    """Whether an effect acts on its order's target."""
    return place_of(effect) == "target"


def push_on(effect: Effect, quantity: c.Quantity) -> Push | None:
    """How far effects of this kind push a quantity, asked of a view and an effect: above zero when they raise it; None where they
    do not push it at all."""
    return KINDS[type(effect)].pushes.get(LEVERS[quantity.name])


Lasting = dict[tuple[int, str], tuple[Effect, float]]
"""Effect, by its place in memory, and target → the effect, kept so that its place stays its own, and how far it pushes."""
MOST_KEPT = 64
_lasting: OrderedDict[tuple[object, ...], tuple[WorldSpec, dict[tuple[str, ...], Lasting]]] = OrderedDict()
"""Pushes that hang on nothing but who acts and who stands with whom, by that: other campaigns and quarters ask for them again."""


def lasting_pushes(acting: Acting, quantities: Iterable[c.Quantity]) -> tuple[Lasting, ...]:
    """The store of such pushes for each of some quantities."""
    facts, numbers = acting.facts, acting.facts.rules.numbers
    friends = (coalition(facts.spec, facts.stances, side, numbers.join) for side in BOTH)
    key = (id(facts.spec), acting.side, numbers.join, numbers.usual_product, *friends)
    found = _lasting.get(key)
    if found is None:
        found = _lasting[key] = (facts.spec, {})
        if len(_lasting) > MOST_KEPT:
            _lasting.popitem(last=False)
    return tuple(found[1].setdefault((q.name, q.side, q.where, q.product), {}) for q in quantities)
