"""What must hold in every state under every policy: mass, no negative stock, finite numbers, ledger identity, lanes alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.world.arithmetic.luck import Luck, lane_seeds
from game.engine.world.model.arrays import ARRAYS
from game.engine.world.model.ledger import TABLE, Ledger, settle
from game.engine.world.model.state import World, concat, from_document, start
from game.engine.world.month import phases
from game.engine.world.month.phases import LIVING, ModelFault, Phase, step

from ..ledgers import posted
from .economies import thirteen, tiny
from .random_worlds import restless

SPECS = {"tiny": tiny(), "thirteen": thirteen()}
seeds = st.integers(0, 2**32 - 1)
specs = st.sampled_from(sorted(SPECS))
few = settings(max_examples=12, deadline=None, derandomize=True)


def luck_for(lanes: int) -> Luck:
    return Luck(lane_seeds(5, "test", lanes))


def held(world: World) -> np.ndarray:
    """(P, N) all goods there are: stocks, reserves and what is afloat."""
    return np.asarray(world.stock.sum(axis=0) + world.reserve.sum(axis=0) + world.afloat)


def used_up(ledger: Ledger, stock: np.ndarray) -> np.ndarray:
    """(P, N) what the ledger took out of stocks: use of finals and what was made into the next product; below zero."""
    taken = np.zeros_like(stock)
    for line in ledger.lines:
        if line.array == "stock" and line.cause in ("used", "made into the next product"):
            taken[line.at] += line.delta
    return np.asarray(taken.sum(axis=0))


@few
@given(specs, seeds)
def test_mass_is_kept_to_the_bit(name: str, seed: int) -> None:
    world = restless(SPECS[name], seed)
    for _ in range(4):
        before, ledger = held(world), Ledger()
        step(world, 1, shocks=luck_for(3), ledger=ledger)
        assert np.array_equal(held(world), before + world.output.sum(axis=0) + used_up(ledger, world.stock))


@few
@given(specs, seeds)
def test_nothing_is_negative_and_everything_finite(name: str, seed: int) -> None:
    world = restless(SPECS[name], seed)
    step(world, 9, shocks=luck_for(3))
    for array, value in world.arrays().items():
        assert np.isfinite(value).all(), array
    for array in (
        "stock",
        "reserve",
        "afloat",
        "capacity",
        "due",
        "demand",
        "fear",
        "attention",
        "designed_out",
        "talent",
        "output",
        "exports",
        "leaked",
        "denied",
        "arrivals",
        "used",
        "shortfall",
        "loss",
        "belief_good",
        "belief_bad",
        "rung",
        "tension",
        "hazard",
        "window",
    ):
        assert (getattr(world, array) >= 0).all(), array
    assert (world.price > 0).all() and (world.price < 50).all()
    assert (world.shortfall <= 1).all() and (world.talent <= 1).all() and (world.hazard <= 1).all() and (world.attention <= 1).all()


@few
@given(specs, seeds)
def test_before_plus_posted_is_after_in_every_cell(name: str, seed: int) -> None:
    world = restless(SPECS[name], seed)
    silent, before, ledger = world.copy(), world.copy(), Ledger()
    step(world, 4, shocks=luck_for(3), ledger=ledger)
    for array in ARRAYS:
        if array.kind == "state":
            assert np.array_equal(getattr(before, array.name) + posted(ledger, world, array.name), getattr(world, array.name)), (
                array.name
            )
            grid = getattr(world, array.name) * 2.0**array.quantum_bits
            assert np.array_equal(grid, np.rint(grid)), array.name
    assert np.array_equal(world.under_way, world.due.sum(axis=0))
    step(silent, 4, shocks=luck_for(3))
    assert silent.digest_bytes() == world.digest_bytes()


@few
@given(specs, seeds)
def test_a_lane_alone_equals_the_lane_in_a_batch(name: str, seed: int) -> None:
    world = restless(SPECS[name], seed, lanes=5)
    luck = luck_for(5)
    alone = [world.lane(i) for i in range(5)]
    step(world, 4, shocks=luck)
    for i, one in enumerate(alone):
        step(one, 4, shocks=Luck(luck.seeds[i : i + 1]))
        assert one.digest_bytes() == world.lane(i).digest_bytes()
    assert concat(alone).digest_bytes() == world.digest_bytes()


@few
@given(seeds)
def test_policies_are_only_read(seed: int) -> None:
    world = restless(SPECS["thirteen"], seed)
    before = world.copy()
    step(world, 3)
    for array in ARRAYS:
        if array.kind == "policy":
            assert np.array_equal(getattr(before, array.name), getattr(world, array.name)), array.name


@few
@given(seeds)
def test_a_document_gives_back_every_bit(seed: int) -> None:
    world = restless(SPECS["tiny"], seed)
    again = from_document(SPECS["tiny"], world.document())
    assert again.digest_bytes() == world.digest_bytes()
    assert step(again, 3).digest_bytes() == step(world, 3).digest_bytes()


def test_a_vector_of_parameters_is_one_world_a_lane() -> None:
    soft = tiny()
    hard = replace(soft, parameters=replace(soft.parameters, loss_power=2.0, purchase_elasticity=0.3, demand_growth=0.0))
    both = concat([start(soft), start(hard)])
    both.licence[:, 1] = 0.3
    step(both, 7)
    for i, spec in enumerate((soft, hard)):
        one = start(spec)
        one.licence[:, 1] = 0.3
        assert step(one, 7).digest_bytes() == both.lane(i).digest_bytes()


def test_permits_that_slow_one_lane_and_hurry_another_keep_to_their_lanes() -> None:
    both = start(thirteen(), 2)
    both.haste[3, 2] = (2.0, -1.0)
    both.offtake[3, 2], both.subsidy[3, 2] = (0.5, -0.5), (0.3, -0.3)
    both.price[1], both.price_average[:, 1] = 3.0, 3.0
    alone = [both.lane(i) for i in range(2)]
    step(both, 6)
    for i, one in enumerate(alone):
        assert step(one, 6).digest_bytes() == both.lane(i).digest_bytes()
    assert not np.array_equal(both.due[..., 0], both.due[..., 1])


def test_a_number_that_is_none_is_named() -> None:
    world = start(tiny())
    world.capacity[1, 1, 0] = np.nan
    told = r"2025Q1, month 0: the phase 'openings' .* 'capacity' at cell \(west, part, lane 0\)"
    with np.errstate(invalid="ignore"), pytest.raises(ModelFault, match=told):
        step(world, 1)


@pytest.mark.parametrize("name", LIVING)
def test_nothing_that_is_none_leaves_a_run_of_months(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A number that is none anywhere in what lives on is found at the run's end; a careful run names the phase that made it."""

    def faulty(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
        getattr(world, name)[(0,) * (len(TABLE[name].axes) + 1)] = np.inf

    broken = Phase("faulty", faulty, "always", (name,))
    monkeypatch.setattr(phases, "PHASES", (*phases.PHASES, broken))
    with np.errstate(all="ignore"):
        with pytest.raises(ModelFault, match=f"'{name}'"):
            step(start(tiny()), 1)
        with pytest.raises(ModelFault, match="2025Q1, month 0: the phase 'faulty'") as found:
            step(start(tiny()), 1, careful=True)
    assert found.value.array == name and found.value.cell.endswith("lane 0")


def test_only_policy_is_settled() -> None:
    world = start(tiny())
    settle(world, "floor", 1.1, at=(1, 0))
    assert world.floor[1, 0, 0] == round(1.1 * 2**20) / 2**20
    with pytest.raises(KeyError, match="only policy arrays are set"):
        settle(world, "stock", 1.0)


def test_worlds_of_other_months_do_not_join() -> None:
    world = start(tiny())
    with pytest.raises(ValueError, match="same month"):
        concat([world, step(world.copy(), 1)])


def test_lanes_come_and_go() -> None:
    world = restless(SPECS["tiny"], 4)
    assert world.repeat(2).take([3, 1, 5]).digest_bytes() == world.take([0, 1, 2]).digest_bytes()
    assert world.take([2, 0]).lane(1).digest_bytes() == world.lane(0).digest_bytes()
