"""Parts that stand beside their total, rounded so that a reader who adds them up finds the total that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from game.engine.world.arithmetic.total import total


def rounded(parts: Sequence[float], digits: int = 0, whole: float | None = None) -> tuple[float, ...]:
    """The parts of `whole` (their sum where it is not given) to so many digits, which add up to it rounded likewise.

    By largest remainder: each is cut down to the next unit, and the units that the total still lacks go to those that lost most."""
    unit = float("1" + "0" * digits)
    units = [x * unit for x in parts]
    cut = [floor(x) for x in units]
    lost_most = sorted(range(len(parts)), key=lambda i: cut[i] - units[i])
    lacking = round(round(total(parts) if whole is None else whole, digits) * unit) - total(cut)
    for k in range(abs(lacking)) if parts else ():
        if lacking > 0:
            cut[lost_most[k % len(parts)]] += 1
        else:  # the total was rounded down where the parts come to a hair more
            cut[lost_most[-1 - k % len(parts)]] -= 1
    return tuple(x / unit for x in cut)
