"""Whether the figures live: how often they move when something was decided, and whether the risks that are shown are those that
come; and, with its neighbours, whether sealed mandates can be read, whether there is something to tell, and whether means bind.

Scripts of mixed doctrines play the shortest scenario and the campaign of the class; every quarter's figures are kept, with what was
decided in it and what came within a year. Partners are won on states that were reached, with nothing else changed. Playing is
`simulate.py`; what a figure should do is the design's, and stands in `ROWS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import numpy as np

from game.engine.rules import Batch, Setup
from game.engine.rules.campaign.places import coalition
from game.engine.rules.campaign.record import Record
from game.engine.rules.verdict.figures import partners
from game.engine.rules.vocabulary.news import BrinkOpened
from game.engine.rules.vocabulary.plan import BOTH
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.total import total
from game.engine.world.measures.leverage import today_of
from game.lab.balance.charge_readings import Named, charge_rows, named_in
from game.lab.balance.scarcity import binds_in, scarcity_row
from game.lab.balance.story import Before, Told, story_rows, told_in
from game.lab.simulation.pool import each
from game.lab.simulation.simulate import play_setups
from game.structs import Struct, replace

SCENARIOS = ("spring-curbs", "calibrated-control")
YEAR = 4  # quarters
IDLE = "do-nothing"
CLASSES = 10
LOW, HIGH = 0.02, 0.20
STATES = 12  # states on which partners are won
WON = 0.7  # stance of a partner won for good
STEP = 0.1
Tell = Callable[[str], None]


class Seen(Struct):
    """One quarter of one campaign, as its plans were made."""

    scenario: str
    seed: int
    quarter: int
    crisis: float
    rupture: float
    at_brink: bool
    leverage: tuple[float, float]
    reliability: tuple[float, float]
    decided: tuple[object, ...]  # measures, drafts, promises and memberships: a quarter changed what differs from the last
    treated: tuple[object, ...]  # what reliability answers to: dials and measures alone
    named: tuple[Named, ...] = ()  # what readers of the record take for sealed mandates, in quarters in which they are asked
    told: Told | None = None  # what the quarter before had to tell
    binds: tuple[bool, ...] = ()  # of each side that wants two things, whether it cannot pay for both


class Came(Struct):
    """What came of one campaign: its length, quarters at whose end a brink came, whether it ruptured, and whether the capitals'
    doctrines differed."""

    scenario: str
    seed: int
    quarters: int
    brinks: tuple[int, ...]
    ruptured: bool
    unequal: bool = True


class Task(Struct):
    """Some campaigns of a scenario, some in which nobody decides anything, or partners won on some states of it."""

    what: Literal["campaigns", "idle", "partners"]
    scenario: str
    seeds: tuple[int, ...]


def pulse(rules: Rules, campaigns: int, seed: int, tell: Tell, jobs: int = 1) -> dict[str, Any]:
    """The report: {rows: [{id, value, wanted, pass, …}], classes, campaigns}. Numbers do not depend on `jobs`."""
    slices = max(1, jobs)
    tasks = [
        Task("campaigns", scenario, tuple(range(seed + first, seed + campaigns, slices)))
        for scenario in SCENARIOS
        for first in range(slices)
    ]
    few = tuple(range(seed, seed + min(campaigns, STATES)))
    tasks += [Task(what, scenario, few) for what in ("idle", "partners") for scenario in SCENARIOS]
    parts = each(rules, done_alone, tasks, jobs, lambda done, task: tell(f"{done} of {len(tasks)}: {task.what} {task.scenario}"))
    played = [part for task, part in zip(tasks, parts, strict=True) if task.what == "campaigns"]
    seen = [row for rows, _ in played for row in rows]
    came = {(c.scenario, c.seed): c for _, ends in played for c in ends}
    idle = [row for task, part in zip(tasks, parts, strict=True) if task.what == "idle" for row in part[0]]
    jumps = [jump for task, part in zip(tasks, parts, strict=True) if task.what == "partners" for jump in part]
    crisis, rupture = calibration_pairs(seen, came)
    found = {"crisis": calibrated(*crisis), "rupture": calibrated(*rupture)}
    rows = [*level_rows(seen), *calibration_rows(found), *move_rows(seen, idle), *partner_rows(jumps)]
    rows += charge_rows([n for row in seen for n in row.named])
    told = {key: [r.told for r in seen if (r.scenario, r.seed) == key and r.told is not None] for key in came}
    rows += story_rows(told, [bool(c.brinks) for c in came.values() if c.unequal])
    rows.append(scarcity_row(x for row in seen for x in row.binds))
    return {"campaigns": campaigns, "quarters": len(seen), "doctrines": doctrines_of(rules), "rows": rows, "calibration": found}


def done_alone(rules: Rules, task: Task) -> Any:
    """What a part gives: (quarters, ends) of campaigns, or (region, side, change at impact, largest jump) of partners won."""
    if task.what == "campaigns":
        return played_quarters(rules, setups_of(rules, task.scenario, task.seeds))
    if task.what == "idle":
        return played_quarters(rules, idle_setups(task.scenario, task.seeds))
    return partners_won(rules, task.scenario, task.seeds)


def doctrines_of(rules: Rules) -> list[str]:
    """The doctrines that are mixed: all that a player may meet."""
    return [d.id for d in rules.doctrines.values() if d.playable]


def setups_of(rules: Rules, scenario: str, seeds: Sequence[int]) -> list[Setup]:
    """Campaigns of all pairs of doctrines in turn, by seed."""
    names = doctrines_of(rules)
    pairs = [(first, second) for first in names for second in names]
    stride = next(n for n in (7, 5, 3, 1) if len(pairs) % n)
    return [Setup(scenario, s, doctrines=pairs[s * stride % len(pairs)]) for s in seeds]


def idle_setups(scenario: str, seeds: Sequence[int]) -> list[Setup]:
    """Campaigns in which neither side decides anything: where figures that stay are looked for."""
    return [Setup(scenario, s, doctrines=(IDLE, IDLE)) for s in seeds]


def played_quarters(rules: Rules, setups: Sequence[Setup]) -> tuple[list[Seen], list[Came]]:
    """Every quarter of these campaigns, and what came."""
    rows: list[Seen] = []
    before: Before = {}

    def watch(batch: Batch, plans: Any, answers: Any) -> None:
        for lane, record in enumerate(batch.records):
            row = seen_in(rules, batch, lane)
            if IDLE not in record.setup.doctrines:
                row = replace(row, told=told_in(rules, batch, lane, before), binds=binds_in(rules, batch, lane))
            rows.append(row)

    done = play_setups(rules, setups, judge=False, watch=watch)
    ends = []
    for campaign in done:
        record = campaign.state.record
        brinks = tuple(p.quarter for p in record.history for n in p.news if isinstance(n, BrinkOpened) and not n.returns)
        first, second = record.setup.doctrines
        ruptured = record.over == "rupture"
        ends.append(Came(record.setup.scenario, campaign.seed, campaign.quarters, brinks, ruptured, first != second))
    return rows, ends


def seen_in(rules: Rules, batch: Batch, lane: int) -> Seen:
    """What is kept of a quarter."""
    record = batch.records[lane]
    f, spec = record.figures, batch.world.spec
    treated = (tuple(sorted(record.dials.items())), tuple(m.id for m in record.measures))
    members = tuple(coalition(spec, record.stances, side, rules.numbers.join) for side in BOTH)
    promises = tuple((p.id, p.status) for p in record.promises)
    return Seen(
        record.setup.scenario, record.setup.seed, record.quarter, f["beijing"].crisis, f["beijing"].escalation,
        any(c.card == "brink" for c in record.table), (f["beijing"].leverage, f["washington"].leverage),
        (f["beijing"].reliability, f["washington"].reliability),
        (*treated, tuple(d.id for d in record.drafts), promises, members), treated,
        named_in(rules, batch, lane) if IDLE not in record.setup.doctrines else (),
    )  # fmt: skip


Pairs = tuple[list[float], list[float]]


def calibration_pairs(seen: Sequence[Seen], came: Mapping[tuple[str, int], Came]) -> tuple[Pairs, Pairs]:
    """(shown, came) of both risks, over quarters after which a year was played, or what was asked for came sooner.

    A quarter that begins at a brink is left out for the crisis, which is there already."""
    crisis: Pairs = ([], [])
    rupture: Pairs = ([], [])
    for row in seen:
        end = came[row.scenario, row.seed]
        whole = end.quarters - row.quarter >= YEAR or end.ruptured
        if whole and not row.at_brink:
            crisis[0].append(row.crisis)
            crisis[1].append(float(any(row.quarter <= b < row.quarter + YEAR for b in end.brinks)))
        if whole:
            rupture[0].append(row.rupture)
            rupture[1].append(float(end.ruptured and end.quarters - row.quarter <= YEAR))
    return crisis, rupture


def calibrated(shown: Sequence[float], came: Sequence[float]) -> dict[str, Any]:
    """Classes of equal size by what was shown, the slope of what came on it over the classes, and Brier scores."""
    x, y = np.array(shown), np.array(came)
    order = np.argsort(x, kind="stable")
    groups = [g for g in np.array_split(order, CLASSES) if len(g)]
    told = np.array([_mean(x[g]) for g in groups])
    happened = np.array([_mean(y[g]) for g in groups])
    spread = told - _mean(told)
    width = _mean(spread * spread)
    return {
        "quarters": len(x),
        "slope": round(_mean(spread * (happened - _mean(happened))) / width, 3) if width > 0.0 else 0.0,
        "shown": round(_mean(x), 4),
        "came": round(_mean(y), 4),
        "brier": round(_mean((x - y) * (x - y)), 5),
        "brier_base": round(_mean(y) * (1.0 - _mean(y)), 5),
        "classes": [
            {"shown": round(float(a), 4), "came": round(float(b), 4), "quarters": len(g)}
            for a, b, g in zip(told, happened, groups, strict=True)
        ],
    }


def _mean(x: Array) -> float:
    return total(x.tolist()) / len(x) if len(x) else 0.0


def _share(flags: Sequence[bool]) -> float:
    return total(flags) / len(flags) if flags else 0.0


def _row(id: str, value: float, wanted: str, good: bool, **more: Any) -> dict[str, Any]:
    return {"id": id, "value": round(value, 4), "wanted": wanted, "pass": bool(good), **more}


def level_rows(seen: Sequence[Seen]) -> list[dict[str, Any]]:
    """How often the risk of a crisis is next to nothing, and how often it is high."""
    rows = []
    for scenario in SCENARIOS:
        risks = [row.crisis for row in seen if row.scenario == scenario]
        low, high = _share([r < LOW for r in risks]), _share([r >= HIGH for r in risks])
        rows.append(_row(f"crisis-below-2/{scenario}", low, "at most 0.25", low <= 0.25, quarters=len(risks)))
        rows.append(_row(f"crisis-from-20/{scenario}", high, "0.1 to 0.35", 0.10 <= high <= 0.35, quarters=len(risks)))
    return rows


def calibration_rows(found: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Slopes and Brier scores of both risks."""
    rows = []
    for name, f in found.items():
        rows.append(_row(f"slope/{name}", f["slope"], "0.8 to 1.2", 0.8 <= f["slope"] <= 1.2, quarters=f["quarters"]))
        rows.append(_row(f"brier/{name}", f["brier"], f"below {f['brier_base']}", f["brier"] < f["brier_base"]))
    return rows


