"""The causes of a finished quarter, found by playing the log again up to it. What causes are is `game/forecast/causes.py`."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.rules import digest, new_game, resolve
from game.engine.rules.campaign.record import Setup, State
from game.engine.rules.vocabulary.rules import Rules
from game.forecast.causes import Account, account
from game.play.messages import Sentence
from game.play.save_file import LogLine, SaveError
from game.play.without_packs import strange


def account_of(rules: Rules, setup: Setup, log: Sequence[LogLine], quarter: int, before: State | None = None) -> Account:
    """The causes of all figures in the quarter of that number in the log (the first is 0). `before` is the state that it began
    with, if that is at hand. SaveError, in one sentence, when the log does not hold the quarter or cannot be played again."""
    state = before if before is not None else state_before(rules, setup, log, quarter)
    if any(strange(rules, (*log[quarter].plans.values(), *log[quarter].answers.values()))):
        raise SaveError(Sentence("log-other"))
    try:
        return account(rules, state, log[quarter].plans, log[quarter].answers)
    except (KeyError, ValueError) as error:
        raise SaveError(Sentence("quarter-fails", quarter=str(quarter), reason=str(error))) from None


def state_before(rules: Rules, setup: Setup, log: Sequence[LogLine], quarter: int) -> State:
    """The state that a quarter of the log began with. SaveError as above, and where today's rules lead to another."""
    if not log:
        raise SaveError(Sentence("no-quarter"))
    if not 0 <= quarter < len(log):
        raise SaveError(Sentence("quarter-not-there", quarter=str(quarter), last=str(len(log) - 1)))
    try:
        state = new_game(rules, setup)
    except (KeyError, ValueError):
        raise SaveError(Sentence("scenario-missing", scenario=setup.scenario)) from None
    for at, line in enumerate(log[:quarter]):
        try:
            state = resolve(rules, state, line.plans, line.answers, lenient=not rules.same_game(line.rules)).state
        except (KeyError, ValueError) as error:
            raise SaveError(Sentence("quarter-fails", quarter=str(at), reason=str(error))) from None
    if quarter and digest(state) != log[quarter - 1].digest:
        raise SaveError(Sentence("log-wrong" if rules.same_game(log[quarter - 1].rules) else "log-other"))
    return state
