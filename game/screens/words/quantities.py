"""Quantities in words: name, value and formula as a page writes them, by the tables that define them; defines none itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import isnan
from typing import Any

from game.engine.rules.campaign.facts import Facts
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.quantities import QUANTITIES, measured, named
from game.engine.rules.explanations.explanation import Explanation, Input
from game.engine.rules.turn.observe import facts_seen
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.measures.formula import Ref, evaluate, written
from game.engine.world.measures.quantities import Of, Quantity
from game.screens.words.chances import HALF
from game.screens.words.texts import Texts

FIELDS = re.compile(r"\{([\w-]+)\}")
NARROW = 10.0  # money from here on is told in whole billions
LEAST = (1.0, 0.1, 0.01)
"""The least per cent that so many digits can tell from nought."""
MILLIONS = 3  # digits of a billion in which small sums of money are told
FINEST = 8  # digits besides the usual ones that an input is given at most
BARE = frozenset(("index", "percent", "share", "money", "flag", "number"))
"""Units that need no word behind the number."""


def number_told(t: Texts, quantity: Quantity[Any], value: float, *, fine: bool = False, sign: bool = False, more: int = 0) -> str:
    """A value with the digits of its quantity and, in per cent or money, its mark; `fine` beside a bound, `sign` for a change.

    `more` are digits besides the usual ones."""
    digits = _digits(quantity, value, fine) + more
    if quantity.unit == "money":
        return t.money(value, digits)
    scaled = 100.0 * value if quantity.unit == "share" else value
    if quantity.unit == "percent" and not sign and 0.0 < value < 100.0 * HALF * LEAST[min(digits, 2)]:
        return t("number.percent_under", n=t.number(LEAST[min(digits, 2)], min(digits, 2)))
    number = t.signed(scaled, digits) if sign else t.number(scaled, digits)
    return t("number.percent", n=number) if quantity.unit in ("percent", "share") else number


def _digits(quantity: Quantity[Any], value: float, fine: bool = False) -> int:
    wide = quantity.unit == "money" and abs(value) >= NARROW and not (fine and quantity.fine >= 0)
    return 0 if wide else quantity.shown(fine)


def as_written(quantity: Quantity[Any], value: float, more: int = 0) -> float:
    """The number that a reader finds where a value is told."""
    digits = _digits(quantity, value) + more
    if quantity.unit == "money" and 1 < digits < MILLIONS and abs(value) < 1.0:
        digits = MILLIONS
    scale = 100.0 if quantity.unit == "share" else 1.0
    return round(value * scale, digits) / scale


def _distinct(quantity: Quantity[Any], value: float) -> tuple[float, bool]:
    """What tells one written value from another: its number, and whether "under" stands before a percentage of next to nothing."""
    return as_written(quantity, value), quantity.unit == "percent" and value > 0.0


def digits_for(rules: Rules, o: Observation, e: Explanation) -> int:
    """Digits that the inputs of a formula need besides their usual ones, so that who works it out finds the number as it stands."""
    wanted, facts = _distinct(e.quantity, e.value), facts_seen(rules, o)
    of = facts.of(o.side, name=e.of)
    values = {(i.quantity.id, i.of if i.listed else ""): i for i in e.inputs}
    if not e.quantity.formula or e.start or any(isnan(i.value) for i in e.inputs):
        return 0

    def given(more: int) -> Callable[[Ref], Any]:
        def value(ref: Ref) -> float:
            i = values.get(ref)
            return measured(facts, ref[0], named(of, ref[1] or of.name)) if i is None else as_written(i.quantity, i.value, more)

        return value

    found = (float(evaluate(e.quantity.formula, given(more))[0]) for more in range(FINEST))
    return next((more for more, x in enumerate(found) if _distinct(e.quantity, x) == wanted), FINEST)


def inputs_told(t: Texts, rules: Rules, o: Observation, e: Explanation) -> list[tuple[str, str]]:
    """Name and value of each input, fine enough that the formula gives the number that stands above it."""
    more, needed = digits_for(rules, o, e), set(e.quantity.inputs)

    def told(i: Input) -> str:
        used = (i.quantity.id, i.of if i.listed else "") in needed
        return value_told(t, i.quantity, i.value, more if used else 0)

    return [(input_told(t, rules, i), told(i)) for i in e.inputs]


def value_told(t: Texts, quantity: Quantity[Any], value: float, more: int = 0) -> str:
    """A value with its unit; what is not known is said to be so."""
    if isnan(value):
        return t("explain.unknown")
    number = number_told(t, quantity, value, more=more)
    return number if quantity.unit in BARE else t(f"explanations.unit.{quantity.unit}", n=number)


def cost_told(t: Texts, capital: int, budget: float) -> str:
    """A cost in capital and money; "free" when there is none."""
    parts = [t.count("capital", capital)] if capital else []
    if budget:
        parts.append(t("cost.money", n=t.money(budget, 2)) if budget > 0 else t("cost.earns", n=t.money(-budget, 2)))
    return t("number.list_separator").join(parts) or t("cost.free")


def name_of(t: Texts, id: str) -> str:
    """What a quantity is called within a sentence or formula, or among the inputs of another."""
    known = f"explanations.input.{id}"
    return t(known if t.has(known) else f"quantity.{id}")


def label_of(t: Texts, rules: Rules, of: str) -> str:
    """What a quantity is of: a dial's title, or the name of a product, region or watcher."""
    return rules.dials[of].title if of in rules.dials else t.label(of)


def title_of(t: Texts, e: Explanation) -> str:
    """A number's name with what it is of."""
    name = t(f"explanations.name.{e.quantity.id}")
    return t("explain.of", name=name, of=t.label(e.of)) if e.of else name


def input_told(t: Texts, rules: Rules, i: Input) -> str:
    """An input's name with what it is of."""
    if i.listed:
        return label_of(t, rules, i.of)
    name = name_of(t, i.quantity.id)
    return t("explain.of", name=name, of=label_of(t, rules, i.of)) if i.of else name


def formula_told(t: Texts, rules: Rules, o: Observation, e: Explanation) -> str:
    """How a number comes about: its formula, and what content says of it where that is not all."""
    if e.start:
        return t("explanations.start")
    facts, how = facts_seen(rules, o), f"explanations.how.{e.quantity.id}"
    of = facts.of(o.side, name=e.of)
    if not t.has(how):
        return _written(t, facts, e.quantity.id, of)
    return t(how, **{id: _written(t, facts, id, of) for id in FIELDS.findall(t(how))})


def _written(t: Texts, facts: Facts, id: str, of: Of) -> str:
    """The formula of a quantity in words, its constants as numbers."""

    def told(ref: Ref) -> str:
        return t.name(ref[1]) if ref[1] else name_of(t, ref[0])

    def known(ref: Ref) -> float | None:
        return measured(facts, ref[0], named(of, ref[1] or of.name)) if QUANTITIES[ref[0]].constant else None

    return written(QUANTITIES[id].formula or id.replace("-", "_"), told, known, lambda x: f"{x:.6g}".replace("-", "−"))
