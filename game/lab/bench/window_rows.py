"""Rows of the window, each measured in processes of its own (`game.devtools.startup_bench`), since a start is cold only once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator

from game.engine.rules.vocabulary.rules import Rules
from game.lab.bench.row import Row, Sample, Samples, beside
from game.lab.bench.yardsticks import loop

CHILD = "game.devtools.startup_bench"


def child(name: str, times: int = 1) -> list[tuple[float, ...]]:
    """What a fresh process measures, so many samples. Raises RuntimeError with its last words when it fails."""
    known = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy", "BEGAN": repr(time.time())}
    done = subprocess.run([sys.executable, "-m", CHILD, name, str(times)], env=known, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip().splitlines()[-1] if done.stderr else f"{name} failed")
    return [tuple(sample) for sample in json.loads(done.stdout.splitlines()[-1])]


def cold(name: str) -> Samples:
    """A process a sample, from the moment it is asked for; this process's loop is the yardstick."""

    def samples(rules: Rules, times: int) -> Iterator[Sample]:
        return beside(loop, (child(name)[0][0] for _ in range(times)))

    return samples


def fresh(name: str) -> Samples:
    """A process a sample, which measures the yardstick too: what it shows for the first time it shows once."""

    def samples(rules: Rules, times: int) -> Iterator[Sample]:
        return (_pair(child(name)[0]) for _ in range(times))

    return samples


def warm(name: str) -> Samples:
    """All samples in one process, which measures the yardstick between them."""

    def samples(rules: Rules, times: int) -> Iterator[Sample]:
        return (_pair(sample) for sample in child(name, times))

    return samples


def _pair(sample: tuple[float, ...]) -> Sample:
    value, yardstick = sample
    return value, yardstick


ROWS = (
    Row("title_frame", "s", "loop", 0.24, 0.3, cold("title")),
    Row("desk_frame", "s", "loop", 0.79, 1.0, cold("desk")),
    Row("redraw_still_720p", "ms", "blit", 0.21, 3.0, warm("redraw_small")),
    Row("redraw_still_1440p", "ms", "blit", 0.68, 8.0, warm("redraw_large")),
    Row("tab_first_frame_1080p", "ms", "blit", 12.3, 16.0, fresh("tabs")),
    Row("animation_median_1080p", "ms", "blit", 2.2, 10.0, warm("frame_median")),
    Row("animation_99_1080p", "ms", "blit", 12.8, 16.0, warm("frame_99")),
    Row("frame_while_forecasting_1080p", "ms", "blit", 29.8, 50.0, fresh("forecasting")),
    Row("idle_cpu", "%", "loop", 1.0, 3.0, warm("idle")),
    Row("memory_720p", "MiB", "window_720p", 113.0, 130.0, fresh("memory_small")),
    Row("memory_1080p", "MiB", "window_1080p", 137.0, 200.0, fresh("memory_hd")),
)
