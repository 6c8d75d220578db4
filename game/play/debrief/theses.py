"""The documents' theses held against a finished campaign: for each a number computed from the record and the courses without a
decision, and whether it bears the thesis out, contradicts it, shows nothing, or was never put to the test.

Which theses, by which claim, test and figure, is content (`sources/theses.yaml`), so are their words. One campaign proves nothing,
and the numbers are the model's: that caution is the screens'."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.effects.support import Credit
from game.engine.rules.vocabulary.documents import CampaignThesis
from game.engine.rules.vocabulary.plan import Draft, GiveOrder, Offer, SetDial
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total
from game.play.debrief.decisions import Accepted, Decision
from game.play.debrief.turning_points import Debrief, TurningPoint
from game.structs import Struct

SEEN = 0.05
"""A difference below this is none: with one digit it would be told as nought."""
APART = 1.0
"""Points of a share by which ore and finished goods must have moved apart before the joined chain is put to the test."""
YEAR = 4
"""Quarters before the end in which a decision must have fallen, for what is left of it later."""
Result = Literal["borne", "against", "even", "untried"]


class Finding(Struct):
    """What a campaign says of a thesis. `cases` are the decisions that it was computed from; `numbers` what its sentence tells, in
    points; `score` is positive where they bear the thesis out. An untried thesis has no numbers."""

    thesis: str
    result: Result
    score: float = 0.0
    cases: int = 0
    numbers: tuple[float, ...] = ()


class Case(Struct):
    """A decision whose course without it is worked out, and how far the licence that it set was moved: up is harsher."""

    point: TurningPoint
    step: int  # notches; 0 for what sets no licence
    top: bool  # the harshest notch that there is
    credit: bool  # whether it directs credit


def findings(rules: Rules, d: Debrief) -> tuple[Finding, ...]:
    """A finding for each thesis, in the order in which they are told; none while no decision is worked out."""
    if not d.points or len(d.seen) < 2:
        return ()
    cases = [_case(rules, d, p) for p in d.points]
    return tuple(_judged(x.id, TESTS[x.test](d, x, cases)) for x in in_order(rules))


def in_order(rules: Rules) -> list[CampaignThesis]:
    """The theses, as they are told one after another."""
    return sorted(rules.theses.values(), key=lambda x: (x.order, x.id))


Tried = tuple[float, int, tuple[float, ...]] | None
"""Score, number of cases, numbers to tell; None where the campaign did not put the thesis to the test."""


def _judged(thesis: str, tried: Tried) -> Finding:
    if tried is None:
        return Finding(thesis, "untried")
    score, cases, numbers = tried
    return Finding(thesis, "borne" if score >= SEEN else "against" if score <= -SEEN else "even", score, cases, numbers)


def concerned(rules: Rules, decision: Decision) -> bool:
    """Whether any thesis is about such a decision: licences, drafts, offers and what was accepted, credit."""
    what = decision.what
    licence = isinstance(what, SetDial) and what.dial in rules.dials and rules.dials[what.dial].stance
    return licence or isinstance(what, Draft | Offer | Accepted) or lends(rules, decision)


def _case(rules: Rules, d: Debrief, point: TurningPoint) -> Case:
    what, seen = point.decision.what, d.seen[point.decision.quarter]
    credit = lends(rules, point.decision)
    if not isinstance(what, SetDial) or what.dial not in rules.dials or not rules.dials[what.dial].stance:
        return Case(point, 0, False, credit)
    return Case(point, what.notch - seen.dials[what.dial], what.notch == len(rules.dials[what.dial].notches) - 1, credit)


DEEDS: Mapping[str, Callable[[Case], bool]] = MappingProxyType(
    {
        "harsher": lambda c: c.step > 0,
        "below-harshest": lambda c: c.step > 0 and not c.top,
        "harshest": lambda c: c.step > 0 and c.top,
        "gives": lambda c: c.step < 0 or isinstance(c.point.decision.what, Offer | Accepted),
        "presses": lambda c: c.step > 0 or isinstance(c.point.decision.what, Draft),
        "credit": lambda c: c.credit,
    }
)
"""Which decisions a thesis is about, by the word of content."""


def _chosen(cases: Sequence[Case], deeds: str) -> list[Case]:
    return [c for c in cases if DEEDS[deeds](c)]


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return total(found) / len(found)


def _did(d: Debrief, p: TurningPoint, figure: str, quarter: int) -> float:
    """What a decision did to a figure of its side, in points, after a quarter (the last one that both courses have); of welfare,
    the points for its losses at home by the end."""
    if figure == "welfare":
        return p.shares["welfare"]
    at = min(quarter, len(p.path) - 1, len(d.path) - 1)
    here, there = (float(getattr(path[at][d.side], figure)) for path in (d.path, p.path))
    return (here - there) * (100.0 if figure.startswith("reliability") else 1.0)


def _end(d: Debrief) -> int:
    return len(d.path) - 1


def _each(d: Debrief, x: CampaignThesis, cases: Sequence[Case]) -> Tried:
    """What each of these decisions did to the figure by the campaign's end."""
    some = _chosen(cases, x.deeds)
    if not some:
        return None
    left = _mean(_did(d, c.point, x.figure, _end(d)) for c in some)
    return -left if x.falls else left, len(some), (left,)


