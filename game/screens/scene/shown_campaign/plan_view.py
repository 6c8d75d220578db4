"""What the player sees of a campaign and may do in it under the plan as it is laid out, kept until state or plan change.

Every picture asks for it, and it costs too much to be made for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from game.engine.rules.campaign.observation import Observation
    from game.engine.rules.campaign.record import State
    from game.engine.rules.turn.options import Option, Options
    from game.engine.rules.vocabulary.plan import Line, Plan
    from game.play.campaign import Campaign


class PlanView(NamedTuple):
    """The observation, the plan, what may be added to it, and every line's option as its control sees it."""

    observation: Observation
    plan: Plan
    options: Options
    choices: Mapping[Line, Option]


class PlanViews:
    """The last view of one campaign."""

    def __init__(self) -> None:
        self.last: PlanView | None = None
        self._state: State | None = None

    def of(self, campaign: Campaign) -> PlanView:
        """The view of the campaign as it stands now."""
        if self.last is None or self._state is not campaign.state or self.last.plan != campaign.plan:
            from game.engine.rules import options
            from game.screens.scene.shown_campaign.available_lines import choices

            rules, observation = campaign.rules, campaign.observation
            now, found = choices(lambda plan: options(rules, observation, plan), campaign.plan)
            self.last, self._state = PlanView(observation, campaign.plan, now, found), campaign.state
        return self.last
