"""Whether handed-in results are what the game would have played: every plan is played again and every digest compared.

The scripted capital's plans and answers are worked out anew as well, so that nobody hands in a weak opponent. Campaigns of one
scenario are replayed together; a quarter that several files share is played once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from game.classroom.sessions.handed_in import HandedIn
from game.classroom.sessions.session import side_in
from game.engine.rules import delivered, digest, new_batch, new_game, observe, resolve, resolve_batch
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.record import Batch, Setup, State
from game.engine.rules.vocabulary.plan import BOTH, Answers, Plan, Side, other
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.model.state import concat
from game.opponents import answer_for, plan_for
from game.play.save_file import LogLine
from game.structs import Struct

LANES = 100  # campaigns that are played together


class Verified(Struct):
    """A file with its proof: `state` is the position that its plans lead to. `fault` is a key of the sentence that says why the
    file does not count, "" when it does; `quarter` is where it fails."""

    handed_in: HandedIn
    state: State | None
    fault: str = ""
    quarter: int = 0


Work = Callable[[Rules, "tuple[HandedIn, ...]"], "list[Verified]"]
Spread = Callable[[Rules, Work, "Sequence[tuple[HandedIn, ...]]", int], "list[list[Verified]]"]
"""Does a piece of work on every task, in several processes if it can: `each` of the laboratory's pool."""


def one_by_one(rules: Rules, work: Work, tasks: Sequence[tuple[HandedIn, ...]], jobs: int) -> list[list[Verified]]:
    """All tasks in this process."""
    return [work(rules, task) for task in tasks]


