"""Plants that no longer earn what running them costs leave, at every stage; and nothing brings them back but a new start."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.engine.world.model.spec import WorldSpec
from game.engine.world.model.state import World, start
from game.engine.world.month.phases import step

from .economies import thirteen, tiny

SPEC: WorldSpec = thirteen()
CHAIN = tuple(p for p in SPEC.products if "." in p)


def dull(spec: WorldSpec) -> WorldSpec:
    """Without growth, starts and learning: capacity moves by exits alone."""
    return replace(spec, parameters=replace(spec.parameters, demand_growth=0.0, start_rate=0.0, learning=0.0))


def at_price(spec: WorldSpec, product: str, price: float) -> World:
    """The last month of a quarter, with a product abroad at this price for long."""
    world = start(dull(spec))
    world.month = 2
    p = spec.product(product)
    for array in (world.price, *world.price_average):
        array[1, p] = price
    return world


@pytest.mark.parametrize("product", CHAIN)
def test_at_each_stage_those_leave_whose_cost_the_price_no_longer_pays(product: str) -> None:
    world = at_price(SPEC, product, 0.7)
    before, p = world.capacity.copy(), SPEC.product(product)
    step(world, 1)
    # the contract price lies between .70 and .71: below .55 of a cost of 1.3 and more, above .55 of 1.2 and less
    assert 0.70 <= float(world.price_average[0, 1, p, 0]) < 0.715
    kept = world.capacity[:, p, 0] / np.maximum(before[:, p, 0], 1e-9)
    for r, region in enumerate(SPEC.regions):
        if before[r, p, 0] > 0:
            leaves = SPEC.cost[r, p] > 0.71 / 0.55 and region != "china"
            assert kept[r] == pytest.approx(0.95 if leaves else 1.0, abs=1e-4), region
    rest = [i for i in range(len(SPEC.products)) if i != p]
    assert np.array_equal(world.capacity[:, rest], before[:, rest])


def test_a_floor_or_a_subsidised_cost_keeps_them() -> None:
    world = at_price(SPEC, "light.oxide", 0.7)
    p, usa, europe = SPEC.product("light.oxide"), SPEC.region("usa"), SPEC.region("europe")
    before = world.capacity[:, p, 0].copy()
    world.floor[usa, p] = 0.9  # above .55 of 1.45
    world.cost_shift[europe, p] = -0.3  # .55 of 1.15 is below .70
    step(world, 1)
    assert world.capacity[usa, p, 0] == before[usa] and world.capacity[europe, p, 0] == before[europe]
    japan = SPEC.region("japan")
    assert before[japan] == 0.0 or world.capacity[japan, p, 0] < before[japan]


def test_four_ruinous_quarters_by_hand_and_no_return_without_a_start() -> None:
    """.95 to the fourth is .8145; when prices are back, what has left stays away while nobody starts anew."""
    spec = dull(tiny())
    world = start(spec)
    part, west = spec.product("part"), spec.region("west")
    before = float(world.capacity[west, part, 0])
    for _ in range(4):
        world.month = 2
        for array in (world.price, *world.price_average):
            array[1, part] = 0.3
        step(world, 1)
    left = float(world.capacity[west, part, 0])
    assert left / before == pytest.approx(0.95**4, abs=1e-5)
    world.month = 3
    for array in (world.price, *world.price_average):
        array[1, part] = 4.0
    step(world, 12)
    assert float(world.capacity[west, part, 0]) == left
    again = start(replace(spec, parameters=replace(spec.parameters, start_rate=0.006)))
    again.month = 2
    for array in (again.price, *again.price_average):
        array[1, part] = 4.0
    step(again, 1)
    assert again.under_way[west, part, 0] > 0, "a new start, at the hurdle's price and after the full lag, is what brings it back"


def test_demand_grows_by_end_use() -> None:
    """Each region's final grows by its own mix of end uses: a twelfth of the yearly rate each month."""
    split = np.zeros((3, 2, 2))
    split[:, :, 0], split[:, :, 1] = 0.25, 0.75
    split[1, :, 0], split[1, :, 1] = 1.0, 0.0
    spec = replace(tiny(), uses=("cars", "wind"), use_split=split, use_growth=np.array([[0.12, 0.04], [0.0, 0.24]]))
    world = start(spec)
    before = world.demand.copy()
    step(world, 2)
    rates = np.array([[0.25 * 0.12 + 0.75 * 0.04, 0.75 * 0.24], [0.12, 0.0], [0.25 * 0.12 + 0.75 * 0.04, 0.75 * 0.24]])
    assert world.demand[:, :, 0] == pytest.approx(before[:, :, 0] * (1 + rates / 12) ** 2, rel=1e-5)
