"""The documents' theses held against a finished campaign: for each a number computed from the record and the courses without a
decision, and whether it bears the thesis out, contradicts it, shows nothing, or was never put to the test.

One campaign proves nothing, and the numbers are the model's; what a thesis says, and that caution, are the screens' words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.effects.support import Credit
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
CLAIMS: Mapping[str, str] = MappingProxyType(
    {
        "integration": "d001-c07",
        "credit": "d001-c10",
        "use-wastes": "d001-c02",
        "calibrated-reversible": "d001-c37",
        "time-horizons": "d001-c32",
        "inducement": "d001-c18",
        "shared-vulnerability": "d000-c26",
    }
)
"""The theses in the order in which they are told, each with the claim of the ledger that says it."""
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
    top: bool = False  # the harshest notch that there is


def findings(rules: Rules, d: Debrief) -> tuple[Finding, ...]:
    """A finding for each thesis; none while no decision is worked out."""
    if not d.points or len(d.seen) < 2:
        return ()
    cases = [_case(rules, d, p) for p in d.points]
    found = {name: test(rules, d, cases) for name, test in TESTS.items()}
    return tuple(_judged(name, found[name]) for name in CLAIMS)


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
    if not isinstance(what, SetDial) or what.dial not in rules.dials or not rules.dials[what.dial].stance:
        return Case(point, 0)
    return Case(point, what.notch - seen.dials[what.dial], what.notch == len(rules.dials[what.dial].notches) - 1)


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return total(found) / len(found)


def _with_it(d: Debrief, p: TurningPoint, name: str, quarter: int) -> float:
    """What a decision did to a figure of its side, in points, after a quarter (the last one that both courses have)."""
    at = min(quarter, len(p.path) - 1, len(d.path) - 1)
    here, there = (float(getattr(path[at][d.side], name)) for path in (d.path, p.path))
    return (here - there) * (100.0 if name.startswith("reliability") else 1.0)


def _end(d: Debrief) -> int:
    return len(d.path) - 1


def _harsher(cases: Sequence[Case]) -> list[Case]:
    return [c for c in cases if c.step > 0]


def _use_wastes(rules: Rules, d: Debrief, cases: Sequence[Case]) -> Tried:
    """Each licence made harsher: what it did to the lasting leverage of its side by the campaign's end."""
    used = _harsher(cases)
    if not used:
        return None
    left = _mean(_with_it(d, c.point, "leverage_lasting", _end(d)) for c in used)
    return -left, len(used), (left,)


def _calibrated(rules: Rules, d: Debrief, cases: Sequence[Case]) -> Tried:
    """Licences set to the harshest notch against those set below it: the trust that each kept or cost by the end."""
    hard, mild = ([c for c in _harsher(cases) if c.top is top] for top in (True, False))
    if not hard or not mild:
        return None
    full, fine = (_mean(_with_it(d, c.point, "reliability", _end(d)) for c in some) for some in (hard, mild))
    return fine - full, len(hard) + len(mild), (fine, full)


def _horizons(rules: Rules, d: Debrief, cases: Sequence[Case]) -> Tried:
    """Each licence made harsher a year or more before the end: the leverage that it brought at once, and what of it was left."""
    used = [c for c in _harsher(cases) if _end(d) - c.point.decision.quarter >= 4]
    if not used:
        return None
    soon = _mean(_with_it(d, c.point, "leverage", c.point.decision.quarter) for c in used)
    late = _mean(_with_it(d, c.point, "leverage", _end(d)) for c in used)
    return soon - late, len(used), (soon, late)


def _inducement(rules: Rules, d: Debrief, cases: Sequence[Case]) -> Tried:
    """Offers, acceptances and eased licences against drafts and harsher ones: the trust that each brought by the end."""
    gave = [c for c in cases if c.step < 0 or isinstance(c.point.decision.what, Offer | Accepted)]
    pressed = [c for c in cases if c.step > 0 or isinstance(c.point.decision.what, Draft)]
    if not gave or not pressed:
        return None
    carrot, stick = (_mean(_with_it(d, c.point, "reliability", _end(d)) for c in some) for some in (gave, pressed))
    return carrot - stick, len(gave) + len(pressed), (carrot, stick)


def _shared(rules: Rules, d: Debrief, cases: Sequence[Case]) -> Tried:
    """Each licence made harsher: what the losses at home that it brought took from the own points."""
    used = _harsher(cases)
    if not used:
        return None
    home = _mean(c.point.shares["welfare"] for c in used)
    return -home, len(used), (home,)


def _credit(rules: Rules, d: Debrief, cases: Sequence[Case]) -> Tried:
    """Each measure that directs credit: what it did to the lasting leverage of its side by the end."""
    lent = [c for c in cases if lends(rules, c.point.decision)]
    if not lent:
        return None
    kept = _mean(_with_it(d, c.point, "leverage_lasting", _end(d)) for c in lent)
    return kept, len(lent), (kept,)


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


def _integration(rules: Rules, d: Debrief, cases: Sequence[Case]) -> Tried:
    """Ore and finished goods made outside, from the campaign's first day to its last, and whether the leverage over them went the
    way of the goods (down as they rise) where the two shares moved apart."""
    first, last = d.seen[0], d.seen[-1]
    ore, done = (_outside(last, kind) - _outside(first, kind) for kind in ("ore", "final"))
    if abs(done - ore) < APART:
        return None
    fell = d.path[0]["beijing"].leverage - d.path[-1]["beijing"].leverage
    by_goods, by_ore = abs(fell - done), abs(fell - ore)
    return by_ore - by_goods, 0, (ore, done, -fell)


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


TESTS: Mapping[str, Callable[[Rules, Debrief, Sequence[Case]], Tried]] = MappingProxyType(
    {
        "integration": _integration,
        "credit": _credit,
        "use-wastes": _use_wastes,
        "calibrated-reversible": _calibrated,
        "time-horizons": _horizons,
        "inducement": _inducement,
        "shared-vulnerability": _shared,
    }
)
