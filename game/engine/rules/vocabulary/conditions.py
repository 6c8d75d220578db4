"""The vocabulary of conditions: what a card, order, mandate, ending or lesson may ask of the state.

Only the definitions; `judge.py` answers them. `side` is a side's id, or `self` / `rival` seen from the item's own side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union

from game.engine.rules.vocabulary.bounds import Bounds, Ref, Tagged
from game.engine.rules.vocabulary.effects import Where

Who = Annotated[str, Ref("who")]
"""beijing, washington, self or rival."""


@dataclass(frozen=True, slots=True)
class All:
    """Every one of these holds."""

    of: tuple[Condition, ...]
    kind: Literal["all"] = "all"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these holds."""

    of: tuple[Condition, ...]
    kind: Literal["any"] = "any"


@dataclass(frozen=True, slots=True)
class Not:
    """This does not hold."""

    of: Condition
    kind: Literal["not"] = "not"


@dataclass(frozen=True, slots=True)
class Quarter:
    """The quarter lies between two dates such as 2025Q4 (either may be left out)."""

    since: Annotated[str, Ref("date")] = ""
    until: Annotated[str, Ref("date")] = ""
    kind: Literal["quarter"] = "quarter"


@dataclass(frozen=True, slots=True)
class Scenario:
    """One of these scenarios is played."""

    ids: Annotated[tuple[str, ...], Ref("scenario")]
    kind: Literal["scenario"] = "scenario"


@dataclass(frozen=True, slots=True)
class DialAt:
    """A dial stands at least / at most at a notch."""

    dial: Annotated[str, Ref("dial")]
    least: int = 0
    most: int = 99
    kind: Literal["dial-at"] = "dial-at"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A named quantity lies between two bounds.

    Names: leverage, leverage-today, leverage-lasting, reliability, third-party-reliability, escalation, support, capital,
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
    least: float = -1e9
    most: float = 1e9
    kind: Literal["quantity"] = "quantity"


@dataclass(frozen=True, slots=True)
class HasMark:
    """The side bears a mark (left by a card, an order or its conduct)."""

    mark: Annotated[str, Ref("mark")]
    side: Who = "self"
    kind: Literal["mark"] = "mark"


@dataclass(frozen=True, slots=True)
class InForce:
    """A measure (order) is in force, or was enacted in the last `within` quarters."""

    order: Annotated[str, Ref("order")]
    within: Annotated[int, Bounds(0, 99)] = 0
    kind: Literal["in-force"] = "in-force"


@dataclass(frozen=True, slots=True)
class Due:
    """A calendar event of this sort (election, plan-review, partner-review, truce-expiry …) falls within some quarters."""

    event: str
    within: Annotated[int, Bounds(0, 99)] = 1
    kind: Literal["due"] = "due"


@dataclass(frozen=True, slots=True)
class Threatened:
    """The side lies under an announced draft or an open demand of the other."""

    side: Who = "self"
    kind: Literal["threatened"] = "threatened"


Condition = Annotated[Union[All, AnyOf, Not, Quarter, Scenario, DialAt, Quantity, HasMark, InForce, Due, Threatened], Tagged()]


def parts(condition: Condition | None) -> Iterator[Any]:
    """All conditions inside a condition, itself included."""
    if condition is None:
        return
    yield condition
    inner = getattr(condition, "of", ())
    for child in inner if isinstance(inner, tuple) else (inner,):
        yield from parts(child)
