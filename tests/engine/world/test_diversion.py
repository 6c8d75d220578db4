"""What is refused to one buyer goes to others and comes back to it at a premium: worked out by hand, and on the worlds of play."""

from __future__ import annotations

from math import exp, log

import numpy as np
import pytest

from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.array import Array
from game.engine.world.model.ledger import settle
from game.engine.world.model.spec import WorldSpec
from game.engine.world.model.state import World, start
from game.engine.world.month.phases import step

from .economies import plain

WORLDS = ("w2025q2", "w2025q4", "w2010q3")
LAST = 0.9**-0.22  # home keeps back what would sell below .9: nobody is served above this


def six() -> WorldSpec:
    """Home makes 100 a month and uses 40; five buyers use 12 each and make nothing."""
    names = ("home", "one", "two", "three", "four", "five")
    return plain(
        regions=names,
        products=("part",),
        finals=("part",),
        stages=("part",),
        materials=("stuff",),
        feed=np.array([-1]),
        final_product=np.array([0]),
        stage_of=np.array([0]),
        home=np.array([0]),
        controls=np.array([0]),
        gdp=np.full(6, 100.0),
        price_unit=np.array([0.5]),
        output0=np.array([[100.0], *[[0.0]] * 5]),
        use0=np.array([[40.0], *[[12.0]] * 5]),
        run0=np.full((6, 1), 0.8),
        lag=np.array([4]),
        talent0=np.ones(6),
        lam=np.full((6, 1), 2.0),
        leak_max=np.zeros(1),
    )


def licensed(*volumes: float) -> World:
    world = start(six())
    settle(world, "licence", np.array([9.0, *volumes])[:, None, None])
    return world


def test_the_first_month_by_hand() -> None:
    """Nobody sells on without a premium; the others take as much more as the price at which home sells allows."""
    world = step(licensed(0.0, 9.0, 9.0, 9.0, 9.0), 1)
    assert world.exports[:, 0, 0] == pytest.approx([0, 0, *[12 * LAST] * 4], rel=1e-5)
    assert world.arrivals[:, 0, 0] == pytest.approx([100 - 48 * LAST, 0, *[12 * LAST] * 4], rel=1e-5)
    # the common price tells of the others, who are served in full and more; the refused buyer's 12 count for a fiftieth
    assert world.price[1, 0, 0] == pytest.approx(exp(-0.18 * log(48 * LAST / 48.24) / 0.22), rel=1e-4)
    # whoever gets nothing would pay any price: 3.4 log points at most, of which 18 % show in a month
    assert world.premium[:, 0, 0] == pytest.approx([0, 0.18 * 3.4, 0, 0, 0, 0], abs=1e-6)
    # sales of 12 are lost at .5, less what the others take, at a margin of .2, of a GDP of 100
    assert world.loss_sum[0, 0] == pytest.approx(12 * (12 - 48 * (LAST - 1)) * 0.5 * 0.2, rel=1e-4)


def test_the_second_month_by_hand() -> None:
    """A premium of .612 draws 91 % of what was refused from those who sell on; they buy that much more."""
    world = step(licensed(0.0, 9.0, 9.0, 9.0, 9.0), 1)
    premium = float(world.premium[1, 0, 0])
    step(world, 1)
    by_way = (1 - exp(-premium / 0.25)) * world.denied[1, 0, 0]
    assert by_way > 11.0
    assert world.arrivals[1, 0, 0] == pytest.approx(by_way, rel=1e-6)
    assert world.exports[1, 0, 0] == 0.0
    own = world.arrivals[2:, 0, 0].sum()
    assert world.exports[:, 0, 0].sum() == pytest.approx(own + by_way, rel=1e-6)
    # what was paid for a month ago moves engineers and buyers: use is bent by the premium on top of the common price
    bent = world.flows.planned_finals[:, 0, 0] / world.flows.wanted_finals[:, 0, 0]
    assert bent[1] / bent[2] == pytest.approx(exp(-0.11 * premium), rel=1e-5)


def test_a_premium_is_forgotten_as_prices_are() -> None:
    world = step(licensed(0.0, 9.0, 9.0, 9.0, 9.0), 3)
    before = float(world.premium[1, 0, 0])
    settle(world, "licence", 9.0)
    step(world, 1)
    assert world.premium[1, 0, 0] == pytest.approx(0.82 * before, abs=1e-6)
    step(world, 120)
    assert not world.premium.any()


