"""The vocabulary of conditions: what a card, order, mandate, ending or lesson may ask of the state.

Only the definitions; `judge.py` answers them. `side` is a side's id, or `self` / `rival` seen from the item's own side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Union

from game.engine.rules.fields.bounds import Bounds, Ref, Tagged, Where
from game.structs import Variant

Who = Annotated[str, Ref("who")]
"""beijing, washington, self or rival."""


UNBOUNDED = 1e9  # a bound that content leaves out: saves and hashes know it as this number


class All(Variant, tag="all"):
    """Every one of these holds."""

    of: tuple[Condition, ...]


class AnyOf(Variant, tag="any"):
    """At least one of these holds."""

    of: tuple[Condition, ...]


class Not(Variant, tag="not"):
    """This does not hold."""

    of: Condition


class Quarter(Variant, tag="quarter"):
    """The quarter lies between two dates such as 2025Q4 (either may be left out)."""

    since: Annotated[str, Ref("date")] = ""
    until: Annotated[str, Ref("date")] = ""


class Scenario(Variant, tag="scenario"):
    """One of these scenarios is played."""

    ids: Annotated[tuple[str, ...], Ref("scenario")]


class DialAt(Variant, tag="dial-at"):
    """A dial stands at least / at most at a notch."""

    dial: Annotated[str, Ref("dial")]
    least: int = 0
    most: int = 99


class Quantity(Variant, tag="quantity"):
    """A named quantity lies between two bounds.

    Names: leverage, leverage-today, leverage-lasting, reliability, third-party-reliability, crisis, escalation, support, capital,
    budget, rung, resolve, loss (% of GDP a year, of the side's own economy), price-out, price-in, cover, shortfall, share,
    attention, talent, designed-out, denied (share of what was applied for that the side's licences refused last month, by
    value), leaked (share of the refused that left all the same), statutes (share of the side's programmes above their start,
    and of orders, that stand by statute), reserve (months of use in the public reserve), spared (share of use that is designed
    out or returned by recycling programmes), stance, tension, partners, promises-kept, promises-broken, grade (points against
    the own par; only when a campaign is over), quarters-left. `product` and `where` say of what and whose, where the name needs
    it.
    """

    name: Annotated[str, Ref("quantity")]
    side: Who = "self"
    product: Annotated[str, Ref("product")] = ""
    where: Where = ""
    least: float = -UNBOUNDED
    most: float = UNBOUNDED

    @property
    def has_least(self) -> bool:
        """Whether content gave a lower bound."""
        return self.least > -UNBOUNDED

    @property
    def has_most(self) -> bool:
        """Whether content gave an upper bound."""
        return self.most < UNBOUNDED


class HasMark(Variant, tag="mark"):
    """The side bears a mark (left by a card, an order or its conduct)."""

    mark: Annotated[str, Ref("mark")]
    side: Who = "self"


class InForce(Variant, tag="in-force"):
    """A measure (order) is in force, or was enacted in the last `within` quarters."""

    order: Annotated[str, Ref("order")]
    within: Annotated[int, Bounds(0, 99)] = 0


class Due(Variant, tag="due"):
    """A calendar event of this sort (election, plan-review, partner-review, truce-expiry …) falls within some quarters."""

    event: str
    within: Annotated[int, Bounds(0, 99)] = 1


class Threatened(Variant, tag="threatened"):
    """The side lies under an announced draft or an open demand of the other."""

    side: Who = "self"


Condition = Annotated[Union[All, AnyOf, Not, Quarter, Scenario, DialAt, Quantity, HasMark, InForce, Due, Threatened], Tagged()]


def parts(condition: Condition | None) -> Iterator[Any]:
    """All conditions inside a condition, itself included."""
    if condition is None:
        return
    yield condition
    inner = getattr(condition, "of", ())
    for child in inner if isinstance(inner, tuple) else (inner,):
        yield from parts(child)
