"""One turn: both plans played at once, three months of the world, the quarter's accounts, figures and next cards.

`resolve_batch` is the implementation, `resolve` its case of one. What each step does stands in the module that it calls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from game.engine.rules.accounts import close_accounts, close_support, hold_vote, judges, lapse_promises
from game.engine.rules.apply import apply_impulses
from game.engine.rules.brink import open_brink, settle_brink
from game.engine.rules.calendar import events_in
from game.engine.rules.countries import move_countries, review_partners
from game.engine.rules.deals import (
    break_openly,
    close_drafts,
    close_promises,
    draft,
    drop_draft,
    enact_draft,
    glimpse_drafts,
    offers_of,
    promised_most,
    ripe_draft,
    settle_offers,
)
from game.engine.rules.deck import deal, facts_of, play_cards
from game.engine.rules.effects import Licence
from game.engine.rules.judge import holds
from game.engine.rules.legal import cost, refuse
from game.engine.rules.observe import observe_lane
from game.engine.rules.openings import move_plants
from game.engine.rules.options import Refusal
from game.engine.rules.places import capital_region, regions_of
from game.engine.rules.plan import (
    BOTH,
    AnswerCard,
    Answers,
    BreakPromise,
    Draft,
    DropDraft,
    GiveOrder,
    Line,
    Plan,
    Say,
    SetDial,
    Side,
    other,
)
from game.engine.rules.policy import draft_effects, set_policy
from game.engine.rules.record import Batch, Figures, MeasureInForce, Past, Promise, Record, StandingOffer, State
from game.engine.rules.rules import Rules
from game.engine.rules.score import score, seeds_of
from game.engine.rules.work import Work
from game.engine.world.ledger import Ledger
from game.engine.world.luck import Luck
from game.engine.world.month import ModelFault, step
from game.engine.world.spec import Array
from game.engine.world.state import World

MONTHS = 3
Skipped = tuple[Side, Line, Refusal]


class IllegalPlan(ValueError):
    """A plan holds a line that `options` would refuse; the message names side, line and refusal."""


@dataclass(frozen=True, slots=True)
class Month:
    """What the picture of one month shows: prices (2, P, N) inside and outside, exports (R, P, N) from each product's home."""

    prices: Array
    exports: Array


@dataclass(frozen=True, slots=True)
class Turn:
    """What a turn gives: the new state, the ledger (if asked for), what happened, and lines skipped under `lenient`."""

    state: State
    ledger: Ledger | None
    events: tuple[tuple[str, ...], ...]
    skipped: tuple[Skipped, ...] = ()
    months: tuple[Month, ...] = ()


@dataclass(frozen=True, slots=True)
class BatchTurn:
    """The same for N campaigns; months hold all lanes."""

    batch: Batch
    events: tuple[tuple[tuple[str, ...], ...], ...]
    skipped: tuple[tuple[Skipped, ...], ...]
    months: tuple[Month, ...] = ()


class Quarter:
    """Sums the monthly flows of a quarter that accounts need; `watch` is called after each month."""

    def __init__(self, world: World) -> None:
        self.loss = np.zeros_like(world.loss_sum)  # (R, N) mean % of GDP at a year's rate
        self.floor = np.zeros_like(world.floor_cost)  # (R, N) $bn
        self.reserve = np.zeros_like(world.reserve_cost)  # (R, N) $bn
        self.calm: Array = np.ones_like(world.hazard)  # (N,) chance that no brink came
        self.before = world.loss_sum.copy()
        self.months: list[Month] = []

    def watch(self, world: World) -> None:
        self.months.append(Month(world.price.copy(), world.exports.copy()))
        self.floor += world.floor_cost
        self.reserve += world.reserve_cost
        self.calm *= 1.0 - world.hazard

    def close(self, world: World) -> None:
        self.loss = (world.loss_sum - self.before) / MONTHS


