"""How far stocks go: the share of planned use that they allow, under soft rationing."""

from __future__ import annotations

from typing import Any

import numpy as np

from game.engine.world.arithmetic.array import Array
from game.engine.world.model.state import World

EVENNESS = 1.0 / 16.0  # firms empty nearly alike; with 0 the curve of `filled` would be an exponential


def calm_fill(calm_cover: Array, rationing: Any) -> Array:
    """What `filled` divides by: its curve at the cover of the calm world, in months."""
    return 1.0 - 1.0 / _full_firms(np.array(calm_cover * (rationing * EVENNESS)))


def _full_firms(x: Array) -> Array:
    """(1 + x)**16 in place."""
    np.add(x, 1.0, out=x)
    for _ in range(4):
        np.multiply(x, x, out=x)
    return x


def filled(world: World, cover: Array, calm: Array, out: Array) -> Array:
    """Share of planned use that stocks allow: 1 - (1 + k*cover/16)**-16 over its calm value, never above 1 nor the stock itself.

    `cover` is stock over planned use, in months. An average hides firms that are empty already: hence the soft curve. It is the
    study's 1 - e**(-k*cover) with firms that differ a little in how fast they empty, and needs no exponential."""
    np.multiply(cover, world.parameters.rationing * EVENNESS, out=out)
    np.divide(1.0, _full_firms(out), out=out)
    np.subtract(1.0, out, out=out)
    np.divide(out, calm, out=out)
    np.minimum(out, cover, out=out)
    return np.minimum(out, world.working.ones(out), out=out)
