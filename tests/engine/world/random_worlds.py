"""Random states and policies for the property tests, drawn from one seed so that a failure can be told in one number."""

from __future__ import annotations

import numpy as np

from game.engine.world.arithmetic.quantum import round_to
from game.engine.world.model.ledger import settle
from game.engine.world.model.spec import WorldSpec
from game.engine.world.model.state import World, start
from game.engine.world.month.phases import step


def restless(spec: WorldSpec, seed: int, lanes: int = 3, months: int = 3) -> World:
    """A world some months into random policies, with random stocks and prices; under random policies from here on."""
    luck = np.random.default_rng(seed)
    world = start(spec, lanes)
    world.stock[...] = round_to(world.stock * luck.uniform(0.0, 2.0, world.stock.shape), 20)
    world.price[...] = round_to(world.price * np.exp(luck.normal(0, 0.4, world.price.shape)), 30)
    world.price_average[...] = round_to(world.price_average * np.exp(luck.normal(0, 0.2, world.price_average.shape)), 30)
    world.designed_out[...] = round_to(luck.uniform(0, 0.25, world.designed_out.shape), 30)
    world.fear[...] = round_to(luck.uniform(0, 1, world.fear.shape) ** 3, 30)
    world.reserve[...] = round_to(world.stock * luck.uniform(0, 1, world.stock.shape), 20)
    policies(world, luck)
    step(world, months)
    policies(world, luck)
    return world


def policies(world: World, luck: np.random.Generator) -> None:
    """Set every policy array to something random within its sense."""

    def some(name: str, low: float, high: float, chance: float) -> None:
        shape = getattr(world, name).shape
        settle(world, name, np.where(luck.random(shape) < chance, luck.uniform(low, high, shape), getattr(world, name)))

    some("licence", 0.0, 1.5, 0.5)
    some("expected", 0.0, 1.5, 0.3)
    for name, high, chance in (
        ("tracked", 1.0, 0.3),
        ("sealed", 1.0, 0.3),
        ("credit", 0.2, 0.2),
        ("subsidy", 0.6, 0.3),
        ("floor", 1.6, 0.2),
        ("offtake", 1.0, 0.2),
        ("haste", 6.0, 0.3),
        ("schooling", 0.2, 0.3),
        ("recycling", 0.15, 0.2),
        ("reserve_target", 4.0, 0.4),
        ("outage", 1.0, 0.1),
        ("cost_shift", 0.5, 0.2),
        ("hoard", 2.0, 0.3),
        ("conduct", 8.0, 1.0),
    ):
        some(name, 0.0, high, chance)
    some("hold_shift", -0.4, 0.3, 0.3)
    some("knowhow", 0.3, 1.0, 0.3)
    some("research", 0.5, 2.0, 0.3)
    some("demand_shift", 0.7, 1.3, 0.2)
    settle(world, "channel", luck.integers(0, 2, world.channel.shape).astype(float))
