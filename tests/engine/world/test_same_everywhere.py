"""Digests are equal in fresh processes with processor features switched off and other hash seeds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

SCRIPT = """
from hashlib import blake2b
from game.engine.world.measures.figures import figures
from game.engine.world.arithmetic.luck import Luck, lane_seeds
from game.engine.world.month.phases import step
from game.engine.world.model.state import start
from tests.engine.world.economies import thirteen
world = start(thirteen(), 3)
world.licence[:, :8, 1] = 0.3
world.licence[1, 8:, 2] = 0.0
world.floor[1:, :, 2] = 1.25
world.hoard[:, :, 1] = 1.0
luck = Luck(lane_seeds(4, "digest", 3))
step(world, 15, shocks=luck)
got = figures(world, lanes=32)
text = world.digest_bytes() + got.leverage.index.tobytes() + got.trust.score.tobytes()
text += got.risk.crisis.tobytes() + got.risk.rupture.tobytes()
print(blake2b(text, digest_size=16).hexdigest())
"""


def digest(**environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SCRIPT],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def dispatchable() -> list[str]:
    """The processor features that NumPy could use here beyond its baseline."""
    script = "import numpy as np; print(*np._core._multiarray_umath.__cpu_dispatch__)"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    return [f for f in found if f]


@pytest.fixture(scope="module")
def here() -> str:
    return digest(PYTHONHASHSEED="1")


def test_another_hash_seed(here: str) -> None:
    assert digest(PYTHONHASHSEED="77") == here


def test_processor_features_switched_off_one_level_after_another(here: str) -> None:
    features = dispatchable()
    wide = [f for f in features if "512" in f or f == "X86_V4"]
    assert digest(NPY_DISABLE_CPU_FEATURES=" ".join(wide)) == here
    assert digest(NPY_DISABLE_CPU_FEATURES=" ".join(features)) == here
