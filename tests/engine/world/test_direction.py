"""The direction of things, over random states: who restricts raises the outside price, who releases lowers it, and so on."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.world.model.state import World, start
from game.engine.world.month.phases import step

from .economies import thirteen
from .random_worlds import restless

SPEC = thirteen()
seeds = st.integers(0, 2**32 - 1)
few = settings(max_examples=15, deadline=None, derandomize=True)
SLACK = 1e-6
HEAVY_MAGNET = 7


def pair(seed: int) -> tuple[World, World]:
    world = restless(SPEC, seed, lanes=2)
    return world, world.copy()


@few
@given(seeds, st.integers(0, 9))
def test_a_stricter_licence_for_all_does_not_lower_the_outside_nor_raise_the_inside_price(seed: int, product: int) -> None:
    loose, strict = pair(seed)
    loose.licence[:, product], strict.licence[:, product] = 0.9, 0.36
    step(loose, 1)
    step(strict, 1)
    singled_out = strict.flows.premium_wanted[:, product].any(axis=0)  # then the common price tells of the others
    assert (singled_out | (strict.price[1, product] >= loose.price[1, product] - SLACK)).all()
    assert (strict.price[0, product] <= loose.price[0, product] + SLACK).all()
    sent, before = (w.exports[:, product].sum(axis=0) for w in (strict, loose))  # who is refused less may get a little more
    assert (sent <= before + SLACK).all()


@few
@given(seeds, st.integers(0, 9))
def test_a_release_from_reserve_does_not_raise_any_price(seed: int, product: int) -> None:
    kept, released = pair(seed)
    for world in (kept, released):
        world.reserve[:, product] = 50.0
        world.reserve_target[:, product] = 0.0
    kept.reserve[:, product] = 0.0
    step(kept, 1)
    step(released, 1)
    singled_out = (released.flows.premium_wanted + kept.flows.premium_wanted)[:, product].any(axis=0)
    assert (singled_out | (released.price[:, product] <= kept.price[:, product] + SLACK)).all()


@few
@given(seeds, st.integers(0, 9), st.integers(0, 12))
def test_more_capacity_does_not_raise_the_price(seed: int, product: int, region: int) -> None:
    less, more = pair(seed)
    more.capacity[region, product] = np.rint((more.capacity[region, product] * 1.5 + 1.0) * 2**20) / 2**20
    step(less, 1)
    step(more, 1)
    assert (more.price[:, product] <= less.price[:, product] + SLACK).all()


@few
@given(seeds, st.integers(0, 9))
def test_a_wish_to_hoard_does_not_lower_the_price(seed: int, product: int) -> None:
    calm, anxious = pair(seed)
    anxious.hoard += 1.5
    step(calm, 1)
    step(anxious, 1)
    assert (anxious.price[:, product] >= calm.price[:, product] - SLACK).all()


def frightened(stages: slice, volume: float) -> World:
    """The calm world after a month in which every buyer's licences for these heavy products stand at a volume."""
    world = start(SPEC)
    world.licence[:, stages] = volume
    return step(world, 1)


def test_a_freeze_frightens_more_than_case_by_case() -> None:
    heavy = SPEC.finals.index("heavy.magnet")
    cases, freeze = (frightened(slice(4, HEAVY_MAGNET + 1), volume).fear[:, heavy, 0] for volume in (0.45, 0.02))
    buyers = cases > 0.0
    assert buyers.sum() >= 3
    assert (freeze[buyers] > 0.9).all() and (cases[buyers] < 0.7).all()


def test_to_refuse_one_stage_frightens_by_its_share_of_what_the_chain_asks_for() -> None:
    heavy, seen = SPEC.finals.index("heavy.magnet"), 0
    for stage in range(4, HEAVY_MAGNET + 1):
        world = frightened(slice(stage, stage + 1), 0.0)  # the other stages go out as ever
        asked = (world.exports + world.denied)[:, 4 : HEAVY_MAGNET + 1, 0]
        share = asked[:, stage - 4] / np.maximum(asked.sum(axis=1), 1e-9)
        mixed = (share > 0.01) & (share < 0.9)
        assert world.fear[mixed, heavy, 0] == pytest.approx(share[mixed], rel=1e-3)
        seen += int(mixed.sum())
    assert seen >= 3


@few
@given(seeds)
def test_denial_costs_trust(seed: int) -> None:
    given_freely, denied = pair(seed)
    given_freely.licence[:] = given_freely.expected[:] = 9.0
    denied.licence[:] = 0.0
    denied.expected[:] = 9.0
    step(given_freely, 3)
    step(denied, 3)
    good, bad = (w.belief_good / (w.belief_good + w.belief_bad) for w in (given_freely, denied))
    assert (bad <= good + SLACK).all() and bad[0, 1].max() < good[0, 1].min()


@few
@given(seeds)
def test_floors_and_subsidies_start_more(seed: int) -> None:
    world, helped = pair(seed)
    world.floor[:] = helped.floor[:] = 0.0
    world.subsidy[:] = 0.0
    helped.floor[1:] = 1.6
    helped.subsidy[1:] = 0.4
    step(world, 3)
    step(helped, 3)
    assert (helped.due[:, 1:, :8].sum(axis=(0, 1, 2)) > world.due[:, 1:, :8].sum(axis=(0, 1, 2))).all()


def test_an_announced_quota_that_is_kept_costs_less_trust_than_a_surprise() -> None:
    world = restless(SPEC, 3, lanes=1)
    world.licence[:], world.expected[:] = 0.5, 9.0
    announced = world.copy()
    announced.expected[:] = 0.5
    step(world, 3)
    step(announced, 3)
    assert announced.belief_bad[0, 1, 0] < world.belief_bad[0, 1, 0]
