"""One month as a visible tuple of phases, `step` to run months, and the guard against numbers that are none.

What the phases do stands in their own modules; the order here is the model's order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.luck import Luck
from game.engine.world.model.ledger import TABLE, Ledger
from game.engine.world.model.spec import SIDES
from game.engine.world.model.state import World
from game.engine.world.month.adaptation import growth, memory, response
from game.engine.world.month.escalation import danger, ladder
from game.engine.world.month.investment import invest
from game.engine.world.month.market import clearing, prices, purchases
from game.engine.world.month.policy_reading import read_policy
from game.engine.world.month.production import openings, production
from game.engine.world.month.trust import trust
from game.engine.world.month.use import accounts, consumption, sales

Need = Literal["always", "full", "books", "growth", "ladder", "starts", "danger"]


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase: its name, function, when it runs, and all that it touches beside constants (a test compares).

    `writes` and `reads` name arrays of the world; state is posted to, so that a state array in `writes` may be read, too. `policy`
    names fields of `PolicyInForce`, `takes` and `gives` name `Flows`. Flows and results are of the same month, given by a phase
    before; those in `carried` are as the month before left them, or as they were when the run began."""

    name: str
    run: Callable[[World, Luck | None, Ledger | None], None]
    need: Need
    writes: tuple[str, ...]
    reads: tuple[str, ...] = ()
    policy: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()


PHASES: tuple[Phase, ...] = (
    Phase(
        "openings",
        openings,
        "always",
        writes=("capacity", "due", "under_way"),
        reads=("price_average", "premium", "floor", "offtake", "subsidy"),
        policy=("dear", "certain", "subsidised"),
    ),
    Phase(
        "production",
        production,
        "always",
        writes=("output", "utilisation"),
        reads=("price", "price_average", "premium", "capacity", "stock", "demand", "demand_shift", "designed_out"),
        policy=("calm", "floors", "floor_run", "at_work", "demand_shifted", "dear"),
        gives=("log_price", "paid", "planned_use", "planned_finals", "wanted_finals"),
    ),
    Phase(
        "purchases",
        purchases,
        "always",
        writes=("stock", "output"),
        reads=("output", "momentum", "fear", "hoard", "reserve", "reserve_target", "recycling"),
        policy=("hoarding", "recycled", "reserves", "reserve_share"),
        takes=("log_price", "planned_use"),
        gives=("wanted_purchases", "reserve_wanted", "reserve_released"),
        carried=("afraid",),
    ),
    Phase(
        "clearing",
        clearing,
        "always",
        writes=("exports", "leaked", "denied", "arrivals", "stock", "afloat", "reserve"),
        reads=("output", "premium"),
        policy=(
            *(
                "licensed_cells",
                "licensed_product",
                "licensed_products",
                "room",
                "half_usual",
                "limit",
                "evaded",
                "leak_most",
                "captive_share",
            ),
            *("hold_ratio", "reserves"),
        ),
        takes=("log_price", "wanted_purchases", "reserve_wanted", "reserve_released"),
        gives=(
            *("applied_for", "licensed", "refused_share", "exported", "reserve_bought", "clearing_ratio", "denying"),
            *("offered", "premium_wanted"),
        ),
        carried=("denying", "denied", "leaked"),
    ),
    Phase(
        "consumption",
        consumption,
        "always",
        writes=("stock", "used", "shortfall", "loss", "loss_sum"),
        policy=("calm",),
        takes=("planned_finals",),
        gives=("region_loss",),
    ),
    Phase("sales", sales, "always", writes=("sales",), reads=("price_average",), takes=("exported",)),
    Phase(
        "accounts",
        accounts,
        "books",
        writes=("floor_cost", "reserve_cost", "rent", "surplus_lost", "loss_sum"),
        reads=("output", "exports", "denied", "leaked", "price", "price_average", "premium", "floor"),
        policy=("floors", "reserves", "dear", "licensed_cells"),
        takes=("denying", "offered", "refused_share", "paid", "wanted_finals", "reserve_bought", "reserve_released"),
    ),
    Phase(
        "prices",
        prices,
        "always",
        writes=("momentum", "price", "price_average", "premium"),
        policy=("dear",),
        takes=("log_price", "clearing_ratio", "premium_wanted"),
    ),
    Phase(
        "trust",
        trust,
        "books",
        writes=("belief_good", "belief_bad"),
        policy=("licensed_cells", "licensed_products", "half_usual", "promised", "late", "treatment"),
        takes=("applied_for", "licensed", "refused_share", "denying"),
    ),
    Phase(
        "response",
        response,
        "always",
        writes=("designed_out", "fear"),
        reads=("exports", "denied", "research", "premium"),
        policy=("designout_most", "designout_pace", "researched", "dear"),
        takes=("paid", "denying"),
        gives=("denied_share", "afraid"),
        carried=("afraid",),
    ),
    Phase(
        "memory",
        memory,
        "full",
        writes=("attention", "learned"),
        reads=("output", "exports", "arrivals"),
        takes=("region_loss", "denied_share", "denying"),
    ),
    Phase("growth", growth, "growth", writes=("demand", "capacity")),
    Phase(
        "invest",
        invest,
        "starts",
        writes=("due", "under_way", "capacity", "talent"),
        reads=(
            *("price_average", "premium", "demand", "demand_shift", "designed_out", "learned", "attention", "schooling", "knowhow"),
            *("cost_shift", "subsidy", "floor", "offtake", "credit", "haste", "used"),
        ),
        policy=("certain", "subsidised", "knowhow_shared", "credited", "hastened", "dear"),
    ),
    Phase(
        "ladder",
        ladder,
        "ladder",
        writes=("rung", "tension", "window"),
        reads=(
            *("conduct", "capacity", "due", "outage", "stock", "reserve", "recycling", "sealed", "loss"),
            *("demand", "demand_shift", "designed_out"),
        ),
    ),
    Phase("danger", danger, "danger", writes=("hazard",), reads=("loss", "tension", "window", "channel")),
)


