"""A world without a campaign: dials are set, the engine's own months run at mean luck, and chosen quantities are read each quarter.

Two settings run side by side; each dial in which they differ runs once alone, so that one can say what moved a curve."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from game.engine.rules import new_game
from game.engine.rules.campaign.open_record import Work
from game.engine.rules.campaign.record import Setup
from game.engine.rules.turn.consequences.policy import set_policy
from game.engine.rules.verdict.figures import partners
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.total import total
from game.engine.world.measures.quantities import QUANTITIES, Of, outside, value
from game.engine.world.model.spec import SIDES
from game.engine.world.model.state import World, start
from game.engine.world.month.phases import step
from game.forecast.quick_leverage import quick_leverage
from game.structs import Struct, replace

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
    read_of = readings_of(world, product)
    lent = partners(spec, [state.record.stances] * len(settings), rules.numbers.join)
    found: dict[str, list[Array]] = {name: [] for name in (*read_of, *LEVERAGE)}

    def read() -> None:
        for name, of in read_of.items():
            found[name].append(np.array(value(QUANTITIES, world, CURVES[name], of), dtype=np.float64))
        for name, index in zip(LEVERAGE, quick_leverage(world, lent), strict=True):
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


CURVES: Mapping[str, str] = {
    "price:outside": "price-out", "price:inside": "price-in", "exports": "exports", "denied": "refused", "cover": "cover",
    "capacity": "made", "loss:third": "loss", "loss:beijing": "loss", "loss:washington": "loss",
    "trust:beijing": "trust", "trust:washington": "trust", "leverage:beijing": "quick-leverage",
    "leverage:washington": "quick-leverage", "rung:beijing": "world-rung", "rung:washington": "world-rung",
}  # fmt: skip
"""Curve → the quantity that it shows."""


def readings_of(world: World, product: str) -> dict[str, Of]:
    """Curve → what its quantity is read of: the product's users outside, a capital's own country, or the third countries."""
    spec = world.spec
    p, sides = spec.product(product), tuple(spec.side_region.tolist())
    abroad = outside(spec, p)
    of = {"third": Of(p, tuple(r for r in abroad if r not in sides))}
    of |= {side: Of(p, (sides[b],), b) for b, side in enumerate(SIDES)}
    return {name: of.get(name.partition(":")[2], Of(p, abroad)) for name in CURVES if name not in LEVERAGE}
