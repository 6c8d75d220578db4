"""The risk figure of many forecast states at once: projected for a few lanes from calm to tense, read between them for the others.

The projection is the engine's own `escalation`; here one call serves all quarters of a fan."""

from __future__ import annotations

import numpy as np

from game.engine.world.figures import escalation
from game.engine.world.ladder import pain
from game.engine.world.luck import lane_seeds
from game.engine.world.spec import Array
from game.engine.world.state import World

SEATS = 10  # lanes a quarter that are projected
YEAR = 12
READ = ("rung", "conduct", "tension", "channel", "window")


class Danger:
    """Collects what the ladder needs quarter by quarter, and reads all risks at the end."""

    def __init__(self, start: World) -> None:
        self._start = start
        self._power: list[Array] = []
        self._seats: list[dict[str, Array]] = []
        self._picked: list[Array] = []
        self.note(start)

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
        order = np.argsort(power, kind="stable")
        seats = order[np.rint(np.linspace(0, world.lanes - 1, SEATS)).astype(np.int64)]
        self._power.append(power)
        self._picked.append(power[seats])
        self._seats.append({name: getattr(world, name)[..., seats] for name in READ} | {"pain": hurt[seats]})

    def read(self, key: int, futures: int) -> list[Array]:
        """(N,) risk 0..1 of every noted quarter, the start first, from so many futures a seat. Pain is held as it stands."""
        total = SEATS * len(self._seats)
        joined = {name: np.concatenate([s[name] for s in self._seats], axis=-1) for name in (*READ, "pain")}
        world = self._start.take(np.zeros(total, dtype=np.int64))
        for name in READ:
            getattr(world, name)[...] = joined[name]
        hurt = np.repeat(joined["pain"][None, :], YEAR, axis=0)
        risk = escalation(world, lane_seeds(key, "risk", total), futures, YEAR, hurt).reshape(-1, SEATS)
        return [
            np.asarray(np.interp(power, picked, _smooth(row)), dtype=np.float64)
            for power, picked, row in zip(self._power, self._picked, risk, strict=True)
        ]


def _smooth(row: Array) -> Array:
    """Each value with a quarter of either neighbour: the projection of a seat is a share of a few futures."""
    wide = np.concatenate([row[:1], row, row[-1:]])
    return np.asarray((wide[:-2] + 2.0 * wide[1:-1] + wide[2:]) / 4.0, dtype=np.float64)
