"""Leverage by a real cut-off: counterfactual lanes for twelve months, today and after three years at today's course.

What a side can do is the gap between giving freely and cutting off: measured from today's licences instead, a side in the middle of
a freeze would seem to have no hold at all, since its base lane would be cut off already. The cheap approximation is in
`closed_form.py`; the other two figures are in `figures.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.quantum import round_to
from game.engine.world.model.frame import UNLIMITED
from game.engine.world.model.spec import TINY
from game.engine.world.model.state import World, spread
from game.engine.world.month.closed_form import HORIZON
from game.engine.world.month.escalation import TOP_RUNG, pain
from game.engine.world.month.phases import step
from game.engine.world.month.spread import add_by_side, over_regions

AHEAD = 36  # months to the forecast state of lasting leverage
BLOCK = 64  # lanes run together, so that their arrays stay in the processor's cache
OPEN, CUT, BOTH = 1, 3, 5  # first lane block of each kind; block 0 stands as the world does

Spared = NDArray[np.bool_]  # (B, R, N)


@dataclass(frozen=True, slots=True)
class CutOff:
    """What a blanket cut-off of twelve months does, for both sides and each lane; arrays are (B, N) unless said otherwise."""

    gross: Array  # $bn that the cut regions lose
    own: Array  # $bn that the side itself loses: sales, and what an answer in kind costs it
    net: Array  # gross - own, may be negative
    index: Array  # 100 * n / (n + h), n = net loss in % of the cut regions' GDP
    on_rival: Array  # $bn of gross that falls on the other capital
    losses: Array  # (B, R, N) further loss by region, % of GDP


@dataclass(frozen=True, slots=True)
class Leverage:
    """Both ends of the leverage bar, today and lasting, and the base lane's monthly pain for the escalation figure."""

    today: CutOff
    lasting: CutOff
    index: Array  # (B, N) headline, mean of both indices
    pain: Array  # (12, N) pain of the base lane in the coming months


def leverage(world: World, spared: Spared | None = None) -> Leverage:
    """Leverage of both sides in every lane. `spared` (B, R, N) marks regions that a side's cut leaves out (its coalition).

    All measures but the measured side's own licences are held; starts, ladder and luck are off; openings, growth, stocks, prices,
    leaks and design-out run. The world given is left as it is."""
    many = max(1, round(world.lanes / BLOCK))  # a few lanes over do not make a block of their own
    spans = [slice(world.lanes * i // many, world.lanes * (i + 1) // many) for i in range(many)]
    blocks = [_leverage(world.take(np.arange(s.start, s.stop)), None if spared is None else spared[:, :, s]) for s in spans]
    return Leverage(
        today=_join([b.today for b in blocks]),
        lasting=_join([b.lasting for b in blocks]),
        index=np.concatenate([b.index for b in blocks], axis=-1),
        pain=np.concatenate([b.pain for b in blocks], axis=-1),
    )


def _join(parts: list[CutOff]) -> CutOff:
    return CutOff(*(np.concatenate([getattr(p, name) for p in parts], axis=-1) for name in CutOff.__dataclass_fields__))


def _leverage(world: World, spared: Spared | None) -> Leverage:
    lanes = world.lanes
    felt: list[Array] = []
    branches = branch(world, spared)
    today = _run(branches, lanes, lambda w: felt.append(pain(w)[:lanes]))
    base = branches.take(np.arange(lanes))
    step(base, AHEAD - HORIZON, full=False, ladder=False, starts=False)
    lasting = _run(branch(base, spared), lanes, None)
    index = 0.5 * (today.index + lasting.index)
    return Leverage(today, lasting, index, np.stack(felt))


def branch(world: World, spared: Spared | None = None) -> World:
    """Six times the lanes, in blocks: as it stands, Beijing gives freely, Washington does, Beijing cuts, Washington does, both cut.

    `spared` (B, R, N or 1) marks regions that a side's cut leaves out."""
    result = world.repeat(6)
    n = world.lanes
    for side in range(2):
        regions = np.ones((world.frame.regions, 1), dtype=bool) if spared is None else ~spared[side]
        regions[int(world.spec.side_region[side])] = False
        cell = np.broadcast_to(regions[:, None, :] & (world.spec.controls == side)[None, :, None], world.licence.shape)
        for part, licence in ((OPEN + side, UNLIMITED), (CUT + side, 0.0), (BOTH, 0.0)):
            result.licence[:, :, part * n : (part + 1) * n][cell] = licence
    return result


def _run(branches: World, lanes: int, watch: Callable[[World], None] | None) -> CutOff:
    """Run the branches for a year and read the cut-off from their sums."""
    before = branches.loss_sum.copy()
    sold = np.zeros_like(branches.sales)
    shipped = np.zeros_like(branches.afloat)

    def listen(w: World) -> None:
        add_by_side(w.spec, over_regions(w.exports, shipped) * w.frame.price_unit, sold)
        if watch is not None:
            watch(w)

    step(branches, HORIZON, full=False, ladder=False, starts=False, watch=listen)
    lost = ((branches.loss_sum - before) * (1.0 / HORIZON)).reshape(-1, 6, lanes)
    return _read(branches, lost, sold.reshape(2, 6, lanes))


def _read(branches: World, lost: Array, sold: Array) -> CutOff:
    """The cut-off from mean yearly losses (R, 6, N) in % of GDP and exports (B, 6, N) of the six branches, in $bn.

    Exports count at calm prices: at the spike's own price a side in mid-freeze would seem to lose a fortune by going on."""
    fr, spec, lanes = branches.frame, branches.spec, lost.shape[-1]
    par = spread(branches.parameters, lambda v: v[:lanes])
    gross, own, index, on_rival = (np.zeros((2, lanes)) for _ in range(4))
    losses = np.zeros((2, fr.regions, lanes))
    for side in range(2):
        home, rival = int(spec.side_region[side]), int(spec.side_region[1 - side])
        losses[side] = lost[:, CUT + side] - lost[:, OPEN + side]
        losses[side, home] = 0.0
        gdp = 0.0
        for r in range(fr.regions):
            if r != home:
                gross[side] += losses[side, r] * (0.01 * spec.gdp[r])
                gdp += float(spec.gdp[r])
        on_rival[side] = losses[side, rival] * (0.01 * spec.gdp[rival])
        unsold = np.maximum(sold[side, OPEN + side] - sold[side, CUT + side], 0.0) * par.sales_margin
        answer = par.retaliation * branches.rung[1 - side, :lanes] * (1.0 / TOP_RUNG)
        own[side] = unsold + answer * (lost[home, BOTH] - lost[home, CUT + side]) * (0.01 * spec.gdp[home])
        gross[side], own[side] = round_to(gross[side]), round_to(own[side])
        share = np.maximum(gross[side] - own[side], 0.0) * (100.0 / max(gdp, TINY))
        index[side] = 100.0 * share / (share + par.leverage_half)
    return CutOff(gross, own, gross - own, index, on_rival, losses)
