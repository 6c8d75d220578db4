"""Whether a line may join a plan, and the list of lines that a side might think of. Reads only an observation.

What lines cost is `prices.py`'s answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from game.engine.rules.campaign.judge import Facts, holds
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.watcher_acts import acts, most_orders
from game.engine.rules.turn.consequences.brink import ANSWERS, BRINK
from game.engine.rules.turn.consequences.deals import promised_most, ripe_draft
from game.engine.rules.turn.observe import facts_seen
from game.engine.rules.turn.options import Option, Options, Refusal
from game.engine.rules.turn.prices import cost, price
from game.engine.rules.turn.terms import contradiction, refuse_order_again, refuse_term
from game.engine.rules.vocabulary.items import Dial
from game.engine.rules.vocabulary.plan import (
    AnswerCard,
    BreakPromise,
    Draft,
    DropDraft,
    GiveOrder,
    Line,
    Measure,
    NameCharge,
    Offer,
    Plan,
    Say,
    SetDial,
    Term,
    other,
)
from game.engine.rules.vocabulary.rules import Rules, planned_rung
from game.engine.world.arithmetic.total import total
from game.structs import Struct

WORDS = ("hold", "ease", "answer in kind", "will not be first")
DEAL_QUARTERS = 4  # length of the deals that options lists; any length may be proposed


class Desk(Struct):
    """What judging a line needs: the rules, what the side observes, the plan so far, and facts made once for conditions."""

    rules: Rules
    o: Observation
    plan: Plan
    facts: Facts


def refuse(rules: Rules, observation: Observation, plan: Plan, line: Line) -> Refusal | None:
    """Why `line` may not be added to `plan` now, or None when it may."""
    return _refuse(Desk(rules, observation, plan, facts_seen(rules, observation)), line)


def options(rules: Rules, observation: Observation, plan: Plan) -> Options:
    """Every line that the side might think of this quarter, in a fixed order, with its price and why not."""
    desk = Desk(rules, observation, plan, facts_seen(rules, observation))
    spent, money = cost(rules, observation, plan)
    found = []
    for line in _candidates(desk):
        c, b = price(rules, observation, line)
        found.append(Option(line, c, b, _refuse(desk, line)))
    orders = total(1 for line in plan.lines if isinstance(line, SetDial | GiveOrder | Draft))
    return Options(
        tuple(found),
        observation.accounts.capital - spent,
        observation.accounts.budget - money,
        most_orders(rules, observation.accounts) - orders,
    )


def _refuse(desk: Desk, line: Line) -> Refusal | None:
    if desk.o.over:
        return Refusal("over")
    return _CHECKS[type(line)](desk, line) or contradiction(desk.o, desk.plan, line) or _affordable(desk, line)


def _affordable(desk: Desk, line: Line) -> Refusal | None:
    spent, money = cost(desk.rules, desk.o, desk.plan)
    c, b = price(desk.rules, desk.o, line)
    left, cash = desk.o.accounts.capital - spent, desk.o.accounts.budget - money
    if c > 0 and c > left:
        return Refusal("capital", (c, left))
    if b > 0 and b > cash:
        return Refusal("budget", (round(b, 2), round(cash, 2)))
    return None


def _room(desk: Desk) -> Refusal | None:
    most = most_orders(desk.rules, desk.o.accounts)
    used = total(1 for line in desk.plan.lines if isinstance(line, SetDial | GiveOrder | Draft))
    if used < most:
        return None
    return Refusal("finance-freezes" if most < desk.rules.numbers.orders_a_quarter else "orders-full", (most,))


def _measure(desk: Desk, measure: Measure) -> Refusal | None:
    """What speaks against a measure whether it is drafted or enacted."""
    if measure.statute and acts(desk.rules, desk.o.accounts, "producers"):
        return Refusal("producers-halt")
    return _dial(desk, measure) if isinstance(measure, SetDial) else _order(desk, measure)


def _dial(desk: Desk, line: SetDial) -> Refusal | None:
    item = desk.rules.dials.get(line.dial)
    if item is None or item.side != desk.o.side:
        return Refusal("unknown", (line.dial,))
    if not 0 <= line.notch < len(item.notches):
        return Refusal("range", (0, len(item.notches) - 1))
    if line.notch == desk.o.dials[line.dial]:
        return Refusal("already")
    if any(isinstance(x, SetDial) and x.dial == line.dial for x in desk.plan.lines):
        return Refusal("already")
    if line.statute and not item.statute:
        return Refusal("unknown", (line.dial,))
    locked = [s for d, _, s in desk.o.statutes if d == line.dial]
    if locked and not line.statute:
        return Refusal("statute-locked", (locked[-1],))
    broken = {x.promise for x in desk.plan.lines if isinstance(x, BreakPromise)}
    bound = promised_most(tuple(p for p in desk.o.promises if p.id not in broken), line.dial)
    if bound is not None and line.notch > bound.most:
        return Refusal("promised", (line.dial, bound.most, bound.until))
    return None


def _order(desk: Desk, line: GiveOrder) -> Refusal | None:
    item = desk.rules.orders.get(line.order)
    if item is None or item.side != desk.o.side:
        return Refusal("unknown", (line.order,))
    if item.targets and line.target not in item.targets:
        return Refusal("target", (line.target,))
    if not item.targets and line.target:
        return Refusal("target", (line.target,))
    if line.statute and not item.statute:
        return Refusal("unknown", (line.order,))
    if any(isinstance(x, GiveOrder) and x.order == line.order for x in desk.plan.lines):
        return Refusal("already")
    last = max((q for o, q, t in desk.o.enacted if o == line.order and (not item.targets or t == line.target)), default=-999)
    if desk.o.quarter - last < item.cooldown:
        return Refusal("cooldown", (item.cooldown - (desk.o.quarter - last),))
    if not holds(desk.facts, item.when):
        return Refusal("condition", (line.order,))
    return refuse_order_again(desk.rules, desk.o, line)


def _enact(desk: Desk, line: Any) -> Refusal | None:
    found = _room(desk) or _measure(desk, line)
    if found is not None:
        return found
    if needs_draft(desk.rules, desk.o, line) and ripe_draft(desk.rules, desk.o.drafts, desk.o.side, line, desk.o.quarter) is None:
        young = any(d.side == desk.o.side and d.measure == line for d in desk.o.drafts)
        return Refusal("draft-young") if young else Refusal("needs-draft", (desk.rules.numbers.draft_rung,))
    return None


def needs_draft(rules: Rules, o: Observation, measure: Measure) -> bool:
    """Whether a measure must be drafted a quarter before: its rung is high, and it is harsher than what stands."""
    rung = planned_rung(rules, measure)
    if rung < rules.numbers.draft_rung:
        return False
    return not (isinstance(measure, SetDial) and rung <= rules.dials[measure.dial].notches[o.dials[measure.dial]].rung)


def _draft(desk: Desk, line: Draft) -> Refusal | None:
    found = _room(desk) or _measure(desk, line.measure)
    if found is not None:
        return found
    if not needs_draft(desk.rules, desk.o, line.measure):
        return Refusal("already")
    if line.quiet and acts(desk.rules, desk.o.accounts, "security"):
        return Refusal("security-leaks")
    listed = [d.measure for d in desk.o.drafts if d.side == desk.o.side]
    planned = [x.measure for x in desk.plan.lines if isinstance(x, Draft)]
    return Refusal("already") if line.measure in (*listed, *planned) else None


def _drop(desk: Desk, line: DropDraft) -> Refusal | None:
    known = any(d.id == line.draft and d.side == desk.o.side for d in desk.o.drafts)
    if any(isinstance(x, DropDraft) and x.draft == line.draft for x in desk.plan.lines):
        return Refusal("already")
    return None if known else Refusal("unknown", (line.draft,))


def _card(desk: Desk, line: AnswerCard) -> Refusal | None:
    if not any(c.card == line.card for c in desk.o.table):
        return Refusal("no-card")
    if any(isinstance(x, AnswerCard) and x.card == line.card for x in desk.plan.lines):
        return Refusal("already")
    known = ANSWERS if line.card == BRINK else tuple(r.id for r in desk.rules.cards[line.card].responses)
    return None if line.response in known else Refusal("unknown", (line.response,))


def _offer(desk: Desk, line: Offer) -> Refusal | None:
    rules, o = desk.rules, desk.o
    first = rules.scenarios[o.scenario].table_from
    if o.quarter < first:
        return Refusal("table-closed", (first,))
    if acts(rules, o.accounts, "partners"):
        return Refusal("envoy-recalled")
    if any(isinstance(x, Offer) for x in desk.plan.lines):
        return Refusal("one-offer")
    if line.draft and any(x.side == o.side and x.offer.draft for x in o.offers):
        return Refusal("one-offer")
    if not 1 <= line.quarters <= rules.numbers.deal_longest:
        return Refusal("range", (1, rules.numbers.deal_longest))
    if (line.give is None) == (not line.draft):
        return Refusal("half-offer")
    if line.draft and not any(d.id == line.draft and d.side == o.side and not d.quiet for d in o.drafts):
        return Refusal("no-draft")
    given = refuse_term(rules, o, line.give, o.side) if line.give is not None else None
    return refuse_term(rules, o, line.take, other(o.side)) or given


def _break(desk: Desk, line: BreakPromise) -> Refusal | None:
    known = any(p.id == line.promise and p.side == desk.o.side and p.status == "open" for p in desk.o.promises)
    if line in desk.plan.lines:
        return Refusal("already")
    return None if known else Refusal("unknown", (line.promise,))


def _say(desk: Desk, line: Say) -> Refusal | None:
    if any(isinstance(x, Say) for x in desk.plan.lines):
        return Refusal("already")
    return None if line.word in WORDS else Refusal("unknown", (line.word,))


def _name(desk: Desk, line: NameCharge) -> Refusal | None:
    last = desk.o.quarters - 1
    if desk.o.quarter < last:
        return Refusal("not-yet", (last,))
    if any(isinstance(x, NameCharge) for x in desk.plan.lines):
        return Refusal("already")
    return None if line.mandate in desk.o.charge_lists.get(other(desk.o.side), ()) else Refusal("unknown", (line.mandate,))


_CHECKS: dict[type, Callable[[Desk, Any], Refusal | None]] = {
    SetDial: _enact,
    GiveOrder: _enact,
    Draft: _draft,
    DropDraft: _drop,
    AnswerCard: _card,
    Offer: _offer,
    BreakPromise: _break,
    Say: _say,
    NameCharge: _name,
}


def _candidates(desk: Desk) -> Iterator[Line]:
    """Lines that options lists, in a fixed order: cards, dials, orders, drafts, table, promises, words, sealed."""
    rules, o = desk.rules, desk.o
    for c in o.table:
        ids = ANSWERS if c.card == BRINK else tuple(r.id for r in rules.cards[c.card].responses)
        yield from (AnswerCard(c.card, r) for r in ids)
    measures: list[Measure] = []
    for dial in rules.dials.values():
        if dial.side == o.side:
            measures += [SetDial(dial.id, n) for n in range(len(dial.notches)) if n != o.dials[dial.id]]
    for order in rules.orders.values():
        if order.side == o.side:
            measures += [GiveOrder(order.id, t) for t in (order.targets or ("",))]
    for measure in measures:
        yield measure
        if _may_be_statute(rules, measure):
            yield (
                SetDial(measure.dial, measure.notch, True)
                if isinstance(measure, SetDial)
                else GiveOrder(measure.order, measure.target, True)
            )
        if needs_draft(rules, o, measure):
            yield Draft(measure)
            yield Draft(measure, quiet=True)
    own = [d for d in o.drafts if d.side == o.side]
    yield from (DropDraft(d.id) for d in own)
    yield from _offers(rules, o)
    yield from (BreakPromise(p.id) for p in o.promises if p.side == o.side and p.status == "open" and p.dial)
    yield from (Say(w) for w in WORDS)  # type: ignore[arg-type]
    if o.quarter >= o.quarters - 1:
        yield from (NameCharge(m) for m in o.charge_lists.get(other(o.side), ()))


def _may_be_statute(rules: Rules, measure: Measure) -> bool:
    item: Any = rules.dials[measure.dial] if isinstance(measure, SetDial) else rules.orders[measure.order]
    return bool(item.statute) and rules.numbers.sides[item.side].statutes


def _offers(rules: Rules, o: Observation) -> Iterator[Offer]:
    """Deals of one notch milder against one notch milder on stances, and demands of it under each announced draft."""
    theirs = [d for d in _stances(rules, other(o.side)) if o.dials[d.id] > 0]
    mine = [d for d in _stances(rules, o.side) if o.dials[d.id] > 0]
    for take in theirs:
        term = Term(take.id, o.dials[take.id] - 1)
        for give in mine:
            yield Offer(term, DEAL_QUARTERS, Term(give.id, o.dials[give.id] - 1))
        for d in o.drafts:
            if d.side == o.side and not d.quiet and not d.demand:
                yield Offer(term, DEAL_QUARTERS, draft=d.id, due=1)


def _stances(rules: Rules, side: str) -> list[Dial]:
    return [d for d in rules.dials.values() if d.stance and d.side == side]
