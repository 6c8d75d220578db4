"""Sequential Monte Carlo: a cloud of points goes from an even spread over the unit cube to a posterior, all points at once.

The likelihood is raised to a power that goes from 0 to 1, each step as far as half of the cloud's weight allows; then points are
drawn again by weight and walk. A walk's step is the difference of two other points (differential evolution), so that it has the
cloud's own shape without a covariance. Luck is looked up by seed and step. What a point means and how well it fits is the caller's
affair. Del Moral, Doucet and Jasra 2006; ter Braak 2006."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from game.engine.world.arithmetic.array import Array, Ints
from game.engine.world.arithmetic.luck import Seeds, key_number, lane_seeds, normals, uniforms
from game.engine.world.arithmetic.portable import exp
from game.structs import Struct

STREAM_START, STREAM_PAIR, STREAM_MASK, STREAM_JITTER, STREAM_CHANCE = 101, 102, 103, 104, 105
KEPT = 0.5  # share of the cloud's weight that one step of the power may cost
SWEEPS, MOST_SWEEPS = 4, 60  # walks of every point after a step, and at most after the last one
JITTER = 0.01  # of the cube's side, so that a walk can leave the plane of the cloud
BUSY, IDLE = 0.35, 0.15  # shares of accepted walks beyond which steps grow or shrink
RUINED = -1e9  # log likelihood of a point that the model breaks down on

Judge = Callable[[Array], Array]
"""Points (K, D) of the unit cube → their log likelihoods (K,)."""
Tell = Callable[[str], None]
Likeness = NDArray[np.float32]
"""(D, K, K) how far points are alike in each coordinate, in half the memory: it steers no point."""


@dataclass(frozen=True, slots=True)
class Cloud:
    """Points (K, D) with their log likelihoods (K,)."""

    points: Array
    fit: Array


class Step(Struct):
    """One step of the power: where it came to, the effective sample of its weights, the share of walks accepted, how often every
    point walked, and how many independent points the cloud was worth then."""

    power: float
    weights: float
    accepted: float
    sweeps: int
    worth: float


@dataclass(frozen=True, slots=True)
class Sampled:
    """The even spread, the posterior, and the steps between them."""

    start: Cloud
    end: Cloud
    steps: tuple[Step, ...]

    @property
    def effective(self) -> float:
        """How many independent points the posterior's are worth."""
        return self.steps[-1].worth


def sample(judge: Judge, dimensions: int, count: int, wanted: float, seed: int, tell: Tell) -> Sampled:
    """A cloud of `count` points (even, at least 4) from the posterior of `judge` under an even prior over the unit cube.

    After the last step points walk until they are worth `wanted` independent ones, at most `MOST_SWEEPS` times."""
    seeds = lane_seeds(seed, "sequential-monte-carlo", count)
    points = uniforms(seeds, 0, STREAM_START, dimensions).T.copy()
    start = cloud = Cloud(points, judge(points))
    kin: Likeness = np.tile(np.eye(count, dtype=np.float32), (dimensions, 1, 1))
    steps: list[Step] = []
    power, scale, turn = 0.0, 1.0, 0
    while power < 1.0:
        ahead = next_power(cloud.fit, power)
        weights = weights_of(cloud.fit, ahead - power)
        chosen = drawn_again(weights, key_number(seed, len(steps), "resampling", ""))
        cloud, kin, power = Cloud(cloud.points[chosen], cloud.fit[chosen]), kin[:, chosen][:, :, chosen], ahead
        accepted: list[float] = []
        before, worth = cloud.points, 0.0
        while len(accepted) < SWEEPS or (power >= 1.0 and worth < wanted and len(accepted) < MOST_SWEEPS):
            turn += 1
            cloud, share = walked(judge, cloud, power, scale, seeds, turn)
            scale *= 1.4 if share > BUSY else 1.0 / 1.4 if share < IDLE else 1.0
            accepted.append(share)
            worth = effective_sample(kin, memory_of(before, cloud.points))
        kin = _cousins(kin, memory_of(before, cloud.points))
        steps.append(Step(power, effective_weights(weights), float(np.mean(accepted)), len(accepted), worth))
        told = f"{steps[-1].accepted:.0%} of {len(accepted)} walks accepted, worth {worth:.0f} of {count} points"
        tell(f"step {len(steps)}: power {power:.3g}, {told}")
    return Sampled(start, cloud, tuple(steps))


def weights_of(fit: Array, rise: float) -> Array:
    """(K,) weights, adding up to 1, of points whose likelihood is raised by `rise` more."""
    raw = exp((fit - fit.max()) * rise)
    return np.asarray(raw / np.cumsum(raw)[-1])


def effective_weights(weights: Array) -> float:
    """How many points of equal weight tell as much as these."""
    return float(1.0 / np.cumsum(weights * weights)[-1])


