"""The vocabulary of effects: what an order, a dial's notch, a card's response or an event can do to the world.

Only the definitions; `impulses.py` has one function for each. Durations, delays, chances and choices belong to the item that
carries the effect. A score is never an effect: scores are computed."""

from __future__ import annotations

from typing import Annotated, Union

from game.engine.rules.vocabulary.bounds import Bounds, Ref, Tagged
from game.engine.rules.vocabulary.structs import Variant

Where = Annotated[str, Ref("where")]
"""A region id, or seen from the acting side: self, rival, rival-coalition, own-coalition, others, outside, world, target."""

Products = Annotated[tuple[str, ...], Ref("products"), Bounds(1, 12, length=True)]
"""Product ids (heavy.oxide, chips) or patterns (heavy.*, *.magnet)."""

Finals = Annotated[tuple[str, ...], Ref("finals"), Bounds(1, 8, length=True)]
"""Finals: light.magnet, heavy.magnet, chips, tools, battery."""

Share = Annotated[float, Bounds(0, 1)]
Shift = Annotated[float, Bounds(-1, 1)]

# ---- standing effects: they hold while the dial, measure or event is in force -------------------------------------


class Licence(Variant, tag="licence"):
    """Sets how much of the calm flow is licensed to a destination; the strictest rule in force holds."""

    products: Products
    to: Where
    volume: Annotated[float, Bounds(0, 9)]


class Tracking(Variant, tag="tracking"):
    """Stops a share of the resale of licensed cargo."""

    products: Products
    share: Share


class Sealing(Variant, tag="sealing"):
    """Stops a share of unlicensed leakage (enforcement, criminal penalties)."""

    products: Products
    share: Share


class Hold(Variant, tag="hold"):
    """Moves the price under which the home country keeps output back; below zero it floods the market."""

    products: Products
    shift: Shift


class Credit(Variant, tag="credit"):
    """Directed credit builds capacity at this share a year, whatever the price."""

    products: Products
    at: Where
    rate: Share


class Subsidy(Variant, tag="subsidy"):
    """The state pays this share of a new plant's cost."""

    products: Products
    at: Where
    share: Share


class Floor(Variant, tag="floor"):
    """Guarantees producers this price (index, 1 = calm); the gap is paid from the guarantor's budget."""

    products: Products
    at: Where
    price: Annotated[float, Bounds(0, 5)]


class Offtake(Variant, tag="offtake"):
    """Buys this share of new plants' output in advance."""

    products: Products
    at: Where
    share: Share


class Permits(Variant, tag="permits"):
    """Saves this many quarters of a new plant's lag."""

    products: Products
    at: Where
    quarters: Annotated[float, Bounds(-8, 8)]


class Schooling(Variant, tag="schooling"):
    """Adds talent a year."""

    at: Where
    rate: Shift


class Knowhow(Variant, tag="knowhow"):
    """Multiplies the talent that a region can use for new plants: below 1 technology is withheld, above 1 it is shared."""

    products: Products
    to: Where
    factor: Annotated[float, Bounds(0, 3)]


class Research(Variant, tag="research"):
    """Multiplies the speed at which use is designed out."""

    finals: Finals
    at: Where
    factor: Annotated[float, Bounds(0, 5)]


class Recycling(Variant, tag="recycling"):
    """Returns this share of regional use as secondary supply of the product."""

    products: Products
    at: Where
    share: Share


class Reserve(Variant, tag="reserve"):
    """Sets the public reserve's target in months of regional use; it buys or releases in the same market."""

    products: Products
    at: Where
    months: Annotated[float, Bounds(0, 24)]


class Outage(Variant, tag="outage"):
    """Puts a share of capacity out of work."""

    products: Products
    at: Where
    share: Share


class Cost(Variant, tag="cost"):
    """Adds to unit cost (standards, charges; minus: relief)."""

    products: Products
    at: Where
    shift: Shift


class Demand(Variant, tag="demand"):
    """Multiplies wanted use."""

    finals: Finals
    at: Where
    factor: Annotated[float, Bounds(0, 3)]


class Hoard(Variant, tag="hoard"):
    """Buyers want these months of cover on top."""

    finals: Finals
    at: Where
    months: Annotated[float, Bounds(-3, 12)]


class Channel(Variant, tag="channel"):
    """A channel between the capitals is open while this holds."""


# ---- impulses: they happen once -----------------------------------------------------------------------------------


class Project(Variant, tag="project"):
    """A plant of this capacity (units a year) that opens after some quarters (it may slip by luck as far as `slip`)."""

    products: Products
    at: Where
    capacity: Annotated[float, Bounds(-1e6, 1e6)]
    after: Annotated[int, Bounds(0, 30)]
    slip: Annotated[int, Bounds(0, 12)] = 0


class Closure(Variant, tag="closure"):
    """Takes a share of standing capacity out for good (mergers, write-offs)."""

    products: Products
    at: Where
    share: Share


class Stock(Variant, tag="stock"):
    """Adds months of regional use to users' stocks (or takes them away)."""

    finals: Finals
    at: Where
    months: Annotated[float, Bounds(-12, 12)]


class Attention(Variant, tag="attention"):
    """Moves how much a region's politics minds its dependence."""

    at: Where
    amount: Shift


class Talent(Variant, tag="talent"):
    """Moves a region's talent at once (a school opens, engineers come or go)."""

    at: Where
    amount: Shift


class Tension(Variant, tag="tension"):
    """Moves the tension between the capitals."""

    amount: Annotated[float, Bounds(-3, 3)]


class Belief(Variant, tag="belief"):
    """Months of good (above zero) or bad (below) memory of the acting side's reliability, held by regions."""

    of: Where
    months: Annotated[float, Bounds(-24, 24)]


class Capital(Variant, tag="capital"):
    """Moves the acting side's political capital."""

    amount: Annotated[int, Bounds(-5, 5)]


class Budget(Variant, tag="budget"):
    """Moves the acting side's budget, $bn."""

    amount: Annotated[float, Bounds(-20, 20)]


class Support(Variant, tag="support"):
    """Moves what a watcher (households, producers, security, finance, partners) thinks of the acting side; fades."""

    desk: Annotated[str, Ref("desk")]
    amount: Annotated[float, Bounds(-40, 40)]


class Stance(Variant, tag="stance"):
    """Moves third countries' stance toward the acting side (-1 refuse … 1 join)."""

    of: Where
    amount: Shift


class TurnDial(Variant, tag="dial"):
    """Moves a dial of the acting side by notches (a concession or a tightening that a card carries out)."""

    dial: Annotated[str, Ref("dial")]
    by: Annotated[int, Bounds(-6, 6)]


class ExchangeMandate(Variant, tag="exchange-mandate"):
    """Exchanges the acting side's mandate that is furthest from being met for another of the scenario's."""


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
