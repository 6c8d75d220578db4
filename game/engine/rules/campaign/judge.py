"""Answers conditions: reads named quantities from a state or an observation, without changing anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from game.engine.rules.campaign.places import capital_region, coalition, regions_of
from game.engine.rules.campaign.record import Accounts, Figures, MarkBorne, MeasureInForce, Promise, StandingDraft, StandingOffer
from game.engine.rules.fields.structs import Struct, field
from game.engine.rules.vocabulary import conditions as c
from game.engine.rules.vocabulary.acts import OfOrder
from game.engine.rules.vocabulary.calendar import date_of, events_between, index_of
from game.engine.rules.vocabulary.plan import Side, other
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total
from game.engine.world.model.spec import SIDES, WorldSpec
from game.engine.world.model.state import World

UNKNOWN_RUNG = 0.0


class Facts(Struct):
    """What a condition is judged on: the true record during a turn, or what one side observes."""

    rules: Rules
    scenario: str
    quarter: int
    side: Side
    world: World
    lane: int
    dials: Mapping[str, int]
    stances: Mapping[str, tuple[float, float]]
    marks: tuple[MarkBorne, ...]
    promises: tuple[Promise, ...]
    drafts: tuple[StandingDraft, ...]
    offers: tuple[StandingOffer, ...]
    enacted: tuple[tuple[str, int, str], ...]
    accounts: Mapping[Side, Accounts]  # an observation has only its own side's
    figures: Mapping[Side, Figures]
    rungs: Mapping[Side, float]
    grades: Mapping[Side, float] = field(default_factory=dict)  # verdict points, once a campaign is over
    statutes: tuple[tuple[str, int, int], ...] = ()
    measures: tuple[MeasureInForce, ...] = ()

    @property
    def spec(self) -> WorldSpec:
        return self.world.spec

    def who(self, word: str) -> Side:
        """The side that a who-word means."""
        if word == "self":
            return self.side
        return other(self.side) if word == "rival" else ("beijing" if word == "beijing" else "washington")

    def where(self, word: str, side: Side) -> tuple[int, ...]:
        """Region indices of a where-word seen from `side`; no word means the side's own country."""
        if not word:
            return (capital_region(self.spec, side),)
        return regions_of(self.spec, self.stances, self.rules.numbers.join, side, word)

    def product(self, id: str) -> int:
        """Index of a product; heavy magnets when none is named."""
        return self.spec.product(id or "heavy.magnet")

    def final(self, id: str) -> int:
        """Index of a final; heavy magnets when none is named."""
        return self.spec.finals.index(id or "heavy.magnet")


def _resolve_of(a: Accounts) -> float:
    return a.threats_done / a.threats_due if a.threats_due else 0.5


def _sum(f: Facts, array: Any, rows: tuple[int, ...], column: int) -> float:
    return float(total(float(array[r, column, f.lane]) for r in rows))


def _mean(values: list[float]) -> float:
    return total(values) / len(values) if values else 0.0


def _cover(f: Facts, side: Side, q: c.Quantity) -> float:
    final, rows = f.final(q.product), f.where(q.where, side)
    product = int(f.spec.final_product[final])
    use = _sum(f, f.world.demand, rows, final)
    return _sum(f, f.world.stock, rows, product) / use if use else 0.0


def _share(f: Facts, side: Side, q: c.Quantity) -> float:
    product, rows = f.product(q.product), f.where(q.where, side)
    everywhere = tuple(range(len(f.spec.regions)))
    everything = _sum(f, f.world.capacity, everywhere, product)
    return _sum(f, f.world.capacity, rows, product) / everything if everything else 0.0


def _stance(f: Facts, side: Side, q: c.Quantity) -> float:
    b = SIDES.index(side)
    names = [f.spec.regions[r] for r in f.where(q.where or "others", side)]
    return _mean([f.stances[n][b] for n in names if n in f.stances])


def _promises(f: Facts, side: Side, status: str) -> float:
    return float(total(1 for p in f.promises if p.side == side and p.status == status))


def _loss(f: Facts, side: Side, q: c.Quantity) -> float:
    rows = f.where(q.where, side)
    return _mean([float(total(float(x) for x in f.world.loss[r, :, f.lane])) for r in rows])


def _asked(f: Facts, side: Side) -> tuple[float, float, float]:
    """(refused, leaked, applied for) of the side's licensed products in the last month, each by the product's calm price."""
    spec = f.spec
    own = spec.licensed_by(SIDES.index(side))
    rows = tuple(range(len(spec.regions)))
    flows = [[_sum(f, getattr(f.world, name), rows, p) for p in own] for name in ("denied", "leaked", "exports")]
    refused, leaked, sent = (total(x * float(spec.price_unit[p]) for x, p in zip(flow, own, strict=True)) for flow in flows)
    return refused, leaked, refused + sent


