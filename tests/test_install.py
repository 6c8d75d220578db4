"""The installed game: a wheel brings assets and content along and plays from another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder with the built wheel unpacked into it."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, text=True)
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(target), str(wheel)]
    subprocess.run(install, check=True, capture_output=True, text=True)
    return target


def run(installed, folder, *arguments):
    """A command of the installed game, run from `folder`."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(installed), "HOME": str(home), "SDL_VIDEODRIVER": "dummy"}
    return subprocess.run(
        [sys.executable, "-m", "game", *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=120
    )


def test_the_wheel_brings_content_along(installed, tmp_path):
    done = run(installed, tmp_path, "inventory", "--json")
    assert done.returncode == 0, done.stderr
    here = json.loads(done.stdout)
    assert here["cards"]["total"] >= 30 and here["scenarios"][:1] == ["spring-curbs"]


def test_the_wheel_brings_assets_along_and_draws_a_screen(installed, tmp_path):
    done = run(installed, tmp_path, "screenshot", "title", "--size", "640x360", "out.png")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out.png").stat().st_size > 5_000


def test_the_installed_game_plays(installed, tmp_path):
    done = run(installed, tmp_path, "simulate", "--scenario", "spring-curbs", "--beijing", "calibrator", "--washington",
               "hawk", "--campaigns", "1", "--seed", "3", "--json")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["finished"] == 1
    assert str(ROOT) not in done.stderr
