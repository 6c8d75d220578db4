"""What is known of a kind of effect beside its fields: one record, read by the turn, forecasts, screens, checks and opponents.

A standing effect holds while its dial, measure or event is in force, an impulse happens once. Durations, delays, chances and
choices belong to the item that carries the effect. A score is never an effect: scores are computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, Literal, Protocol

from game.engine.rules.fields.bounds import Bounds, Ref
from game.engine.world.model.spec import WorldSpec
from game.engine.world.model.state import World
from game.structs import Struct, field

Products = Annotated[tuple[str, ...], Ref("products"), Bounds(1, 12, length=True)]
"""Product ids (heavy.oxide, chips) or patterns (heavy.*, *.magnet)."""

Finals = Annotated[tuple[str, ...], Ref("finals"), Bounds(1, 8, length=True)]
"""Finals: light.magnet, heavy.magnet, chips, tools, battery."""

Share = Annotated[float, Bounds(0, 1)]
Shift = Annotated[float, Bounds(-1, 1)]


class Stage(Protocol):
    """What an impulse may do to a campaign: the acting side, the order's target and the cause in the ledger are known to it."""

    @property
    def spec(self) -> WorldSpec:
        """What the world is made of."""

    @property
    def world(self) -> World:
        """The world that the campaign has a lane of."""

    @property
    def lane(self) -> int:
        """The lane."""

    @property
    def quarter(self) -> int:
        """Quarters played before this one."""

    def regions(self, where: str) -> tuple[int, ...]:
        """Region indices of a where-word."""

    def products(self, patterns: tuple[str, ...]) -> tuple[int, ...]:
        """Product indices of ids or patterns."""

    def finals(self, names: tuple[str, ...]) -> tuple[int, ...]:
        """Final indices of ids or patterns."""

    def use(self, region: int, final: int) -> float:
        """A month's use of a final in a region."""

    def luck(self, stream: str, *parts: object) -> float:
        """A number in [0, 1) that the cause and these parts decide."""

    def post(self, array: str, cell: tuple[int, ...], amount: float) -> None:
        """Add to a cell of the world."""

    def remember(self, regions: tuple[int, ...], months: float) -> None:
        """Give regions good (above zero) or bad memories of the acting side."""

    def lean(self, region: int, amount: float) -> None:
        """Move a third country's stance toward the acting side."""

    def gain_capital(self, amount: int) -> None:
        """Add to the political capital, which never falls below zero."""

    def gain_budget(self, amount: float) -> None:
        """Add to the budget, $bn."""

    def please(self, desk: str, amount: float) -> None:
        """Move a watcher's opinion for a while."""

    def turn_dial(self, dial: str, by: int) -> None:
        """Turn a dial of the acting side, as far as it goes."""

    def exchange_mandate(self) -> None:
        """Exchange the public mandate that is furthest from being met for another of the scenario."""


class View(Protocol):
    """What an opponent weighs an effect on: who acts, and the quantity that a mandate asks for (of whom, what and where)."""

    @property
    def spec(self) -> WorldSpec:
        """What the world is made of."""

    @property
    def own(self) -> bool:
        """Whether the quantity is the acting side's."""

    @property
    def third(self) -> bool:
        """Whether the quantity leaves the rival's own country out."""

    @property
    def rows(self) -> frozenset[int]:
        """Regions that the quantity is about."""

    @property
    def product(self) -> int:
        """The product that it is about."""

    @property
    def final(self) -> int:
        """The final that it is about."""

    @property
    def home(self) -> int:
        """The country of the side whose quantity it is."""

    @property
    def mine(self) -> tuple[int, ...]:
        """Products that this side licenses."""

    @property
    def left(self) -> int:
        """Quarters that remain."""

    def regions(self, where: str) -> tuple[int, ...]:
        """Region indices of a where-word; none where an order has no target."""

    def products(self, patterns: tuple[str, ...]) -> tuple[int, ...]:
        """Product indices of ids or patterns."""

    def finals(self, names: tuple[str, ...]) -> tuple[int, ...]:
        """Final indices of ids or patterns."""

    def capacity(self, product: int) -> float:
        """What all regions can make a month."""

    def trade(self, where: str, *, rival: bool) -> float:
        """The share of the acting side's trade that these regions have, with the rival's own country or without."""

    def market(self, where: str) -> float:
        """The share of the acting side's trade with third countries that these have."""

    def nearness(self, where: str) -> float:
        """How near the nearest of these countries is to joining the acting side."""


Push = Callable[[View, Any], float]
"""How far an effect pushes a quantity: about 1 for the strongest that content knows, above zero when it raises it."""

Quantity = Literal[
    "share", "leverage", "designed-out", "spared", "partners", "trust", "danger", "price", "shortfall", "denied", "leaked"
]
"""Quantities that effects push, those that the same effects push alike under one name."""

Taste = tuple[float, float, float, float]
"""How an impulse tastes to a script: calm, force, growth, standing."""

Service = Literal["programme", "credit", "reserve", "channel", "work"]
"""What scripts look for: programmes that build or shield at home, credit, reserves, the channel, works worth an order."""


class Size(Struct):
    """The field that says how much, the unit in which it is told, and where it turns."""

    field: str
    unit: str  # a row of `screens/words/magnitudes.py`
    nothing: float | None = 0.0  # the value at which nothing moves; None: there is none
    turn: float | None = None  # above it the effect is told as up, else as down; None: it has only one sense
    digits: int = 1


class Holds(Struct):
    """What a standing effect writes into the policy arrays: in its places, for its products or finals."""

    array: str
    value: str  # the field that is combined with what stands there; "" is a plain 1
    combine: Callable[[Any, Any], Any]
    own: bool = False  # only products that the acting side licenses


class Kind(Struct):
    """A kind of effect. Its `struct` has the fields; its sentences are `effect.<kind>` of content, with _up and _down."""

    struct: type
    size: Size | None = None
    holds: Holds | None = None  # of a standing effect
    happens: Callable[[Stage, Any], None] | None = None  # of an impulse
    later: bool = False  # it is felt later
    common: bool = False  # felt alike by both capitals
    accounts: bool = False  # it moves nothing in the world, only the acting side's own accounts
    foreseen: bool = False  # forecasts let the lanes meet it as what cards do
    taste: Callable[[Any], Taste] | None = None
    pushes: Mapping[Quantity, Push] = field(default_factory=dict)
    serves: tuple[Service, ...] = ()


@cache
def field_of(struct: Any, *names: str) -> str:
    """The first of these fields that a kind of effect has; "" for none."""
    return next((name for name in names if name in struct.__struct_fields__), "")


def place_of(effect: Any) -> str | None:
    """The where-word of an effect; None for one that acts nowhere in particular."""
    name = field_of(effect.__class__, "of", "to", "at")
    return getattr(effect, name) if name else None


def things_of(effect: Any) -> tuple[str, ...]:
    """The products or finals of an effect; none for one that has none."""
    name = field_of(effect.__class__, "products", "finals")
    return getattr(effect, name) if name else ()
