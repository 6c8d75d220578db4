"""The bench: every figure of the issues has a row, a row is judged by its ratio, and chance is told from speed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice

import pytest

from game.commands.laboratory import BENCH_AREAS
from game.devtools.startup_bench import MEASURES
from game.engine.rules.vocabulary.rules import Rules
from game.lab.bench.bench import AREAS, lines
from game.lab.bench.row import LEAST, MOST, Row, Sample, beside, judged, measured, timed
from game.lab.bench.window_rows import cold
from game.lab.bench.yardsticks import REFERENCE, additions, loop


def row(*values: float, yardstick: float = REFERENCE["loop"]) -> Row:
    """A row of one's own that wants 10 ms, took 8 on the quiet machine, and gives these values in turn."""
    endless = cycle(values)

    def samples(rules: Rules, times: int) -> Iterator[Sample]:
        return ((value, yardstick) for value in islice(endless, times))

    return Row("own", "ms", "loop", 8.0, 10.0, samples)


def test_every_figure_of_the_issues_has_a_row_and_every_row_a_yardstick() -> None:
    rows = [r for listed in AREAS.values() for r in listed]
    ids = {r.id for r in rows}
    assert len(ids) == len(rows) and (*AREAS, "classroom") == BENCH_AREAS
    assert ids >= {
        "quarter_one_lane", "world_256x24", "world_1x3", "world_1024x24", "leverage_one_lane", "sweep_256x96", "fan_256x8",
        "fan_first_picture", "shapley_six_switches", "title_frame", "desk_frame", "tab_first_frame_1080p", "idle_cpu",
        "animation_median_1080p", "simulate_5_calibrated_control", "content_load", "memory_1080p", "plan",
        "debrief_21_quarters", "debrief_first_points", "what_if_quarter", "report", "report_size",
    }  # fmt: skip
    assert all(r.yardstick in REFERENCE and r.wanted > 0 and r.quiet > 0 for r in rows)


def test_a_machine_of_half_the_speed_gets_the_same_verdict(rules: Rules) -> None:
    quick = measured(row(9.0), "x", rules)
    slow = measured(row(18.0, yardstick=2 * REFERENCE["loop"]), "x", rules)
    assert quick.passes and slow.passes and slow.ratio == pytest.approx(quick.ratio) and slow.value == 2 * quick.value
    assert not measured(row(18.0), "x", rules).passes


def test_what_chance_could_decide_is_measured_longer_and_said(rules: Rules) -> None:
    clear, near = measured(row(5.0, 5.1, 5.2), "x", rules), measured(row(9.0, 9.5, 9.9, 10.2, 11.0), "x", rules)
    assert clear.times == LEAST and clear.sure and near.times == MOST and not near.sure
    report = {"rows": [clear.document(), near.document(), measured(row(12.0), "x", rules).document()]}
    told = list(lines(report))[1:]
    assert [line[:4] for line in told] == ["pass", "pass", "MISS"]
    assert "too close to call" in told[1] and "slower than on the quiet machine" in told[2]


def test_a_few_lucky_samples_do_not_make_a_row_pass() -> None:
    spoiled = [(2.0, 10.0)] * 3 + [(12.0, 10.0)] * 4
    assert not judged(row(), "x", [(value, REFERENCE["loop"]) for value, _ in spoiled]).passes


def test_each_value_stands_beside_the_mean_of_the_yardsticks_around_it() -> None:
    ticks = iter((1.0, 3.0, 5.0))
    assert list(beside(lambda: next(ticks), iter((10.0, 20.0)))) == [(10.0, 2.0), (20.0, 4.0)]


def test_work_is_measured_with_its_yardstick(rules: Rules) -> None:
    found = list(timed(lambda rules: lambda: list(range(1000)), numpy=True)(rules, LEAST))
    assert len(found) == LEAST and all(value > 0 and yardstick > 0 for value, yardstick in found)
    assert additions() > 0 and loop() > 0


def test_a_start_is_measured_in_a_process_of_its_own(rules: Rules) -> None:
    ((seconds, yardstick),) = cold("title")(rules, 1)
    assert seconds > 0 and yardstick > 0 and {"title", "desk", "tabs", "idle", "memory_hd"} <= set(MEASURES)
