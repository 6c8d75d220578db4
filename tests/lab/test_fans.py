"""How the calibration of fans is counted: a forecast that is right holds what it names, with or without values that lanes share."""

from __future__ import annotations

import numpy as np
import pytest

from game.lab.forecasts.fan_calibration import _overlap


def held(values: np.ndarray, lanes: np.ndarray) -> float:
    """Mean part held by the 80 % band of the lanes."""
    row = np.sort(lanes)
    places = [(np.searchsorted(row, v, "left") / len(row), np.searchsorted(row, v, "right") / len(row)) for v in values]
    return float(np.mean([_overlap(below, upto, 0.1, 0.9) for below, upto in places]))


@pytest.mark.parametrize("nought", [0.0, 0.3, 0.85, 0.97])
def test_a_right_forecast_holds_eighty_per_cent_however_often_it_is_nought(nought: float) -> None:
    even = (np.arange(1000) + 0.5) / 1000.0
    drawn = np.maximum(even - nought, 0.0)  # so many lie at nought, the rest is spread
    assert held(drawn, drawn) == pytest.approx(0.8, abs=0.005)


def test_a_forecast_that_is_too_narrow_or_off_holds_less() -> None:
    even = (np.arange(1000) + 0.5) / 1000.0
    assert held(even, 0.4 + 0.2 * even) < 0.25
    assert held(np.zeros(100), np.where(even < 0.2, 0.0, 1.0)) == pytest.approx(0.5)
