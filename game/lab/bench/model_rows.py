"""Rows of the model: worlds stepped on many lanes, both sides' leverage, a forecast's fan, causes by counterfactuals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from game.engine.rules import Setup, new_game, observe, resolve
from game.engine.rules.vocabulary.plan import BOTH, Draft, Plan, SetDial, Side
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.measures.leverage import leverage
from game.engine.world.model.state import start
from game.engine.world.month.phases import step
from game.forecast.causes import MOST_SWITCHES, account, switches_of
from game.forecast.fan import FEW, LANES, QUARTERS, SOON, fan
from game.lab.bench.row import Row, timed

LONG = "calibrated-control"
"""The campaign whose world is stepped."""
Work = Callable[[], object]


def _world(lanes: int, months: int, single: bool = False) -> Callable[[Rules], Work]:
    """So many lanes of the campaign's world for so many months at mean luck, in the numbers of play or in those of 32 bits."""

    def work(rules: Rules) -> Work:
        world = start(rules.world_of(LONG), lanes)
        world = world.single() if single else world
        return lambda: step(world, months, shocks=None, ledger=None)

    return work


def _leverage(rules: Rules) -> Work:
    """Both sides' leverage, today and lasting, of one lane."""
    world = start(rules.world_of(LONG))
    return lambda: leverage(world)


def _sweep(rules: Rules) -> Work:
    """256 parameter sets for 96 months: a sixteenth of the sweep that calibration makes."""
    spec = rules.world_of(LONG)
    spread = np.linspace(0.9, 1.1, 256)
    given = {name: getattr(spec.parameters, name) * spread for name in ("purchase_elasticity", "cover_fear", "designout_rate")}
    sets = replace(spec, parameters=replace(spec.parameters, **given))
    return lambda: step(start(sets, 256), 96)


def _fan(lanes: int, quarters: int, sketch: bool = False) -> Callable[[Rules], Work]:
    """A fan of so many lanes and quarters, under a plan with a draft, while the other side climbs."""

    def work(rules: Rules) -> Work:
        seen = observe(rules, new_game(rules, Setup(LONG, 1)), "beijing")
        plan = Plan("beijing", (Draft(SetDial("licence-heavy-rival", 2)), SetDial("licence-light-rival", 1)))
        return lambda: fan(rules, seen, plan, "climbs", quarters=quarters, lanes=lanes, sketch=sketch)

    return work


SIX: dict[Side, tuple[str, ...]] = {
    "beijing": ("licence-heavy-rival", "directed-credit", "output-discipline"),
    "washington": ("grants-magnets", "recycling-programme", "permits"),
}
"""Dials that are switched in a quarter whose causes are counted."""


def _shapley(rules: Rules) -> Work:
    """The causes of a quarter with six decisions: all three figures of both sides."""
    state = new_game(rules, Setup(LONG, 3))
    plans = {side: Plan(side, tuple(SetDial(d, 0 if state.record.dials[d] else 1) for d in SIX[side])) for side in BOTH}
    if len(switches_of(rules, plans)) != MOST_SWITCHES:
        raise RuntimeError("the measure wants six decisions")
    after = resolve(rules, state, plans, {}, lenient=True).state.record
    return lambda: account(rules, state, plans, {}, after)


ROWS = (
    Row("world_256x24", "ms", "additions", 56.5, 50.0, timed(_world(256, 24), numpy=True)),
    Row("world_256x24_float32", "ms", "additions", 34.0, 50.0, timed(_world(256, 24, single=True), numpy=True)),
    Row("world_1x3", "ms", "additions", 2.1, 3.0, timed(_world(1, 3), numpy=True)),
    Row("world_1024x24", "ms", "additions", 203.0, 180.0, timed(_world(1024, 24), numpy=True)),
    Row("world_1024x24_float32", "ms", "additions", 123.0, 180.0, timed(_world(1024, 24, single=True), numpy=True)),
    Row("leverage_one_lane", "ms", "additions", 38.0, 40.0, timed(_leverage, numpy=True)),
    Row("sweep_256x96", "ms", "additions", 319.0, 375.0, timed(_sweep, numpy=True)),
    Row("fan_256x8", "ms", "additions", 95.0, 120.0, timed(_fan(LANES, QUARTERS), numpy=True)),
    Row("fan_first_picture", "ms", "additions", 29.0, 40.0, timed(_fan(FEW, SOON, sketch=True), numpy=True)),
    Row("shapley_six_switches", "ms", "additions", 370.0, 400.0, timed(_shapley, numpy=True)),
)