def neighbours(seen: Sequence[Seen]) -> list[tuple[Seen, Seen]]:
    """Each quarter with the one after it."""
    by = {(row.scenario, row.seed, row.quarter): row for row in seen}
    return [(row, by[row.scenario, row.seed, row.quarter + 1]) for row in seen if (row.scenario, row.seed, row.quarter + 1) in by]


def move_rows(seen: Sequence[Seen], idle: Sequence[Seen]) -> list[dict[str, Any]]:
    """How often the figures move by a point where something was decided, and how often they stay where nothing was."""
    pairs = neighbours(seen)
    changed = [(a, b) for a, b in pairs if a.decided != b.decided]
    quiet = [(a, b) for a, b in (*pairs, *neighbours(idle)) if a.decided == b.decided]
    treated = [(a, b) for a, b in pairs if a.treated != b.treated]
    moves: Mapping[str, Callable[[Seen, Seen], float]] = {
        "leverage": lambda a, b: max(abs(x - y) for x, y in zip(a.leverage, b.leverage, strict=True)),
        "crisis": lambda a, b: 100.0 * abs(a.crisis - b.crisis),
        "reliability": lambda a, b: 100.0 * max(abs(x - y) for x, y in zip(a.reliability, b.reliability, strict=True)),
    }
    rows = []
    for name, move in moves.items():
        among = treated if name == "reliability" else changed
        lively = _share([move(a, b) >= 1.0 for a, b in among])
        still = _share([move(a, b) <= 0.5 for a, b in quiet])
        rows.append(_row(f"moves/{name}", lively, "at least 0.65", lively >= 0.65, quarters=len(among)))
        rows.append(_row(f"stays/{name}", still, "at least 0.8", still >= 0.8, quarters=len(quiet)))
    return rows


