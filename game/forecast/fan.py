"""Fans: where the three figures and any quantity of the world may go in two years, from what one capital knows.

Lanes are one batch of guessed worlds under the player's plan and one reading of the other side; brinks that may come are in the
risk figure and not played. Plans become policy in `plan_paths.py`, readings in `readings.py`, cards in `card_shocks.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import sqrt
from typing import Any

import numpy as np

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.record import FIGURES
from game.engine.rules.turn.observe import guess
from game.engine.rules.verdict.figures import partners
from game.engine.rules.vocabulary.plan import Plan, other
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.luck import Luck, Seeds, lane_seeds, normals, uniforms
from game.engine.world.arithmetic.quantum import round_to
from game.engine.world.measures.figures import trust_in
from game.engine.world.measures.quantities import QUANTITIES, Of, value
from game.engine.world.model.spec import SIDES
from game.engine.world.model.state import World
from game.engine.world.month.phases import step
from game.forecast.budget_and_support import PURSE, Purse
from game.forecast.card_shocks import deal_shocks, shocks_of
from game.forecast.plan_paths import PlanPath
from game.forecast.quick_form import QuickForm, quick_form_of
from game.forecast.quick_leverage import quick_leverage
from game.forecast.readings import READINGS, advance
from game.forecast.risk_projection import SEATS, RiskProjection
from game.structs import Struct

SHARES = (0.10, 0.25, 0.50, 0.75, 0.90)
QUARTERS, LANES = 8, 256
SOON, FEW = 4, 32  # quarters and lanes of the first picture
EVEN = sqrt(12.0)  # width of an even distribution whose spread is 1
RISK_STEP = 5.0  # points: risk is never shown finer
PROJECTED = 48  # lanes on which a seat's risk is projected; a third of them for the first picture
FEW_SEATS = 6  # lanes of the first picture whose risk is projected
STREAM_RESERVE, STREAM_FOG, STREAM_PACE, STREAM_ERROR = 12, 13, 14, 15


class EvenLuck(Luck):
    """Shocks of the same mean and spread as in play, but evenly distributed: over months the two add up alike, at less cost."""

    def _factor(self, month: int, stream: int, size: int, sigma: Any) -> Array:
        return np.asarray(1.0 + sigma * EVEN * (uniforms(self.seeds, month, stream, size) - 0.5), dtype=np.float64)


class Band(Struct):
    """One quantity: quantiles 10, 25, 50, 75 and 90 % by quarter, shape (5, Q + 1), and all lanes in order, (Q + 1, N); column and
    row 0 are today. `approximate` says that the published number is computed in another, fuller way. `step` is the finest step
    that may be shown, 0 for any."""

    name: str
    unit: str
    quantiles: Array
    lanes: Array
    approximate: bool = False
    step: float = 0.0

    @property
    def low(self) -> tuple[float, ...]:
        return self._row(0)

    @property
    def middle(self) -> tuple[float, ...]:
        return self._row(2)

    @property
    def high(self) -> tuple[float, ...]:
        return self._row(4)

    def place(self, ahead: int, value: float) -> tuple[float, float]:
        """Shares of the lanes so many quarters ahead that lie below a value, and that do not lie above it. The two differ where
        many lanes hold the same value, as a risk of nought."""
        row = self.lanes[ahead]
        below, upto = (int(np.searchsorted(row, value, side=side)) for side in ("left", "right"))
        return below / len(row), upto / len(row)

    def _row(self, i: int) -> tuple[float, ...]:
        row = self.quantiles[i]
        shown = np.rint(row / self.step) * self.step if self.step else row
        return tuple(float(x) for x in shown)


class Fan(Struct):
    """The bands of one forecast and the assumption under which they hold."""

    side: str
    reading: str
    quarter: int
    quarters: int
    lanes: int
    bands: Mapping[str, Band]


def fan(
    rules: Rules,
    observation: Observation,
    plan: Plan,
    reading: str,
    quarters: int = QUARTERS,
    lanes: int = LANES,
    key: int = 0,
    quantities: Sequence[str] = (),
    sketch: bool = False,
    exact: bool = False,
    form: QuickForm | None = None,
) -> Fan:
    """The fan of the three figures (0..100) and of `quantities` under the plan of the observing side and a reading of the other.

    Reads nothing but the observation; equal arguments give equal fans, and more lanes only refine. Runs in numbers of 32 bits;
    `exact` asks for those of play. A `sketch`, the first picture while a finer one is on its way, has fewer futures. KeyError for
    an unknown reading or quantity.
    Quantities: `price:PRODUCT`, `price-home:PRODUCT`, `cover:PRODUCT:REGION`, `capacity:PRODUCT:REGION`, `loss:REGION`,
    `tension`; of the planning side itself `budget` and `support`, in which later cards and votes are left out.
    `form` has the numbers by which quick forms become figures, where they are not those of the world."""
    if reading not in READINGS:
        raise KeyError(f'There is no reading "{reading}"; there are: {", ".join(READINGS)}.')
    o, b = observation, SIDES.index(observation.side)
    form = form or quick_form_of(rules, o.scenario, spreads_of_figures)
    seeds = lane_seeds(key, f"fan {o.quarter}", lanes)
    plan_path = PlanPath(rules, guess(rules, o, key), plan)
    world = plan_path.first.take(np.zeros(lanes, dtype=np.int64))
    _scatter(world, o, seeds)
    world = world if exact else world.single()
    shocks = shocks_of(rules, o.scenario, world.spec, o.stances)
    luck = EvenLuck(seeds)
    readers = {name: reader_of(world, name) for name in quantities if name not in PURSE}
    purse = Purse(plan_path.work, o.side, lanes) if any(name in PURSE for name in quantities) else None

    now = o.figures[o.side]
    today = {name: now.points(name) for name in FIGURES}
    quick0 = quick_leverage(o.world, partners(o.world.spec, [o.stances], rules.numbers.join))[:, 0]
    lent = partners(world.spec, [plan_path.work.stances], rules.numbers.join)  # held as the plan leaves it
    trust0 = 100.0 * float(trust_in(o.world).score[b, 0])
    projection = RiskProjection(o.world, FEW_SEATS if sketch else SEATS)
    paths: dict[str, list[Array]] = {name: [np.full(lanes, today[name])] for name in FIGURES}
    paths |= {name: [np.broadcast_to(read(o.world), (lanes,))] for name, (_, read) in readers.items()}
    if purse is not None:
        paths |= {name: [np.full(lanes, getattr(o.accounts, name))] for name in quantities if name in PURSE}

    position, drafted = np.zeros(lanes, dtype=np.int64), np.full(lanes, plan_path.drafted)
    for ahead in range(1, quarters + 1):
        if ahead > 1:
            plan_path.begin(world)
            deal_shocks(world, shocks, seeds, ahead, plan_path.dealt)
        pace = uniforms(seeds, ahead, STREAM_PACE, 1)[0]
        position, drafted = advance(rules, plan_path.ladder, reading, plan_path.moved, position, drafted, pace)
        plan_path.set(world, position, drafted)
        step(world, 3, shocks=luck, watch=purse.watch if purse is not None else None)
        quick = quick_leverage(world, lent) - quick0[:, None]
        if purse is not None:
            theirs = o.figures[other(o.side)].leverage + form.slope[other(o.side)] * quick[1 - b]
            purse.close(world, np.minimum(np.maximum(theirs, 0.0), 100.0))
        plan_path.close(world)
        projection.note(world)
        paths["leverage"].append(today["leverage"] + form.slope[o.side] * quick[b] + form.drift[o.side] * ahead)
        paths["reliability"].append(today["reliability"] + 100.0 * trust_in(world).score[b] - trust0)
        for name in quantities:
            paths[name].append(getattr(purse, name) if name in PURSE else readers[name][1](world))
    risk0, risks = projection.read(PROJECTED // 3 if sketch else PROJECTED)
    for ahead, risk in enumerate(risks, 1):
        shown = 100.0 * risk + (today["crisis"] - 100.0 * risk0) * 0.5**ahead
        paths["crisis"].append(np.minimum(np.maximum(shown, 0.0), 100.0))
    for name, error in zip(FIGURES, normals(seeds, 0, STREAM_ERROR, len(FIGURES)), strict=True):
        _blur(paths[name], form.error[name][o.side], error)
    units = {name: PURSE.get(name) or readers[name][0] for name in quantities}
    return Fan(o.side, reading, o.quarter, quarters, lanes, _bands(paths, units))


def fans(
    rules: Rules,
    observation: Observation,
    plan: Plan,
    readings: Sequence[str],
    quarters: int = QUARTERS,
    lanes: int = LANES,
    key: int = 0,
    sketch: bool = False,
) -> tuple[Fan, ...]:
    """One fan for each of the readings, in their order, to be laid over each other; all else as for `fan`.

    They share guessed worlds, luck and cards, lane for lane: what lies between them is the reading alone. Each is worked out by
    itself, since third countries lean by what all lanes of a fan do."""
    return tuple(fan(rules, observation, plan, reading, quarters, lanes, key, sketch=sketch) for reading in readings)


def spreads_of_figures(rules: Rules, o: Observation, plan: Plan, reading: str, form: QuickForm) -> dict[str, tuple[Array, Array]]:
    """Middle and spread of each figure's fan, as measuring a world's numbers wants them."""
    bands = fan(rules, o, plan, reading, QUARTERS, FEW, o.quarter, sketch=True, form=form).bands
    rows = {name: bands[name].quantiles for name in FIGURES}
    return {name: (row[2], row[4] - row[0]) for name, row in rows.items()}


def _bands(paths: Mapping[str, Sequence[Array]], units: Mapping[str, str]) -> dict[str, Band]:
    """The bands of all quantities."""
    lanes = {name: np.sort(np.stack(paths[name]), axis=1) for name in paths}
    found = {name: (_quantiles(rows), rows) for name, rows in lanes.items()}
    bands = {
        "leverage": Band("leverage", "index", *found["leverage"], approximate=True),
        "reliability": Band("reliability", "%", *found["reliability"]),
        "crisis": Band("crisis", "%", *found["crisis"], approximate=True, step=RISK_STEP),
    }
    return bands | {name: Band(name, unit, *found[name], approximate=name in PURSE) for name, unit in units.items()}


def _scatter(world: World, o: Observation, seeds: Seeds) -> None:
    """What is hidden differs from lane to lane: the other's reserve from nothing to twice the guess, its rung about the seen."""
    rival = int(world.spec.side_region[SIDES.index(other(o.side))])
    share = 2.0 * uniforms(seeds, 0, STREAM_RESERVE, 1)[0]
    world.reserve[rival] = round_to(world.reserve[rival] * share)
    b = SIDES.index(other(o.side))
    sigma = np.where(world.channel > 0, world.parameters.rung_noise_channel, world.parameters.rung_noise)
    rung = np.minimum(np.maximum(o.seen_rung + sigma * normals(seeds, 0, STREAM_FOG, 1)[0], 0.0), 8.0)
    world.rung[b] = np.rint(rung * 2.0**30) * 2.0**-30