def test_no_premium_where_all_are_refused_alike() -> None:
    for volume in (0.0, 0.4):
        world = step(licensed(*[volume] * 5), 6)
        assert not world.premium.any()


def test_the_premium_is_continuous_in_the_licence() -> None:
    """From a licence that asks for nothing to none at all, in steps of a hundredth: no jump."""
    volumes = np.linspace(0.0, 1.1, 111)
    world = start(six(), len(volumes))
    licence = np.full_like(world.licence, 9.0)
    licence[1, 0] = volumes
    settle(world, "licence", licence)
    first = step(world, 1).premium[1, 0].copy()
    second = step(world, 1).premium[1, 0]
    assert not second[volumes > 1.05].any() and second[0] > 0.5
    assert (np.diff(first) <= 1e-6).all()
    assert max(float(np.abs(np.diff(x)).max()) for x in (first, second)) < 0.025


def test_a_reserve_is_booked_at_the_premium() -> None:
    world = licensed(0.0, 9.0, 9.0, 9.0, 9.0)
    world.reserve[1] = 9.0  # half a unit is released a month
    step(world, 1)
    before = world.copy()
    step(world, 1)
    premium, common = float(before.premium[1, 0, 0]), float(before.price[1, 0, 0])
    released = float(world.flows.reserve_released[0, 0])
    assert premium > 0.3 and released > 0
    assert -world.reserve_cost[1, 0] == pytest.approx(released * 0.5 * common * exp(premium), rel=1e-6)


def cut(spec: WorldSpec, products: list[int]) -> tuple[World, Array, Array]:
    """A year of the world uncut (the first lane) and with each region cut off alone from these products: what each region lost
    more, of these chains and by forgoing use at the price, in % of GDP, (R, N); and what was sent to each region, licensed or
    smuggled, (R, P, N)."""
    count = len(spec.regions)
    world = start(spec, count + 1)
    licence = world.licence.copy()
    for region in range(count):
        licence[region, products, region + 1] = 0.0
    settle(world, "licence", licence)
    finals = sorted(set(world.frame.final_of[products].tolist()))
    lost, shipped = np.zeros((count, count + 1)), np.zeros_like(world.exports)

    def listen(w: World) -> None:
        np.add(lost, (w.loss[:, finals].sum(axis=1) + w.surplus_lost) / 12, out=lost)
        np.add(shipped, w.exports + w.leaked, out=shipped)

    step(world, 12, ladder=False, watch=listen)
    return world, lost - lost[:, :1], shipped


def chains(spec: WorldSpec) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for i, product in enumerate(spec.products):
        found.setdefault(product.partition(".")[0], []).append(i)
    return found | {"rare earths": found["light"] + found["heavy"]}


@pytest.mark.parametrize("id", WORLDS)
def test_who_is_cut_alone_loses_most(rules: Rules, id: str) -> None:
    """Wherever a tenth of a region's need of a final is licensed supply; losses against the uncut run."""
    spec, seen = rules.worlds[id], 0
    for name, products in chains(spec).items():
        world, lost, _ = cut(spec, products)
        final = products[-1]
        share = world.frame.baseline[:, final, 0] / np.maximum(world.frame.plan0[:, final], 1e-9)
        for region in np.flatnonzero(share >= 0.1).tolist():
            others = np.delete(lost[:, region + 1], region)
            assert lost[region, region + 1] > max(float(others.max()), 0.0), (name, spec.regions[region])
            seen += 1
    assert seen > 25


@pytest.mark.parametrize("id", WORLDS)
def test_a_cut_to_one_buyer_is_diverted(rules: Rules, id: str) -> None:
    """What goes out of magnets falls by less than a third of what the buyer lost, in a year: others sell on."""
    spec, seen = rules.worlds[id], 0
    for name, products in chains(spec).items():
        if name not in ("light", "heavy", "rare earths"):
            continue
        world, _, shipped = cut(spec, products)
        magnet = products[-1]
        share = world.frame.baseline[:, magnet, 0] / np.maximum(world.frame.plan0[:, magnet], 1e-9)
        for region in np.flatnonzero(share >= 0.1).tolist():
            missed = shipped[region, magnet, 0] - shipped[region, magnet, region + 1]
            fall = shipped[:, magnet, 0].sum() - shipped[:, magnet, region + 1].sum()
            assert missed > 0 and fall < missed / 3, (name, spec.regions[region])
            seen += 1
    assert seen > 25