def delivered(rules: Rules, state: State, plans: Mapping[Side, Plan]) -> dict[Side, tuple[StandingOffer, ...]]:
    """The offers and demands addressed to each side once both plans are sealed."""
    work = Work.open(rules, state.record, state.world, 0, None)
    return {side: tuple(o for o in offers_of(work, plans) if other(o.side) == side) for side in BOTH}


def resolve(
    rules: Rules,
    state: State,
    plans: Mapping[Side, Plan],
    answers: Mapping[Side, Answers] | None = None,
    *,
    lenient: bool = False,
    ledger: Ledger | None = None,
) -> Turn:
    """Play one quarter. Pure: the state given is not changed. IllegalPlan for what `options` would refuse, unless `lenient`
    (replays without a line), which skips such lines and lists them. ModelFault when a number of the world is none."""
    batch, both = Batch((state.record,), state.world), (answers or {},)
    try:
        turn = resolve_batch(rules, batch, (plans,), both, lenient=lenient, ledger=ledger)
    except ModelFault:
        resolve_batch(rules, batch, (plans,), both, lenient=lenient, careful=True)  # raises again, and names the phase for sure
        raise
    return Turn(State(turn.batch.records[0], turn.batch.world), ledger, turn.events[0], turn.skipped[0], turn.months)


def resolve_batch(
    rules: Rules,
    batch: Batch,
    plans: Sequence[Mapping[Side, Plan]],
    answers: Sequence[Mapping[Side, Answers]],
    *,
    lenient: bool = False,
    ledger: Ledger | None = None,
    mean: bool = False,
    careful: bool = False,
) -> BatchTurn:
    """Play one quarter of N campaigns of one scenario together. A campaign in a batch equals the same campaign alone.

    `mean` runs the months at mean luck, as causes need it; what is looked up for the records stays the campaign's own."""
    world = batch.world.copy()
    works = [Work.open(rules, record, world, lane, ledger) for lane, record in enumerate(batch.records)]
    skipped: list[tuple[Skipped, ...]] = []
    kept: list[dict[Side, Plan]] = []
    for work, pair in zip(works, plans, strict=True):
        sealed, left_out = check_plans(work, pair, lenient)
        kept.append(sealed)
        skipped.append(left_out)
    for work, sealed, replies in zip(works, kept, answers, strict=True):
        before_world(work, sealed, replies)
    quarter = Quarter(world)
    seeds = [r.setup.seed for r in batch.records]
    luck = None if mean else Luck(seeds_of(seeds, "world"))
    step(world, MONTHS, shocks=luck, ledger=ledger, watch=quarter.watch, careful=careful)
    quarter.close(world)
    for work in works:
        after_world(work, quarter)
    figures = score(world, seeds, [w.stances for w in works], rules.numbers.join)
    records = tuple(
        close_quarter(work, quarter, sealed, f) for work, sealed, f in zip(works, kept, figures, strict=True)
    )
    return BatchTurn(Batch(records, world), tuple(tuple(w.events) for w in works), tuple(skipped), tuple(quarter.months))


def check_plans(work: Work, plans: Mapping[Side, Plan], lenient: bool) -> tuple[dict[Side, Plan], tuple[Skipped, ...]]:
    """Both plans with only the lines that may be played, paid for; lists the others under `lenient`, else IllegalPlan."""
    sealed: dict[Side, Plan] = {}
    left_out: list[Skipped] = []
    for side in BOTH:
        plan = Plan(side)
        given = plans.get(side, plan)
        if given.lines:
            seen = observe_lane(work.rules, work.record, work.world, work.lane, side)
            for line in given.lines:
                refusal = refuse(work.rules, seen, plan, line)
                if refusal is None:
                    plan = plan.plus(line)
                elif lenient:
                    left_out.append((side, line, refusal))
                else:
                    raise IllegalPlan(f"{side} may not play {line}: {refusal.code} {refusal.numbers}")
            work.pay(side, *cost(work.rules, seen, plan))
        sealed[side] = plan
    return sealed, tuple(left_out)


