"""What each decision of a side did: the campaign played again without it, read where it ended, the largest three at the verdict.

`debrief` gives what it has after every step, so that a caller shows progress, uses a part, or stops. Words are the screens'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from game.engine.rules import Parts, digest, observe, outcomes
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.record import FIGURES, Figures, Setup, State
from game.engine.rules.verdict.standing import EARLY, factors, held_against, parts_so_far, product
from game.engine.rules.vocabulary.plan import NameCharge, Plan, Say, Side, other
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.quantum import QUANTUM
from game.engine.world.arithmetic.total import total
from game.engine.world.model.state import concat
from game.forecast.causes import shapley
from game.play.debrief.charges import Opened, opened_charges
from game.play.debrief.courses import Course, GoOn, History, HistoryDiffers, Run, played_again, runs
from game.play.debrief.decisions import Decision, Quarter, decisions_of, quarter_of
from game.play.debrief.held_plans import Void
from game.play.debrief.rival_quarters import RivalQuarter, rival_quarters
from game.play.messages import Sentence
from game.play.save_file import LogLine
from game.structs import Struct, replace

FIRST = 6  # courses of the first batch, so that something is shown soon
LAST = 2  # the campaign's last quarters, in which those begin: the shortest courses
BATCH = 128  # courses of the others: lanes of one batch share most of what a quarter takes
DEEP = 3  # decisions whose courses are also played with the rival free, and read at the verdict
PARTS = ("safety", "dominance", "reliability", "welfare")
"""What a standing is the product of, in the order of `factors`."""
Path = tuple[Mapping[Side, Figures], ...]
"""Both sides' figures after each quarter of a course, from the campaign's first."""


class TurningPoint(Struct):
    """A decision, and what it did to its side's points as they stood when the campaign ended: with it less without it."""

    decision: Decision
    points: float  # shares and mandates together
    shares: Mapping[str, float]  # of the standing's points, by PARTS; they add up to it
    mandates: float
    path: Path  # without it
    over: str  # how the campaign ended without it; "" when it would have gone on
    void: tuple[Void, ...]


class Verdict(Struct):
    """Points on one course, at the verdict after the successor's years, or, where the course had not ended, as they stood."""

    points: float
    over: str
    final: bool


class Largest(Struct):
    """One of the three decisions that did most: the verdict with it, without it, and without it where the rival answers anew."""

    decision: Decision
    real: Verdict
    held: Verdict
    anew: Verdict
    path: Path  # with the rival free
    void: tuple[Void, ...]  # with the rival free


class Debrief(Struct):
    """What is known so far. `points` are the decisions worked out, what did most first; `refused` says why none can be."""

    setup: Setup
    side: Side
    decisions: tuple[Decision, ...]
    path: Path
    points: tuple[TurningPoint, ...] = ()
    largest: tuple[Largest, ...] = ()
    real: Parts | None = None  # as the campaign stood at its end, without the successor's years
    untouched: Parts | None = None  # the same without any decision of the side
    verdict: Parts | None = None  # after the successor's years; None while the campaign goes on
    over: str = ""
    seen: tuple[Observation, ...] = ()  # what the side knew at the start of each quarter, and at the end
    rival: tuple[RivalQuarter, ...] = ()  # the other capital's quarters opened, where a doctrine plans for it
    charges: tuple[Opened, ...] = ()  # the sealed mandates, once the campaign is over
    played: int = 0  # quarters of other courses
    wanted: int = 0
    whole: bool = False  # all of it is worked out
    refused: str = ""  # a `Sentence`, or nothing


def debrief(rules: Rules, setup: Setup, log: Sequence[LogLine], side: Side, go_on: GoOn = lambda played: True) -> Iterator[Debrief]:
    """The debrief of a side's decisions, each time more of it; the last is whole, unless `go_on` ended it or it is refused.

    `go_on` is asked before each quarter that is played."""
    decisions = decisions_of(log, (side,))
    found = Debrief(setup, side, decisions, tuple(line.statistics for line in log))
    reason = _cannot(rules, setup, log)
    if reason:
        yield replace(found, refused=reason)
        return
    try:
        yield from _worked_out(rules, found, log, go_on)
    except HistoryDiffers:
        yield replace(found, refused=Sentence("log-wrong"))
    except (KeyError, ValueError) as error:
        yield replace(found, refused=Sentence("quarter-fails", quarter="0", reason=str(error)))


