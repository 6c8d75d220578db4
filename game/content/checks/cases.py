"""What is judged of a back-test case beyond shape and names: bounds, bands, months, runs; and of the priors of parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from game.content.format.case_items import Case, Policy, Prior, Read, Series, Target, first_month, month_index
from game.content.format.findings import Finding
from game.content.format.world_items import Parts
from game.content.packs.entry import Entry
from game.engine.world.model.spec import WHOLE_HALVES

Path = tuple[str | int, ...]

SHARES = frozenset(
    {"leak", "resale", "designout-cap", "run", "recycled", "talent", "attention", "belief-beijing", "belief-washington", "prospect"}
)
"""Tables whose cells are shares, so that an era's row must keep to 0..1."""

AMOUNTS: Mapping[str, tuple[float, float]] = MappingProxyType({
    "price": (0.01, 100), "price-unit": (1e-9, 1e3), "cost": (0.01, 100), "cover": (0, 60), "stock": (0, 100),
    "lag": (0, 80), "expansion": (0, 80), "hold": (0.05, 5), "growth": (-0.5, 1),
    "home-growth": (0, 1), "losses": (0, 100), "tension": (0, 8), "rung": (0, 8),
    "weight-beijing": (0.1, 1000), "weight-washington": (0.1, 1000),
    "gdp": (0.1, 1e6), "output": (0, 1e9), "use": (0, 1e9),
})  # fmt: skip
"""Tables whose cells are no shares: what an era's row may set."""

LEVERS: Mapping[str, tuple[float, float]] = MappingProxyType({
    "licence": (0, 9), "expected": (0, 9), "tracked": (0, 1), "sealed": (0, 1), "hold-shift": (-1, 5), "credit": (0, 2),
    "subsidy": (0, 1), "floor": (0, 50), "offtake": (0, 1), "haste": (0, 40), "schooling": (0, 1), "knowhow": (0, 2),
    "research": (0, 10), "recycling": (0, 1), "reserve-target": (0, 36), "outage": (0, 1), "cost-shift": (-1, 10),
    "demand-shift": (0, 10), "hoard": (0, 24), "conduct": (0, 8), "channel": (0, 1),
})  # fmt: skip
"""Lowest and highest value of each lever of a script."""


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
    yield from _policies(entry)


def rows(entry: Entry) -> Iterator[Finding]:
    """Cells of a world's or an era's rows that lie out of the bounds of their table."""
    given = entry.data.get("rows")
    for i, row in enumerate(given if isinstance(given, list) else ()):
        table = row.get("table") if isinstance(row, dict) else None
        if not isinstance(table, str):
            continue
        low, high = (0.0, 1.0) if table in SHARES else AMOUNTS.get(table, (-1e9, 1e9))
        values = row.get("values")
        cells = [(("values", cell), amount) for cell, amount in values.items()] if isinstance(values, dict) else []
        for path, amount in (*cells, (("all",), row.get("all"))):
            if isinstance(amount, (int, float)) and not low <= amount <= high:
                what = f"{table} is a share and" if table in SHARES else table
                message = f"{what} must lie between {low:g} and {high:g}; found {amount:g}"
                yield entry.finding(("rows", i, *path), "out-of-bounds", message)


def _policies(entry: Entry) -> Iterator[Finding]:
    runs = entry.data.get("runs")
    for i, part in enumerate([entry.data, *(runs if isinstance(runs, list) else [])]):
        policies = part.get("policies") if isinstance(part, dict) else None
        for k, policy in enumerate(policies if isinstance(policies, list) else ()):
            lever = policy.get("set") if isinstance(policy, dict) else None
            values = policy.get("values") if isinstance(policy, dict) else None
            if not isinstance(lever, str) or lever not in LEVERS or not isinstance(values, list):
                continue
            low, high = LEVERS[lever]
            for n, value in enumerate(values):
                if isinstance(value, (int, float)) and not low <= value <= high:
                    message = f"{lever} must lie between {low:g} and {high:g}; found {value:g}"
                    path = (*(() if i == 0 else ("runs", i - 1)), "policies", k, "values", n)
                    yield entry.finding(path, "out-of-bounds", message)


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
                yield entry.finding((*path, i, "begins"), "bad-date", _outside(policy.begins, first, case))
    for i, series in enumerate(case.series):
        yield from _series(entry, ("series", i), series, first, case)
    for i, target in enumerate(case.targets):
        if target.band[0] > target.band[1]:
            yield entry.finding(("targets", i, "band"), "out-of-bounds", "a band's first number must not be above its second")
        yield from _error(entry, ("targets", i, "error"), target)
        for name in ("read", "over"):
            read: Read | None = getattr(target, name)
            if read is None:
                continue
            for side in ("begins", "until"):
                text = getattr(read, side)
                if text and not 0 <= month_index(text) - first < case.months:
                    yield entry.finding(("targets", i, name, side), "bad-date", _outside(text, first, case))
            yield from _run(entry, ("targets", i, name), read.run, runs)


