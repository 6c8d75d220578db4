"""The table that defines every quantity of a world once: its unit, digits, reader, formula, inputs and source.

What a record or an observation adds stands in `engine/rules/campaign/quantities.py`, in a table of the same type; words are
content's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

import numpy as np

from game.engine.world.arithmetic.array import Array
from game.engine.world.measures.figures import trust_in
from game.engine.world.measures.formula import Ref, evaluate, refs
from game.engine.world.model.ledger import TABLE
from game.engine.world.model.spec import TINY, WorldSpec, parameter_names
from game.engine.world.model.state import World
from game.engine.world.month.closed_form import closed_form_leverage, outside_shares
from game.engine.world.month.escalation import hazard_of, pain
from game.engine.world.month.production import filled

Subject = TypeVar("Subject", contravariant=True)
UNITS: Mapping[str, int] = {
    "index": 0, "percent": 0, "points": 0, "countries": 0, "money": 2, "rung": 1, "flag": 0, "price": 2, "log": 2, "gdp": 2,
    "months": 1, "units": 1, "count": 1, "stance": 1, "share": 1, "quarters": 0, "number": 6,
}  # fmt: skip
"""Units, and the digits after the point with which a quantity of that unit is shown. A share is shown in per cent."""


@dataclass(frozen=True, slots=True)
class Of:
    """What a quantity is read of: a product, regions, a side, what goes by name (a watcher, a dial); and in which lanes."""

    product: int = -1
    rows: tuple[int, ...] = ()
    side: int = -1
    name: str = ""
    lanes: slice = field(default_factory=lambda: slice(None))


@dataclass(frozen=True, slots=True)
class Quantity(Generic[Subject]):
    """One quantity. `read` gives (N,) values; without a reader the formula is what it is. `fine` are the digits where it stands
    beside a bound. `also` names what is shown under it besides the inputs of its formula, a list behind an @. `source` is the id of
    where it comes from; only what has one opens, `by` product or watcher or alone. A quantity of the `month` can be read while a
    month's flows stand, and a constant is a number of content."""

    id: str
    unit: str
    read: Callable[[Subject, Of], Any] | None = None
    formula: str = ""
    also: tuple[str, ...] = ()
    source: str = ""
    digits: int = -1
    fine: int = -1
    by: Literal["", "product", "watcher"] = ""
    month: bool = False
    constant: bool = False

    def shown(self, fine: bool = False) -> int:
        """Digits after the point."""
        digits = self.digits if self.digits >= 0 else UNITS[self.unit]
        return self.fine if fine and self.fine >= 0 else digits

    @property
    def inputs(self) -> tuple[Ref, ...]:
        """What its formula is of."""
        return refs(self.formula) if self.formula else ()


Table = Mapping[str, Quantity[Subject]]


def value(table: Table[Subject], subject: Subject, id: str, of: Of, named: Callable[[Of, str], Of] | None = None) -> Array:
    """(N,) values of a quantity. `named` says what a formula's `quantity[name]` is of. KeyError for one that is not there."""
    quantity = table[id]
    if quantity.read is not None:
        return np.atleast_1d(quantity.read(subject, of))
    return by_formula(table, subject, quantity, of, named)


def by_formula(
    table: Table[Subject], subject: Subject, quantity: Quantity[Subject], of: Of, named: Callable[[Of, str], Of] | None = None
) -> Array:
    """(N,) what a quantity's formula makes of its inputs, whatever its reader says."""

    def found(ref: Ref) -> Array:
        id, name = ref
        return value(table, subject, id, named(of, name) if name and named else of, named)

    return evaluate(quantity.formula, found)


# ---- reading --------------------------------------------------------------------------------------------------------


def _final(w: World, of: Of) -> int:
    return int(w.frame.final_of[of.product])


def _cells(w: World, of: Of, name: str) -> Array:
    """(rows, N) of an array by region alone, or by region and the product or its final."""
    array, rows = getattr(w, name), list(of.rows)
    if TABLE[name].axes == "R":
        return np.asarray(array[rows][:, of.lanes])
    return np.asarray(array[rows, of.product if TABLE[name].axes == "RP" else _final(w, of), of.lanes])


def _total(cells: Array) -> Array:
    """(N,) sum over the rows, one after another."""
    return np.asarray(np.cumsum(cells, axis=0)[-1]) if len(cells) else np.zeros(cells.shape[1:])


def _weighed(cells: Array, weight: Array) -> Array:
    """(N,) mean of (rows, N) by weights of that shape; of one row its own, to the bit; 0 where there are no rows or weights."""
    return _total(cells) if len(cells) <= 1 else np.asarray(_total(cells * weight) / np.maximum(_total(weight), TINY))


