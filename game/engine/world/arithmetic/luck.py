"""Luck that is looked up by its question and never drawn: records by blake2b, world shocks by a counter-keyed integer mixer.

The value of a key depends on nothing but the key; what a shock means is for the phases to say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.portable import log

Seeds = NDArray[np.uint64]

ASKED_AGAIN = 1 << 14  # questions that are remembered: courses of one campaign ask the same ones in each quarter

GOLDEN = 0x9E3779B97F4A7C15
MIX_A = np.uint64(0xBF58476D1CE4E5B9)
MIX_B = np.uint64(0x94D049BB133111EB)
MASK = (1 << 64) - 1
# rational approximation of the inverse normal (P. J. Acklam), absolute error below 2e-9
CENTRE_TOP = (-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.3577518672690, -30.66479806614716, 2.506628277459239)
CENTRE_BOTTOM = (-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1.0)
TAIL_TOP = (
    -0.007784894002430293,
    -0.3223964580411365,
    -2.400758277161838,
    -2.549732539343734,
    4.374664141464968,
    2.938163982698783,
)
TAIL_BOTTOM = (0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1.0)
TAIL = 0.02425

STREAM_SUPPLY, STREAM_DEMAND, STREAM_RUNG, STREAM_BRINK, STREAM_ANSWER = 1, 2, 3, 4, 5


@lru_cache(maxsize=ASKED_AGAIN)
def key_number(seed: int, quarter: int, stream: str, key: str) -> float:
    """A number in [0, 1) that belongs to this question for ever: 53 bits of blake2b."""
    text = f"{seed}|{quarter}|{stream}|{key}".encode()
    word = int.from_bytes(blake2b(text, digest_size=8).digest(), "little")
    return (word >> 11) * 2.0**-53


def lane_seeds(seed: int, label: str, lanes: int) -> Seeds:
    """One 64-bit seed for each of `lanes` lanes, shape (lanes,), all belonging to `seed` and `label`; lane i never moves."""
    words = [int.from_bytes(blake2b(f"{seed}|{label}|{i}".encode(), digest_size=8).digest(), "little") for i in range(lanes)]
    return np.array(words, dtype=np.uint64)


def split_seeds(seeds: Seeds, lanes: int) -> Seeds:
    """`lanes` seeds out of each of N, shape (lanes * N,): column l*N + i belongs to seed i and to l alone."""
    rows = np.array([_mix_number(lane + 1) for lane in range(lanes)], dtype=np.uint64)
    return _mix((rows[:, None] ^ seeds[None, :]) + np.uint64(GOLDEN)).reshape(-1)


def _mix_number(x: int) -> int:
    """The splitmix64 finaliser on one Python integer."""
    x = (x + GOLDEN) & MASK
    x = ((x ^ (x >> 30)) * int(MIX_A)) & MASK
    x = ((x ^ (x >> 27)) * int(MIX_B)) & MASK
    return x ^ (x >> 31)


def _mix(x: Seeds) -> Seeds:
    """The splitmix64 finaliser, in place."""
    np.bitwise_xor(x, x >> np.uint64(30), out=x)
    np.multiply(x, MIX_A, out=x)
    np.bitwise_xor(x, x >> np.uint64(27), out=x)
    np.multiply(x, MIX_B, out=x)
    np.bitwise_xor(x, x >> np.uint64(31), out=x)
    return x


def uniforms(seeds: Seeds, month: int, stream: int, size: int) -> Array:
    """Numbers in (0, 1), shape (size, N), keyed by (lane's seed, month, stream, row) alone."""
    base = _mix_number(_mix_number(month & MASK) ^ (stream * GOLDEN & MASK))
    rows = _mix(np.arange(size, dtype=np.uint64) + np.uint64((base + GOLDEN) & MASK))
    words = _mix(_mix(rows[:, None] ^ seeds[None, :]) + np.uint64(GOLDEN))
    return ((words >> np.uint64(12)).astype(np.float64) + 0.5) * 2.0**-52


def _horner(terms: tuple[float, ...], x: Array) -> Array:
    y = np.full_like(x, terms[0])
    for term in terms[1:]:
        y = y * x + term
    return y


def inverse_normal(u: Array) -> Array:
    """The standard normal quantile of u in (0, 1), elementwise, absolute error below 2e-9, equal on every processor."""
    q = u - 0.5
    r = q * q
    centre = _horner(CENTRE_TOP, r) * q / _horner(CENTRE_BOTTOM, r)
    edge = np.minimum(u, 1.0 - u)
    t = np.sqrt(-2.0 * log(np.minimum(edge, TAIL)))
    tail = _horner(TAIL_TOP, t) / _horner(TAIL_BOTTOM, t)
    sign = 1.0 - 2.0 * (u > 0.5)
    return cast(Array, np.where(edge < TAIL, sign * tail, centre))


def normals(seeds: Seeds, month: int, stream: int, size: int) -> Array:
    """Standard normal numbers, shape (size, N), keyed by (lane's seed, month, stream, row) alone."""
    return inverse_normal(uniforms(seeds, month, stream, size))


@dataclass(frozen=True, slots=True)
class Luck:
    """The keyed shocks of a batch: one seed a lane. `None` in its place means mean luck."""

    seeds: Seeds  # (N,)

    def supply(self, month: int, products: int, sigma: Any) -> Array:
        """Factor on output, shape (2, P, N): home and outside; mean 1, within 3 sigma."""
        return self._factor(month, STREAM_SUPPLY, 2 * products, sigma).reshape(2, products, -1)

    def demand(self, month: int, finals: int, sigma: Any) -> Array:
        """Factor on planned use, shape (F, N), mean 1, within 3 sigma."""
        return self._factor(month, STREAM_DEMAND, finals, sigma)

    def _factor(self, month: int, stream: int, size: int, sigma: Any) -> Array:
        drawn = normals(self.seeds, month, stream, size)
        return cast(Array, 1.0 + sigma * np.minimum(np.maximum(drawn, -3.0), 3.0))
