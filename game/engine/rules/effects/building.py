"""How effects that build are weighed: by what they add to capacity, for whom it is a share and for whom a lost lever."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.engine.rules.effects.kind import Push, Quantity, View, place_of

Added = Callable[[View, Any, tuple[int, ...]], float]
"""What an effect adds to the capacity of any of some products, as a push."""


def builds(added: Added) -> dict[Quantity, Push]:
    """The pushes of an effect that adds to capacity where it acts."""

    def share(v: View, effect: Any) -> float:
        rows = set(v.regions(place_of(effect) or ""))
        amount = added(v, effect, (v.product,)) if rows else 0.0
        return amount if v.rows & rows else -amount

    def leverage(v: View, effect: Any) -> float:
        rows = v.regions(place_of(effect) or "")
        amount = added(v, effect, v.mine) if rows else 0.0
        return 0.3 * amount if v.home in rows else -amount

    return {"share": share, "leverage": leverage}


def made(amount: Callable[[Any], float]) -> Added:
    """What counts for the products that the effect names."""
    return lambda v, e, products: amount(e) if set(v.products(e.products)) & set(products) else 0.0


def price(amount: Callable[[Any], float]) -> dict[Quantity, Push]:
    """The push on the price of the products that an effect names."""
    return {"price": lambda v, e: amount(e) if v.product in v.products(e.products) else 0.0}
