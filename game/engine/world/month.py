"""One month as a visible tuple of phases, `step` to run months, and the guard against numbers that are none.

What the phases do stands in their own modules; the order here is the model's order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .adaptation import growth, memory, response
from .belief import trust
from .invest import invest
from .ladder import danger, ladder
from .ledger import Ledger
from .luck import Luck
from .market import clearing, prices, purchases
from .production import openings, production
from .spec import Array
from .standing import read_policy
from .state import World
from .use import accounts, consumption, sales

Need = Literal["always", "full", "growth", "ladder", "starts", "danger"]


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase: its name, function, when it runs, and the arrays it writes (for the guard's message)."""

    name: str
    run: Callable[[World, Luck | None, Ledger | None], None]
    need: Need
    writes: tuple[str, ...]


PHASES: tuple[Phase, ...] = (
    Phase("openings", openings, "always", ("capacity", "due")),
    Phase("production", production, "always", ("output", "utilisation")),
    Phase("purchases", purchases, "always", ("stock",)),
    Phase("clearing", clearing, "always", ("exports", "leaked", "denied", "arrivals", "afloat", "reserve")),
    Phase("consumption", consumption, "always", ("stock", "used", "shortfall", "loss", "loss_sum")),
    Phase("sales", sales, "always", ("sales",)),
    Phase("accounts", accounts, "full", ("floor_cost", "reserve_cost")),
    Phase("prices", prices, "always", ("momentum", "price", "price_average")),
    Phase("trust", trust, "full", ("belief_good", "belief_bad")),
    Phase("response", response, "always", ("designed_out", "fear")),
    Phase("memory", memory, "full", ("attention", "learned")),
    Phase("growth", growth, "growth", ("demand", "capacity")),
    Phase("invest", invest, "starts", ("due", "capacity", "talent")),
    Phase("ladder", ladder, "ladder", ("rung", "tension", "window")),
    Phase("danger", danger, "danger", ("hazard",)),
)


class ModelFault(ArithmeticError):
    """A number that is none left a phase: the message names phase, array, cell and month."""


def step(
    world: World,
    months: int = 3,
    *,
    shocks: Luck | None = None,
    ledger: Ledger | None = None,
    full: bool = True,
    ladder: bool = True,
    growth: bool = True,
    starts: bool = True,
    watch: Callable[[World], None] | None = None,
) -> World:
    """Run `months` months in place and return the world; `shocks=None` is mean luck. Policy is read once, at the start.

    `full=False` leaves out trust, attention, learning, talent and accounts, which counterfactual cut-offs do not read. `watch` is
    called after each month, before the month counter moves; where nobody watches, the hazard of a brink is found for the last month
    only. ModelFault when a number is no longer finite."""
    on: dict[str, bool] = {"always": True, "full": full, "growth": growth, "ladder": ladder, "starts": starts}
    chosen = [phase for phase in PHASES if on.get(phase.need, ladder and watch is not None)]
    last = [phase for phase in PHASES if on.get(phase.need, ladder)]
    world.standing = read_policy(world)
    for left in range(months, 0, -1):
        for phase in chosen if left > 1 else last:
            if ledger is not None:
                ledger.phase = phase.name
            phase.run(world, shocks, ledger)
        _guard(world)
        if watch is not None:
            watch(world)
        world.month += 1
    return world


def _guard(world: World) -> None:
    """Cheap: sums of the arrays into which every fault flows within the month. Where one is not finite, say where it began.

    What is made, shipped or used moves prices, what is afloat, or losses; capacity changes at a quarter's end."""
    heads: tuple[Array, ...] = (
        world.price,
        world.momentum,
        world.afloat,
        world.loss_sum,
        world.demand,
        world.designed_out,
        world.tension,
    )
    if world.month % 3 == 2:
        heads = (*heads, world.capacity, world.stock)
    if all(np.isfinite(np.add.reduce(head, axis=None)) for head in heads):
        return
    for phase in PHASES:
        for name in phase.writes:
            bad = np.argwhere(~np.isfinite(getattr(world, name)))
            if len(bad):
                cell = ", ".join(str(int(i)) for i in bad[0])
                raise ModelFault(
                    f"Month {world.month}: the phase '{phase.name}' left a number that is not finite in '{name}' at cell ({cell})."
                )
    raise ModelFault(f"Month {world.month}: a sum of the world's arrays is not finite.")
