"""Leverage by real cut-offs: counterfactual lanes for twelve months, today and after three years at today's course.

What a side can do is the gap between giving freely and the best of its threats (`threats.py`): measured from today's licences
instead, a side in the middle of a freeze would seem to have no hold at all, since its base lane would be cut off already. In the
three years investors, credit, attention and talent act, so that what is built today counts. The cheap approximation is in
`closed_form.py`; the other figures are in `figures.py` and `risk.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.quantum import round_to
from game.engine.world.measures.threats import RIVAL, Threat, better_of, sheltered, sparing
from game.engine.world.model.frame import UNLIMITED
from game.engine.world.model.spec import WorldSpec
from game.engine.world.model.state import World, concat
from game.engine.world.month.closed_form import HORIZON
from game.engine.world.month.escalation import TOP_RUNG, pain
from game.engine.world.month.phases import step

AHEAD = 36  # months to the forecast state of lasting leverage
UNREAD = frozenset(
    (
        *("belief_good", "belief_bad", "expected", "tension", "window", "hazard", "channel", "conduct"),
        *("loss_sum", "sales", "rent", "surplus_lost", "floor_cost", "reserve_cost"),
    )
)
"""Arrays on which no run of a cut-off hangs: trust and ladder are off in it, and sums and accounts are only written."""
BLOCK = 64  # lanes run together, so that their arrays stay in the processor's cache
BRANCHES = 3
OPEN, CUT, ALONE = 0, 1, 2  # lane blocks: both give freely, both cut everybody, both cut the other capital alone


@dataclass(frozen=True, slots=True)
class CutOff:
    """What the best threat of twelve months does, for both sides and each lane; arrays are (B, N) unless said otherwise."""

    gross: Array  # $bn that those lose who are threatened
    own: Array  # $bn that the side itself loses: sales, and what an answer in kind costs it
    net: Array  # gross - own, may be negative
    gdp: Array  # $bn of those who are threatened
    which: Array  # threats.BLANKET, SPARING or RIVAL
    index: Array  # 100 * n / (n + h), n = net loss in % of the GDP of those threatened
    on_rival: Array  # $bn that a blanket cut takes from the other capital
    shelter: Array  # % of what the other capital could take from this side that partners' stocks spare it
    losses: Array  # (B, R, N) further loss by region under a blanket cut, % of GDP


@dataclass(frozen=True, slots=True)
class Leverage:
    """Both ends of the leverage bar, today and lasting; the reach that partners lend; the world's own pain in the coming months."""

    today: CutOff
    lasting: CutOff
    index: Array  # (B, N) headline, mean of both indices
    reach: Array  # (B, N) 0..1, share of third countries' trade that enforces a cut of the rival alone
    pain: Array  # (12, N) pain in the coming months


