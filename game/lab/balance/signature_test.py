"""The signature test: every order and every dial does something of its own to the world.

No two share one effect signature, none moves only accounts, and each changes a physical, price, belief or rung cell within eight
quarters of at least one reached state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from game.engine.rules import new_game, resolve
from game.engine.rules.campaign.record import StandingDraft, State
from game.engine.rules.effects.table import KINDS
from game.engine.rules.vocabulary.items import Dial, Order
from game.engine.rules.vocabulary.plan import BOTH, Answers, GiveOrder, Measure, Plan, SetDial, Side
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.model.arrays import ARRAYS
from game.lab.simulation.simulate import play_batch
from game.structs import replace

QUARTERS = 8
ACCOUNTS = frozenset({"floor_cost", "reserve_cost"})
CELLS = tuple(a.name for a in ARRAYS if a.kind in ("state", "flow") and a.name not in ACCOUNTS)
"""Physical, price, belief and rung arrays: everything but policy and accounts."""
PLAYERS = (("calibrator", "hawk"), ("tit-for-tat", "calibrator"))
Test = dict[str, Any]
Signature = tuple[tuple[str, ...], ...]


def signature_tests(rules: Rules, mute: Sequence[str], states: int) -> list[Test]:
    """The three parts of the test, each with the offending ids; `mute` are those that `mute_items` found in so many states."""
    items: list[Dial | Order] = [*rules.dials.values(), *rules.orders.values()]
    signatures = {item.id: signature(item) for item in items}
    shared = sorted(f"{a}={b}" for a in signatures for b in signatures if a < b and signatures[a] == signatures[b])
    idle = sorted(item.id for item in items if only_accounts(item))
    return [
        _test("signature:shared", shared, len(items)),
        _test("signature:only-accounts", idle, len(items)),
        _test("signature:without-trace", mute, len(items)) | {"states": states},
    ]


def _test(id: str, offenders: Sequence[str], items: int) -> Test:
    return {"id": id, "value": len(offenders), "target": "0", "pass": not offenders, "offenders": list(offenders), "items": items}


def signature(item: Dial | Order) -> Signature:
    """What an item writes and where: kind, products or finals, place, and for orders the targets; magnitudes left out."""
    rows = set()
    for effect in item.does:
        if KINDS[type(effect)].accounts:
            continue
        words: list[str] = [effect.kind]
        for name in effect.__struct_fields__:
            value = getattr(effect, name)
            if isinstance(value, str):
                words.append(value)
            elif isinstance(value, tuple):
                words += sorted(str(part) for part in value)
            elif isinstance(value, (int, float)) and name != "volume":
                words.append("+" if value >= 0 else "-")
        rows.add(tuple(words))
    targets = tuple(item.targets) if isinstance(item, Order) else ()
    promise = item.promise if isinstance(item, Order) else ""
    return (*sorted(rows), (item.side, *targets, promise))


def only_accounts(item: Dial | Order) -> bool:
    """Whether an item has no effect on anything but capital, budget and support."""
    return all(KINDS[type(effect)].accounts for effect in item.does)


def reached(rules: Rules, scenarios: Sequence[str], count: int) -> list[State]:
    """States at many quarters of campaigns of unequal scripts."""
    found: list[State] = []
    for scenario in scenarios:
        for pair in PLAYERS:
            for campaign in play_batch(rules, scenario, pair, [11], keep_log=True, judge=False):
                found += _states(rules, campaign.log, campaign.state)
    step = max(1, len(found) // count)
    return found[::step][:count]


def _states(rules: Rules, log: Sequence[Any], last: State) -> Iterator[State]:
    state = new_game(rules, last.record.setup)
    for line in log:
        if state.record.over:
            return
        yield state
        state = resolve(rules, state, line.plans, line.answers).state


def mute_items(rules: Rules, items: Sequence[Dial | Order], states: Sequence[State]) -> Iterator[str]:
    """Ids of items that leave no trace in any of the states."""
    for item in items:
        if not any(_leaves_trace(rules, item, state) for state in states):
            yield item.id


def _leaves_trace(rules: Rules, item: Dial | Order, state: State) -> bool:
    """Whether the item, enacted now, changes a cell within eight quarters."""
    quarters = min(QUARTERS, rules.scenarios[state.record.setup.scenario].quarters - state.record.quarter)
    for measure in _measures(item, state):
        with_it = furnished(state, item.side, measure)
        without_it = furnished(state, item.side, None)
        for quarter in range(quarters):
            if with_it.record.over or without_it.record.over:
                break
            plan = Plan(item.side, (measure,) if quarter == 0 else ())
            with_it = _resolve(rules, with_it, plan)
            without_it = _resolve(rules, without_it, Plan(item.side))
            if not _equal(with_it, without_it):
                return True
    return False


def _measures(item: Dial | Order, state: State) -> tuple[Measure, ...]:
    if isinstance(item, Order):
        return tuple(GiveOrder(item.id, target) for target in (item.targets or ("",))[:2])
    now = state.record.dials[item.id]
    last = len(item.notches) - 1
    return tuple(SetDial(item.id, notch) for notch in dict.fromkeys((min(now + 1, last), max(now - 1, 0), last)) if notch != now)


def furnished(state: State, side: Side, measure: Measure | None) -> State:
    """The state with capital, budget, no promise in the way, and a ripe draft of the measure, so that it may be enacted now."""
    record = state.record
    rich = replace(record.accounts[side], capital=20, budget=50.0)
    draft = () if measure is None else (StandingDraft("draft-of-the-test", side, measure, record.quarter - 1, quiet=False),)
    furnished_record = replace(
        record,
        accounts={**record.accounts, side: rich},
        drafts=(*(d for d in record.drafts if d.side != side), *draft),
        promises=tuple(p for p in record.promises if p.status != "open"),
        statutes=(),
    )
    return State(furnished_record, state.world)


def _resolve(rules: Rules, state: State, plan: Plan) -> State:
    plans = {s: plan if s == plan.side else Plan(s) for s in BOTH}
    return resolve(rules, state, plans, {s: Answers(s) for s in BOTH}, lenient=True).state


def _equal(a: State, b: State) -> bool:
    return all(np.array_equal(getattr(a.world, name), getattr(b.world, name)) for name in CELLS)
