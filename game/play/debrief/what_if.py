"""What if: another plan in one quarter of a finished campaign, the history that follows with its spread, and a campaign from there.

Lines of later quarters are held by what they name; what is void is listed. Words and choices are the screens'."""

from __future__ import annotations

from game.engine.rules import Parts
from game.engine.rules.verdict.standing import parts_so_far
from game.engine.rules.vocabulary.plan import Plan, Side, other
from game.play.campaign import Campaign
from game.play.debrief.courses import Course, GoOn, History, runs
from game.play.debrief.decisions import quarter_of
from game.play.debrief.held_plans import Void
from game.play.debrief.turning_points import Path, there_of
from game.play.save_folder import Store
from game.structs import Struct, replace

LUCKS = 8
"""Courses of other luck beside the one with the campaign's own: the spread is from the lowest to the highest of all."""
LATER_LUCK = 1_000_003  # between the seeds of two courses: no two campaigns that stand near each other share theirs


class Question(Struct):
    """What is asked: the side's plan in a quarter instead of the recorded one; `free` lets the other capital answer anew."""

    quarter: int
    plan: Plan
    free: bool = False


class Answer(Struct):
    """The other history. `paths` begin with the one of the campaign's own luck; figures from the campaign's first quarter on."""

    question: Question
    paths: tuple[Path, ...]
    over: str  # how the campaign ended there; "" when it would have gone on
    real: Parts  # as the campaign stood at its last quarter
    there: Parts
    void: tuple[Void, ...]


def what_if(history: History, side: Side, question: Question, go_on: GoOn = lambda played: True) -> Answer | None:
    """The other history, played to the campaign's last quarter; None when `go_on` ended it before. ValueError outside the log."""
    if not 0 <= question.quarter < len(history.log):
        raise ValueError(f"the log holds the quarters 0 to {len(history.log) - 1}, not {question.quarter}")
    recorded = quarter_of(history.log[question.quarter])
    changed = replace(recorded, plans={**recorded.plans, side: question.plan})
    seed = history.states[0].record.setup.seed
    free = other(side) if question.free else None
    lucks = (None, *(seed + LATER_LUCK * n for n in range(1, LUCKS + 1)))
    courses = [Course({question.quarter: changed}, free, luck) for luck in lucks]
    found = dict(runs(history, courses, go_on))
    if len(found) < len(courses):
        return None
    own, last = found[0], history.states[-1]
    return Answer(
        question,
        tuple(tuple(past.figures for past in found[i].state.record.history) for i in range(len(courses))),
        own.state.record.over,
        parts_so_far(history.rules, last.record, last.world, side),
        there_of(history.rules, own.state, side, last),
        own.void,
    )


def branch(history: History, question: Question, name: str, store: Store | None) -> Campaign:
    """A campaign of its own that begins where the quarter did, with this plan laid out; saved under the name, beside the old one.

    It plays under the luck and against the opponent of the old one, and its save is proven like any other."""
    return Campaign.branch(
        history.rules, history.states[question.quarter], history.log[: question.quarter], question.plan, name, store
    )
