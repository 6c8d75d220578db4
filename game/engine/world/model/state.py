"""The `World`: one array per line of the table in `arrays.py`, lanes last, and the verbs that start, copy and join worlds.

No equations here; the phases change it, `ledger.post` is how."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import fields, replace
from threading import get_ident
from typing import Any, cast
from zlib import compress, decompressobj

import numpy as np
from numpy.typing import NDArray

from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.quantum import round_to
from game.engine.world.model.arrays import ARRAYS, AVERAGES
from game.engine.world.model.flows import Flows
from game.engine.world.model.frame import Frame, build_frame
from game.engine.world.model.policy_in_force import CalmCurves, PolicyInForce
from game.engine.world.model.spec import Parameters, WorldSpec
from game.engine.world.model.working_arrays import WorkingArrays

PARAMETERS = tuple(f.name for f in fields(Parameters))


class World:
    """The arrays of N parallel worlds in the same month. Axes as in `arrays.ARRAYS`, then lanes.

    `month` counts months since the scenario's start. `parameters` are the spec's, spread over lanes where they are vectors."""

    capacity: Array
    due: Array
    under_way: Array
    stock: Array
    reserve: Array
    afloat: Array
    price: Array
    price_average: Array
    premium: Array
    momentum: Array
    belief_good: Array
    belief_bad: Array
    attention: Array
    fear: Array
    talent: Array
    learned: Array
    designed_out: Array
    demand: Array
    rung: Array
    tension: Array
    window: Array
    loss_sum: Array
    licence: Array
    tracked: Array
    sealed: Array
    hold_shift: Array
    credit: Array
    subsidy: Array
    floor: Array
    offtake: Array
    haste: Array
    schooling: Array
    knowhow: Array
    research: Array
    recycling: Array
    reserve_target: Array
    outage: Array
    cost_shift: Array
    demand_shift: Array
    hoard: Array
    conduct: Array
    channel: Array
    expected: Array
    output: Array
    exports: Array
    leaked: Array
    denied: Array
    arrivals: Array
    used: Array
    shortfall: Array
    loss: Array
    utilisation: Array
    surplus_lost: Array
    rent: Array
    floor_cost: Array
    reserve_cost: Array
    sales: Array
    hazard: Array

    __slots__ = (
        *(a.name for a in ARRAYS),
        "spec",
        "frame",
        "parameters",
        "month",
        "lanes",
        "calm",
        "flows",
        "policy",
        "_working",
    )

    spec: WorldSpec
    frame: Frame
    parameters: Parameters
    month: int
    lanes: int
    _working: dict[int, WorkingArrays]  # by thread
    flows: Flows  # of the last month
    policy: PolicyInForce  # read by `step` at its start
    calm: CalmCurves | None  # found by the first `step`

    def __init__(self, spec: WorldSpec, frame: Frame, parameters: Parameters, month: int, arrays: dict[str, Array]) -> None:
        self.spec, self.frame, self.parameters, self.month = spec, frame, parameters, month
        for name, value in arrays.items():
            setattr(self, name, value)
        self.lanes = int(self.price.shape[-1])
        self._working, self.flows, self.calm = {}, Flows(frame, self.lanes), None

    @property
    def working(self) -> WorkingArrays:
        """Arrays to work in, each thread's own: measures write into them, and several threads measure the world that is seen."""
        thread = get_ident()
        found = self._working.get(thread)
        if found is None:
            found = self._working[thread] = WorkingArrays(self.frame, self.lanes)
        return found

    def arrays(self) -> dict[str, Array]:
        """All arrays by name, in the order of the table."""
        return {a.name: cast(Array, getattr(self, a.name)) for a in ARRAYS}

    def own_parameters(self) -> tuple[Array, ...]:
        """The parameters that are one value a lane, (N,)."""
        return tuple(np.asarray(v) for v in _vectors(self.parameters).values())

    def copy(self) -> World:
        """A world of its own with equal numbers."""
        return self._with({k: v.copy() for k, v in self.arrays().items()}, self.parameters)

    def take(self, lanes: Sequence[int] | NDArray[np.int64]) -> World:
        """The lanes of these positions, in this order."""
        index = np.asarray(lanes, dtype=np.int64)
        return self._with(
            {k: v.take(index, axis=-1) for k, v in self.arrays().items()}, spread(self.parameters, lambda v: v[index])
        )

    def only(self, i: int) -> World:
        """One lane that shares its numbers with this world: to be read, while this one stays as it is."""
        own = slice(i, i + 1)
        return self._with({k: v[..., own] for k, v in self.arrays().items()}, spread(self.parameters, lambda v: v[own]))

    def repeat(self, n: int) -> World:
        """All lanes n times over: lane i stands again at i + k * lanes for k below n."""
        return self._with(
            {k: np.concatenate([v] * n, axis=-1) for k, v in self.arrays().items()},
            spread(self.parameters, lambda v: np.concatenate([v] * n)),
        )

    def lane(self, i: int) -> World:
        """One lane as a world of its own."""
        return self.take([i])

    def single(self) -> World:
        """A copy in numbers of 32 bits: half the memory and faster, but nothing that is published may come from it."""
        arrays = {k: cast(Array, v.astype(np.float32)) for k, v in self.arrays().items()}
        parameters = spread(self.parameters, lambda v: v.astype(np.float32))
        return World(self.spec, self.frame.single(), parameters, self.month, arrays)

    def digest_bytes(self) -> bytes:
        """Bytes that are equal exactly when the worlds are: month, names, shapes and little-endian numbers (no minus zero)."""
        parts = [f"month {self.month} lanes {self.lanes}".encode()]
        for name, value in self.arrays().items():
            parts.append(f"{name} {value.shape}".encode())
            parts.append((value + 0.0).astype("<f8").tobytes())
        return b"\n".join(parts)

    def document(self) -> dict[str, Any]:
        """A plain document for saves: month, lanes and the arrays as text that gives back every bit."""
        packed = {k: b64encode(compress(v.astype("<f8").tobytes(), 6)).decode() for k, v in self.arrays().items()}
        return {"month": self.month, "lanes": self.lanes, "arrays": packed}

    def _with(self, arrays: dict[str, Array], parameters: Parameters) -> World:
        return World(self.spec, self.frame, parameters, self.month, arrays)


