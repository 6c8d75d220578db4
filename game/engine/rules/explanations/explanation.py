"""What stands under a number, as data: name, value, unit, one plain sentence, formula, today's inputs, source."""

from __future__ import annotations

from game.engine.rules.fields.structs import Struct


class Input(Struct):
    """One input of a number: `key` names the explanation that opens under it, or "" at the end of the tree; `of` is the region,
    product or desk that it belongs to, alone where there is no name."""

    name: str
    value: float
    unit: str
    key: str = ""
    of: str = ""


class Explanation(Struct):
    """What stands under a number; `of` is what it is a number of (a product or a desk), where it is one of several."""

    key: str
    name: str
    value: float
    unit: str
    sentence: str
    formula: str
    inputs: tuple[Input, ...]
    source: str
    of: str = ""


MODEL = "model page: the three figures; numbers of the world in content"
MARKETS = "model page: one month; numbers of the world in content"
RULES = "rules of play; numbers in content (numbers.yaml)"
