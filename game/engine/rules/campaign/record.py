"""What a campaign remembers besides the world's arrays: dials, measures, drafts, promises, cards, marks, accounts, history.

Plain immutable data, saved as JSON as it stands, acts and news as `written.py` has them. `State` joins one record to a one-lane
world; `Batch` many to many lanes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from game.engine.rules.vocabulary.acts import Act, Deed, Source
from game.engine.rules.vocabulary.news import News
from game.engine.rules.vocabulary.plan import Measure, Offer, Plan, Side
from game.engine.world.model.state import World
from game.structs import Struct, field

PromiseStatus = Literal["open", "kept", "broken", "void"]


class Setup(Struct):
    """How a campaign is set up. `human` is the side played by a person, or "" when scripts play both."""

    scenario: str
    seed: int
    human: Side | Literal[""] = ""
    difficulty: str = "even"
    doctrines: tuple[str, str] = ("calibrator", "calibrator")  # Beijing's, Washington's (ignored for the human side)


class MeasureInForce(Struct):
    """Effects that hold until a quarter: from an order, a card's response, or a dial set by statute."""

    id: str  # begins with its order's id, so that a promise to keep it can name the order
    side: Side
    source: Source
    since: int
    until: int  # first quarter in which it no longer holds; 999 = to the end
    target: str = ""
    statute: bool = False


class StandingDraft(Struct):
    """A measure drafted in quarter `since`; may be enacted from the next quarter on."""

    id: str
    side: Side
    measure: Measure
    since: int
    quiet: bool
    seen: bool = False  # a quiet draft that the other side glimpsed
    demand: str = ""  # id of the demand that it backs


class StandingOffer(Struct):
    """A deal or demand delivered in quarter `since`."""

    id: str
    side: Side
    offer: Offer
    since: int
    answered: Literal["", "yes", "no"] = ""


class Promise(Struct):
    """A promise of `side` to `to` (the rival or a region): keep `dial` at most at `most` (or keep an order in force)."""

    id: str
    side: Side
    to: str
    since: int
    until: int
    dial: str = ""
    most: int = 0
    order: str = ""
    status: PromiseStatus = "open"
    deal: str = ""  # the two promises of one deal share this id


class MarkBorne(Struct):
    """A mark with the quarter and the act that left it."""

    name: str
    sort: str
    side: Side
    since: int
    until: int
    act: Act


class Recalled(Struct):
    """Which memory of a card speaks (its place in the card) and the mark that it speaks of."""

    card: str
    memory: int
    mark: MarkBorne


class CardOnTable(Struct):
    """A card dealt to a side this quarter; `brink` cards carry the number of returns so far."""

    card: str  # card id, or "brink"
    side: Side
    since: int
    returns: int = 0


UNTRIED_DUE, UNTRIED_DONE = 1.0, 0.5
"""Counts of resolve with which a campaign begins: what is believed of a side of which no threat has fallen due."""


class Accounts(Struct):
    """The three resources of one side, and the five watchers' present opinions (0..100)."""

    capital: int
    budget: float  # $bn in hand
    support: float
    watchers: tuple[float, ...]
    bumps: tuple[float, ...]  # fading marks of cards on each watcher
    credit: float = 0.0  # outstanding directed credit, $bn
    threats_due: float = UNTRIED_DUE  # Beta counts of resolve: threats that fell due
    threats_done: float = UNTRIED_DONE  # of those carried out
    low_quarters: int = 0
    appropriation: float = 1.0  # factor on income that the legislature granted
    bonus_until: int = 0  # first quarter without the capital bonus of an election won or a plan adopted


FIGURES = ("leverage", "reliability", "crisis")
"""The three headline figures, in the order in which they are shown."""


class Figures(Struct):
    """The three figures of one side at a quarter's end. Indices 0..100, shares 0..1, money in $bn."""

    leverage: float
    leverage_today: float
    leverage_lasting: float
    leverage_usd_bn: float  # net, today
    own_loss_usd_bn: float
    reliability: float  # 0..1
    reliability_third: float  # third parties only, 0..1
    escalation: float  # 0..1, equal for both sides: of rupture within a year
    rival_alone_usd_bn: float = 0.0
    crisis: float = 0.0  # 0..1, equal for both sides: of a brink within a year
    threatened_gdp_usd_bn: float = 0.0  # GDP of those whom the best threat is for
    threat: float = 0.0  # the best of today's: 0 against all, 1 sparing partners, 2 against the rival alone
    reach: float = 0.0  # 0..1, part of third countries' trade that enforces a cut of the rival alone
    shelter: float = 0.0  # 0..1, part of what the rival could take that partners' stocks spare this side

    def points(self, name: str) -> float:
        """The headline figure of this name (one of FIGURES) in points: leverage as it is, shares times 100."""
        return self.leverage if name == "leverage" else 100.0 * float(getattr(self, name))


class Past(Struct):
    """One finished quarter as history and briefing need it."""

    quarter: int
    figures: Mapping[Side, Figures]
    plans: Mapping[Side, Plan]
    words: Mapping[Side, str]
    deeds: Mapping[Side, tuple[Deed, ...]]  # what each side did in public
    prices: Mapping[str, tuple[float, float]]  # product -> inside, outside
    news: tuple[News, ...]  # what happened, in order


class Record(Struct):
    """Everything per campaign that is no array. `quarter` counts from 0; `over` names the verdict when the campaign has ended."""

    setup: Setup
    quarter: int
    dials: Mapping[str, int]
    statutes: tuple[tuple[str, int, int], ...]  # (dial, notch, quarter from which the statute holds)
    measures: tuple[MeasureInForce, ...]
    drafts: tuple[StandingDraft, ...]
    offers: tuple[StandingOffer, ...]
    promises: tuple[Promise, ...]
    marks: tuple[MarkBorne, ...]
    table: tuple[CardOnTable, ...]
    coming: tuple[tuple[str, int, Side], ...]  # (card, quarter, side) called up by chains
    dealt: tuple[tuple[str, int, Side], ...]
    accounts: Mapping[Side, Accounts]
    stances: Mapping[str, tuple[float, float]]  # region -> toward Beijing, toward Washington
    mandates: Mapping[Side, tuple[str, ...]]
    progress: Mapping[str, tuple[int, ...]]  # mandate -> 1 for each quarter in which its condition held
    enacted: tuple[tuple[str, int, str], ...]  # (order, quarter, target)
    figures: Mapping[Side, Figures]
    history: tuple[Past, ...] = ()
    words: Mapping[Side, tuple[str, ...]] = field(default_factory=dict)
    out: tuple[Side, ...] = ()  # sides out of office
    over: str = ""  # "", rupture, out-of-office, end
    counter: int = 0  # for ids
    charge_lists: Mapping[Side, tuple[str, ...]] = field(default_factory=dict)  # side -> mandates of which one is its sealed one
    named: Mapping[Side, str] = field(default_factory=dict)  # side -> mandate that it took for the other's sealed one


LATER = frozenset({"charge_lists", "named"})
"""Fields that came after saves were made without them: left out of saves and digests while they are empty, so that those hold."""


class State(Struct):
    """One campaign: its record and a one-lane world."""

    record: Record
    world: World


class Batch(Struct):
    """N campaigns of one scenario stepped together: N records and an N-lane world."""

    records: tuple[Record, ...]
    world: World
