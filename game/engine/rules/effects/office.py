"""The acting side's own office: capital, budget, what watchers think, a dial that a card turns, a mandate exchanged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from game.engine.rules.effects.kind import Kind, Size
from game.engine.rules.fields.bounds import Bounds, Ref


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
class TurnDial:
    """Moves a dial of the acting side by notches (a concession or a tightening that a card carries out)."""

    dial: Annotated[str, Ref("dial")]
    by: Annotated[int, Bounds(-6, 6)]
    kind: Literal["dial"] = "dial"


@dataclass(frozen=True, slots=True)
class ExchangeMandate:
    """Exchanges the acting side's mandate that is furthest from being met for another of the scenario's."""

    kind: Literal["exchange-mandate"] = "exchange-mandate"


KINDS = (
    Kind(
        Capital,
        Size("amount", "signed", turn=0.0, digits=0),
        happens=lambda on, e: on.gain_capital(e.amount),
        accounts=True,
        taste=lambda e: (0.0, 0.0, 0.0, 0.8 * e.amount),
    ),
    Kind(
        Budget,
        Size("amount", "money", turn=0.0, digits=2),
        happens=lambda on, e: on.gain_budget(e.amount),
        accounts=True,
        taste=lambda e: (0.0, 0.0, 0.0, 0.8 * e.amount),
    ),
    Kind(
        Support,
        Size("amount", "signed", turn=0.0, digits=0),
        happens=lambda on, e: on.please(e.desk, e.amount),
        accounts=True,
        taste=lambda e: (0.0, 0.0, 0.0, e.amount / 15.0),
    ),
    Kind(
        TurnDial,
        Size("by", "signed", turn=0.0, digits=0),
        happens=lambda on, e: on.turn_dial(e.dial, e.by),
        taste=lambda e: (-0.6 * e.by, 0.6 * e.by, 0.0, 0.0),
    ),
    Kind(ExchangeMandate, happens=lambda on, e: on.exchange_mandate()),
)