def _blur(path: list[Array], error_of_one: float, error: Array) -> None:
    """Widen a figure's path by what the quick forms miss; in place."""
    for ahead in range(1, len(path)):
        value = np.minimum(np.maximum(path[ahead], 0.0), 100.0)
        path[ahead] = np.minimum(np.maximum(value + error_of_one * sqrt(ahead) * error, 0.0), 100.0)


def _quantiles(rows: Array) -> Array:
    """(5, Q + 1) quantiles of lanes that stand in order, quarter by quarter, read between the two nearest lanes."""
    place = np.array(SHARES) * (rows.shape[1] - 1)
    below = np.minimum(np.floor(place).astype(np.int64), max(rows.shape[1] - 2, 0))
    low, high = rows[:, below], rows[:, np.minimum(below + 1, rows.shape[1] - 1)]
    return np.ascontiguousarray((low + (high - low) * (place - below)).T)


def reader_of(world: World, quantity: str) -> tuple[str, Callable[[World], Array]]:
    """(unit, reader) of a quantity by name; the reader gives (N,). KeyError when there is none of that name."""
    kind, _, rest = quantity.partition(":")
    product, _, region = rest.partition(":")
    spec = world.spec
    if kind not in READ:
        raise KeyError(f'There is no quantity "{quantity}"; there are: {", ".join(READ)}.')
    try:
        p = spec.product(product) if kind not in ("loss", "tension") else -1
        r = spec.region(product if kind == "loss" else region) if kind in ("cover", "capacity", "loss") else -1
    except ValueError:
        raise KeyError(f'The quantity "{quantity}" names a product or region that the world does not have.') from None
    of = Of(p, (r,) if r >= 0 else ())
    return QUANTITIES[READ[kind]].unit, lambda w: np.array(value(QUANTITIES, w, READ[kind], of))


READ: Mapping[str, str] = {
    "price": "price-out", "price-home": "price-in", "cover": "cover", "capacity": "capacity", "loss": "loss", "tension": "tension",
}  # fmt: skip
"""Name in a fan → quantity."""
