"""How the rules' tests make states and plans: keyed random plans out of what `options` offers, and short campaigns."""

from __future__ import annotations

from collections.abc import Mapping

from game.engine.rules import Rules, Setup, State, new_game, observe, options, resolve
from game.engine.rules.turn.resolve import Turn, delivered
from game.engine.rules.vocabulary.items import DESKS
from game.engine.rules.vocabulary.plan import BOTH, Answers, Offer, Plan, Side
from game.engine.world.arithmetic.luck import key_number
from game.structs import replace


def random_plan(rules: Rules, state: State, side: Side, key: int, most: int = 5) -> Plan:
    """A legal plan of up to `most` lines, chosen by `key` from the open options."""
    plan = Plan(side)
    seen = observe(rules, state, side)
    for i in range(most):
        choices = options(rules, seen, plan).open()
        if not choices:
            break
        u = key_number(key, state.record.quarter, f"plan-{side}", str(i))
        plan = plan.plus(choices[int(u * len(choices))].line)
    return plan


def random_turn(rules: Rules, state: State, key: int) -> tuple[Turn, dict[Side, Plan], dict[Side, Answers]]:
    """One quarter in which both sides play random plans and answer offers at random."""
    plans = {side: random_plan(rules, state, side, key) for side in BOTH}
    answers = {}
    for side, offers in delivered(rules, state, plans).items():
        replies = tuple((o.id, "yes" if key_number(key, state.record.quarter, "answer", o.id) < 0.5 else "no") for o in offers)
        answers[side] = Answers(side, replies)  # type: ignore[arg-type]
    return resolve(rules, state, plans, answers), plans, answers


_PLAYED: dict[tuple[int, str, int, int], tuple[Rules, State]] = {}  # the rules too, whose place in memory is then no other's


def played(rules: Rules, scenario: str, seed: int, quarters: int) -> State:
    """A state some random quarters into a campaign (or its end, if it ends before); played once, its world then copied."""
    key = (id(rules), scenario, seed, quarters)
    if key not in _PLAYED:
        _PLAYED[key] = rules, _played(rules, scenario, seed, quarters)
    state = _PLAYED[key][1]
    return State(state.record, state.world.copy())


def _played(rules: Rules, scenario: str, seed: int, quarters: int) -> State:
    state = new_game(rules, Setup(scenario, seed))
    for _ in range(quarters):
        if state.record.over:
            break
        state = random_turn(rules, state, seed)[0].state
    return state


def with_record(state: State, **changes: object) -> State:
    """The state with fields of its record changed."""
    return State(replace(state.record, **changes), state.world)  # type: ignore[arg-type]


def rich(state: State, capital: int = 9, budget: float = 20.0) -> State:
    """The state with full purses and content watchers on both sides, so that only the rule under test refuses."""
    watchers = (60.0,) * len(DESKS)
    accounts = {s: replace(a, capital=capital, budget=budget, watchers=watchers) for s, a in state.record.accounts.items()}
    return with_record(state, accounts=accounts)


def lines(plans: Mapping[Side, Plan]) -> int:
    """How many lines both plans hold."""
    return sum(len(p.lines) for p in plans.values())


def has_offer(plan: Plan) -> bool:
    """Whether a plan proposes something."""
    return any(isinstance(x, Offer) for x in plan.lines)
