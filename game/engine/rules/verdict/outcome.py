"""How a campaign stands or ended: the successor's years, the verdict's parts, winner, grade and ending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np

from game.engine.rules.campaign.judge import Facts, holds
from game.engine.rules.campaign.places import capital_region, coalition
from game.engine.rules.campaign.record import Figures, Record, State
from game.engine.rules.verdict.figures import score
from game.engine.rules.verdict.standing import Parts, parts_of
from game.engine.rules.vocabulary.acts import Deed, OfCard
from game.engine.rules.vocabulary.calendar import date_of
from game.engine.rules.vocabulary.plan import BOTH, Measure, SetDial, Side, other
from game.engine.rules.vocabulary.rules import Rules, planned_rung
from game.engine.world.arithmetic.array import Ints
from game.engine.world.arithmetic.luck import Luck, key_number, split_seeds
from game.engine.world.arithmetic.total import total
from game.engine.world.model.state import World
from game.engine.world.month.phases import step
from game.structs import Struct, astuple, replace

LANES = 64  # futures in which the successor's years are played
READ = 16  # of them on which the three figures are read: leverage hardly differs between them, and each costs six runs
RISK_LANES = 32  # lanes of the risks in each of these
BLOCK = 4  # campaigns judged together
Kind = Literal["running", "rupture", "out-of-office", "end"]


class SuccessorQuarter(Struct):
    """Mean of the lanes at one quarter after the campaign: prices outside by product, the share of capacity outside home,
    capacity by region (in the order of the spec), and what left home a month by region, the last for finals only."""

    quarter: int
    prices: Mapping[str, float]
    outside: Mapping[str, float]
    capacity: Mapping[str, tuple[float, ...]]
    exports: Mapping[str, tuple[float, ...]]


class Dated(Struct):
    """A public deed and the date of its quarter."""

    deed: Deed
    quarter: str


class Told(Struct):
    """What an ending may tell of a side: figures as they are read out (points, percent), and its own acts with their dates."""

    side: Side
    quarter: str
    leverage: int
    reliability: int
    risk: float  # of rupture, not rounded: a small one is no nought
    grade: float
    partners: int
    most_used: str  # dial or order; "" for none
    freeze: Dated | None  # the first
    hardest: Dated | None
    answer: OfCard | None  # the oldest that was still remembered at the end
    answer_quarter: str
    kept: int
    broken: int


class Outcome(Struct):
    """`winner` is a side, or "" for nobody; `word` is rupture, out-of-office, win, loss or draw as each side sees it."""

    kind: Kind
    winner: str = ""
    word: Mapping[Side, str] | None = None
    verdict: Mapping[Side, Parts] | None = None
    ending: Mapping[Side, str] | None = None
    tell: Mapping[Side, Told] | None = None
    years: tuple[SuccessorQuarter, ...] = ()


def outcome(rules: Rules, state: State) -> Outcome:
    """How the campaign stands. When it is over, the successor's years are played on and the verdict is read there."""
    return outcomes(rules, (state.record,), state.world)[0]


def outcomes(rules: Rules, records: Sequence[Record], world: World, years: bool = True) -> list[Outcome]:
    """The same for N campaigns of one scenario, judged in blocks; each equals the campaign alone.

    Without `years` they are not told, and only those futures are played on which the verdict is read, a quarter of all."""
    done = [i for i, r in enumerate(records) if r.over]
    result = [Outcome("running") for _ in records]
    for first in range(0, len(done), BLOCK):
        block = done[first : first + BLOCK]
        for i, found in zip(block, _judge(rules, [records[i] for i in block], world.take(block), years), strict=True):
            result[i] = found
    return result


def _judge(rules: Rules, records: list[Record], world: World, tell_years: bool) -> list[Outcome]:
    scenario = rules.scenarios[records[0].setup.scenario]
    n = len(records)
    seeds = np.array([int(key_number(r.setup.seed, 0, "lane", "successor") * 2.0**53) for r in records], dtype=np.uint64)
    futures = LANES if tell_years else READ
    lanes = world.repeat(futures)
    shocks = Luck(split_seeds(seeds, futures))
    years: list[list[SuccessorQuarter]] = [[] for _ in records]
    for q in range(scenario.successor):
        step(lanes, 3, shocks=shocks)
        for i in range(n if tell_years else 0):
            years[i].append(_year(lanes, np.arange(i, n * LANES, n), records[i].quarter + q))
    read = lanes.take(np.arange(n * READ))
    owners = [i % n for i in range(n * READ)]
    figures = score(read, [records[i].stances for i in owners], rules.numbers.join, lanes=RISK_LANES)
    return [
        _outcome(rules, r, lanes, [(lane, figures[lane]) for lane in range(i, n * READ, n)], tuple(years[i]))
        for i, r in enumerate(records)
    ]


def _year(lanes: World, index: Ints, quarter: int) -> SuccessorQuarter:
    spec = lanes.spec
    prices, outside = {}, {}
    capacity: dict[str, tuple[float, ...]] = {}
    exports: dict[str, tuple[float, ...]] = {}
    finals = {int(p) for p in spec.final_product}
    for p, name in enumerate(spec.products):
        prices[name] = _mean([float(x) for x in lanes.price[1, p, index]])
        capacity[name] = tuple(_mean([float(x) for x in row[index]]) for row in lanes.capacity[:, p])
        if p in finals:
            exports[name] = tuple(_mean([float(x) for x in row[index]]) for row in lanes.exports[:, p])
        whole = own = 0.0
        for r, made in enumerate(capacity[name]):
            whole += made
            own += made if r == int(spec.home[p]) else 0.0
        outside[name] = (whole - own) / whole if whole > 0 else 0.0
    return SuccessorQuarter(quarter, prices, outside, capacity, exports)


