"""What is judged of a back-test case beyond shape and names: bounds, bands, months, runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from game.content.findings import Finding
from game.content.history import Case, Policy, Read, first_month, month_index
from game.content.packs import Entry
from game.content.world import Parts

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
            if name in limits and isinstance(value, (int, float)) and not limits[name][0] <= value <= limits[name][1]:
                message = f"{name} must lie between {limits[name][0]:g} and {limits[name][1]:g}; found {value:g}"
                yield entry.finding((*(() if i == 0 else ("runs", i - 1)), "parameters", name), "out-of-bounds", message)
    rows = entry.data.get("rows")
    for i, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, dict) and row.get("table") in SHARES:
            values = row.get("values")
            for amount in (*(values.values() if isinstance(values, dict) else ()), row.get("all")):
                if isinstance(amount, (int, float)) and not 0 <= amount <= 1:
                    message = f"{row['table']} is a share and must lie between 0 and 1; found {amount:g}"
                    yield entry.finding(("rows", i), "out-of-bounds", message)


def sense(entry: Entry, case: Case, parts: Parts) -> Iterator[Finding]:
    """What is wrong with a sound case: bands, months, settings out of their ranges, runs that do not exist."""
    first = first_month(case, parts)
    runs = [r.id for r in case.runs]
    if first % 3:
        yield entry.finding(("start",), "bad-date", f"a case starts with a quarter's first month; found {case.start}")
    scripts: list[tuple[tuple[str | int, ...], Sequence[Policy]]] = [(("policies",), case.policies)]
    for i, run in enumerate(case.runs):
        scripts.append((("runs", i, "policies"), run.policies))
        if runs.index(run.id) != i:
            yield entry.finding(("runs", i, "id"), "repeated-id", f'two runs of this case are called "{run.id}"')
    for path, policies in scripts:
        for i, policy in enumerate(policies):
            if not 0 <= month_index(policy.begins) - first < case.months:
                yield entry.finding((*path, i, "begins"), "bad-date", f"{policy.begins} lies outside the months of this case")
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
            if (read.run or runs) and read.run not in runs:
                message = f'no run "{read.run}" in this case' if runs else f'this case has no runs; found "{read.run}"'
                yield entry.finding(("targets", i, name, *(("run",) if read.run else ())), "unknown-id", message)
