"""The decisions of a campaign: each line of a plan and each offer that was accepted, and a quarter with some of them left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from game.engine.rules.vocabulary.plan import BOTH, Answers, Line, Offer, Plan, Side, other
from game.forecast.causes import key_of_line
from game.play.save_file import LogLine
from game.structs import Struct, replace


class Accepted(Struct):
    """A yes to an offer or demand of the other capital. A no is no decision to leave out: silence refuses too."""

    id: str
    offer: Offer


class Decision(Struct):
    """One decision of a side in a quarter; `place` is its line in the plan, or after the plan's lines its reply."""

    quarter: int
    side: Side
    place: int
    what: Line | Accepted

    @property
    def key(self) -> str:
        """What was decided, as one text for programs: such as `dial:ID:NOTCH`, `card:ID/RESPONSE` or `accept:DIAL:NOTCH`."""
        if isinstance(self.what, Accepted):
            return f"accept:{self.what.offer.take.dial}:{self.what.offer.take.most}"
        return key_of_line(self.what)


class Quarter(Struct):
    """What both capitals hand over in one quarter."""

    plans: Mapping[Side, Plan]
    answers: Mapping[Side, Answers]


def decisions_of(log: Sequence[LogLine], sides: Collection[Side] = BOTH) -> tuple[Decision, ...]:
    """Every decision of these sides, in the order of the campaign."""
    return tuple(d for line in log for side in BOTH if side in sides for d in _of_quarter(line, side))


def _of_quarter(line: LogLine, side: Side) -> list[Decision]:
    lines: Sequence[Line] = line.plans[side].lines
    offers = {f"offer-{line.quarter}-{other(side)}": x for x in line.plans[other(side)].lines if isinstance(x, Offer)}
    found = [Decision(line.quarter, side, i, x) for i, x in enumerate(lines)]
    replies = line.answers[side].replies
    yes = [(len(lines) + i, Accepted(id, offers[id])) for i, (id, reply) in enumerate(replies) if reply == "yes" and id in offers]
    return [*found, *(Decision(line.quarter, side, place, what) for place, what in yes)]


def quarter_of(line: LogLine, left_out: Collection[Decision] = ()) -> Quarter:
    """The quarter as it was recorded, without these decisions of it."""
    plans = dict(line.plans)
    answers = dict(line.answers)
    for side in BOTH:
        own = {d.place for d in left_out if d.quarter == line.quarter and d.side == side}
        if own:
            lines = line.plans[side].lines
            plans[side] = Plan(side, tuple(x for i, x in enumerate(lines) if i not in own))
            kept = tuple(x for i, x in enumerate(line.answers[side].replies) if len(lines) + i not in own)
            answers[side] = replace(line.answers[side], replies=kept)
    return Quarter(plans, answers)
