"""Luck is a function of its key alone: whoever asks, in whatever company, gets the same number."""

from __future__ import annotations

import numpy as np

from game.engine.world.arithmetic.luck import Luck, inverse_normal, key_number, lane_seeds, normals, split_seeds, uniforms


def test_a_key_has_one_number_for_ever() -> None:
    assert key_number(7, 3, "cards", "deck/4") == key_number(7, 3, "cards", "deck/4")
    others = {key_number(7, 3, "cards", "deck/5"), key_number(7, 4, "cards", "deck/4"), key_number(8, 3, "cards", "deck/4")}
    assert key_number(7, 3, "cards", "deck/4") not in others and len(others) == 3
    assert 0.0 <= key_number(7, 3, "cards", "deck/4") < 1.0


def test_lanes_and_rows_do_not_disturb_each_other() -> None:
    seeds = lane_seeds(11, "fan", 8)
    all_of_them = normals(seeds, 5, 2, 10)
    assert np.array_equal(all_of_them[:, 3:4], normals(seeds[3:4], 5, 2, 10))
    assert np.array_equal(all_of_them[:4], normals(seeds, 5, 2, 4))
    assert np.array_equal(lane_seeds(11, "fan", 3), seeds[:3])


def test_months_and_streams_differ() -> None:
    seeds = lane_seeds(11, "fan", 50)
    first = uniforms(seeds, 5, 2, 4)
    assert not np.any(first == uniforms(seeds, 6, 2, 4))
    assert not np.any(first == uniforms(seeds, 5, 3, 4))


def test_split_seeds_belong_to_one_lane_each() -> None:
    seeds = lane_seeds(1, "x", 3)
    wide = split_seeds(seeds, 4).reshape(4, 3)
    assert np.array_equal(wide[:, 1], split_seeds(seeds[1:2], 4))
    assert len(set(wide.reshape(-1).tolist())) == 12


def test_normals_look_normal() -> None:
    drawn = normals(lane_seeds(2, "x", 500), 1, 1, 200)
    assert abs(float(drawn.mean())) < 0.01 and abs(float(drawn.std()) - 1.0) < 0.01
    assert float((np.abs(drawn) > 1.96).mean()) == np.clip(float((np.abs(drawn) > 1.96).mean()), 0.045, 0.055)


def test_inverse_normal_at_known_points() -> None:
    got = inverse_normal(np.array([0.5, 0.975, 0.025, 0.001]))
    assert np.allclose(got, [0.0, 1.959963985, -1.959963985, -3.090232306], atol=1e-8)


def test_shocks_have_mean_one_and_stay_within_three_sigma() -> None:
    luck = Luck(lane_seeds(3, "x", 400))
    factor = luck.supply(4, 10, 0.02)
    assert factor.shape == (2, 10, 400)
    assert abs(float(factor.mean()) - 1.0) < 0.002 and float(np.abs(factor - 1.0).max()) <= 0.06 + 1e-12
