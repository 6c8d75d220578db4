"""The vocabulary of effects: what an order, a dial's notch, a card's response or an event can do to the world.

Only the definitions; `apply.py` has one function for each. Durations, delays, chances and choices belong to the item that carries
the effect. A score is never an effect: scores are computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, Union

from game.engine.rules.vocabulary.bounds import Bounds, Ref, Tagged

Where = Annotated[str, Ref("where")]
"""A region id, or seen from the acting side: self, rival, rival-coalition, own-coalition, others, outside, world, target."""

Products = Annotated[tuple[str, ...], Ref("products"), Bounds(1, 12, length=True)]
"""Product ids (heavy.oxide, chips) or patterns (heavy.*, *.magnet)."""

Finals = Annotated[tuple[str, ...], Ref("finals"), Bounds(1, 8, length=True)]
"""Finals: light.magnet, heavy.magnet, chips, tools, battery."""

Share = Annotated[float, Bounds(0, 1)]
Shift = Annotated[float, Bounds(-1, 1)]

# ---- standing effects: they hold while the dial, measure or event is in force -------------------------------------


@dataclass(frozen=True, slots=True)
class Licence:
    """Sets how much of the calm flow is licensed to a destination; the strictest rule in force holds."""

    products: Products
    to: Where
    volume: Annotated[float, Bounds(0, 9)]
    kind: Literal["licence"] = "licence"


@dataclass(frozen=True, slots=True)
class Tracking:
    """Stops a share of the resale of licensed cargo."""

    products: Products
    share: Share
    kind: Literal["tracking"] = "tracking"


@dataclass(frozen=True, slots=True)
class Sealing:
    """Stops a share of unlicensed leakage (enforcement, criminal penalties)."""

    products: Products
    share: Share
    kind: Literal["sealing"] = "sealing"


@dataclass(frozen=True, slots=True)
class Hold:
    """Moves the price under which the home country keeps output back; below zero it floods the market."""

    products: Products
    shift: Shift
    kind: Literal["hold"] = "hold"


@dataclass(frozen=True, slots=True)
class Credit:
    """Directed credit builds capacity at this share a year, whatever the price."""

    products: Products
    at: Where
    rate: Share
    kind: Literal["credit"] = "credit"


@dataclass(frozen=True, slots=True)
class Subsidy:
    """The state pays this share of a new plant's cost."""

    products: Products
    at: Where
    share: Share
    kind: Literal["subsidy"] = "subsidy"


@dataclass(frozen=True, slots=True)
class Floor:
    """Guarantees producers this price (index, 1 = calm); the gap is paid from the guarantor's budget."""

    products: Products
    at: Where
    price: Annotated[float, Bounds(0, 5)]
    kind: Literal["floor"] = "floor"


@dataclass(frozen=True, slots=True)
class Offtake:
    """Buys this share of new plants' output in advance."""

    products: Products
    at: Where
    share: Share
    kind: Literal["offtake"] = "offtake"


@dataclass(frozen=True, slots=True)
class Permits:
    """Saves this many quarters of a new plant's lag."""

    products: Products
    at: Where
    quarters: Annotated[float, Bounds(-8, 8)]
    kind: Literal["permits"] = "permits"


@dataclass(frozen=True, slots=True)
class Schooling:
    """Adds talent a year."""

    at: Where
    rate: Shift
    kind: Literal["schooling"] = "schooling"


@dataclass(frozen=True, slots=True)
class Knowhow:
    """Multiplies the talent that a region can use for new plants: below 1 technology is withheld, above 1 it is shared."""

    products: Products
    to: Where
    factor: Annotated[float, Bounds(0, 3)]
    kind: Literal["knowhow"] = "knowhow"


@dataclass(frozen=True, slots=True)
class Research:
    """Multiplies the speed at which use is designed out."""

    finals: Finals
    at: Where
    factor: Annotated[float, Bounds(0, 5)]
    kind: Literal["research"] = "research"


@dataclass(frozen=True, slots=True)
class Recycling:
    """Returns this share of regional use as secondary supply of the product."""

    products: Products
    at: Where
    share: Share
    kind: Literal["recycling"] = "recycling"


@dataclass(frozen=True, slots=True)
class Reserve:
    """Sets the public reserve's target in months of regional use; it buys or releases in the same market."""

    products: Products
    at: Where
    months: Annotated[float, Bounds(0, 24)]
    kind: Literal["reserve"] = "reserve"


@dataclass(frozen=True, slots=True)
class Outage:
    """Puts a share of capacity out of work."""

    products: Products
    at: Where
    share: Share
    kind: Literal["outage"] = "outage"


