"""What decisions are worth: the same campaigns played again with one kind of decision made otherwise on one side.

Partners are won or never; cards are answered by the script, by default or by lot. Luck is the same in every arm, so that what
differs is the decision's. Playing is `simulate.py`, policies that are held for years are `long_policies.py`, and the figures that
are wanted are those of `decision_report.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import Any, Literal

from game.engine.rules import Rules, Setup, options, refuse
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.vocabulary.plan import AnswerCard, GiveOrder, Line, Plan, Side
from game.lab.simulation.simulate import CampaignResult, play_setups, result_of
from game.structs import Struct

Arm = Literal["own answers", "defaults", "lots", "inducing", "never inducing"]
SCRIPT = "calibrator"
"""The doctrine whose decisions are changed: the one that weighs cost against trust and calm."""
RIVALS = ("calibrator", "hawk", "tit-for-tat")
INDUCEMENT = "inducement"


class Task(Struct):
    """Some campaigns in which `side` plays the script in one arm, against each rival in turn."""

    scenario: str
    side: Side
    arm: Arm
    seeds: tuple[int, ...]


def setups_of(task: Task) -> list[Setup]:
    """One campaign a seed; the rival goes by the seed."""
    pairs = [(SCRIPT, RIVALS[seed % len(RIVALS)]) for seed in task.seeds]
    return [
        Setup(task.scenario, seed, doctrines=pair if task.side == "beijing" else (pair[1], pair[0]))
        for seed, pair in zip(task.seeds, pairs, strict=True)
    ]


def played(rules: Rules, task: Task) -> list[CampaignResult]:
    """The campaigns of a task, judged, in the order of the seeds."""

    def advise(seen: Observation, plan: Plan) -> Plan:
        return plan if seen.side != task.side else ARMS[task.arm](rules, seen, plan)

    return [result_of(rules, p) for p in play_setups(rules, setups_of(task), advise=advise)]


def unchanged(rules: Rules, seen: Observation, plan: Plan) -> Plan:
    """The plan as the script made it."""
    return plan


def unanswered(rules: Rules, seen: Observation, plan: Plan) -> Plan:
    """Without its answers to cards, so that each card's default holds; a brink is answered as before."""
    return Plan(plan.side, tuple(line for line in plan.lines if not _answers(line)))


def by_lot(rules: Rules, seen: Observation, plan: Plan) -> Plan:
    """With each card answered by a lot that campaign, quarter and card decide; what the purse then no longer holds is left out."""
    drawn = Plan(plan.side)
    for card in dict.fromkeys(line.card for line in legal(rules, seen, drawn, AnswerCard) if line.card != "brink"):
        drawn_from = [line for line in legal(rules, seen, drawn, AnswerCard) if line.card == card]
        if drawn_from:
            drawn = drawn.plus(drawn_from[_lot(seen, card) % len(drawn_from)])
    for line in unanswered(rules, seen, plan).lines:
        if refuse(rules, seen, drawn, line) is None:
            drawn = drawn.plus(line)
    return drawn


def inducing(rules: Rules, seen: Observation, plan: Plan) -> Plan:
    """With an order that wins a third country in every quarter in which one can be given, where one is nearest to joining."""
    if any(_induces(rules, line) for line in plan.lines):
        return plan
    k = 0 if seen.side == "beijing" else 1
    possible = [line for line in legal(rules, seen, plan, GiveOrder) if _induces(rules, line) and line.target]
    near = [line for line in possible if seen.stances[line.target][k] < rules.numbers.join]
    if not near:
        return plan
    return plan.plus(max(near, key=lambda line: (seen.stances[line.target][k], line.order, line.target)))


def never_inducing(rules: Rules, seen: Observation, plan: Plan) -> Plan:
    """Without any order that wins a third country."""
    return Plan(plan.side, tuple(line for line in plan.lines if not _induces(rules, line)))


ARMS: Mapping[Arm, Callable[[Rules, Observation, Plan], Plan]] = {
    "own answers": unchanged,
    "defaults": unanswered,
    "lots": by_lot,
    "inducing": inducing,
    "never inducing": never_inducing,
}


def legal(rules: Rules, seen: Observation, plan: Plan, kind: type) -> list[Any]:
    """The lines of a kind that a plan may still take, in the order of the options."""
    return [option.line for option in options(rules, seen, plan).open() if isinstance(option.line, kind)]


def _answers(line: Line) -> bool:
    return isinstance(line, AnswerCard) and line.card != "brink"


def _induces(rules: Rules, line: Line) -> bool:
    return isinstance(line, GiveOrder) and rules.orders[line.order].family == INDUCEMENT


def _lot(seen: Observation, card: str) -> int:
    text = f"{seen.scenario}/{seen.quarter}/{seen.side}/{card}/{seen.world.tension!r}"
    return int.from_bytes(blake2b(text.encode("utf-8"), digest_size=4).digest(), "big")
