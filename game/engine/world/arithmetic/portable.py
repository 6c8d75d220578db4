"""exp, log and powers that are equal to the bit on every processor, from + - x /, and integer shifts only.

Leaves speed tricks to the callers: put many exponents into one array and call once. Numbers of 32 bits get shorter series."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import prod
from threading import local
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from game.engine.world.arithmetic.array import Array

Whole = NDArray[Any]
Block = tuple[Array, Array, Array, Whole]


@dataclass(frozen=True, slots=True)
class Format:
    """How a floating-point number is built, and the series that suit its precision."""

    floats: type[np.floating[Any]]
    whole: type[np.signedinteger[Any]]
    bits: int  # of the mantissa
    bias: int  # of the exponent
    limit: float  # exponents of e are cut to this
    sqrt_half: int  # the bits of the square root of one half
    ln2_high: float  # the leading bits of ln 2: k * ln2_high is exact for every exponent k
    ln2_low: float
    squarings: int  # the series of exp runs on a 2**-squarings part and is squared so often
    exp_terms: tuple[float, ...]
    log_terms: tuple[float, ...]  # of 2 * (1 + s^2/3 + s^4/5 + ...), fitted on |s| <= 0.1716


class Constants:
    """The numbers of a format as arrays without axes: beside a few numbers NumPy takes them in half the time of Python's own."""

    def __init__(self, f: Format) -> None:
        def number(x: float) -> Array:
            return np.array(x, dtype=f.floats)

        def whole(x: int) -> Whole:
            return np.array(x, dtype=f.whole)

        scale = 2.0**-f.bits
        self.floats, self.whole, self.squarings = f.floats, f.whole, range(f.squarings)
        self.one, self.log2_e = number(1.0), number(LOG2_E)
        self.rounder = number(1.5 * 2.0**f.bits)  # adding it rounds to whole numbers, which then stand in the low bits
        self.most, self.least = number(f.limit), number(-f.limit)
        self.bits, self.bias, self.sqrt_half, self.exponent = (
            whole(f.bits), whole(f.bias), whole(f.sqrt_half), whole(-(1 << f.bits)),
        )  # fmt: skip
        self.ln2_high, self.ln2_low = number(f.ln2_high), number(f.ln2_low)
        self.ln2_high_scaled, self.ln2_low_scaled = number(f.ln2_high * scale), number(f.ln2_low * scale)
        self.part = number(2.0**-f.squarings)
        self.exp_terms, self.log_terms = (tuple(number(x) for x in terms) for terms in (f.exp_terms, f.log_terms))


LOG2_E = 1.4426950408889634
DOUBLE = Format(
    floats=np.float64,
    whole=np.int64,
    bits=52,
    bias=1023,
    limit=700.0,
    sqrt_half=0x3FE6A09E667F3BCD,
    ln2_high=0.6931471803691238,
    ln2_low=1.9082149292705877e-10,
    squarings=3,
    # 1/7! .. 1/0!: on |r| <= ln2/16 the remainder is below 3e-16
    exp_terms=(1 / 5040, 1 / 720, 1 / 120, 1 / 24, 1 / 6, 0.5, 1.0, 1.0),
    # an error below 2**-58 (the coefficients of FreeBSD's msun)
    log_terms=(
        1.479819860511658591e-01,
        1.531383769920937332e-01,
        1.818357216161805012e-01,
        2.222219843214978396e-01,
        2.857142874366239149e-01,
        3.999999999940941908e-01,
        6.666666666666735130e-01,
        2.0,
    ),
)
SINGLE = Format(
    floats=np.float32,
    whole=np.int32,
    bits=23,
    bias=127,
    limit=87.0,
    sqrt_half=0x3F3504F3,
    ln2_high=0.693359375,
    ln2_low=-2.12194440e-4,
    squarings=0,
    # 1/6! .. 1/0!: on |r| <= ln2/2 the remainder is below 2e-7
    exp_terms=(1 / 720, 1 / 120, 1 / 24, 1 / 6, 0.5, 1.0, 1.0),
    # FreeBSD's msun for this size: an error below 2**-34
    log_terms=(0.24279078841, 0.28498786688, 0.40000972152, 0.66666662693, 2.0),
)


BY_SIZE = {8: Constants(DOUBLE), 4: Constants(SINGLE)}


def constants_of(x: Array) -> Constants:
    """The constants of an array's format."""
    return BY_SIZE[x.itemsize]


@dataclass(slots=True)
class Temporaries:
    """Working arrays for `exp` and `log`: large temporaries cost more than the arithmetic. One store serves one format.

    All shapes share the same memory, so that it stays in cache."""

    flat: list[Whole] = field(default_factory=list)
    held: dict[tuple[int, ...], Block] = field(default_factory=dict)

    def block(self, shape: tuple[int, ...], made: Constants) -> Block:
        """Three arrays of numbers and one of integers, of this shape."""
        found = self.held.get(shape)
        if found is None:
            size = prod(shape)
            if not self.flat or self.flat[0].size < size:
                self.flat = [np.empty(size, dtype=made.whole) for _ in range(4)]
                self.held = {}
            one, two, three, whole = (flat[:size].reshape(shape) for flat in self.flat)
            found = self.held[shape] = (one.view(made.floats), two.view(made.floats), three.view(made.floats), whole)
        return found


