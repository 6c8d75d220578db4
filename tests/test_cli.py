"""The commands from outside: outputs with their JSON keys, exit codes, and one sentence for bad input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def game(home: Path, *arguments: str, typed: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command with a home folder of its own and no display."""
    known = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")}
    folders = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home / "config")}
    return subprocess.run(
        [sys.executable, "-m", "game", *arguments],
        cwd=ROOT,
        env={**known, **folders, "PYTHONPATH": str(ROOT), **env},
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def report(home: Path, *arguments: str, code: int = 0) -> dict[str, Any]:
    done = game(home, *arguments, "--json")
    assert done.returncode == code, done.stderr
    assert done.stdout.count("\n") == 1, "one JSON object and nothing else on standard output"
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def run(home: Path) -> tuple[dict[str, Any], Path]:
    folder = home / "runs"
    pair = ("--beijing", "hawk", "--washington", "calibrator")
    found = report(
        home,
        "simulate",
        "--scenario",
        "spring-curbs",
        *pair,
        "--campaigns",
        "2",
        "--seed",
        "5",
        "--save-dir",
        str(folder),
    )
    return found, folder


def test_simulate_reports_its_keys_and_writes_saves(run: tuple[dict[str, Any], Path]) -> None:
    found, folder = run
    assert {"campaigns", "finished", "endings", "winners", "quarters", "digests", "seconds"} <= set(found)
    assert found["campaigns"] == found["finished"] == len(found["digests"]) == sum(found["winners"].values()) == 2
    assert set(found["winners"]) == {"beijing", "washington", "draw", "neither"}
    assert set(found["quarters"]) == {"min", "median", "max"} and sum(found["endings"].values()) == 2
    assert len(list(folder.glob("*.save"))) == 2


def test_jobs_and_hash_seeds_change_nothing(home: Path, run: tuple[dict[str, Any], Path]) -> None:
    arguments = ("simulate", "--scenario", "spring-curbs", "--beijing", "hawk", "--washington", "calibrator")
    done = game(home, *arguments, "--campaigns", "2", "--seed", "5", "--jobs", "2", "--json", PYTHONHASHSEED="7")
    assert json.loads(done.stdout)["digests"] == run[0]["digests"]


def test_replay_verifies_a_save_and_finds_a_forged_one(home: Path, run: tuple[dict[str, Any], Path]) -> None:
    found, folder = run
    first = sorted(folder.glob("*.save"))[0]
    told = report(home, "replay", str(first), "--verify")
    assert told["verified"] is True and told["first_difference"] is None and told["digest"] in found["digests"]
    forged = home / "forged.save"
    lines = first.read_text("utf-8").splitlines()
    line = json.loads(lines[2])
    line["digest"] = "0" * 32
    forged.write_text("\n".join([*lines[:2], json.dumps(line), *lines[3:]]) + "\n", "utf-8")
    told = report(home, "replay", str(forged), "--verify", code=1)
    assert told["verified"] is False and told["first_difference"] == 1


def test_state_gives_figures_prices_and_digest(home: Path) -> None:
    found = report(home, "state", "--scenario", "spring-curbs", "--quarter", "1")
    keys = {"leverage", "leverage_today", "leverage_lasting", "leverage_usd_bn", "reliability", "crisis", "escalation"}
    assert keys <= set(found["figures"]["beijing"]) and keys <= set(found["figures"]["washington"])
    assert found["prices"]["heavy.oxide"]["outside"] > 0 and found["quarter"] == 1 and len(found["digest"]) == 32
    one = report(home, "state", "--scenario", "spring-curbs", "--side", "beijing")
    assert set(one["figures"]) == {"beijing"}


def test_state_of_a_save(home: Path, run: tuple[dict[str, Any], Path]) -> None:
    first = sorted(run[1].glob("*.save"))[0]
    found = report(home, "state", "--load", str(first))
    assert found["over"] and found["digest"] in run[0]["digests"]


def test_inventory_and_coverage(home: Path) -> None:
    found = report(home, "inventory")
    kinds = {"cards", "actions", "dials", "scenarios", "mandates", "endings", "doctrines", "terms", "languages"}
    assert kinds <= set(found) and found["scenarios"][0] == "spring-curbs"
    assert {"claims", "carried", "uncarried", "by_document"} <= set(report(home, "coverage"))


def test_inventory_tells_how_every_card_reads(home: Path) -> None:
    cards = report(home, "inventory", "--cards")["cards"]
    assert len(cards) >= 100
    assert all({"words", "shown", "grade", "signs", "longest"} <= set(row) and row["grade"] <= 9 for row in cards.values())


@pytest.mark.slow
def test_check_as_text_and_json(home: Path) -> None:
    done = game(home, "check", "--format", "json")
    findings = json.loads(done.stdout)["findings"]
    assert done.returncode == (1 if any(f["severity"] != "note" for f in findings) else 0)
    assert game(home, "check").returncode == done.returncode


def test_bench_gives_rows_and_the_machine(home: Path) -> None:
    done = game(home, "bench", "opponents", "--json")
    found = json.loads(done.stdout)
    assert {"id", "value", "unit", "ratio", "low", "high", "quiet", "wanted", "yardstick", "pass", "sure"} <= set(found["rows"][0])
    assert found["machine"]["additions_ms"] > 0 and found["machine"]["loop_ms"] > 0
    assert done.returncode == (0 if all(row["pass"] for row in found["rows"]) else 1)


def test_screenshot_lists_and_draws(home: Path) -> None:
    names = game(home, "screenshot", "--list").stdout.split()
    assert {"title", "desk", "saves", "settings"} <= set(names)
    out = home / "title.png"
    done = game(home, "screenshot", "title", "--size", "1280x720", str(out))
    assert done.returncode == 0, done.stderr
    assert out.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


BAD = (
    (["frobnicate"], "frobnicate"),
    (["simulate", "--scenario", "spring-curb", "--beijing", "hawk", "--washington", "hawk"], '"spring-curbs"?'),
    (["simulate", "--scenario", "spring-curbs", "--beijing", "hwak", "--washington", "hawk"], '"hawk"?'),
    (["simulate", "--scenario", "spring-curbs", "--beijing", "hawk"], "--washington"),
    (["simulate", "--scenario", "spring-curbs", "--beijing", "hawk", "--washington", "hawk", "--seed", "x"], '"x"'),
    (["simulate", "--scenario", "spring-curbs", "--beijing", "hawk", "--washington", "hawk", "--campaigns", "0"], '"0"'),
    (["play", "--text", "--scenario", "spring-curbs", "--side", "bejing"], '"beijing"?'),
    (["play", "--text", "--scenario", "spring-curbs", "--level", "hard"], "gentle"),
    (["play", "--text", "--scenario", "spring-curbs", "--seed", "-1"], '"-1"'),
    (["play", "--text", "--load", "no-such-save"], "no-such-save"),
    (["play", "--text", "--load", "x", "--seed", "1"], "--load"),
    (["replay", "no-such-file.save"], "no-such-file.save"),
    (["replay", "README.md"], "README.md"),
    (["state"], "--scenario"),
    (["state", "--scenario", "spring-curbs", "--quarter", "99"], '"99"'),
    (["screenshot"], "--list"),
    (["screenshot", "dsk", "x.png"], '"desk"?'),
    (["screenshot", "title", "--size", "big", "x.png"], '"big"'),
    (["screenshot", "title", "--theme", "drak", "x.png"], '"dark"?'),
    (["screenshot", "title", "--scale", "nine", "x.png"], '"nine"'),
    (["check", "no/such/pack"], "no/such/pack"),
    (["bench", "engin"], '"engine"?'),
    (["lab"], "WHAT"),
    (["lab", "time", "--scenario", "spring-curb"], '"spring-curbs"?'),
    (["lab", "time", "--campaigns", "none"], '"none"'),
)


@pytest.mark.parametrize(("arguments", "word"), BAD, ids=lambda x: " ".join(x) if isinstance(x, list) else x)
def test_wrong_use_gets_one_sentence(home: Path, arguments: list[str], word: str) -> None:
    done = game(home, *arguments)
    assert done.returncode == 2 and done.stdout == ""
    assert word in done.stderr and done.stderr.strip().count("\n") == 0 and "Traceback" not in done.stderr


def test_no_display_says_how_to_play_in_the_terminal(home: Path) -> None:
    done = game(home, SDL_VIDEODRIVER="no-such-driver")
    assert done.returncode == 2 and "--text" in done.stderr
    assert done.stderr.strip().count("\n") == 0


def test_an_unexpected_error_leaves_one_file_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from game import cli
    from game.commands import packs

    monkeypatch.setattr("game.play.crash_report.user_folder", lambda: tmp_path)

    def broken() -> None:
        raise RuntimeError("the roof fell in")

    monkeypatch.setattr(packs, "load_rules", broken)
    assert cli.main(["inventory"]) == 2
    told = capsys.readouterr().err
    (left,) = (tmp_path / "crashes").iterdir()
    assert str(left) in told and "Traceback" not in told
    assert "the roof fell in" in left.read_text("utf-8") and "inventory" in left.read_text("utf-8")


def test_the_crash_file_holds_the_save_and_the_seed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rules: Any) -> None:
    from game.engine.rules.campaign.record import Setup
    from game.play import Campaign
    from game.play.crash_report import crash_file

    monkeypatch.setattr("game.play.crash_report.user_folder", lambda: tmp_path)
    campaign = Campaign.start(rules, Setup("spring-curbs", 77, "beijing"))
    text = Path(crash_file(RuntimeError("x"), ["play"], campaign)).read_text("utf-8")
    assert "seed 77" in text and '"kind":"header"' in text


def test_ctrl_c_is_a_good_end(monkeypatch: pytest.MonkeyPatch) -> None:
    from game import cli
    from game.commands import packs

    def pressed() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(packs, "load_rules", pressed)
    assert cli.main(["inventory"]) == 0