def before_world(work: Work, plans: dict[Side, Plan], answers: Mapping[Side, Answers]) -> None:
    """Everything that the plans do before the quarter's three months: offers, cards, lines, brink, policy."""
    activate_statutes(work)
    settle_offers(work, plans, answers)
    replies = play_cards(work, {side: tuple(x for x in plans[side].lines if isinstance(x, AnswerCard)) for side in BOTH})
    for side in BOTH:
        for line in plans[side].lines:
            if type(line) in PLAYERS:  # cards and offers are settled for both sides at once, above
                PLAYERS[type(line)](work, side, line)
    settle_brink(work, replies)
    level = work.rules.difficulties[work.record.setup.difficulty]
    glimpse_drafts(work, {side: level.sight if _scripted(work, side) else 0.0 for side in BOTH})
    set_policy(work)


def _scripted(work: Work, side: Side) -> bool:
    human = work.record.setup.human
    return bool(human) and human != side


def activate_statutes(work: Work) -> None:
    """Statutes that come into force this quarter turn their dials, as far as a promise allows."""
    for dial, notch, since in work.statutes:
        if since == work.quarter and work.dials[dial] != notch:
            bound = promised_most(work.promises, dial)
            work.set_dial(dial, min(notch, bound.most) if bound else notch)
            work.tell("statute", work.rules.dials[dial].side, dial, notch)


def _set_dial(work: Work, side: Side, line: SetDial) -> None:
    bound = promised_most(work.promises, line.dial)
    if bound is not None and line.notch > bound.most:
        work.tell("void-line", side, line.dial, line.notch)
        refund = min(abs(line.notch - work.record.dials[line.dial]), 1) * work.rules.numbers.notch_cost
        work.account(side, capital=work.accounts[side].capital + refund)
        return
    item = work.rules.dials[line.dial]
    if line.statute:
        since = work.quarter + work.rules.numbers.statute_quarters
        work.statutes = [s for s in work.statutes if s[0] != line.dial] + [(line.dial, line.notch, since)]
        work.tell("statute-passed", side, line.dial, line.notch)
        return
    harsher = item.notches[line.notch].rung > item.notches[work.dials[line.dial]].rung
    found = ripe_draft(work.drafts, side, line, work.quarter) if harsher else None
    work.set_dial(line.dial, line.notch)
    work.deeds[side].append(f"dial:{line.dial}:{line.notch}")
    work.tell("dial", side, line.dial, line.notch)
    if found is not None:
        enact_draft(work, found)
        if found.quiet:
            surprise(work, side, line)


def surprise(work: Work, side: Side, line: SetDial) -> None:
    """A quietly drafted measure meets buyers who expected the old licences: their trust falls on top."""
    work.surprises.add(line.dial)
    rows: set[int] = set()
    for effect in draft_effects(work.rules, line):
        if isinstance(effect, Licence):
            rows |= set(_regions(work, side, effect.to))
    work.remember(side, tuple(sorted(rows)), -work.rules.numbers.quiet_trust, f"surprise:{line.dial}")


def _regions(work: Work, side: Side, where: str) -> tuple[int, ...]:
    return regions_of(work.spec, work.stances, work.rules.numbers.join, side, where)


def _give_order(work: Work, side: Side, line: GiveOrder) -> None:
    item = work.rules.orders[line.order]
    found = ripe_draft(work.drafts, side, line, work.quarter)
    since = work.quarter + (work.rules.numbers.statute_quarters if line.statute else 0)
    cause = f"order:{line.order}"
    apply_impulses(work, side, item.impulses, line.target, cause)
    until = since + item.lasts if item.lasts else 999
    measure = MeasureInForce(work.new_id(line.order), side, cause, since, until, line.target, line.statute)
    if item.effects:
        work.measures.append(measure)
    if item.promise:
        to = line.target or other(side)
        work.promises.append(Promise(work.new_id("promise"), side, to, since, until, order=measure.id))
    if item.mark is not None:
        work.mark(side, item.mark.name, item.mark.sort, item.mark.lasts, cause)
    work.enacted.append((line.order, work.quarter, line.target))
    work.deeds[side].append(f"order:{line.order}:{line.target}")
    work.tell("order", side, line.order, line.target)
    if found is not None:
        enact_draft(work, found)


