"""A row of the bench: how it is measured beside its yardstick, and what is said of it. Areas fill in the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import sqrt
from statistics import median

from game.engine.rules.vocabulary.rules import Rules
from game.lab.bench.yardsticks import REFERENCE, additions, loop, milliseconds
from game.structs import Struct, asdict

LEAST, MOST = 7, 21
"""Samples of a row; more than the least only as long as chance might decide whether it passes."""
SCALE = {"ms": 1.0, "s": 1000.0, "%": 10.0, "MiB": 1.0, "MB": 1.0}
"""From a row's unit to that of its yardstick: milliseconds (of each second, for a share of a core), mebibytes or megabytes."""

Sample = tuple[float, float]
"""A value in the row's unit and its yardstick's in milliseconds (mebibytes for memory), measured around it."""
Samples = Callable[[Rules, int], Iterator[Sample]]
"""So many samples of one row."""


class Row(Struct):
    """What is measured. `quiet` is what it took on a quiet machine when it was last looked at, `wanted` the most that it may
    take there; both are in `unit`, and become ratios by what the yardstick took on that machine."""

    id: str
    unit: str
    yardstick: str
    quiet: float
    wanted: float
    samples: Samples


class Judged(Struct):
    """A row measured: the absolute median, and ratios to the yardstick. `low` to `high` holds the true one in nine of ten runs."""

    id: str
    area: str
    value: float
    unit: str
    yardstick: str
    ratio: float
    low: float
    high: float
    quiet: float
    wanted: float
    times: int

    @property
    def passes(self) -> bool:
        """Whether the ratio's median is no more than what is wanted."""
        return self.ratio <= self.wanted

    @property
    def sure(self) -> bool:
        """Whether chance would not have decided otherwise."""
        return not self.low <= self.wanted < self.high

    def document(self) -> dict[str, object]:
        """As plain data."""
        return {**asdict(self), "pass": self.passes, "sure": self.sure}


def judged(row: Row, area: str, samples: Sequence[Sample]) -> Judged:
    """What samples say of a row."""
    ratios = sorted(SCALE[row.unit] * value / yardstick for value, yardstick in samples)
    aside = max(0, int(len(ratios) / 2 - 0.98 * sqrt(len(ratios))))  # a sign test leaves so many out at either end
    unit = SCALE[row.unit] / REFERENCE[row.yardstick]
    return Judged(
        row.id, area, median(value for value, _ in samples), row.unit, row.yardstick, median(ratios), ratios[aside],
        ratios[-1 - aside], row.quiet * unit, row.wanted * unit, len(samples),
    )  # fmt: skip


def measured(row: Row, area: str, rules: Rules) -> Judged:
    """A row with as many samples as it takes to be sure, or the most."""
    samples: list[Sample] = []
    while True:
        samples += row.samples(rules, LEAST)
        found = judged(row, area, samples)
        if found.sure or len(samples) >= MOST:
            return found


def beside(yardstick: Callable[[], float], measures: Iterator[float]) -> Iterator[Sample]:
    """Values with what the yardstick took on average just before and just after each."""
    before = yardstick()
    for value in measures:
        after = yardstick()
        yield value, 0.5 * (before + after)
        before = after


def timed(work: Callable[[Rules], Callable[[], object]], unit: str = "ms", numpy: bool = False, again: int = 1) -> Samples:
    """Samples of work in this process after one to warm up; what `work` prepares is not counted; of repeats, the mean."""

    def once(rules: Rules) -> float:
        ready = work(rules)
        return milliseconds(lambda: [ready() for _ in range(again)]) / again / SCALE[unit]

    def samples(rules: Rules, times: int) -> Iterator[Sample]:
        once(rules)
        return beside(additions if numpy else loop, (once(rules) for _ in range(times)))

    return samples
