"""What is in force becomes policy: the strictest licence holds, promises exempt, audiences follow stances, effects end on time."""

from __future__ import annotations

import numpy as np
import pytest

from game.engine.rules import Setup, new_game, resolve
from game.engine.rules.campaign.places import coalition, products_of, regions_of
from game.engine.rules.effects.licensing import Licence, Tracking
from game.engine.rules.effects.relations import Stance
from game.engine.rules.turn.consequences.third_countries import offered
from game.engine.rules.vocabulary.acts import OfOrder
from game.engine.rules.vocabulary.items import Order
from game.engine.rules.vocabulary.plan import GiveOrder, Plan
from game.structs import replace

from .play import rich, with_record


@pytest.fixture
def state(rules):
    return rich(new_game(rules, Setup("calibrated-control", 7)))


def with_order(rules, **fields):
    """The rules with one more order of Beijing's."""
    order = Order("test-order", "beijing", "talks", "A test", "A test.", capital=0, **fields)
    return replace(rules, orders={**rules.orders, order.id: order})


def given(rules, state, target=""):
    return resolve(rules, state, {"beijing": Plan("beijing", (GiveOrder("test-order", target),))}).state


def licence(state, region, product):
    return float(state.world.licence[state.world.spec.region(region), state.world.spec.product(product), 0])


def test_the_strictest_licence_in_force_holds(rules, state):
    strict = with_order(rules, effects=(Licence(("heavy.magnet",), "japan", 0.125),), lasts=2)
    before = licence(state, "japan", "heavy.magnet")
    after = given(strict, state)
    assert licence(after, "japan", "heavy.magnet") == min(before, 0.125)
    mild = with_order(rules, effects=(Licence(("heavy.magnet",), "japan", 8.0),), lasts=2)
    assert licence(given(mild, state), "japan", "heavy.magnet") == licence(resolve(rules, state, {}).state, "japan", "heavy.magnet")


def test_a_licence_promise_exempts_its_target_from_the_stricter_rule(rules, state):
    promise = with_order(
        rules, effects=(Licence(("heavy.*",), "target", 9.0),), lasts=2, promise="licence", targets=("japan", "korea")
    )
    after = given(promise, state, "japan")
    assert licence(after, "japan", "heavy.magnet") == 9.0
    assert licence(after, "korea", "heavy.magnet") < 9.0
    assert [(p.to, p.status) for p in after.record.promises] == [("japan", "open")]


def test_a_side_licenses_only_what_it_controls(rules, state):
    order = with_order(rules, effects=(Licence(("chips",), "world", 0.0),), lasts=2)
    assert (given(order, state).world.licence == resolve(rules, state, {}).state.world.licence).all()


def test_effects_end_when_their_quarters_are_over(rules, state):
    order = with_order(rules, effects=(Tracking(("battery",), 0.75),), lasts=2)
    battery = state.world.spec.product("battery")
    base = float(resolve(rules, state, {}).state.world.tracked[battery, 0])
    now = given(order, state)
    seen = []
    for _ in range(3):
        seen.append(float(now.world.tracked[battery, 0]))
        now = resolve(order, now, {}).state
    assert seen == [max(base, 0.75), max(base, 0.75), base]


def test_audiences_follow_the_stances_of_third_countries(rules, state):
    spec, join = state.world.spec, rules.numbers.join
    stances = dict.fromkeys(state.record.stances, (0.0, 0.0))
    stances["japan"] = (0.0, 0.9)
    stances["myanmar"] = (0.9, 0.0)
    assert coalition(spec, stances, "washington", join) == (spec.region("japan"),)
    assert regions_of(spec, stances, join, "beijing", "rival-coalition") == (spec.region("japan"),)
    assert regions_of(spec, stances, join, "beijing", "own-coalition") == (spec.region("myanmar"),)
    others = regions_of(spec, stances, join, "beijing", "others")
    assert spec.region("japan") not in others and spec.region("usa") not in others and spec.region("myanmar") in others
    dials = {**state.record.dials, "licence-heavy-coalition": 3, "licence-heavy-others": 0}
    moved = with_record(state, stances=stances, dials=dials)
    after = resolve(rules, moved, {}).state
    assert licence(after, "japan", "heavy.magnet") < licence(after, "korea", "heavy.magnet")


def test_patterns_name_products_in_product_order(rules, state):
    spec = state.world.spec
    assert [spec.products[p] for p in products_of(spec, ("heavy.*",))] == [p for p in spec.products if p.startswith("heavy.")]
    assert products_of(spec, ("*.magnet", "chips")) == tuple(
        i for i, p in enumerate(spec.products) if p.endswith(".magnet") or p == "chips"
    )
    with pytest.raises(ValueError, match="neither a region nor one of"):
        regions_of(spec, {}, 0.35, "beijing", "atlantis")


def test_policy_is_folded_afresh_each_quarter(rules, state):
    once = resolve(rules, state, {}).state
    twice = resolve(rules, once, {}).state
    for name in ("subsidy", "credit", "knowhow", "haste", "schooling", "cost_shift"):
        assert np.array_equal(getattr(once.world, name), getattr(twice.world, name)), name


def test_a_measure_offers_what_its_order_won_and_a_mere_licence_offers_nothing(rules, state):
    gift = with_order(rules, impulses=(Stance("target", 0.2),), effects=(Tracking(("heavy.*",), 0.1),), lasts=8, targets=("korea",))
    plain = with_order(rules, effects=(Licence(("heavy.*",), "target", 1.0),), lasts=8, targets=("korea",))
    amounts = {}
    for name, content in (("gift", gift), ("plain", plain)):
        (measure,) = [m for m in given(content, state, "korea").record.measures if m.source == OfOrder("test-order")]
        amounts[name] = offered(content, measure)
    assert amounts == {"gift": 0.2, "plain": 0.0}
