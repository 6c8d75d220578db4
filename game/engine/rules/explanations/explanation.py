"""What stands under a number, as data: the quantity, what it is of, its value, today's inputs, and the lines of its account.

All words, the formula's too, are content's; screens put them together (`screens/words/quantities.py`)."""

from __future__ import annotations

from game.engine.rules.campaign.facts import Facts
from game.engine.world.measures.quantities import Quantity
from game.structs import Struct


class Input(Struct):
    """One input of a number; `of` is the product, region, watcher or dial that it belongs to, or "". `key` names the explanation
    that opens under it, or "" at the end of the tree. One of a `list` is told by what it is of, without the quantity's name."""

    quantity: Quantity[Facts]
    of: str
    value: float
    key: str = ""
    listed: bool = False


class AccountLine(Struct):
    """One line of an account: what moves it, what that comes from (an id, or ""), by how much, and what it comes to with it."""

    cause: str
    source: str
    change: float
    total: float


class Explanation(Struct):
    """What stands under a number; `of` is what it is a number of (a product or a watcher), where it is one of several. `start` says
    that the scenario gave it, so that its formula does not hold yet."""

    quantity: Quantity[Facts]
    of: str
    value: float
    inputs: tuple[Input, ...]
    account: tuple[AccountLine, ...] = ()
    start: bool = False
