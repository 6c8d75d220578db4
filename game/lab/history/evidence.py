"""Parameters and records as chances: where a point of the unit cube lies under the priors, and how likely the record is from there.

Priors and errors are content (`content/base/history`), fixed by source before anything is fitted. How points are drawn is
`sequential_monte_carlo.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from game.content.format.case_items import Error, Prior, Target
from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.luck import inverse_normal
from game.engine.world.arithmetic.portable import exp, log
from game.lab.history.parameter_sweep import Row
from game.lab.history.sequential_monte_carlo import RUINED

LEAST = 1e-6  # an outcome on a log scale counts as at least this
INFORMATIVE = 0.9  # a target that more of the prior's draws pass than this says nothing of the model


def placed(priors: Mapping[str, Prior], points: Array) -> dict[str, Array]:
    """Parameter sets from points (K, D) of the unit cube, dimensions in the order of `priors`."""
    return {name: quantile(prior, points[:, i]) for i, (name, prior) in enumerate(priors.items())}


def quantile(prior: Prior, share: Array) -> Array:
    """The value below which a share of a prior's chance lies, elementwise."""
    width = prior.high - prior.low
    if prior.middle is None:
        return np.asarray(prior.low + width * share)
    rise, fall = prior.middle - prior.low, prior.high - prior.middle
    up, down = np.sqrt(share * width * rise), np.sqrt((1.0 - share) * width * fall)
    return np.asarray(np.where(share * width < rise, prior.low + up, prior.high - down))


def weighed(row: Row) -> bool:
    """Whether a target is evidence: a record with its error, which no script sets itself."""
    return row.target.error is not None


def spread_of(error: Error) -> float:
    """Standard deviation of the record about a right model, on the error's scale."""
    return float(np.sqrt(error.observation * error.observation + error.discrepancy * error.discrepancy))


def on_scale(error: Error, values: Array) -> Array:
    """Outcomes on the scale on which their error counts."""
    return log(np.maximum(values, LEAST)) if error.scale == "log" else values


def off_by(target: Target, values: Array) -> Array:
    """How many standard deviations outcomes lie above the record. The target has a record and an error."""
    error, record = target.error, target.record
    assert error is not None and record is not None
    return np.asarray((on_scale(error, values) - on_scale(error, np.array([record]))) / spread_of(error))


def log_likelihood(rows: Sequence[Row], values: Array) -> Array:
    """(K,) of the records of `rows`, from outcomes (rows, K); errors are normal and independent. A broken set is `RUINED`."""
    total = np.zeros(values.shape[1])
    for row, value in zip(rows, values, strict=True):
        far = off_by(row.target, value)
        total -= 0.5 * far * far
    return np.asarray(np.maximum(np.where(np.isnan(total), RUINED, total), RUINED))


def passing(row: Row, values: Array) -> float:
    """Share of outcomes that lie in the target's band; broken sets do not."""
    low, high = row.target.band
    return float(((values >= low) & (values <= high)).mean())


def predicted(row: Row, values: Array, shares: Sequence[float]) -> list[float]:
    """Quantiles of the record that a cloud's outcomes (K,) foretell, errors included: each outcome is the middle of the same
    spread of errors."""
    error = row.target.error
    assert error is not None
    sound = values[~np.isnan(values)]
    errors = inverse_normal((np.arange(40) + 0.5) / 40) * spread_of(error)
    whole = (on_scale(error, sound)[:, None] + errors[None, :]).reshape(-1)
    found = np.quantile(whole, shares)
    return [float(v) for v in (exp(found) if error.scale == "log" else found)]
