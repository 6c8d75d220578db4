"""Retuning: parts in their order on a copy of the files, numbers renewed in place, wrong use in one sentence."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from game.cli import main
from game.content.format.yaml_numbers import renumbered
from game.forecast.quick_form import PAIRS, TABLE, world_key
from game.lab.balance import pars
from game.lab.balance.lesson_trials import Trial, loses
from game.lab.retuning.retune import PARTS, Part, Work, pars_and_rates, retune
from game.structs import replace

ROOT = Path(__file__).parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the files that retuning writes."""
    for part in ("content/base/scenarios", "content/base/mandates", "content/lab", "docs/laboratory"):
        shutil.copytree(ROOT / part, tmp_path / part)
    for page in ("model", "deck"):
        shutil.copy(ROOT / "docs" / f"{page}.md", tmp_path / "docs")
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_numbers_are_renewed_in_place_and_nothing_else_moves() -> None:
    text = "# by hand\na: {x: 75.25, y: -5}  # kept\nb:\n  - id: one\n    rate: 0.4 # also 0.4\n  - rate: 1e-3\n"
    made = renumbered(text, "file", lambda data: {("a", "x"): 7, ("a", "y"): 12.5, ("b", 1, "rate"): data["b"][0]["rate"] + 0.1})
    assert made == text.replace("75.25", "7").replace("-5", "12.5").replace("1e-3", "0.5")


NONE = "no number at a"


@pytest.mark.parametrize(("text", "words"), [("a: two", NONE), ("a: true", NONE), ("b: 2", NONE), ("a: [", "cannot be read")])
def test_where_no_number_stands_one_sentence_says_so(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        renumbered(text, "file.yaml", lambda _: {("a",): 1.0})


def test_one_part_is_made_and_only_its_file_changes(
    rules: Any, checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A world that the table does not know is measured, one that is no more goes, and what was played is said."""
    shortest = min(rules.scenarios, key=lambda s: rules.scenarios[s].quarters)
    few = replace(rules, scenarios={shortest: rules.scenarios[shortest]})
    monkeypatch.setattr("game.lab.retuning.retune._rules", lambda: few)
    before = files(checkout)
    asked = ["lab", "retune", "--only", "quick-forms", "--games", "1", "--jobs", "1", "--folder", str(checkout), "--json"]
    assert main(asked) == 0
    said = capsys.readouterr()
    (row,) = json.loads(said.out)["parts"]
    assert row["part"] == "quick-forms" and row["seconds"] > 0 and f"{len(PAIRS)} campaigns" in row["result"]
    assert "quick-forms: 1 rounds" in said.err and f"1 of 1: {shortest}" in said.err
    after = files(checkout)
    assert {name for name in after if after[name] != before.get(name)} == {f"content/{TABLE}"}
    table = json.loads(after[f"content/{TABLE}"])
    assert set(table) == {world_key(rules.world_of(shortest))}
    assert next(iter(table.values()))["campaigns"] == len(PAIRS)


def test_pars_and_rates_stand_in_content_as_they_were_measured(rules: Any, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"median": 12.3, "games": 4, "path": [1.5, 2.5]}
    measured = {
        "pars": {s: {"beijing": row, "washington": {**row, "median": 45.6}} for s in rules.scenarios},
        "mandates": {m: {"rate": 0.37, "inside": m != "never-short"} for m in list(rules.mandates)[1:]},
    }
    monkeypatch.setattr(pars, "pars", lambda *_: measured)
    before = files(checkout)
    measured["mandates"]["never-short"]["rate"] = 1.0
    told = pars_and_rates(Work(checkout, 4, 1, print), 4)
    assert "4 games a scenario" in told and "never-short 1" in told
    after = files(checkout)
    for scenario in rules.scenarios:
        name = f"content/base/scenarios/{scenario}.yaml"
        assert b"{median: 45.6, spread: 5, loss_reference: 8, games: 4,\n    path: [1.5, 2.5, " in after[name]
        assert len(after[name].splitlines()) == len(before[name].splitlines())
    first, *others = rules.mandates.values()
    for side in ("beijing", "washington"):
        name = f"content/base/mandates/{side}.yaml"
        assert after[name].count(b"rate: 0.37\n") == len([m for m in others if m.side == side and m.id != "never-short"])
    assert b"rate: 0.95\n" in after["content/base/mandates/washington.yaml"], "content takes no rate beyond it"
    assert f"rate: {first.rate:g}\n".encode() in after[f"content/base/mandates/{first.side}.yaml"], "what was not dealt stays"


def test_parts_come_in_their_order_and_each_says_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[tuple[str, int]] = []

    def part(id: str, games: int, least: int) -> Part:
        return Part(id, "games", games, least, lambda _, count: done.append((id, count)) or "made")  # type: ignore[func-returns-value]

    monkeypatch.setattr("game.lab.retuning.retune.PARTS", (part("a", 9, 1), part("b", 9, 1), part("c", 9, 5)))
    rows = list(retune(Work(tmp_path, 2, 1, lambda _: None), ("c", "a")))
    assert done == [("a", 2), ("c", 5)] and [(r["part"], r["games"]) for r in rows] == done
    assert all(r["seconds"] >= 0 and r["result"] == "made" for r in rows)
    assert [r["games"] for r in retune(Work(tmp_path, 0, 1, lambda _: None))] == [9, 9, 9]


def test_what_stands_on_another_part_comes_after_it() -> None:
    order = [part.id for part in PARTS]
    for below, above in (("pars", "goldens"), ("calibration", "model-page"), ("sensitivity", "model-page"), ("pars", "deck")):
        assert order.index(below) < order.index(above)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--only", "par"], 'Did you mean "pars"?'),
        (["--games", "0"], "from 1"),
        (["--jobs", "many"], "whole number"),
        (["--folder", "no/such"], "give the folder of a checkout"),
    ],
)
def test_wrong_use_is_one_sentence(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lab", "retune", *arguments]) == 2
    said = capsys.readouterr()
    assert words in said.err and said.err.count("\n") == 1 and said.out == ""


def test_a_file_that_was_damaged_stops_its_part_with_one_sentence(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    row = {"median": 1.0, "games": 4, "path": [1.0]}
    measured = {"pars": {"spring-curbs": {"beijing": row, "washington": row}}, "mandates": {}}
    monkeypatch.setattr(pars, "pars", lambda *_: measured)
    file = checkout / "content/base/scenarios/spring-curbs.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("median:", "middle:"), encoding="utf-8")
    kept = file.read_bytes()
    assert main(["lab", "retune", "--only", "pars", "--folder", str(checkout)]) == 2
    said = capsys.readouterr()
    assert "spring-curbs.yaml has no number at par.beijing.median" in said.err and "Traceback" not in said.err
    assert file.read_bytes() == kept


def test_advice_loses_by_its_verdict_or_by_its_wins() -> None:
    def trial(verdict: float, wins: float) -> Trial:
        return Trial("x", "beijing", "hawk", verdict, 10.0, wins, 0.5, 3)

    for verdict, wins, losing in ((7.5, 0.5, False), (6.5, 0.5, True), (6.5, 0.6, False), (10.0, 0.2, True), (10.0, 0.3, False)):
        assert loses(trial(verdict, wins)) == losing
