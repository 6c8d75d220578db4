"""Back-tests: runs cases of history on the model and holds the outcome against their bands.

Cases are content (`content/format/case_items.py`, read by `content/loading/cases.py`); their compilation and what is read off a run
stand in `backtest_script.py` and `backtest_quantities.py`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from game.content.format.case_items import Case, Read, Series, Target, month_index
from game.content.format.world_items import Parts
from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.total import total
from game.engine.world.model.state import World
from game.engine.world.month.phases import ModelFault, step
from game.lab.history.backtest_quantities import dear, key, measure, months_of, taken
from game.lab.history.backtest_script import Script, apply, open_world, script_of, spans
from game.structs import Struct

YEAR = 12


class Outcome(Struct):
    """A target's number in a run, with its verdict."""

    target: Target
    value: float

    @property
    def passed(self) -> bool:
        """Whether the number lies in the band."""
        return self.target.band[0] <= self.value <= self.target.band[1]


class Recorded(Struct):
    """A recorded series on the model's axis: months of the case, the record there, the model there, both (M,)."""

    series: Series
    months: tuple[int, ...]
    record: Array
    model: Array

    @property
    def distance(self) -> float:
        """Mean distance of the model from the record, as a share of the record's mean."""
        return float(np.abs(self.model - self.record).mean() / max(float(np.abs(self.record).mean()), 1e-12))


class CaseResult(Struct):
    """A case that has been run: outcomes in the order of its targets, and the months of every quantity that was read."""

    case: Case
    script: Script
    outcomes: tuple[Outcome, ...]
    months: dict[tuple[object, ...], Array]
    recorded: tuple[Recorded, ...]

    @property
    def passed(self) -> bool:
        """Whether every target that is no echo lies in its band."""
        return all(o.passed for o in self.outcomes if not o.target.echo)


class BrokenCase(ArithmeticError):
    """A case on which the model breaks down; the message names case, step, cell and quarter."""


def run(parts: Parts, cases: Sequence[Case]) -> tuple[CaseResult, ...]:
    """Run cases on the parameters of content; `parts` are the packs' world items (`cases.read_cases` gives both). BrokenCase."""
    results = []
    for case in cases:
        script = script_of(case, parts)
        try:
            series = play(script, recorded=True)
        except ModelFault as fault:
            raise BrokenCase(f'The case "{case.id}" breaks the model. {fault} Look at what the case sets there.') from fault
        values = values_of(script, series)[:, 0]
        outcomes = tuple(Outcome(t, float(v)) for t, v in zip(case.targets, values, strict=True))
        results.append(CaseResult(case, script, outcomes, series, tuple(_recorded(script, s, series) for s in case.series)))
    return tuple(results)


def read_of(series: Series) -> Read:
    """The read of the model's months that stand beside a recorded series."""
    return Read(series.what, "last", of=series.of, at=series.at, zone=series.zone, run=series.run)


def _recorded(script: Script, series: Series, played: dict[tuple[object, ...], Array]) -> Recorded:
    months = tuple(month_index(m) - script.first for m in series.values)
    record = np.array(list(series.values.values()))
    whole = played[key(read_of(series))][:, script.lane(series.run)]
    model = whole[list(months)]
    if series.base:
        first, last = (month_index(m) - script.first for m in series.base)
        within = [i for i, m in enumerate(months) if first <= m <= last]
        record = record * (whole[first : last + 1].mean() / max(record[within].mean(), 1e-12))
    return Recorded(series, months, record, model)


def values_of(script: Script, series: dict[tuple[object, ...], Array], leave_out: frozenset[str] = frozenset()) -> Array:
    """(targets, K) the targets' numbers for each parameter set, without those left out."""
    found = []
    for target in script.case.targets:
        if target.id in leave_out:
            continue
        value = taken(script, target.read, series)
        if target.over is not None:
            under = taken(script, target.over, series)
            value = value / np.where(np.abs(under) < 1e-12, np.nan, under)
        found.append(value)
    return np.stack(found)


