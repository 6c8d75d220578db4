"""Two materials out of one ore: they run, open, close and stand still together; the sums are written out by hand."""

from __future__ import annotations

from dataclasses import replace
from math import log

import numpy as np
import pytest

from game.engine.world.model.mines import by_products, tie
from game.engine.world.model.spec import WorldSpec
from game.engine.world.model.state import World, concat, start
from game.engine.world.month.investment import hurdle, room
from game.engine.world.month.phases import step

from .economies import parameters, plain

LIGHT, HEAVY = 0, 1
HOME, PIT = 0, 1


def two_ores(**changes: object) -> WorldSpec:
    """Home digs rock (light alone) and a third clay; the pit digs clay: four light to one heavy, and each half of its value."""
    spec = plain(
        regions=("home", "pit"),
        products=("light.ore", "heavy.ore"),
        finals=("light.ore", "heavy.ore"),
        stages=("ore",),
        materials=("light", "heavy"),
        feed=np.array([-1, -1]),
        final_product=np.array([0, 1]),
        stage_of=np.array([0, 0]),
        home=np.array([0, 0]),
        controls=np.array([0, 0]),
        gdp=np.array([100.0, 200.0]),
        price_unit=np.array([1.0, 4.0]),
        output0=np.array([[100.0, 10.0], [40.0, 10.0]]),
        use0=np.array([[80.0, 4.0], [60.0, 16.0]]),
        run0=np.full((2, 2), 0.8),
        lag=np.array([4, 4]),
        talent0=np.array([1.0, 0.5]),
        lam=np.array([[2.0, 1.0], [2.1, 1.0]]),
        ores=("rock", "clay"),
        ore_holds=np.array([[1.0, 0.0], [0.8, 0.2]]),
        ore_mix=np.array([[2.0, 1.0], [0.0, 1.0]]),
        ore_prospect=np.array([[0.0, 0.0], [0.5, 1.0]]),
    )
    return replace(spec, **changes)  # type: ignore[arg-type]


def priced(spec: WorldSpec, zone: int, light: float, heavy: float) -> World:
    """The first month at these prices (spot and averages) in one zone."""
    world = start(spec)
    for array in (world.price, *world.price_average):
        array[zone, :, 0] = light, heavy
    return world


def test_a_by_product_comes_with_its_mine_and_its_price_alone_drives_nothing() -> None:
    world = step(priced(two_ores(), 1, 1.0, 2.0), 1)
    # the pit's clay is worth half light, half heavy: a doubled price of heavy counts half
    run = 1 + 0.25 * 0.5 * log(2.0)
    assert world.output[PIT, :, 0] == pytest.approx([40 * run, 10 * run], rel=1e-7)
    assert world.output[HOME, :, 0] == pytest.approx([100.0, 10.0]), "home sells inside, where nothing moved"
    alone = step(priced(two_ores(ores=()), 1, 1.0, 2.0), 1)
    assert alone.output[PIT, :, 0] == pytest.approx([40.0, 10 * (1 + 0.25 * log(2.0))], rel=1e-7)


def test_of_two_ores_only_the_one_that_holds_it_answers() -> None:
    world = step(priced(two_ores(), 0, 1.0, 2.0), 1)
    # of home's light 0.8 of 2.8 is dug with the clay; all its heavy is
    clay = 0.25 * 0.5 * log(2.0)
    assert world.output[HOME, LIGHT, 0] == pytest.approx(100 * (1 + 0.8 / 2.8 * clay), rel=1e-7)
    assert world.output[HOME, HEAVY, 0] == pytest.approx(10 * (1 + clay), rel=1e-7)


def test_calm_prices_leave_the_tie_at_one_to_the_bit() -> None:
    mines = start(two_ores()).frame.mines
    assert mines is not None
    ones = np.ones((2, 2, 3))
    tie(mines, ones)
    assert (ones == 1.0).all()


def test_one_home_is_a_shorter_way_to_the_same_bits() -> None:
    short, long = (priced(two_ores(), 1, 1.3, 2.0) for _ in range(2))
    assert short.frame.mines is not None and short.frame.mines.home == HOME
    long.frame = replace(long.frame, mines=replace(short.frame.mines, home=-1))
    for world in (short, long):
        world.price[0, HEAVY] = 0.8
        step(world, 4)
    assert short.digest_bytes() == long.digest_bytes()


def test_a_new_mine_brings_both_materials_as_its_ore_holds_them() -> None:
    spec = two_ores(ore_prospect=np.array([[0.0, 0.0], [0.0, 1.0]]), parameters=parameters(start_attention=0.0))
    world = priced(spec, 1, 1.0, 4.0)
    world.month = 2
    par, left_and_market = world.parameters, room(world)
    left, market = (x[:, 0].copy() for x in left_and_market)
    step(world, 1)
    started = world.under_way[PIT, :, 0]
    assert started[LIGHT] == pytest.approx(4 * started[HEAVY], rel=2e-3) and started[HEAVY] > 0
    # the basket sells at (1 + 4) / 2 and costs 1 times the hurdle; a market counts by its value, half and half
    ratio = float(hurdle(par, np.asarray(par.hurdle_volatility))) / float(world.price_average[1, 1].mean())
    full = 0.006 * 0.5 * market * left * [1.0, 4.0]
    value = (0.5 * full[0] + 0.5 * full[1]) / (1 + ratio**4)
    assert started == pytest.approx([0.5 * value, 0.5 * value / 4], rel=2e-3)
    assert world.under_way[HOME].max() == 0.0


