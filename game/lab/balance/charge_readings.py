"""How often a careful reader of the public record names the other capital's sealed mandate: after a quarter, and at the half.

Doctrines must not give it away at once, and what they do must tell in time. The reader is `opponents/charge_reader.py`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from game.engine.rules import Batch, observe_batch
from game.engine.rules.verdict.mandates import charge_of
from game.engine.rules.vocabulary.plan import BOTH, other
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total
from game.opponents.charge_reader import likeliest, readings
from game.structs import Struct

EARLY, LATE = 0.10, 0.25
"""Shares above chance: at most after the first quarter, at least at the half."""


class Named(Struct):
    """What a reader named of one side in one campaign: after the first quarter or at the half, whether it was right, and how many
    stood on the list."""

    when: str  # "first" or "half"
    right: bool
    listed: int


def named_in(rules: Rules, batch: Batch, lane: int) -> tuple[Named, ...]:
    """What readers of both sides name in a quarter in which they are asked; nothing in any other."""
    record = batch.records[lane]
    half = rules.scenarios[record.setup.scenario].quarters // 2
    found = []
    for when in [name for name, quarter in (("first", 1), ("half", half)) if quarter == record.quarter]:
        for side in BOTH:
            charge = charge_of(record, other(side))
            if charge:
                fits = readings(rules, observe_batch(rules, batch, lane, side), since=0 if when == "first" else 1)
                found.append(Named(when, likeliest(fits) == charge, len(fits)))
    return tuple(found)


def charge_rows(named: Iterable[Named]) -> list[dict[str, Any]]:
    """The rows of the report."""
    rows = []
    for when in ("first", "half"):
        found = [n for n in named if n.when == when]
        share = total(n.right for n in found) / len(found) if found else 0.0
        chance = total(1.0 / n.listed for n in found) / len(found) if found else 0.0
        bound = chance + (EARLY if when == "first" else LATE)
        wanted = f"at {'most' if when == 'first' else 'least'} {bound:.2f}, chance {chance:.2f}"
        good = share <= bound if when == "first" else share >= bound
        rows.append({"id": f"charge-read/{when}", "value": round(share, 4), "wanted": wanted, "pass": good, "readings": len(found)})
    return rows
