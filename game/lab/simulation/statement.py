"""A state as plain figures for scripts and teachers: the three figures, prices, flows, stocks, rungs."""

from __future__ import annotations

from typing import Any

from game.engine.rules import date_of, digest, new_game, resolve
from game.engine.rules.campaign.record import Setup, State
from game.engine.rules.vocabulary.plan import BOTH, Answers, Plan
from game.engine.rules.vocabulary.rules import Rules
from game.structs import asdict


def state_after(rules: Rules, scenario: str, quarters: int, seed: int) -> State:
    """The state after some quarters with empty plans on both sides (cards take their default)."""
    state = new_game(rules, Setup(scenario, seed))
    for _ in range(quarters):
        if state.record.over:
            break
        state = resolve(rules, state, {s: Plan(s) for s in BOTH}, {s: Answers(s) for s in BOTH}).state
    return state


def statement(rules: Rules, state: State, side: str = "") -> dict[str, Any]:
    """The figures of one side, or of both when none is named; prices inside and outside; flows, stocks and rungs."""
    record, world = state.record, state.world
    spec = world.spec
    sides = [s for s in BOTH if side in ("", s)]
    return {
        "scenario": record.setup.scenario,
        "quarter": record.quarter,
        "date": date_of(rules.scenarios[record.setup.scenario], record.quarter),
        "figures": {s: asdict(record.figures[s]) for s in sides},
        "prices": {
            p: {"inside": float(world.price[0, i, 0]), "outside": float(world.price[1, i, 0])} for i, p in enumerate(spec.products)
        },
        "flows": {
            p: {r: float(world.exports[k, i, 0]) for k, r in enumerate(spec.regions) if world.exports[k, i, 0] > 0}
            for i, p in enumerate(spec.products)
        },
        "stocks": {
            p: {r: float(world.stock[k, i, 0]) for k, r in enumerate(spec.regions) if world.stock[k, i, 0] > 0}
            for i, p in enumerate(spec.products)
        },
        "rungs": {s: float(world.rung[BOTH.index(s), 0]) for s in sides},
        "over": record.over,
        "digest": digest(state),
    }
