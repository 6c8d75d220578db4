"""What a capital may know (`observe`), and a whole state made up again from it (`guess`) for forecasts and opponents."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from game.engine.rules.campaign.judge import Facts
from game.engine.rules.campaign.memory import recalled
from game.engine.rules.campaign.observation import Observation, Reading
from game.engine.rules.campaign.places import capital_region
from game.engine.rules.campaign.record import UNTRIED_DONE, UNTRIED_DUE, Accounts, Batch, Past, Record, Setup, State
from game.engine.rules.turn.consequences.brink import BRINK
from game.engine.rules.verdict.mandates import charge_of, public_mandates
from game.engine.rules.vocabulary.calendar import date_of
from game.engine.rules.vocabulary.items import DESKS
from game.engine.rules.vocabulary.news import News
from game.engine.rules.vocabulary.plan import BOTH, Draft, GiveOrder, Offer, Plan, Say, SetDial, Side, other
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.luck import inverse_normal, key_number
from game.engine.world.arithmetic.quantum import round_to
from game.engine.world.model.spec import SIDES
from game.engine.world.model.state import World
from game.structs import replace

LEANINGS = ("eases", "holds", "answers in kind", "climbs")
INSIDE = ("answered", "deficit", "support-warning", "watcher-acts")
"""News that only the side that it is about hears."""

PUBLIC_LINES = (SetDial, GiveOrder, Say)


def observe(rules: Rules, state: State, side: Side) -> Observation:
    """What `side` knows at the start of the quarter. Hidden: the other's budget, rung, quiet drafts, reserve, charge, luck."""
    return observe_lane(rules, state.record, state.world, 0, side)


def observe_batch(rules: Rules, batch: Batch, i: int, side: Side) -> Observation:
    """The same for campaign `i` of a batch."""
    return observe_lane(rules, batch.records[i], batch.world, i, side)


def observe_lane(rules: Rules, record: Record, world: World, lane: int, side: Side, past: bool = True) -> Observation:
    """The observation of one lane; without the `past` its history is empty, which judging a line never asks for."""
    scenario = rules.scenarios[record.setup.scenario]
    seen = seen_rung(record, world, lane, other(side))
    table = tuple(c for c in record.table if c.side == side and c.since <= record.quarter)
    memories = (recalled(rules, record.marks, record.quarter, c) for c in table)
    return Observation(
        side=side,
        scenario=record.setup.scenario,
        difficulty=record.setup.difficulty,
        quarter=record.quarter,
        quarters=scenario.quarters,
        date=date_of(scenario, record.quarter),
        world=_veiled(world.take([lane]) if past else world.only(lane), side, seen),
        dials=record.dials,
        statutes=record.statutes,
        measures=record.measures,
        drafts=tuple(d for d in record.drafts if d.side == side or not d.quiet or d.seen),
        offers=record.offers,
        promises=record.promises,
        marks=tuple(m for m in record.marks if m.side == side and m.until > record.quarter),
        table=table,
        accounts=record.accounts[side],
        stances=record.stances,
        mandates=record.mandates[side],
        progress={m: record.progress.get(m, ()) for m in record.mandates[side]},
        enacted=tuple(e for e in record.enacted if rules.orders[e[0]].side == side),
        figures=record.figures,
        history=tuple(_public(was, side) for was in record.history) if past else (),
        own_rung=float(world.rung[SIDES.index(side), lane]),
        seen_rung=seen,
        resolve={s: record.accounts[s].threats_done / record.accounts[s].threats_due for s in BOTH},
        words=record.words,
        reading=read_leaning(rules, record, other(side)),
        over=record.over,
        recalled=tuple(m for m in memories if m is not None),
        threats={s: (a.threats_due - UNTRIED_DUE, a.threats_done - UNTRIED_DONE) for s, a in record.accounts.items()},
        rival_mandates=public_mandates(record, other(side)),
        charge_lists=record.charge_lists,
        charges={s: charge_of(record, s) for s in BOTH if (s == side or record.over) and charge_of(record, s)},
        named=record.named if record.over else {},
        charge_report=report_on_charge(rules, record, other(side)),
        opponent=record.setup.doctrines[BOTH.index(other(side))] if record.setup.human == side else "",
    )


def seen_rung(record: Record, world: World, lane: int, of: Side) -> float:
    """The rung of `of` as the other side sees it: through noise that an open channel halves."""
    par = world.parameters
    sigma = float(par.rung_noise_channel if float(world.channel[lane]) > 0 else par.rung_noise)
    noise = _fog(record.setup.seed, record.quarter, of)
    true = float(world.rung[SIDES.index(of), lane])
    return min(max(round((true + sigma * noise) * 4.0) / 4.0, 0.0), 8.0)


@lru_cache(maxsize=256)
def _fog(seed: int, quarter: int, of: Side) -> float:
    """A standard normal by this question."""
    u = key_number(seed, quarter, "fog", of)
    return float(inverse_normal(np.array([min(max(u, 1e-9), 1 - 1e-9)]))[0])


