"""Between countries: tension, the channel, what others remember of a side, where they lean, what dependence worries them."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from game.engine.rules.effects.kind import Holds, Kind, Shift, Size, Stage, View
from game.engine.rules.fields.bounds import Bounds, Where
from game.structs import Variant


class Channel(Variant, tag="channel"):
    """A channel between the capitals is open while this holds."""


class Attention(Variant, tag="attention"):
    """Moves how much a region's politics minds its dependence."""

    at: Where
    amount: Shift


class Tension(Variant, tag="tension"):
    """Moves the tension between the capitals."""

    amount: Annotated[float, Bounds(-3, 3)]


class Belief(Variant, tag="belief"):
    """Months of good (above zero) or bad (below) memory of the acting side's reliability, held by regions."""

    of: Where
    months: Annotated[float, Bounds(-24, 24)]


class Stance(Variant, tag="stance"):
    """Moves third countries' stance toward the acting side (-1 refuse … 1 join)."""

    of: Where
    amount: Shift


def _mind(on: Stage, e: Attention) -> None:
    for r in on.regions(e.at):
        on.post("attention", (r,), e.amount)


def _lean(on: Stage, e: Stance) -> None:
    for r in on.regions(e.of):
        on.lean(r, e.amount)


def _trusted(v: View, e: Belief) -> float:
    """Good memories in the countries that trade most."""
    return v.trade(e.of, rival=not v.third) * e.months if v.own else 0.0


KINDS = (
    Kind(Channel, holds=Holds("channel", "", np.maximum), pushes={"danger": lambda v, e: -0.6}, serves=("channel",)),
    Kind(
        Attention,
        Size("amount", "signed", turn=0.0, digits=2),
        happens=_mind,
        common=True,
        foreseen=True,
        taste=lambda e: (-0.3 * e.amount, 0.0, 0.0, 0.0),
        pushes={"leverage": lambda v, e: -e.amount if v.own else 0.0},
    ),
    Kind(
        Tension,
        Size("amount", "signed", turn=0.0, digits=2),
        happens=lambda on, e: on.post("tension", (), e.amount),
        common=True,
        foreseen=True,
        taste=lambda e: (-e.amount, 0.5 * e.amount, 0.0, 0.0),
        pushes={"danger": lambda v, e: 2.0 * e.amount},
    ),
    Kind(
        Belief,
        Size("months", "months", turn=0.0),
        happens=lambda on, e: on.remember(on.regions(e.of), e.months),
        foreseen=True,
        taste=lambda e: (0.0, 0.0, 0.0, e.months / 6.0),
        pushes={"trust": _trusted},
        serves=("work",),
    ),
    Kind(
        Stance,
        Size("amount", "signed", turn=0.0, digits=2),
        happens=_lean,
        taste=lambda e: (0.0, 0.0, 0.2 * e.amount, e.amount),
        pushes={
            "leverage": lambda v, e: -6.0 * e.amount * v.market(e.of) if v.own else 0.0,  # who joins is no longer threatened
            "partners": lambda v, e: 4.0 * e.amount * v.nearness(e.of) if v.own else 0.0,
        },
        serves=("work",),
    ),
)
