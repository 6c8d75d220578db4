"""Which way an effect pushes a quantity that a mandate reads: one row for each quantity, by kinds of effects, never by ids.

Pushes are rough, about 1 for the strongest notch or order that content knows; they rank lines and forecast nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from game.engine.rules.campaign.judge import Facts
from game.engine.rules.campaign.places import capital_region, coalition, finals_of, products_of, regions_of
from game.engine.rules.vocabulary import conditions as c
from game.engine.rules.vocabulary import effects as e
from game.engine.rules.vocabulary.plan import BOTH, Side, other
from game.engine.rules.vocabulary.structs import Struct
from game.engine.world.arithmetic.total import total
from game.engine.world.model.spec import SIDES, WorldSpec


class Acting(Struct):
    """Who acts on what: the facts that the side sees, the side, and the order's target."""

    facts: Facts
    side: Side
    target: str
    left: int  # quarters that remain
    controls: Mapping[Side, tuple[int, ...]]  # products that each side licenses

    @property
    def spec(self) -> WorldSpec:
        return self.facts.spec

    def regions(self, where: str) -> tuple[int, ...]:
        """Region indices of a where-word; none where an order has no target."""
        if where == "target" and not self.target:
            return ()
        return regions_of(self.spec, self.facts.stances, self.facts.rules.numbers.join, self.side, where, self.target)


def acting_of(facts: Facts, side: Side, left: int) -> Acting:
    """A side acting on nobody in particular."""
    spec = facts.spec
    every = range(len(spec.products))
    return Acting(facts, side, "", left, {s: tuple(p for p in every if SIDES[int(spec.controls[p])] == s) for s in BOTH})


def aimed(effect: Any) -> bool:
    """Whether an effect acts on its order's target."""
    return "target" in (getattr(effect, "at", ""), getattr(effect, "of", ""), getattr(effect, "to", ""))


Push = Callable[[Acting, c.Quantity, Any], float]

BUILDS: Mapping[type, Callable[[Any], float]] = MappingProxyType(
    {
        e.Credit: lambda i: 6.0 * i.rate,
        e.Subsidy: lambda i: 2.0 * i.share,
        e.Offtake: lambda i: i.share,
        e.Floor: lambda i: 0.5 * i.price,
        e.Permits: lambda i: 0.15 * i.quarters,
        e.Knowhow: lambda i: 1.5 * (i.factor - 1.0),
        e.Cost: lambda i: -2.0 * i.shift,
        e.Closure: lambda i: -5.0 * i.share,
    }
)
"""How far an effect on products raises capacity where it acts; plants and people stand in `_built`."""


def _built(a: Acting, effect: Any, products: tuple[int, ...]) -> tuple[float, tuple[int, ...]]:
    """(capacity that an effect adds to any of these products, as a push; the regions in which)."""
    kind = type(effect)
    if kind is e.Schooling:
        return 12.0 * effect.rate, a.regions(effect.at)
    if kind is e.Talent:
        return 6.0 * effect.amount, a.regions(effect.at)
    if kind is e.Project:
        rows = a.regions(effect.at)
        return (_plant(a, effect, products) if rows else 0.0), rows
    if kind not in BUILDS or not set(products_of(a.spec, effect.products)) & set(products):
        return 0.0, ()
    return BUILDS[kind](effect), a.regions(effect.to if kind is e.Knowhow else effect.at)


def _plant(a: Acting, effect: e.Project, products: tuple[int, ...]) -> float:
    """A plant that opens in time, by its size against what stands in the world."""
    if effect.after + effect.slip / 2.0 >= a.left:
        return 0.0
    world = a.facts.world
    sizes = [float(world.capacity[:, p, a.facts.lane].sum()) for p in products_of(a.spec, effect.products) if p in products]
    return max((min(2.0 * effect.capacity / (12.0 * max(size, 1e-9)) * 10.0, 1.5) for size in sizes), default=0.0)


def _share(a: Acting, q: c.Quantity, effect: Any) -> float:
    amount, rows = _built(a, effect, (a.facts.product(q.product),))
    if not amount or not rows:
        return 0.0
    inside = set(a.facts.where(q.where, a.facts.who(q.side)))
    return amount if inside & set(rows) else -amount