def _denied(f: Facts, side: Side, q: c.Quantity) -> float:
    refused, _, asked = _asked(f, side)
    return refused / asked if asked > 0.0 else 0.0


def _leaked(f: Facts, side: Side, q: c.Quantity) -> float:
    refused, leaked, _ = _asked(f, side)
    return leaked / refused if refused > 0.0 else 0.0


def _statutes(f: Facts, side: Side, q: c.Quantity) -> float:
    lawful = {dial for dial, _, since in f.statutes if since <= f.quarter}
    start = f.rules.scenarios[f.scenario].dials
    dials = [d for d in f.rules.dials.values() if d.side == side and d.statute and f.dials[d.id] > start.get(d.id, d.start)]
    orders = [m for m in f.measures if m.side == side and isinstance(m.source, OfOrder) and f.rules.orders[m.source.order].statute]
    lasting = total(d.id in lawful for d in dials) + total(m.statute for m in orders)
    return lasting / (len(dials) + len(orders)) if dials or orders else 0.0


def _reserve(f: Facts, side: Side, q: c.Quantity) -> float:
    final, rows = f.final(q.product), f.where(q.where, side)
    use = _sum(f, f.world.demand, rows, final)
    return _sum(f, f.world.reserve, rows, int(f.spec.final_product[final])) / use if use else 0.0


def _spared(f: Facts, side: Side, q: c.Quantity) -> float:
    final = f.final(q.product)
    chain = [p for p in range(len(f.spec.products)) if int(f.world.frame.final_of[p]) == final]
    rows = f.where(q.where, side)
    returned = [max(float(f.world.recycling[r, p, f.lane]) for p in chain) for r in rows]
    spared = [float(f.world.designed_out[r, final, f.lane]) for r in rows]
    return _mean([x + y for x, y in zip(returned, spared, strict=True)])


Reader = Callable[[Facts, Side, c.Quantity], float]
QUANTITIES: dict[str, Reader] = {
    "leverage": lambda f, s, q: f.figures[s].leverage,
    "leverage-today": lambda f, s, q: f.figures[s].leverage_today,
    "leverage-lasting": lambda f, s, q: f.figures[s].leverage_lasting,
    "reliability": lambda f, s, q: 100.0 * f.figures[s].reliability,
    "third-party-reliability": lambda f, s, q: 100.0 * f.figures[s].reliability_third,
    "escalation": lambda f, s, q: 100.0 * f.figures[s].escalation,
    "support": lambda f, s, q: f.accounts[s].support if s in f.accounts else 50.0,
    "capital": lambda f, s, q: float(f.accounts[s].capital) if s in f.accounts else 0.0,
    "budget": lambda f, s, q: f.accounts[s].budget if s in f.accounts else 0.0,
    "credit": lambda f, s, q: f.accounts[s].credit if s in f.accounts else 0.0,
    "rung": lambda f, s, q: f.rungs.get(s, UNKNOWN_RUNG),
    "resolve": lambda f, s, q: 100.0 * _resolve_of(f.accounts[s]) if s in f.accounts else 50.0,
    "loss": _loss,
    "price-out": lambda f, s, q: float(f.world.price[1, f.product(q.product), f.lane]),
    "price-in": lambda f, s, q: float(f.world.price[0, f.product(q.product), f.lane]),
    "cover": _cover,
    "shortfall": lambda f, s, q: _mean([float(f.world.shortfall[r, f.final(q.product), f.lane]) for r in f.where(q.where, s)]),
    "share": _share,
    "attention": lambda f, s, q: _mean([float(f.world.attention[r, f.lane]) for r in f.where(q.where, s)]),
    "talent": lambda f, s, q: _mean([float(f.world.talent[r, f.lane]) for r in f.where(q.where, s)]),
    "designed-out": lambda f, s, q: _mean(
        [float(f.world.designed_out[r, f.final(q.product), f.lane]) for r in f.where(q.where, s)]
    ),
    "denied": _denied,
    "leaked": _leaked,
    "statutes": _statutes,
    "reserve": _reserve,
    "spared": _spared,
    "stance": _stance,
    "tension": lambda f, s, q: float(f.world.tension[f.lane]),
    "partners": lambda f, s, q: float(len(coalition(f.spec, f.stances, s, f.rules.numbers.join))),
    "promises-kept": lambda f, s, q: _promises(f, s, "kept"),
    "promises-broken": lambda f, s, q: _promises(f, s, "broken"),
    "grade": lambda f, s, q: f.grades.get(s, 0.0),
    "quarters-left": lambda f, s, q: float(f.rules.scenarios[f.scenario].quarters - f.quarter),
}


def read(facts: Facts, quantity: c.Quantity) -> float:
    """The value of a named quantity. Units stand in the docstring of `Quantity`; KeyError for an unknown name."""
    return QUANTITIES[quantity.name](facts, facts.who(quantity.side), quantity)


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