def _draft(work: Work, side: Side, line: Draft) -> None:
    draft(work, side, line)


def _drop(work: Work, side: Side, line: DropDraft) -> None:
    drop_draft(work, line.draft)


def _break(work: Work, side: Side, line: BreakPromise) -> None:
    break_openly(work, line.promise)


def _say(work: Work, side: Side, line: Say) -> None:
    work.words[side] = (*work.words.get(side, ()), line.word)[-4:]
    work.tell("said", side, line.word)


PLAYERS: dict[type, Any] = {
    SetDial: _set_dial,
    GiveOrder: _give_order,
    Draft: _draft,
    DropDraft: _drop,
    BreakPromise: _break,
    Say: _say,
}


def after_world(work: Work, quarter: Quarter) -> None:
    """What the quarter's months bring: money, promises, drafts, third countries, votes, measures that end, the brink."""
    lane = work.lane
    floor = [float(x) for x in quarter.floor[:, lane]]
    reserve = [float(x) for x in quarter.reserve[:, lane]]
    for side in BOTH:
        close_accounts(work, side, floor, reserve)
        lapse_promises(work, side)
    close_promises(work)
    close_drafts(work)
    move_countries(work)
    move_plants(work)
    for event in events_in(work.scenario, work.quarter):
        if event.sort == "partner-review":
            review_partners(work, event)
        for side in BOTH:
            if judges(event, side):
                hold_vote(work, side, event)
    work.measures = [m for m in work.measures if m.until > work.quarter + 1]
    work.marks = [m for m in work.marks if m.until > work.quarter + 1]
    none_waiting = not any(c.card == "brink" for c in work.table)
    drawn = work.luck("brink", "") < 1.0 - float(quarter.calm[lane])
    if drawn and not work.over and none_waiting and work.quarter + 1 >= work.rules.numbers.brink_from:
        open_brink(work)


def close_quarter(work: Work, quarter: Quarter, plans: dict[Side, Plan], figures: dict[Side, Figures]) -> Record:
    """Support, mandates, history, and the cards of the next quarter; the record of the new state."""
    for side in BOTH:
        loss = float(quarter.loss[capital_region(work.spec, side), work.lane])
        close_support(work, side, loss, figures)
    work.record = replace(work.record, figures=figures)
    progress = dict(work.record.progress)
    for side in BOTH:
        facts = facts_of(work, side)
        for m in work.record.mandates[side]:
            progress[m] = (*progress.get(m, ()), int(holds(facts, work.rules.mandates[m].condition)))
    if work.out and not work.over:
        work.over = "out-of-office"
    if not work.over and work.quarter + 1 >= work.scenario.quarters:
        work.over = "end"
    spec, world, lane = work.spec, work.world, work.lane
    past = Past(
        quarter=work.quarter,
        figures=figures,
        plans=plans,
        words={side: next((x.word for x in plans[side].lines if isinstance(x, Say)), "") for side in BOTH},
        deeds={side: tuple(work.deeds[side]) for side in BOTH},
        prices={
            p: (float(world.price[0, i, lane]), float(world.price[1, i, lane])) for i, p in enumerate(spec.products)
        },
        news=tuple(work.events),
    )
    work.record = replace(
        work.record, quarter=work.quarter + 1, progress=progress, history=(*work.record.history, past)
    )
    deal(work)
    return work.freeze()
