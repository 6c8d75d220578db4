"""Back-test cases: their item type, their checks, and reading them from the packs or from a single file anywhere.

A case is a starting world, a dated script of policies and targets with bands. `lab/backtest.py` runs it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from game.content.world import Confidence, Names, Parts, Project, Row
from game.engine.rules.bounds import Bounds, Ref

if TYPE_CHECKING:
    from game.content.findings import Finding
    from game.content.packs import Entry

Month = Annotated[str, Ref("month")]
Regions = Annotated[tuple[str, ...], Ref("region")]
Settings = dict[Annotated[str, Ref("parameter")], float]

Lever = Literal[
    "licence", "expected", "tracked", "sealed", "hold-shift", "credit", "subsidy", "floor", "offtake", "haste", "schooling",
    "knowhow", "research", "recycling", "reserve-target", "outage", "cost-shift", "demand-shift", "hoard", "conduct", "channel",
]  # fmt: skip
Quantity = Literal[
    "price", "premium", "price-move", "exports", "leaked", "outflow", "denied", "permitted", "usual-exports", "output", "share",
    "used", "shortfall", "designed-out", "stock", "capacity", "loss", "leverage", "leverage-today", "leverage-usd",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy array of the model set for some months. `values` go month by month, the last one holds for the rest.

    `lasts` months (0: to the end), again `every` so many months (0: once); outside them the calm value rules. A later policy of the
    list wins over an earlier one."""

    set: Lever
    values: Annotated[tuple[Annotated[float, Bounds(-10, 1000)], ...], Bounds(1, 240, length=True)]
    begins: Month
    source: str
    confidence: Confidence
    lasts: Annotated[int, Bounds(0, 240)] = 0
    every: Annotated[int, Bounds(0, 240)] = 0
    of: Names = ()
    at: Regions = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """One of several histories that a case compares: policies and parameters on top of the shared ones."""

    id: str
    title: str = ""
    policies: tuple[Policy, ...] = ()
    parameters: Settings = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Read:
    """A number read off a run: a quantity of some products and regions, and what is taken of its months from `begins` to `until`.

    `after-max` reads it `months` after its largest value; `months-to-max` counts from the case's first month."""

    what: Quantity
    take: Literal["max", "min", "mean", "sum", "last", "months-to-max", "after-max"]
    begins: Month = ""
    until: Month = ""
    of: Names = ()
    at: Regions = ()
    zone: Literal["inside", "outside"] = "outside"
    side: Literal["beijing", "washington"] = "beijing"
    run: str = ""
    months: Annotated[int, Bounds(0, 120)] = 0


@dataclass(frozen=True, slots=True)
class Target:
    """What a run must show: a number (divided by another, where `over` is given) inside a band, beside the record.

    `echo` marks a number that the script of policies itself sets; `held_out` one that was kept out of the fit."""

    id: str
    title: str
    read: Read
    band: Annotated[tuple[float, ...], Bounds(2, 2, length=True)]
    source: str
    confidence: Confidence
    over: Read | None = None
    record: float | None = None
    echo: bool = False
    held_out: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A back-test. `rows` are settings of the era, laid over the world's; `parameters` likewise, within their published ranges."""

    id: str
    title: str
    text: str
    world: Annotated[str, Ref("world")]
    months: Annotated[int, Bounds(1, 240)]
    targets: Annotated[tuple[Target, ...], Bounds(1, 60, length=True)]
    start: Month = ""
    rows: tuple[Row, ...] = ()
    parameters: Settings = field(default_factory=dict)
    projects: tuple[Project, ...] = ()
    policies: tuple[Policy, ...] = ()
    runs: tuple[Run, ...] = ()
    named_projects: bool = True  # whether the packs' named plants open on their dates


SHARES = frozenset({"leak", "resale", "designout-cap"})
"""Tables whose cells are shares, so that an era's row must keep to 0..1."""


def month_index(text: str) -> int:
    """Calendar index of a month such as 2010-07: year × 12 + month − 1."""
    return int(text[:4]) * 12 + int(text[5:]) - 1


def first_month(case: Case, parts: Parts) -> int:
    """Calendar index of a case's first month: its own start, or that of its world."""
    if case.start:
        return month_index(case.start)
    year, quarter = parts.worlds[case.world].quarter.split("Q")
    return int(year) * 12 + 3 * (int(quarter) - 1)


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


@dataclass(frozen=True, slots=True)
class Library:
    """The cases that were asked for, the world items that they build on, and every finding about the cases."""

    cases: tuple[Case, ...]
    parts: Parts | None
    findings: tuple[Finding, ...]


def read_cases(wanted: Sequence[str] = (), paths: Sequence[Path | str] | None = None) -> Library:
    """Cases by id, or by the path of a file of this format that may lie anywhere; all cases of the packs when none are named.

    Broken cases are left out and their findings listed; an id that is unknown raises KeyError with it."""
    from game.content.findings import errors
    from game.content.folders import discover
    from game.content.gather import gather
    from game.content.made import made_of, parts_of

    gathered = gather(discover(paths))
    plain = _plain(gathered.entries, gathered.known)
    made = made_of(plain)
    parts = parts_of(made)
    cases: Mapping[str, Case] = made.get("case", {})
    if parts is None or not wanted:
        ours = [f for f in errors(gathered.findings) if "/history/" in f.file or "/world/" in f.file]
        return Library(tuple(cases.values()), parts, tuple(ours))
    chosen: list[Case] = []
    findings: list[Finding] = []
    for name in wanted:
        if name in cases:
            chosen.append(cases[name])
        elif name.endswith((".yaml", ".yml")) or Path(name).is_file():
            found, faults = _from_file(Path(name), gathered.known, parts)
            findings += faults
            chosen += found
        else:
            raise KeyError(name)
    return Library(tuple(chosen), parts, tuple(findings))


def _plain(entries: Mapping[tuple[str, str], Entry], known: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], tuple[Any, Any]]:
    from game.content import names

    return {key: (entry.kind.shape, names.normalise(entry, known)) for key, entry in entries.items()}


def _from_file(path: Path, known: Mapping[str, Sequence[str]], parts: Parts) -> tuple[list[Case], list[Finding]]:
    """The cases of one file, judged as those of a pack are."""
    from game.content import names
    from game.content.findings import errors
    from game.content.kinds import by_name
    from game.content.packs import Pack, read_file
    from game.content.reader import read
    from game.content.shape import faults
    from game.content.walk import build

    pack, source = Pack(path.parent, path.parent.name), read(path, str(path))
    named = source.data.get("id") if isinstance(source.data, dict) else None
    stem = re.sub("[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "case"  # a file of one's own may be called as one likes
    read_file(pack, source, by_name("case"), named if isinstance(named, str) else stem)
    findings, cases = list(pack.findings), []
    for entry in pack.entries:
        entry.data["id"] = str(entry.data["id"]).rsplit(":", 1)[-1]
        found = [entry.finding(p, code, message, guess, key) for p, key, code, message, guess in faults(Case, entry.data)]
        found += [*names.check(entry, known, {}), *names.cells(entry, known), *ranges(entry, limits_of(parts.parameters))]
        if not errors(found):
            case = build(Case, names.normalise(entry, known))
            found += sense(entry, case, parts)
            cases += [] if errors(found) else [case]
        findings += found
    return cases, sorted(findings)
