"""A world without shocks and growth stays calm for four years."""

from __future__ import annotations

import numpy as np
import pytest

from game.engine.world.model.spec import WorldSpec
from game.engine.world.model.state import World, start
from game.engine.world.month.phases import step

from .economies import calm, thirteen, tiny


@pytest.mark.parametrize("spec", [tiny(), thirteen()], ids=["tiny", "thirteen"])
def test_no_price_moves_by_two_percent_in_48_months(spec: WorldSpec) -> None:
    world = start(calm(spec))
    worst: list[float] = []
    step(world, 48, watch=lambda w: worst.append(float(np.abs(w.price - 1.0).max())))
    assert max(worst) < 0.02
    assert float(world.loss_sum.max()) < 0.01
    assert np.allclose(world.belief_good / (world.belief_good + world.belief_bad), 0.95, atol=1e-6)


@pytest.mark.parametrize("spec", [tiny(), thirteen()], ids=["tiny", "thirteen"])
def test_every_market_balances_at_the_start(spec: WorldSpec) -> None:
    world = start(spec)
    frame = world.frame
    primary = frame.capacity0 * spec.run0
    plan = np.zeros_like(primary)
    for k in range(frame.products):
        plan[:, k] = sum(primary[:, c] for c in range(frame.products) if spec.feed[c] == k)
    plan[:, spec.final_product] += frame.use0
    assert np.allclose(frame.output0.sum(axis=0), plan.sum(axis=0), rtol=1e-12)
    assert np.allclose(frame.plan0, plan, rtol=1e-12)


def test_recycled_supply_is_part_of_calm_output() -> None:
    spec = thirteen()
    spec.recycled[0, 3] = 0.2
    world = start(calm(spec))
    worst: list[float] = []
    step(world, 24, watch=lambda w: worst.append(float(np.abs(w.price - 1.0).max())))
    assert max(worst) < 0.02


def test_growth_is_met_without_a_spike_for_two_years() -> None:
    world: World = step(start(thirteen()), 24)
    assert float(world.price[:, 8:].max()) < 1.5 and float(world.price.min()) > 0.6
    assert np.allclose(world.demand, world.frame.use0[:, :, None] * (1 + 0.05 / 12) ** 24, rtol=1e-3)


@pytest.mark.parametrize(
    ("field", "message"),
    [("run0", "table 'run0' has shape"), ("pipeline", "table 'pipeline' has shape")],
)
def test_a_table_of_the_wrong_shape_is_named(field: str, message: str) -> None:
    spec = tiny(**{field: np.zeros((2, 2))})
    with pytest.raises(ValueError, match=message):
        start(spec)


def test_a_product_that_nobody_makes_is_named() -> None:
    spec = tiny()
    spec.output0[:, 1] = 0.0
    with pytest.raises(ValueError, match="Nobody makes the product 'part'"):
        start(spec)
