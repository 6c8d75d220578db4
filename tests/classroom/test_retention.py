"""What a class leaves behind: kept until it is deleted, and deleted after thirty days at the latest."""

from __future__ import annotations

import os
import time
from pathlib import Path

from game.classroom.server.entry import KEPT_DAYS, SUFFIX, Entry
from tests.classroom.served import Pupil, serve

DAY = 86_400


def entry() -> Entry:
    async def listen(address: str) -> None:
        raise AssertionError("nothing is opened here")

    return Entry(0, set(), listen, lambda address: None)


def laid(folder: Path, name: str, days: float) -> Path:
    """A file last written so many days ago."""
    path = folder / name
    path.write_bytes(b"kept")
    then = time.time() - days * DAY
    os.utime(path, (then, then))
    return path


def test_every_old_session_goes_however_many_are_kept(tmp_path: Path) -> None:
    """The list shows the newest twenty; what is too old to be kept stands after them."""
    young = [laid(tmp_path, f"2026-12-{n + 1:02} 08.00 council{SUFFIX}", 1) for n in range(25)]
    old = [laid(tmp_path, f"2026-10-{n + 1:02} 08.00 council{SUFFIX}", KEPT_DAYS + 1) for n in range(25)]
    entry().forget_old(tmp_path)
    assert all(path.exists() for path in young) and not any(path.exists() for path in old)


def test_a_session_is_as_young_as_the_newest_of_its_files(tmp_path: Path) -> None:
    crashed = laid(tmp_path, f"2026-10-01 08.00 council{SUFFIX}", KEPT_DAYS + 2)
    newest = laid(tmp_path, crashed.name + "-wal", 1)  # answers that a kill left beside the log
    left = laid(tmp_path, f"2026-09-01 08.00 council{SUFFIX}-wal", KEPT_DAYS + 60)  # its log is gone already
    other = laid(tmp_path, "notes.txt", 400)
    entry().forget_old(tmp_path)
    assert crashed.exists() and newest.exists() and other.exists() and not left.exists()


def test_a_class_is_kept_until_the_teacher_deletes_it(tmp_path: Path) -> None:
    served = serve(tmp_path)
    try:
        teacher = served.teacher()
        pin = teacher.begin()
        pupil = Pupil(served, pin)
        teacher.to("debrief")
        assert teacher.do("next").status_code == 200 and teacher.where.endswith("ended")
        assert [path.suffix for path in tmp_path.glob("*") if path.name.endswith(SUFFIX)] == [SUFFIX]
        assert "gone for good" in teacher.page, "what deleting means is said before it is done"
        assert "A class period" in teacher.web.post("/teacher/delete").text
        assert not list(tmp_path.glob(f"*{SUFFIX}*")), "nothing of the class is left in the folder"
        assert teacher.web.get("/teacher/export").status_code != 200
        assert pupil.web.get("/play").status_code < 500, "the phone is told in words that nothing is going on"
    finally:
        served.stop()
