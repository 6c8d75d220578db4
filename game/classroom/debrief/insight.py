"""What a class looks back on, computed: the turns that mattered and why, and three courses that were not taken.

Plays with the rules alone; words are the page's business."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from game.classroom.events.state import State
from game.classroom.events.tally import counted
from game.classroom.sessions.session import setup_of
from game.engine.rules import new_batch, resolve_batch
from game.engine.rules.campaign.record import FIGURES, Batch, Figures
from game.engine.rules.vocabulary.plan import BOTH, AnswerCard, Draft, GiveOrder, Offer, Plan, SetDial, Side
from game.engine.rules.vocabulary.rules import Rules
from game.play.save_file import LogLine
from game.structs import Struct, replace

Plans = Mapping[Side, Plan]
Change = Callable[[int, Plans], Plans]


class Moment(Struct):
    """The quarter in which a figure of a side moved most, and by how many points."""

    round: int
    side: Side
    figure: str
    change: float


def moments(lines: Sequence[LogLine], start: Mapping[Side, Figures], held: Callable[[int], Side | None]) -> list[Moment]:
    """For each figure the quarter that mattered most. `held` is the side that the class held, None for both."""
    found = []
    for figure in FIGURES:
        best: Moment | None = None
        before = start
        for round, line in enumerate(lines):
            own = held(round)
            for side in (own,) if own is not None else BOTH:
                moved = line.statistics[side].points(figure) - before[side].points(figure)
                if best is None or abs(moved) > abs(best.change):
                    best = Moment(round, side, figure, moved)
            before = line.statistics
        if best is not None:
            found.append(best)
    return found


def what_ifs(rules: Rules, state: State, world: str, lines: Sequence[LogLine]) -> dict[str, Mapping[Side, Figures]]:
    """Name of a course that was not taken → where it would have led. The other capital's plans stay as they were."""
    human = state.side_of(world, 0) if state.session.mode == "same-seed" and state.session.swap == "none" else None
    setup = setup_of(state.session, human)
    changes: dict[str, Change] = {
        "if_no_measures": lambda q, plans: {s: _without_measures(p) if ours(state, world, q, s) else p for s, p in plans.items()},
        "if_other_answer": lambda q, plans: {
            s: _other_answers(rules, state, world, q, p) if ours(state, world, q, s) else p for s, p in plans.items()
        },
        "if_both_still": lambda q, plans: {s: Plan(s) for s in plans},
    }
    batch = new_batch(rules, [setup] * len(changes))
    ends: dict[int, Mapping[Side, Figures]] = {}
    lanes = list(range(len(changes)))
    names = list(changes)
    for q, line in enumerate(lines):
        plans = [changes[names[lane]](q, line.plans) for lane in lanes]
        batch = resolve_batch(rules, batch, plans, [line.answers] * len(lanes), lenient=True).batch
        ends.update({lane: record.figures for lane, record in zip(lanes, batch.records, strict=True)})
        on = [i for i, record in enumerate(batch.records) if not record.over]
        if not on:
            break
        if len(on) < len(lanes):
            batch = Batch(tuple(batch.records[i] for i in on), batch.world.take(on))
            lanes = [lanes[i] for i in on]
    return {name: ends[i] for i, name in enumerate(names) if i in ends}


def ours(state: State, world: str, round: int, side: Side) -> bool:
    """Whether a side was held by the class in a round."""
    return any(state.side_of(group, round) == side for group in state.groups_of(world))


def _without_measures(plan: Plan) -> Plan:
    return Plan(plan.side, tuple(line for line in plan.lines if not isinstance(line, SetDial | GiveOrder | Draft | Offer)))


def _other_answers(rules: Rules, state: State, world: str, round: int, plan: Plan) -> Plan:
    """The plan with every card answered as the next largest part of the class wanted, else by the first other answer."""
    group = next(g for g in state.groups_of(world) if state.side_of(g, round) == plan.side)
    lines = []
    for line in plan.lines:
        if isinstance(line, AnswerCard) and line.card in rules.cards:
            votes = counted(state, group, round, f"card:{line.card}")
            others = [r.id for r in rules.cards[line.card].responses if r.id != line.response]
            line = replace(line, response=max(others, key=lambda r: votes.get(r, 0)))
        lines.append(line)
    return Plan(plan.side, tuple(lines))