def play(script: Script, leave_out: frozenset[str] = frozenset(), recorded: bool = False) -> dict[tuple[object, ...], Array]:
    """Run all lanes through the case's months; (months, N) of every quantity that a target reads.

    `leave_out` names targets that need not be read; `recorded` reads all that a picture shows: what stands beside recorded series,
    and at the end of every year what needs runs of its own."""
    beside = script.case.series if recorded else ()
    reads = [read_of(s) for s in beside]
    reads += [r for t in script.case.targets if t.id not in leave_out for r in (t.read, t.over) if r is not None]
    wanted: dict[tuple[object, ...], Any] = {key(r): r for r in reads}
    asked: dict[tuple[object, ...], set[int]] = {}
    for item in beside:
        asked.setdefault(key(read_of(item)), set()).update(month_index(m) - script.first for m in item.values)
    for read in reads[len(beside) :]:
        first, last = months_of(script, read)
        asked.setdefault(key(read), set()).update(range(first, last + 1))
        if recorded and dear(read):
            asked[key(read)].update(range(YEAR - 1, script.case.months, YEAR))  # so that its course can be drawn
    series = {k: np.full((script.case.months, script.lanes), np.nan) for k in wanted}

    def listen(world: World) -> None:
        for k, read in wanted.items():
            if not dear(read) or world.month in asked[k]:
                series[k][world.month] = measure(world, read)

    world = open_world(script)
    for first, count in spans(script):
        apply(script, world, first)
        step(world, count, watch=listen)
    return series


def report(results: Sequence[CaseResult]) -> dict[str, Any]:
    """The outcome as plain data: cases, each with its targets."""
    return {
        "cases": [
            {
                "id": r.case.id,
                "title": r.case.title,
                "pass": r.passed,
                "targets": [
                    {
                        "id": o.target.id,
                        "title": o.target.title,
                        "record": o.target.record,
                        "band": list(o.target.band),
                        "value": None if np.isnan(o.value) else round(o.value, 4),
                        "pass": o.passed,
                        "echo": o.target.echo,
                        "held_out": o.target.held_out,
                        "unmet": o.target.unmet,
                        "source": o.target.source,
                        "confidence": o.target.confidence,
                    }
                    for o in r.outcomes
                ],
                "series": [
                    {
                        "id": s.series.id,
                        "title": s.series.title,
                        "months": list(s.series.values),
                        "record": [round(float(v), 4) for v in s.record],
                        "value": [round(float(v), 4) for v in s.model],
                        "distance": round(s.distance, 3),
                        "source": s.series.source,
                        "confidence": s.series.confidence,
                    }
                    for s in r.recorded
                ],
            }
            for r in results
        ]
    }


def lines(results: Sequence[CaseResult]) -> list[str]:
    """The outcome as lines for people."""
    found = []
    for r in results:
        found.append(f"{r.case.id}: {r.case.title}")
        for o in r.outcomes:
            kind = "echo of an input" if o.target.echo else "output, held out" if o.target.held_out else "output"
            record = "" if o.target.record is None else f"record {o.target.record:g}, "
            verdict = "pass" if o.passed else "MISS"
            band = f"{record}band {o.target.band[0]:g} to {o.target.band[1]:g}"
            found.append(f"  {verdict}  {o.target.title:<66} {o.value:>9.3f}   {band}   ({kind})")
            if not o.passed and o.target.unmet:
                found.append(f"        why: {o.target.unmet}")
        for s in r.recorded:
            found.append(f"  series  {s.series.title}: {s.distance:.0%} away from {len(s.months)} recorded months on average")
    outputs = [o for r in results for o in r.outcomes if not o.target.echo]
    found.append(f"{total(o.passed for o in outputs)} of {len(outputs)} outputs within their bands")
    return found