def verify(rules: Rules, found: Sequence[HandedIn], jobs: int = 1, spread: Spread = one_by_one) -> list[Verified]:
    """Every file proven or refused, in the order given. `jobs` processes through `spread`, for installed rules."""
    by_start: dict[str, list[int]] = {}
    for i, handed_in in enumerate(found):
        by_start.setdefault(handed_in.setup.scenario, []).append(i)
    tasks, places = [], []
    for rows in by_start.values():
        size = max(1, min(LANES, -(-len(rows) // max(jobs, 1))))
        for first in range(0, len(rows), size):
            places.append(rows[first : first + size])
            tasks.append(tuple(found[i] for i in places[-1]))
    answers: dict[int, Verified] = {}
    for rows, proven in zip(places, spread(rules, verify_block, tasks, jobs), strict=True):
        answers.update(zip(rows, proven, strict=True))
    return [answers[i] for i in range(len(found))]


def verify_block(rules: Rules, block: tuple[HandedIn, ...]) -> list[Verified]:
    """The files of one scenario, quarter by quarter."""
    states: list[State | None] = []
    faults: list[tuple[str, int]] = []
    starts = first_states(rules, tuple(dict.fromkeys(h.setup for h in block)))
    for handed_in in block:
        state, fault = _start(rules, handed_in, starts)
        states.append(state)
        faults.append((fault, 0))
    for quarter in range(max((len(h.log) for h in block), default=0)):
        open_now = [i for i, h in enumerate(block) if len(h.log) > quarter and not faults[i][0]]
        for i, (state, fault) in zip(open_now, _quarter(rules, [(states[i], block[i], quarter) for i in open_now]), strict=True):
            states[i], faults[i] = (states[i], (fault, quarter)) if fault else (state, ("", 0))
    return [Verified(h, None if f else s, f, q) for h, s, (f, q) in zip(block, states, faults, strict=True)]


def first_states(rules: Rules, setups: tuple[Setup, ...]) -> dict[Setup, State]:
    """The first positions of set-ups of one scenario, made together; none of them when one cannot be made."""
    try:
        batch = new_batch(rules, setups)
    except (KeyError, ValueError):
        return {}
    return {setup: State(batch.records[i], batch.world.take([i])) for i, setup in enumerate(setups)}


def _start(rules: Rules, handed_in: HandedIn, starts: dict[Setup, State]) -> tuple[State | None, str]:
    session, setup = handed_in.session, handed_in.setup
    if handed_in.rules != rules.hash:
        return None, "fault_other_content"
    if not handed_in.log:
        return None, "fault_empty"
    same = session is None or (session.scenario, session.seed, session.level) == (setup.scenario, setup.seed, setup.difficulty)
    if not same or held_by_hand(handed_in, 0) != handed_in.side:
        return None, "fault_other_setup"
    try:
        if setup not in starts:
            starts[setup] = new_game(rules, setup)
    except (KeyError, ValueError):
        return None, "fault_other_setup"
    return starts[setup], ""


def held_by_hand(handed_in: HandedIn, quarter: int) -> Side | None:
    """The capital that the pupil held in a quarter; None when the file does not say that anyone did."""
    session, human = handed_in.session, handed_in.setup.human
    if human:
        return human
    if session is None or session.swap == "none":
        return None
    return handed_in.side if side_in(session, quarter) == side_in(session, 0) else other(handed_in.side)


Row = tuple[State | None, HandedIn, int]
Seen = dict[tuple[str, Side], tuple[Observation, Plan]]
"""Where a quarter begins and which side a script holds → what it observes and plans; shared by all files that have come there."""


def _before(handed_in: HandedIn, quarter: int) -> str:
    """A name of the position in which a proven file begins a quarter."""
    return handed_in.log[quarter - 1].digest if quarter else repr(handed_in.setup)


def _quarter(rules: Rules, rows: Sequence[Row]) -> list[tuple[State | None, str]]:
    """The next states of some campaigns, or why a line of the log cannot be what was played."""
    seen: Seen = {}
    checked = [_script_fault(rules, seen, *row) for row in rows]
    good = [i for i, fault in enumerate(checked) if not fault]
    alike: dict[str, list[int]] = {}
    for i in good:
        state, handed_in, quarter = rows[i]
        assert state is not None
        alike.setdefault(f"{_before(handed_in, quarter)} {handed_in.log[quarter]!r}", []).append(i)
    played = _played(rules, [rows[same[0]] for same in alike.values()])
    answers: list[tuple[State | None, str]] = [(None, fault) for fault in checked]
    for same, answer in zip(alike.values(), played, strict=True):
        for i in same:
            answers[i] = answer
    return answers


def _played(rules: Rules, rows: Sequence[Row]) -> list[tuple[State | None, str]]:
    lines = [h.log[q] for _, h, q in rows]
    states = [s for s, _, _ in rows if s is not None]
    try:
        batch = Batch(tuple(s.record for s in states), concat([s.world for s in states]))
        turn = resolve_batch(rules, batch, [line.plans for line in lines], [line.answers for line in lines])
        after = [State(r, turn.batch.world.take([i])) for i, r in enumerate(turn.batch.records)]
    except (ValueError, LookupError, TypeError, ArithmeticError):
        return [_alone(rules, s, line) for s, line in zip(states, lines, strict=True)]
    return [_compared(s, line) for s, line in zip(after, lines, strict=True)]


def _alone(rules: Rules, state: State, line: LogLine) -> tuple[State | None, str]:
    try:
        return _compared(resolve(rules, state, line.plans, line.answers).state, line)
    except (ValueError, LookupError, TypeError, ArithmeticError):
        return None, "fault_illegal"


def _compared(state: State, line: LogLine) -> tuple[State | None, str]:
    """The state if it is the one that the line tells of: by its digest, and by the figures that pages draw their paths from."""
    same = digest(state) == line.digest and state.record.figures == line.statistics
    return (state, "") if same else (None, "fault_digest")


def _script_fault(rules: Rules, seen: Seen, state: State | None, handed_in: HandedIn, quarter: int) -> str:
    """Why the scripted capital cannot have planned or answered so; "" when it did."""
    line, human = handed_in.log[quarter], held_by_hand(handed_in, quarter)
    if state is None or human is None or set(line.plans) != set(BOTH) or set(line.answers) != set(BOTH):
        return "fault_illegal"
    if state.record.over:
        return "fault_over"
    script = other(human)
    same = (line.plans[script], line.answers[script]) == _scripted(
        rules, seen, _before(handed_in, quarter), state, script, line.plans
    )
    return "" if same else "fault_script"


def _scripted(rules: Rules, seen: Seen, before: str, state: State, side: Side, plans: Mapping[Side, Plan]) -> tuple[Plan, Answers]:
    doctrine = rules.doctrines[state.record.setup.doctrines[BOTH.index(side)]]
    if (before, side) not in seen:
        o = observe(rules, state, side)
        seen[before, side] = o, plan_for(rules, o, doctrine)
    o, plan = seen[before, side]
    try:
        offers = delivered(rules, state, plans)[side]
    except (ValueError, LookupError):
        offers = ()
    return plan, answer_for(rules, o, doctrine, offers) if offers else Answers(side)
