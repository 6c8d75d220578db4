"""Measures every figure that has a target: medians after a warm-up, next to what the machine itself can do.

Each measure is a function that gives its value once; what needs a cold start runs in a process of its own (`game.desktop.cold`)."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from statistics import median
from typing import Any

import numpy as np

from game.content.loading.compile import load
from game.engine.rules import new_game, observe, resolve
from game.engine.rules.campaign.record import Setup
from game.engine.rules.fields.structs import Struct
from game.engine.rules.vocabulary.plan import BOTH, Answers, Draft, Plan, SetDial
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.measures.leverage import leverage
from game.engine.world.model.state import start
from game.engine.world.month.phases import step
from game.forecast.causes import MOST_SWITCHES, account, switches_of
from game.forecast.fan import FEW, LANES, QUARTERS, SOON, fan
from game.lab.simulation.simulate import simulate
from game.opponents import plan_for

TIMES = 5
LONG = "calibrated-control"
"""The campaign that the issue's figure names."""

Tell = Callable[[str], None]


class Measure(Struct):
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
    """A measure's row: the median of its values, how far apart they were, and what reads alike on any machine.

    `streaming` is NumPy's rate around the measure, in billions of additions a second, `additions` the millions of them that would
    have taken as long: what else the machine was doing slows both."""
    if measure.times > 1:
        measure.run(rules)
    before = streaming_rate()
    values = [measure.run(rules) for _ in range(measure.times)]
    rate = 0.5 * (before + streaming_rate())
    value = median(values)
    timed = {"ms": 1e-3, "s": 1.0}.get(measure.unit)
    return {
        "id": measure.id,
        "area": measure.area,
        "value": round(value, 3),
        "target": measure.target,
        "unit": measure.unit,
        "pass": value <= measure.target,
        "spread": round(max(values) - min(values), 3),
        "times": len(values),
        "streaming": round(rate, 2),
        "additions": round(value * timed * rate * 1e3, 1) if timed else None,
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
    """Billions of float64 additions a second, in cache: the rate that a processor's own arithmetic allows NumPy."""
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


def _world(lanes: int, months: int, single: bool = False) -> Callable[[Rules], float]:
    """So many lanes of the campaign's world for so many months at mean luck, in the numbers of play or in those of 32 bits."""

    def run(rules: Rules) -> float:
        world = start(rules.world_of(LONG), lanes)
        world = world.single() if single else world
        return _clock(lambda: step(world, months, shocks=None, ledger=None))

    return run


def _leverage(rules: Rules) -> float:
    """Both sides' leverage, today and lasting, of one lane."""
    world = start(rules.world_of(LONG))
    return _clock(lambda: leverage(world))


def _sweep(rules: Rules) -> float:
    """4,096 parameter sets for 96 months, 256 at a time."""
    spec = rules.world_of(LONG)
    spread = np.linspace(0.9, 1.1, 256)
    given = {name: getattr(spec.parameters, name) * spread for name in ("purchase_elasticity", "cover_fear", "designout_rate")}
    sets = replace(spec, parameters=replace(spec.parameters, **given))
    return _clock(lambda: [step(start(sets, 256), 96) for _ in range(16)], 1.0)


def _fan(lanes: int, quarters: int, sketch: bool = False) -> Callable[[Rules], float]:
    """A fan of so many lanes and quarters, under a plan with a draft, while the other side climbs."""

    def run(rules: Rules) -> float:
        seen = observe(rules, new_game(rules, Setup(LONG, 1)), "beijing")
        plan = Plan("beijing", (Draft(SetDial("licence-heavy-rival", 2)), SetDial("licence-light-rival", 1)))
        return _clock(lambda: fan(rules, seen, plan, "climbs", quarters=quarters, lanes=lanes, sketch=sketch))

    return run


def _shapley(rules: Rules) -> float:
    """The causes of a quarter with six decisions: all three figures of both sides."""
    state = new_game(rules, Setup(LONG, 3))
    lines = {
        "beijing": ("licence-heavy-rival", "directed-credit", "output-discipline"),
        "washington": ("grants-magnets", "recycling-programme", "permits"),
    }
    plans = {side: Plan(side, tuple(SetDial(d, 0 if state.record.dials[d] else 1) for d in lines[side])) for side in BOTH}
    if len(switches_of(rules, plans)) != MOST_SWITCHES:
        raise RuntimeError("the measure wants six decisions")
    after = resolve(rules, state, plans, {}, lenient=True).state.record
    return _clock(lambda: account(rules, state, plans, {}, after))


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
    """A measure of `game.desktop.cold` in a fresh process."""

    def run(rules: Rules) -> float:
        known = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy", "BEGAN": repr(time.time())}
        done = subprocess.run([sys.executable, "-m", "game.desktop.cold", name], env=known, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.strip().splitlines()[-1] if done.stderr else f"{name} failed")
        return float(done.stdout.split()[-1])

    return run


MEASURES = (
    Measure("quarter_one_lane", "engine", "ms", 60.0, _quarter_one_lane),
    Measure("simulate_100_calibrated_control", "engine", "s", 60.0, _simulate, 1),
    Measure("world_256x24", "model", "ms", 50.0, _world(256, 24), 2 * TIMES),
    Measure("world_256x24_float32", "model", "ms", 50.0, _world(256, 24, single=True), 2 * TIMES),
    Measure("world_1x3", "model", "ms", 3.0, _world(1, 3)),
    Measure("world_1024x24", "model", "ms", 180.0, _world(1024, 24)),
    Measure("world_1024x24_float32", "model", "ms", 180.0, _world(1024, 24, single=True)),
    Measure("leverage_one_lane", "model", "ms", 40.0, _leverage),
    Measure("sweep_4096x96", "model", "s", 6.0, _sweep, 1),
    Measure("fan_256x8", "model", "ms", 120.0, _fan(LANES, QUARTERS)),
    Measure("fan_first_picture", "model", "ms", 40.0, _fan(FEW, SOON, sketch=True)),
    Measure("shapley_six_switches", "model", "ms", 400.0, _shapley),
    Measure("content_load", "content", "s", 0.5, _load),
    Measure("plan", "opponents", "ms", 2.0, _plan),
    Measure("title_frame", "desktop", "s", 0.3, _cold("title")),
    Measure("desk_frame", "desktop", "s", 1.0, _cold("desk")),
    Measure("redraw_still_720p", "desktop", "ms", 3.0, _cold("redraw_small"), 3),
    Measure("redraw_still_1440p", "desktop", "ms", 8.0, _cold("redraw_large"), 3),
    Measure("tab_first_frame_1080p", "desktop", "ms", 16.0, _cold("tabs"), 3),
    Measure("animation_median_1080p", "desktop", "ms", 10.0, _cold("frame_median"), 3),
    Measure("animation_99_1080p", "desktop", "ms", 16.0, _cold("frame_99"), 3),
    Measure("frame_while_forecasting_1080p", "desktop", "ms", 50.0, _cold("forecasting"), 3),
    Measure("idle_cpu", "desktop", "%", 3.0, _cold("idle"), 1),
    Measure("memory_720p", "desktop", "MiB", 130.0, _cold("memory_small"), 1),
    Measure("memory_1080p", "desktop", "MiB", 200.0, _cold("memory_hd"), 1),
)
