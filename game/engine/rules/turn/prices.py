"""What the lines of a plan cost, in political capital and in programme money."""

from __future__ import annotations

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.turn.consequences.brink import BRINK
from game.engine.rules.turn.consequences.deck import response_of
from game.engine.rules.vocabulary.plan import AnswerCard, BreakPromise, Draft, GiveOrder, Line, Offer, Plan, SetDial
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total


def prices(rules: Rules, observation: Observation, plan: Plan) -> tuple[tuple[int, float], ...]:
    """(capital, budget in $bn) of each line of a plan; they add up to what the plan costs."""
    return tuple(price(rules, observation, line) for line in plan.lines)


def cost(rules: Rules, observation: Observation, plan: Plan) -> tuple[int, float]:
    """Capital and budget ($bn) that the whole plan costs."""
    found = prices(rules, observation, plan)
    return total(capital for capital, _ in found), total((budget for _, budget in found), 0.0)


def price(rules: Rules, o: Observation, line: Line) -> tuple[int, float]:
    """(capital, budget in $bn) of one line."""
    n = rules.numbers
    match line:
        case SetDial(dial, notch, statute):
            if dial not in rules.dials:
                return 0, 0.0
            return abs(notch - o.dials[dial]) * n.notch_cost + (n.statute_cost if statute else 0), 0.0
        case GiveOrder(order, _, statute):
            if order not in rules.orders:
                return 0, 0.0
            item = rules.orders[order]
            return item.capital + (n.statute_cost if statute else 0), item.budget
        case Draft():
            return n.draft_cost, 0.0
        case Offer(_, _, _, draft, _):
            return (n.demand_cost if draft else 0), 0.0
        case BreakPromise():
            return n.break_cost, 0.0
        case AnswerCard(card, response):
            if card == BRINK or card not in rules.cards:
                return 0, 0.0
            answer = response_of(rules.cards[card], response)
            return answer.capital, answer.budget
    return 0, 0.0
