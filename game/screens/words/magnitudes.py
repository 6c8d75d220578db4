"""How much an effect moves, in numbers, for analysts: a row for each unit that a kind of effect can have.

Which field and unit it is, and what the numbers do, is the engine's; directions in words are `sentences.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from game.engine.rules.effects.kind import Size
from game.engine.rules.effects.table import KINDS, Impulse, Standing
from game.screens.words.texts import Texts

NO_LIMIT = 8.99  # a licensed volume from here on is no limit


def _counted(t: Texts, value: float, size: Size) -> str:
    """A number of months, quarters or the like; with its sign where it can go either way from nothing."""
    digits = 0 if float(value).is_integer() else size.digits
    return t(f"effect.n_{size.unit}", n=t.signed(value, digits) if size.turn == 0.0 else t.number(abs(value), digits))


def _flow(t: Texts, volume: float) -> str:
    if volume >= NO_LIMIT:
        return t("effect.n_no_limit")
    return t("effect.n_flow", n=t.percent(volume, 0 if volume >= 0.1 or volume == 0 else 1))


def _plant(t: Texts, capacity: float, e: Any) -> str:
    weighed = all("." in p for p in e.products)
    size = t("effect.n_tonnes", n=t.number(capacity)) if weighed else t("effect.n_money", n=t.money(capacity))
    return t("effect.n_opens", size=size, quarters=t.count("quarters", e.after))


UNITS: Mapping[str, Callable[[Texts, Any, Size, Any], str]] = {
    "share": lambda t, n, size, e: t.percent(n, 0 if n >= 0.1 else 1),
    "change": lambda t, n, size, e: t("number.percent", n=t.signed(100.0 * n, 0 if abs(n) >= 0.1 else 1)),
    "signed": lambda t, n, size, e: t.signed(n, size.digits),
    "rate": lambda t, n, size, e: t("effect.n_rate", n=t.percent(n)),
    "money": lambda t, n, size, e: t.money_signed(n, size.digits),
    "flow": lambda t, n, size, e: _flow(t, n),
    "plant": lambda t, n, size, e: _plant(t, n, e),
    **dict.fromkeys(("quarters", "months", "year", "times", "price"), lambda t, n, size, e: _counted(t, n, size)),
}
"""Unit of a size → its number in words."""


def magnitude(t: Texts, effect: Standing | Impulse) -> str:
    """The number of an effect with its unit; "" for an effect that has none."""
    size = KINDS[type(effect)].size
    return UNITS[size.unit](t, getattr(effect, size.field), size, effect) if size is not None else ""
