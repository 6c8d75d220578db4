"""What one capital may know: a type of its own, without the seed, the deck, the other side's plan, budget, exact rung or reserve.

`observe` makes it from a state; `guess` makes a whole state again that is consistent with it, with another seed."""

from __future__ import annotations

from collections.abc import Mapping

from game.engine.rules.campaign.record import (
    Accounts,
    CardOnTable,
    Figures,
    MarkBorne,
    MeasureInForce,
    Past,
    Promise,
    Recalled,
    StandingDraft,
    StandingOffer,
)
from game.engine.rules.vocabulary.plan import Side
from game.engine.world.model.state import World
from game.structs import Struct, field


class Reading(Struct):
    """The intelligence reading of the other side: what it leans to, and how sure the service is. Wrong at the stated rate."""

    leaning: str  # "answers in kind", "holds", "eases", "climbs"
    confidence: float


class Observation(Struct):
    """What `side` sees at the start of a quarter. `world` is one lane in which hidden cells hold public estimates."""

    side: Side
    scenario: str
    difficulty: str
    quarter: int
    quarters: int
    date: str  # "2025Q4"
    world: World
    dials: Mapping[str, int]  # all dials: measures in force are public
    statutes: tuple[tuple[str, int, int], ...]
    measures: tuple[MeasureInForce, ...]
    drafts: tuple[StandingDraft, ...]  # own drafts, and the other side's that are announced or were glimpsed
    offers: tuple[StandingOffer, ...]  # open ones of both sides
    promises: tuple[Promise, ...]
    marks: tuple[MarkBorne, ...]  # own marks
    table: tuple[CardOnTable, ...]  # own cards
    accounts: Accounts  # own
    stances: Mapping[str, tuple[float, float]]
    mandates: tuple[str, ...]  # own
    progress: Mapping[str, tuple[int, ...]]
    enacted: tuple[tuple[str, int, str], ...]  # own orders
    figures: Mapping[Side, Figures]
    history: tuple[Past, ...]  # the other side's plan lines of past quarters are those that became public
    own_rung: float
    seen_rung: float  # the other side's rung as observed through the fog
    resolve: Mapping[Side, float]
    words: Mapping[Side, tuple[str, ...]]
    reading: Reading
    over: str
    recalled: tuple[Recalled, ...] = ()  # what the own cards remember, of both sides' acts
    threats: Mapping[Side, tuple[float, float]] = field(default_factory=dict)  # threats that fell due, and those carried out
    rival_mandates: tuple[str, ...] = ()  # the other side's public ones
    charge_lists: Mapping[Side, tuple[str, ...]] = field(default_factory=dict)  # side -> mandates of which one is its sealed one
    charges: Mapping[Side, str] = field(default_factory=dict)  # the own sealed mandate; the other side's once the campaign is over
    named: Mapping[Side, str] = field(default_factory=dict)  # what each side took the other's for, once the campaign is over
    charge_report: tuple[str, ...] = ()  # from the middle on: two, of which the service takes one for the other's sealed mandate
    opponent: str = ""  # the other capital's doctrine, known to the player who chose it; "" to anybody else