def _wanted(w: World, of: Of) -> Array:
    """(rows, N) use that is wanted at calm prices: grown, shifted, less what is designed out."""
    return (1.0 - _cells(w, of, "designed_out")) * _cells(w, of, "demand") * _cells(w, of, "demand_shift")


def _missing(w: World, of: Of) -> Array:
    """(rows, N) use that was asked for at last month's price and could not be had; all that is wanted where nothing was had."""
    gone = _cells(w, of, "shortfall")
    left = 1.0 - gone
    return np.where(left > TINY, _cells(w, of, "used") * gone / np.maximum(left, TINY), _wanted(w, of))


def _sum(name: str) -> Callable[[World, Of], Array]:
    return lambda w, of: _total(_cells(w, of, name))


def _mean(name: str) -> Callable[[World, Of], Array]:
    return lambda w, of: _weighed(cells := _cells(w, of, name), np.ones_like(cells))


def _loss(w: World, of: Of) -> Array:
    rows = list(of.rows)
    losses = np.cumsum(w.loss[rows][:, :, of.lanes], axis=1)[:, -1]
    return _weighed(losses, np.broadcast_to(w.spec.gdp[rows][:, None], losses.shape))


def _spared(w: World, of: Of) -> Array:
    """(rows' mean) of what is designed out, and the most that recycling programmes return along the chain."""
    chain = np.flatnonzero(w.frame.final_of == _final(w, of))
    cells = _cells(w, of, "designed_out") + w.recycling[list(of.rows)][:, chain, of.lanes].max(axis=1)
    return _weighed(cells, np.ones_like(cells))


def _trust(field: str) -> Callable[[World, Of], Array]:
    return lambda w, of: 100.0 * getattr(trust_in(w), field)[of.side, of.lanes]


def _hazard(w: World, of: Of) -> Array:
    window = np.maximum(w.window[0], w.window[1])
    return 100.0 * hazard_of(w.parameters, w.tension, pain(w), window, w.channel)[of.lanes]


# what only a month's flows hold


def _planned(w: World, of: Of) -> Array:
    return np.asarray(w.flows.planned_finals[of.rows[0], _final(w, of), of.lanes])


def _shelf(w: World, of: Of) -> Array:
    """Months of planned use on the shelves of one region before the month's use is taken from them."""
    return np.asarray((_sum("stock")(w, of) + _sum("used")(w, of)) / (_planned(w, of) + TINY))


def _served(w: World, of: Of) -> Array:
    """The model's own share of planned use that these shelves serve, for one region."""
    calm = w.policy.calm.finals[of.rows[0], _final(w, of)]
    shelf = np.atleast_1d(_shelf(w, of))
    return filled(w, shelf, np.broadcast_to(calm, shelf.shape), np.empty_like(shelf))


def _met(zone: int) -> Callable[[World, Of], Array]:
    return lambda w, of: w.flows.clearing_ratio[zone, of.product, of.lanes]


def _last_log_price(zone: int) -> Callable[[World, Of], Array]:
    return lambda w, of: w.flows.log_price[0, zone, of.product, of.lanes]


def _constant(name: str) -> Callable[[World, Of], Any]:
    return lambda w, of: getattr(w.parameters, name)


# ---- the table ------------------------------------------------------------------------------------------------------

MARKET, FIGURES = "market", "figures"
SERVED = "min(1, shelf, (1 - (1 + rationing*shelf/16)**-16) / (1 - (1 + rationing*calm_shelf/16)**-16))"
MOVED = (
    "price_stickiness*last_price_{0} + (1 - price_stickiness)*min(price_high, max(price_low, -log(met_{0})/purchase_elasticity))"
)
HAZARD = (
    "100*(1 - exp(-hazard_base*exp(hazard_tension*tension + hazard_pain*pain + hazard_window*window"
    " - hazard_channel*channel)))"
)  # fmt: skip


def _price(id: str, zone: int) -> Quantity[World]:
    also = ("contract-price-" + id[6:], "investor-price-" + id[6:], "push-" + id[6:], *(("cover@final", "missing@final") * zone))
    formula = f"exp({MOVED.format(id.replace('-', '_')[6:])})"
    return Quantity(
        id, "price", lambda w, of: w.price[zone, of.product, of.lanes], formula, (*also, "price-floor@some"), MARKET, by="product"
    )


def table_of(rows: Sequence[Quantity[Subject]]) -> Table[Subject]:
    """Quantities by id."""
    return {q.id: q for q in rows}


