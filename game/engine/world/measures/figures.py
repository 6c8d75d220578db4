"""The three figures of a quarter: leverage (`leverage.py`), reliability and escalation risk; and the measure of own losses.

All read the true state; what a player sees of it is for the rules."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.luck import STREAM_ANSWER, STREAM_BRINK, STREAM_RUNG, Seeds, normals, split_seeds, uniforms
from game.engine.world.measures.leverage import Leverage, leverage
from game.engine.world.model.spec import Reaction
from game.engine.world.model.state import World, spread
from game.engine.world.month.escalation import TOP_FROM, TOP_RUNG, hazard_of, pain
from game.engine.world.month.phases import step

CARD_MONTHS = 3  # a brink that returns is answered a quarter later
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Trust:
    """Reliability 0..1 of each side: the figure, the target's and the third parties' apart, and by region."""

    score: Array  # (B, N) weighted by starting trade
    rival: Array  # (B, N) what the other capital believes
    third: Array  # (B, N) what everyone else believes, weighted by starting trade
    by_region: Array  # (B, R, N)


@dataclass(frozen=True, slots=True)
class Figures:
    """All three figures of a batch."""

    leverage: Leverage
    trust: Trust
    escalation: Array  # (N,)


def trust_in(world: World) -> Trust:
    """Reliability from the Beta counts; weights are the scenario's starting trade, so cutting off a doubter gains nothing."""
    fr = world.frame
    belief = world.belief_good / (world.belief_good + world.belief_bad)
    score, rival, third = (np.zeros((2, world.lanes)) for _ in range(3))
    for side in range(2):
        other = int(world.spec.side_region[1 - side])
        rival[side] = belief[side, other]
        rest, weight = np.zeros(world.lanes), 0.0
        for r in range(fr.regions):
            if r != other:
                rest += belief[side, r] * fr.trade_weight[side, r]
                weight += float(fr.trade_weight[side, r])
        third[side] = rest / weight if weight > 0 else belief[side, other]
        score[side] = rest + belief[side, other] * fr.trade_weight[side, other]
        if weight + fr.trade_weight[side, other] <= 0:
            score[side] = belief[side, other]
    return Trust(score, rival, third, belief)


def escalation(world: World, seeds: Seeds, lanes: int = 64, months: int = 12, hurt: Array | None = None) -> Array:
    """(N,) share of `lanes` keyed shock lanes that rupture within `months`, with measures held.

    Rungs and brink answers follow the spec's reaction curve. `seeds` (N,): one for each lane of the world. `hurt`
    (months, N) is the coming pain; without it the world is run on at mean luck to find it."""
    if hurt is None:
        felt: list[Array] = []
        step(world.copy(), months, full=False, ladder=False, starts=False, watch=lambda w: felt.append(pain(w)))
        hurt = np.stack(felt)
    keys = split_seeds(seeds, lanes)
    noise = normals(keys, world.month, STREAM_RUNG, 2 * months).reshape(months, 2, -1)
    draws = uniforms(keys, world.month, STREAM_BRINK, months)
    answers = uniforms(keys, world.month, STREAM_ANSWER, 2 * months).reshape(months, 2, -1)
    ruptured = _project(world, np.tile(hurt, lanes), noise, draws, answers, lanes)
    return np.asarray(np.cumsum(ruptured.reshape(lanes, world.lanes), axis=0)[-1] / float(lanes), dtype=np.float64)