def _leverage(a: Acting, q: c.Quantity, effect: Any) -> float:
    """Leverage of a side lasts where it alone can make things; plants, recycling and thrift abroad wear it down, and buyers who
    join are no longer threatened."""
    owner = a.facts.who(q.side)
    if isinstance(effect, e.Stance):
        return -6.0 * effect.amount * _market(a, effect.of) if owner == a.side else 0.0
    home, mine = capital_region(a.spec, owner), a.controls[owner]
    if isinstance(effect, e.Research):
        abroad = any(r != home for r in a.regions(effect.at))
        own = any(int(a.spec.final_product[f]) in mine for f in finals_of(a.spec, effect.finals))
        return -0.8 * (effect.factor - 1.0) if abroad and own else 0.0
    if isinstance(effect, e.Recycling):
        return -8.0 * effect.share if any(r != home for r in a.regions(effect.at)) else 0.0
    if isinstance(effect, e.Attention):
        return -effect.amount if owner == a.side else 0.0
    if isinstance(effect, e.Licence):
        return -0.5 * _strict(effect) if set(products_of(a.spec, effect.products)) & set(mine) else 0.0
    amount, rows = _built(a, effect, mine)
    return 0.0 if not rows else 0.3 * amount if home in rows else -amount


def _market(a: Acting, where: str) -> float:
    """Share of the own trade with third countries that some of them have."""
    weight, b = a.facts.world.frame.trade_weight, SIDES.index(a.side)
    rival = capital_region(a.spec, other(a.side))
    rows = [r for r in a.regions(where) if r != rival]
    return total(float(weight[b, r]) for r in rows) / max(1.0 - float(weight[b, rival]), 1e-9)


def _strict(effect: e.Licence) -> float:
    return 1.0 - min(effect.volume, 1.0)


def _designed_out(a: Acting, q: c.Quantity, effect: Any) -> float:
    rows, product = set(a.facts.where(q.where, a.facts.who(q.side))), q.product or "heavy.magnet"
    if isinstance(effect, e.Research):
        hit = a.facts.final(q.product) in finals_of(a.spec, effect.finals) and rows & set(a.regions(effect.at))
        return effect.factor - 1.0 if hit else 0.0
    if isinstance(effect, e.Licence):
        hit = a.spec.product(product) in products_of(a.spec, effect.products) and rows & set(a.regions(effect.to))
        return _strict(effect) if hit else 0.0
    return 0.0


def _spared(a: Acting, q: c.Quantity, effect: Any) -> float:
    if isinstance(effect, e.Recycling):
        hit = set(a.regions(effect.at)) & set(a.facts.where(q.where, a.facts.who(q.side)))
        return 10.0 * effect.share if hit else 0.0
    return _designed_out(a, q, effect)


def _partners(a: Acting, q: c.Quantity, effect: Any) -> float:
    """A country counts the more the nearer it stands to joining; one that has joined needs little."""
    if not isinstance(effect, e.Stance) or a.facts.who(q.side) != a.side:
        return 0.0
    join, mine = a.facts.rules.numbers.join, SIDES.index(a.side)
    friends = coalition(a.spec, a.facts.stances, a.side, join)
    best = 0.0
    for r in a.regions(effect.of):
        held = a.facts.stances.get(a.spec.regions[r])
        if held is not None:
            gap = max(join, held[1 - mine]) - held[mine]
            best = max(best, 0.3 if r in friends else 1.5 / (1.0 + 4.0 * max(gap, 0.0)))
    return 4.0 * effect.amount * best


def _trust(a: Acting, q: c.Quantity, effect: Any) -> float:
    """Good memories in the countries that trade most, and licences that refuse nobody."""
    if a.facts.who(q.side) != a.side:
        return 0.0
    weight, b = a.facts.world.frame.trade_weight, SIDES.index(a.side)
    rival = capital_region(a.spec, other(a.side))
    if isinstance(effect, e.Belief):
        rows = [r for r in a.regions(effect.of) if r != rival or q.name == "reliability"]
        return total(float(weight[b, r]) for r in rows) * effect.months
    if isinstance(effect, e.Licence) and set(products_of(a.spec, effect.products)) & set(a.controls[a.side]):
        rows = [r for r in a.regions(effect.to) if r != rival or q.name == "reliability"]
        return -2.0 * _strict(effect) * total(float(weight[b, r]) for r in rows)
    return 0.0


