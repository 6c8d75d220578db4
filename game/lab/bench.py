"""Measures every figure that has a target: medians after a warm-up, next to what the machine itself can do.

Each measure is a function that gives its value once; what needs a cold start runs in a process of its own (`game.cold`)."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np

from game.content.compile import load
from game.engine.rules import new_game, observe, resolve
from game.engine.rules.plan import BOTH, Answers, Plan
from game.engine.rules.record import Setup
from game.engine.rules.rules import Rules
from game.engine.world.month import step
from game.engine.world.state import start
from game.lab.simulate import simulate
from game.opponents import plan_for

TIMES = 5
LONG = "calibrated-control"
"""The campaign that the issue's figure names."""

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Measure:
    """One row: what is measured, its unit, and the most that it may be. Long ones run once, others warm up first."""

    id: str
    area: str
    unit: str
    target: float
    run: Callable[[Rules], float]
    times: int = TIMES


def bench(area: str, tell: Tell) -> dict[str, Any]:
    """All rows of an area, or of all areas when it is empty, and the machine that they were measured on."""
    rules = load().rules
    if rules is None:
        raise ValueError("the content is damaged")
    rows = []
    for measure in MEASURES:
        if area in ("", measure.area):
            tell(measure.id)
            rows.append(row_of(measure, rules))
    return {"rows": rows, "machine": machine()}


def row_of(measure: Measure, rules: Rules) -> dict[str, Any]:
    """A measure's row: the median of its values, and how far apart they were."""
    if measure.times > 1:
        measure.run(rules)
    values = [measure.run(rules) for _ in range(measure.times)]
    value = median(values)
    return {
        "id": measure.id,
        "area": measure.area,
        "value": round(value, 3),
        "target": measure.target,
        "unit": measure.unit,
        "pass": value <= measure.target,
        "spread": round(max(values) - min(values), 3),
        "times": len(values),
    }


def machine() -> dict[str, Any]:
    """The machine: processor count, versions, and NumPy's streaming rate as a roofline."""
    return {
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "numpy_add_gelements_s": round(streaming_rate(), 3),
    }


def streaming_rate() -> float:
    """Billions of float64 additions a second, in cache."""
    a, b = np.ones(16_384), np.ones(16_384)
    out = np.empty_like(a)
    rates = []
    for _ in range(TIMES):
        began = time.perf_counter()
        for _ in range(500):
            np.add(a, b, out=out)
        rates.append(500 * a.size / (time.perf_counter() - began) / 1e9)
    return median(rates)


def _clock(work: Callable[[], object], scale: float = 1000.0) -> float:
    began = time.perf_counter()
    work()
    return scale * (time.perf_counter() - began)


def _quarter_one_lane(rules: Rules) -> float:
    state = new_game(rules, Setup(LONG, 1))
    plans = {side: Plan(side) for side in BOTH}
    answers = {side: Answers(side) for side in BOTH}
    return _clock(lambda: resolve(rules, state, plans, answers))


def _world_lanes(rules: Rules) -> float:
    world = start(rules.world_of(LONG), 256)
    return _clock(lambda: step(world, 24, shocks=None, ledger=None))


def _plan(rules: Rules) -> float:
    state = new_game(rules, Setup(LONG, 1))
    seen = observe(rules, state, "washington")
    doctrine = rules.doctrines["calibrator"]
    return min(_clock(lambda: plan_for(rules, seen, doctrine)) for _ in range(20))


def _simulate(rules: Rules) -> float:
    report = simulate(rules, LONG, ("calibrator", "hawk"), 100, 1)
    return float(str(report["seconds"]))


def _load(rules: Rules) -> float:
    return _clock(load, 1.0)


def _cold(name: str) -> Callable[[Rules], float]:
    """A measure of `game.cold` in a fresh process."""

    def run(rules: Rules) -> float:
        known = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy", "BEGAN": repr(time.time())}
        done = subprocess.run([sys.executable, "-m", "game.cold", name], env=known, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.strip().splitlines()[-1] if done.stderr else f"{name} failed")
        return float(done.stdout.split()[-1])

    return run


MEASURES = (
    Measure("quarter_one_lane", "engine", "ms", 60.0, _quarter_one_lane),
    Measure("simulate_100_calibrated_control", "engine", "s", 60.0, _simulate, 1),
    Measure("world_256x24", "model", "ms", 80.0, _world_lanes),
    Measure("content_load", "content", "s", 0.5, _load),
    Measure("plan", "opponents", "ms", 2.0, _plan),
    Measure("title_frame", "desktop", "s", 0.4, _cold("title")),
    Measure("desk_frame", "desktop", "s", 1.2, _cold("desk")),
    Measure("desk_redraw_1080p", "desktop", "ms", 16.0, _cold("redraw")),
    Measure("idle_cpu", "desktop", "%", 4.0, _cold("idle"), 1),
    Measure("memory_play", "desktop", "MB", 200.0, _cold("memory"), 1),
)
