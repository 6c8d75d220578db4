"""What `bench` measures in processes of their own: first frames from a cold start, redraws, idle time and memory of the window, and
the debrief's report.

Run as `python -m game.devtools.startup_bench MEASURE TIMES`; writes one JSON list of samples to standard output, each a value with
what its yardstick took just before and after. Needs no display: the dummy driver draws."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import Any

REDRAWS, IDLE_SECONDS, FRAMES, BLITS = 15, 2.0, 240, 5
HD, SMALL, LARGE = (1920, 1080), (1280, 720), (2560, 1440)
TABS = ("chain", "markets", "ladder", "tasks", "world")

Sample = tuple[float, ...]
"""A value alone, or with its yardstick's."""


def _app(playing: bool, *, beside: bool = False) -> Any:
    """The app at its title, or at the Desk of a fresh campaign; `beside` has it work in threads as it does for a player."""
    from game.screens.app import App

    if not playing:
        return App(_nothing, _nothing)
    from game.content.loading.compile import load
    from game.engine.rules.campaign.record import Setup
    from game.play import Campaign

    rules = load().rules
    if rules is None:
        raise ValueError("the content is damaged")
    app = App(rules, None, threads=beside, animate=beside)
    while app.rules is None:
        app.tick()
    app.adopt(Campaign.start(rules, Setup(rules.by_length()[0], 1, "beijing")))
    app.show("desk")
    return app


def _nothing() -> Any:
    """The title is painted before there are rules or saves."""
    return None


def _frame(app: Any, size: tuple[int, int], soft: bool = False) -> Any:
    """A window with its first frame painted; `soft` lets it fade and paint in steps as it does for a player."""
    from game.desktop.window.measured import first_frame

    return first_frame(app, size, soft=soft)


def _blit() -> float:
    """The yardstick of frames: milliseconds of a few full pictures of 1920×1080 copied onto another."""
    from game.desktop.window.measured import copier
    from game.lab.bench.yardsticks import TIMES, milliseconds

    copy = copier(HD, BLITS)
    return median(milliseconds(copy) for _ in range(TIMES))


def title(times: int) -> Iterator[Sample]:
    """Seconds since the process was asked for (BEGAN, wall clock) until the title's first frame."""
    _frame(_app(False), SMALL)
    yield (time.time() - float(os.environ["BEGAN"]),)


def desk(times: int) -> Iterator[Sample]:
    """The same for the Desk of a new campaign."""
    _frame(_app(True), SMALL)
    yield (time.time() - float(os.environ["BEGAN"]),)


def _step(face: Any) -> float:
    """Milliseconds of one step of the loop."""
    from game.desktop.window.measured import step

    began = time.perf_counter()
    step(face)
    return 1000.0 * (time.perf_counter() - began)


def _redraw(size: tuple[int, int], times: int) -> Iterator[Sample]:
    """Median milliseconds of drawing the Desk again when nothing on it has changed."""
    from game.lab.bench.row import beside

    face = _frame(_app(True), size)

    def once() -> float:
        face.state.dirty = True
        return _step(face)

    return beside(_blit, (median(once() for _ in range(REDRAWS)) for _ in range(times)))


