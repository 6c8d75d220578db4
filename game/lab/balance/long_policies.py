"""Policies held for years while everybody else stands still: Washington builds all that it may, Beijing lends the most.

Each is played beside the same campaigns without it.

Everything is played by the rules of play, prices and refusals included; credit is played once more with attention held where the
campaign began, since attention is what else makes investors build. What came of it is told by `paired_campaigns.py`'s report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import inf

from game.engine.rules import Batch, Rules, Setup, new_batch, observe_batch, options, resolve_batch
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.vocabulary.plan import BOTH, Answers, GiveOrder, Line, Plan, SetDial, Side
from game.engine.world.arithmetic.total import total

SCENARIO = "calibrated-control"
IDLE = "do-nothing"
BUILDING = (
    "equity-stake", "ally-finance", "price-floor", "permits", "talent-programme", "grants-separation", "coalition-framework",
    "technical-exchange", "offtake-contract", "grants-magnets", "heavy-circuit",
)  # fmt: skip
"""All that builds material outside China, but for ore, of which there is enough: whole plants first, then metal, which is short."""
CREDIT = ("directed-credit",)
RUNNING = 0.5  # part of a quarter's income that programmes may cost, so that as much is left for orders
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
    """Every quarter whatever builds and can be paid, now and later: a capital in deficit gives no orders and is granted less."""
    income = rules.numbers.sides[seen.side].budget_income * seen.accounts.appropriation
    return _filled(rules, seen, BUILDING, RUNNING * income)


def most_credit(rules: Rules, seen: Observation) -> Plan:
    """Credit at the highest notch."""
    return _filled(rules, seen, CREDIT)


def running_cost(rules: Rules, seen: Observation, plan: Plan) -> float:
    """$bn a quarter that the side's dials cost once a plan has set them."""
    notches = dict(seen.dials) | {x.dial: x.notch for x in plan.lines if isinstance(x, SetDial)}
    own = (rules.dials[dial].notches[notch] for dial, notch in notches.items() if rules.dials[dial].side == seen.side)
    return total(notch.upkeep for notch in own)


def _filled(rules: Rules, seen: Observation, wanted: Sequence[str], most: float = inf) -> Plan:
    """A plan of what is wanted, in that order: dials as high as they go while all the side's dials together cost no more
    than `most` $bn a quarter, orders at every place where they may be given."""
    plan = Plan(seen.side)
    for id in wanted:
        while found := [
            o.line
            for o in options(rules, seen, plan).open()
            if _is(seen, plan, o.line, id)
            and (isinstance(o.line, GiveOrder) or running_cost(rules, seen, plan.plus(o.line)) <= most)
        ]:
            plan = plan.plus(found[-1] if isinstance(found[-1], SetDial) else found[0])
    return plan


def _is(seen: Observation, plan: Plan, line: Line, id: str) -> bool:
    if isinstance(line, SetDial):
        set_already = any(isinstance(x, SetDial) and x.dial == id for x in plan.lines)
        return line.dial == id and line.notch > seen.dials[id] and not line.statute and not set_already
    return isinstance(line, GiveOrder) and line.order == id and not line.statute
