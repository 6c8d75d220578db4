"""The sealed charges of a finished campaign, opened: what each capital held, what the other took it for, and from when on the
public record told it.

Reading the record is `opponents/charge_reader.py`'s; words are the screens'."""

from __future__ import annotations

from game.engine.rules import observe
from game.engine.rules.campaign.record import State
from game.engine.rules.verdict.mandates import charge_of
from game.engine.rules.vocabulary.plan import BOTH, Side, other
from game.engine.rules.vocabulary.rules import Rules
from game.opponents.charge_reader import likeliest, readings_so_far
from game.structs import Struct

SINCE = 1  # in the first quarter nobody shows it


class Opened(Struct):
    """A side's sealed mandate; `named` is what the other capital took it for, "" for nothing. `told` is the quarter after which the
    public record fitted it best and went on to do so, None where in the end another one fitted better; `best` is that which did."""

    side: Side
    charge: str
    named: str
    told: int | None
    best: str


def opened_charges(rules: Rules, last: State) -> tuple[Opened, ...]:
    """The charges that were sealed in a campaign that is over; none before, since they are opened at its end."""
    record = last.record
    if not record.over:
        return ()
    return tuple(_opened(rules, last, side, charge_of(record, side)) for side in BOTH if charge_of(record, side))


def _opened(rules: Rules, last: State, side: Side, charge: str) -> Opened:
    fits = readings_so_far(rules, observe(rules, last, other(side)), SINCE)
    quarters = range(len(fits[charge]))
    best = [likeliest({m: found[i] for m, found in fits.items()}) for i in quarters]
    wrong = [i for i in quarters if best[i] != charge]
    first = max(wrong, default=0) + 1  # nothing is read before the first entry
    told = SINCE + first - 1 if first < len(best) else None
    return Opened(side, charge, last.record.named.get(other(side), ""), told, best[-1])
