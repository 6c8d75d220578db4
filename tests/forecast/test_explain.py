"""The command `explain`: the causes of a quarter of a save, one sentence for wrong use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.cli import main
from game.engine.rules import Rules
from game.engine.rules.campaign.record import Setup
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


@pytest.mark.parametrize("figure", ["leverage", "reliability", "crisis"])
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
    last = capsys.readouterr().out
    assert main(["explain", str(save), "--figure", "leverage", "--quarter", "2"]) == 0
    assert last == capsys.readouterr().out


def test_one_sentence_names_the_largest_cause_and_what_would_have_been(save: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(save), "--quarter", "2", "--figure", "leverage", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    most = max(told["causes"], key=lambda c: abs(c["amount"]))
    assert told["largest"] == most["what"] and most["told"] in told["sentence"]
    assert all(c["told"] and ":" not in c["told"].split(" ")[0] for c in told["causes"]), "words, not keys"
    assert main(["explain", str(save), "--quarter", "2", "--figure", "leverage"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == told["sentence"] and len(lines) == 3 + len(told["causes"])


def test_what_the_other_capital_kept_to_itself_is_named_only_when_asked(save: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def causes(*more: str) -> list[dict]:
        assert main(["explain", str(save), "--quarter", "1", "--figure", "leverage", "--json", *more]) == 0
        return json.loads(capsys.readouterr().out)["causes"]

    closed, opened = causes(), causes("--open")
    assert sum(c["amount"] for c in closed) == sum(c["amount"] for c in opened)
    assert not any(c["what"].startswith("unseen") for c in opened)
    assert {c["what"] for c in closed} - {c["what"] for c in opened} <= {"unseen:beijing"}


@pytest.mark.slow
def test_causes_and_replays_are_told_in_both_languages(save: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["explain", str(save), "--figure", "leverage"], ["replay", str(save), "--verify"]):
        told = []
        for language in ("en", "zh-Hans"):
            assert main([*arguments, "--lang", language]) == 0
            told.append(capsys.readouterr().out)
        han = [line for line in told[1].splitlines() if any("\u4e00" <= c <= "\u9fff" for c in line)]
        assert len(han) == len(told[1].splitlines()) == len(told[0].splitlines())
        assert not any("\u4e00" <= c <= "\u9fff" for c in told[0])


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
