"""The three figures of both sides, read from the true worlds at a quarter's end and written as records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from game.engine.rules.campaign.places import coalition
from game.engine.rules.campaign.record import Figures
from game.engine.rules.vocabulary.plan import BOTH, Side
from game.engine.world.arithmetic.luck import Seeds, key_number
from game.engine.world.measures.figures import figures
from game.engine.world.model.spec import WorldSpec
from game.engine.world.model.state import World

Stances = Mapping[str, tuple[float, float]]


def seeds_of(seeds: Sequence[int], stream: str) -> Seeds:
    """One 64-bit seed a campaign for world shocks of a stream, shape (N,)."""
    return np.array([int(key_number(s, 0, "lane", stream) * 2.0**53) for s in seeds], dtype=np.uint64)


def spared(spec: WorldSpec, stances: Sequence[Stances], join: float) -> NDArray[np.bool_]:
    """Regions that a blanket cut leaves out, since they stand with the side that cuts; shape (B, R, N)."""
    result = np.zeros((2, len(spec.regions), len(stances)), dtype=bool)
    for lane, held in enumerate(stances):
        for b, side in enumerate(BOTH):
            result[b, list(coalition(spec, held, side, join)), lane] = True
    return result


def score(
    world: World, seeds: Sequence[int], stances: Sequence[Stances], join: float, lanes: int = 64
) -> list[dict[Side, Figures]]:
    """Figures of every lane of the world. The same world and seed give the same figures, whoever asks and how often."""
    f = figures(world, seeds_of(seeds, "risk"), lanes, spared(world.spec, stances, join))
    lev, trust = f.leverage, f.trust
    return [
        {
            side: Figures(
                leverage=float(lev.index[b, lane]),
                leverage_today=float(lev.today.index[b, lane]),
                leverage_lasting=float(lev.lasting.index[b, lane]),
                leverage_usd_bn=float(lev.today.net[b, lane]),
                own_loss_usd_bn=float(lev.today.own[b, lane]),
                reliability=float(trust.score[b, lane]),
                reliability_third=float(trust.third[b, lane]),
                escalation=float(f.escalation[lane]),
                rival_alone_usd_bn=float(lev.today.on_rival[b, lane]),
            )
            for b, side in enumerate(BOTH)
        }
        for lane in range(world.lanes)
    ]