def _cannot(rules: Rules, setup: Setup, log: Sequence[LogLine]) -> str:
    """Why the campaign cannot be played again at all; "" when it may be."""
    if not log:
        return Sentence("no-quarter")
    if setup.scenario not in rules.scenarios:
        return Sentence("scenario-missing", scenario=setup.scenario)
    return "" if all(rules.same_game(line.rules) for line in log) else Sentence("log-other")


def _worked_out(rules: Rules, found: Debrief, log: Sequence[LogLine], go_on: GoOn) -> Iterator[Debrief]:
    history = played_again(rules, found.setup, log)
    states, last = history.states, history.states[-1]
    courses = {d: without(log, (d,)) for d in found.decisions}
    untouched = nothing_of(log, found.side)
    order = _order(found, len(log))
    ends: dict[Decision, Run] = {}
    found = replace(
        found,
        wanted=total(len(log) - c.start for c in courses.values()) + len(log),
        real=parts_so_far(rules, last.record, last.world, found.side),
        over=last.record.over,
        seen=tuple(observe(rules, state, found.side) for state in states),
    )
    yield found  # nothing of what decisions did, but enough to ask the player first
    stopped = False

    def watch(played: int) -> bool:
        nonlocal found, stopped
        found = replace(found, played=min(found.played + played, found.wanted))
        stopped = stopped or not go_on(played)
        return not stopped

    rest = [order[i : i + BATCH] for i in range(FIRST, len(order), BATCH)]
    for batch, some in enumerate((order[:FIRST], *(rest or [[]]))):
        for place, run in runs(history, [*(courses[d] for d in some), *([untouched] if batch == 1 else [])], watch):
            if place < len(some):
                ends[some[place]] = run
                found = _with(rules, found, some[place], run, last)
            else:
                found = replace(found, untouched=there_of(rules, run.state, found.side, last))
        yield found
        if stopped:
            return
        if not batch:
            (end,) = outcomes(rules, (last.record,), last.world, years=False)
            rival = rival_quarters(rules, states, log, other(found.side))
            verdict = end.verdict[found.side] if end.verdict else None
            found = replace(found, verdict=verdict, rival=rival, charges=opened_charges(rules, last))
    yield from _with_largest(rules, found, history, ends, watch)


def without(log: Sequence[LogLine], left_out: Sequence[Decision]) -> Course:
    """The course without these decisions, all else as it was recorded."""
    quarters = {d.quarter for d in left_out}
    return Course({q: quarter_of(log[q], left_out) for q in quarters})


def nothing_of(log: Sequence[LogLine], side: Side) -> Course:
    """The course on which a side never decides anything."""
    every = decisions_of(log, (side,))
    bare = {line.quarter: quarter_of(line, every) for line in log}
    return Course({q: Quarter({**x.plans, side: Plan(side)}, x.answers) for q, x in bare.items()})


def _order(found: Debrief, quarters: int) -> list[Decision]:
    """The decisions in the order in which they are worked out: the most stirring of the last quarters come first, since their
    courses are short, then all others, the most stirring first."""
    ranked = sorted(found.decisions, key=lambda d: (-_stir(found.path, d), d.quarter, d.place))
    soon = [d for d in ranked if d.quarter >= quarters - LAST][:FIRST]
    return [*soon, *(d for d in ranked if d not in soon)]


def _stir(path: Path, d: Decision) -> float:
    """How far the side's figures moved in a decision's quarter: where to look first. Words alone come last."""
    if isinstance(d.what, Say | NameCharge):
        return -1.0
    now, before = path[d.quarter][d.side], path[max(d.quarter - 1, 0)][d.side]
    return total(abs(now.points(f) - before.points(f)) for f in FIGURES)


