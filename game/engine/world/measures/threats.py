"""Which threat is the best of those at hand, from what a blanket cut and a cut of the rival alone would do.

A side may threaten all; all but partners, of whom it may spare any (who is spared takes its usual cargo, keeps it and its own
output from the others, and goes on paying for it); or the rival alone, with partners enforcing. A partner adds options and takes
none away, so that at impact a partner won never lowers the figure. How far a region stands with a side is a weight between 0 and
1."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.engine.world.arithmetic.array import Array
from game.engine.world.model.spec import TINY
from game.engine.world.month.spread import over_regions

BLANKET, SPARING, RIVAL = 0.0, 1.0, 2.0


@dataclass(frozen=True, slots=True)
class Threat:
    """The best threat of a side, (N,) each: $bn that it takes from those whom it threatens, what it costs the side itself, the
    GDP of those threatened, and which it is."""

    gross: Array
    own: Array
    gdp: Array
    which: Array

    @property
    def share(self) -> Array:
        """Net loss in % of the threatened regions' GDP, not under 0."""
        return np.asarray(np.maximum(self.gross - self.own, 0.0) * 100.0 / np.maximum(self.gdp, TINY))


def sparing(loss: Array, margin: Array, gdp: Array, may: Array, answer: Array) -> Threat:
    """The best of the threats that cut all, or all but some: (R, N) loss and lost margin in $bn by region, GDP (R,), the weight
    up to which a region may be spared, and what an answer in kind costs (N,). Home, and whoever is not at stake, has no GDP here.

    Wanted is the largest net loss over the GDP of those threatened. Whoever's own rate is below that of the whole is better
    spared, and the rate rises with each that is (Dinkelbach's iteration: it ends, since only so many can be spared)."""
    net, sizes = loss - margin, gdp[:, None]
    kept = np.ones_like(net)
    while True:
        rate = (_sum(kept * net) - answer) / np.maximum(_sum(kept * sizes), TINY)
        better = np.minimum(kept, 1.0 - may * (net < rate * sizes))  # the rate only rises: who is spared stays so
        if (better == kept).all():
            break
        kept = better
    spared = (kept < 1.0).any(axis=0)
    return Threat(_sum(kept * loss), _sum(kept * margin) + answer, _sum(kept * sizes), np.where(spared, SPARING, BLANKET))


def better_of(first: Threat, second: Threat) -> Threat:
    """In each lane the threat that weighs more; the first where they weigh alike."""
    take = second.share > first.share
    return Threat(*(np.where(take, getattr(second, n), getattr(first, n)) for n in ("gross", "own", "gdp", "which")))


def sheltered(lost: Array, worst: Array, gdp: Array, weight: Array, home: int) -> Array:
    """(N,) % of GDP by which partners lower what a cut takes from `home`: with stocks and offtake in common they even it out.

    `lost` (R, N) and `worst` (R,) are the loss and the largest possible one, `weight` (R, N) how far each stands with home. Of
    the gap in relative loss each closes the part that it is of the world's exposure, less what that costs itself."""
    exposed = worst * gdp
    part = exposed / max(float(np.cumsum(exposed)[-1]), TINY)
    relative = lost / np.maximum(worst, TINY)[:, None]
    gap = np.maximum(relative[home] - relative, 0.0)
    closed = _sum(weight * part[:, None] * gap * gap)
    return np.asarray(worst[home] * closed / np.maximum(relative[home], TINY))


def _sum(x: Array) -> Array:
    """(N,) sum over regions, one after another, so that a lane alone adds up as in a batch."""
    return over_regions(x, np.empty_like(x[0]))
