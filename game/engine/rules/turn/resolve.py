"""One turn: both plans played at once, three months of the world, the quarter's accounts, figures and next cards.

`resolve_batch` is the implementation, `resolve` its case of one. What each step does stands in the module that it calls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from game.engine.rules.campaign.judge import holds
from game.engine.rules.campaign.open_record import Work
from game.engine.rules.campaign.places import capital_region
from game.engine.rules.campaign.record import Batch, Figures, Past, Record, StandingOffer, State
from game.engine.rules.turn.consequences.accounts import close_accounts, close_support, hold_vote, judges, lapse_promises
from game.engine.rules.turn.consequences.brink import open_brink, settle_brink
from game.engine.rules.turn.consequences.deals import (
    close_drafts,
    close_promises,
    glimpse_drafts,
    offers_of,
    settle_offers,
    settle_what_stands,
)
from game.engine.rules.turn.consequences.deck import deal, facts_of, play_cards
from game.engine.rules.turn.consequences.plan_lines import PLAYERS, activate_statutes
from game.engine.rules.turn.consequences.plant_openings import move_plants
from game.engine.rules.turn.consequences.policy import set_policy
from game.engine.rules.turn.consequences.third_countries import move_countries, review_partners
from game.engine.rules.turn.legal import refuse
from game.engine.rules.turn.observe import observe_lane
from game.engine.rules.turn.options import Refusal
from game.engine.rules.turn.prices import cost, prices
from game.engine.rules.turn.prospects import prospects
from game.engine.rules.verdict.figures import score, seeds_of
from game.engine.rules.verdict.mandates import charge_of
from game.engine.rules.vocabulary.calendar import events_in
from game.engine.rules.vocabulary.news import ChargeKey, ChargeOpened, News
from game.engine.rules.vocabulary.plan import BOTH, AnswerCard, Answers, Line, Plan, Say, Side, other
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.luck import Luck
from game.engine.world.model.ledger import Ledger
from game.engine.world.model.state import World
from game.engine.world.month.phases import ModelFault, step
from game.structs import Struct, replace

MONTHS = 3
Skipped = tuple[Side, Line, Refusal]


class IllegalPlan(ValueError):
    """A plan holds a line that `options` would refuse; the message names side, line and refusal."""


class Month(Struct):
    """What the picture of one month shows: prices (2, P, N) inside and outside, exports (R, P, N) from each product's home."""

    prices: Array
    exports: Array


class Turn(Struct):
    """What a turn gives: the new state, the ledger (if asked for), what happened, and lines skipped under `lenient`."""

    state: State
    ledger: Ledger | None
    events: tuple[News, ...]
    skipped: tuple[Skipped, ...] = ()
    months: tuple[Month, ...] = ()


class BatchTurn(Struct):
    """The same for N campaigns; months hold all lanes."""

    batch: Batch
    events: tuple[tuple[News, ...], ...]
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
    known: Sequence[Mapping[Side, Figures]] | None = None,
) -> BatchTurn:
    """Play one quarter of N campaigns of one scenario together. A campaign in a batch equals the same campaign alone.

    `known` are the figures at the quarter's end where they were worked out before, as a log holds them: most of a quarter's time
    is theirs. `mean` runs the months at mean luck, as causes need it; what is looked up for the records stays the campaign's own.
    """
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
    figures = known
    if figures is None:
        figures = score(world, [w.stances for w in works], rules.numbers.join, prospects(works, works[0].quarter + 1))
    records = tuple(close_quarter(work, quarter, sealed, f) for work, sealed, f in zip(works, kept, figures, strict=True))
    return BatchTurn(Batch(records, world), tuple(tuple(w.events) for w in works), tuple(skipped), tuple(quarter.months))


def check_plans(work: Work, plans: Mapping[Side, Plan], lenient: bool) -> tuple[dict[Side, Plan], tuple[Skipped, ...]]:
    """Both plans with only the lines that may be played, paid for; lists the others under `lenient`, else IllegalPlan."""
    sealed: dict[Side, Plan] = {}
    left_out: list[Skipped] = []
    for side in BOTH:
        plan = Plan(side)
        given = plans.get(side, plan)
        if given.lines:
            seen = observe_lane(work.rules, work.record, work.world, work.lane, side, past=False)
            for line in given.lines:
                refusal = refuse(work.rules, seen, plan, line)
                if refusal is None:
                    plan = plan.plus(line)
                elif lenient:
                    left_out.append((side, line, refusal))
                else:
                    raise IllegalPlan(f"{side} may not play {line}: {refusal.code} {refusal.numbers}")
            work.pay(side, *cost(work.rules, seen, plan))
            work.paid |= {(side, line): paid for line, paid in zip(plan.lines, prices(work.rules, seen, plan), strict=True)}
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
    settle_what_stands(work)
    level = work.rules.difficulties[work.record.setup.difficulty]
    glimpse_drafts(work, {side: level.sight if _scripted(work, side) else 0.0 for side in BOTH})
    set_policy(work)


def _scripted(work: Work, side: Side) -> bool:
    human = work.record.setup.human
    return bool(human) and human != side


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
    work.lapse()
    none_waiting = not any(c.card == "brink" for c in work.table)
    drawn = work.luck("brink", "") < 1.0 - float(quarter.calm[lane])
    if drawn and not work.over and none_waiting and work.quarter + 1 >= work.rules.numbers.brink_from:
        open_brink(work)


def open_charges(work: Work) -> None:
    """What each capital held sealed is told, with what the other took it for."""
    for side in BOTH:
        charge, named = charge_of(work.record, side), work.record.named.get(other(side), "")
        if charge:
            how: ChargeKey = "charge-unread" if not named else "charge-read" if named == charge else "charge-misread"
            work.tell(ChargeOpened(how, side, charge, named))


def close_quarter(work: Work, quarter: Quarter, plans: dict[Side, Plan], figures: Mapping[Side, Figures]) -> Record:
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
    if work.over:
        open_charges(work)
    spec, world, lane = work.spec, work.world, work.lane
    past = Past(
        quarter=work.quarter,
        figures=figures,
        plans=plans,
        words={side: next((x.word for x in plans[side].lines if isinstance(x, Say)), "") for side in BOTH},
        deeds={side: tuple(work.deeds[side]) for side in BOTH},
        prices={p: (float(world.price[0, i, lane]), float(world.price[1, i, lane])) for i, p in enumerate(spec.products)},
        news=tuple(work.events),
    )
    work.record = replace(work.record, quarter=work.quarter + 1, progress=progress, history=(*work.record.history, past))
    deal(work)
    return work.freeze()
