"""Rows of the debrief of a campaign of 21 quarters: all of it, its first turning points, a what-if, and its report.

The report is a face's, so that a process of its own measures it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.engine.rules import Setup
from game.engine.rules.vocabulary.plan import Plan
from game.engine.rules.vocabulary.rules import Rules
from game.lab.bench.model_rows import LONG
from game.lab.bench.row import Row, timed
from game.lab.bench.window_rows import warm
from game.lab.simulation.simulate import play_setups
from game.play.debrief.courses import played_again
from game.play.debrief.turning_points import debrief
from game.play.debrief.what_if import Question, what_if
from game.play.save_file import LogLine

Work = Callable[[], object]


def campaign(rules: Rules) -> tuple[Setup, tuple[LogLine, ...]]:
    """The campaign that is debriefed, script against script."""
    setup = Setup(LONG, 1, doctrines=("calibrator", "hawk"))
    (played,) = play_setups(rules, [setup], keep_log=True, judge=False)
    return setup, played.log


def _debrief(rules: Rules, whole: bool) -> Work:
    """The debrief of a campaign of 21 quarters: all of it, or its first turning points."""
    setup, log = campaign(rules)

    def work() -> object:
        found = debrief(rules, setup, log, "beijing")
        return list(found) if whole else next(x for x in found if x.points)

    return work


def _what_if(rules: Rules) -> Work:
    """Another plan in the middle of such a campaign, played to its end with its spread: a quarter of it."""
    setup, log = campaign(rules)
    log = log[: len(log) // 2 + 1]  # so that one quarter of the other history is left
    history = played_again(rules, setup, log)
    return lambda: what_if(history, "beijing", Question(len(log) - 1, Plan("beijing")))


ROWS = (
    Row("debrief_21_quarters", "s", "loop", 6.0, 6.0, timed(partial(_debrief, whole=True), "s")),
    Row("debrief_first_points", "s", "loop", 1.5, 1.5, timed(partial(_debrief, whole=False), "s")),
    Row("what_if_quarter", "ms", "loop", 110.0, 150.0, timed(_what_if)),
    Row("report", "s", "loop", 0.1, 2.0, warm("report")),
    Row("report_size", "MB", "megabyte", 0.15, 1.0, warm("report_size")),
)
