"""Why a figure moved in a quarter: earlier policy, the event, every decision by its exact Shapley share, and chance last.

Pure over `resolve_batch`: all subsets of the decisions are played as one batch at mean luck. Amounts add up to the bit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import factorial
from typing import Literal

import numpy as np

from game.engine.rules.campaign.open_record import Work
from game.engine.rules.campaign.record import FIGURES, Batch, Record, State
from game.engine.rules.campaign.record import Figures as Headline
from game.engine.rules.turn.consequences.brink import BRINK
from game.engine.rules.turn.consequences.impulses import apply_impulses
from game.engine.rules.turn.resolve import resolve, resolve_batch
from game.engine.rules.vocabulary.plan import (
    BOTH,
    AnswerCard,
    Answers,
    BreakPromise,
    Draft,
    DropDraft,
    GiveOrder,
    Line,
    NameCharge,
    Offer,
    Plan,
    Say,
    SetDial,
    Side,
    other,
)
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.quantum import QUANTUM
from game.engine.world.arithmetic.total import total
from game.engine.world.model.arrays import ARRAYS
from game.engine.world.model.state import World, concat
from game.structs import Struct, replace

Kind = Literal["policy", "event", "decision", "chance"]
GroupName = Literal["controls", "building", "table"]
MOST_SWITCHES = 6


class Came(Struct):
    """A card came to the table."""

    card: str


class Group(Struct):
    """Several decisions of one side together."""

    name: GroupName


class Rest(Struct):
    """What nobody decided in the quarter, and what another capital may not know."""

    name: Literal["policy", "chance", "unseen"]


What = Line | Came | Group | Rest
"""What a part of a change comes from: one line of a plan, or one of the above."""


class Cause(Struct):
    """One part of a change, in points of the figure. `without` is the change as it would have been without this cause; `side`
    decided it, or "" where nobody did."""

    what: What
    kind: Kind
    amount: float
    without: float
    side: str = ""
    hidden: bool = False  # only the side itself knows of it


class Switch(Struct):
    """A decision that can be left out: lines of one side's plan, by position."""

    what: Line | Group
    side: Side
    lines: tuple[int, ...]
    hidden: bool


class Account(Struct):
    """The causes of all three figures of both sides in one quarter."""

    quarter: int
    causes: Mapping[tuple[Side, str], tuple[Cause, ...]]

    def change(self, side: Side, figure: str) -> float:
        """The change of a figure in points: exactly the sum of its causes."""
        return total(c.amount for c in self.causes[side, figure])


def causes(
    rules: Rules,
    state: State,
    plans: Mapping[Side, Plan],
    answers: Mapping[Side, Answers],
    side: Side,
    figure: str,
) -> tuple[Cause, ...]:
    """The causes of one figure's change in the quarter that `state` begins, in the order of the waterfall. KeyError for an unknown
    figure."""
    return account(rules, state, plans, answers).causes[side, figure]


def account(
    rules: Rules,
    state: State,
    plans: Mapping[Side, Plan],
    answers: Mapping[Side, Answers],
    after: Record | None = None,
) -> Account:
    """The causes of all figures of both sides. `after` is the record as it came, if it is at hand; else the quarter is played."""
    came = after if after is not None else resolve(rules, state, plans, answers, lenient=True).state.record
    switches = switches_of(rules, plans)
    cards = _cards(state.record)
    bare = [_without(rules, state, cards[k:]) for k in range(len(cards))]  # no card, then the first, …
    subsets = [_chosen(plans, switches, mask) for mask in range(1 << len(switches))]
    none = _chosen(plans, switches, 0)
    records = [s.record for s in bare] + [state.record] * len(subsets)
    world = _joined([s.world for s in bare], state.world, len(subsets))
    played = resolve_batch(
        rules,
        Batch(tuple(records), world),
        [none] * len(bare) + subsets,
        [answers] * len(records),
        lenient=True,
        mean=True,
    ).batch.records
    found: dict[tuple[Side, str], tuple[Cause, ...]] = {}
    for side in BOTH:
        for figure in FIGURES:
            values = [points_of(r.figures[side], figure) for r in played]
            start = points_of(state.record.figures[side], figure)
            end = points_of(came.figures[side], figure)
            found[side, figure] = _waterfall(switches, cards, values, start, end)
    return Account(state.record.quarter, found)


