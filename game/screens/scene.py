"""What a screen is drawn from: the ui state (where the player is, what is open) and the scene (that, the words, and what is known).

Immutable, so that the same scene always gives the same tree. `app.py` makes scenes; the screens only read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from game.screens.settings import Settings
from game.screens.texts import Texts

if TYPE_CHECKING:
    from game.content.compile import PackInfo
    from game.engine.rules.observation import Observation
    from game.engine.rules.options import Option, Options, Refusal
    from game.engine.rules.plan import Line, Offer, Plan, Side
    from game.engine.rules.record import StandingOffer
    from game.engine.rules.resolve import Month
    from game.engine.rules.rules import Rules
    from game.forecast.causes import Account
    from game.forecast.sandbox import Curves
    from game.screens.glossary import Glossary
    from game.screens.outlook import Forecast
    from game.screens.scoring import Score

SECONDS_A_STEP = 1.2  # of the reveal at ×1
LAST_STEP = 4


@dataclass(frozen=True)
class Draftsheet:
    """A deal or demand under construction; empty texts are not chosen yet."""

    sort: str = "deal"
    take: str = ""
    take_most: int = 0
    give: str = ""
    give_most: int = 0
    draft: str = ""
    quarters: int = 4


@dataclass(frozen=True)
class Fresh:
    """The choices of the new-campaign page."""

    scenario: str = ""
    side: str = "washington"
    doctrine: str = ""
    difficulty: str = ""
    seed: int = 1


@dataclass(frozen=True)
class Sandbox:
    """What is tried in the lab: two settings of dials (only those that were moved) and what is looked at."""

    scenario: str = ""
    product: str = "heavy.magnet"
    quarters: int = 8
    shown: str = "price:outside"
    editing: str = "two"  # or "one"
    side: str = "beijing"
    family: str = ""
    one: tuple[tuple[str, int], ...] = ()
    two: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Ui:
    """Where the player is and what is open. Nothing here is part of the game's state."""

    screen: str = "title"
    back: tuple[str, ...] = ()
    dialog: str = ""
    dialog_of: str = ""
    trail: tuple[str, ...] = ()  # numbers whose explanations were opened one from the other, the newest last
    tab: str = "world"
    layer: str = "heavy.magnet"
    family: str = ""
    more: bool = False
    codex: str = "terms"
    codex_of: str = ""  # the item that is open in the codex
    pages: tuple[tuple[str, str], ...] = ()  # sections and items of the codex from which links led here, the newest last
    words: bool = False  # whether the words of this screen are listed
    statistic: str = "leverage"
    country: str = ""
    statute: bool = False  # whether dials and orders that can be are put into law
    quiet: bool = False  # whether drafts are laid down without notice
    open_order: str = ""  # the order whose targets are shown
    sheet: Draftsheet = Draftsheet()
    fresh: Fresh = Fresh()
    lab: Sandbox = Sandbox()
    reading: str = ""
    second: str = ""  # a reading whose fan is laid over the first
    predicted: str = ""
    scored: tuple[str, str] = ("", "")  # reading and prediction that the last commit was made under
    replies: tuple[tuple[str, str], ...] = ()
    step: int = 0  # of the reveal: 0 both plans, 1..3 the months, 4 done
    speed: int = 1
    year: int = 0  # of the successor's quarters, the one on the map
    message: str = ""


@dataclass(frozen=True)
class Scene:
    """Everything that a screen may read."""

    t: Texts
    ui: Ui
    settings: Settings
    busy: str = ""
    rules: Rules | None = None
    glossary: Glossary | None = None
    observation: Observation | None = None
    before: Observation | None = None  # as it was before the last commit
    months: tuple[Month, ...] = ()  # of the quarter that was just played
    rows: Mapping[int, Mapping[str, float]] = field(default_factory=dict)  # numbers by quarter, for the statistics
    plan: Plan | None = None
    plan_seen: Mapping[Side, tuple[Line, ...]] = field(default_factory=dict)  # both plans of the last quarter, as far as known
    options: Options | None = None
    choices: Mapping[Line, Option] = field(default_factory=dict)
    offer: Offer | None = None  # the sheet as a line, when it is whole
    offer_refusal: Refusal | None = None
    offers: tuple[StandingOffer, ...] = ()  # to be answered after sealing
    forecast: Forecast | None = None  # the fan of the present plan, when it is worked out
    said: Forecast | None = None  # the one that was shown in the quarter before
    account: Account | None = None  # the causes of the last quarter, when they are
    curves: Curves | None = None  # of the lab
    scores: tuple[Score, ...] = ()  # of the quarters that were played since the campaign was begun or loaded
    outcome: Any = None
    losses: Mapping[str, Mapping[Side, float]] | None = None  # of a cut-off, by region and side
    packs: tuple[PackInfo, ...] = ()
    saves: tuple[Any, ...] = ()
    notice: str = ""
    error: str = ""

    @property
    def analyst(self) -> bool:
        """Whether single countries, stages and magnitudes are shown."""
        return self.settings.guidance == "analyst"


@dataclass(frozen=True, kw_only=True)
class Play(Scene):
    """A scene in which a campaign is under way, so that rules, observation and plan are there."""

    rules: Rules
    observation: Observation
    plan: Plan
    options: Options

    def told(self, option: Option | None) -> str:
        """Why an option may not be taken now; "" when it may."""
        from game.screens.telling import refusal_told

        if option is None:
            return self.t("refusal.not_now")
        return refusal_told(self.t, self.rules, option.refusal, self.observation.scenario)
