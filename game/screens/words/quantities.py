"""How quantities are told: their names, values with digits and unit, and their formulas, all from the table and content's words."""

from __future__ import annotations

import re
from typing import Any

from game.engine.rules.campaign.facts import Facts
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.quantities import QUANTITIES, measured, named
from game.engine.rules.explanations.explanation import Explanation, Input
from game.engine.rules.turn.observe import facts_seen
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.measures.formula import Ref, written
from game.engine.world.measures.quantities import Of, Quantity
from game.screens.words.chances import HALF
from game.screens.words.texts import Texts

FIELDS = re.compile(r"\{([\w-]+)\}")
NARROW = 10.0  # money from here on is told in whole billions
LEAST = (1.0, 0.1, 0.01)
"""The least per cent that so many digits can tell from nought."""
BARE = frozenset(("index", "percent", "share", "money", "flag", "number"))
"""Units that need no word behind the number."""


def number_told(t: Texts, quantity: Quantity[Any], value: float, *, fine: bool = False, sign: bool = False) -> str:
    """A value with the digits of its quantity and, in per cent or money, its mark; `fine` beside a bound, `sign` for a change."""
    digits = quantity.shown(fine)
    if quantity.unit == "money":
        return t.money(value, 0 if abs(value) >= NARROW and not (fine and quantity.fine >= 0) else digits)
    scaled = 100.0 * value if quantity.unit == "share" else value
    if quantity.unit == "percent" and not sign and 0.0 < value < 100.0 * HALF * LEAST[digits]:
        return t("number.percent_under", n=t.number(LEAST[digits], digits))
    number = t.signed(scaled, digits) if sign else t.number(scaled, digits)
    return t("number.percent", n=number) if quantity.unit in ("percent", "share") else number


def value_told(t: Texts, quantity: Quantity[Any], value: float) -> str:
    """A value with its unit."""
    number = number_told(t, quantity, value)
    return number if quantity.unit in BARE else f"{number} {t(f'explanations.unit.{quantity.unit}')}"


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
