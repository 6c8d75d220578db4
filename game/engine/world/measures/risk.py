"""Risk of a crisis (a brink within a year) and of rupture, without counting noise: how both come out of one walk of the ladder.

The ladder is walked on lanes in which conduct moves by the reaction curve: a side goes a step up for the rungs that it sees the
other above it, or unprovoked, and a step down now and then. No brink is drawn. The monthly hazards are multiplied into a survival,
and what does not survive goes on as probability through the few states that a brink has: fresh, returned after so many climbs,
stepped back from together, ruptured. The lanes' luck is the same for every world and quarter (a Latin square), so that a figure
moves because its world did.

What the rules know beyond the world's arrays comes in as `Prospects`. The hazard itself is in `month/escalation.py`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.luck import STREAM_ANSWER, STREAM_RUNG, inverse_normal, lane_seeds, uniforms
from game.engine.world.model.spec import Parameters, Reaction
from game.engine.world.model.state import World, spread
from game.engine.world.month.escalation import TOP_FROM, TOP_RUNG, hazard_of

QUARTERS, MONTHS = 4, 3
STEP = 2.0  # rungs between the notches of a stance
CLIMBS = 4  # climbs at one brink that are told apart: there are no more answers in a year
EASED = 0.5  # mean rung that both lose by stepping back together, until conduct has its say again


@dataclass(frozen=True, slots=True)
class Prospects:
    """What lies between the capitals beyond the world's arrays, a value a lane.

    `brink` (N,) is 1 where one waits for answers that came back `returned` (N,) times; before `quiet` (N,) quarters have passed
    none can come. `due` (B, N) is 1 where a side's threat falls due, `resolve` (B, N) the share of its threats it carried out."""

    brink: Array
    returned: Array
    quiet: Array
    due: Array
    resolve: Array


def nothing_pending(lanes: int) -> Prospects:
    """No brink, no threat, and brinks may come at once."""
    none = np.zeros(lanes)
    return Prospects(none, none, none, np.zeros((2, lanes)), np.full((2, lanes), 0.5))


@dataclass(frozen=True, slots=True)
class Risk:
    """Chances within twelve months, 0..1, (N,): of standing at a brink (1 where one is open), and of rupture."""

    crisis: Array
    rupture: Array


@cache
def _luck(lanes: int) -> tuple[Array, Array]:
    """(quarters, sides, lanes, 1): places of the lanes in (0, 1) for moves of conduct, and standard normals of what is seen.

    In each quarter and for each side the lanes stand evenly between 0 and 1, in an order that is looked up by key."""
    keys = lane_seeds(0, "risk", lanes)

    def even(stream: int) -> Array:
        order = np.argsort(uniforms(keys, 0, stream, 2 * QUARTERS), axis=1, kind="stable")
        places = np.empty(order.shape)
        np.put_along_axis(places, order, np.broadcast_to((np.arange(lanes) + 0.5) / lanes, order.shape), axis=1)
        return places

    moves, seen = even(STREAM_ANSWER), inverse_normal(even(STREAM_RUNG))
    return moves.reshape(QUARTERS, 2, lanes, 1), np.asarray(seen).reshape(QUARTERS, 2, lanes, 1)


def risk(world: World, hurt: Array, prospects: Prospects | None = None, lanes: int = 64) -> Risk:
    """Both risks of every lane of the world. `hurt` (12, N) is the coming pain."""
    walk = _Walk(world, prospects or nothing_pending(world.lanes), lanes)
    for quarter in range(QUARTERS):
        walk.answer(quarter)
        walk.settle()
        walk.pass_months(quarter, hurt[quarter * MONTHS : quarter * MONTHS + MONTHS])
    return Risk(1.0 - _mean(walk.untouched), _mean(walk.ruptured))


def _mean(lanes: Array) -> Array:
    """(N,) mean over the first axis, added up one by one: equal alone and in a batch."""
    return np.asarray(np.cumsum(lanes, axis=0)[-1] / float(len(lanes)))


