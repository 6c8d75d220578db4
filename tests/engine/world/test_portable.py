"""exp, log and powers: error bounds, edges, and equality of every way to call them."""

from __future__ import annotations

import math

import numpy as np
import pytest

from game.engine.world.arithmetic.portable import Temporaries, exp, half_power, log, power


def test_exp_is_within_a_hundred_trillionth() -> None:
    x = np.linspace(-60.0, 60.0, 60_001)
    assert np.max(np.abs(exp(x) / np.exp(x) - 1.0)) < 1e-14


def test_log_is_within_a_trillionth_of_a_percent() -> None:
    x = np.exp(np.linspace(-40.0, 40.0, 60_001))
    assert np.max(np.abs(log(x) - np.log(x)) / np.maximum(np.abs(np.log(x)), 1.0)) < 1e-15


def test_exp_and_log_at_their_edges() -> None:
    one, most, least = exp(np.array([0.0, 1e9, -1e9]))
    assert one == 1.0
    assert math.isfinite(most) and least >= 0.0
    nothing, two = log(np.array([1.0, 2.0]))
    assert nothing == 0.0
    assert two == pytest.approx(math.log(2.0), abs=1e-16)


def test_out_and_temporaries_do_not_move_a_bit() -> None:
    x = np.linspace(0.01, 30.0, 999).reshape(27, 37)
    for function in (exp, log):
        plain, store, inside = function(x), Temporaries(), x.copy()
        assert np.array_equal(plain, function(x, temporaries=store))
        assert np.array_equal(plain, function(inside, out=inside, temporaries=store))


@pytest.mark.parametrize("n", [1.5, 2.0, 2.5, 3.0])
def test_half_powers_for_one_number_and_for_one_a_lane(n: float) -> None:
    z = np.linspace(0.0, 1.0, 11)[:, None] * np.ones((1, 2))
    assert np.allclose(half_power(z, n), z**n, rtol=1e-15, atol=0.0)
    assert np.array_equal(half_power(z, np.array([n, 2.0]))[:, 0], half_power(z, n)[:, 0])


def test_other_powers_of_losses_are_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match=r"halves from 1.5 to 3; found 1.7"):
        half_power(np.ones(3), 1.7)


def test_power_of_positive_bases() -> None:
    assert np.allclose(power(np.array([0.5, 2.0, 9.0]), -0.22), np.array([0.5, 2.0, 9.0]) ** -0.22, rtol=1e-13)
