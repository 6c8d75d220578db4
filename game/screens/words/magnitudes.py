"""How much an effect moves, in numbers, for analysts: one field of each kind of effect and how it is written.

Directions in words are `sentences.py`; what the numbers do is the engine's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from game.engine.rules.vocabulary.effects import Impulse, Standing
from game.screens.words.texts import Texts

NO_LIMIT = 8.99  # a licensed volume from here on is no limit

Written = Callable[[Texts, Any], str]


def _share(field: str) -> Written:
    return lambda t, e: t.percent(getattr(e, field), 0 if getattr(e, field) >= 0.1 else 1)


def _change(field: str) -> Written:
    return lambda t, e: t("number.percent", n=t.signed(100.0 * getattr(e, field), 0 if abs(getattr(e, field)) >= 0.1 else 1))


def _signed(field: str, digits: int) -> Written:
    return lambda t, e: t.signed(getattr(e, field), digits)


def _unit(field: str, key: str, digits: int = 1) -> Written:
    return lambda t, e: t(f"effect.n_{key}", n=_plain(t, getattr(e, field), digits))


def _signed_unit(field: str, key: str, digits: int = 1) -> Written:
    return lambda t, e: t(f"effect.n_{key}", n=_sign(getattr(e, field)) + _plain(t, abs(getattr(e, field)), digits))


def _sign(value: float) -> str:
    return "−" if value < 0 else "+"


def _plain(t: Texts, value: float, digits: int) -> str:
    return t.number(value, 0 if float(value).is_integer() else digits)


def _licence(t: Texts, e: Any) -> str:
    if e.volume >= NO_LIMIT:
        return t("effect.n_no_limit")
    return t("effect.n_flow", n=t.percent(e.volume, 0 if e.volume >= 0.1 or e.volume == 0 else 1))


def _project(t: Texts, e: Any) -> str:
    if all("." in p for p in e.products):
        size = t("effect.n_tonnes", n=t.number(e.capacity))
    else:
        size = t("effect.n_money", n=t.money(e.capacity))
    return t("effect.n_opens", size=size, quarters=t.count("quarters", e.after))


NUMBERS: Mapping[str, Written] = {
    "licence": _licence,
    "tracking": _share("share"),
    "sealing": _share("share"),
    "hold": _change("shift"),
    "credit": lambda t, e: t("effect.n_rate", n=t.percent(e.rate)),
    "subsidy": _share("share"),
    "floor": _unit("price", "price", 2),
    "offtake": _share("share"),
    "permits": _signed_unit("quarters", "quarters"),
    "schooling": _signed_unit("rate", "year", 2),
    "knowhow": _unit("factor", "times", 2),
    "research": _unit("factor", "times", 2),
    "recycling": _share("share"),
    "reserve": _unit("months", "months"),
    "outage": _share("share"),
    "cost": _change("shift"),
    "demand": _unit("factor", "times", 2),
    "hoard": _signed_unit("months", "months"),
    "project": _project,
    "closure": _share("share"),
    "stock": _signed_unit("months", "months"),
    "attention": _signed("amount", 2),
    "talent": _signed("amount", 2),
    "tension": _signed("amount", 2),
    "belief": _signed_unit("months", "months"),
    "capital": _signed("amount", 0),
    "budget": lambda t, e: t.money_signed(e.amount, 2),
    "support": _signed("amount", 0),
    "stance": _signed("amount", 2),
    "dial": _signed("by", 0),
}
"""Kind of effect → its number in words; kinds that are not here have none."""


def magnitude(t: Texts, effect: Standing | Impulse) -> str:
    """The number of an effect with its unit; "" for an effect that has none."""
    written = NUMBERS.get(effect.kind)
    return written(t, effect) if written else ""
