"""What may be promised and threatened in an offer: a term binds something, no promise is sold twice, the lines of a plan agree.

Both sides are held to it. What a yes does is `deals.py`."""

from __future__ import annotations

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.turn.consequences.deals import promised_most, same
from game.engine.rules.turn.options import Refusal
from game.engine.rules.vocabulary.plan import Draft, DropDraft, GiveOrder, Line, Measure, Offer, Plan, SetDial, Side, Term, other
from game.engine.rules.vocabulary.rules import Rules


def refuse_term(rules: Rules, o: Observation, term: Term, owner: Side) -> Refusal | None:
    """Why `owner` cannot promise a term to the other capital, or None when it can.

    At its harshest notch a dial is kept by nobody; what a running promise holds already cannot be promised once more."""
    item = rules.dials.get(term.dial)
    if item is None or item.side != owner:
        return Refusal("unknown", (term.dial,))
    last = len(item.notches) - 1
    if not 0 <= term.most <= last:
        return Refusal("range", (0, last))
    if term.most == last:
        return Refusal("binds-nothing", (term.dial,))
    running = promised_most(o.promises, term.dial)
    if running is not None and running.most <= term.most:
        return Refusal("promised-already", (term.dial, running.most, running.until))
    return None


def refuse_order_again(rules: Rules, o: Observation, line: GiveOrder) -> Refusal | None:
    """Why an order that is a promise cannot be given: the same promise to the same target still runs after this quarter."""
    if not rules.orders[line.order].promise:
        return None
    to = line.target or other(o.side)
    same_word = (p for p in o.promises if p.side == o.side and p.to == to and p.order.rpartition("-")[0] == line.order)
    running = [p.until for p in same_word if p.status == "open" and p.until > o.quarter + 1]
    return Refusal("order-runs", (line.order, max(running))) if running else None


def contradiction(o: Observation, plan: Plan, line: Line) -> Refusal | None:
    """Why a line cannot stand beside those of the plan, or None when they agree."""
    found = (_clash(o, a, b) for standing in plan.lines for a, b in ((line, standing), (standing, line)))
    return next((refusal for refusal in found if refusal is not None), None)


def _clash(o: Observation, line: Line, act: Line) -> Refusal | None:
    """Whether `line`, an offer or a draft dropped, goes against `act`, which acts or threatens."""
    measure = act.measure if isinstance(act, Draft) else act
    if isinstance(line, Offer):
        give = line.give
        done = isinstance(act, SetDial | GiveOrder) and _covered(o, line.draft, act)
        if done or (isinstance(act, DropDraft) and line.draft == act.draft):
            return Refusal("demanded")
        if give is not None and isinstance(measure, SetDial) and _tightens(o, measure, give):
            return Refusal("offered", (give.dial, give.most))
    if isinstance(line, DropDraft) and isinstance(measure, SetDial | GiveOrder) and _covered(o, line.draft, measure):
        return Refusal("dropped")
    return None


def _tightens(o: Observation, measure: SetDial, give: Term) -> bool:
    return measure.dial == give.dial and measure.notch > max(give.most, o.dials[give.dial])


def _covered(o: Observation, draft: str, measure: Measure) -> bool:
    """Whether a draft is about a measure that makes things harsher than they are."""
    found = next((d.measure for d in o.drafts if d.id == draft), None)
    harsher = not isinstance(measure, SetDial) or measure.notch > o.dials[measure.dial]
    threat = isinstance(found, SetDial) and isinstance(measure, SetDial) and found.dial == measure.dial
    return found is not None and harsher and (threat or same(found, measure))
