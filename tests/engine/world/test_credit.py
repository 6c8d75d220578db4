"""Cheap credit at home enlarges every stage that it names and lowers prices abroad; mines count as a stage.

Abroad, low prices start less and let part of what is under way be given up."""

from __future__ import annotations

import numpy as np
import pytest

from game.content.format.world_items import matches
from game.engine.rules.effects.support import Credit
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.luck import Luck, lane_seeds
from game.engine.world.model.ledger import Ledger, settle
from game.engine.world.model.state import World, start
from game.engine.world.month.phases import step

from .economies import calm, tiny

LANES, WORLD = 16, "w2025q2"
Policy = tuple[Array, Array]


def test_a_quarter_of_credit_by_hand() -> None:
    """Home's parts plant of 80 at nine tenths is one of 88.89; 20 % a year adds 4.44 a quarter, two quarters later."""
    world = start(calm(tiny(expansion=np.array([1, 2, 8]))))
    credit = np.zeros_like(world.credit)
    credit[0, 0], credit[0, 1] = 0.4, 0.2
    settle(world, "credit", credit)
    before = world.capacity[0, :, 0].copy()
    step(world, 3)
    assert world.under_way[0, :2, 0] == pytest.approx([before[0] * 0.1, before[1] * 0.05], rel=1e-5)
    step(world, 3)
    assert world.capacity[0, 0, 0] == pytest.approx(before[0] * 1.1, rel=1e-5)
    assert world.capacity[0, 1, 0] == before[1]
    step(world, 3)
    assert world.capacity[0, 1, 0] == pytest.approx(before[1] * 1.05, rel=1e-5)


def due(**policy: float) -> tuple[Array, Array]:
    """What opens of 8 a month that are due everywhere, where the price of parts abroad has been .8 for long and policy helps west:
    (R,) opened of parts, and what is left under way."""
    spec = calm(tiny())
    world = start(spec)
    for array in (world.price, *world.price_average):
        array[1, 1] = 0.8
    for name, value in policy.items():
        array = np.zeros_like(getattr(world, name))
        array[1, 1] = value
        settle(world, name, array)
    world.due[0, :, 1] = world.under_way[:, 1] = 8.0
    before = world.capacity[:, 1, 0].copy()
    step(world, 1, starts=False, growth=False)
    return world.capacity[:, 1, 0] - before, world.under_way[:, 1, 0]


def test_what_is_given_up_by_hand() -> None:
    """.8 squared is .64; a floor of .9 gives .81, half the output bought in advance .9, a tenth of the cost paid .8/.9."""
    opened, left = due()
    assert opened == pytest.approx([8.0, 8 * 0.64, 8 * 0.64], abs=1e-5) and not left.any()
    for policy, earned in ({"floor": 0.9}, 0.9), ({"offtake": 0.5}, 0.9), ({"subsidy": 0.1}, 0.8 / 0.9), ({"floor": 1.4}, 1.0):
        opened, _ = due(**policy)
        assert opened == pytest.approx([8.0, 8 * earned**2, 8 * 0.64], abs=1e-5), policy


def test_nothing_is_given_up_at_the_prices_it_was_planned_for() -> None:
    world = start(calm(tiny()))
    world.due[0, 1, 1] = world.under_way[1, 1] = 8.0
    before = world.capacity.copy()
    step(world, 1, starts=False, growth=False)
    assert world.capacity[1, 1, 0] == before[1, 1, 0] + 8.0


def last_notch(rules: Rules, patterns: tuple[str, ...] = ("*",)) -> Policy:
    """What the last notch of the dial sets, at home, for products of these patterns: (credit, hold shift) by product."""
    products = rules.worlds[WORLD].products
    rates, shifts = np.zeros(len(products)), np.zeros(len(products))
    for effect in rules.dials["directed-credit"].notches[-1].effects:
        named = {k for pattern in effect.products for k in matches(pattern, products)}
        named &= {k for pattern in patterns for k in matches(pattern, products)}
        if isinstance(effect, Credit):
            rates[list(named)] = effect.rate
        else:
            shifts[list(named)] = effect.shift
    return rates, shifts


def after(rules: Rules, policy: Policy | None, held: bool, quarters: int) -> tuple[World, Array]:
    """The world after a policy of sixteen quarters, and the separation that opened abroad: (N,) units a month."""
    spec = rules.worlds[WORLD]
    world = start(spec, LANES)
    home = spec.region("china")
    oxides = [i for i, p in enumerate(spec.products) if p.endswith(".oxide")]
    abroad = [r for r in range(len(spec.regions)) if r != home]
    luck, opened, attention = Luck(lane_seeds(5, "credit", LANES)), np.zeros(LANES), world.attention.copy()
    for quarter in range(quarters):
        credit, shift = np.zeros_like(world.credit), np.zeros_like(world.hold_shift)
        if policy is not None and quarter < 16:
            credit[home], shift[...] = policy[0][:, None], policy[1][:, None]
        settle(world, "credit", credit)
        settle(world, "hold_shift", shift)
        ledger = Ledger()
        step(world, 3, shocks=luck, ledger=ledger, ladder=False)
        if held:
            world.attention[...] = attention
        for line in ledger.lines:
            if line.array == "capacity" and line.cause == "plants open":
                opened += line.delta[np.ix_(abroad, oxides)].sum(axis=(0, 1))
    return world, opened


@pytest.mark.parametrize("held", [True, False], ids=["attention held", "attention free"])
def test_credit_at_maximum_for_sixteen_quarters(rules: Rules, held: bool) -> None:
    """Outside light oxide below calm, and 60 t a month less separation abroad by quarter 28 (the lanes' error is about one)."""
    spec = rules.worlds[WORLD]
    oxide, home = spec.product("light.oxide"), spec.region("china")
    lent, without = (after(rules, policy, held, 16)[0] for policy in (last_notch(rules), None))
    assert float(lent.price[1, oxide].max()) < 0.85
    assert (lent.price[1, oxide] < without.price[1, oxide] - 0.1).all()
    assert (lent.stock[home, oxide] > 1.2 * without.stock[home, oxide]).all()
    less = after(rules, None, held, 28)[1] - after(rules, last_notch(rules), held, 28)[1]
    error = float(less.std()) / np.sqrt(LANES)
    assert float(less.mean()) > 60.0 + 3.0 * error


def test_credit_that_skips_the_mines_makes_ore_dear(rules: Rules) -> None:
    """What the plants of an enlarged chain are short of is ore: why credit names the mines as well."""
    ore = rules.worlds[WORLD].product("light.concentrate")
    plants = last_notch(rules, ("*.oxide", "*.metal", "*.magnet"))
    skipped, included = (after(rules, policy, False, 16)[0].price[1, ore] for policy in (plants, last_notch(rules)))
    assert (skipped > 1.5 * included).all()


def test_less_is_started_abroad(rules: Rules) -> None:
    """Foreign starts of separation, which open after four years, fall with the price."""
    spec = rules.worlds[WORLD]
    oxide, home = spec.product("light.oxide"), spec.region("china")
    slots = [(20 + ahead) % spec.pipeline.shape[0] for ahead in range(1, 17)]
    abroad = [r for r in range(len(spec.regions)) if r != home]
    lent, without = (after(rules, p, False, 20)[0].due[slots][:, abroad, oxide] for p in (last_notch(rules), None))
    assert (lent.sum(axis=(0, 1)) < without.sum(axis=(0, 1))).all()
