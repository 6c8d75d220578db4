"""The risk figure of many forecast states at once: projected for a few lanes from calm to tense, read between them for the others.

The projection is the engine's own `risk`, of which a fan shows the crisis; here one call serves all quarters of all fans that are
laid over each other."""

from __future__ import annotations

import numpy as np

from game.engine.world.arithmetic.array import Array, Ints
from game.engine.world.measures.risk import risk
from game.engine.world.model.state import World
from game.engine.world.month.escalation import pain

SEATS = 10  # lanes a quarter that are projected
START_SEATS = 1
YEAR = 12
READ = ("rung", "conduct", "tension", "channel", "window")


class RiskProjection:
    """Collects what the ladder needs quarter by quarter, and reads all risks at the end."""

    def __init__(self, start: World, seats: int = SEATS) -> None:
        self._start, self._count = start, seats
        self._power: list[Array] = []
        self._picked: list[Array] = []
        self._seats: list[dict[str, Array]] = []
        self._keep(start, np.zeros(START_SEATS, dtype=np.int64), pain(start))

    def note(self, world: World) -> None:
        """Keep the ladder of a few lanes, spread from the calmest to the most tense."""
        par, hurt = world.parameters, pain(world)
        rung = np.maximum(world.rung, world.conduct)
        power = (
            par.hazard_tension * 0.5 * (world.tension + 0.5 * (rung[0] + rung[1]))
            + par.hazard_pain * hurt
            + par.hazard_window * np.maximum(world.window[0], world.window[1])
            - par.hazard_channel * world.channel
        )
        shares = np.rint(np.linspace(0, world.lanes - 1, self._count)).astype(np.int64)
        group = np.asarray(power, dtype=np.float64)
        seats = np.argsort(group, kind="stable")[shares]
        self._power.append(group)
        self._picked.append(group[seats])
        self._keep(world, seats, hurt)

    def _keep(self, world: World, seats: Ints, hurt: Array) -> None:
        self._seats.append({name: getattr(world, name)[..., seats] for name in READ} | {"pain": hurt[seats]})

    def read(self, futures: int) -> tuple[float, list[Array]]:
        """Risks of a crisis, 0..1, from so many futures a seat: the start's, and (N,) of every noted quarter. Pain is held as it
        stands; a brink that is open at the start, and threats that fall due, are left out."""
        joined = {name: np.concatenate([s[name] for s in self._seats], axis=-1) for name in (*READ, "pain")}
        total = len(joined["pain"])
        world = self._start.take(np.zeros(total, dtype=np.int64))
        for name in READ:
            getattr(world, name)[...] = joined[name]
        hurt = np.repeat(joined["pain"][None, :], YEAR, axis=0)
        found = risk(world, hurt, None, futures).crisis
        rows = found[START_SEATS:].reshape(-1, self._count)
        quarters = [
            np.asarray(np.interp(power, picked, row), dtype=np.float64)
            for power, picked, row in zip(self._power, self._picked, rows, strict=True)
        ]
        return float(found[0]), quarters
