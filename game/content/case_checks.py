"""What is judged of a back-test case beyond shape and names: bounds, bands, months, runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from game.content.findings import Finding
from game.content.history import Case, Policy, Read, Series, first_month, month_index
from game.content.packs import Entry
from game.content.world import Parts
from game.engine.world.spec import WHOLE_HALVES

Path = tuple[str | int, ...]

SHARES = frozenset({"leak", "resale", "designout-cap"})
"""Tables whose cells are shares, so that an era's row must keep to 0..1."""


def limits_of(parameters: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    """Lowest and highest value of each parameter."""
    return {id: (p.low, p.high) for id, p in parameters.items()}


def ranges(entry: Entry, limits: Mapping[str, tuple[float, float]]) -> Iterator[Finding]:
    """Parameters and shares of a case that lie out of their bounds. Reads plain data: other faults do not hide these.

    `limits`: lowest and highest value by parameter."""
    runs = entry.data.get("runs")
    for i, run in enumerate([None, *(runs if isinstance(runs, list) else [])]):
        part: Any = entry.data if i == 0 else run
        given = part.get("parameters") if isinstance(part, dict) else None
        for name, value in given.items() if isinstance(given, dict) else ():
            message = _misfit(name, value, limits) if name in limits and isinstance(value, (int, float)) else ""
            if message:
                yield entry.finding((*(() if i == 0 else ("runs", i - 1)), "parameters", name), "out-of-bounds", message)
    rows = entry.data.get("rows")
    for i, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, dict) and row.get("table") in SHARES:
            values = row.get("values")
            for amount in (*(values.values() if isinstance(values, dict) else ()), row.get("all")):
                if isinstance(amount, (int, float)) and not 0 <= amount <= 1:
                    message = f"{row['table']} is a share and must lie between 0 and 1; found {amount:g}"
                    yield entry.finding(("rows", i), "out-of-bounds", message)


def _misfit(name: str, value: float, limits: Mapping[str, tuple[float, float]]) -> str:
    """Why a parameter cannot have a value; empty when it can."""
    low, high = limits[name]
    if not low <= value <= high:
        return f"{name} must lie between {low:g} and {high:g}; found {value:g}"
    if name in WHOLE_HALVES and not float(2 * value).is_integer():
        return f"{name} is taken in whole halves, such as 1.5 or 2; found {value:g}"
    return ""


def sense(entry: Entry, case: Case, parts: Parts) -> Iterator[Finding]:
    """What is wrong with a sound case: bands, months, settings out of their ranges, runs that do not exist."""
    first = first_month(case, parts)
    runs = [r.id for r in case.runs]
    if first % 3:
        yield entry.finding(("start",), "bad-date", f"a case starts with a quarter's first month; found {case.start}")
    scripts: list[tuple[Path, Sequence[Policy]]] = [(("policies",), case.policies)]
    for i, run in enumerate(case.runs):
        scripts.append((("runs", i, "policies"), run.policies))
        if runs.index(run.id) != i:
            yield entry.finding(("runs", i, "id"), "repeated-id", f'two runs of this case are called "{run.id}"')
    for path, policies in scripts:
        for i, policy in enumerate(policies):
            if not 0 <= month_index(policy.begins) - first < case.months:
                yield entry.finding((*path, i, "begins"), "bad-date", f"{policy.begins} lies outside the months of this case")
    for i, series in enumerate(case.series):
        yield from _series(entry, ("series", i), series, first, case)
    for i, target in enumerate(case.targets):
        if target.band[0] > target.band[1]:
            yield entry.finding(("targets", i, "band"), "out-of-bounds", "a band's first number must not be above its second")
        for name in ("read", "over"):
            read: Read | None = getattr(target, name)
            if read is None:
                continue
            for side in ("begins", "until"):
                text = getattr(read, side)
                if text and not 0 <= month_index(text) - first < case.months:
                    yield entry.finding(("targets", i, name, side), "bad-date", f"{text} lies outside the months of this case")
            yield from _run(entry, ("targets", i, name), read.run, runs)


def _series(entry: Entry, path: Path, series: Series, first: int, case: Case) -> Iterator[Finding]:
    """Months of a recorded series that lie outside the case, a base that is no stretch of months, a run that does not exist."""
    for month in series.values:
        if not 0 <= month_index(month) - first < case.months:
            yield entry.finding((*path, "values", month), "bad-date", f"{month} lies outside the months of this case")
    if len(series.base) == 1 or (series.base and series.base[0] > series.base[1]):
        yield entry.finding((*path, "base"), "bad-date", "a base is a first and a last month, in this order")
    elif series.base and not any(series.base[0] <= month <= series.base[1] for month in series.values):
        yield entry.finding((*path, "base"), "bad-date", "no recorded month lies in the base")
    yield from _run(entry, path, series.run, [r.id for r in case.runs])


def _run(entry: Entry, path: Path, run: str, runs: Sequence[str]) -> Iterator[Finding]:
    """A run that a read names and that does not exist, or a read that names none of several."""
    if (run or runs) and run not in runs:
        message = f'no run "{run}" in this case' if runs else f'this case has no runs; found "{run}"'
        yield entry.finding((*path, *(("run",) if run else ())), "unknown-id", message)
