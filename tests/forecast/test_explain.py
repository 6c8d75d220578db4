"""The command `explain`: the causes of a quarter of a save, one sentence for wrong use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.cli import main
from game.engine.rules import Rules
from game.engine.rules.record import Setup
from game.forecast.causes import QUANTUM
from game.play import Campaign, Store


@pytest.fixture(scope="module")
def save(rules: Rules, tmp_path_factory: pytest.TempPathFactory) -> Path:
    campaign = Campaign.start(rules, Setup("spring-curbs", 3, "washington"), Store(tmp_path_factory.mktemp("saves")))
    for _ in range(3):
        campaign.commit()
    path = campaign.save("three quarters")
    assert path is not None
    return path


@pytest.mark.parametrize("figure", ["leverage", "reliability", "escalation"])
def test_the_amounts_add_up_to_the_change_in_the_log(save: Path, capsys: pytest.CaptureFixture[str], figure: str) -> None:
    assert main(["explain", str(save), "--quarter", "1", "--figure", figure, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert sum(c["amount"] for c in told["causes"]) == told["change"]
    assert {c["kind"] for c in told["causes"]} <= {"policy", "event", "decision", "chance"}
    lines = [json.loads(line) for line in save.read_text("utf-8").splitlines()]
    scale = 1.0 if figure == "leverage" else 100.0
    ends = [round(scale * line["statistics"]["washington"][figure] / QUANTUM) * QUANTUM for line in lines[1:3]]
    assert told["change"] == ends[1] - ends[0] and told["side"] == "washington"


def test_the_last_quarter_is_explained_when_none_is_named(save: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(save), "--figure", "leverage"]) == 0
    assert "quarter 2" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (["--quarter", "3", "--figure", "leverage"], "from 0 to 2"),
        (["--figure", "leverge"], "Did you mean"),
        (["--figure", "leverage", "--side", "rome"], "There is no side"),
    ],
)
def test_wrong_use_is_one_sentence(save: Path, capsys: pytest.CaptureFixture[str], wrong: list[str], words: str) -> None:
    assert main(["explain", str(save), *wrong]) == 2
    said = capsys.readouterr()
    assert said.out == "" and words in said.err and said.err.count("\n") == 1


def test_a_save_without_a_finished_quarter_has_nothing_to_explain(
    rules: Rules, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Campaign.start(rules, Setup("spring-curbs", 3, "beijing"), Store(tmp_path)).save("fresh")
    assert main(["explain", str(path), "--figure", "leverage"]) == 2
    assert "No quarter of it is finished" in capsys.readouterr().err
