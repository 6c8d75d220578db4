"""What the lines of a plan cost, in the order in which they were given: the free notches go to the first dials that move."""

from __future__ import annotations

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.turn.consequences.brink import BRINK
from game.engine.rules.turn.consequences.deck import response_of
from game.engine.rules.vocabulary.plan import AnswerCard, BreakPromise, Draft, GiveOrder, Line, Offer, Plan, SetDial
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total


def prices(rules: Rules, observation: Observation, plan: Plan) -> tuple[tuple[int, float], ...]:
    """(capital, budget in $bn) of each line of a plan; they add up to what the plan costs."""
    found, free = [], rules.numbers.free_notches
    for line in plan.lines:
        capital, budget, used = price(rules, observation, line, free)
        found.append((capital, budget))
        free -= used
    return tuple(found)


def cost(rules: Rules, observation: Observation, plan: Plan) -> tuple[int, float]:
    """Capital and budget ($bn) that the whole plan costs."""
    found = prices(rules, observation, plan)
    return total(capital for capital, _ in found), total((budget for _, budget in found), 0.0)


def free_left(rules: Rules, observation: Observation, plan: Plan) -> int:
    """Dial notches that the plan leaves free of charge."""
    free = rules.numbers.free_notches
    for line in plan.lines:
        free -= price(rules, observation, line, free)[2]
    return free


def price(rules: Rules, o: Observation, line: Line, free: int) -> tuple[int, float, int]:
    """(capital, budget, free notches used) of one line while so many notches are free."""
    n = rules.numbers
    match line:
        case SetDial(dial, notch, statute):
            if dial not in rules.dials:
                return 0, 0.0, 0
            steps = abs(notch - o.dials[dial])
            used = min(steps, max(free, 0))
            return (steps - used) * n.notch_cost + (n.statute_cost if statute else 0), 0.0, used
        case GiveOrder(order, _, statute):
            if order not in rules.orders:
                return 0, 0.0, 0
            item = rules.orders[order]
            return item.capital + (n.statute_cost if statute else 0), item.budget, 0
        case Draft():
            return n.draft_cost, 0.0, 0
        case Offer(_, _, _, draft, _):
            return (n.demand_cost if draft else 0), 0.0, 0
        case BreakPromise():
            return n.break_cost, 0.0, 0
        case AnswerCard(card, response):
            if card == BRINK or card not in rules.cards:
                return 0, 0.0, 0
            answer = response_of(rules.cards[card], response)
            return answer.capital, answer.budget, 0
    return 0, 0.0, 0
