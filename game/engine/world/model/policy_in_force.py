"""What the policy arrays say for all months of one run of `step`; `month/policy_reading.py` reads it off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from game.engine.world.arithmetic.array import Array, Ints


@dataclass(frozen=True, slots=True)
class CalmCurves:
    """Where three curves stand in the calm world; found once for a world, since neither policy nor time moves them."""

    feeds: Array  # (R, I, 1 or N) what `filled` divides by for products that others are made from
    finals: Array  # (R, F, 1 or N) and for finals
    hold_ratio: Array  # (P, N) `PolicyInForce.hold_ratio` without a shift


@dataclass(frozen=True, slots=True)
class PolicyInForce:
    """Flags and constants of a run of months; arrays end in the lane axis. The flags let phases leave out work that would add or
    multiply by nothing; the outcome is the same to the bit.

    L are the licensed cells: rows of (R*P) in which a licence limits some lane."""

    calm: CalmCurves
    floors: Ints  # (G,) rows of (R*P) in which a price is guaranteed in some lane
    floor_run: Array  # (G, N) utilisation that the guaranteed price would draw, over the usual one
    certain: Ints  # rows of (R*P) where a floor or an offtake calms investors
    hoarding: bool
    recycled: bool
    reserves: Ints  # (V,) rows of (R*P) in which some lane holds or wants a public reserve
    researched: bool
    demand_shifted: bool
    subsidised: bool
    credited: bool
    hastened: Ints  # rows of (R*P) whose new plants open sooner
    knowhow_shared: bool
    treatment: bool  # something may be late or leak, so that memories differ even where nothing is denied
    licensed_cells: Ints  # (L,) rows of (R*P), in order
    licensed_product: Ints  # (L,) the product of each
    licensed_products: Ints  # (C,) those that have licensed cells
    dear: Ints  # (W,) rows of (R*P) whose buyers pay, or may come to pay, a premium
    room: Array  # (R, C, N) shipments of the licensed products that licences allow, none to their homes
    half_usual: Array  # (L, 1) half the usual flow
    limit: Array  # (L, N) shipments that licences allow, whole quanta
    promised: Array  # (L, N) shipments that were announced
    late: Array  # (L, N) weight of lateness of what is shipped: 0 from the usual flow on
    leak_most: Array  # (P, N) share of what is denied that can leak at most
    captive_share: Array  # (P, N) share of licensed cargo that stays with the licensed buyer
    hold_ratio: Array  # (P, N) fill ratio above which home keeps output back
    reserve_share: Any  # most of a reserve that is released a month
    at_work: Array | None  # (R, P, N) share of capacity that no outage keeps idle, None without any; by-products stop with the mine
    evaded: Array | None  # (L, N) share of licensed goods that leak as denied ones do; None where nobody has cause to
    designout_most: Array  # (F, 1 or N) share of use that can ever be designed out
    designout_pace: Array  # (F, 1 or N) most of what is left that goes in a month
