"""Which choices on the Desk are tried for what they would do, and the plan that each would make: it takes its slot's place."""

from __future__ import annotations

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.turn.legal import options
from game.engine.rules.vocabulary.plan import AnswerCard, Draft, GiveOrder, Line, Plan, SetDial
from game.engine.rules.vocabulary.rules import Rules
from game.screens.scene.shown_campaign.available_lines import choices, index_of, slot
from game.screens.scene.shown_campaign.ui import Ui


def tries(ui: Ui, rules: Rules, o: Observation, plan: Plan) -> list[tuple[Line, Plan]]:
    """The answers of the cards on the table, those that are chosen too; with the orders open also the measures, those of the open
    family first."""
    _, found = choices(lambda p: options(rules, o, p), plan)
    may = list(dict.fromkeys((*plan.lines, *(line for line, option in found.items() if option.refusal is None))))
    answers: list[Line] = [line for line in may if isinstance(line, AnswerCard)]
    measures: list[Line] = [line for line in may if measured(line, o)] if ui.column == "orders" else []
    measures.sort(key=lambda line: family_of(rules, line) != ui.family)
    return [(line, _with(plan, line)) for line in (*answers, *measures)]


def family_of(rules: Rules, line: Line) -> str:
    """The family of a measure; "" for any other line."""
    measure = line.measure if isinstance(line, Draft) else line
    if isinstance(measure, SetDial):
        return rules.dials[measure.dial].family
    return rules.orders[measure.order].family if isinstance(measure, GiveOrder) else ""


def measured(line: Line, o: Observation) -> bool:
    """Whether a line is an order, or a dial by one notch, at once or drafted in public."""
    measure = line.measure if isinstance(line, Draft) and not line.quiet else line
    if isinstance(measure, SetDial):
        return not measure.statute and abs(measure.notch - o.dials.get(measure.dial, measure.notch)) == 1
    return isinstance(measure, GiveOrder)


def _with(plan: Plan, line: Line) -> Plan:
    at = index_of(plan, slot(line))
    return (plan.without(at) if at >= 0 else plan).plus(line)