def test_heavy_alone_does_not_start_a_rock_mine() -> None:
    def started(prospects: list[float]) -> np.ndarray:
        world = priced(two_ores(ore_prospect=np.array([[0.0, 0.0], prospects])), 1, 1.0, 4.0)
        world.month = 2
        step(world, 1)
        return world.under_way[PIT, :, 0]

    rock, clay = started([1.0, 0.0]), started([0.0, 1.0])
    assert rock[HEAVY] == 0.0 and clay[HEAVY] > 0 and clay[LIGHT] > rock[LIGHT], "the basket pays for light that alone would not"
    assert started([1.0, 1.0]) == pytest.approx(rock + clay, rel=2e-3)


def test_mines_close_by_the_basket() -> None:
    def left(light: float, heavy: float) -> np.ndarray:
        world = priced(two_ores(), 1, light, heavy)
        world.month = 2
        before = world.capacity[PIT, :, 0].copy()
        step(world, 1)
        return world.capacity[PIT, :, 0] / before

    # .5 * .3 + .5 * .9 = .6 of cost: above .55, though light sells below it; at .4 the basket is at .35
    assert left(0.3, 0.9) == pytest.approx([1.0, 1.0])
    assert left(0.3, 0.4) == pytest.approx([0.95, 0.95], rel=1e-6)
    assert left(0.9, 0.1) == pytest.approx([0.95, 0.95], rel=1e-6), "the by-product's fall takes the mine with it"


def test_an_outage_of_the_mine_takes_the_by_product_too() -> None:
    world = start(two_ores(price_unit=np.array([1.0, 8.0])))  # clay is a heavy mine now
    world.outage[:, HEAVY] = 0.3
    step(world, 1)
    assert world.output[PIT, :, 0] == pytest.approx([40 * 0.7, 10 * 0.7])
    assert world.output[HOME, :, 0] == pytest.approx([100 * (1 - 0.3 * 0.8 / 2.8), 7.0])


def test_what_a_plant_dug_for_its_main_product_brings_along() -> None:
    mines = start(two_ores(price_unit=np.array([1.0, 8.0]))).frame.mines
    assert dict(by_products(mines, PIT, HEAVY)) == pytest.approx({LIGHT: 4.0})
    assert by_products(mines, PIT, LIGHT) == (), "light is not what a clay is dug for"
    assert by_products(None, PIT, LIGHT) == ()


def test_three_materials_of_one_ore_and_lanes_side_by_side() -> None:
    def more(name: str) -> np.ndarray:
        return np.concatenate([getattr(two, name), getattr(two, name)[..., -1:]], axis=-1)

    two = two_ores()
    longer = ("home", "controls", "feed", "stage_of", "lag", "price_unit", "home_growth", "leak_max", "resale", "hold")
    wider = ("designout_cap", "output0", "use0", "run0", "cover0", "cost", "stock_factor", "price0", "lam", "recycled")
    three = replace(
        two,
        **{name: more(name) for name in (*longer, *wider)},  # type: ignore[arg-type]
        products=(*two.products, "third.ore"),
        finals=(*two.finals, "third.ore"),
        materials=("light", "heavy", "third"),
        final_product=np.array([0, 1, 2]),
        use_split=np.ones((2, 3, 1)),
        use_growth=np.zeros((3, 1)),
        pipeline=np.zeros((8, 2, 3)),
        ore_holds=np.array([[1.0, 0.0, 0.0], [0.6, 0.2, 0.2]]),
    )
    lanes = []
    for heavy in (1.0, 2.0, 3.0):
        world = start(three)
        world.price[1, HEAVY] = heavy
        lanes.append(world)
    together = step(concat(lanes), 6)
    for i, world in enumerate(lanes):
        assert step(world, 6).digest_bytes() == together.lane(i).digest_bytes()
    ratios = together.output[PIT] / together.output[PIT, :1]
    assert np.allclose(ratios[1], 0.25, rtol=1e-5) and np.allclose(ratios[2], 0.25, rtol=1e-5)
    assert together.output[PIT, 0, 2] > together.output[PIT, 0, 0]


def test_a_material_that_no_ore_holds_is_mined_by_itself() -> None:
    spec = two_ores(ores=("rock",), ore_holds=np.array([[1.0, 0.0]]), ore_mix=np.ones((2, 1)), ore_prospect=np.ones((2, 1)))
    alone = two_ores(ores=())
    for world in (a := step(priced(spec, 1, 1.2, 2.0), 6), b := step(priced(alone, 1, 1.2, 2.0), 6)):
        assert world.under_way[PIT].min() > 0
    assert a.output == pytest.approx(b.output, rel=1e-9) and a.under_way == pytest.approx(b.under_way, rel=2e-3)


def test_a_region_must_dig_an_ore_that_holds_what_it_mines() -> None:
    with pytest.raises(ValueError, match=r"The region 'pit' mines heavy\.ore, and no ore that it digs"):
        start(two_ores(ore_mix=np.array([[2.0, 1.0], [1.0, 0.0]])))
    with pytest.raises(ValueError, match="ore_mix"):
        start(two_ores(ore_mix=np.ones((2, 3))))
