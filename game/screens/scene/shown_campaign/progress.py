"""What the screens gather while a campaign is played: the observation before the last commit, its months, offers, statistics.

Made afresh with every campaign; nothing here is part of the game's state or of a save."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.engine.rules.campaign.observation import Observation
    from game.engine.rules.campaign.record import StandingOffer, State
    from game.engine.rules.turn.resolve import Month
    from game.engine.rules.verdict.outcome import Outcome
    from game.play.finished_campaigns import Chapter


@dataclass
class Progress:
    """One campaign as far as the player has seen it."""

    before: Observation | None = None  # as it was before the last commit
    state_before: State | None = None  # the state that the quarter under way began with
    months: tuple[Month, ...] = ()  # of the quarter that was just played
    rows: dict[int, Mapping[str, float]] = field(default_factory=dict)  # the numbers of each quarter that was seen
    offers: tuple[StandingOffer, ...] = ()  # delivered, to be answered
    outcome: Outcome | None = None
    chapters: tuple[Chapter, ...] = ()  # of the chronicle, once the campaign is over
    lesson: str = ""  # of this quarter, until it is put away