QUANTITIES: Table[World] = table_of((
    _price("price-in", 0),
    _price("price-out", 1),
    *(
        Quantity(f"{name}-{where}", unit, read)
        for zone, where in enumerate(("in", "out"))
        for name, unit, read in (
            ("contract-price", "price", lambda w, of, z=zone: w.price_average[0, z, of.product, of.lanes]),
            ("investor-price", "price", lambda w, of, z=zone: w.price_average[1, z, of.product, of.lanes]),
            ("push", "log", lambda w, of, z=zone: w.momentum[z, of.product, of.lanes]),
        )
    ),
    Quantity("price-floor", "price", lambda w, of: w.floor[:, of.product, of.lanes].max(axis=0)),
    Quantity("stock", "units", _sum("stock")),
    Quantity("reserve-held", "units", _sum("reserve")),
    Quantity("wanted", "units", lambda w, of: _total(_wanted(w, of))),
    Quantity("all-use", "units", _sum("demand")),
    Quantity("cover", "months", None, "stock / wanted", ("price-out",), MARKET, by="product"),
    Quantity("reserve", "months", None, "reserve_held / all_use"),
    Quantity("missing-use", "units", lambda w, of: _total(_missing(w, of))),
    Quantity("asked-use", "units", lambda w, of: _total(_missing(w, of) + _cells(w, of, "used"))),
    Quantity("missing", "percent", None, "100 * missing_use / asked_use", ("shortfall@worst", "cover"), MARKET, digits=1,
             by="product"),
    Quantity("shortfall", "share", lambda w, of: _weighed(_cells(w, of, "shortfall"), _missing(w, of) + _cells(w, of, "used"))),
    Quantity("designed-out", "share", lambda w, of: _weighed(_cells(w, of, "designed_out"), _cells(w, of, "demand"))),
    Quantity("spared", "share", _spared),
    Quantity("capacity", "units", _sum("capacity")),
    Quantity("capacity-world", "units", lambda w, of: np.cumsum(w.capacity[:, of.product, of.lanes], axis=0)[-1]),
    Quantity("share", "share", None, "capacity / capacity_world"),
    Quantity("made", "percent", None, "100 * share", digits=1),
    Quantity("exports", "units", _sum("exports")),
    Quantity("refused", "units", _sum("denied")),
    Quantity("granted", "share", None, "exports / (exports + refused)", digits=0),
    Quantity("loss", "gdp", _loss),
    Quantity("attention", "number", _mean("attention"), digits=2),
    Quantity("talent", "number", _mean("talent"), digits=2),
    Quantity("tension", "rung", lambda w, of: w.tension[of.lanes]),
    Quantity("channel", "flag", lambda w, of: w.channel[of.lanes]),
    Quantity("pain", "share", lambda w, of: pain(w)[of.lanes]),
    Quantity("window", "share", lambda w, of: np.maximum(w.window[0], w.window[1])[of.lanes]),
    Quantity("hazard", "percent", _hazard, HAZARD, (), FIGURES, digits=1),
    Quantity("world-rung", "rung", lambda w, of: w.rung[of.side, of.lanes]),
    Quantity("trust", "percent", _trust("score")),
    Quantity("trust-rival", "percent", _trust("rival")),
    Quantity("trust-by", "percent", lambda w, of: 100.0 * trust_in(w).by_region[of.side, of.rows[0], of.lanes],
             "100 * good_memories / (good_memories + bad_memories)"),
    Quantity("good-memories", "months", lambda w, of: w.belief_good[of.side, of.rows[0], of.lanes]),
    Quantity("bad-memories", "months", lambda w, of: w.belief_bad[of.side, of.rows[0], of.lanes]),
    Quantity("rival-trade", "share", lambda w, of: w.frame.trade_weight[of.side, int(w.spec.side_region[1 - of.side])]),
    Quantity("covered", "percent", lambda w, of: 100.0 * outside_shares(w, (w.capacity,))[0][_final(w, of), of.lanes]),
    Quantity("quick-leverage", "index", lambda w, of: closed_form_leverage(w)[of.side, of.lanes]),
    Quantity("planned", "units", _planned, month=True),
    Quantity("shelf", "months", _shelf, month=True),
    Quantity("calm-shelf", "months", lambda w, of: w.frame.cover0[of.rows[0], of.product, 0] + 1.0, month=True),
    Quantity("served", "share", _served, SERVED, month=True),
    *(
        Quantity(f"{name}-{where}", unit, read(zone), month=True)
        for zone, where in enumerate(("in", "out"))
        for name, unit, read in (("met", "number", _met), ("last-price", "log", _last_log_price))
    ),
    *(Quantity(name.replace("_", "-"), "number", _constant(name), constant=True) for name in parameter_names()),
))  # fmt: skip


def outside(spec: WorldSpec, product: int) -> tuple[int, ...]:
    """The regions outside a product's home."""
    return tuple(r for r in range(len(spec.regions)) if r != int(spec.home[product]))


def one(world: World, id: str, product: int = -1, rows: tuple[int, ...] = (), side: int = -1) -> float:
    """A quantity of a world of one lane."""
    return float(value(QUANTITIES, world, id, Of(product, rows, side))[0])
