"""What users pay for a final is its fee and what goes in; it drives use, design-out and what is recycled."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.model.state import World, start
from game.engine.world.month.phases import step

from .economies import calm, tiny


def at(world: World, outside: dict[int, float], lane: int | None = None) -> World:
    """The world with these products' prices abroad so for long; the others at calm prices."""
    lanes = slice(None) if lane is None else slice(lane, lane + 1)
    for array in (world.price, *world.price_average):
        array[...] = 1.0
        for product, price in outside.items():
            array[1, product, lanes] = price
    return world


def test_a_final_costs_its_fee_and_what_goes_in_by_hand() -> None:
    """Ore at .01 goes into parts at .05: a fifth of the calm price. Abroad 20 of 60 parts are made, of ore at thrice its price;
    the rest comes from home, where ore is as ever: .8 + .2 * (1/3 * 3 + 2/3 * 1) = 1.1333."""
    world = step(at(start(calm(tiny())), {0: 3.0}), 1)
    paid = np.exp(world.flows.paid[:, 0, 0])
    assert paid == pytest.approx([1.0, 0.8 + 0.2 * (1 + 2 / 3)], rel=1e-5)
    bent = world.flows.planned_finals[:, 0, 0] / world.flows.wanted_finals[:, 0, 0]
    assert bent == pytest.approx([1.0, paid[1] ** -0.11, paid[1] ** -0.11], rel=1e-5)
    # who pays more designs out: a twelfth of .13 a year, by the log of the price
    assert world.designed_out[1, 0, 0] == pytest.approx(0.13 / 12 * np.log(paid[1]), rel=1e-4)
    assert world.designed_out[0, 0, 0] == pytest.approx(0.0, abs=1e-8)
    # of a tool nothing goes in: it costs what it costs
    assert world.flows.paid[:, 1, 0] == pytest.approx([0.0, 0.0])


def test_a_dear_fee_alone_by_hand() -> None:
    world = step(at(start(calm(tiny())), {1: 2.0}), 1)
    assert np.exp(world.flows.paid[1, 0, 0]) == pytest.approx(0.8 * 2.0 + 0.2, rel=1e-6)


def test_recycling_answers_the_price_by_hand() -> None:
    """West returns a tenth of its use of ore (10 a month). Twice the price draws 2**.5 times the scrap, no price over three."""
    spec = calm(tiny(recycled=np.array([[0.0, 0.0, 0.0], [0.1, 0.0, 0.0], [0.0, 0.0, 0.0]])))
    spec = replace(spec, parameters=replace(spec.parameters, run_elasticity=0.0))
    scrap = {}
    for price in (1.0, 2.0, 20.0):
        worlds = (at(start(one), {0: price}) for one in (spec, replace(spec, recycled=spec.recycled * 0)))
        with_scrap, without = (step(world, 1).output[1, 0, 0] for world in worlds)
        plan = start(spec).frame.plan0[1, 0]
        scrap[price] = with_scrap - without + 0.1 * plan  # what is not dug, since calm output holds the calm scrap
    assert scrap[1.0] == pytest.approx(0.1 * plan, rel=1e-4)
    assert scrap[2.0] / scrap[1.0] == pytest.approx(2**0.5, rel=1e-3)
    assert scrap[20.0] / scrap[1.0] == pytest.approx(3.0, rel=1e-3)


@pytest.mark.parametrize("id", ["w2025q2", "w2025q4"])
@pytest.mark.parametrize("times", [1.25, 1.5, 2.0, 3.0])
def test_a_years_elasticity_of_magnet_use_abroad(rules: Rules, id: str, times: float) -> None:
    """Between -.12 and -.30 when the chain's prices abroad have stood at a multiple for a year: use bent and designed out."""
    spec = rules.worlds[id]
    chain = [i for i, p in enumerate(spec.products) if "." in p]
    abroad = [r for r in range(len(spec.regions)) if r != spec.region("china")]
    world = start(spec, 2)
    for _ in range(12):
        at(world, dict.fromkeys(chain, times), lane=1)
        step(world, 1, ladder=False)
    use = world.flows.planned_finals[abroad][:, :2].sum(axis=0)
    elasticity = np.log(use[:, 1] / use[:, 0]) / np.log(times)
    assert ((elasticity > -0.30) & (elasticity < -0.12)).all(), elasticity