class Jump(Struct):
    """A partner won in one state: by how much today's figure moves at impact, and for a stance moved by a tenth."""

    region: str
    side: str
    won: float
    step: float


def partners_won(rules: Rules, scenario: str, seeds: Sequence[int]) -> list[Jump]:
    """Every third country moved toward either capital, in one state of each of these campaigns and with nothing else changed."""
    found: list[Jump] = []

    def watch(batch: Batch, plans: Any, answers: Any) -> None:
        for lane, record in enumerate(batch.records):
            if record.quarter == 2 + record.setup.seed % (rules.scenarios[scenario].quarters - 2):
                found.extend(jumps_in(rules, record, batch, lane))

    play_setups(rules, setups_of(rules, scenario, seeds), judge=False, watch=watch)
    return found


def jumps_in(rules: Rules, record: Record, batch: Batch, lane: int) -> list[Jump]:
    """The jumps of one state."""
    spec, now, join = batch.world.spec, record.stances, rules.numbers.join
    variants, cases = [dict(now)], []
    for region, held in now.items():
        for b, side in enumerate(BOTH):
            cases.append((region, b, side))
            for stance in (max(held[b], WON), min(held[b] + STEP, 1.0)):
                variants.append({**now, region: (stance, held[1]) if b == 0 else (held[0], stance)})
    world = batch.world.take([lane] * len(variants))
    index = today_of(world, partners(spec, variants, join)).index
    return [
        Jump(region, side, float(index[b, 1 + 2 * i] - index[b, 0]), float(index[b, 2 + 2 * i] - index[b, 0]))
        for i, (region, b, side) in enumerate(cases)
    ]


def partner_rows(jumps: Sequence[Jump]) -> list[dict[str, Any]]:
    """What partners won do at impact."""
    falls = min((j.won for j in jumps), default=0.0)
    largest = max((abs(j.step) for j in jumps), default=0.0)
    rise = _mean(np.array([j.won for j in jumps]))
    return [
        _row("partner-at-impact", falls, "never falls", falls >= -1e-9, cases=len(jumps), mean=round(rise, 3)),
        _row("partner-step", largest, "at most 3", largest <= 3.0, cases=len(jumps)),
    ]


def lines(report: Mapping[str, Any]) -> list[str]:
    """The rows, and the classes of both risks, as text."""
    told = [f"{'pass' if r['pass'] else 'MISS'}  {r['id']:<34} {r['value']:>9}  wanted {r['wanted']}" for r in report["rows"]]
    for name, f in report["calibration"].items():
        told.append(f"{name}: shown {f['shown']:.1%}, came {f['came']:.1%} of {f['quarters']} quarters")
        told += [f"  {c['shown']:>7.1%} shown  {c['came']:>7.1%} came  of {c['quarters']}" for c in f["classes"]]
    return told
