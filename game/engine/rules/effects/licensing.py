"""Licences and what stops their evasion: who may buy how much, resale, leakage, output held back."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from game.engine.rules.effects.building import price
from game.engine.rules.effects.kind import Holds, Kind, Products, Share, Shift, Size, View
from game.engine.rules.fields.bounds import Bounds, Where
from game.structs import Variant


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


def _strict(e: Licence) -> float:
    return 1.0 - min(e.volume, 1.0)


def _refuses(v: View, e: Licence) -> float:
    """How strict it is on products that the quantity's side licenses."""
    return _strict(e) if set(v.products(e.products)) & set(v.mine) else 0.0


def _spurs(v: View, e: Licence) -> float:
    """Buyers who are refused design the product out."""
    return _strict(e) if v.product in v.products(e.products) and v.rows & set(v.regions(e.to)) else 0.0


def _doubt(v: View, e: Licence) -> float:
    """Licences that refuse nobody keep trust."""
    return -2.0 * _refuses(v, e) * v.trade(e.to, rival=not v.third) if v.own else 0.0


def _stops(v: View, e: Tracking | Sealing) -> float:
    return -e.share if v.own else 0.0


KINDS = (
    Kind(
        Licence,
        Size("volume", "flow", nothing=None, turn=0.999),
        Holds("licence", "volume", np.minimum, own=True),
        pushes={
            "leverage": lambda v, e: -0.5 * _refuses(v, e),
            "designed-out": _spurs,
            "spared": _spurs,
            "trust": _doubt,
            "denied": _refuses,
        },
    ),
    Kind(Tracking, Size("share", "share"), Holds("tracked", "share", np.maximum), pushes={"leaked": _stops}),
    Kind(Sealing, Size("share", "share"), Holds("sealed", "share", np.maximum), pushes={"leaked": _stops}),
    Kind(Hold, Size("shift", "change", turn=0.0), Holds("hold_shift", "shift", np.add), pushes=price(lambda e: 8.0 * e.shift)),
)
