"""Back-test cases and priors: their item types. A case is a starting world, a dated script of policies and targets with bands.

Their checks are `checks/cases.py`, reading them is `cases.py`; `lab/history/backtest.py` runs them."""

from __future__ import annotations

from typing import Annotated, Literal

from game.content.format.world_items import Confidence, Names, Parts, Project, Row
from game.engine.rules.fields.bounds import Bounds, Ref
from game.engine.rules.vocabulary.calendar import index_of
from game.structs import Struct, field

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


class Policy(Struct):
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


class Run(Struct):
    """One of several histories that a case compares: policies and parameters on top of the shared ones."""

    id: str
    title: str = ""
    policies: tuple[Policy, ...] = ()
    parameters: Settings = field(default_factory=dict)


class Read(Struct):
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


class Error(Struct):
    """How far a record and a right model may lie apart: two standard deviations, set by source before anything is fitted.

    `observation` is that of the record as a measurement, `discrepancy` that of what the model leaves out by design. On a `log`
    scale both are log points (0.1 is about a tenth of the record), on a `linear` one they have the target's own unit."""

    observation: Annotated[float, Bounds(0, 100)]
    discrepancy: Annotated[float, Bounds(0, 100)]
    source: str
    scale: Literal["linear", "log"] = "linear"


class Target(Struct):
    """What a run must show: a number (divided by another, where `over` is given) inside a band, beside the record.

    `echo` marks a number that the script of policies itself sets; `held_out` one that was kept out of the fit. Only a target with a
    record and its `error` is evidence, by which the fit weighs parameters. `unmet` says why a target lies outside its band."""

    id: str
    title: str
    read: Read
    band: Annotated[tuple[float, ...], Bounds(2, 2, length=True)]
    source: str
    confidence: Confidence
    over: Read | None = None
    record: float | None = None
    error: Error | None = None
    echo: bool = False
    held_out: bool = False
    unmet: str = ""
    note: str = ""


class Series(Struct):
    """A recorded series beside the model's months of the same quantity: `values` by month, in any unit.

    `base` names the first and last month of a stretch in which record and model are made equal on average; without it both have one
    unit. `echo` names months that the case's own script sets, which say nothing of the model. It judges nothing: targets do."""

    id: str
    title: str
    what: Quantity
    values: dict[Month, float]
    source: str
    confidence: Confidence
    of: Names = ()
    at: Regions = ()
    zone: Literal["inside", "outside"] = "outside"
    run: str = ""
    base: Annotated[tuple[Month, ...], Bounds(0, 2, length=True)] = ()
    echo: tuple[Month, ...] = ()
    note: str = ""


class Case(Struct):
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
    series: tuple[Series, ...] = ()
    named_projects: bool = True  # whether the packs' named plants open on their dates


class Prior(Struct):
    """What is thought of a parameter before the model meets the record: its chance between `low` and `high`, even (`uniform`) or
    rising to `middle` and falling from it (`triangular`), by a source that is no fit of this model. The id is the parameter's."""

    id: Annotated[str, Ref("parameter")]
    shape: Literal["uniform", "triangular"]
    low: float
    high: float
    source: str
    confidence: Confidence
    middle: float | None = None


def month_index(text: str) -> int:
    """Calendar index of a month such as 2010-07: year × 12 + month − 1."""
    return int(text[:4]) * 12 + int(text[5:]) - 1


def first_month(case: Case, parts: Parts) -> int:
    """Calendar index of a case's first month: its own start, or that of its world."""
    if case.start:
        return month_index(case.start)
    return 3 * index_of(parts.worlds[case.world].quarter)
