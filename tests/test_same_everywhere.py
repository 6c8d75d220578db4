"""The promise to classes: the same set-up and plans give the same campaign and verdict on any processor and under any hash seed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CAMPAIGN = ("simulate", "--scenario", "spring-curbs", "--beijing", "hawk", "--washington", "tit-for-tat",
            "--campaigns", "3", "--seed", "7", "--json")  # fmt: skip


def campaign(**environment: str) -> tuple[list[str], dict[str, float], dict[str, int]]:
    """Last digests, mean verdicts and endings of three whole campaigns played in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "game", *CAMPAIGN],
        cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    return told["digests"], told["verdict"], told["endings"]


def features() -> list[str]:
    """The processor features that NumPy can use beyond its baseline, the newest last."""
    script = "import numpy as np; print(*np._core._multiarray_umath.__cpu_dispatch__)"
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()


@pytest.fixture(scope="module")
def here():
    return campaign(PYTHONHASHSEED="1")


@pytest.mark.parametrize("kept", [0, 1])
def test_campaigns_are_equal_with_processor_features_switched_off(here, kept):
    off = features()[kept:]
    if not off:
        pytest.skip("this NumPy dispatches on no further processor features")
    assert campaign(NPY_DISABLE_CPU_FEATURES=" ".join(off), PYTHONHASHSEED="77") == here
