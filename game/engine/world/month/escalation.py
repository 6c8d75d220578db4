"""Rungs, tension and the hazard of a brink. Whether a brink is drawn and how it is answered is for the rules.

`brink` settles a pair of answers; the projection in `figures.py` and the rules use the same function."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.luck import Luck
from game.engine.world.arithmetic.portable import exp
from game.engine.world.model.ledger import Ledger, post
from game.engine.world.model.spec import Parameters
from game.engine.world.model.state import World
from game.engine.world.month.closed_form import closed_form_shares, next_year
from game.engine.world.month.spread import over_columns

TOP_RUNG = 8.0
TOP_FROM = 6.5  # rungs are read as whole steps: the two highest, several freezes and the full cut-off, are the top
Answer = Literal["climb", "hold", "down"]


@dataclass(frozen=True, slots=True)
class BrinkResult:
    """What a pair of answers does: change of each rung, whether the card returns, who pays, and whether it is rupture.

    `payer` is the index of the side that pays and loses resolve, -1 for none; `dearer` says that the returned card costs one
    more."""

    rungs: tuple[float, float]
    returns: bool
    dearer: bool
    payer: int
    opens_channel: bool
    rupture: bool


def brink(first: Answer, second: Answer, rungs: tuple[float, float], returned: int) -> BrinkResult:
    """Settle a brink: answers of both sides, their rungs before, and how often this card came back already.

    Both down: each eases a notch and the channel opens. Climb against down: the climber's measure stands, the other pays. Climb
    against hold: both rise and the card returns. Hold-hold and hold-down: one return, dearer by one. Climb-climb at the top, or a
    second unanswered climb there: rupture."""
    pair = (first, second)
    at_top = max(rungs) >= TOP_FROM
    up, ease = _moved(rungs, 1.0), _moved(rungs, -1.0)
    if pair == ("down", "down"):
        return BrinkResult(ease, False, False, -1, True, False)
    if pair == ("climb", "climb"):
        return BrinkResult(up, not at_top, False, -1, False, at_top)
    if "climb" in pair and "down" in pair:
        return BrinkResult((0.0, 0.0), False, False, pair.index("down"), False, False)
    if "climb" in pair:
        again = at_top and returned > 0
        return BrinkResult(up, not again, False, -1, False, again)
    return BrinkResult((0.0, 0.0), returned == 0, True, -1, False, False)


def _moved(rungs: tuple[float, float], by: float) -> tuple[float, float]:
    """The change of both rungs that a step leaves within 0..8."""
    first, second = (min(max(rung + by, 0.0), TOP_RUNG) - rung for rung in rungs)
    return first, second


def pain(world: World) -> Array:
    """(N,) the larger capital's monthly loss over the most that it could lose."""
    capitals = world.spec.side_region
    loss = over_columns(world.loss[capitals], np.empty_like(world.loss[capitals, 0]))
    return np.asarray(np.maximum.reduce(loss / world.frame.lam_sum[capitals], axis=0), dtype=np.float64)


def hazard_of(par: Parameters, tension: Array, hurt: Array, window: Array, channel: Array) -> Array:
    """Chance of a brink in a month: 1 - exp(-base * exp(bT*tension + bp*pain + bw*window - bc*channel))."""
    power = par.hazard_tension * tension + par.hazard_pain * hurt + par.hazard_window * window - par.hazard_channel * channel
    return np.asarray(1.0 - exp(-par.hazard_base * exp(np.asarray(power, dtype=np.float64))), dtype=np.float64)


def ladder(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
    """Rungs move toward conduct, tension remembers their mean; the window is stored quarterly."""
    par = world.parameters
    post(world, "rung", (world.conduct - world.rung) * par.rung_speed, "conduct", ledger)
    mean = 0.5 * (world.rung[0] + world.rung[1])
    post(world, "tension", (mean - world.tension) * (1.0 - par.tension_memory), "mean rung", ledger)
    if world.month % 3 == 2:
        now, later = closed_form_shares(world, (world.capacity, next_year(world)))
        fall = np.maximum(now - later, 0.0) / np.maximum(now, 0.01)
        post(world, "window", fall - world.window, "leverage that a year will cost", ledger)


def danger(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
    """The hazard of a brink in this month."""
    window = np.maximum(world.window[0], world.window[1])
    np.copyto(world.hazard, hazard_of(world.parameters, world.tension, pain(world), window, world.channel))