class _Walk:
    """The ladder on (lanes, N) columns, and the probability that stands in each state of a brink."""

    def __init__(self, world: World, prospects: Prospects, lanes: int) -> None:
        self.spec, self.lanes, self.prospects = world.spec, lanes, prospects
        self.par: Parameters = spread(world.parameters, lambda v: v[None, :])
        shape = (lanes, world.lanes)
        self.rung, self.conduct = (np.repeat(x[:, None, :], lanes, axis=1) for x in (world.rung, world.conduct))
        self.tension = np.repeat(world.tension[None, :], lanes, axis=0)
        self.window = np.maximum(world.window[0], world.window[1])
        self.channel = world.channel
        self.sigma = self.channel * self.par.rung_noise_channel + (1.0 - self.channel) * self.par.rung_noise
        open_now = np.broadcast_to(prospects.brink, shape)
        again = np.broadcast_to(np.minimum(prospects.returned, 1.0), shape)
        self.untouched = 1.0 - open_now
        self.calm = self.untouched.copy()
        self.eased, self.ruptured = np.zeros(shape), np.zeros(shape)
        self.fresh = open_now * (1.0 - again)
        self.returned = [open_now * again, *(np.zeros(shape) for _ in range(CLIMBS - 1))]  # by climbs so far

    def answer(self, quarter: int) -> None:
        """A quarter's plans: conduct goes a step up, a step down, or stays."""
        curve, (moves, seen) = self.spec.reaction, _luck(self.lanes)
        other = np.minimum(np.maximum(self.rung[::-1] + self.sigma * seen[quarter], 0.0), TOP_RUNG)
        up = moves[quarter] < curve.press + curve.answer * np.maximum(other - self.conduct, 0.0)
        kept = self.prospects.due * self.prospects.resolve if quarter == 0 else np.zeros_like(self.prospects.due)
        down = moves[quarter] > 1.0 - curve.ease * (1.0 - kept[:, None, :])
        rise = np.where(self.conduct >= TOP_FROM - 0.5, 1.0, STEP)
        fall = np.minimum(np.maximum(self.conduct - curve.calm, 0.0), STEP)
        self.conduct = np.minimum(self.conduct + up * rise - (down & ~up) * fall, TOP_RUNG)

    def settle(self) -> None:
        """Answers to the brinks that are open, by the reaction curve: the table of `escalation.brink` in probabilities."""
        states, calm = [(self.fresh, False, 0)], np.zeros_like(self.fresh)
        states += [(mass, True, climbs) for climbs, mass in enumerate(self.returned)]
        self.returned = [np.zeros_like(self.fresh) for _ in range(CLIMBS)]
        for mass, again, climbs in states:
            if not mass.any():
                continue
            pairs = pairs_of(self.spec.reaction, np.minimum(self.rung + float(climbs), TOP_RUNG), self.prospects.resolve)
            breaks = pairs.top * (pairs.both_climb + (pairs.pressed if again else 0.0))
            self.ruptured += mass * breaks
            self.returned[min(climbs + 1, CLIMBS - 1)] += mass * (pairs.both_climb + pairs.pressed - breaks)
            self.eased += mass * pairs.both_down
            calm += mass * (pairs.yields + (pairs.still if again else 0.0))
            if not again:
                self.returned[0] += mass * pairs.still
        self.calm += calm
        self.fresh = np.zeros_like(self.fresh)

    def pass_months(self, quarter: int, hurt: Array) -> None:
        """Three months of rungs and tension; a brink that comes in them opens at the quarter's end."""
        calm, eased = np.ones_like(self.calm), np.ones_like(self.calm)
        some_eased = self.eased.any()
        for month in range(MONTHS):
            self.rung += (self.conduct - self.rung) * self.par.rung_speed
            mean = 0.5 * (self.rung[0] + self.rung[1])
            self.tension += (mean - self.tension) * np.subtract(1.0, self.par.tension_memory)
            calm *= 1.0 - hazard_of(self.par, self.tension, hurt[month], self.window, self.channel)
            if some_eased:
                eased *= 1.0 - hazard_of(self.par, self.tension - EASED, hurt[month], self.window, np.ones_like(self.channel))
        open_from = self.prospects.quiet <= quarter
        calm, eased = np.where(open_from, calm, 1.0), np.where(open_from, eased, 1.0)
        self.fresh += self.calm * (1.0 - calm) + self.eased * (1.0 - eased)
        self.untouched = self.untouched * calm
        self.calm = self.calm * calm
        self.eased = self.eased * eased


@dataclass(frozen=True, slots=True)
class Pairs:
    """Chances of the pairs of answers that a brink tells apart; `top` is 1 where a rung is among the two highest."""

    both_climb: Array
    both_down: Array
    yields: Array  # one climbs, the other steps down
    pressed: Array  # one climbs, the other holds
    still: Array  # nobody climbs, not both step down
    top: Array


def pairs_of(curve: Reaction, rung: Array, resolve: Array) -> Pairs:
    """Pairs of answers by the reaction curve at rungs (2, lanes, N). Who often stepped back is pressed more: see `pressing`."""
    climb, hold, down = _answers(curve, rung, pressing(resolve[::-1])[:, None, :])
    both_climb, both_down = climb[0] * climb[1], down[0] * down[1]
    yields = climb[0] * down[1] + down[0] * climb[1]
    pressed = climb[0] * hold[1] + hold[0] * climb[1]
    still = 1.0 - both_climb - both_down - yields - pressed
    top = (np.maximum(rung[0], rung[1]) >= TOP_FROM).astype(np.float64)
    return Pairs(both_climb, both_down, yields, pressed, still, top)


def _answers(curve: Reaction, rung: Array, pressed: Array) -> tuple[Array, Array, Array]:
    whole = np.rint(np.minimum(np.maximum(rung, 0.0), TOP_RUNG)).astype(np.int64)
    down = curve.down[whole]
    climb = np.minimum(curve.climb[whole] * pressed, 1.0 - down)
    return climb, 1.0 - climb - down, down


def usual_answers(curve: Reaction, rung: float, resolve: float) -> tuple[float, float, float]:
    """Chances that a side on this rung climbs, holds and steps down at a brink, against one of this resolve."""
    climb, hold, down = _answers(curve, np.array([rung]), pressing(np.array([resolve])))
    return float(climb[0]), float(hold[0]), float(down[0])


def pressing(resolve: Array) -> Array:
    """Factor on the chance that a side climbs against one whose resolve is this: 1 from one half upward, 2 against none at all."""
    return np.asarray(1.0 + 2.0 * np.maximum(0.5 - resolve, 0.0))
