"""A loss is use that could not be had. Use forgone at the price is lost surplus; what exporters earn by it is theirs."""

from __future__ import annotations

from math import exp, log

import numpy as np
import pytest

from game.engine.world.measures.quantities import one, outside
from game.engine.world.model.state import World, start
from game.engine.world.month.phases import step

from .test_small_economies import one_mine


def at_prices(inside: float, outside: float) -> World:
    """A month of one mine and one buyer whose contract prices have been these for long."""
    world = start(one_mine())
    for array in (world.price, *world.price_average):
        array[0, 0], array[1, 0] = inside, outside
    return step(world, 1)


def test_who_forgoes_use_at_the_price_misses_nothing() -> None:
    """At twice the price the buyer wants 60 / 2**.11 = 55.6 of its 60 and has them in store."""
    world = at_prices(2.0, 2.0)
    assert world.used[1, 0, 0] == pytest.approx(60 * 2**-0.11, rel=1e-5)
    assert world.shortfall[1, 0, 0] < 1e-7 and world.loss[1, 0, 0] < 1e-9  # but for rounding down to a quantum
    assert one(world, "missing", 0, outside(world.spec, 0)) < 1e-5


def test_lost_surplus_by_hand() -> None:
    """Along 60 * p**-.11: what is paid more for less, ((2**.89 - 1) / .89 - 2**-.11) * 60 units at .5, of a GDP of 200."""
    world = at_prices(2.0, 2.0)
    lost = 60 * ((2**0.89 - 1) / 0.89 - 2**-0.11)
    assert world.surplus_lost[1, 0] == pytest.approx(lost * 0.5 * 1200 / 200, rel=1e-5)
    # the area between 55.6 and 60 under the curve and above the calm price, by a thousand strips
    quantity = np.linspace(60 * 2**-0.11, 60, 2001)
    middle = (quantity[1:] + quantity[:-1]) / 2
    strips = ((middle / 60) ** (-1 / 0.11) - 1) * np.diff(quantity)
    assert lost == pytest.approx(strips.sum(), rel=1e-4)
    assert world.rent[0, 0] == 0.0, "the same price everywhere leaves no rent"


def test_an_exporters_rent_is_its_own() -> None:
    """What it ships at a contract price of 2 and could sell at home for 1 earns .5 a unit: it is taken off its losses."""
    world = at_prices(1.0, 2.0)
    shipped = float(world.exports[1, 0, 0])
    assert shipped > 40
    assert world.rent[0, 0] == pytest.approx(shipped * (2.0 - 1.0) * 0.5, rel=1e-6)
    assert world.loss_sum[0, 0] == pytest.approx(-world.rent[0, 0] * 1200 / 100, rel=1e-5)
    assert world.rent[1, 0] == 0.0


def test_missing_is_what_was_asked_for_and_not_had() -> None:
    """A quarter of a month in store at twice the price: the served part of 55.6, not of 60."""
    world = start(one_mine())
    for array in (world.price, *world.price_average):
        array[...] = 2.0
    world.stock[1] = 15.0
    world.licence[...] = 0.0
    step(world, 1)
    asked = 60 * exp(-0.11 * log(2.0))
    shelf = float(world.stock[1, 0, 0] + world.used[1, 0, 0]) / asked
    served = min(shelf, (1 - (1 + 1.8 * shelf / 16) ** -16) / (1 - (1 + 1.8 * 3 / 16) ** -16))
    assert world.shortfall[1, 0, 0] == pytest.approx(1 - served, rel=1e-5)
    assert world.loss[1, 0, 0] == pytest.approx(2.1 * (1 - served) ** 1.5, rel=1e-5)
    abroad = outside(world.spec, 0)
    assert one(world, "missing", 0, abroad) == pytest.approx(100 * (1 - served), rel=1e-5)
    assert one(world, "asked-use", 0, abroad) == pytest.approx(asked, rel=1e-5)