def _vectors(parameters: Parameters) -> dict[str, Any]:
    """The parameters that are one value a lane, by name. A world that is played has none, and is taken apart often."""
    values = ((name, getattr(parameters, name)) for name in PARAMETERS)
    return {name: value for name, value in values if value.__class__ is not float and np.ndim(value) > 0}


def spread(parameters: Parameters, change: Any) -> Parameters:
    """Parameters with a change applied to those that are one value per lane, (N,); the same ones where none is."""
    vectors = _vectors(parameters)
    return replace(parameters, **{k: change(np.asarray(v)) for k, v in vectors.items()}) if vectors else parameters


def start(spec: WorldSpec, lanes: int = 1) -> World:
    """The scenario's first month: every market balanced in the calm world, then stocks, prices and beliefs as the spec says.

    Capacity follows from output0 / run0, stocks from cover0 months of calm use times stock_factor."""
    frame = build_frame(spec)
    first: dict[str, Array] = {
        "capacity": frame.capacity0,
        "due": spec.pipeline,
        "under_way": np.cumsum(round_to(spec.pipeline), axis=0)[-1],
        "stock": spec.cover0 * spec.stock_factor * frame.plan0,
        "price": spec.price0,
        "price_average": np.stack([spec.price0] * AVERAGES),
        "belief_good": spec.belief0 * spec.belief_weight0,
        "belief_bad": (1.0 - spec.belief0) * spec.belief_weight0,
        "attention": spec.attention0,
        "talent": spec.talent0,
        "demand": frame.use0,
        "rung": spec.rung0,
        "tension": np.asarray(spec.tension0, dtype=np.float64),
    }
    arrays = {}
    for array in ARRAYS:
        value = np.full(frame.shape(array.axes, lanes), array.calm)
        if array.name in first:
            value[...] = round_to(first[array.name], array.quantum_bits)[..., None]
        arrays[array.name] = value
    return World(spec, frame, spec.parameters, 0, arrays)


def concat(worlds: Sequence[World]) -> World:
    """The lanes of several worlds of one spec and month, side by side. ValueError when months differ."""
    head = worlds[0]
    if any(w.month != head.month for w in worlds):
        raise ValueError(f"Only worlds of the same month can stand side by side; found months {[w.month for w in worlds]}.")
    arrays = {a.name: np.concatenate([getattr(w, a.name) for w in worlds], axis=-1) for a in ARRAYS}
    joined = {}
    for f in fields(head.parameters):
        values = [getattr(w.parameters, f.name) for w in worlds]
        if any(np.ndim(v) > 0 or v != values[0] for v in values):
            joined[f.name] = np.concatenate(
                [np.broadcast_to(np.asarray(v, dtype=np.float64), w.lanes) for v, w in zip(values, worlds, strict=True)]
            )
    return World(head.spec, head.frame, replace(head.parameters, **joined) if joined else head.parameters, head.month, arrays)


def from_document(spec: WorldSpec, document: dict[str, Any]) -> World:
    """The world that `World.document` wrote. ValueError when an array is missing or has another size."""
    frame, lanes = build_frame(spec), int(document["lanes"])
    arrays = {}
    for array in ARRAYS:
        shape = frame.shape(array.axes, lanes)
        if array.name not in document["arrays"]:
            raise ValueError(f"The saved world lacks the array '{array.name}'; it was written by another version.")
        expected = int(np.prod(shape))
        packed = b64decode(document["arrays"][array.name])
        flat = np.frombuffer(decompressobj().decompress(packed, 8 * expected + 8), dtype="<f8").astype(np.float64)
        if flat.size != expected:
            raise ValueError(
                f"The saved array '{array.name}' has {flat.size} numbers; expected {expected}: it is of other content."
            )
        arrays[array.name] = flat.reshape(shape)
    return World(spec, frame, spec.parameters, int(document["month"]), arrays)
