"""What a world carries beside its numbers while months run: working arrays, and what its policy arrays say. For speed only: nothing
here is saved or hashed, and `standing.py` fills in what the policy says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from game.engine.world.arithmetic.array import Array, Ints
from game.engine.world.arithmetic.portable import Desk
from game.engine.world.model.arrays import AVERAGES
from game.engine.world.model.frame import Frame


class Scratch:
    """Working arrays that live for one month at most, by name; they carry nothing from month to month."""

    __slots__ = ("desk", "flat", "floats", "held", "lanes", "shapes")

    def __init__(self, frame: Frame, lanes: int) -> None:
        r, p, f = frame.regions, frame.products, frame.finals
        self.lanes, self.floats = lanes, frame.floats
        self.held: dict[str, Array] = {}
        self.flat: dict[tuple[float, tuple[int, ...]], Array] = {}
        self.desk = Desk()
        self.shapes = {
            "RP": (r, p),
            "P": (p,),
            "ZP": (2, p),
            "RF": (r, f),
            "F": (f,),
            "R": (r,),
            "ZF": (2, f),
            "2ZP": (2, 2, p),
            "TZP": (AVERAGES, 2, p),
            "RI": (r, len(frame.feeds)),
            "BR": (2, r),
            "RM": (r, len(frame.mines.home_rows) if frame.mines else 0),
        }

    def get(self, name: str, axes: str) -> Array:
        """The working array of this name, made on first use with these axes."""
        found = self.held.get(name)
        if found is None:
            found = self.held[name] = np.zeros((*self.shapes[axes], self.lanes), dtype=self.floats)
        return found

    def keep(self, name: str, made: Array) -> Array:
        """Remember an array of another shape under this name."""
        self.held[name] = made
        return made

    def ones(self, like: Array) -> Array:
        """Ones in the shape of `like`: a bound as an array is half the price of one as a number. Not to be written to."""
        return self._constant(1.0, like.shape)

    def zeros(self, like: Array) -> Array:
        """Zeros in the shape of `like`. Not to be written to."""
        return self._constant(0.0, like.shape)

    def _constant(self, value: float, shape: tuple[int, ...]) -> Array:
        found = self.flat.get((value, shape))
        if found is None:
            found = self.flat[value, shape] = np.full(shape, value, dtype=self.floats)
        return found


@dataclass(slots=True)
class Standing:
    """Flags and constants of a run of months; arrays end in the lane axis.

    L are the licensed cells: rows of (R*P) in which a licence limits some lane. The two flags at the end are the month's own:
    whether anything was denied or is feared."""

    floor: Ints  # (G,) rows of (R*P) in which a price is guaranteed in some lane
    floor_run: Array  # (G, N) utilisation that the guaranteed price would draw, over the usual one
    certain: Ints  # rows of (R*P) where a floor or an offtake calms investors
    hoard: bool
    recycling: bool
    reserves: Ints  # (V,) rows of (R*P) in which some lane holds or wants a public reserve
    research: bool
    shifted: bool  # demand
    subsidy: bool
    credit: bool
    haste: Ints  # rows of (R*P) whose new plants open sooner
    knowhow: bool
    lateness: bool
    licensed: Ints  # (L,) rows of (R*P), in order
    licensed_product: Ints  # (L,) the product of each
    usual: Array  # (L, 1) half the usual flow
    limit: Array  # (L, N) shipments that licences allow, whole quanta
    promised: Array  # (L, N) shipments that were announced
    late: Array  # (L, N) weight of lateness of what is shipped: 0 from the usual flow on
    leak: Array  # (P, N) share of what is denied that can leak at most
    captive: Array  # (P, N) share of licensed cargo that stays with the licensed buyer
    hold_ratio: Array  # (P, N) fill ratio above which home keeps output back
    reserve_share: Any  # most of a reserve that is released a month
    at_work: Array | None  # (R, P, N) share of capacity that no outage keeps idle, None without any; by-products stop with the mine
    evaded: Array | None  # (L, N) share of licensed goods that leak as denied ones do; None where nobody has cause to
    designout_cap: Array  # (F, 1 or N) share of use that can ever be designed out
    designout_pace: Array  # (F, 1 or N) most of what is left that goes in a month
    products: tuple[int, ...]  # those that have licensed cells
    denying: bool | None = None  # whether some flow is denied or leaks; None until the first month has told
    afraid: bool = True  # whether some buyer may fear denial