def as_seen(found: Sequence[Cause], by: Side) -> tuple[Cause, ...]:
    """The causes as a capital may know them: what only the other knows of is one line without a name."""
    change = total(c.amount for c in found)
    secret = [c for c in found if c.hidden and c.side == other(by)]
    if not secret:
        return tuple(found)
    hidden = total(c.amount for c in secret)
    merged = Cause(Rest("unseen"), "decision", hidden, change - hidden, other(by), True)
    kept = [c for c in found if c not in secret]
    return (*kept[:-1], merged, *kept[-1:])


def largest(found: Sequence[Cause]) -> Cause:
    """The cause that moved the figure most; the first of equals."""
    return max(found, key=lambda c: abs(c.amount))


def key_of(cause: Cause) -> str:
    """What a cause is, as one text for programs: its sort and ids, such as `event:CARD`, `dial:ID:NOTCH` or `card:ID/RESPONSE`."""
    match cause.what:
        case Rest(name=name):
            return f"{name}:{cause.side}" if cause.side else name
        case Came(card=card):
            return f"event:{card}"
        case Group(name=group):
            return f"group:{cause.side}:{group}"
    return key_of_line(cause.what)


def key_of_line(line: Line) -> str:
    match line:
        case SetDial():
            return f"dial:{line.dial}:{line.notch}"
        case GiveOrder():
            return f"order:{line.order}:{line.target}"
        case Draft():
            return f"{'quiet' if line.quiet else 'draft'}:{key_of_line(line.measure)}"
        case DropDraft():
            return f"drop:{line.draft}"
        case AnswerCard():
            return f"card:{line.card}/{line.response}"
        case Offer():
            return f"offer:{line.take.dial}:{line.take.most}"
        case BreakPromise():
            return f"break:{line.promise}"
        case Say():
            return f"say:{line.word}"
        case NameCharge():
            return f"name:{line.mandate}"


def switches_of(rules: Rules, plans: Mapping[Side, Plan]) -> tuple[Switch, ...]:
    """The decisions of both plans; above six, three groups a side: what is withheld, what is built or bound, and the table."""
    single = [
        Switch(line, side, (i,), _secret(line))
        for side in BOTH
        for i, line in enumerate(plans[side].lines if side in plans else ())
        if not isinstance(line, Say | NameCharge)
    ]
    if len(single) <= MOST_SWITCHES:
        return tuple(single)
    groups: dict[tuple[Side, GroupName], list[Switch]] = {}
    for switch in single:
        line = plans[switch.side].lines[switch.lines[0]]
        groups.setdefault((switch.side, _group(rules, line)), []).append(switch)
    return tuple(
        members[0]
        if len(members) == 1
        else Switch(Group(name), side, tuple(i for m in members for i in m.lines), all(m.hidden for m in members))
        for (side, name), members in sorted(groups.items())
    )


def _secret(line: Line) -> bool:
    """Whether the other capital never hears of it: answers to cards but the brink's, quiet drafts and their end."""
    match line:
        case AnswerCard():
            return line.card != BRINK
        case Draft():
            return line.quiet
    return isinstance(line, DropDraft)


def _group(rules: Rules, line: Line) -> GroupName:
    measure = line.measure if isinstance(line, Draft) else line
    if isinstance(measure, SetDial):
        return "controls" if rules.withholds(rules.dials[measure.dial].family) else "building"
    if isinstance(measure, GiveOrder):
        return "controls" if rules.withholds(rules.orders[measure.order].family) else "building"
    return "table"


