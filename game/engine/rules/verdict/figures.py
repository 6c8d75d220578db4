"""The three figures of both sides, read from the true worlds at a quarter's end and written as records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from game.engine.rules.campaign.places import partnerships
from game.engine.rules.campaign.record import Figures
from game.engine.rules.vocabulary.plan import BOTH, Side
from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.luck import Seeds, key_number
from game.engine.world.measures.figures import figures
from game.engine.world.measures.risk import Prospects
from game.engine.world.model.spec import WorldSpec
from game.engine.world.model.state import World

Stances = Mapping[str, tuple[float, float]]


def seeds_of(seeds: Sequence[int], stream: str) -> Seeds:
    """One 64-bit seed a campaign for world shocks of a stream, shape (N,)."""
    return np.array([int(key_number(s, 0, "lane", stream) * 2.0**53) for s in seeds], dtype=np.uint64)


def partners(spec: WorldSpec, stances: Sequence[Stances], join: float) -> Array:
    """(B, R, N) how far each region stands with a side, 0 to 1."""
    return np.stack([np.stack([partnerships(spec, held, side, join) for held in stances], axis=-1) for side in BOTH])


def score(
    world: World, stances: Sequence[Stances], join: float, waiting: Prospects | None = None, lanes: int = 64
) -> list[dict[Side, Figures]]:
    """Figures of every lane of the world. The same world and record give the same figures, whoever asks and how often."""
    f = figures(world, lanes, partners(world.spec, stances, join), waiting)
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
                escalation=float(f.risk.rupture[lane]),
                crisis=float(f.risk.crisis[lane]),
                rival_alone_usd_bn=float(lev.today.on_rival[b, lane]),
                threatened_gdp_usd_bn=float(lev.today.gdp[b, lane]),
                threat=float(lev.today.which[b, lane]),
                reach=float(lev.reach[b, lane]),
                shelter=0.01 * float(lev.today.shelter[b, lane]),
            )
            for b, side in enumerate(BOTH)
        }
        for lane in range(world.lanes)
    ]
