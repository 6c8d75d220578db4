"""What a ledger's lines add up to."""

from __future__ import annotations

import numpy as np

from game.engine.world.model.ledger import Ledger
from game.engine.world.model.state import World


def posted(ledger: Ledger, world: World, name: str) -> np.ndarray:
    """The sum of all lines of one array, in its shape."""
    result = np.zeros_like(getattr(world, name))
    for line in ledger.lines:
        if line.array == name:
            result[line.at] += line.delta
    return result