def tabs(times: int) -> Iterator[Sample]:
    """Longest step in milliseconds when each tab of the Desk at 1920×1080 is opened for the first time."""
    from game.lab.bench.row import beside
    from game.lab.bench.yardsticks import milliseconds
    from game.screens.tree.node import Intent

    face = _frame(_app(True), HD, soft=True)

    def opened(tab: str) -> float:
        longest = milliseconds(lambda: face.state.app.do(Intent("tab", (tab,)))) + _step(face)
        return max(longest, *(_step(face) for _ in range(FRAMES // 8)))

    return beside(_blit, (max(map(opened, TABS)) for _ in range(times)))


def _animated(place: float, times: int) -> Iterator[Sample]:
    """Milliseconds of the step at a place among all steps of the Desk at 1920×1080, from the quickest (0) to the longest (1), while
    dots run on its map and its tabs and screens fade."""
    from game.lab.bench.row import beside
    from game.screens.tree.node import Intent

    face = _frame(_app(True), HD, soft=True)
    app = face.state.app

    def step(number: int) -> float:
        began = time.perf_counter()
        if number % 40 == 20:
            app.do(Intent("tab", (TABS[number // 40 % len(TABS)],)))
        elif number % 80 == 79:
            app.show("desk" if app.ui.screen == "history" else "history")
        app.busy = "…"  # dots run while the game is busy
        took = 1000.0 * (time.perf_counter() - began) + _step(face)
        app.busy = ""
        return took

    return beside(_blit, (sorted(map(step, range(FRAMES)))[int(FRAMES * place)] for _ in range(times)))


def forecasting(times: int) -> Iterator[Sample]:
    """Longest step in milliseconds at 1920×1080 while forecasts of ever new plans and then a quarter are worked out beside."""
    from game.engine.rules.vocabulary.plan import SetDial
    from game.screens.tree.node import Intent

    app = _app(True, beside=True)
    face = _frame(app, HD, soft=True)
    dials = sorted({line.dial for line in app.seen()[3] if isinstance(line, SetDial)})
    before = _blit()
    steps: list[float] = []
    for number in range(FRAMES):
        began = time.perf_counter()
        if number % 12 == 0:
            app.do(Intent("clear", ()))
            dial = dials[number // 12 % len(dials)]
            notch = app.campaign.observation.dials.get(dial, 0)
            app.do(Intent("dial", (dial, notch + 1)))
        steps.append(1000.0 * (time.perf_counter() - began) + _step(face))
        time.sleep(0.008)
    app.do(Intent("commit", ()))
    while app.working:
        steps.append(_step(face))
        time.sleep(0.008)
    yield max(steps), 0.5 * (before + _blit())


def idle(times: int) -> Iterator[Sample]:
    """Percent of one core that the window takes on the Desk when nothing happens."""
    from game.desktop.window.loop import run
    from game.lab.bench.row import beside
    from game.lab.bench.yardsticks import loop

    app = _app(True)
    found: list[Sample] = []

    def still() -> float:
        began, used = time.perf_counter(), time.process_time()
        time.sleep(IDLE_SECONDS)
        return 100.0 * (time.process_time() - used) / (time.perf_counter() - began)

    def watch() -> None:
        time.sleep(1.5)
        found.extend(beside(loop, (still() for _ in range(times))))
        app.running = False

    threading.Thread(target=watch, daemon=True).start()
    run(app)
    return iter(found)


def _memory(size: tuple[int, int], bare: str) -> Iterator[Sample]:
    """Mebibytes that the game holds at most after all tabs and two quarters at the Desk, with forecasts beside; the yardstick is
    what a process holds that has opened a window of this size and imported the libraries."""
    from game.screens.tree.node import Intent

    app = _app(True, beside=True)
    face = _frame(app, size, soft=True)
    for _ in range(2):
        for tab in TABS:
            app.do(Intent("tab", (tab,)))
            for _ in range(FRAMES // 8):
                _step(face)
                time.sleep(0.008)
        app.campaign.commit()
        app.adopt(app.campaign)
        app.show("desk")
        _step(face)
    peak = _peak()
    told = subprocess.run([sys.executable, "-m", "game.devtools.startup_bench", bare, "1"], capture_output=True, check=True).stdout
    yield peak, json.loads(told.splitlines()[-1])[0][0]


def _bare_window(size: tuple[int, int]) -> Iterator[Sample]:
    """Mebibytes of a process with nothing but its libraries and a window."""
    import game.engine.world.arithmetic.array  # noqa: F401  (NumPy, as play brings it)
    from game.desktop.window.measured import bare_window

    bare_window(size)
    yield (_peak(),)


def _peak() -> float:
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(row for row in status.read_text().splitlines() if row.startswith("VmHWM"))
        return float(line.split()[1]) / 1024.0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024.0 * 1024.0) if sys.platform == "darwin" else most / 1024.0


def _report_writer() -> Callable[[], str]:
    """Writes the report of a long campaign's debrief, which is worked out before."""
    from game.classroom.pages.report_tree import report_of
    from game.content.loading.compile import load
    from game.lab.bench.debrief_rows import campaign
    from game.play.debrief.turning_points import debrief
    from game.screens.pages.debrief.page import report_tree
    from game.screens.pages.debrief.told import View
    from game.screens.words.texts import Texts

    rules, t = load().rules, Texts("en")
    if rules is None:
        raise ValueError("the content is damaged")
    setup, log = campaign(rules)
    *_, found = debrief(rules, setup, log, "beijing")
    return lambda: report_of(report_tree(View(t, rules, found, log)), t)


def report(times: int) -> Iterator[Sample]:
    """Seconds in which the debrief's report is written."""
    from game.lab.bench.row import beside
    from game.lab.bench.yardsticks import loop, milliseconds

    write = _report_writer()
    write()  # once to warm up
    return beside(loop, (milliseconds(write) / 1000.0 for _ in range(times)))


def report_size(times: int) -> Iterator[Sample]:
    """The megabytes that it has, beside a megabyte."""
    size = len(_report_writer()().encode("utf-8")) / 1e6
    return ((size, 1.0) for _ in range(times))


MEASURES: Mapping[str, Callable[[int], Iterator[Sample]]] = {
    "title": title,
    "desk": desk,
    "redraw_small": lambda times: _redraw(SMALL, times),
    "redraw_large": lambda times: _redraw(LARGE, times),
    "tabs": tabs,
    "frame_median": lambda times: _animated(0.5, times),
    "frame_99": lambda times: _animated(0.99, times),
    "forecasting": forecasting,
    "idle": idle,
    "memory_small": lambda times: _memory(SMALL, "window_small"),
    "memory_hd": lambda times: _memory(HD, "window_hd"),
    "window_small": lambda times: _bare_window(SMALL),
    "window_hd": lambda times: _bare_window(HD),
    "report": report,
    "report_size": report_size,
}

if __name__ == "__main__":
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    sys.stdout.write(f"{json.dumps(list(MEASURES[sys.argv[1]](int(sys.argv[2]))))}\n")
