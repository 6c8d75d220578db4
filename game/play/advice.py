"""Content's advice as lines that a plan may hold. What advice there is stands in lessons and class presets."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.vocabulary.lessons import Advice, AtBrink, MoveDial, Propose, Speak, TryOrder
from game.engine.rules.vocabulary.plan import AnswerCard, Draft, GiveOrder, Line, Measure, Offer, Say, SetDial, Term
from game.engine.rules.vocabulary.rules import Rules


def lines_of(rules: Rules, o: Observation, step: Advice) -> Iterator[Line]:
    """A step of advice as lines that a plan may hold, the plain one first; none where it does not apply."""
    if isinstance(step, MoveDial):
        now, last = o.dials[step.dial], len(rules.dials[step.dial].notches) - 1
        to = min(max(now + step.by, 0), last)
        if to != now:
            yield from _drafted(SetDial(step.dial, to))
    elif isinstance(step, TryOrder):
        yield from _drafted(GiveOrder(step.order, step.target))
    elif isinstance(step, Speak):
        yield Say(step.word)
    elif isinstance(step, Propose):
        if o.dials[step.give] > 0 and o.dials[step.take] > 0:
            yield Offer(Term(step.take, o.dials[step.take] - 1), step.quarters, Term(step.give, o.dials[step.give] - 1))
    elif isinstance(step, AtBrink) and any(card.card == "brink" for card in o.table):
        yield AnswerCard("brink", step.answer)


def _drafted(measure: Measure) -> Iterator[Line]:
    yield measure
    yield Draft(measure)
