"""Back-tests: history stays within its bands, faults of a case are named at their places, parameter sets run as lanes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from game.cli import main
from game.content.loading.cases import CasesRead, read_cases
from game.drawing import svg
from game.engine.world.model.state import World
from game.engine.world.month.phases import Phase
from game.lab.history.backtest import play, report, run, values_of
from game.lab.history.backtest_plot import panels_of, picture
from game.lab.history.backtest_script import script_of, value_of

GOOD = """
title: A test
text: One freeze of heavy magnets.
world: w2025q2
start: 2025-01
months: 9
parameters: {leak_scale: 0.55}
policies:
  - {set: licence, of: [heavy.magnet], begins: 2025-04, lasts: 2, values: [0.5, 0.25], source: s, confidence: judgement}
targets:
  - id: trough
    title: exports in May
    read: {what: exports, take: last, of: [heavy.magnet], begins: 2025-05}
    over: {what: usual-exports, take: last, of: [heavy.magnet], begins: 2025-05}
    band: [0.2, 0.3]
    source: s
    confidence: judgement
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "My case.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_output_of_the_shipped_cases_is_within_its_band_or_says_why_not(library: CasesRead) -> None:
    assert library.parts is not None and not library.findings
    results = run(library.parts, library.cases)
    assert {r.case.id for r in results} >= {"calm", "cut-off", "licences-2025", "quotas-2010", "structure-2010", "ten-years"}
    outputs = [(r.case.id, o) for r in results for o in r.outcomes if not o.target.echo]
    missed = {(case, o.target.id) for case, o in outputs if not o.passed}
    assert missed == {(case, o.target.id) for case, o in outputs if o.target.unmet} and len(missed) <= 11, missed
    assert sum(o.target.held_out for r in results for o in r.outcomes) >= 2


def test_a_case_of_ones_own_runs_from_anywhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, GOOD)
    assert main(["backtest", str(path), "--json", "--plot", str(tmp_path / "out.svg")]) == 0
    told = json.loads(capsys.readouterr().out)["cases"][0]
    assert told["id"] == "my-case"
    target = told["targets"][0]
    assert target["id"] == "trough" and target["pass"] and target["value"] == pytest.approx(0.25, abs=0.01)
    assert not target["echo"] and not target["held_out"] and target["band"] == [0.2, 0.3] and target["record"] is None
    assert (tmp_path / "out.svg").read_text(encoding="utf-8").startswith("<svg")


def test_an_output_outside_its_band_gives_exit_code_one(tmp_path: Path) -> None:
    assert main(["backtest", str(write(tmp_path, GOOD.replace("[0.2, 0.3]", "[0.5, 0.6]")))]) == 1


def test_an_echo_outside_its_band_does_not(tmp_path: Path) -> None:
    assert main(["backtest", str(write(tmp_path, GOOD.replace("[0.2, 0.3]", "[0.5, 0.6]\n    echo: true")))]) == 0


def test_all_faults_are_named_at_once_with_their_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = GOOD.replace("leak_scale: 0.55", "leak_scale: 9").replace(
        "of: [heavy.magnet], begins: 2025-04", "of: [heavy.magnte], at: [atlantis], begins: 2025-13"
    )
    text = text.replace("    band: [0.2, 0.3]\n", "")
    path = write(tmp_path, text)
    assert main(["backtest", str(path), "--json"]) == 1
    printed = capsys.readouterr()
    told = printed.err
    assert [f["line"] for f in json.loads(printed.out)["findings"]] == sorted(
        f["line"] for f in json.loads(printed.out)["findings"]
    )
    assert f"{path}:7:26: error[out-of-bounds] leak_scale must lie between 0.5 and 0.7; found 9" in told
    assert 'error[unknown-id] no product "heavy.magnte"' in told
    assert 'error[unknown-id] no region "atlantis"' in told
    assert '"2025-13" is no month' in told
    assert 'the field "band" is missing' in told


def test_levers_and_rows_out_of_bounds_are_named_at_their_places(tmp_path: Path) -> None:
    """Stages and ores that do not exist too, all at once."""
    text = GOOD.replace("values: [0.5, 0.25]", "values: [0.5, -1]").replace(
        "policies:",
        """rows:
  - {table: price, of: [heavy.slag], values: {inside: 1, outside: 1.0e+308}, low: 1, high: 1, source: s, confidence: judgement}
  - {table: ore, ore: peat, values: {usa: 1}, low: 1, high: 1, source: s, confidence: judgement}
  - {table: talent, all: 1.5, low: 1, high: 1, source: s, confidence: judgement}
policies:
  - {set: outage, of: ["*.oxide"], begins: 2025-04, values: [3], source: s, confidence: judgement}""",
    )
    found = [(f.line, f.column, f.message) for f in read_cases([str(write(tmp_path, text))]).findings]
    assert found == [
        (9, 25, 'no product "heavy.slag"'),
        (9, 67, "price must lie between 0.01 and 100; found 1e+308"),
        (10, 23, 'no ore "peat"; there are bastnaesite, monazite, ionic-clay, xenotime'),
        (11, 26, "talent is a share and must lie between 0 and 1; found 1.5"),
        (13, 62, "outage must lie between 0 and 1; found 3"),
        (14, 81, "licence must lie between 0 and 9; found -1"),
    ]