@dataclass(frozen=True, slots=True)
class Cost:
    """Adds to unit cost (standards, charges; minus: relief)."""

    products: Products
    at: Where
    shift: Shift
    kind: Literal["cost"] = "cost"


@dataclass(frozen=True, slots=True)
class Demand:
    """Multiplies wanted use."""

    finals: Finals
    at: Where
    factor: Annotated[float, Bounds(0, 3)]
    kind: Literal["demand"] = "demand"


@dataclass(frozen=True, slots=True)
class Hoard:
    """Buyers want these months of cover on top."""

    finals: Finals
    at: Where
    months: Annotated[float, Bounds(-3, 12)]
    kind: Literal["hoard"] = "hoard"


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel between the capitals is open while this holds."""

    kind: Literal["channel"] = "channel"


# ---- impulses: they happen once -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Project:
    """A plant of this capacity (units a year) that opens after some quarters (it may slip by luck as far as `slip`)."""

    products: Products
    at: Where
    capacity: Annotated[float, Bounds(-1e6, 1e6)]
    after: Annotated[int, Bounds(0, 30)]
    slip: Annotated[int, Bounds(0, 12)] = 0
    kind: Literal["project"] = "project"


@dataclass(frozen=True, slots=True)
class Closure:
    """Takes a share of standing capacity out for good (mergers, write-offs)."""

    products: Products
    at: Where
    share: Share
    kind: Literal["closure"] = "closure"


@dataclass(frozen=True, slots=True)
class Stock:
    """Adds months of regional use to users' stocks (or takes them away)."""

    finals: Finals
    at: Where
    months: Annotated[float, Bounds(-12, 12)]
    kind: Literal["stock"] = "stock"


@dataclass(frozen=True, slots=True)
class Attention:
    """Moves how much a region's politics minds its dependence."""

    at: Where
    amount: Shift
    kind: Literal["attention"] = "attention"


@dataclass(frozen=True, slots=True)
class Talent:
    """Moves a region's talent at once (a school opens, engineers come or go)."""

    at: Where
    amount: Shift
    kind: Literal["talent"] = "talent"


@dataclass(frozen=True, slots=True)
class Tension:
    """Moves the tension between the capitals."""

    amount: Annotated[float, Bounds(-3, 3)]
    kind: Literal["tension"] = "tension"


@dataclass(frozen=True, slots=True)
class Belief:
    """Months of good (above zero) or bad (below) memory of the acting side's reliability, held by regions."""

    of: Where
    months: Annotated[float, Bounds(-24, 24)]
    kind: Literal["belief"] = "belief"


@dataclass(frozen=True, slots=True)
class Capital:
    """Moves the acting side's political capital."""

    amount: Annotated[int, Bounds(-5, 5)]
    kind: Literal["capital"] = "capital"


@dataclass(frozen=True, slots=True)
class Budget:
    """Moves the acting side's budget, $bn."""

    amount: Annotated[float, Bounds(-20, 20)]
    kind: Literal["budget"] = "budget"


@dataclass(frozen=True, slots=True)
class Support:
    """Moves what a watcher (households, producers, security, finance, partners) thinks of the acting side; fades."""

    desk: Annotated[str, Ref("desk")]
    amount: Annotated[float, Bounds(-40, 40)]
    kind: Literal["support"] = "support"


@dataclass(frozen=True, slots=True)
class Stance:
    """Moves third countries' stance toward the acting side (-1 refuse … 1 join)."""

    of: Where
    amount: Shift
    kind: Literal["stance"] = "stance"


@dataclass(frozen=True, slots=True)
class TurnDial:
    """Moves a dial of the acting side by notches (a concession or a tightening that a card carries out)."""

    dial: Annotated[str, Ref("dial")]
    by: Annotated[int, Bounds(-6, 6)]
    kind: Literal["dial"] = "dial"


@dataclass(frozen=True, slots=True)
class ExchangeMandate:
    """Exchanges the acting side's mandate that is furthest from being met for another of the scenario's."""

    kind: Literal["exchange-mandate"] = "exchange-mandate"


Standing = Annotated[
    Union[
        Licence, Tracking, Sealing, Hold, Credit, Subsidy, Floor, Offtake, Permits, Schooling, Knowhow, Research, Recycling,
        Reserve, Outage, Cost, Demand, Hoard, Channel,
    ],
    Tagged(),
]  # fmt: skip
Impulse = Annotated[
    Union[
        Project, Closure, Stock, Attention, Talent, Tension, Belief, Capital, Budget, Support, Stance, TurnDial, ExchangeMandate,
    ],
    Tagged(),
]  # fmt: skip

ON_ACCOUNTS = (Capital, Budget, Support)
"""Effects that move nothing in the world, only the acting side's own accounts."""
