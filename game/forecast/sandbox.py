"""A world without a campaign: dials are set, the engine's own months run at mean luck, and chosen quantities are read each quarter.

Two settings run side by side; each dial in which they differ runs once alone, so that one can say what moved a curve."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from game.engine.rules import new_game
from game.engine.rules.campaign.open_record import Work
from game.engine.rules.campaign.record import Setup
from game.engine.rules.fields.structs import Struct, replace
from game.engine.rules.turn.policy import set_policy
from game.engine.rules.verdict.figures import spared
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.total import total
from game.engine.world.measures.figures import trust_in
from game.engine.world.model.state import World, start
from game.engine.world.month.phases import step
from game.forecast.quick_leverage import quick_leverage

SEED = 0
LONGEST = 16
Settings = Mapping[str, int]
"""Notches by dial; a dial that is not named stands where the scenario has it."""


class Curves(Struct):
    """What came of two settings: by quantity one value a quarter, the first is the start (no number for
    what flows). `alone` has the last value of each quantity
    when of the second setting's dials only that one is moved."""

    scenario: str
    product: str
    quarters: int
    first: Mapping[str, tuple[float, ...]]
    second: Mapping[str, tuple[float, ...]]
    alone: Mapping[str, Mapping[str, float]]

    def moved(self, quantity: str) -> list[tuple[str, float]]:
        """Dials and what each alone changed by the end, largest first; the last row, without a dial, is what they do together."""
        base, moved = self.first[quantity][-1], self.second[quantity][-1] - self.first[quantity][-1]
        found = [(dial, ends[quantity] - base) for dial, ends in self.alone.items()]
        rest = moved - total(x for _, x in found)
        return [*sorted(found, key=lambda x: (-abs(x[1]), x[0])), ("", rest)]


def curves(rules: Rules, scenario: str, one: Settings, two: Settings, product: str, quarters: int = 8) -> Curves:
    """Both settings played on from the scenario's first day, orders, cards, elections and brinks left out.

    KeyError for a scenario, dial or product that is not there; ValueError for a notch outside its dial."""
    quarters = min(max(1, quarters), LONGEST)
    state = new_game(rules, Setup(scenario, SEED))
    held = state.record.dials
    for dial, notch in (*one.items(), *two.items()):
        if not 0 <= notch < len(rules.dials[dial].notches):
            raise ValueError(f"The dial {dial} has no notch {notch}.")
    first, second = {**held, **one}, {**held, **two}
    differ = [d for d in held if first[d] != second[d]]
    settings = [first, second, *({**first, d: second[d]} for d in differ)]
    spec = rules.world_of(scenario)
    world = start(spec, len(settings))
    for lane, dials in enumerate(settings):
        set_policy(Work.open(rules, replace(state.record, dials=dials), world, lane, None))
    readers = readers_of(world, product)
    apart = spared(spec, [state.record.stances] * len(settings), rules.numbers.join)
    found: dict[str, list[Array]] = {name: [] for name in (*readers, *LEVERAGE)}

    def read() -> None:
        for name, reader in readers.items():
            found[name].append(np.asarray(reader(world), dtype=np.float64).copy())
        for name, index in zip(LEVERAGE, quick_leverage(world, apart), strict=True):
            found[name].append(index.copy())

    read()
    for _ in range(quarters):
        step(world, 3)
        read()
    path = {name: np.stack(values) for name, values in found.items()}
    for name in FLOWS:
        path[name][0] = np.nan  # nothing has flowed yet
    return Curves(
        scenario,
        product,
        quarters,
        {name: tuple(map(float, p[:, 0])) for name, p in path.items()},
        {name: tuple(map(float, p[:, 1])) for name, p in path.items()},
        {d: {name: float(p[-1, 2 + i]) for name, p in path.items()} for i, d in enumerate(differ)},
    )


LEVERAGE = ("leverage:beijing", "leverage:washington")
FLOWS = ("exports", "denied", "loss:beijing", "loss:washington", "loss:third")


def readers_of(world: World, product: str) -> dict[str, Callable[[World], Array]]:
    """Quantity → reader of one value a lane. Prices, flows, stocks and capacity are the product's, losses and trust the sides'."""
    spec = world.spec
    p = spec.product(product)
    home, final = int(spec.home[p]), int(world.frame.final_of[p])
    sides = tuple(spec.side_region.tolist())
    outside = [r for r in range(len(spec.regions)) if r != home]
    third = [r for r in outside if r not in sides]

    def summed(array: Array, rows: Sequence[int], column: int) -> Array:
        return np.asarray(np.cumsum(array[list(rows), column], axis=0)[-1], dtype=np.float64)

    def cover(w: World) -> Array:
        wanted = np.cumsum((w.demand[outside, final] * (1.0 - w.designed_out[outside, final])), axis=0)[-1]
        return np.asarray(summed(w.stock, outside, p) / np.maximum(wanted, 1e-9), dtype=np.float64)

    def lost(region: int) -> Callable[[World], Array]:
        return lambda w: np.asarray(np.cumsum(w.loss[region], axis=0)[-1], dtype=np.float64)

    gdp = np.asarray(spec.gdp)[third]

    def lost_third(w: World) -> Array:
        each = np.cumsum(w.loss[third], axis=1)[:, -1]
        return np.asarray(np.cumsum(each * gdp[:, None], axis=0)[-1] / max(float(np.cumsum(gdp)[-1]), 1e-9), dtype=np.float64)

    def share_outside(w: World) -> Array:
        every = summed(w.capacity, range(len(spec.regions)), p)
        return np.asarray(100.0 * summed(w.capacity, outside, p) / np.maximum(every, 1e-9), dtype=np.float64)

    return {
        "price:outside": lambda w: w.price[1, p],
        "price:inside": lambda w: w.price[0, p],
        "exports": lambda w: summed(w.exports, outside, p),
        "denied": lambda w: summed(w.denied, outside, p),
        "cover": cover,
        "capacity": share_outside,
        "loss:beijing": lost(sides[0]),
        "loss:washington": lost(sides[1]),
        "loss:third": lost_third,
        "trust:beijing": lambda w: 100.0 * trust_in(w).score[0],
        "trust:washington": lambda w: 100.0 * trust_in(w).score[1],
        "rung:beijing": lambda w: w.rung[0],
        "rung:washington": lambda w: w.rung[1],
    }
