"""What the accepted parameter sets make of leverage: both sides' figures in the first quarter of scenarios, set by set.

A campaign is played with content's one set; this says how far that figure could lie elsewhere without contradicting the record."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from game.content.loading.accepted_sets import Sets
from game.engine.rules import Setup, new_game
from game.engine.rules.verdict.figures import partners
from game.engine.rules.vocabulary.plan import BOTH
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.array import Array
from game.engine.world.measures.leverage import leverage
from game.engine.world.model.state import World, start

SEED = 1
PARTS = ("today", "lasting", "leverage")
QUANTILES = (0.1, 0.5, 0.9)

Tell = Callable[[str], None]


def spread(rules: Rules, scenarios: Sequence[str], sets: Sets, tell: Tell) -> dict[str, Any]:
    """By scenario and side: content's figure, and the tenth, the half and nine tenths of the sets' figures below which they lie.

    `ahead`: the share of sets in which Beijing holds more leverage than Washington, as content's set has it or not."""
    rows = []
    for scenario in scenarios:
        tell(scenario)
        state = new_game(rules, Setup(scenario, SEED))
        stances = partners(state.world.spec, [state.record.stances], rules.numbers.join)
        own = _figures(state.world, stances)
        found = _figures(with_sets(state.world, sets), stances)
        for b, side in enumerate(BOTH):
            row: dict[str, Any] = {"scenario": scenario, "side": side}
            for part in PARTS:
                values = [round(float(v), 1) for v in np.quantile(found[part][b], QUANTILES)]
                row[part] = {"content": round(float(own[part][b, 0]), 1), "sets": values}
            rows.append(row)
        ahead = float((found["leverage"][0] > found["leverage"][1]).mean())
        rows[-2]["ahead"], rows[-1]["ahead"] = round(ahead, 3), round(1.0 - ahead, 3)
    return {"sets": len(next(iter(sets.values()))), "rows": rows}


def with_sets(world: World, sets: Sets) -> World:
    """A world of one lane as many lanes, each with a parameter set of its own."""
    count = len(next(iter(sets.values())))
    spec = dataclasses.replace(world.spec, parameters=dataclasses.replace(world.spec.parameters, **sets))
    return World(spec, start(spec, count).frame, spec.parameters, world.month, world.repeat(count).arrays())


def _figures(world: World, stances: Array) -> dict[str, Array]:
    """(B, N) leverage today, lasting, and the headline that is their mean."""
    found = leverage(world, np.repeat(stances, world.lanes, axis=-1))
    return {"today": found.today.index, "lasting": found.lasting.index, "leverage": found.index}


def lines(found: Mapping[str, Any]) -> list[str]:
    """The report as lines for people."""
    out = [f"Leverage in the first quarter: content's set, and the middle 80 % (median) of {found['sets']} accepted sets"]
    for row in found["rows"]:
        told = ", ".join(f"{part} {_told(row[part])}" for part in PARTS)
        out.append(f"  {row['scenario']:<20} {row['side']:<11} {told}; ahead in {row['ahead']:.0%} of sets")
    return out


def _told(part: Mapping[str, Any]) -> str:
    low, middle, high = part["sets"]
    return f"{part['content']:g}, {low:g} to {high:g} ({middle:g})"