def _chosen(plans: Mapping[Side, Plan], switches: Sequence[Switch], mask: int) -> dict[Side, Plan]:
    """Both plans with the decisions of the mask alone; words stay, since they move no figure."""
    off = {(s.side, i) for bit, s in enumerate(switches) if not mask >> bit & 1 for i in s.lines}
    result: dict[Side, Plan] = {}
    for side in BOTH:
        lines = plans[side].lines if side in plans else ()
        result[side] = Plan(side, tuple(line for i, line in enumerate(lines) if (side, i) not in off))
    return result


def _cards(record: Record) -> list[str]:
    """The cards on the table this quarter, once each, Beijing's first; a brink is no event but both sides' conduct."""
    due = [c for side in BOTH for c in record.table if c.side == side and c.since <= record.quarter and c.card != BRINK]
    return list(dict.fromkeys(c.card for c in due))


def _without(rules: Rules, state: State, cards: Sequence[str]) -> State:
    """The state as if these cards had not come: off the table, and what they did on arrival taken back from the world."""
    world = state.world.copy()
    for card in cards:
        impulses = rules.cards[card].event
        if not impulses:
            continue
        again = world.copy()
        side: Side = next(c.side for c in state.record.table if c.card == card)
        apply_impulses(Work.open(rules, state.record, again, 0, None), side, impulses, "", f"card:{card}")
        for a in ARRAYS:
            if a.kind == "state":
                now: Array = getattr(world, a.name)
                now -= np.minimum(getattr(again, a.name) - now, np.maximum(now, 0.0))
    table = tuple(c for c in state.record.table if c.card not in cards)
    return State(replace(state.record, table=table), world)


def _joined(bare: Sequence[World], world: World, times: int) -> World:
    """One world of all lanes: the states without cards, then the state itself so many times."""
    many = world.take(np.zeros(times, dtype=np.int64))
    return concat([*bare, many]) if bare else many


def points_of(figures: Headline, figure: str) -> float:
    """A figure (one of FIGURES) in points, on its quantum."""
    return round(figures.points(figure) / QUANTUM) * QUANTUM


def _waterfall(
    switches: Sequence[Switch], cards: Sequence[str], values: Sequence[float], start: float, end: float
) -> tuple[Cause, ...]:
    """`values` are those without cards (none, the first, …), then those of every mask. All sums here are of whole quanta: exact."""
    change = end - start
    bare, masks = values[: len(cards)], values[len(cards) :]
    steps = [*bare, masks[0]]
    found = [Cause(Rest("policy"), "policy", steps[0] - start, change - (steps[0] - start))]
    for i, card in enumerate(cards):
        amount = steps[i + 1] - steps[i]
        found.append(Cause(Came(card), "event", amount, change - amount))
    full = len(masks) - 1
    shares = shapley(masks)
    for bit, switch in enumerate(switches):
        alone = masks[full] - masks[full & ~(1 << bit)]
        found.append(Cause(switch.what, "decision", shares[bit], change - alone, switch.side, switch.hidden))
    chance = end - masks[full]
    found.append(Cause(Rest("chance"), "chance", chance, change - chance))
    return tuple(found)


def shapley(values: Sequence[float]) -> tuple[float, ...]:
    """Exact Shapley shares of n switches from the values of all 2^n subsets (bit i set: switch i on), on the quantum; what rounding
    leaves goes to the largest share, so that they add up to the last value less the first."""
    n = len(values).bit_length() - 1
    shares = []
    for i in range(n):
        weighed = 0.0
        for mask in range(len(values)):
            if mask >> i & 1:
                size = mask.bit_count() - 1
                weighed += factorial(size) * factorial(n - size - 1) * (values[mask] - values[mask & ~(1 << i)])
        shares.append(round(weighed / factorial(n) / QUANTUM) * QUANTUM)
    if shares:
        rest = values[-1] - values[0] - total(shares)
        at = max(range(n), key=lambda i: abs(shares[i]))
        shares[at] += rest
    return tuple(shares)
