"""What a side observed at the start of every quarter of a campaign so far, found by playing its log again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.engine.rules import digest, new_game, observe, resolve
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.record import Setup
from game.engine.rules.vocabulary.plan import Side
from game.engine.rules.vocabulary.rules import Rules
from game.play.save_file import LogLine


def observations(rules: Rules, setup: Setup, log: Sequence[LogLine], side: Side) -> Iterator[Observation]:
    """The side's observations from the first quarter on, as far as the log still plays as it was played."""
    try:
        state = new_game(rules, setup)
        yield observe(rules, state, side)
        for line in log:
            state = resolve(rules, state, line.plans, line.answers, lenient=not rules.same_game(line.rules)).state
            if digest(state) != line.digest:
                return
            yield observe(rules, state, side)
    except (KeyError, ValueError):
        return