def next_power(fit: Array, power: float) -> float:
    """The furthest power up to 1 at which weights leave `KEPT` of the cloud; found by halving."""
    enough = KEPT * len(fit)
    if effective_weights(weights_of(fit, 1.0 - power)) >= enough:
        return 1.0
    low, high = 0.0, 1.0 - power
    for _ in range(50):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if effective_weights(weights_of(fit, middle)) >= enough else (low, middle)
    return power + max(low, 1e-9)


def drawn_again(weights: Array, offset: float) -> Ints:
    """Systematic resampling: which points stand in the new cloud, each as often as its weight says, give or take one."""
    count = len(weights)
    places = (np.arange(count) + offset) / count
    return np.asarray(np.minimum(np.searchsorted(np.cumsum(weights), places, side="right"), count - 1), dtype=np.int64)


def walked(judge: Judge, cloud: Cloud, power: float, scale: float, seeds: Seeds, turn: int) -> tuple[Cloud, float]:
    """Every point tries one walk (Metropolis), half of the cloud by steps between points of the other; with the share accepted."""
    count, half = len(cloud.fit), len(cloud.fit) // 2
    order = np.argsort(uniforms(seeds, turn, STREAM_PAIR, 3)[2], kind="stable")  # who is in which half changes from walk to walk
    taken = 0
    for mine, others in ((order[:half], order[half:]), (order[half:], order[:half])):
        proposed = _proposed(cloud.points, mine, others, scale, seeds, turn)
        fit = judge(proposed)
        chance = uniforms(seeds[mine], turn, STREAM_CHANCE, 1)[0]
        better = exp(np.minimum(power * (fit - cloud.fit[mine]), 0.0)) > chance
        at = mine[better]
        points, every = cloud.points.copy(), cloud.fit.copy()
        points[at], every[at] = proposed[better], fit[better]
        cloud = replace(cloud, points=points, fit=every)
        taken += len(at)
    return cloud, taken / count


def _proposed(points: Array, mine: Ints, others: Ints, scale: float, seeds: Seeds, turn: int) -> Array:
    """Where the points `mine` would go: about half of their coordinates move; what would leave the cube is reflected into it."""
    dimensions = points.shape[1]
    pair = uniforms(seeds[mine], turn, STREAM_PAIR, 2)
    first = np.minimum((pair[0] * len(others)).astype(np.int64), len(others) - 1)
    apart = 1 + np.minimum((pair[1] * (len(others) - 1)).astype(np.int64), len(others) - 2)
    second = (first + apart) % len(others)
    moved = uniforms(seeds[mine], turn, STREAM_MASK, dimensions).T < 0.5
    stride = scale * 2.38 / np.sqrt(float(dimensions))  # 2.38 / sqrt(2 d) for d coordinates, of which half move
    jitter = JITTER * normals(seeds[mine], turn, STREAM_JITTER, dimensions).T
    step = stride * (points[others[first]] - points[others[second]]) + jitter
    target = np.abs(points[mine] + np.where(moved, step, 0.0)) % 2.0
    return np.asarray(np.minimum(target, 2.0 - target))


def memory_of(before: Array, after: Array) -> Array:
    """(D,) how far each coordinate of walked points (K, D) still tells where it came from: the square of the correlation, less what
    chance alone gives it."""
    count = len(before)
    squares = np.square([_correlation(before[:, i], after[:, i]) for i in range(before.shape[1])])
    return np.asarray(np.maximum((squares * (count - 1) - 1.0) / (count - 2), 0.0))


def effective_sample(kin: Likeness, memory: Array) -> float:
    """How many independent points a cloud is worth, in the coordinate that has forgotten least.

    `kin` (D, K, K) is how far points were alike when drawn last: 1 for copies, less for cousins of steps before, nought for others.
    Since then each keeps a correlation with where it started, and two of them its square, `memory` (D,), with each other."""
    count = kin.shape[1]
    alike = kin.sum(axis=(1, 2), dtype=np.float64) - count
    return float((count * count / (count + alike * memory)).min())


def _cousins(kin: Likeness, memory: Array) -> Likeness:
    """Likeness after a step's walks; each point stays wholly like itself."""
    found = kin * memory.astype(kin.dtype)[:, None, None]
    each = np.arange(kin.shape[1])
    found[:, each, each] = 1.0
    return np.asarray(found, dtype=np.float32)


def _correlation(x: Array, y: Array) -> float:
    """Of two rows of numbers; 1 where one of them does not vary, which tells nothing of having forgotten."""
    a, b = x - x.mean(), y - y.mean()
    size = float(np.sqrt(np.cumsum(a * a)[-1] * np.cumsum(b * b)[-1]))
    return float(np.cumsum(a * b)[-1]) / size if size > 0 else 1.0
