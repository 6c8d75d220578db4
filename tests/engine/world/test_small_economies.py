"""One mine, one buyer, one shock: the sums are written out here by hand (with the standard library's logarithms)."""

from __future__ import annotations

from math import exp, log

import numpy as np
import pytest

from game.engine.world.model.spec import WorldSpec
from game.engine.world.model.state import World, start
from game.engine.world.month.phases import step

from .economies import plain


def one_mine() -> WorldSpec:
    """Home digs 100 a month and uses 40; the buyer uses 60. Two months of stock everywhere: 80 and 120."""
    return plain(
        regions=("home", "buyer"),
        products=("ore",),
        finals=("ore",),
        stages=("ore",),
        materials=("ore",),
        feed=np.array([-1]),
        final_product=np.array([0]),
        stage_of=np.array([0]),
        home=np.array([0]),
        controls=np.array([0]),
        gdp=np.array([100.0, 200.0]),
        price_unit=np.array([0.5]),
        output0=np.array([[100.0], [0.0]]),
        use0=np.array([[40.0], [60.0]]),
        run0=np.full((2, 1), 0.8),
        lag=np.array([4]),
        talent0=np.array([1.0, 0.5]),
        lam=np.array([[2.0], [2.1]]),
    )


def after_a_month(**policy: float) -> World:
    world = start(one_mine())
    for name, value in policy.items():
        getattr(world, name)[...] = value
    return step(world, 1)


def test_calm_month_moves_nothing() -> None:
    world = after_a_month()
    assert world.output[:, 0, 0] == pytest.approx([100.0, 0.0])
    assert world.exports[:, 0, 0] == pytest.approx([0.0, 60.0])
    assert world.stock[:, 0, 0] == pytest.approx([80.0, 120.0], abs=1e-5)
    assert world.price[:, 0, 0] == pytest.approx([1.0, 1.0], abs=1e-5)
    assert float(world.loss.max()) < 1e-6


def test_half_a_licence() -> None:
    world = after_a_month(licence=0.5)
    # the buyer applies for 60 and is licensed half its usual 60
    assert world.exports[1, 0, 0] == pytest.approx(30.0)
    assert world.denied[1, 0, 0] == pytest.approx(30.0)
    assert world.leaked[1, 0, 0] == 0.0  # no premium yet
    assert world.arrivals[:, 0, 0] == pytest.approx([70.0, 30.0])
    # outside half of what is wanted arrives: the market asks for 0.5**(-1/0.22), of which 18 % is seen in a month
    assert world.price[1, 0, 0] == pytest.approx(exp(0.18 * -log(0.5) / 0.22), rel=1e-6)
    # inside 70 meets 40: the fall is cut at the lowest log price that a month asks for, -1.6
    assert world.price[0, 0, 0] == pytest.approx(exp(0.18 * -1.6), rel=1e-6)
    # 120 + 30 in the stores of a plan of 60: two and a half months
    filled = (1 - (1 + 1.8 * 2.5 / 16) ** -16) / (1 - (1 + 1.8 * 3.0 / 16) ** -16)
    assert world.used[1, 0, 0] == pytest.approx(60 * filled, rel=1e-6)
    assert world.stock[1, 0, 0] == pytest.approx(150 - 60 * filled, rel=1e-6)
    assert world.loss[1, 0, 0] == pytest.approx(2.1 * (1 - filled) ** 1.5, rel=1e-4)
    assert world.sales[0, 0] == pytest.approx(30 * 0.5)
    # the 30 that are refused at 0.5 would have left home a margin of .2: a year of such months is 36 % of its GDP of 100
    assert world.loss_sum[0, 0] == pytest.approx(12 * 30 * 0.5 * 0.2)
    # half denied (weight .25), the half that came counts as late (.1), and half was not expected (.25)
    bad = 0.25 * 0.5 + 0.1 * 0.25 + 0.25 * 0.5
    assert world.belief_good[0, 1, 0] == pytest.approx(0.985 * 19 + 0.285 * (1 - bad), rel=1e-8)
    assert world.belief_bad[0, 1, 0] == pytest.approx(0.985 * 1 + 3.0 * bad + 0.015, rel=1e-8)


def test_only_usual_sales_are_missed_by_who_refuses() -> None:
    world = start(one_mine())
    world.licence[...] = 0.5
    world.hoard[1] = 4.0  # the buyer wants four months of cover more
    step(world, 1)
    assert world.denied[1, 0, 0] > 33.0
    assert world.loss_sum[0, 0] - world.loss[0, 0, 0] == pytest.approx(12 * 30 * 0.5 * 0.2)


def test_a_third_of_the_mine_is_out() -> None:
    world = after_a_month(outage=0.3)
    assert world.output[0, 0, 0] == pytest.approx(70.0)
    # one world price: both get seven tenths of what they want
    assert world.arrivals[:, 0, 0] == pytest.approx([28.0, 42.0], abs=1e-5)
    for zone in range(2):
        assert world.price[zone, 0, 0] == pytest.approx(exp(0.18 * -log(0.7) / 0.22), rel=1e-6)


def test_a_reserve_softens_the_outage() -> None:
    world = start(one_mine())
    world.outage[...] = 0.3
    world.reserve[1] = 90.0  # with no target left, a sixth a quarter is released: 90 / 6 / 3 = 5 this month
    step(world, 1)
    assert world.reserve[1, 0, 0] == pytest.approx(85.0)
    assert world.arrivals[:, 0, 0] == pytest.approx([40 * 0.75, 60 * 0.75], abs=1e-5)
    assert world.price[1, 0, 0] == pytest.approx(exp(0.18 * -log(0.75) / 0.22), rel=1e-6)


def test_leaks_follow_the_premium() -> None:
    world = start(one_mine())
    world.licence[...] = 0.0
    world.price[1] = 2.0
    step(world, 1)
    share = 0.1 * (1 - exp(-log(2.0) / 0.6))
    assert world.leaked[1, 0, 0] == pytest.approx(share * world.denied[1, 0, 0], rel=1e-6)
    assert world.arrivals[1, 0, 0] == pytest.approx(world.leaked[1, 0, 0], abs=1e-5)


def test_what_is_due_opens_at_the_quarter() -> None:
    spec = one_mine()
    spec.pipeline[1, 1, 0] = 12.0
    world = step(start(spec), 3)
    assert world.capacity[1, 0, 0] == 0.0
    step(world, 1)
    assert world.capacity[1, 0, 0] == 12.0 and float(world.due[1].max()) == 0.0
    assert world.output[1, 0, 0] == pytest.approx(12 * 0.8, rel=0.01)
