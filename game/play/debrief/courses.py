"""Other courses of a recorded campaign, with the same luck, as lanes of one batch: what was recorded is held, but for what a course
changes, and one side may be free to answer anew by its doctrine, or the luck of the world be another's.

A lane begins where its course parts from the record, and ends early where nothing but its past tells it from the record any more.
What the courses are compared by is `turning_points.py`'s."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from game.engine.rules import delivered, digest, new_game, observe_batch, resolve_batch
from game.engine.rules.campaign.digest import canonical
from game.engine.rules.campaign.record import Batch, Record, Setup, State
from game.engine.rules.vocabulary.plan import BOTH, Answers, Plan, Side
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.model.state import concat
from game.opponents import answer_for, plan_for
from game.play.debrief.decisions import Quarter, quarter_of
from game.play.debrief.held_plans import Void, held, held_answers
from game.play.save_file import LogLine
from game.structs import Struct, replace

GoOn = Callable[[int], bool]
"""Asked before each quarter of a batch, and told how many quarters its courses played in the one before: whether to go on."""


class Course(Struct):
    """A course: what is played instead of the record, by quarter, and the side that plans anew after the first of these.

    `luck` is the seed whose luck it has from then on, None for the record's own."""

    changed: Mapping[int, Quarter]
    free: Side | None = None
    luck: int | None = None

    @property
    def start(self) -> int:
        """The quarter in which it parts from the record."""
        return min(self.changed)


class Run(Struct):
    """How a course went: its last state, whose history holds its figures quarter by quarter, and the lines that became void."""

    state: State
    void: tuple[Void, ...]


class HistoryDiffers(ValueError):
    """The log does not lead to the digest of a quarter: these rules do not play it as it was played."""

    def __init__(self, quarter: int) -> None:
        super().__init__(f"quarter {quarter} of the log plays otherwise than it was played")
        self.quarter = quarter


class History:
    """A recorded campaign with the states that its quarters began with, filled by `played_again`."""

    def __init__(self, rules: Rules, setup: Setup, log: Sequence[LogLine]) -> None:
        self.rules = rules
        self.log = tuple(log)
        self.states: list[State] = [new_game(rules, setup)]  # before each quarter; the last is the campaign's last

    def keep(self, state: State) -> None:
        """Note the state after the next recorded quarter; HistoryDiffers unless it is, to the bit, the one that was played."""
        at = len(self.states) - 1
        if digest(state) != self.log[at].digest:
            raise HistoryDiffers(at)
        self.states.append(state)


def played_again(rules: Rules, setup: Setup, log: Sequence[LogLine]) -> History:
    """The record itself, played by its log. The figures are the log's, which costs a tenth: that they are those of the quarter is
    said by the digest, which counts them. HistoryDiffers when it plays otherwise."""
    history = History(rules, setup, log)
    for line in history.log:
        state = history.states[-1]
        batch, answers = Batch((state.record,), state.world), (line.answers,)
        turn = resolve_batch(rules, batch, (line.plans,), answers, lenient=True, known=(line.statistics,))
        history.keep(State(turn.batch.records[0], turn.batch.world))
    return history


def runs(history: History, courses: Sequence[Course], go_on: GoOn = lambda played: True) -> Iterator[tuple[int, Run]]:
    """Play the courses together; each as it ends, by its place. Ends early, between two quarters, where `go_on` says so."""
    lanes = _Lanes(history, courses)
    played = 0
    for quarter, line in enumerate(history.log):
        if lanes.done(quarter) or not go_on(played):
            return
        lanes.join(quarter)
        played = len(lanes.where)
        lanes.play(line)
        for place, run, spared in lanes.leave(quarter + 1):
            played += spared
            yield place, run
    go_on(played)


