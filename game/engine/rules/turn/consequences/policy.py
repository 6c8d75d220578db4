"""Folds everything in force (dials, measures, drafts, stances) into the world's policy arrays, once a quarter.

Computed afresh from the record each time, so that nothing has to be undone when a measure ends."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np

from game.engine.rules.campaign.open_record import Work
from game.engine.rules.campaign.places import finals_of, partnerships, products_of, regions_of
from game.engine.rules.campaign.record import MeasureInForce
from game.engine.rules.effects import table as e
from game.engine.rules.effects.kind import field_of, place_of, things_of
from game.engine.rules.effects.licensing import Licence
from game.engine.rules.turn.consequences.brink import STEPPED_BACK, on_brink
from game.engine.rules.vocabulary.acts import OfOrder, Source
from game.engine.rules.vocabulary.items import Notch, Order, Response
from game.engine.rules.vocabulary.plan import BOTH, GiveOrder, Measure, SetDial, Side
from game.engine.rules.vocabulary.rules import Rules, planned_rung
from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.total import total
from game.engine.world.model.arrays import ARRAYS
from game.engine.world.model.frame import UNLIMITED
from game.engine.world.model.spec import SIDES

POLICY = tuple(a for a in ARRAYS if a.kind == "policy")


class Fold:
    """The policy arrays of one lane while they are being folded: plain arrays without the lane axis."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.arrays: dict[str, Array] = {
            a.name: np.full(getattr(work.world, a.name).shape[:-1], a.calm, dtype=np.float64) for a in POLICY
        }
        self.exempt = np.full_like(self.arrays["licence"], -1.0)
        self._meant: dict[tuple[str, str, str], tuple[int, ...]] = {}

    def regions(self, side: Side, where: str, target: str) -> tuple[int, ...]:
        """Region indices of a where-word for this campaign."""
        w, key = self.work, (side, where, target)
        if key not in self._meant:
            self._meant[key] = regions_of(w.spec, w.stances, w.rules.numbers.join, side, where, target)
        return self._meant[key]

    def index(self, side: Side, effect: Any, target: str, own: bool = False) -> Any:
        """The cells that an effect is about: its regions × products or finals, or the one of these that it has; None for none.

        `own`: only products that the acting side licenses."""
        spec, where, things = self.work.spec, place_of(effect), things_of(effect)
        columns = (finals_of if field_of(effect.__class__, "finals") else products_of)(spec, things)
        if own:
            columns = spec.licensed_by(SIDES.index(side), columns)
        if where is None:
            return list(columns) if things else ...
        rows = self.regions(side, where, target)
        if not things:
            return list(rows)
        return _grid(rows, columns) if rows and columns else None


@cache
def _grid(rows: tuple[int, ...], columns: tuple[int, ...]) -> Any:
    """The index of some rows x columns: the same few are asked for whenever policy is folded."""
    return np.ix_(rows, columns)


def hold(fold: Fold, side: Side, effect: e.Standing, target: str) -> None:
    """Let a standing effect hold: its kind says what is written, its own fields where and for what."""
    holds = e.KINDS[type(effect)].holds
    if holds is None:
        return
    array, index = fold.arrays[holds.array], fold.index(side, effect, target, holds.own)
    if index is not None:
        array[index] = holds.combine(array[index], getattr(effect, holds.value) if holds.value else 1.0)


def _exempt(fold: Fold, side: Side, effect: Licence, target: str) -> None:
    """A promised licence holds whatever the stricter rules say."""
    index = fold.index(side, effect, target, own=True)
    if index is not None:
        fold.exempt[index] = np.maximum(fold.exempt[index], effect.volume)


LIMITS = {
    "subsidy": (0.0, 0.9),
    "offtake": (0.0, 1.0),
    "outage": (0.0, 0.95),
    "recycling": (0.0, 0.6),
    "cost_shift": (-0.5, 1.0),
}


def comes_from(rules: Rules, source: Source) -> Order | Response | None:
    """The order or response that a measure in force comes from; None for a response that the card has no more."""
    if isinstance(source, OfOrder):
        return rules.orders[source.order]
    return next((r for r in rules.cards[source.card].responses if r.id == source.response), None)


def notch_of(rules: Rules, dials: dict[str, int] | Any, dial: str) -> Notch:
    """The notch on which a dial stands."""
    return rules.dials[dial].notches[dials[dial]]


def in_force(work: Work) -> Iterator[MeasureInForce]:
    """The measures that hold this quarter."""
    return (m for m in work.measures if m.since <= work.quarter < m.until)


