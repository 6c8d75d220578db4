"""Lessons put to the test: a learner follows one lesson's advice to the end of the class scenario, and its verdict is compared
with the same learner's without the advice. What a lesson says is content; which is shown is the screens' business."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.engine.rules import refuse
from game.engine.rules.campaign.judge import holds
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.turn.observe import facts_seen
from game.engine.rules.vocabulary.lessons import Lesson
from game.engine.rules.vocabulary.plan import Plan, Side
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total
from game.lab.simulation.simulate import Played, play_batch
from game.play.advice import lines_of
from game.structs import Struct

LEARNERS = ("calibrator", "hawk")  # the first whose play gives the advice an occasion; the other side plays the same


WORSE = 3.0  # points of verdict that advice may cost; five decide a campaign
FEW = 0.25  # share of wins that advice may not fall below


class Trial(Struct):
    """What a lesson's advice did for one side: verdicts are means over the seeds, wins count a draw as half."""

    lesson: str
    side: Side
    learner: str
    verdict: float
    without: float
    wins: float
    wins_without: float
    followed: int  # lines of advice that stood on plans


def loses(trial: Trial) -> bool:
    """Whether the advice is a losing line. A rupture has no verdict: advice that ends them wins more often, and its mean counts
    hard campaigns as well."""
    worse = trial.verdict < trial.without - WORSE and trial.wins <= trial.wins_without
    return worse or trial.wins < min(FEW, trial.wins_without)


def followed(rules: Rules, o: Observation, plan: Plan, lesson: Lesson) -> tuple[Plan, int]:
    """The plan with the lesson's advice first, what clashes with it left out; and how many lines of advice stand on it."""
    if not holds(facts_seen(rules, o), lesson.when):
        return plan, 0
    made = Plan(plan.side)
    for step in lesson.advice.get(plan.side, ()):
        line = next((x for x in lines_of(rules, o, step) if refuse(rules, o, made, x) is None), None)
        if line is not None:
            made = made.plus(line)
    count = len(made.lines)
    for line in plan.lines:
        if refuse(rules, o, made, line) is None:
            made = made.plus(line)
    return made, count


def played(
    rules: Rules, scenario: str, learner: str, seeds: Sequence[int], lesson: Lesson | None, side: Side
) -> tuple[list[Played], int]:
    """Campaigns in which `side` follows the lesson in every quarter in which its condition holds; how often it could."""
    count = 0

    def advise(o: Observation, plan: Plan) -> Plan:
        nonlocal count
        if lesson is None or plan.side != side:
            return plan
        made, more = followed(rules, o, plan, lesson)
        count += more
        return made

    return play_batch(rules, scenario, (learner, learner), seeds, advise=advise), count


def trials(rules: Rules, seeds: Sequence[int], sides: Sequence[Side]) -> Iterator[Trial]:
    """Every lesson with advice, for each side that has some, in the shortest scenario."""
    scenario = rules.by_length()[0]
    for side in sides:
        plain: dict[str, tuple[float, float]] = {}
        for lesson in sorted(rules.lessons.values(), key=lambda x: x.order):
            for learner in LEARNERS if lesson.advice.get(side) else ():
                games, count = played(rules, scenario, learner, seeds, lesson, side)
                if count or learner == LEARNERS[-1]:
                    if learner not in plain:
                        plain[learner] = told(played(rules, scenario, learner, seeds, None, side)[0], side)
                    yield Trial(lesson.id, side, learner, *_pairs(told(games, side), plain[learner]), count)
                    break


def _pairs(with_it: tuple[float, float], without: tuple[float, float]) -> tuple[float, float, float, float]:
    return with_it[0], without[0], with_it[1], without[1]


def told(games: Sequence[Played], side: Side) -> tuple[float, float]:
    """Mean verdict points and share of wins of a side; a campaign that both lose has no verdict and counts as lost."""
    points, wins = [], 0.0
    for game in games:
        found = game.outcome
        assert found is not None
        parts = (found.verdict or {}).get(side)
        if parts is not None:
            points.append(float(parts.verdict))
        wins += 1.0 if found.winner == side else 0.5 if not found.winner and found.kind == "end" else 0.0
    return total(points) / max(len(points), 1), wins / len(games)
