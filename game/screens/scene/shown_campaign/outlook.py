"""What the screens show and no frame can wait for: the fan of the present plan, the causes of the last quarter, the lab's curves.

The newest question wins, and `poll` tells when something arrived. Answers depend on nothing but the question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from game.screens.scene.shown_campaign.background import LatestQuestion
from game.structs import Struct

if TYPE_CHECKING:
    from game.engine.rules.campaign.observation import Observation
    from game.engine.rules.campaign.record import State
    from game.engine.rules.vocabulary.plan import Line, Plan, Side
    from game.engine.rules.vocabulary.rules import Rules
    from game.forecast.bites import Bite
    from game.forecast.causes import Account
    from game.forecast.fan import Fan
    from game.forecast.sandbox import Curves
    from game.play.campaign import Campaign
    from game.play.debrief.courses import History
    from game.play.debrief.turning_points import Debrief
    from game.play.debrief.what_if import Answer, Question
    from game.screens.scene.shown_campaign.ui import Sandbox, Ui

    Losses = Mapping[str, Mapping[Side, float]]  # % of GDP by region and side

STAGES = ((32, 4), (256, 8))  # lanes and quarters of the first picture and of the whole fan
ALONE = ((64, 8),)  # where there is no thread to refine it
KEY = 1  # of guessed worlds: asked twice, a fan is the same


class Forecast(Struct):
    """The fan under the plan, and the fan of staying the course, which shows what the plan changes."""

    fan: Fan
    still: Fan
    second: Fan | None = None  # the plan under another reading, to be held against the first

    def change(self, figure: str, ahead: int) -> float:
        """Points by which the plan moves the middle of a figure so many quarters ahead."""
        q = -1 if ahead >= self.fan.quarters else ahead
        return float(self.fan.bands[figure].quantiles[2, q] - self.still.bands[figure].quantiles[2, q])


class Outlook:
    """The forecast and the causes that the screens show now; None while they are being worked out."""

    def __init__(self, threads: bool, bites: bool | None = None) -> None:
        self.bites: Mapping[Line, Bite] = {}
        self._biting = threads if bites is None else bites  # not in tests, where every press would wait for them
        self._bites: LatestQuestion[Mapping[Line, Bite]] = LatestQuestion(threads)
        self._bitten: tuple[object, ...] = ()
        self.forecast: Forecast | None = None
        self.account: Account | None = None
        self._explained = -1  # the quarter whose causes were asked for
        self._said: Forecast | None = None
        self._stages = STAGES if threads else ALONE
        self._fans: LatestQuestion[Forecast] = LatestQuestion(threads)
        self._reasons: LatestQuestion[Account] = LatestQuestion(threads)
        self._tries: LatestQuestion[Curves] = LatestQuestion(threads)
        self._cuts: LatestQuestion[tuple[Observation, Losses]] = LatestQuestion(threads)
        self._debriefs: LatestQuestion[Debrief] = LatestQuestion(threads)
        self.debrief: Debrief | None = None
        self._what_ifs: LatestQuestion[tuple[History, Answer | None]] = LatestQuestion(threads)
        self._history: tuple[State, History] | None = None  # of the campaign whose last state it is
        self.what_if: Answer | None = None
        self._what_if: tuple[State, Question] | None = None  # what was asked last, of the campaign with this last state
        self._debriefed: object = None  # the last state of the campaign whose debrief was asked for
        self.curves: Curves | None = None
        self._tried: tuple[object, ...] = ()
        self._losses: tuple[Observation, Losses] | None = None
        self._cut: Observation | None = None
        self._seen: Observation | None = None
        self._asked: tuple[object, ...] = ()
        self._still: dict[tuple[str, int], Fan] = {}

    def look(self, rules: Rules, observation: Observation, plan: Plan, reading: str, second: str = "") -> None:
        """See to it that the forecast is the one of this plan and reading, with a second reading's beside it if one is named."""
        if observation is not self._seen:
            self._said, self.forecast, self._still, self._asked = self.forecast, None, {}, ()
            self._seen = observation
        if (plan, reading, second) == self._asked:
            return
        self._asked = (plan, reading, second)
        self._fans.ask(self._forecasts(rules, observation, plan, reading, self._still, second))

    def forecast_of(self, observation: Observation) -> Forecast | None:
        """The forecast, if it was made in this observation's quarter."""
        found = self.forecast
        return found if found is not None and found.fan.quarter == observation.quarter else None

    def said_before(self, observation: Observation) -> Forecast | None:
        """The last forecast that was shown in the quarter before this observation's, to be held against what came."""
        return next((f for f in (self.forecast, self._said) if f is not None and f.fan.quarter == observation.quarter - 1), None)

    def follow(self, ui: Ui, campaign: Campaign) -> None:
        """See to it that what this screen shows of a campaign is worked out: the forecast, the causes, the losses of a cut-off."""
        if ui.screen in ("desk", "table") and not campaign.over:
            observation = campaign.observation
            reading = ui.reading or observation.reading.leaning
            second = ui.second if ui.second != reading else ""
            self.look(campaign.rules, observation, campaign.plan, reading, second)
            if self._biting and ui.screen == "desk":
                self.bite(ui, campaign, reading)
        elif ui.screen == "briefing" and campaign.log:
            self.explain(campaign)
        elif ui.screen == "countries":
            self.cut_off(campaign.observation)
        if ui.screen == "debrief" and campaign.over:
            self.look_back(campaign)
            if campaign.spoken is not None and ui.debrief.quarter >= 0:
                self.ask_what_if(campaign, ui.debrief.question(campaign.side))
        elif self._debriefed is not None and (self.debrief is None or not (self.debrief.whole or self.debrief.refused)):
            self._debriefs.cancel()  # whoever leaves the page has no use for the rest; asked again, it begins anew
            self._debriefed, self.debrief = None, None

    def look_back(self, campaign: Campaign) -> None:
        """See to it that what each decision of a finished campaign did is worked out, more of it with every answer."""
        asked = campaign.state
        if asked is self._debriefed:
            return
        self._debriefed, self.debrief = asked, None
        from game.play.debrief.turning_points import debrief

        rules, setup, log, side = campaign.rules, campaign.setup, campaign.log, campaign.side
        self._debriefs.ask(debrief(rules, setup, log, side, lambda played: self._debriefed is asked))

    def ask_what_if(self, campaign: Campaign, question: Question) -> None:
        """See to it that this other history of a finished campaign is worked out; the record as it was needs no answer."""
        asked = (campaign.state, question)
        same = question.plan == campaign.log[question.quarter].plans[campaign.side] and not question.free
        if same or (self._what_if is not None and self._what_if[0] is asked[0] and self._what_if[1] == question):
            return
        self._what_if, self.what_if = asked, None

        def work() -> tuple[History, Answer | None]:
            from game.play.debrief.courses import played_again
            from game.play.debrief.what_if import what_if

            known = self._history
            if known is not None and known[0] is asked[0]:
                history = known[1]
            else:
                history = played_again(campaign.rules, campaign.setup, campaign.log)
            return history, what_if(history, campaign.side, question, lambda played: self._what_if is asked)

        self._what_ifs.ask(work() for _ in (0,))

    def bite(self, ui: Ui, campaign: Campaign, reading: str) -> None:
        """See to it that what each choice on show would do is worked out: answers first, then the measures that are listed.

        Bites of the plan before stand until the new ones are there."""
        plan, observation = campaign.plan, campaign.observation
        asked = (observation.quarter, plan, reading, ui.column, ui.family, ui.place, ui.sought)
        if asked == self._bitten:
            return
        if asked[0] != (self._bitten or asked)[0]:
            self.bites = {}
        self._bitten = asked
        from game.screens.scene.shown_campaign.bitten import tries

        self._bites.ask(self._bitings(campaign.rules, observation, tries(ui, campaign.rules, observation, plan), reading))

    def explain(self, campaign: Campaign, began: State | None = None) -> None:
        """Ask once for the causes of the last quarter; until they are there, none are shown. `began` is the state that the quarter
        began with, or None to play the log again."""
        last = len(campaign.log) - 1
        if self._explained == last:
            return
        self._explained, self.account = last, None
        from game.play.quarter_causes import account_of

        rules, setup, log = campaign.rules, campaign.setup, campaign.log
        self._reasons.ask(account_of(rules, setup, log, last, began) for _ in (0,))

    def try_out(self, rules: Rules, box: Sandbox) -> None:
        """See to it that the lab's curves are those of these settings; the last ones stand until the new ones are there."""
        asked = (rules.hash, box.scenario, box.product, box.quarters, box.one, box.two)
        if asked == self._tried:
            return
        if asked[:4] != self._tried[:4]:
            self.curves = None
        self._tried = asked

        def work() -> Curves:
            from game.forecast.sandbox import curves

            return curves(rules, box.scenario, dict(box.one), dict(box.two), box.product, box.quarters)

        self._tries.ask(work() for _ in (0,))

    def cut_off(self, observation: Observation) -> None:
        """See to it that the losses of a cut-off are those of this observation's world."""
        if observation is self._cut:
            return
        self._cut = observation

        def work() -> tuple[Observation, Losses]:
            from game.forecast.leanings import cut_losses

            return observation, cut_losses(observation)

        self._cuts.ask(work() for _ in (0,))

    def losses_of(self, observation: Observation) -> Losses | None:
        """What a cut-off would cost each region, if it was worked out for this observation."""
        return self._losses[1] if self._losses is not None and self._losses[0] is observation else None

    def forget_worlds(self) -> None:
        """Forget the lab's curves, as when other packs are read."""
        self._tries.cancel()
        self.curves, self._tried = None, ()

    def poll(self) -> bool:
        """Take in what arrived; True when there is something new to show."""
        forecast, account = self._fans.poll(), self._reasons.poll()
        curves, losses, debrief = self._tries.poll(), self._cuts.poll(), self._debriefs.poll()
        if debrief is not None:
            self.debrief = debrief
        other = self._what_ifs.poll()
        if other is not None and self._what_if is not None:
            self._history, self.what_if = (self._what_if[0], other[0]), other[1]
        bites = self._bites.poll()
        if bites is not None:
            self.bites = {**self.bites, **bites}
        if curves is not None:
            self.curves = curves
        if losses is not None:
            self._losses = losses
        if forecast is not None:
            self.forecast = forecast
        if account is not None:
            self.account = account
        return any(found is not None for found in (forecast, account, curves, losses, bites, debrief, other))

    def clear(self) -> None:
        """Forget everything, as when a campaign is left."""
        self._fans.cancel()
        self._reasons.cancel()
        self._bites.cancel()
        self.bites, self._bitten = {}, ()
        self.forecast, self._said, self.account, self._explained = None, None, None, -1
        self._seen, self._asked, self._still = None, (), {}
        self._losses, self._cut = None, None
        self._debriefs.cancel()
        self.debrief, self._debriefed = None, None
        self._what_ifs.cancel()
        self._history, self.what_if, self._what_if = None, None, None

    def _forecasts(
        self, rules: Rules, observation: Observation, plan: Plan, reading: str, still: dict[tuple[str, int], Fan], second: str
    ) -> Iterator[Forecast]:
        """Ever finer forecasts; `still` keeps the fans of staying the course in this observation's quarter."""
        from game.engine.rules.vocabulary.plan import Plan as Empty
        from game.forecast.fan import fan, fans

        readings = (reading, second) if second else (reading,)
        for lanes, quarters in self._stages:
            sketch = (lanes, quarters) == STAGES[0]
            made, *other = fans(rules, observation, plan, readings, quarters, lanes, KEY, sketch=sketch)
            known = (reading, lanes)
            if not plan.lines:
                still[known] = made
            if known not in still:
                still[known] = fan(rules, observation, Empty(plan.side), reading, quarters, lanes, KEY, sketch=sketch)
            yield Forecast(made, still[known], other[0] if other else None)

    def _bitings(
        self, rules: Rules, observation: Observation, tries: Sequence[tuple[Line, Plan]], reading: str
    ) -> Iterator[Mapping[Line, Bite]]:
        """All bites that are known so far, one more each time."""
        from game.forecast.bites import bites

        known: dict[Line, Bite] = {}
        for line, found in bites(rules, observation, tries, reading, KEY):
            known[line] = found
            yield dict(known)
