"""People and what they know: schools, talent that comes or goes, know-how that is shared or withheld."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from game.engine.rules.effects.building import builds, made
from game.engine.rules.effects.kind import Holds, Kind, Products, Shift, Size, Stage
from game.engine.rules.fields.bounds import Bounds, Where
from game.structs import Variant


class Schooling(Variant, tag="schooling"):
    """Adds talent a year."""

    at: Where
    rate: Shift


class Knowhow(Variant, tag="knowhow"):
    """Multiplies the talent that a region can use for new plants: below 1 technology is withheld, above 1 it is shared."""

    products: Products
    to: Where
    factor: Annotated[float, Bounds(0, 3)]


class Talent(Variant, tag="talent"):
    """Moves a region's talent at once (a school opens, engineers come or go)."""

    at: Where
    amount: Shift


def _arrive(on: Stage, e: Talent) -> None:
    for r in on.regions(e.at):
        on.post("talent", (r,), e.amount)


KINDS = (
    Kind(
        Schooling,
        Size("rate", "year", turn=0.0, digits=2),
        Holds("schooling", "rate", np.add),
        pushes=builds(lambda v, e, products: 12.0 * e.rate),
        serves=("programme",),
    ),
    Kind(
        Knowhow,
        Size("factor", "times", nothing=1.0, turn=1.0, digits=2),
        Holds("knowhow", "factor", np.multiply),
        pushes=builds(made(lambda e: 1.5 * (e.factor - 1.0))),
    ),
    Kind(
        Talent,
        Size("amount", "signed", turn=0.0, digits=2),
        happens=_arrive,
        common=True,
        foreseen=True,
        taste=lambda e: (0.0, 0.0, 0.5, 0.0),
        pushes=builds(lambda v, e, products: 6.0 * e.amount),
        serves=("work",),
    ),
)
