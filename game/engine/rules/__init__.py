"""The rules of play over the model: plans in, new state out. The verbs below are all that other rooms call."""

from game.engine.rules.calendar import date_of
from game.engine.rules.card_view import CardView, card_view
from game.engine.rules.digest import digest
from game.engine.rules.explain import explain
from game.engine.rules.explanation import Explanation
from game.engine.rules.legal import cost, options, refuse
from game.engine.rules.new_game import new_batch, new_game
from game.engine.rules.observe import guess, observe, observe_batch
from game.engine.rules.outcome import Outcome, Parts, outcome, outcomes
from game.engine.rules.record import Batch, Setup, State
from game.engine.rules.resolve import BatchTurn, IllegalPlan, Turn, delivered, resolve, resolve_batch
from game.engine.rules.rules import Rules

__all__ = [
    "Batch",
    "BatchTurn",
    "CardView",
    "Explanation",
    "IllegalPlan",
    "Outcome",
    "Parts",
    "Rules",
    "Setup",
    "State",
    "Turn",
    "card_view",
    "cost",
    "date_of",
    "delivered",
    "digest",
    "explain",
    "guess",
    "new_batch",
    "new_game",
    "observe",
    "observe_batch",
    "options",
    "outcome",
    "outcomes",
    "refuse",
    "resolve",
    "resolve_batch",
]