def read_leaning(rules: Rules, record: Record, of: Side) -> Reading:
    """The intelligence reading of `of`: from its drafts and stances of the last two quarters, wrong at the stated rate."""
    drift = 0
    for past in record.history[-2:]:
        for line in past.plans[of].lines:
            if isinstance(line, Draft):
                drift += 1
            elif isinstance(line, SetDial) and rules.dials[line.dial].stance:
                drift += 1 if rules.dials[line.dial].notches[line.notch].rung >= rules.numbers.draft_rung else -1
    true = "climbs" if drift >= 2 else "answers in kind" if drift >= 1 else "eases" if drift <= -1 else "holds"
    wrong = key_number(record.setup.seed, record.quarter, "reading", of) < rules.numbers.reading_wrong
    if wrong:
        u = key_number(record.setup.seed, record.quarter, "misreading", of)
        true = [x for x in LEANINGS if x != true][int(u * 3)]
    return Reading(true, 1.0 - rules.numbers.reading_wrong)


def report_on_charge(rules: Rules, record: Record, of: Side) -> tuple[str, ...]:
    """Two mandates of which the service takes one for the sealed one of `of`, from the middle of the campaign on; wrong at the
    stated rate, like its readings."""
    half, charge = rules.scenarios[record.setup.scenario].quarters // 2, charge_of(record, of)
    decoys = [m for m in record.charge_lists.get(of, ()) if m != charge]
    if record.quarter < half or len(decoys) < 2:
        return ()
    decoys.sort(key=lambda m: (key_number(record.setup.seed, half, "report", m), m))
    wrong = key_number(record.setup.seed, half, "misreport", of) < rules.numbers.reading_wrong
    return tuple(sorted(decoys[:2] if wrong else (charge, decoys[0])))


def _public(past: Past, side: Side) -> Past:
    """A past quarter with only those lines of the other side that became public: no drafts' lists, answers or quiet drafts."""
    rival = other(side)
    lines = tuple(
        line
        for line in past.plans[rival].lines
        if isinstance(line, PUBLIC_LINES) or (isinstance(line, Draft) and not line.quiet) or isinstance(line, Offer)
    )
    return replace(past, plans={**past.plans, rival: Plan(rival, lines)}, news=tuple(n for n in past.news if _told(n, rival)))


def _told(news: News, rival: Side) -> bool:
    """Whether a piece of news is known to the side that is not `rival`: the rival's card answers and deficits are not."""
    return not (news.key in INSIDE and getattr(news, "side", "") == rival)


def _veiled(world: World, side: Side, seen: float) -> World:
    """The lane with the other side's reserve at its public target's guess and its rung as seen."""
    world.reserve, world.rung, world.conduct = world.reserve.copy(), world.rung.copy(), world.conduct.copy()
    rival = other(side)
    region = capital_region(world.spec, rival)
    target = np.zeros_like(world.reserve[region])
    for f, p in enumerate(world.spec.final_product):
        target[int(p)] = world.reserve_target[region, int(p)] * world.demand[region, f]
    world.reserve[region] = round_to(target) * 0.5
    world.rung[SIDES.index(rival)] = seen
    world.conduct[SIDES.index(rival)] = seen
    return world


def guess(rules: Rules, observation: Observation, key: int) -> State:
    """A whole state consistent with an observation, with another seed: what forecasts and opponents plan on."""
    o = observation
    rival = other(o.side)
    start = rules.numbers.sides[rival]
    seed = int(key_number(key, o.quarter, "guess", o.side) * 2.0**53)
    unknown = Accounts(
        capital=start.capital_income,
        budget=start.budget_income,
        support=start.support_start,
        watchers=(start.support_start,) * len(DESKS),
        bumps=(0.0,) * len(DESKS),
        threats_due=1.0,
        threats_done=o.resolve[rival],
    )
    held = o.rival_mandates
    listed = o.charge_lists.get(rival, ())
    if listed:  # one of those that it may be, unless it was opened
        sealed = o.charges.get(rival) or min(listed, key=lambda m: (key_number(seed, 0, "charge", m), m))
        held = (sealed, *held)
    record = Record(
        setup=Setup(o.scenario, seed, difficulty=o.difficulty),
        quarter=o.quarter, dials=o.dials, statutes=o.statutes, measures=o.measures, drafts=o.drafts, offers=o.offers,
        promises=o.promises, marks=o.marks, table=o.table, coming=(),
        dealt=tuple((c.card, c.since, o.side) for c in o.table if c.card != BRINK),
        accounts={o.side: o.accounts, rival: unknown}, stances=o.stances,
        mandates={o.side: o.mandates, rival: held}, progress=dict(o.progress), enacted=o.enacted,
        figures=o.figures, history=o.history, words=o.words, over=o.over, counter=1000 + o.quarter,
        charge_lists=o.charge_lists, named=o.named,
    )  # fmt: skip
    return State(record, o.world.copy())


def facts_seen(rules: Rules, o: Observation, before: Observation | None = None) -> Facts:
    """What a side's own conditions are judged on: only what it observes, now and, where it is known, a quarter `before`."""
    rungs: Mapping[Side, float] = {o.side: o.own_rung, other(o.side): o.seen_rung}
    was = None if before is None else before.world
    return Facts(
        rules, o.scenario, o.quarter, o.side, o.world, 0, o.dials, o.stances, o.marks, o.promises, o.drafts, o.offers,
        o.enacted, {o.side: o.accounts}, o.figures, rungs, {}, o.statutes, o.measures, o.resolve, was,
    )  # fmt: skip