class _OwnTemporaries(local):
    """Those of a thread, for callers that keep none: to allocate four arrays takes a fifth of an `exp` of a few numbers.

    One store for each format; never for many numbers, which would stay in memory."""

    def __init__(self) -> None:
        self.by_size = {4: Temporaries(), 8: Temporaries()}

    def block(self, x: Array, made: Constants) -> Block:
        """As `Temporaries.block`."""
        found = self.by_size[x.itemsize] if x.size <= FEW else Temporaries()
        return found.block(x.shape, made)


FEW = 1 << 14  # numbers
_own = _OwnTemporaries()


def exp(x: Array, out: Array | None = None, temporaries: Temporaries | None = None, near: bool = False) -> Array:
    """e**x elementwise, relative error below 1e-14 (3e-7 in 32 bits); x is cut to +-700 (+-87).

    `out` may be x itself; `temporaries` saves allocating them; `near` says that nothing needs to be cut."""
    f = constants_of(x)
    r, k, y, bits = temporaries.block(x.shape, f) if temporaries else _own.block(x, f)
    if not near:
        np.minimum(x, f.most, out=r)
        x = np.maximum(r, f.least, out=r)
    np.multiply(x, f.log2_e, out=k)
    np.add(k, f.rounder, out=k)
    np.add(k.view(f.whole), f.bias, out=bits)  # the low bits of k + rounder are the whole number k
    np.left_shift(bits, f.bits, out=bits)
    np.subtract(k, f.rounder, out=k)
    np.multiply(k, f.ln2_high, out=y)
    np.subtract(x, y, out=r)
    np.multiply(k, f.ln2_low, out=y)
    np.subtract(r, y, out=r)
    if f.squarings:
        np.multiply(r, f.part, out=r)
    terms = f.exp_terms
    np.multiply(r, terms[0], out=y)
    for term in terms[1:-1]:
        np.add(y, term, out=y)
        np.multiply(y, r, out=y)
    np.add(y, terms[-1], out=y)
    for _ in f.squarings:
        np.multiply(y, y, out=y)
    return cast(Array, np.multiply(y, bits.view(f.floats), out=out))


def log(x: Array, out: Array | None = None, temporaries: Temporaries | None = None) -> Array:
    """Natural logarithm elementwise of positive normal numbers, absolute error below 1e-15 near 1 (1e-7 in 32 bits).

    `out` may be x itself."""
    f = constants_of(x)
    m, low, k, bits = temporaries.block(x.shape, f) if temporaries else _own.block(x, f)
    given = x.view(f.whole)
    np.subtract(given, f.sqrt_half, out=bits)
    np.bitwise_and(bits, f.exponent, out=bits)  # k in the place of the exponent: x = m * 2**k, m between sqrt(1/2) and sqrt(2)
    np.subtract(given, bits, out=m.view(f.whole))
    np.copyto(k, bits, casting="same_kind")
    np.add(m, f.one, out=low)
    np.subtract(m, f.one, out=m)
    np.divide(m, low, out=m)  # s = (m - 1) / (m + 1)
    s2 = np.multiply(m, m, out=low)
    terms = f.log_terms
    y = np.multiply(s2, terms[0], out=bits.view(f.floats))
    for term in terms[1:-1]:
        np.add(y, term, out=y)
        np.multiply(y, s2, out=y)
    np.add(y, terms[-1], out=y)
    np.multiply(y, m, out=y)
    np.multiply(k, f.ln2_low_scaled, out=m)
    np.add(y, m, out=y)
    np.multiply(k, f.ln2_high_scaled, out=k)
    return cast(Array, np.add(y, k, out=out))


def power(base: Array, exponent: Any) -> Array:
    """base**exponent for positive bases; the exponent is a number or an array that broadcasts."""
    return exp(np.multiply(log(base), exponent))


def half_power(z: Array, exponent: Any, most: int = 6, spent: bool = False) -> Array:
    """z**n for z >= 0 and n among 1.5, 2, 2.5 … `most`/2 (a number, or one per lane), by sqrt and products alone.

    `spent` lets z be overwritten where n is one number. ValueError for any other n."""
    if isinstance(exponent, float | int):
        if exponent * 2.0 not in range(3, most + 1):
            raise _no_power(exponent, most)
        return _halves(z, int(exponent * 2.0), spent)
    halves = np.rint(np.multiply(exponent, 2.0))
    if not bool(np.all((halves >= 3) & (halves <= most) & (halves == np.multiply(exponent, 2.0)))):
        raise _no_power(exponent, most)
    if halves.ndim == 0:
        return _halves(z, int(halves), spent)
    result = np.zeros_like(z)
    for count in sorted(set(halves.tolist())):
        result += _halves(z, int(count), False) * (halves == count)
    return result


def _no_power(exponent: Any, most: int) -> ValueError:
    return ValueError(f"This power must be a whole number of halves from 1.5 to {most / 2:g}; found {exponent}.")


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
