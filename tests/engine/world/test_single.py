"""Worlds in 32-bit numbers: they follow the worlds of play closely and stay in their own numbers."""

from __future__ import annotations

import numpy as np

from game.engine.world.arithmetic.luck import Luck, lane_seeds
from game.engine.world.model import flows, working_arrays
from game.engine.world.model.state import World, start
from game.engine.world.month.phases import step

from .economies import thirteen
from .random_worlds import restless

NEAR = 1e-3  # of the largest value of an array
ROUNDING = ("afloat", "loss", "loss_sum", "shortfall", "hazard", "window")  # remainders, and powers and steps of small differences


def pair(lanes: int = 6) -> tuple[World, World]:
    """The same two years in both kinds of numbers, with licences, reserves and floors in force."""
    exact = start(thirteen(), lanes)
    exact.licence[1:4] = 0.4
    exact.reserve_target[2] = 2.0
    exact.floor[1] = 1.2
    sketch = exact.single()
    luck = Luck(lane_seeds(3, "single", lanes))
    for _ in range(8):
        step(exact, 3, shocks=luck)
        step(sketch, 3, shocks=luck)
    return exact, sketch


def test_two_years_in_32_bits_end_where_play_does() -> None:
    exact, sketch = pair()
    for name, value in exact.arrays().items():
        if name not in ROUNDING:
            gap = np.abs(value - getattr(sketch, name)).max()
            assert gap <= NEAR * max(float(np.abs(value).max()), 1.0), name


def test_no_number_grows_back_to_64_bits() -> None:
    _, sketch = pair()
    assert {v.dtype for v in sketch.arrays().values()} == {np.dtype(np.float32)}
    assert [name for name in working_arrays.GROUPS if getattr(sketch.working, name).dtype != np.float32] == []
    assert [name for name in flows.AXES if getattr(sketch.flows, name).dtype != np.float32] == []


def test_a_copy_in_32_bits_leaves_the_world_as_it_is() -> None:
    world = restless(thirteen(), 5)
    before = world.digest_bytes()
    step(world.single(), 3)
    assert world.digest_bytes() == before