def _two(d: Debrief, x: CampaignThesis, cases: Sequence[Case]) -> Tried:
    """What decisions of one sort did to the figure by the end, against those of another."""
    some, others = _chosen(cases, x.deeds), _chosen(cases, x.beside)
    if not some or not others:
        return None
    one, other = (_mean(_did(d, c.point, x.figure, _end(d)) for c in found) for found in (some, others))
    return one - other, len(some) + len(others), (one, other)


def _later(d: Debrief, x: CampaignThesis, cases: Sequence[Case]) -> Tried:
    """What each of these decisions, a year or more before the end, brought at once, and what of it was left."""
    some = [c for c in _chosen(cases, x.deeds) if _end(d) - c.point.decision.quarter >= YEAR]
    if not some:
        return None
    soon = _mean(_did(d, c.point, x.figure, c.point.decision.quarter) for c in some)
    late = _mean(_did(d, c.point, x.figure, _end(d)) for c in some)
    return soon - late, len(some), (soon, late)


def _chain(d: Debrief, x: CampaignThesis, cases: Sequence[Case]) -> Tried:
    """Ore and finished goods made outside, from the campaign's first day to its last, and whether the leverage over them went the
    way of the goods (down as they rise) where the two shares moved apart."""
    first, last = d.seen[0], d.seen[-1]
    ore, done = (_outside(last, kind) - _outside(first, kind) for kind in ("ore", "final"))
    if abs(done - ore) < APART:
        return None
    fell = d.path[0]["beijing"].leverage - d.path[-1]["beijing"].leverage
    by_goods, by_ore = abs(fell - done), abs(fell - ore)
    return by_ore - by_goods, 0, (ore, done, -fell)


TESTS: Mapping[str, Callable[[Debrief, CampaignThesis, Sequence[Case]], Tried]] = MappingProxyType(
    {"each": _each, "two": _two, "later": _later, "chain": _chain}
)
"""How a thesis is tested, by the word of content."""


def lends(rules: Rules, decision: Decision) -> bool:
    """Whether a decision directs credit. Ids that the rules no longer know do not."""
    what = decision.what
    if isinstance(what, SetDial) and what.dial in rules.dials:
        effects: Sequence[object] = rules.dials[what.dial].notches[what.notch].effects
    elif isinstance(what, GiveOrder) and what.order in rules.orders:
        effects = rules.orders[what.order].effects
    else:
        return False
    return any(isinstance(effect, Credit) for effect in effects)


def _outside(o: Observation, kind: str) -> float:
    """% of the capacity of what Beijing licenses that stands outside its home: mean over its ores or over its finished goods."""
    spec = o.world.spec
    finals = [spec.products[p] for p in spec.licensed_by(0, spec.final_product)]
    materials = dict.fromkeys(m for name in finals if (m := name.partition(".")[0]) in spec.materials)
    ores = [next(name for name in spec.products if name.partition(".")[0] == m) for m in materials]  # what a chain begins with
    wanted = finals if kind == "final" else ores
    shares = []
    for name in wanted:
        p = spec.product(name)
        every = total(float(x) for x in o.world.capacity[:, p, 0])
        shares.append(100.0 * (1.0 - float(o.world.capacity[int(spec.home[p]), p, 0]) / max(every, 1e-9)))
    return _mean(shares) if shares else 0.0