def prior(entry: Entry, prior: Prior, parts: Parts) -> Iterator[Finding]:
    """What is wrong with a sound prior: bounds beside the parameter's range, a middle that its shape has no use for or lacks."""
    known = parts.parameters.get(prior.id)
    if known is not None and not known.low <= prior.low < prior.high <= known.high:
        message = f"the prior of {prior.id} must lie within its range of {known.low:g} to {known.high:g}"
        yield entry.finding(("low",), "out-of-bounds", f"{message}; found {prior.low:g} to {prior.high:g}")
    if prior.shape == "uniform" and prior.middle is not None:
        yield entry.finding(("middle",), "out-of-bounds", "a uniform prior has no middle; leave it out or name it triangular")
    if prior.shape == "triangular" and not (prior.middle is not None and prior.low <= prior.middle <= prior.high):
        found = "found none" if prior.middle is None else f"found {prior.middle:g}"
        message = f"a triangular prior has a middle between {prior.low:g} and {prior.high:g}; {found}"
        yield entry.finding(("shape",) if prior.middle is None else ("middle",), "out-of-bounds", message)


def _series(entry: Entry, path: Path, series: Series, first: int, case: Case) -> Iterator[Finding]:
    """Months of a recorded series that lie outside the case, a base that is no stretch of months, a run that does not exist."""
    for month in series.values:
        if not 0 <= month_index(month) - first < case.months:
            yield entry.finding((*path, "values", month), "bad-date", _outside(month, first, case))
    for i, month in enumerate(series.echo):
        if month not in series.values:
            yield entry.finding((*path, "echo", i), "bad-date", f"an echo is one of the recorded months; found {month}")
    if len(series.base) == 1 or (series.base and series.base[0] > series.base[1]):
        yield entry.finding((*path, "base"), "bad-date", "a base is a first and a last month, in this order")
    elif series.base and not any(series.base[0] <= month <= series.base[1] for month in series.values):
        yield entry.finding((*path, "base"), "bad-date", "no recorded month lies in the base")
    yield from _run(entry, path, series.run, [r.id for r in case.runs])


def _outside(month: str, first: int, case: Case) -> str:
    """That a month lies beyond the window of a case, and which months there are."""
    last = first + case.months - 1
    window = f"{first // 12}-{first % 12 + 1:02d} to {last // 12}-{last % 12 + 1:02d}"
    return f"{month} lies outside the months of this case, {window}; a case that is to reach it needs other months"


def _error(entry: Entry, path: Path, target: Target) -> Iterator[Finding]:
    """An error that weighs nothing: without a record, without a size, of a script's own number, or on a log scale at nought."""
    error = target.error
    if error is None:
        return
    if target.record is None or target.echo:
        what = "a number that the script itself sets" if target.echo else "a target without a record"
        yield entry.finding(path, "out-of-bounds", f"an error belongs to a record that the model must meet; found on {what}")
    elif error.observation + error.discrepancy <= 0:
        yield entry.finding(path, "out-of-bounds", "an observation error and a discrepancy of nought leave no room for any model")
    elif error.scale == "log" and target.record <= 0:
        yield entry.finding((*path, "scale"), "out-of-bounds", f"on a log scale a record is above nought; found {target.record:g}")


def _run(entry: Entry, path: Path, run: str, runs: Sequence[str]) -> Iterator[Finding]:
    """A run that a read names and that does not exist, or a read that names none of several."""
    if (run or runs) and run not in runs:
        message = f'no run "{run}" in this case' if runs else f'this case has no runs; found "{run}"'
        yield entry.finding((*path, *(("run",) if run else ())), "unknown-id", message)
