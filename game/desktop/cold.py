"""What `bench` measures in a process of its own: first frames from a cold start, redraw, idle and memory of the window.

Run as `python -m game.desktop.cold MEASURE`; writes one number to standard output. Uses the dummy driver: no display needed."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

REDRAWS, IDLE_SECONDS = 15, 4.0


def _app(playing: bool) -> Any:
    """The app at its title, or at the Desk of a fresh campaign."""
    from game.screens.app import App

    if not playing:
        return App(_nothing, _nothing)
    from game.content.compile import load
    from game.engine.rules.record import Setup
    from game.play import Campaign

    rules = load().rules
    if rules is None:
        raise ValueError("the content is damaged")
    shortest = min(rules.scenarios.values(), key=lambda s: s.quarters)
    app = App(rules, None, threads=False, animate=False)
    app.tick()
    app.adopt(Campaign.start(rules, Setup(shortest.id, 1, "beijing")))
    app.show("desk")
    return app


def _nothing() -> Any:
    """The title is painted before there are rules or saves."""
    return None


def _frame(app: Any, size: tuple[int, int]) -> Any:
    """A face with its first frame painted."""
    import pygame

    from game.desktop import window
    from game.desktop.face import Face

    surface = window.open_window(size)
    face = Face(app, size)
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


def redraw() -> float:
    """Median milliseconds of a full redraw of the Desk at 1920×1080."""
    import pygame

    face = _frame(_app(True), (1920, 1080))
    surface = pygame.display.get_surface()
    times = []
    for _ in range(REDRAWS):
        face.dirty = True
        began = time.perf_counter()
        face.step(surface)
        pygame.display.flip()
        times.append(1000.0 * (time.perf_counter() - began))
    return sorted(times)[REDRAWS // 2]


def idle() -> float:
    """Percent of one core that the window takes on the Desk when nothing happens."""
    import threading

    from game.desktop import window

    app = _app(True)
    spent: list[float] = []

    def watch() -> None:
        time.sleep(1.5)
        began, used = time.perf_counter(), time.process_time()
        time.sleep(IDLE_SECONDS)
        spent.append(100.0 * (time.process_time() - used) / (time.perf_counter() - began))
        app.running = False

    threading.Thread(target=watch, daemon=True).start()
    window.run(app)
    return spent[0]


def memory() -> float:
    """Megabytes that the game holds at most after two quarters at the Desk."""
    app = _app(True)
    face = _frame(app, (1920, 1080))
    for _ in range(2):
        app.campaign.commit()
        app.adopt(app.campaign)
        app.show("desk")
        import pygame

        face.step(pygame.display.get_surface() or pygame.Surface((1, 1)))
    return _peak()


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
    "redraw": redraw,
    "idle": idle,
    "memory": memory,
}

if __name__ == "__main__":
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    sys.stdout.write(f"{MEASURES[sys.argv[1]]()}\n")