def _with(rules: Rules, found: Debrief, decision: Decision, run: Run, last: State) -> Debrief:
    """The debrief with one decision more, in its place: what did most first, and before it what ended the campaign otherwise."""
    real = found.real or parts_so_far(rules, last.record, last.world, found.side)
    record = run.state.record
    there = there_of(rules, run.state, found.side, last)
    shares = shares_of(rules, found.setup, found.side, there, real)
    mandates = real.mandate_points - there.mandate_points
    path = tuple(past.figures for past in record.history)
    point = TurningPoint(decision, total(shares.values()) + mandates, shares, mandates, path, record.over, run.void)
    over = last.record.over
    ranked = sorted((*found.points, point), key=lambda p: (not other_end(p.over, over), -abs(p.points), *_when(p.decision)))
    return replace(found, points=tuple(ranked))


def _when(d: Decision) -> tuple[int, int]:
    """Where a decision stands in the campaign, so that equal ones have one order, whichever is worked out first."""
    return d.quarter, d.place


def other_end(there: str, here: str) -> bool:
    """Whether one of two courses ended before its time and the other did not, or otherwise."""
    return not {there, here}.isdisjoint(EARLY) and there != here


def there_of(rules: Rules, there: State, side: Side, here: State) -> Parts:
    """A side's parts on another course, held against what those of this one are, whenever the other course ended."""
    return parts_so_far(rules, there.record, there.world, side, held_against(rules, here.record, side))


def shares_of(rules: Rules, setup: Setup, side: Side, there: Parts, here: Parts) -> dict[str, float]:
    """What the way from one standing to another owes to each of its parts, in verdict points: exact Shapley shares that add up."""
    worth = rules.numbers.standing.points / rules.scenarios[setup.scenario].par[side].spread
    low, high = (factors(rules, p.dominance, p.reliability, p.welfare, p.safety) for p in (there, here))
    values = [
        round(worth * product([high[i] if mask >> i & 1 else low[i] for i in range(len(PARTS))]) / QUANTUM) * QUANTUM
        for mask in range(1 << len(PARTS))
    ]
    return dict(zip(PARTS, shapley(values), strict=True))


def _with_largest(rules: Rules, found: Debrief, history: History, ends: Mapping[Decision, Run], watch: GoOn) -> Iterator[Debrief]:
    """The three decisions that did most, with the rival free to answer anew, each read at the verdict."""
    top = [p.decision for p in found.points[:DEEP]]
    courses = [replace(without(history.log, (d,)), free=other(found.side)) for d in top]
    done = dict(runs(history, courses, watch))
    if len(done) < len(top):
        return
    ordered = [*(ends[d] for d in top), *(done[i] for i in range(len(top)))]
    real, told = _read_alike(rules, found, history.states[-1], [run.state for run in ordered])
    largest = tuple(
        Largest(
            d, real, told[i], told[len(top) + i],
            tuple(past.figures for past in ordered[len(top) + i].state.record.history), ordered[len(top) + i].void,
        )
        for i, d in enumerate(top)
    )  # fmt: skip
    yield replace(found, largest=largest, played=found.wanted, whole=True)


def _read_alike(rules: Rules, found: Debrief, last: State, states: Sequence[State]) -> tuple[Verdict, list[Verdict]]:
    """The real course and others, all read at the verdict where all are over, and else all as they stood, against one standing."""
    if found.verdict is not None and all(s.record.over for s in states):
        return Verdict(found.verdict.verdict, found.over, True), verdicts(rules, states, found.side)
    assert found.real is not None
    stood = [Verdict(there_of(rules, s, found.side, last).verdict, s.record.over, False) for s in states]
    return Verdict(found.real.verdict, found.over, False), stood


def verdicts(rules: Rules, states: Sequence[State], side: Side) -> list[Verdict]:
    """The side's points at the verdict of campaigns that are over. Those that ended in the same quarter are judged together, and
    equal ones once."""
    found: dict[int, Verdict] = {}
    names = [digest(s) for s in states]
    first = [names.index(name) for name in names]
    for quarter in sorted({s.record.quarter for s in states}):
        at = [i for i, s in enumerate(states) if s.record.quarter == quarter and first[i] == i]
        ends = outcomes(rules, [states[i].record for i in at], concat([states[i].world for i in at]), years=False)
        for i, end in zip(at, ends, strict=True):
            assert end.verdict is not None
            found[i] = Verdict(end.verdict[side].verdict, states[i].record.over, True)
    return [found[i] for i in first]
