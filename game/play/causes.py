"""The causes of a finished quarter, found by playing the log again up to it. What causes are is `game/forecast/causes.py`."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.rules import new_game, resolve
from game.engine.rules.record import Setup, State
from game.engine.rules.rules import Rules
from game.forecast.causes import Account, account
from game.play.saves import LogLine, SaveError


def account_of(rules: Rules, setup: Setup, log: Sequence[LogLine], quarter: int, before: State | None = None) -> Account:
    """The causes of all figures in the quarter of that number in the log (the first is 0). `before` is the state that it began
    with, if that is at hand. SaveError, in one sentence, when the log does not hold the quarter or cannot be played again."""
    if not 0 <= quarter < len(log):
        held = f"holds the quarters 0 to {len(log) - 1}" if log else "holds no finished quarter"
        raise SaveError(f"There is no quarter {quarter} to explain; the log {held}.")
    line = log[quarter]
    try:
        state = before if before is not None else _state_before(rules, setup, log[:quarter])
        return account(rules, state, line.plans, line.answers)
    except (KeyError, ValueError) as error:
        raise SaveError(f"Quarter {quarter} cannot be played again: {error}.") from None


def _state_before(rules: Rules, setup: Setup, log: Sequence[LogLine]) -> State:
    state = new_game(rules, setup)
    for line in log:
        state = resolve(rules, state, line.plans, line.answers, lenient=line.rules != rules.hash).state
    return state
