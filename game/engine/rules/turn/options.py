"""What may be added to a plan now, and for what may not, a refusal code with its numbers. Reads only what the side observes."""

from __future__ import annotations

from typing import Literal

from game.engine.rules.vocabulary.plan import Line
from game.structs import Struct

RefusalCode = Literal[
    "capital",  # (needed, left)
    "budget",  # (needed, left)
    "orders-full",  # (most,)
    "finance-freezes",  # (most,)
    "producers-halt",  # ()
    "security-leaks",  # ()
    "envoy-recalled",  # ()
    "needs-draft",  # (rung,)
    "draft-young",  # ()
    "cooldown",  # (quarters left,)
    "condition",  # (why text id,)
    "promised",  # (dial, most, until)
    "already",  # ()
    "statute-locked",  # (quarter,)
    "table-closed",  # (first quarter,)
    "not-yet",  # (first quarter,)
    "one-offer",  # ()
    "half-offer",  # ()
    "no-draft",  # ()
    "binds-nothing",  # (dial,)
    "promised-already",  # (dial, most, until)
    "order-runs",  # (order, until)
    "offered",  # (dial, most)
    "demanded",  # ()
    "dropped",  # ()
    "no-card",  # ()
    "unknown",  # (id,)
    "over",  # ()
    "target",  # (target,)
    "range",  # (lowest, highest)
]


class Refusal(Struct):
    """Why a line is not possible now: a code and the numbers or ids that explain it."""

    code: RefusalCode
    numbers: tuple[str | int | float, ...] = ()


class Option(Struct):
    """One line that could be added, what it costs, and why not if it may not be."""

    line: Line
    capital: int
    budget: float
    refusal: Refusal | None = None


class Options(Struct):
    """All lines that a side might think of this quarter, in a fixed order, and what the plan so far leaves."""

    options: tuple[Option, ...]
    capital_left: int
    budget_left: float
    orders_left: int

    def open(self) -> tuple[Option, ...]:
        """Those that may be added now."""
        return tuple(o for o in self.options if o.refusal is None)
