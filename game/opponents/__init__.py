"""Who plans for the other capital: scripts that read an observation, never a state, and can say why.

`plan_for` and `answer_for` are the two calls; the scripts are rows of `scripts.py`, their numbers are content."""

from game.opponents.desk import Planned, Reason
from game.opponents.scripts import SCRIPTS, answer_for, plan_for, plan_with_reasons

__all__ = ["SCRIPTS", "Planned", "Reason", "answer_for", "plan_for", "plan_with_reasons"]
