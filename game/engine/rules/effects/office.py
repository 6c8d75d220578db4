"""The acting side's own office: capital, budget, what watchers think, a dial that a card turns, a mandate exchanged."""

from __future__ import annotations

from typing import Annotated

from game.engine.rules.effects.kind import Kind, Size
from game.engine.rules.fields.bounds import Bounds, Ref
from game.structs import Variant


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


class TurnDial(Variant, tag="dial"):
    """Moves a dial of the acting side by notches (a concession or a tightening that a card carries out)."""

    dial: Annotated[str, Ref("dial")]
    by: Annotated[int, Bounds(-6, 6)]


class ExchangeMandate(Variant, tag="exchange-mandate"):
    """Exchanges the acting side's public mandate that is furthest from being met for another of the scenario's."""


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
