"""What the class's campaign says of the documents' theses, by capital.

It is what a campaign's own debrief finds (`play/debrief`), for those decisions alone that the class made and a thesis is about.

Plays with the rules; words are the page's business."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from game.engine.rules import observe
from game.engine.rules.campaign.record import Setup
from game.engine.rules.verdict.standing import parts_so_far
from game.engine.rules.vocabulary.plan import BOTH, Side
from game.engine.rules.vocabulary.rules import Rules
from game.play.debrief.courses import History, Run, played_again, runs
from game.play.debrief.decisions import Decision, decisions_of
from game.play.debrief.theses import Finding, concerned, findings
from game.play.debrief.turning_points import Debrief, TurningPoint, shares_of, there_of, without
from game.play.save_file import LogLine

MOST_TRIED = 16
"""Courses without a decision that are played; of more decisions the first count, whose ends are the furthest."""


def held_against(
    rules: Rules, setup: Setup, log: Sequence[LogLine], ours: Callable[[int, Side], bool]
) -> Mapping[Side, tuple[Finding, ...]]:
    """The findings of each capital for which `ours` (quarter, side) made such a decision; none for one that did nothing of it."""
    tried = [d for d in decisions_of(log) if ours(d.quarter, d.side) and concerned(rules, d)][:MOST_TRIED]
    if not tried:
        return {}
    history = played_again(rules, setup, log)
    ends = dict(runs(history, [without(log, (d,)) for d in tried]))
    sides = [side for side in BOTH if any(d.side == side for d in tried)]
    return {
        side: findings(rules, _debrief(rules, setup, history, side, [(d, ends[i]) for i, d in enumerate(tried)])) for side in sides
    }


def _debrief(rules: Rules, setup: Setup, history: History, side: Side, tried: Sequence[tuple[Decision, Run]]) -> Debrief:
    """As much of a side's debrief as the theses are held against."""
    own, last = [(d, run) for d, run in tried if d.side == side], history.states[-1]
    real = parts_so_far(rules, last.record, last.world, side)
    points = []
    for d, run in own:
        record = run.state.record
        there = there_of(rules, run.state, side, last)
        shares, path = shares_of(rules, setup, side, there, real), tuple(past.figures for past in record.history)
        points.append(TurningPoint(d, 0.0, shares, real.mandate_points - there.mandate_points, path, record.over, run.void))
    return Debrief(
        setup, side, tuple(d for d, _ in own), tuple(line.statistics for line in history.log), tuple(points),
        seen=tuple(observe(rules, state, side) for state in history.states),
    )  # fmt: skip