def test_a_case_that_breaks_the_model_is_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from game.engine.world.month import phases

    def faulty(world: World, shocks: object, ledger: object) -> None:
        world.price[1, 0] = np.nan if world.month == 4 else 1.0

    monkeypatch.setattr(phases, "PHASES", (*phases.PHASES, Phase("faulty", faulty, "always", ("price",))))
    with np.errstate(invalid="ignore"):
        assert main(["backtest", str(write(tmp_path, GOOD))]) == 2
    told = capsys.readouterr().err
    assert 'The case "my-case" breaks the model. 2025Q2, month 4: the phase' in told and "light.concentrate" in told


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("begins: 2025-05}\n    over", "begins: 2027-05}\n    over", "2027-05 lies outside the months of this case"),
        ("band: [0.2, 0.3]", "band: [0.3, 0.2]", "a band's first number must not be above its second"),
        (
            "take: last, of: [heavy.magnet], begins: 2025-05}\n    over",
            "take: last, run: other}\n    over",
            "this case has no runs",
        ),
        ("leak_scale: 0.55", "loss_power: 1.7", "loss_power is taken in whole halves, such as 1.5 or 2; found 1.7"),
        ("start: 2025-01", "start: 2025-02", "starts with a quarter's first month"),
    ],
)
def test_what_makes_no_sense_is_said(tmp_path: Path, old: str, new: str, message: str) -> None:
    found = read_cases([str(write(tmp_path, GOOD.replace(old, new)))])
    assert not found.cases
    assert any(message in f.message for f in found.findings)


def test_an_unknown_case_gets_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backtest", "quotas-2011"]) == 2
    assert 'Did you mean "quotas-2010"?' in capsys.readouterr().err


SERIES = """
series:
  - id: shipped
    title: heavy magnets, record
    what: exports
    of: [heavy.magnet]
    values: {2025-01: 10, 2025-02: 12, 2025-03: 14, 2025-05: 3}
    base: [2025-01, 2025-03]
    source: s
    confidence: judgement
targets:"""


def test_a_recorded_series_stands_on_the_models_axis(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, GOOD.replace("\ntargets:", SERIES))
    assert main(["backtest", str(path), "--json", "--plot", str(tmp_path / "out.svg")]) == 0
    (series,) = json.loads(capsys.readouterr().out)["cases"][0]["series"]
    assert series["months"] == ["2025-01", "2025-02", "2025-03", "2025-05"]
    assert np.mean(series["record"][:3]) == pytest.approx(np.mean(series["value"][:3]), rel=0.001), "equal over the base"
    assert series["record"][3] == pytest.approx(series["record"][1] * 3 / 12, rel=0.001), "the record keeps its shape"
    gap = np.abs(np.subtract(series["value"], series["record"])).mean() / np.mean(series["record"])
    assert series["distance"] == pytest.approx(gap, abs=0.002) and 0 < gap < 0.5
    assert "heavy magnets, record" in (tmp_path / "out.svg").read_text(encoding="utf-8")


def test_faults_of_a_series_are_named_at_their_places(tmp_path: Path) -> None:
    broken = SERIES.replace("2025-05: 3", "2027-05: 3").replace("[2025-01, 2025-03]", "[2025-04, 2025-04]")
    path = write(tmp_path, GOOD.replace("\ntargets:", broken))
    found = read_cases([str(path)])
    assert not found.cases
    assert {(f.line, f.message) for f in found.findings} == {
        (15, "2027-05 lies outside the months of this case, 2025-01 to 2025-09; a case that is to reach it needs other months"),
        (16, "no recorded month lies in the base"),
    }


def test_a_picture_follows_leverage_through_the_years(library: CasesRead) -> None:
    assert library.parts is not None
    (result,) = run(library.parts, [c for c in library.cases if c.id == "ten-years"])
    panel = panels_of(result)[0]
    assert list(panel.lines) == ["once", "never", "yearly", "grants"]
    ends = {name: line[11::12] for name, line in panel.lines.items()}
    assert all(len(line) == 10 and not np.isnan(line).any() for line in ends.values())
    order = np.stack([ends[name] for name in ("grants", "yearly", "once", "never")])[:, 2:]
    granted, *used = np.diff(order, axis=0)
    assert all((gap > 0).all() for gap in used), "use wastes leverage, at the end of every year"
    assert (granted[:6] > 0).all(), "allied grants waste more of it"
    assert (granted[6:] > -0.2).all(), "after eight years their cheaper magnets have kept a little more use that can be cut"


def test_a_schedule_goes_month_by_month_rests_and_returns(tmp_path: Path) -> None:
    found = read_cases([str(write(tmp_path, GOOD.replace("lasts: 2", "lasts: 2, every: 3")))])
    policy = found.cases[0].policies[0]
    first = 2025 * 12
    assert [value_of(policy, m, first) for m in range(9)] == [None, None, None, 0.5, 0.25, None, 0.5, 0.25, None]


def test_parameter_sets_as_lanes_equal_single_runs(library: CasesRead) -> None:
    assert library.parts is not None
    case = next(c for c in library.cases if c.id == "licences-2025")
    sets = {"stock_gap_months": np.array([7.0, 10.0, 12.0]), "loss_power": np.array([1.5, 2.0, 1.5])}
    together = script_of(case, library.parts, sets)
    values = values_of(together, play(together))
    for k in range(3):
        alone = script_of(case, library.parts, {n: v[k : k + 1] for n, v in sets.items()})
        assert np.allclose(values_of(alone, play(alone))[:, 0], values[:, k], rtol=1e-12, atol=0.0)


def test_the_picture_names_every_target(library: CasesRead) -> None:
    assert library.parts is not None
    results = run(library.parts, [c for c in library.cases if c.id == "cut-off"])
    text = svg(picture(results))
    assert all(o.target.title.split(",")[0] in text for o in results[0].outcomes)
    assert {t["id"] for t in report(results)["cases"][0]["targets"]} == {"blanket", "selective", "tracked"}
