"""Who plans for the other capital: scripts that read an observation, never a state, and can say why.

`plan_for` and `answer_for` are the two calls; the scripts are rows of `doctrines.py`, their numbers are content."""

from game.opponents.doctrines import SCRIPTS, answer_for, plan_for, plan_with_reasons
from game.opponents.planner import Planned, Reason

__all__ = ["SCRIPTS", "Planned", "Reason", "answer_for", "plan_for", "plan_with_reasons"]
