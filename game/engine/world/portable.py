"""exp, log and powers that are equal to the bit on every processor, from + - x /, and integer shifts only.

Leaves speed tricks to the callers: put many exponents into one array and call once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from .spec import Array

LOG2_E = 1.4426950408889634
LN2_HIGH = 0.6931471803691238  # the leading bits of ln 2: k * LN2_HIGH is exact for |k| < 2**20
LN2_LOW = 1.9082149292705877e-10
EXP_LIMIT = 700.0
SQRT_HALF_BITS = 0x3FE6A09E667F3BCD
ROUNDER = 1.5 * 2.0**52  # adding it rounds to whole numbers
# 1/0! .. 1/7!: on |r| <= ln2/16 the remainder is below 3e-16
EXP_TERMS = (1 / 5040, 1 / 720, 1 / 120, 1 / 24, 1 / 6, 0.5, 1.0, 1.0)
# 2 * (1 + s^2/3 + s^4/5 + ...) fitted on |s| <= 0.1716 with an error below 2**-58 (the coefficients of FreeBSD's msun)
LOG_TERMS = (
    1.479819860511658591e-01,
    1.531383769920937332e-01,
    1.818357216161805012e-01,
    2.222219843214978396e-01,
    2.857142874366239149e-01,
    3.999999999940941908e-01,
    6.666666666666735130e-01,
    2.0,
)


@dataclass(slots=True)
class Desk:
    """Working arrays for `exp` and `log` by shape: large temporaries cost more than the arithmetic."""

    held: dict[tuple[int, ...], tuple[Array, Array, Array, NDArray[np.int64]]] = field(default_factory=dict)

    def sheets(self, shape: tuple[int, ...]) -> tuple[Array, Array, Array, NDArray[np.int64]]:
        """Three arrays of numbers and one of integers, of this shape."""
        found = self.held.get(shape)
        if found is None:
            found = self.held[shape] = (np.empty(shape), np.empty(shape), np.empty(shape), np.empty(shape, dtype=np.int64))
        return found


def exp(x: Array, out: Array | None = None, desk: Desk | None = None) -> Array:
    """e**x elementwise, relative error below 1e-14; x is cut to +-700. `out` may be x itself; a desk saves temporaries."""
    r, k, y, bits = (desk or Desk()).sheets(x.shape)
    np.clip(x, -EXP_LIMIT, EXP_LIMIT, out=r)
    np.multiply(r, LOG2_E, out=k)
    np.add(k, ROUNDER, out=k)
    np.add(k.view(np.int64), 1023, out=bits)  # the low bits of k + ROUNDER are the whole number k
    np.left_shift(bits, 52, out=bits)
    np.subtract(k, ROUNDER, out=k)
    np.multiply(k, LN2_HIGH, out=y)
    np.subtract(r, y, out=r)
    np.multiply(k, LN2_LOW, out=y)
    np.subtract(r, y, out=r)
    np.multiply(r, 0.125, out=r)  # three squarings below undo this eighth
    np.multiply(r, EXP_TERMS[0], out=y)
    for term in EXP_TERMS[1:-1]:
        np.add(y, term, out=y)
        np.multiply(y, r, out=y)
    np.add(y, EXP_TERMS[-1], out=y)
    np.multiply(y, y, out=y)
    np.multiply(y, y, out=y)
    np.multiply(y, y, out=y)
    return cast(Array, np.multiply(y, bits.view(np.float64), out=out))


def log(x: Array, out: Array | None = None, desk: Desk | None = None) -> Array:
    """Natural logarithm elementwise of positive normal numbers, absolute error below 1e-15 near 1. `out` may be x itself."""
    m, low, k, bits = (desk or Desk()).sheets(x.shape)
    whole = m.view(np.int64)
    np.copyto(m, x)
    np.subtract(whole, SQRT_HALF_BITS, out=bits)
    np.right_shift(bits, 52, out=bits)  # k, so that x = m * 2**k with m between sqrt(1/2) and sqrt(2)
    np.copyto(k, bits)
    np.left_shift(bits, 52, out=bits)
    np.subtract(whole, bits, out=whole)
    np.subtract(m, 1.0, out=m)
    np.add(m, 2.0, out=low)
    np.divide(m, low, out=m)  # s = f / (2 + f)
    s2 = np.multiply(m, m, out=low)
    y = np.multiply(s2, LOG_TERMS[0], out=bits.view(np.float64))
    for term in LOG_TERMS[1:-1]:
        np.add(y, term, out=y)
        np.multiply(y, s2, out=y)
    np.add(y, LOG_TERMS[-1], out=y)
    np.multiply(y, m, out=y)
    np.multiply(k, LN2_LOW, out=m)
    np.add(y, m, out=y)
    np.multiply(k, LN2_HIGH, out=k)
    return cast(Array, np.add(y, k, out=out))


def power(base: Array, exponent: Any) -> Array:
    """base**exponent for positive bases; the exponent is a number or an array that broadcasts."""
    return exp(np.multiply(log(base), exponent))


def exp_number(x: float) -> float:
    """`exp` of one number."""
    return float(exp(np.array([x], dtype=np.float64))[0])


def log_number(x: float) -> float:
    """`log` of one positive number."""
    return float(log(np.array([x], dtype=np.float64))[0])


def half_power(z: Array, exponent: Any, most: int = 6, spent: bool = False) -> Array:
    """z**n for z >= 0 and n among 1.5, 2, 2.5 … `most`/2 (a number, or one per lane), by sqrt and products alone.

    `spent` lets z be overwritten where n is one number. ValueError for any other n."""
    halves = np.rint(np.multiply(exponent, 2.0))
    if not bool(np.all((halves >= 3) & (halves <= most) & (halves == np.multiply(exponent, 2.0)))):
        raise ValueError(f"This power must be a whole number of halves from 1.5 to {most / 2:g}; found {exponent}.")
    if halves.ndim == 0:
        return _halves(z, int(halves), spent)
    result = np.zeros_like(z)
    for count in sorted(set(halves.tolist())):
        result += _halves(z, int(count), False) * (halves == count)
    return result


def _halves(z: Array, count: int, spent: bool) -> Array:
    """z ** (count / 2) for three halves and more, by squaring."""
    result, square, left = (np.sqrt(z) if count % 2 else None), z, count // 2
    while left:
        if left % 2:
            result = np.multiply(result, square, out=result) if result is not None else square.copy() if left > 1 else square
        left //= 2
        if left:
            square = np.multiply(square, square, out=square if spent else None)
            spent = True
    assert result is not None
    return result