def _project(world: World, hurt: Array, noise: Array, draws: Array, answers: Array, lanes: int) -> Array:
    """Walk the ladder month by month on lanes * N columns (column l*N + i is lane i of the world); 1.0 where it ruptured."""
    reaction, par = world.spec.reaction, spread(world.parameters, lambda v: np.tile(v, lanes))
    rung, conduct = np.tile(world.rung, lanes), np.tile(world.conduct, lanes)
    tension, channel = np.tile(world.tension, lanes), np.tile(world.channel, lanes)
    window = np.tile(np.maximum(world.window[0], world.window[1]), lanes)
    sigma = channel * par.rung_noise_channel + (1.0 - channel) * par.rung_noise
    ruptured = np.zeros_like(tension)
    returns = np.zeros_like(tension)  # how often the card on the table came back
    due = np.zeros_like(tension)  # months until a returned card is answered, 0 for no card
    for month in range(len(hurt)):
        seen = np.minimum(np.maximum(rung[::-1] + sigma * noise[month], 0.0), TOP_RUNG)
        target = np.maximum(reaction.calm * (1.0 - reaction.answer) + reaction.answer * seen, conduct)
        np.maximum(target, rung * (due > 0.0), out=target)  # nobody climbs back down while the brink is open
        rung += (target - rung) * par.rung_speed
        tension += (0.5 * (rung[0] + rung[1]) - tension) * np.subtract(1.0, par.tension_memory)
        chance = hazard_of(par, tension, hurt[month], window, channel)
        fresh = (due == 0.0) & (draws[month] < chance)
        asked = (fresh | (due == 1.0)) & (ruptured == 0.0)
        np.maximum(due - 1.0, 0.0, out=due)
        if asked.any():
            climb, down = _answers(reaction, rung, answers[month])
            _settle(asked, climb, down, rung, channel, returns, due, ruptured)
            sigma = channel * par.rung_noise_channel + (1.0 - channel) * par.rung_noise
    return ruptured


def _answers(reaction: Reaction, rung: Array, luck: Array) -> tuple[Flags, Flags]:
    """Who climbs and who steps down on a brink, (2, columns) each, by the reaction curve at the whole rung."""
    whole = np.rint(np.minimum(np.maximum(rung, 0.0), TOP_RUNG)).astype(np.int64)
    return luck < reaction.climb[whole], luck >= 1.0 - reaction.down[whole]


def _settle(
    asked: Flags, climb: Flags, down: Flags, rung: Array, channel: Array, returns: Array, due: Array, ruptured: Array
) -> None:
    """The table of `ladder.brink` on columns, in place; a test holds the two equal."""
    top = np.maximum(rung[0], rung[1]) >= TOP_FROM
    both_climb = asked & climb[0] & climb[1]
    both_down = asked & down[0] & down[1]
    some_climb = asked & (climb[0] | climb[1]) & ~both_climb
    yields = some_climb & (down[0] | down[1])
    pressed = some_climb & ~yields
    still = asked & ~both_climb & ~both_down & ~some_climb
    breaks = (both_climb & top) | (pressed & top & (returns > 0.0))
    rung += (both_climb | pressed).astype(np.float64) - both_down
    np.minimum(np.maximum(rung, 0.0, out=rung), TOP_RUNG, out=rung)
    np.maximum(channel, both_down, out=channel)
    again = ((both_climb | pressed) & ~breaks) | (still & (returns == 0.0))
    due += again * float(CARD_MONTHS)
    np.multiply(returns + again, ~(asked & ~again), out=returns)
    np.maximum(ruptured, breaks, out=ruptured)


def figures(world: World, seeds: Seeds, lanes: int = 64, spared: Flags | None = None) -> Figures:
    """All three figures at once; the cut-off's base lane gives the escalation figure its coming pain."""
    lev = leverage(world, spared)
    return Figures(lev, trust_in(world), escalation(world, seeds, lanes, len(lev.pain), lev.pain))


def welfare(cumulative: Array, reference: float) -> Array:
    """W = 100 / (1 + C / C_ref): 100 for no loss, 50 for the reference loss. C in % of GDP x quarters (or both in months).

    A halving per reference loss would let one frozen year end the contest; this way the tenth blow still counts, but less."""
    return np.asarray(100.0 / (1.0 + np.maximum(cumulative, 0.0) / max(reference, 1e-9)), dtype=np.float64)
