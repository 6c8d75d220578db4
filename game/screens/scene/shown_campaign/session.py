"""The campaign that is on the screens, with what was gathered of it so far and what is worked out beside for it.

The campaign itself, its log and its saves are `game/play`'s."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.screens.scene.shown_campaign.outlook import Outlook
from game.screens.scene.shown_campaign.plan_view import PlanView, PlanViews
from game.screens.scene.shown_campaign.progress import Progress

if TYPE_CHECKING:
    from game.engine.rules.turn.options import Refusal
    from game.engine.rules.vocabulary.plan import Offer
    from game.play.campaign import Campaign
    from game.screens.scene.shown_campaign.ui import OfferSheet


class Session:
    """One player's campaigns, one at a time; `campaign` is None at the title."""

    def __init__(self, threads: bool, bites: bool | None = None) -> None:
        self.campaign: Campaign | None = None
        self.progress = Progress()
        self.outlook = Outlook(threads, bites)
        self._views = PlanViews()

    @property
    def playing(self) -> Campaign:
        """The campaign, for what is only done while there is one."""
        assert self.campaign is not None
        return self.campaign

    def begin(self, campaign: Campaign | None) -> None:
        """Show another campaign, or none."""
        self.campaign, self.progress, self._views = campaign, Progress(), PlanViews()
        self.outlook.clear()

    def go_on(self, campaign: Campaign) -> None:
        """Show the same campaign under other rules; what was gathered of it stays, what was worked out beside is asked for anew."""
        self.campaign, self._views = campaign, PlanViews()
        self.outlook.clear()

    def finish(self) -> None:
        """Read how the campaign ended, and note it in the chronicle."""
        campaign, progress = self.playing, self.progress
        progress.outcome = campaign.outcome()
        if campaign.over:
            from game.play import note

            progress.chapters = note(campaign)

    def autosave(self) -> str:
        """Save the campaign, if one is under way; the sentence when it could not be saved, else ""."""
        if self.campaign is None or self.campaign.over or self.campaign.store is None:
            return ""
        return "" if self.campaign.autosave() is not None else self.campaign.notice

    def view(self, *, as_it_was: bool = False) -> PlanView:
        """What the player sees and may do; `as_it_was` while a thread works on the campaign."""
        held = self._views.last
        return held if as_it_was and held is not None else self._views.of(self.playing)

    def offer(self, sheet: OfferSheet) -> tuple[Offer | None, Refusal | None]:
        """The Table's sheet as a line, and why it may not be offered."""
        from game.engine.rules import refuse
        from game.screens.scene.shown_campaign.available_lines import offer_on

        offer, campaign = offer_on(sheet), self.playing
        return offer, refuse(campaign.rules, campaign.observation, campaign.plan, offer) if offer is not None else None
