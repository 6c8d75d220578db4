"""What back-tests read off a run: one function a quantity, and how a target's number comes from its months."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from game.content.format.case_items import Read, month_index
from game.engine.world.arithmetic.array import Array
from game.engine.world.measures.leverage import Leverage, leverage
from game.engine.world.model.frame import UNLIMITED
from game.engine.world.model.state import World
from game.lab.history.backtest_script import Script, columns_of

Series = Mapping[tuple[object, ...], Array]
Quantity = Callable[[World, Read, list[int], list[int]], Array]


def key(read: Read) -> tuple[object, ...]:
    """What tells one series from another: the read without its months and run."""
    return read.what, read.of, read.at, read.zone, read.side


def measure(world: World, read: Read) -> Array:
    """(N,) the quantity in the month that the world has just lived through."""
    spec = world.spec
    finals = read.what in ("used", "shortfall", "designed-out", "loss")
    columns = columns_of(spec.finals if finals else spec.products, read.of)
    rows = [spec.region(r) for r in read.at] or list(range(len(spec.regions)))
    return QUANTITIES[read.what](world, read, rows, columns)


def dear(read: Read) -> bool:
    """Whether a quantity needs runs of its own, so that it is read only in the months that are asked for."""
    return read.what.startswith("leverage")


def _price(w: World, read: Read, rows: list[int], columns: list[int]) -> Array:
    return np.asarray(w.price[0 if read.zone == "inside" else 1][columns].mean(axis=0))


def _premium(w: World, read: Read, rows: list[int], columns: list[int]) -> Array:
    return np.asarray((w.price[1][columns] / w.price[0][columns]).mean(axis=0))


def _price_move(w: World, read: Read, rows: list[int], columns: list[int]) -> Array:
    return np.asarray(np.abs(w.price[:, columns] - 1.0).max(axis=(0, 1)))


def _flow(name: str) -> Quantity:
    def read_flow(w: World, read: Read, rows: list[int], columns: list[int]) -> Array:
        return np.asarray(getattr(w, name)[np.ix_(rows, columns)].sum(axis=(0, 1)))

    return read_flow


def _outflow(w: World, read: Read, rows: list[int], columns: list[int]) -> Array:
    return np.asarray((w.exports + w.leaked)[np.ix_(rows, columns)].sum(axis=(0, 1)))


def _usual(w: World, read: Read, rows: list[int], columns: list[int]) -> Array:
    return np.full(w.lanes, float(w.frame.baseline[np.ix_(rows, columns)].sum()))


def _permitted(w: World, read: Read, rows: list[int], columns: list[int]) -> Array:
    usual = w.frame.baseline * np.where(w.licence >= UNLIMITED, 1.0, w.licence)
    return np.asarray(usual[np.ix_(rows, columns)].sum(axis=(0, 1)))


def _share(w: World, read: Read, rows: list[int], columns: list[int]) -> Array:
    part, whole = w.output[np.ix_(rows, columns)].sum(axis=(0, 1)), w.output[:, columns].sum(axis=(0, 1))
    return np.asarray(part / np.maximum(whole, 1e-9))


def _by_demand(name: str) -> Quantity:
    def read_mean(w: World, read: Read, rows: list[int], columns: list[int]) -> Array:
        cells = np.ix_(rows, columns)
        weight = w.demand[cells]
        return np.asarray((getattr(w, name)[cells] * weight).sum(axis=(0, 1)) / np.maximum(weight.sum(axis=(0, 1)), 1e-9))

    return read_mean


def _loss(w: World, read: Read, rows: list[int], columns: list[int]) -> Array:
    gdp = w.frame.gdp[rows]
    return np.asarray((w.loss[np.ix_(rows, columns)].sum(axis=1) * gdp).sum(axis=0) / gdp.sum())


def _leverage(part: Callable[[Leverage], Array]) -> Quantity:
    def read_leverage(w: World, read: Read, rows: list[int], columns: list[int]) -> Array:
        return np.asarray(part(leverage(w))[0 if read.side == "beijing" else 1])

    return read_leverage


QUANTITIES: Mapping[str, Quantity] = MappingProxyType(
    {
        "price": _price,
        "premium": _premium,
        "price-move": _price_move,
        "exports": _flow("exports"),
        "leaked": _flow("leaked"),
        "outflow": _outflow,
        "denied": _flow("denied"),
        "permitted": _permitted,
        "usual-exports": _usual,
        "output": _flow("output"),
        "share": _share,
        "used": _flow("used"),
        "shortfall": _by_demand("shortfall"),
        "designed-out": _by_demand("designed_out"),
        "stock": _flow("stock"),
        "capacity": _flow("capacity"),
        "loss": _loss,
        "leverage": _leverage(lambda x: x.index),
        "leverage-today": _leverage(lambda x: x.today.index),
        "leverage-usd": _leverage(lambda x: x.today.net),
    }
)


def months_of(script: Script, read: Read) -> tuple[int, int]:
    """First and last month of the case that a read looks at."""
    first = month_index(read.begins) - script.first if read.begins else 0
    last = month_index(read.until) - script.first if read.until else (first if read.begins else script.case.months - 1)
    return first, max(first, last)


def taken(script: Script, read: Read, series: Series) -> Array:
    """(K,) the read's number for each parameter set."""
    lanes = [script.lane(read.run, k) for k in range(script.sets)]
    whole = series[key(read)][:, lanes]
    first, last = months_of(script, read)
    part = whole[first : last + 1]
    if read.take == "months-to-max":
        return np.asarray(part.argmax(axis=0) + first, dtype=np.float64)
    if read.take == "after-max":
        at = np.minimum(part.argmax(axis=0) + first + read.months, len(whole) - 1)
        return np.asarray(whole[at, np.arange(len(lanes))])
    if read.take == "last":
        return np.asarray(part[-1])
    return np.asarray(getattr(part, read.take)(axis=0))
