"""Standard streams that are closed, full or read by nobody; text that is no UTF-8; processes whose parent is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_cli import ROOT
from tests.waiting import until

COMMANDS = {"inventory": "inventory --json", "text": "play --text --scenario spring-curbs", "wrong": "frobnicate"}


LAUNCHER = """
from pathlib import Path
from game.play import save_folder
save_folder.default_folder = lambda: Path(__file__).parent / "saves"
from game.cli import entry
entry()
"""  # the game of this checkout would keep its saves in it


def shell(line: str, home: Path, typed: bytes = b"1\n", **env: str) -> subprocess.CompletedProcess[bytes]:
    """A line for the shell, with a home of its own; what is read of content is in store for all homes of these tests."""
    launcher = home / "launcher.py"
    launcher.write_text(LAUNCHER)
    known = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home.parent / "cache"),
        "PYTHONPATH": str(ROOT),
        "PYTHON": sys.executable,
        "GAME": str(launcher),
    }
    return subprocess.run(["sh", "-c", line], cwd=ROOT, env={**known, **env}, input=typed, capture_output=True)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no full device")
@pytest.mark.parametrize("unbuffered", ["", pytest.param("1", marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", [pytest.param("inventory", marks=pytest.mark.slow), "text", "wrong"])
def test_a_full_output_is_one_sentence(name: str, unbuffered: str, tmp_path: Path) -> None:
    done = shell(f'"$PYTHON" "$GAME" {COMMANDS[name]} > /dev/full', tmp_path, PYTHONUNBUFFERED=unbuffered)
    assert done.returncode == 2 and done.stderr.count(b"\n") == 1 and b"Traceback" not in done.stderr
    assert not (tmp_path / ".local/share/indispensable/crashes").exists()
    assert shell(f'"$PYTHON" "$GAME" {COMMANDS[name]} 2> /dev/full', tmp_path, PYTHONUNBUFFERED=unbuffered).returncode in (0, 2)


@pytest.mark.parametrize("name", COMMANDS)
def test_closed_streams_stop_nothing(name: str, tmp_path: Path) -> None:
    for closed in (">&-", "2>&-", "<&-", "<&- >&- 2>&-"):
        done = shell(f'"$PYTHON" "$GAME" {COMMANDS[name]} {closed}', tmp_path)
        assert done.returncode == (2 if name == "wrong" else 0) and b"Traceback" not in done.stderr, (closed, done.stderr)
    assert not (tmp_path / ".local/share/indispensable/crashes").exists()


def test_a_reader_that_has_read_enough_stops_nothing(tmp_path: Path) -> None:
    for name, command in COMMANDS.items():
        done = shell(f'"$PYTHON" "$GAME" {command} | head -c 1', tmp_path)
        assert done.returncode == 0 and done.stderr.count(b"\n") == (name == "wrong"), done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_undecodable_bytes_and_other_scripts_are_typed_under_any_locale(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "saves").mkdir()
    typed = b"\n".join(
        [b"2", b"save-as \xff\xfe", "save-as 春季 Übung".encode(), b"\x1b[31m \xed\xa0\x80", "²".encode(), b"saves", b""]
    )
    ascii_only = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"} if encoding == "ascii" else {"LC_ALL": "C.UTF-8"}
    done = shell('"$PYTHON" "$GAME" play --text --scenario spring-curbs', tmp_path, typed, **ascii_only)
    assert done.returncode == 0 and b"went wrong" not in done.stderr, done.stderr
    assert b"\x1b" not in done.stdout and not (tmp_path / ".local/share/indispensable/crashes").exists()


def test_a_line_without_an_end_ends_the_game(tmp_path: Path) -> None:
    done = shell('"$PYTHON" "$GAME" play --text --scenario spring-curbs < /dev/zero', tmp_path)
    assert done.returncode == 0 and b"letters" in done.stdout


WORKERS = """
import sys
from game.content.loading.compile import load
from game.lab.simulation.pool import each
from tests.test_streams import sleeping
if __name__ == "__main__":
    each(load().rules, sleeping, [sys.argv[1] + "/one", sys.argv[1] + "/two"], 2)
"""


def sleeping(rules: object, file: str) -> None:
    """Work without an end: says which process does it, and sleeps."""
    Path(file).write_text(str(os.getpid()))
    signal.pause()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(WORKERS)
    parent = subprocess.Popen([sys.executable, str(script), str(tmp_path)], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    files = [tmp_path / "one", tmp_path / "two"]
    assert until(lambda: all(f.is_file() and f.read_text() for f in files), 120)
    workers = [int(f.read_text()) for f in files]
    parent.kill()
    parent.wait()
    assert until(lambda: not any(alive(pid) for pid in workers), 30), "workers outlive their parent"


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
