"""The memory of a window that is kept busy does not grow."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EVENTS, EVERY = 3_000, 250
FULL = 750  # events after which what is remembered of pictures and texts has taken its room
MORE = 20.0  # MiB between any two moments later on: forecasts that are under way take and leave as much


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the memory of a process is read as Linux tells it")
def test_a_busy_window_takes_no_more_and_more_memory() -> None:
    command = (sys.executable, "-m", "tests.desktop.busy_window", str(EVENTS), "1", str(EVERY))
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900)
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert done.returncode == 0 and told[-1]["event"] == EVENTS, done.stderr[-2_000:]
    early = [row["mib"] for row in told if row["event"] <= FULL]
    late = [row["mib"] for row in told if row["event"] > EVENTS - FULL]
    assert min(late) < max(early) + MORE, told
