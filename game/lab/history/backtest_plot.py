"""A picture of back-tests: a panel for each series that a case reads or records, and under them every target with its band.

Drawn with the strokes and words of `drawing.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.drawing import MARGIN, WIDTH, Picture, Sheet, Tone
from game.engine.world.arithmetic.array import Array
from game.lab.history.backtest import CaseResult, Outcome, Recorded, read_of
from game.lab.history.backtest_quantities import dear, key

PANEL, GAP, ROW = 190, 36, 20
COLUMN = (WIDTH - 2 * MARGIN - GAP) / 2
TITLE_LEFT, BAR_LEFT, BAR_RIGHT = MARGIN + 236, WIDTH * 0.76, WIDTH - MARGIN * 1.0
UNREAD = ("usual-exports", "permitted")  # yardsticks of other quantities: nothing to look at by themselves


@dataclass(slots=True)
class Panel:
    """What one panel shows: months of the model, a line for each run that it compares, and the records beside them."""

    title: str
    lines: dict[str, Array]
    recorded: list[Recorded]


def picture(results: Sequence[CaseResult]) -> Picture:
    """All cases below one another."""
    sheet = Sheet()
    sheet.legend(26, (("model", "model", "line"), ("record", "record", "tick"), ("band", "band", "bar"),
                      ("outcome within its band", "pass", "cross"), ("outside", "miss", "cross")))  # fmt: skip
    y = 62.0
    for result in results:
        sheet.say(MARGIN, y, result.case.title, size=18)
        y += 14
        panels = panels_of(result)
        for i, panel in enumerate(panels):
            _panel(sheet, panel, result.script.first, MARGIN + (i % 2) * (COLUMN + GAP), y + i // 2 * PANEL)
        y += (len(panels) + 1) // 2 * PANEL + 14
        for outcome in result.outcomes:
            _row(sheet, outcome, y)
            y += ROW
        y += 36
    return sheet.done(y)


def panels_of(result: CaseResult) -> list[Panel]:
    """The panels of a case: every quantity that a target follows, and every recorded series.

    What is read at the ends of years only has all its runs in one panel."""
    found: dict[tuple[object, ...], Panel] = {}
    for target in result.case.targets:
        read = target.read
        if read.what in UNREAD:
            continue
        values = result.months[key(read)][:, result.script.lane(read.run)]
        if dear(read):
            panel = found.setdefault(key(read), Panel(f"{read.what}, ends of years", {}, []))
            over = [target.over] if target.over is not None and key(target.over) == key(read) else []
            for each in (read, *over):
                panel.lines[each.run] = result.months[key(read)][:, result.script.lane(each.run)]
            continue
        where = f" {read.zone}" if read.what == "price" else ""
        name = f"{read.what}{where}, {' '.join(read.of) or 'all'}{', ' + read.run if read.run else ''}"
        found.setdefault((*key(read), read.run), Panel(name, {"": values}, []))
    for recorded in result.recorded:
        series = recorded.series
        read = read_of(series)
        values = result.months[key(read)][:, result.script.lane(series.run)]
        panel = found.setdefault((*key(read), series.run), Panel(series.title, {"": values}, []))
        panel.title = series.title
        panel.recorded.append(recorded)
    return list(found.values())


def _panel(sheet: Sheet, panel: Panel, first: int, x: float, top: float) -> None:
    values = np.stack(list(panel.lines.values()))
    known = [v for r in panel.recorded for v in r.record.tolist()]
    low, high = float(min(np.nanmin(values), 0.0, *known)), float(max(np.nanmax(values), 1e-9, *known))
    left, right, bottom, head = x + 44.0, x + COLUMN, top + PANEL - 34, top + 26
    months = values.shape[1]

    def place(month: float, value: float) -> tuple[float, float]:
        return left + (right - left) * month / max(months - 1, 1), bottom - (value - low) / max(high - low, 1e-9) * (bottom - head)

    sheet.line(((left, head), (left, bottom), (right, bottom)), "faint")
    sheet.say(left, head - 8, panel.title, room=right - left)
    for share in (0.0, 1.0):
        sheet.say(x, bottom - share * (bottom - head) + 4, told(low + share * (high - low)), size=11)
    for month in range(0, months, 6 if months <= 24 else 12 * -(-months // 72)):
        at = place(month, low)[0]
        sheet.line(((at, bottom), (at, bottom + 4)), "ink")
        if at < right - 30:
            sheet.say(at - 8, bottom + 17, f"{(first + month) // 12}-{(first + month) % 12 + 1:02d}", size=11)
    for i, (name, line) in enumerate(panel.lines.items()):
        points = tuple(place(m, float(v)) for m, v in enumerate(line) if not np.isnan(v))
        sheet.line(points, "model", 2.0)
        beside = points[(i + 1) * len(points) // (len(panel.lines) + 1)]  # lines may lie on each other, their names must not
        sheet.say(beside[0] + 4, beside[1] - 5, name, size=11)
    for recorded in panel.recorded:
        for month, value in zip(recorded.months, recorded.record.tolist(), strict=True):
            at, y = place(month, value)
            sheet.bar(at - 3, at + 3, y, "record", 6.0)


def _row(sheet: Sheet, outcome: Outcome, y: float) -> None:
    """One target as a line: its band as a bar, the record as a tick, the outcome as a cross."""
    target, value = outcome.target, outcome.value
    record = value if target.record is None else target.record
    low, high = min(target.band[0], value, record), max(target.band[1], value, record)

    def place(x: float) -> float:
        return BAR_LEFT + (x - low) / max(high - low, 1e-9) * (BAR_RIGHT - BAR_LEFT)

    kind = ", echo" if target.echo else ", held out" if target.held_out else ""
    tone: Tone = "pass" if outcome.passed else "miss"
    verdict = f"{'pass' if outcome.passed else 'MISS'}  {told(value)}  ({target.band[0]:g} to {target.band[1]:g}{kind})"
    sheet.say(MARGIN, y, verdict, tone, 12)
    sheet.say(TITLE_LEFT, y, target.title, "ink", 12, BAR_LEFT - TITLE_LEFT - 8)
    sheet.bar(place(target.band[0]), place(target.band[1]), y - 4, "band", 6.0)
    if target.record is not None:
        sheet.tick(place(target.record), y - 4, "record")
    sheet.cross(place(value), y - 4, tone)


def told(value: float) -> str:
    """A number short enough for an axis."""
    return f"{value:.0f}" if abs(value) >= 1000 or abs(value) < 1e-6 else f"{value:.3g}"
