"""Posting: every change of a state array is rounded to the array's quantum, added, and (if a ledger listens) written down.

So `before + sum of posted == after` holds to the bit, with a ledger or without. Worlds of 32-bit numbers, which only sketch what
may come, are not rounded: their numbers have no room for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np

from game.engine.world.arithmetic.array import Array, Ints
from game.engine.world.arithmetic.quantum import WIDE, round_to
from game.engine.world.model.arrays import ARRAYS, ArraySpec
from game.engine.world.model.state import World

TABLE: Mapping[str, ArraySpec] = MappingProxyType({a.name: a for a in ARRAYS})
ROUNDERS: Mapping[str, Array] = MappingProxyType({a.name: np.array(1.5 * 2.0 ** (52 - a.quantum_bits)) for a in ARRAYS})
"""Adding one and taking it away again leaves no bits below the array's quantum. Without axes, as in `portable.Constants`."""


@dataclass(frozen=True, slots=True)
class Line:
    """One posted change: `delta` has the shape of the array's part named by `at` (an index; () is the whole)."""

    month: int
    phase: str
    array: str
    cause: str
    at: Any
    delta: Array


@dataclass(slots=True)
class Ledger:
    """Collects lines. `phase` is set by the month as it goes."""

    lines: list[Line] = field(default_factory=list)
    phase: str = ""


def to_quantum(name: str, delta: Array) -> None:
    """Round a change of the state array `name` to its quantum, in place."""
    if delta.itemsize == WIDE:
        np.add(delta, ROUNDERS[name], out=delta)
        np.subtract(delta, ROUNDERS[name], out=delta)


def post(
    world: World, name: str, delta: Array, cause: str, ledger: Ledger | None = None, at: Any = (), exact: bool = False
) -> None:
    """Round `delta` to the quantum of the state array `name` (in place) and add it to the part `at` of the array.

    `exact` says that delta stands on the quantum already (a shipment that was rounded once and is booked with both signs)."""
    if not exact:
        to_quantum(name, delta)
    target: Array = getattr(world, name)
    if at != ():
        target = target[at]  # a view: `at` is made of numbers and slices
    np.add(target, delta, out=target)
    if ledger is not None:
        ledger.lines.append(Line(world.month, ledger.phase, name, cause, at, delta.copy()))
    if name == "due":
        rest = at[1:] if isinstance(at, tuple) else ()
        post(world, "under_way", np.cumsum(delta, axis=0)[-1] if at == () else delta, cause, ledger, rest, exact=True)


def post_rows(world: World, name: str, rows: Ints, delta: Array, cause: str, ledger: Ledger | None, exact: bool = False) -> None:
    """Round `delta` (L, N) to the quantum and add it to these rows, each named once, of a state array seen as (cells, N)."""
    if not exact:
        to_quantum(name, delta)
    target: Array = getattr(world, name)
    target.reshape(-1, world.lanes)[rows] += delta
    if ledger is not None:
        at = np.unravel_index(rows, target.shape[:-1])
        ledger.lines.append(Line(world.month, ledger.phase, name, cause, at, delta))


def draw(world: World, name: str, amount: Array, cause: str, ledger: Ledger | None, at: Any) -> None:
    """Take `amount`, which stands on the quantum already, from the part `at` of a state array; `amount` is left as it is."""
    target: Array = getattr(world, name)[at]
    np.subtract(target, amount, out=target)
    if ledger is not None:
        ledger.lines.append(Line(world.month, ledger.phase, name, cause, at, np.negative(amount)))


def settle(world: World, name: str, value: Array | float, at: Any = ()) -> None:
    """Set (the part `at` of) a policy array, rounded to its quantum. KeyError for an array that is no policy."""
    table = TABLE[name]
    if table.kind != "policy":
        raise KeyError(f"'{name}' is a {table.kind} array; only policy arrays are set, state changes by posting.")
    target: Array = getattr(world, name)
    target[at] = round_to(np.asarray(value, dtype=np.float64), table.quantum_bits)
