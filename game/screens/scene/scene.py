"""What a screen is drawn from: where the player is and what is open, the words, and what is known.

Immutable, so that the same scene always gives the same tree. `app.py` makes scenes; the screens only read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from game.screens.scene.settings import LARGEST_BOARD, Settings
from game.screens.scene.shown_campaign.ui import Ui
from game.screens.words.texts import Texts
from game.structs import Struct, field

if TYPE_CHECKING:
    from game.content.loading.compile import PackInfo
    from game.engine.rules.campaign.observation import Observation
    from game.engine.rules.campaign.record import StandingOffer
    from game.engine.rules.turn.options import Option, Options, Refusal
    from game.engine.rules.turn.resolve import Month
    from game.engine.rules.verdict.outcome import Outcome
    from game.engine.rules.vocabulary.plan import Line, Offer, Plan, Side
    from game.engine.rules.vocabulary.rules import Rules
    from game.forecast.bites import Bite
    from game.forecast.causes import Account
    from game.forecast.sandbox import Curves
    from game.play.debrief.turning_points import Debrief
    from game.play.debrief.what_if import Answer
    from game.play.finished_campaigns import Chapter
    from game.play.save_file import LogLine, Score, Spoken
    from game.play.save_folder import SaveEntry
    from game.screens.scene.class_server import ClassNow
    from game.screens.scene.shown_campaign.outlook import Forecast
    from game.screens.words.glossary import Glossary


class Scene(Struct):
    """Everything that a screen may read."""

    t: Texts
    ui: Ui
    settings: Settings
    typed: bool = False  # whether it is told by a face without letters of its own, for which a text size means nothing
    busy: str = ""
    rules: Rules | None = None
    glossary: Glossary | None = None
    observation: Observation | None = None
    before: Observation | None = None  # as it was before the last commit
    months: tuple[Month, ...] = ()  # of the quarter that was just played
    rows: Mapping[int, Mapping[str, float]] = field(default_factory=dict)  # numbers by quarter, for the statistics
    plan: Plan | None = None
    options: Options | None = None
    choices: Mapping[Line, Option] = field(default_factory=dict)
    offer: Offer | None = None  # the sheet as a line, when it is whole
    offer_refusal: Refusal | None = None
    offers: tuple[StandingOffer, ...] = ()  # to be answered after sealing
    bites: Mapping[Line, Bite] = field(default_factory=dict)  # what single choices would do, as far as it is worked out
    forecast: Forecast | None = None  # the fan of the present plan, when it is worked out
    said: Forecast | None = None  # the one that was shown in the quarter before
    account: Account | None = None  # the causes of the last quarter, when they are
    curves: Curves | None = None  # of the lab
    scores: tuple[Score, ...] = ()  # of each quarter of the campaign that was seen to its end
    debrief: Debrief | None = None  # of the finished campaign, as far as it is worked out
    spoken: Spoken | None = None  # what the player said before it; None before that
    what_if: Answer | None = None  # the other history that was asked for last, when it is worked out
    log: tuple[LogLine, ...] = ()  # of the campaign, both plans open; only once it is over
    outcome: Outcome | None = None
    chapters: tuple[Chapter, ...] = ()  # of the chronicle, this campaign's included, once it is over
    losses: Mapping[str, Mapping[Side, float]] | None = None  # of a cut-off, by region and side
    languages: Mapping[str, float] = field(default_factory=dict)  # code in small letters → share of all texts that it has
    packs: tuple[PackInfo, ...] = ()
    class_now: ClassNow | None = None  # how the class that this game serves stands
    saves: tuple[SaveEntry, ...] = ()
    notice: str = ""
    error: str = ""

    @property
    def analyst(self) -> bool:
        """Whether single countries, stages and magnitudes are shown."""
        return self.settings.guidance == "analyst"

    @property
    def by_page(self) -> bool:
        """Whether the letters are so large that map, card and plan each take the whole Desk."""
        return not self.typed and self.settings.text_scale > LARGEST_BOARD


class Play(Scene, kw_only=True):
    """A scene in which a campaign is under way, so that rules, observation and plan are there."""

    rules: Rules
    observation: Observation
    plan: Plan
    options: Options

    def layer(self, among: Sequence[str]) -> str:
        """The product of these that maps and charts show: the one that was chosen, or the scenario's, or the usual one."""
        wanted = self.ui.layer, self.rules.scenarios[self.observation.scenario].product, self.rules.numbers.usual_product
        return next((p for p in wanted if p in among), among[0])

    def why_not(self, line: Line) -> str:
        """Why a line may not be taken now, in the rules' words; "" when it may. A line that no option names is asked for itself."""
        from game.engine.rules import refuse
        from game.screens.words.sentences import refusal_told

        known = self.choices.get(line)
        refusal = known.refusal if known is not None else refuse(self.rules, self.observation, self.plan, line)
        return refusal_told(self.t, self.rules, refusal, self.observation.scenario)
