"""The other capital's quarters opened: what it saw, what its doctrine wanted and why, what it had to leave.

Only for a capital that a doctrine plans for; a plan that a person made is told by its lines alone."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.rules import observe
from game.engine.rules.campaign.record import State
from game.engine.rules.turn.options import Refusal
from game.engine.rules.vocabulary.plan import BOTH, Line, Side
from game.engine.rules.vocabulary.rules import Rules
from game.opponents import plan_with_reasons
from game.play.save_file import LogLine
from game.structs import Struct


class Wanted(Struct):
    """A line that it took, or had to leave: then `refusal` says why, or `barred` that a mandate of its own forbade it."""

    line: Line
    why: str  # the doctrine's key: such as tighten, build, card
    taken: bool = True
    refusal: Refusal | None = None
    barred: bool = False


class RivalQuarter(Struct):
    """One quarter as the other capital had it. `rung` and `leaning` are of the side whose debrief it is, as they were seen."""

    quarter: int
    rung: float
    leaning: str
    sure: float
    crisis: float  # the risk of a crisis that it read, 0..1
    wanted: tuple[Wanted, ...]


def rival_quarters(rules: Rules, states: Sequence[State], log: Sequence[LogLine], rival: Side) -> tuple[RivalQuarter, ...]:
    """Each recorded quarter of a scripted capital. What it planned comes first; a quarter in which its doctrine would have planned
    otherwise than was recorded has no reasons."""
    setup = states[0].record.setup
    doctrine = rules.doctrines.get(setup.doctrines[BOTH.index(rival)])
    if doctrine is None or setup.human == rival:
        return ()
    found = []
    for line, state in zip(log, states, strict=False):
        seen = observe(rules, state, rival)
        planned = plan_with_reasons(rules, seen, doctrine)
        wanted = [Wanted(r.line, r.why) for r in planned.reasons]
        wanted += [Wanted(r.line, r.why, False, refusal, refusal is None) for r, refusal in planned.passed_over]
        told = tuple(wanted) if planned.plan == line.plans[rival] else ()
        crisis = seen.figures[rival].crisis
        found.append(RivalQuarter(line.quarter, seen.seen_rung, seen.reading.leaning, seen.reading.confidence, crisis, told))
    return tuple(found)
