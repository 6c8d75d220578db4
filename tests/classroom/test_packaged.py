"""The folder that runs without Python: made, started, and a class taught from it."""

from __future__ import annotations

import importlib.util
import subprocess
from pathlib import Path

import pytest

from tests.classroom.served import Pupil, serve

BUILD = Path(__file__).parents[2] / "packaging" / "build.py"


@pytest.mark.slow
def test_a_class_is_taught_from_the_folder(tmp_path: Path) -> None:
    assert importlib.util.find_spec("PyInstaller"), "install the extra packaging"
    spec = importlib.util.spec_from_file_location("build", BUILD)
    assert spec and spec.loader
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    program = build.build(tmp_path / "made")
    assert build.starts(program)
    handouts = subprocess.run([program, "handouts", "council", "-o", tmp_path / "print"], cwd=tmp_path, timeout=120, check=False)
    assert handouts.returncode == 0 and (tmp_path / "print" / "council.html").is_file()
    served = serve(tmp_path / "sessions", program=[str(program)])
    teacher = served.teacher()
    pin = teacher.begin("council")
    pupils = [Pupil(served, pin) for _ in range(3)]
    teacher.to("second vote")
    for i, pupil in enumerate(pupils):
        assert pupil.can_vote() and pupil.vote(i).status_code == 200
    teacher.to("reveal")
    assert teacher.do("end").status_code == 200
    teacher.to("debrief")
    assert "<svg" in teacher.web.get("/teacher/debrief").text
    teacher.to("ended")
    assert served.stop() == 0
