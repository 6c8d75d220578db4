"""A loss is use that could not be had. Use forgone at the price is lost surplus; what exporters earn by refusing is
theirs, and paid by those whom they refuse."""

from __future__ import annotations

from math import exp, log

import numpy as np
import pytest

from game.engine.world.arithmetic.luck import Luck, lane_seeds
from game.engine.world.measures.quantities import one, outside
from game.engine.world.model.ledger import Ledger
from game.engine.world.model.state import World, start
from game.engine.world.month.phases import step

from .economies import thirteen
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
    assert world.rent[0, 0] == 0.0, "nothing is refused"


def rents(licence: float, inside: float, outside: float, paid_more: float = 0.0) -> tuple[World, np.ndarray]:
    """A month of one mine whose buyer is licensed this part of its usual 60, and what rents move, by region in % of GDP."""
    world = start(one_mine())
    for array in (world.price, *world.price_average):
        array[0, 0], array[1, 0] = inside, outside
    world.licence[1] = licence
    world.premium[1] = paid_more
    ledger = Ledger()
    step(world, 1, ledger=ledger)
    moved = np.zeros(2)
    for line in ledger.lines:
        if line.cause == "rents of exporters":
            moved += line.delta[:, 0]
    return world, moved


@pytest.mark.parametrize(("inside", "rent"), [(1.0, 15.0), (1.5, 7.5), (0.6, 15.0)])
def test_a_rent_by_hand(inside: float, rent: float) -> None:
    """Half of the usual 60 is licensed, at a contract price of 2. Each of the 30 earns what the buyer pays above the price at home,
    or above the calm price where home is cheaper: 30 * (2 - 1) * .5 = 15 $bn, 30 * (2 - 1.5) * .5 = 7.5. The buyer pays it:
    15 * 1200 / 200 = 90 % of its GDP at a year's rate, 180 % of the exporter's."""
    world, moved = rents(0.5, inside, 2.0)
    assert world.exports[1, 0, 0] == pytest.approx(30, abs=1e-5)
    assert world.rent[:, 0] == pytest.approx([rent, 0.0], rel=1e-5)
    assert moved == pytest.approx([-12 * rent, 6 * rent], rel=1e-5)


def test_a_refused_buyer_pays_its_own_premium_too() -> None:
    """At e**.1 above the common price of 2: 30 * (2 * e**.1 - 1) * .5."""
    assert rents(0.5, 1.0, 2.0, 0.1)[0].rent[0, 0] == pytest.approx(15 * (2 * exp(0.1) - 1), rel=1e-5)


def test_a_rent_is_no_more_than_the_refusal_explains() -> None:
    """One part in a hundred of what it asks for is refused: at an elasticity of .22 that explains .99 ** (-1 / .22) - 1 = 4.7 %,
    not the doubled price that others' orders left. It comes in evenly with the refusal; who may buy all it asks for pays none."""
    free, none = rents(9.0, 1.0, 2.0)
    asked = float(free.exports[1, 0, 0])
    assert asked > 40 and free.rent[0, 0] == 0.0 and not none.any(), "nothing is refused, so that nobody pays the exporter more"
    world, _ = rents(0.99 * asked / 60, 1.0, 2.0)
    assert world.rent[0, 0] == pytest.approx(0.99 * asked * (0.99 ** (-1 / 0.22) - 1) * 0.5, rel=1e-4)
    steps = [float(rents(share * asked / 60, 1.0, 2.0)[0].rent[0, 0]) for share in np.linspace(1.0, 0.9, 41)]
    assert max(np.abs(np.diff(steps))) < 0.04 * max(steps)


@pytest.mark.parametrize("seed", range(12))
def test_rents_are_paid_by_somebody(seed: int) -> None:
    """Whatever is refused to whom: in $bn what exporters earn is what buyers pay, and each side's rent is no cost of its own."""
    world, rng = start(thirteen()), np.random.default_rng(seed)
    world.licence[...] = np.where(rng.random(world.licence.shape) < 0.5, 9.0, rng.random(world.licence.shape))
    ledger = Ledger()
    step(world, 12, shocks=Luck(lane_seeds(seed, "rents", 1)), ledger=ledger)
    moved = [line.delta[:, 0] * world.spec.gdp for line in ledger.lines if line.cause == "rents of exporters"]
    assert len(moved) == 12 and max(np.abs(m).max() for m in moved) > 1.0
    for month in moved:
        assert abs(float(np.cumsum(month)[-1])) < 1e-4
        assert world.rent.min() >= 0.0


def test_who_refuses_nothing_earns_no_rent() -> None:
    """Two years of a calm world with luck, growth and all: prices move, and no rent is booked."""
    world, seen = start(thirteen()).repeat(4), []
    step(world, 24, shocks=Luck(lane_seeds(3, "rents", 4)), watch=lambda w: seen.append(w.rent.copy()))
    assert float(np.abs(world.price - 1.0).max()) > 0.01
    assert not np.stack(seen).any()


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