LIVING: tuple[str, ...] = tuple(a.name for a in TABLE.values() if a.kind == "state" and a.name != "due")
"""What a world carries on; `due` is left to the capacity that opens from it, and its sum `under_way` stands here."""


class ModelFault(ArithmeticError):
    """A number that is none left a phase: the message names quarter, month, phase, array and cell."""

    def __init__(self, quarter: str, month: int, phase: str, array: str, cell: str) -> None:
        self.quarter, self.month, self.phase, self.array, self.cell = quarter, month, phase, array, cell
        super().__init__(
            f"{quarter}, month {month}: the phase '{phase}' left a number that is not finite in '{array}' at cell ({cell})."
        )


def step(
    world: World,
    months: int = 3,
    *,
    shocks: Luck | None = None,
    ledger: Ledger | None = None,
    full: bool = True,
    books: bool = True,
    ladder: bool = True,
    growth: bool = True,
    starts: bool = True,
    watch: Callable[[World], None] | None = None,
    careful: bool = False,
) -> World:
    """Run `months` months in place and return the world; `shocks=None` is mean luck. Policy is read once, at the start.

    `full=False` leaves out trust, attention, learning, talent and accounts, which counterfactual cut-offs do not read;
    `books=False` only trust and accounts, on which no other phase hangs. `watch` is called after each month, before the month
    counter moves; where nobody watches, the hazard of a brink is found for the last month only. ModelFault when a number is no
    longer finite; `careful` looks after each phase, to name the one at fault for sure."""
    on: dict[str, bool] = {
        "always": True,
        "full": full,
        "books": full and books,
        "growth": growth,
        "ladder": ladder,
        "starts": starts,
    }
    chosen = [phase for phase in PHASES if on.get(phase.need, ladder and watch is not None)]
    last = [phase for phase in PHASES if on.get(phase.need, ladder)]
    world.policy = read_policy(world)
    world.flows.start_run()
    for left in range(months, 0, -1):
        for phase in chosen if left > 1 else last:
            if ledger is not None:
                ledger.phase = phase.name
            phase.run(world, shocks, ledger)
            if careful:
                _look(world, (phase,))
        _guard(world, left == 1)
        if watch is not None:
            watch(world)
        world.month += 1
    return world


def _guard(world: World, leaving: bool) -> None:
    """Cheap: at a quarter's end the sums of the arrays into which every fault flows; of all that lives on where the run ends here.

    What is made, shipped or used moves prices, what is afloat, or losses; capacity changes at a quarter's end."""
    if not leaving and world.month % 3 != 2:
        return
    heads: tuple[Array, ...] = (
        *(world.price, world.momentum, world.afloat, world.loss_sum, world.demand, world.designed_out, world.tension),
        *(world.capacity, world.stock),
    )
    if leaving:
        heads = tuple(getattr(world, name) for name in LIVING)
    if all(np.isfinite(np.add.reduce(head, axis=None)) for head in heads):
        return
    _look(world, PHASES)
    raise ModelFault(*_when(world), "clearing", "the sum of an array", "all")


def _look(world: World, phases: tuple[Phase, ...]) -> None:
    """ModelFault for the first number that is none in what these phases write."""
    for phase in phases:
        for name in phase.writes:
            bad = np.argwhere(~np.isfinite(getattr(world, name)))
            if len(bad):
                raise ModelFault(*_when(world), phase.name, name, _cell(world, name, bad[0].tolist()))


def _when(world: World) -> tuple[str, int]:
    """The quarter as a date, and the month since the start."""
    index = world.spec.quarter0 + world.month // 3
    return f"{index // 4}Q{index % 4 + 1}", world.month


def _cell(world: World, name: str, at: list[int]) -> str:
    """A cell in words: ids of regions, products and finals, numbers for the other axes, and the lane."""
    ids = {"R": world.spec.regions, "P": world.spec.products, "F": world.spec.finals, "B": SIDES, "Z": ("inside", "outside")}
    words = [ids[axis][i] if axis in ids else str(i) for axis, i in zip(TABLE[name].axes, at, strict=False)]
    return ", ".join([*words, f"lane {at[-1]}"])
