"""Policies held for years while everybody else stands still: Washington builds all that it may, Beijing lends the most.

Each is played beside the same campaigns without it.

Everything is played by the rules of play, prices and refusals included; credit is played once more with attention held where the
campaign began, since attention is what else makes investors build. What came of it is told by `paired_campaigns.py`'s report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from game.engine.rules import Batch, Rules, Setup, new_batch, observe_batch, options, resolve_batch
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.vocabulary.plan import BOTH, Answers, GiveOrder, Line, Plan, SetDial, Side

SCENARIO = "calibrated-control"
IDLE = "do-nothing"
BUILDING = (
    "ally-finance", "equity-stake", "grants-separation", "permits", "talent-programme", "offtake-contract", "heavy-circuit",
    "grants-magnets",
)  # fmt: skip
"""What builds outside China, metal first: the stage that is short there."""
CREDIT = ("directed-credit",)
Policy = Callable[[Rules, Observation], Plan]


def played(rules: Rules, seeds: Sequence[int], quarters: int, side: Side, policy: Policy, hold_attention: bool = False) -> Batch:
    """Campaigns of a seed each after some quarters in which only `side` plans."""
    batch = new_batch(rules, [Setup(SCENARIO, seed, doctrines=(IDLE, IDLE)) for seed in seeds])
    attention = batch.world.attention.copy()
    for _ in range(quarters):
        plans: list[Mapping[Side, Plan]] = []
        for lane in range(len(batch.records)):
            seen = observe_batch(rules, batch, lane, side)
            plans.append({s: policy(rules, seen) if s == side else Plan(s) for s in BOTH})
        answers: list[Mapping[Side, Answers]] = [{s: Answers(s) for s in BOTH} for _ in plans]
        batch = resolve_batch(rules, batch, plans, answers).batch
        if hold_attention:
            batch.world.attention[:] = attention
    return batch


def nothing(rules: Rules, seen: Observation) -> Plan:
    """No line."""
    return Plan(seen.side)


def build_all(rules: Rules, seen: Observation) -> Plan:
    """Every quarter whatever builds and can be paid."""
    return _filled(rules, seen, BUILDING)


def most_credit(rules: Rules, seen: Observation) -> Plan:
    """Credit at the highest notch."""
    return _filled(rules, seen, CREDIT)


def _filled(rules: Rules, seen: Observation, wanted: Sequence[str]) -> Plan:
    """A plan of what is wanted, in that order: dials as high as they go, orders at every place where they may be given."""
    plan = Plan(seen.side)
    for id in wanted:
        while found := [o.line for o in options(rules, seen, plan).open() if _is(seen, plan, o.line, id)]:
            plan = plan.plus(found[-1] if isinstance(found[-1], SetDial) else found[0])
    return plan


def _is(seen: Observation, plan: Plan, line: Line, id: str) -> bool:
    if isinstance(line, SetDial):
        set_already = any(isinstance(x, SetDial) and x.dial == id for x in plan.lines)
        return line.dial == id and line.notch > seen.dials[id] and not line.statute and not set_already
    return isinstance(line, GiveOrder) and line.order == id and not line.statute