def _mean(values: list[float]) -> float:
    return total(values) / len(values)


def _outcome(
    rules: Rules,
    record: Record,
    lanes: World,
    figures: list[tuple[int, dict[Side, Figures]]],
    years: tuple[SuccessorQuarter, ...],
) -> Outcome:
    parts: dict[Side, Parts] = {}
    for side in BOTH:
        mean = mean_figures([f[side] for _, f in figures])
        theirs = mean_figures([f[other(side)] for _, f in figures])
        region = capital_region(lanes.spec, side)
        lost = _mean([float(lanes.loss_sum[region, lane]) for lane, _ in figures]) / 3.0
        parts[side] = parts_of(rules, record, side, mean, theirs, lost)
    kind: Kind = "rupture" if record.over == "rupture" else "out-of-office" if record.over == "out-of-office" else "end"
    winner = _winner(rules, record, parts)
    word: dict[Side, str] = {s: kind if kind != "end" else "win" if winner == s else "loss" if winner else "draw" for s in BOTH}
    ending = {s: _ending(rules, record, lanes, figures[0][0], s, word[s], parts) for s in BOTH}
    tell = {s: _tell(rules, record, lanes, s, parts[s]) for s in BOTH}
    return Outcome(kind, winner, word, parts, ending, tell, years)


def mean_figures(figures: list[Figures]) -> Figures:
    """The mean of each figure over lanes; which threat is the best is the first lane's."""
    mean = Figures(*(_mean([float(v) for v in values]) for values in zip(*map(astuple, figures), strict=True)))
    return replace(mean, threat=figures[0].threat)


def _winner(rules: Rules, record: Record, parts: Mapping[Side, Parts]) -> str:
    if record.over == "rupture":
        return ""
    if record.over == "out-of-office":
        standing = [s for s in BOTH if s not in record.out]
        return standing[0] if len(standing) == 1 else ""
    lead = parts["beijing"].verdict - parts["washington"].verdict
    if abs(lead) < rules.numbers.verdict_margin:
        return ""
    return "beijing" if lead > 0 else "washington"


def _ending(rules: Rules, record: Record, lanes: World, lane: int, side: Side, word: str, parts: Mapping[Side, Parts]) -> str:
    facts = Facts(
        rules, record.setup.scenario, record.quarter, side, lanes, lane, record.dials, record.stances, record.marks,
        record.promises, record.drafts, record.offers, record.enacted, record.accounts,
        {s: parts[s].figures for s in BOTH}, {s: float(lanes.rung[b, lane]) for b, s in enumerate(BOTH)},
        {s: parts[s].verdict for s in BOTH},
    )  # fmt: skip
    if record.over == "out-of-office":
        facts = replace(facts, accounts={s: replace(a, support=_ousted(record, s, a.support)) for s, a in record.accounts.items()})
    for ending in sorted(rules.endings.values(), key=lambda e: (e.order, e.id)):
        if (not ending.verdicts or word in ending.verdicts) and holds(facts, ending.when):
            return ending.id
    return ""


def _ousted(record: Record, side: Side, support: float) -> float:
    """Support as endings read it: whoever lost the office stood below the line, whoever kept it above."""
    return min(support, 0.0) if side in record.out else max(support, 100.0)


def _tell(rules: Rules, record: Record, lanes: World, side: Side, parts: Parts) -> Told:
    """What an ending may tell of a side's campaign."""
    scenario = rules.scenarios[record.setup.scenario]
    used: dict[str, int] = {}
    freeze: Dated | None = None
    hardest: Dated | None = None
    rung = 0
    stood = {id: planned_rung(rules, SetDial(id, scenario.dials.get(id, item.start))) for id, item in rules.dials.items()}
    for past in record.history:
        date = date_of(scenario, past.quarter)
        for p in record.promises:
            if p.side == side and p.dial and p.since == past.quarter:  # a deal eased it
                stood[p.dial] = min(stood[p.dial], planned_rung(rules, SetDial(p.dial, p.most)))
        for deed in past.deeds[side]:
            item = deed.measure.dial if isinstance(deed.measure, SetDial) else deed.measure.order
            used[item] = used.get(item, 0) + 1
            if freeze is None and _is_freeze(rules, deed.measure):
                freeze = Dated(deed, date)
            now = planned_rung(rules, deed.measure)
            if now > max(rung, stood.get(item, 0)):  # an easing to a high rung is no hard step
                hardest, rung = Dated(deed, date), now
            stood[item] = now
    borne = [m for m in record.marks if m.side == side and isinstance(m.act, OfCard)]
    oldest = min(borne, key=lambda m: (m.since, m.name), default=None)
    return Told(
        side=side,
        quarter=date_of(scenario, max(record.quarter - 1, 0)),
        leverage=round(parts.figures.leverage),
        reliability=round(parts.reliability),
        risk=100.0 * parts.figures.escalation,
        grade=round(parts.verdict, 1),
        partners=len(coalition(lanes.spec, record.stances, side, rules.numbers.join)),
        most_used=max(sorted(used), key=lambda k: used[k], default=""),
        freeze=freeze,
        hardest=hardest,
        answer=oldest.act if oldest is not None and isinstance(oldest.act, OfCard) else None,
        answer_quarter=date_of(scenario, oldest.since) if oldest is not None else "",
        kept=total(p.side == side and p.status == "kept" for p in record.promises),
        broken=total(p.side == side and p.status == "broken" for p in record.promises),
    )


def _is_freeze(rules: Rules, measure: Measure) -> bool:
    """Whether a measure set a licence stance to its harshest notch."""
    if not isinstance(measure, SetDial):
        return False
    dial = rules.dials[measure.dial]
    return dial.stance and measure.notch == len(dial.notches) - 1