def _danger(a: Acting, q: c.Quantity, effect: Any) -> float:
    if isinstance(effect, e.Tension):
        return 2.0 * effect.amount
    return -0.6 if isinstance(effect, e.Channel) else 0.0


PRICES: Mapping[type, Callable[[Any], float]] = MappingProxyType(
    {
        e.Hold: lambda i: 8.0 * i.shift,
        e.Credit: lambda i: -4.0 * i.rate,
        e.Closure: lambda i: 4.0 * i.share,
        e.Outage: lambda i: 4.0 * i.share,
        e.Cost: lambda i: 3.0 * i.shift,
        e.Reserve: lambda i: 0.1 * i.months,
    }
)


def _price(a: Acting, q: c.Quantity, effect: Any) -> float:
    if type(effect) not in PRICES or a.facts.product(q.product) not in products_of(a.spec, effect.products):
        return 0.0
    return PRICES[type(effect)](effect)


def _shortfall(a: Acting, q: c.Quantity, effect: Any) -> float:
    final, rows = a.facts.final(q.product), set(a.facts.where(q.where, a.facts.who(q.side)))
    product = int(a.spec.final_product[final])
    if isinstance(effect, e.Stock):
        return -0.6 * effect.months if final in finals_of(a.spec, effect.finals) and rows & set(a.regions(effect.at)) else 0.0
    if isinstance(effect, e.Recycling):
        return -8.0 * effect.share if product in products_of(a.spec, effect.products) and rows & set(a.regions(effect.at)) else 0.0
    if isinstance(effect, e.Research):
        return -0.5 * (effect.factor - 1.0) if final in finals_of(a.spec, effect.finals) else 0.0
    return 0.0


def _denied(a: Acting, q: c.Quantity, effect: Any) -> float:
    mine = set(a.controls[a.facts.who(q.side)])
    hit = isinstance(effect, e.Licence) and mine & set(products_of(a.spec, effect.products))
    return _strict(effect) if hit else 0.0


def _leaked(a: Acting, q: c.Quantity, effect: Any) -> float:
    return -effect.share if isinstance(effect, e.Sealing | e.Tracking) and a.facts.who(q.side) == a.side else 0.0


BUILT = frozenset((*BUILDS, e.Schooling, e.Talent, e.Project))


class Lever(Struct):
    """The kinds of effects that push a quantity at all, and how far each does: above zero when it raises the quantity."""

    kinds: frozenset[type]
    push: Push


LEVERAGE = Lever(BUILT | {e.Stance, e.Research, e.Recycling, e.Attention, e.Licence}, _leverage)
TRUST = Lever(frozenset((e.Belief, e.Licence)), _trust)
DANGER = Lever(frozenset((e.Tension, e.Channel)), _danger)
PRICE = Lever(frozenset(PRICES), _price)
LEVERS: Mapping[str, Lever] = MappingProxyType(
    {
        "share": Lever(BUILT, _share),
        "leverage": LEVERAGE,
        "leverage-lasting": LEVERAGE,
        "designed-out": Lever(frozenset((e.Research, e.Licence)), _designed_out),
        "spared": Lever(frozenset((e.Recycling, e.Research, e.Licence)), _spared),
        "partners": Lever(frozenset((e.Stance,)), _partners),
        "reliability": TRUST,
        "third-party-reliability": TRUST,
        "escalation": DANGER,
        "tension": DANGER,
        "price-in": PRICE,
        "price-out": PRICE,
        "shortfall": Lever(frozenset((e.Stock, e.Recycling, e.Research)), _shortfall),
        "denied": Lever(frozenset((e.Licence,)), _denied),
        "leaked": Lever(frozenset((e.Sealing, e.Tracking)), _leaked),
    }
)
"""Quantities that effects push; those that lines move as a whole stand in `mandate_pursuit.py`."""