def conduct(work: Work, side: Side) -> int:
    """A side's rung by conduct: the harshest of its dials, its measures in force and its drafts."""
    rules = work.rules
    dials = (rules.dials[d].notches[n].rung for d, n in work.dials.items() if rules.dials[d].side == side)
    sources = (comes_from(rules, m.source) for m in in_force(work) if m.side == side)
    measures = (source.rung for source in sources if source is not None)
    drafts = (planned_rung(rules, d.measure) for d in work.drafts if d.side == side)
    return max((*dials, *measures, *drafts), default=0)


def set_policy(work: Work) -> None:
    """Write this quarter's policy arrays of the campaign's lane."""
    fold = Fold(work)
    rules = work.rules
    for dial, notch in work.dials.items():
        item = rules.dials[dial]
        for effect in item.notches[notch].effects:
            hold(fold, item.side, effect, "")
    for measure in in_force(work):
        source = comes_from(rules, measure.source)
        for effect in source.effects if source is not None else ():
            if isinstance(effect, Licence) and isinstance(source, Order) and source.promise == "licence":
                _exempt(fold, measure.side, effect, measure.target)
            else:
                hold(fold, measure.side, effect, measure.target)
    if any(m.name == STEPPED_BACK and m.until > work.quarter for m in work.marks):
        fold.arrays["channel"][...] = 1.0
    _threats(fold)
    _friends(fold)
    licence = fold.arrays["licence"]
    np.copyto(licence, np.maximum(licence, fold.exempt))
    _announced(fold)
    for name, (low, high) in LIMITS.items():
        np.clip(fold.arrays[name], low, high, out=fold.arrays[name])
    fold.arrays["conduct"][:] = [conduct(work, side) for side in BOTH]
    if on_brink(work) is not None:  # nobody climbs back down while the brink is open
        np.maximum(fold.arrays["conduct"], work.world.rung[:, work.lane], out=fold.arrays["conduct"])
    for name, array in fold.arrays.items():
        getattr(work.world, name)[..., work.lane] = array


def _threats(fold: Fold) -> None:
    """Targets of an announced or glimpsed draft stock up."""
    work = fold.work
    for draft in work.drafts:
        if draft.quiet and not draft.seen:
            continue
        for effect in draft_effects(work.rules, draft.measure):
            if not isinstance(effect, Licence):
                continue
            target = draft.measure.target if isinstance(draft.measure, GiveOrder) else ""
            products = products_of(work.spec, effect.products)
            rows = fold.regions(draft.side, effect.to, target)
            cols = tuple(f for f, p in enumerate(work.spec.final_product) if int(p) in products)
            if rows and cols:
                array, index = fold.arrays["hoard"], _grid(rows, cols)
                array[index] = np.maximum(array[index], work.rules.numbers.hoard_announced)


def draft_effects(rules: Rules, measure: Measure) -> tuple[e.Standing, ...]:
    """The standing effects that a drafted measure would have."""
    if isinstance(measure, SetDial):
        return rules.dials[measure.dial].notches[measure.notch].effects
    return rules.orders[measure.order].effects


def _friends(fold: Fold) -> None:
    """Who stands with a capital enforces its licences (less leaks) and backs new plants against the other's products, as far as it
    stands with it."""
    work = fold.work
    spec, numbers = work.spec, work.rules.numbers
    for side in BOTH:
        standing = partnerships(spec, work.stances, side, numbers.join)
        mine = list(spec.licensed_by(SIDES.index(side)))
        theirs = spec.licensed_by(1 - SIDES.index(side))
        share = total(standing.tolist()) / len(spec.regions)
        fold.arrays["sealed"][mine] = np.minimum(fold.arrays["sealed"][mine] + numbers.stance_weights["enforce"] * share, 1.0)
        fold.arrays["offtake"][:, list(theirs)] += numbers.stance_weights["back"] * standing[:, None]


def _announced(fold: Fold) -> None:
    """What buyers were told to expect: today's licences, but the old ones where a dial was tightened by surprise."""
    work = fold.work
    expected = fold.arrays["licence"].copy()
    for dial in sorted(work.surprises):
        item = work.rules.dials[dial]
        before = work.moved.get(dial, work.dials[dial])
        surprised = Fold(work)
        for effect in item.notches[work.dials[dial]].effects:
            if isinstance(effect, Licence):
                hold(surprised, item.side, effect, "")
        touched = surprised.arrays["licence"] < UNLIMITED
        old = Fold(work)
        for effect in item.notches[before].effects:
            if isinstance(effect, Licence):
                hold(old, item.side, effect, "")
        expected = np.where(touched, old.arrays["licence"], expected)
    np.copyto(fold.arrays["expected"], expected)