class _Lanes:
    """The lanes of one batch while it is played: `where` holds each lane's course by place."""

    def __init__(self, history: History, courses: Sequence[Course]) -> None:
        self.history, self.courses = history, courses
        self.batch: Batch | None = None
        self.where: list[int] = []
        self.void: dict[int, list[Void]] = {i: [] for i in range(len(courses))}

    def done(self, quarter: int) -> bool:
        """Whether nothing is left to play: no lane, and no course still to begin."""
        return not self.where and all(c.start < quarter for c in self.courses)

    def join(self, quarter: int) -> None:
        """Take in the courses that part from the record in this quarter."""
        new = [i for i, course in enumerate(self.courses) if course.start == quarter]
        if not new:
            return
        state = self.history.states[quarter]
        world = state.world.take([0] * len(new))
        records = [_with_luck(state.record, self.courses[i].luck) for i in new]
        old = self.batch
        self.batch = Batch((*(old.records if old else ()), *records), concat([old.world, world]) if old else world)
        self.where += new

    def play(self, line: LogLine) -> None:
        """One quarter of all lanes."""
        if self.batch is None:
            return
        quarters = [self._quarter(lane, place, line) for lane, place in enumerate(self.where)]
        turn = resolve_batch(
            self.history.rules, self.batch, [q.plans for q in quarters], [q.answers for q in quarters], lenient=True
        )
        for place, skipped in zip(self.where, turn.skipped, strict=True):
            self.void[place] += [Void(line.quarter, *found) for found in skipped]
        self.batch = turn.batch

    def _state(self, lane: int) -> State:
        assert self.batch is not None
        return State(self.batch.records[lane], self.batch.world.lane(lane))

    def _quarter(self, lane: int, place: int, line: LogLine) -> Quarter:
        """What is played on a lane in this quarter."""
        recorded = quarter_of(line)
        course = self.courses[place]
        wanted = course.changed.get(line.quarter, recorded)
        if line.quarter == course.start:
            return wanted
        assert self.batch is not None
        there = self.batch.records[lane]
        quarter, void = held(wanted, self.history.states[line.quarter].record, there)
        self.void[place] += void
        plans = dict(quarter.plans) if course.free is None else self._planned_anew(lane, course.free, quarter.plans)
        answers: dict[Side, Answers] = {}
        for side in BOTH:
            if side == course.free:
                answers[side] = self._answered_anew(lane, side, plans)
            else:
                answers[side], void = held_answers(wanted, plans, side, line.quarter)
                self.void[place] += void
        return Quarter(plans, answers)

    def _planned_anew(self, lane: int, free: Side, plans: Mapping[Side, Plan]) -> dict[Side, Plan]:
        assert self.batch is not None
        rules = self.history.rules
        seen = observe_batch(rules, self.batch, lane, free)
        return {**plans, free: plan_for(rules, seen, rules.doctrines[self._doctrine(lane, free)])}

    def _answered_anew(self, lane: int, free: Side, plans: Mapping[Side, Plan]) -> Answers:
        assert self.batch is not None
        rules = self.history.rules
        offers = delivered(rules, State(self.batch.records[lane], self.batch.world), plans)[free]
        if not offers:
            return Answers(free)
        return answer_for(rules, observe_batch(rules, self.batch, lane, free), rules.doctrines[self._doctrine(lane, free)], offers)

    def _doctrine(self, lane: int, side: Side) -> str:
        assert self.batch is not None
        return self.batch.records[lane].setup.doctrines[BOTH.index(side)]

    def leave(self, quarter: int) -> Iterator[tuple[int, Run, int]]:
        """The courses that ended before this quarter, or that go on as the record did, with the quarters that need not be played
        for it; all of them after the record's last quarter. Their lanes go."""
        if self.batch is None:
            return
        left = len(self.history.log) - quarter
        on = []
        for lane, (place, record) in enumerate(zip(self.where, self.batch.records, strict=True)):
            if record.over or not left:
                yield place, Run(self._state(lane), tuple(self.void[place])), 0
            elif self._rejoined(lane, self.courses[place], quarter):
                last = self.history.states[-1]
                past = (*record.history, *last.record.history[quarter:])
                yield place, Run(State(replace(last.record, history=past), last.world), tuple(self.void[place])), left
            else:
                on.append(lane)
        if len(on) < len(self.where):
            self.batch = Batch(tuple(self.batch.records[i] for i in on), self.batch.world.take(on)) if on else None
            self.where = [self.where[i] for i in on]

    def _rejoined(self, lane: int, course: Course, quarter: int) -> bool:
        """Whether the lane stands where the record did and will be played as it was: then what follows is the record's own. The
        past is not compared, since no rule of a quarter reads it; a doctrine does, so a free side is always played."""
        if course.free is not None or course.luck is not None or max(course.changed) >= quarter:
            return False
        assert self.batch is not None
        here, there = replace(self.batch.records[lane], history=()), replace(self.history.states[quarter].record, history=())
        if here != there or canonical(here) != canonical(there):  # numbers that are equal may differ in a nought's sign
            return False
        own, recorded = self.batch.world.arrays(), self.history.states[quarter].world.arrays()
        return all(own[name][..., lane].tobytes() == array.tobytes() for name, array in recorded.items())


def _with_luck(record: Record, seed: int | None) -> Record:
    return record if seed is None else replace(record, setup=replace(record.setup, seed=seed))
