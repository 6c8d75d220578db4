"""What `bench` measures in a process of its own: first frames from a cold start, redraw, idle and memory of the window.

Run as `python -m game.desktop.cold MEASURE`; writes one number to standard output. Uses the dummy driver: no display needed."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

REDRAWS, IDLE_SECONDS, FRAMES = 15, 4.0, 240
HD, SMALL, LARGE = (1920, 1080), (1280, 720), (2560, 1440)
TABS = ("chain", "markets", "ladder", "tasks", "world")


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
    shortest = min(rules.scenarios.values(), key=lambda s: s.quarters)
    app = App(rules, None, threads=beside, animate=beside)
    while app.rules is None:
        app.tick()
    app.adopt(Campaign.start(rules, Setup(shortest.id, 1, "beijing")))
    app.show("desk")
    return app


def _nothing() -> Any:
    """The title is painted before there are rules or saves."""
    return None


def _frame(app: Any, size: tuple[int, int], soft: bool = False) -> Any:
    """A window with its first frame painted; `soft` lets it fade and paint in steps as it does for a player."""
    import pygame

    from game.desktop.window.display import open_window
    from game.desktop.window.game_window import GameWindow

    surface = open_window(size)
    face = GameWindow(app, size, soft=soft)
    face.step(surface)
    pygame.display.flip()
    return face


def title() -> float:
    """Seconds since the process was asked for (BEGAN, wall clock) until the title's first frame."""
    _frame(_app(False), (1280, 720))
    return time.time() - float(os.environ["BEGAN"])


def desk() -> float:
    """The same for the Desk of a new campaign."""
    _frame(_app(True), (1280, 720))
    return time.time() - float(os.environ["BEGAN"])


def _step(face: Any) -> float:
    """Milliseconds of one step of the loop."""
    import pygame

    began = time.perf_counter()
    if face.step(pygame.display.get_surface()):
        pygame.display.flip()
    return 1000.0 * (time.perf_counter() - began)


def _redraw(size: tuple[int, int]) -> float:
    """Median milliseconds of drawing the Desk again when nothing on it has changed."""
    face = _frame(_app(True), size)
    times = []
    for _ in range(REDRAWS):
        face.state.dirty = True
        times.append(_step(face))
    return sorted(times)[REDRAWS // 2]


def redraw_small() -> float:
    """At 1280×720."""
    return _redraw(SMALL)


def redraw_large() -> float:
    """At 2560×1440."""
    return _redraw(LARGE)


def tabs() -> float:
    """Longest step in milliseconds when each tab of the Desk at 1920×1080 is opened for the first time."""
    from game.screens.tree.node import Intent

    face = _frame(_app(True), HD, soft=True)
    times = []
    for tab in TABS:
        began = time.perf_counter()
        face.state.app.do(Intent("tab", (tab,)))
        times.append(1000.0 * (time.perf_counter() - began) + _step(face))
        times += [_step(face) for _ in range(FRAMES // 8)]
    return max(times)


def _animated() -> list[float]:
    """Milliseconds of the steps of the Desk at 1920×1080 while dots run on its map and its tabs and screens fade."""
    from game.screens.tree.node import Intent

    face = _frame(_app(True), HD, soft=True)
    app, times = face.state.app, []
    for number in range(FRAMES):
        began = time.perf_counter()
        if number % 40 == 20:
            app.do(Intent("tab", (TABS[number // 40 % len(TABS)],)))
        elif number % 80 == 79:
            app.show("desk" if app.ui.screen == "history" else "history")
        app.busy = "…"  # dots run while the game is busy
        times.append(1000.0 * (time.perf_counter() - began) + _step(face))
        app.busy = ""
    return sorted(times)


def frame_median() -> float:
    """The usual frame."""
    return _animated()[FRAMES // 2]


def frame_99() -> float:
    """The frame that one in a hundred exceeds."""
    return _animated()[FRAMES * 99 // 100]


def forecasting() -> float:
    """Longest step in milliseconds at 1920×1080 while forecasts of ever new plans and then a quarter are worked out beside."""
    from game.engine.rules.vocabulary.plan import SetDial
    from game.screens.tree.node import Intent

    app = _app(True, beside=True)
    face = _frame(app, HD, soft=True)
    dials = sorted({line.dial for line in app.seen()[3] if isinstance(line, SetDial)})
    times = []
    for number in range(FRAMES):
        began = time.perf_counter()
        if number % 12 == 0:
            app.do(Intent("clear", ()))
            dial = dials[number // 12 % len(dials)]
            notch = app.campaign.observation.dials.get(dial, 0)
            app.do(Intent("dial", (dial, notch + 1)))
        times.append(1000.0 * (time.perf_counter() - began) + _step(face))
        time.sleep(0.008)
    app.do(Intent("commit", ()))
    while app.working:
        times.append(_step(face))
        time.sleep(0.008)
    return max(times)


def idle() -> float:
    """Percent of one core that the window takes on the Desk when nothing happens."""
    import threading

    from game.desktop.window.loop import run

    app = _app(True)
    spent: list[float] = []

    def watch() -> None:
        time.sleep(1.5)
        began, used = time.perf_counter(), time.process_time()
        time.sleep(IDLE_SECONDS)
        spent.append(100.0 * (time.process_time() - used) / (time.perf_counter() - began))
        app.running = False

    threading.Thread(target=watch, daemon=True).start()
    run(app)
    return spent[0]


def _memory(size: tuple[int, int]) -> float:
    """Mebibytes that the game holds at most after all tabs and two quarters at the Desk, with forecasts beside."""
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
    return _peak()


def memory_small() -> float:
    """At 1280×720."""
    return _memory(SMALL)


def memory_hd() -> float:
    """At 1920×1080."""
    return _memory(HD)


def _peak() -> float:
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(row for row in status.read_text().splitlines() if row.startswith("VmHWM"))
        return float(line.split()[1]) / 1024.0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024.0 * 1024.0) if sys.platform == "darwin" else most / 1024.0


MEASURES: Mapping[str, Callable[[], float]] = {
    "title": title,
    "desk": desk,
    "redraw_small": redraw_small,
    "redraw_large": redraw_large,
    "tabs": tabs,
    "frame_median": frame_median,
    "frame_99": frame_99,
    "forecasting": forecasting,
    "idle": idle,
    "memory_small": memory_small,
    "memory_hd": memory_hd,
}

if __name__ == "__main__":
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    sys.stdout.write(f"{MEASURES[sys.argv[1]]()}\n")
