"""The numbers of the rules of play, as content gives them. Definitions only; the model's own parameters are the world's."""

from __future__ import annotations

from typing import Annotated, Literal

from game.engine.rules.fields.bounds import Bounds, Keys, Ref
from game.engine.rules.vocabulary.items import DESKS, SIDE_IDS, Desk, SideId
from game.structs import Struct

STANCE_WEIGHTS = ("dependence", "trust", "inducement", "pressure", "balance", "alternatives", "enforce", "back")
WATCH = (
    "base", "loss", "price", "market", "use", "security", "security_calm", "budget", "budget_most", "budget_calm", "trust",
    "trust_calm", "promise_kept", "promise_broken", "promise_window", "deficit", "low", "high",
)  # fmt: skip


Remembered = Literal["deal", "broken_word", "brink"]


class SideNumbers(Struct):
    """Resources of one side. Money in $bn a quarter."""

    capital_start: int
    capital_income: int
    capital_carry: int
    budget_income: float
    budget_start: float
    support_start: float
    weights: Annotated[dict[Desk, float], Keys(DESKS)]
    credit_service: float  # share a quarter of outstanding credit
    statutes: bool


class OddsNumbers(Struct):
    """The odds of a yes to an offer; the rule is told in `turn/odds.py`."""

    start: float  # of a deal that gives and asks nothing
    weight: float  # of gain and pain in a deal
    unbacked: float  # chance of a yes to a demand with nothing behind it …
    backed: float  # … and to one whose refusal costs all and whose granting costs nothing
    bite: float  # what a draft at the top rung, by who holds all leverage, is feared for, in the terms of pain
    promise_broken: Annotated[float, Bounds(0, 1)]  # what is left of a threat that would break one's own promise
    least: float
    most: float
    gain: float  # of each notch that the proposer gives, and more with how much the answerer depends on it
    gain_dependence: float
    pain: float  # of each notch that the answerer gives up, and more with its own leverage
    pain_leverage: float
    span: float  # how much of the pain a promise for no time weighs, and how much more each quarter
    span_quarter: float


class StandingNumbers(Struct):
    """How the verdict's parts make a standing, and standing and par a verdict (`verdict/outcome.py`)."""

    dominance: float  # exponents
    reliability: float
    welfare: float
    points: float  # verdict points for each spread above par


class Numbers(Struct):
    """Every number of the rules of play that is no parameter of the model. All content."""

    sides: Annotated[dict[SideId, SideNumbers], Keys(SIDE_IDS)]
    usual_product: Annotated[str, Ref("product")]  # the one that is meant where content names none
    orders_a_quarter: int
    notch_cost: int
    draft_cost: int
    draft_rung: int  # measures of this rung or more are drafted first
    demand_cost: int
    statute_cost: int
    statute_quarters: int
    break_cost: int
    repeal_chance: float  # chance that an election ends a decree
    glimpse: float
    glimpse_channel: float
    quiet_trust: float
    quiet_tension: float
    hoard_announced: float
    promise_months: float
    promise_whole: int  # quarters from which a kept promise leaves all of them
    deal_longest: int  # quarters
    deal_nothing: float  # taken from the odds of a deal that asks for notches and gives none
    marks_last: Annotated[
        dict[Literal["deal", "broken_word", "brink"], int], Keys(("deal", "broken_word", "brink"))
    ]  # quarters that acts at the table and the brink are remembered
    support_memory: float
    support_low: float
    support_out: float
    support_election: float
    support_bonus: float
    out_quarters: int  # quarter ends running with support below `support_out` that cost the office
    capital_low: int
    capital_high: int
    election_bonus: int
    election_bonus_until: int  # quarters after the vote's own until the bonus ends
    election_shadow: int
    brink_from: int
    join: float
    refuse: float
    stance_speed: float
    stance_weights: Annotated[dict[str, float], Keys(STANCE_WEIGHTS)]  # the last two: what a stance does
    review_weight: float
    reserve_carry: float
    odds: OddsNumbers
    standing: StandingNumbers
    verdict_margin: float
    mandate_points: float
    hand_decay: float  # factor on a card's weight for each tag that it shares with the last card dealt
    called_weight: float  # factor on the weight of a card that the state or a mark calls
    bottom: Annotated[float, Bounds(0, 0.9)]  # share of the cards that a campaign's shuffle puts at the bottom of its deck
    bottom_weight: Annotated[float, Bounds(0, 1)]  # factor on the weight of a card that lies there
    draft_ripens: int  # quarters between a draft and its enactment
    draft_missed: float  # of a missed threat, for an announced draft without a demand that lapses
    draft_life: int  # quarters after which an announced draft that nobody enacts has lapsed
    glut: Annotated[
        dict[str, float], Keys(("cover", "closed", "most", "producers", "cost"))
    ]  # at a plan review: cover (x calm) from which unsold stock counts, share closed, $bn lost
    opening_late: Annotated[float, Bounds(0, 0.3)]  # chance that a named plant comes later than expected
    vote_attention: Annotated[float, Bounds(0, 1)]  # part of the attention to dependence that an election or plan review takes away
    renewal: Annotated[
        dict[str, float], Keys(("low", "high", "points", "even"))
    ]  # yearly appropriation: low, high factor on income, support at which it is 1
    guard: Annotated[dict[str, float], Keys(("channel",))]  # brink: channel quarters after both step down
    watch: Annotated[dict[str, float], Keys(WATCH)]  # how losses, prices, leverage, budget and promises move the five watchers
    heard: Annotated[dict[str, float], Keys(("followed", "overruled"))]  # points with who spoke for and against an answer
    watcher_acts: Annotated[dict[Desk, float], Keys(DESKS)]  # opinion below which each watcher acts
    reading_wrong: float  # chance that the intelligence reading is wrong
