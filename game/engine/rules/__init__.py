"""The rules of play over the model: plans in, new state out. The verbs below are all that other rooms call."""

from game.engine.rules.campaign.digest import digest
from game.engine.rules.campaign.record import Batch, Setup, State
from game.engine.rules.explanations.explain import explain
from game.engine.rules.explanations.explanation import Explanation
from game.engine.rules.turn.card_view import CardView, card_view
from game.engine.rules.turn.legal import options, refuse
from game.engine.rules.turn.new_game import new_batch, new_game
from game.engine.rules.turn.observe import guess, observe, observe_batch
from game.engine.rules.turn.prices import cost, prices
from game.engine.rules.turn.resolve import BatchTurn, IllegalPlan, Turn, delivered, resolve, resolve_batch
from game.engine.rules.verdict.outcome import Outcome, outcome, outcomes
from game.engine.rules.verdict.standing import Parts
from game.engine.rules.vocabulary.calendar import date_of
from game.engine.rules.vocabulary.rules import Rules

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
    "prices",
    "refuse",
    "resolve",
    "resolve_batch",
]