def leverage(world: World, partners: Array | None = None) -> Leverage:
    """Leverage of both sides in every lane. `partners` (B, R, N) is how far each region stands with a side, 0 to 1; None: nobody
    does.

    In a cut-off all measures but the licences concerned are held, and starts, ladder and luck are off; openings, growth, stocks,
    prices, leaks and design-out run. The world given is left as it is."""
    if partners is None:
        partners = np.zeros((2, world.frame.regions, world.lanes))
    first = equal_lanes(world, partners)
    once = sorted(set(first))
    many = max(1, round(len(once) / BLOCK))  # a few lanes over do not make a block of their own
    spans = [once[len(once) * i // many : len(once) * (i + 1) // many] for i in range(many)]
    blocks = [_leverage(world.take(span), partners[:, :, span]) for span in spans]
    place = {lane: i for i, lane in enumerate(once)}
    every = [place[lane] for lane in first]
    return Leverage(
        today=_join([b.today for b in blocks], every),
        lasting=_join([b.lasting for b in blocks], every),
        index=_lanes([b.index for b in blocks], every),
        reach=_lanes([b.reach for b in blocks], every),
        pain=_lanes([b.pain for b in blocks], every),
    )


def equal_lanes(world: World, partners: Array) -> list[int]:
    """For each lane the first lane that has the same leverage, since it equals it in all that a run of a cut-off reads."""
    if world.lanes == 1:
        return [0]
    first: list[int] = []
    alike: dict[bytes, list[int]] = {}
    read = (*(a for name, a in world.arrays().items() if name not in UNREAD), *world.own_parameters(), partners)
    for lane in range(world.lanes):
        near = alike.setdefault(world.capacity[..., lane].tobytes() + world.stock[..., lane].tobytes(), [])
        equal = (i for i in near if all(np.array_equal(a[..., i], a[..., lane]) for a in read))
        first.append(next(equal, lane))
        if first[-1] == lane:
            near.append(lane)
    return first


def today_of(world: World, partners: Array) -> CutOff:
    """What the best threats would do from this state alone, without the three years."""
    return _cut_off(world, partners, reach_of(world, partners))


def _lanes(parts: Sequence[Array], every: Sequence[int]) -> Array:
    """The lanes of several blocks, each as often and where it stands in the world."""
    return np.concatenate(parts, axis=-1).take(every, axis=-1)


def _join(parts: Sequence[CutOff], every: Sequence[int]) -> CutOff:
    return CutOff(*(_lanes([getattr(p, name) for p in parts], every) for name in CutOff.__dataclass_fields__))


def _leverage(world: World, partners: Array) -> Leverage:
    felt: list[Array] = []
    reach = reach_of(world, partners)
    course = world.copy()
    step(course, HORIZON, books=False, ladder=False, watch=lambda w: felt.append(pain(w)))
    step(course, AHEAD - HORIZON, books=False, ladder=False)
    # Half of what a month of few lanes takes is taken however many there are, so that both cut-offs run at once.
    both = _cut_off(concat((world, _dated_back(course, AHEAD))), np.tile(partners, 2), np.tile(reach, 2))
    today, lasting = (_lanes_of(both, at) for at in (slice(0, world.lanes), slice(world.lanes, None)))
    return Leverage(today, lasting, 0.5 * (today.index + lasting.index), reach, np.stack(felt))


def _dated_back(world: World, months: int) -> World:
    """The world as if it stood so many months (whole quarters) earlier, which without luck runs to the same bits: what opens in
    so many quarters still does."""
    arrays = {**world.arrays(), "due": np.roll(world.due, -(months // 3), axis=0)}
    return World(world.spec, world.frame, world.parameters, world.month - months, arrays)


def _lanes_of(cut: CutOff, lanes: slice) -> CutOff:
    return CutOff(*(getattr(cut, name)[..., lanes] for name in CutOff.__dataclass_fields__))


def reach_of(world: World, partners: Array) -> Array:
    """(B, N) share of third countries' trade in what a side licenses that goes to those who enforce its cuts."""
    spec, trade = world.spec, world.frame.trade_weight
    result = np.zeros(partners[:, 0].shape)
    for side in range(2):
        weight = np.array(trade[side], dtype=np.float64)
        weight[spec.side_region] = 0.0
        whole = float(np.cumsum(weight)[-1])
        if whole > 0.0:
            result[side] = np.cumsum(partners[side] * (weight / whole)[:, None], axis=0)[-1]
    return result


def branch(world: World, reach: Array) -> World:
    """Three times the lanes, in blocks: both give freely; both cut everybody; both cut the other capital alone.

    Chains of different sides have nothing in common, so that one block serves both. Where the rival alone is cut, `reach` (B, N)
    is the part of licensed cargo that is not sold on, of leaks that are stopped, and of free outside output that is promised to
    others."""
    result, spec, n = world.repeat(BRANCHES), world.spec, world.lanes
    tied = np.broadcast_to(np.asarray(world.parameters.home_share, dtype=np.float64), (n,))
    tied = np.tile(np.concatenate([tied] * BRANCHES), (world.frame.regions, world.frame.products, 1))  # (R, P, branches * N)
    alone = slice(ALONE * n, None)
    for side in range(2):
        own, rival = int(spec.side_region[side]), int(spec.side_region[1 - side])
        products = list(spec.licensed_by(side))
        abroad = [r for r in range(world.frame.regions) if r != own]
        cells = np.ix_(abroad, products)
        result.licence[cells] = UNLIMITED
        result.licence[..., CUT * n : (CUT + 1) * n][cells] = 0.0
        result.licence[rival, products, alone] = 0.0
        for name in ("tracked", "sealed"):
            array = getattr(result, name)
            array[products, alone] = 1.0 - (1.0 - array[products, alone]) * (1.0 - reach[side])
        others = [r for r in range(world.frame.regions) if r != rival]  # what the rival makes itself is its own already
        theirs = np.ix_(others, products)
        tied[..., alone][theirs] = 1.0 - (1.0 - tied[..., alone][theirs]) * (1.0 - reach[side])
    result.parameters = replace(result.parameters, home_share=tied)
    return result


def _cut_off(world: World, partners: Array, reach: Array) -> CutOff:
    """Run the branches for a year and read the best threats from their sums."""
    spec, lanes = world.spec, world.lanes
    branches = branch(world, reach)
    sides = _sides_of_finals(spec)
    lost, sold = np.zeros((2, *branches.loss_sum.shape)), np.zeros((2, *branches.loss_sum.shape))
    own = [list(spec.licensed_by(side)) for side in range(2)]

    def listen(w: World) -> None:
        for side in range(2):
            for final in sides[side]:
                lost[side] += w.loss[:, final]
            for product in own[side]:
                sold[side] += w.exports[:, product] * w.frame.price_unit[product]

    now = np.stack([np.cumsum(world.loss[:, sides[side]], axis=1)[:, -1] for side in range(2)])
    step(branches, HORIZON, full=False, ladder=False, starts=False, watch=listen)
    lost *= 1.0 / HORIZON
    return _read(world, partners, now, lost.reshape(2, -1, BRANCHES, lanes), sold.reshape(2, -1, BRANCHES, lanes))


def _sides_of_finals(spec: WorldSpec) -> list[list[int]]:
    return [[f for f, p in enumerate(spec.final_product) if int(spec.controls[p]) == side] for side in range(2)]


def _read(world: World, partners: Array, now: Array, lost: Array, sold: Array) -> CutOff:
    """The cut-off from mean yearly losses (B, R, branches, N) in % of GDP by what each side licenses, and its exports in $bn a
    year.

    Exports count at calm prices: at the spike's own price a side in mid-freeze would seem to lose a fortune by going on. `now`
    (B, R, N) is today's loss at a year's rate: an answer in kind takes only what is not refused already."""
    spec, par = world.spec, world.parameters
    gdp, sides = spec.gdp, _sides_of_finals(spec)
    worst = [np.cumsum(spec.lam[:, sides[side]], axis=1)[:, -1] for side in range(2)]
    further = lost[:, :, CUT] - lost[:, :, OPEN]
    relief = np.stack([_relief(spec, further[b], worst[b], partners[1 - b], 1 - b) for b in range(2)])
    kept: dict[str, list[Array]] = {name: [] for name in CutOff.__dataclass_fields__}
    for side in range(2):
        home, rival = int(spec.side_region[side]), int(spec.side_region[1 - side])
        losses = further[side].copy()
        losses[home] = 0.0
        sizes = gdp.copy()
        sizes[home] = 0.0
        weighed = losses * (0.01 * gdp)[:, None]
        weighed[rival] -= relief[side] * (0.01 * gdp[rival])
        margin = np.maximum(sold[side, :, OPEN] - sold[side, :, CUT], 0.0) * par.sales_margin
        margin[home] = 0.0
        rung = world.rung[1 - side] * (1.0 / TOP_RUNG)
        theirs = np.maximum(lost[1 - side, home, CUT] - now[1 - side, home] - relief[1 - side], 0.0)
        answer = par.retaliation * rung * theirs * (0.01 * gdp[home])
        may = partners[side].copy()
        may[rival] = may[home] = 0.0
        best = better_of(sparing(weighed, margin, sizes, may, answer), _alone(world, side, lost, sold, relief, answer))
        gross, own = round_to(best.gross), round_to(best.own)
        share = replace(best, gross=gross, own=own).share
        kept["gross"].append(gross)
        kept["own"].append(own)
        kept["net"].append(gross - own)
        kept["gdp"].append(best.gdp)
        kept["which"].append(best.which)
        kept["index"].append(100.0 * share / (share + par.leverage_half))
        kept["on_rival"].append(round_to(losses[rival] * (0.01 * gdp[rival])))
        kept["shelter"].append(100.0 * relief[1 - side] / np.maximum(further[1 - side, home], 1e-6))
        kept["losses"].append(losses)
    return CutOff(**{name: np.stack(parts) for name, parts in kept.items()})


def _relief(spec: WorldSpec, further: Array, worst: Array, partners: Array, side: int) -> Array:
    """(N,) % of GDP that partners spare a side's own country of what the other capital's cut would take."""
    return sheltered(np.maximum(further, 0.0), worst, spec.gdp, partners, int(spec.side_region[side]))


def _alone(world: World, side: int, lost: Array, sold: Array, relief: Array, answer: Array) -> Threat:
    """The threat to cut the rival alone, with what partners lend to it: their relief shrinks with the loss that it is part of."""
    spec, par = world.spec, world.parameters
    rival, size = int(spec.side_region[1 - side]), float(spec.gdp[int(spec.side_region[1 - side])])
    blanket = np.maximum(lost[side, rival, CUT] - lost[side, rival, OPEN], 1e-6)
    further = np.maximum(lost[side, rival, ALONE] - lost[side, rival, OPEN], 0.0)
    felt = further * np.maximum(1.0 - relief[side] / blanket, 0.0)
    unsold = np.cumsum(sold[side, :, OPEN] - sold[side, :, ALONE], axis=0)[-1]
    own = np.maximum(unsold, 0.0) * par.sales_margin + answer
    return Threat(felt * (0.01 * size), own, np.full_like(own, size), np.full_like(own, RIVAL))
