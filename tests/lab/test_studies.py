"""Calibration and sensitivity: what is held out is not seen, reports hold their parts, the model's page is not stale."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from game.cli import main
from game.content.loading.cases import CasesRead
from game.drawing import svg
from game.lab.history import parameter_sweep
from game.lab.history.backtest import run
from game.lab.history.calibrate import EPISODES, calibrate, fitted
from game.lab.history.calibrate_report import lines, picture, report
from game.lab.history.model_page import kept, renewed
from game.lab.history.parameter_sweep import outcomes, rows_of
from game.lab.history.sensitivity import picture as bars
from game.lab.history.sensitivity import sensitivity
from game.structs import replace
from tests.lab.conftest import quiet

DOCS = Path(__file__).parents[2] / "docs"


def some(library: CasesRead, *ids: str) -> list:
    return [c for c in library.cases if c.id in ids]


def test_the_fit_does_not_see_what_is_held_out(library: CasesRead) -> None:
    """Records that nothing can meet do not move the sets that are accepted, as long as their targets are held out."""
    cases = some(library, "licences-2025")
    priors = {name: library.priors[name] for name in ("purchase_elasticity", "stock_gap_months")}

    def accepted(changed: list) -> np.ndarray:
        return fitted(library.parts, changed, priors, 16, 1, "", quiet).sampled.end.points

    absurd = [
        replace(c, targets=tuple(replace(t, record=900.0) if t.held_out and t.error else t for t in c.targets)) for c in cases
    ]
    assert [t.id for t in absurd[0].targets if t.record == 900.0][:2] == ["magnets-september", "magnets-october"]
    assert np.array_equal(accepted(cases), accepted(absurd))
    seen = [replace(c, targets=tuple(replace(t, record=t.record * 1.2) if t.error else t for t in c.targets)) for c in cases]
    assert not np.array_equal(accepted(cases), accepted(seen))


def test_without_evidence_there_is_no_fit(library: CasesRead) -> None:
    with pytest.raises(ValueError, match="No target of these cases is evidence"):
        fitted(library.parts, some(library, "calm"), library.priors, 16, 1, "", quiet)


def test_an_episode_can_be_kept_out_as_a_whole(library: CasesRead) -> None:
    rows = rows_of(library.cases, ("quotas-2010",))
    assert all(r.held_out for r in rows if r.case == "quotas-2010") and any(not r.held_out for r in rows)
    assert not any(r.target.echo for r in rows)


@pytest.mark.slow
def test_a_study_tells_what_passes_where_content_lies_and_what_the_fit_never_saw(library: CasesRead) -> None:
    cases = some(library, "calm", "licences-2025", "quotas-2010")
    priors = {name: library.priors[name] for name in ("purchase_elasticity", "stock_gap_months", "rationing")}
    found = report(library.parts, calibrate(library.parts, cases, priors, 32, 1, quiet, ("licences-2025",)))
    assert json.loads(json.dumps(found)) == found
    july = next(t for t in found["targets"] if t["id"] == "licences-2025/magnets-july")
    assert july["content_pass"] and july["moved_by"][0][0] == "stock_gap_months" and july["after"] > july["before"]
    calm = next(t for t in found["targets"] if t["id"] == "calm/rationing")
    assert not calm["weighed"] and not calm["informative"] and calm["before"] == 1.0
    (apart,) = found["episodes"]
    assert apart["id"] == "licences-2025" and {t["id"].partition("/")[0] for t in apart["targets"]} == {"licences-2025"}
    place = next(p for p in found["parameters"] if p["id"] == "purchase_elasticity")
    content = library.parts.parameters["purchase_elasticity"]
    assert place["place"] == pytest.approx((content.value - content.low) / (content.high - content.low), abs=0.001)
    assert place["narrowed"] > 0.2 > next(p for p in found["parameters"] if p["id"] == "rationing")["narrowed"]
    counted = next(f for f in found["figures"] if f["id"] == "informative")
    assert counted["value"] == len([t for t in found["targets"] if t["weighed"] and t["before"] <= 0.9])
    told = "\n".join(lines(found))
    assert "Not counted: more than nine tenths" in told and "Fit without licences-2025" in told
    drawn = svg(picture(found))
    assert "purchase_elasticity" in drawn and "magnet exports in July" in drawn and "(not counted)" in drawn


def test_a_set_that_breaks_the_model_costs_only_itself(library: CasesRead, monkeypatch: pytest.MonkeyPatch) -> None:
    (case,) = some(library, "cut-off")
    rows = rows_of([case])
    sets = {"purchase_elasticity": np.array([0.2, 0.22, 0.3])}
    sound = outcomes(library.parts, [case], rows, sets)
    real = parameter_sweep.play

    def breaks(script, leave_out):  # type: ignore[no-untyped-def]
        if (np.asarray(script.spec.parameters.purchase_elasticity) == 0.22).any():
            raise parameter_sweep.ModelFault("2025Q4", 3, "prices", "price", "cell")
        return real(script, leave_out)

    monkeypatch.setattr(parameter_sweep, "play", breaks)
    found = outcomes(library.parts, [case], rows, sets)
    assert np.isnan(found[:, 1]).all() and np.allclose(found[:, [0, 2]], sound[:, [0, 2]])


def test_sensitivity_finds_the_parameter_that_matters_and_those_that_do_not(library: CasesRead) -> None:
    found = sensitivity(library.parts, some(library, "cut-off"), 2, 16, 3, 1, quiet)
    effects = {p["id"]: p["effect"] for p in found["parameters"]}
    assert effects["belief_good"] == 0.0 and effects["use_elasticity"] > 0.05
    assert "demand_growth" not in effects, "a switch is no number of the world"
    assert len(found["shares"]["parameters"]) == 3
    selective = next(t for t in found["targets"] if t["id"] == "cut-off/selective")
    assert set(selective["total"]) == set(found["shares"]["parameters"])
    assert all(0 <= share <= 3 for share in selective["total"].values())
    assert "American loss" in svg(bars(found))


def test_without_the_extra_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def absent(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(parameter_sweep, "import_module", absent)
    assert main(["lab", "sensitivity"]) == 2
    said = capsys.readouterr()
    assert said.out == "" and "pip install 'indispensable[lab]'" in said.err and "Traceback" not in said.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["calibrate", "--sets", "3"], "from 16"),
        (["calibrate", "--without", "quotas-2011"], 'Did you mean "quotas-2010"?'),
        (["calibrate", "--keep-sets", "no/such/sets.json"], "there is no folder"),
        (["calibrate", "--plot", "x.gif"], ".png or .svg"),
        (["sensitivity", "--samples", "many"], "whole number"),
        (["model-page", "--file", "no/such/page.md"], "cannot be used"),
    ],
)
def test_wrong_use_of_a_study_is_one_sentence(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lab", *arguments]) == 2
    said = capsys.readouterr()
    assert words in said.err and said.err.count("\n") == 1


def test_the_page_of_the_model_is_up_to_date(library: CasesRead) -> None:
    text = (DOCS / "model.md").read_text(encoding="utf-8")
    fresh = renewed(text, library.parts, library.priors, run(library.parts, library.cases), kept(DOCS / "laboratory"))
    assert fresh == text, "python -m game lab model-page --write"


def test_the_kept_reports_are_of_todays_model(library: CasesRead) -> None:
    """Parameters, targets and verdicts of the kept calibration are those of content and of the back-tests as they run today."""
    found = kept(DOCS / "laboratory")
    stale = "python -m game lab calibrate --out docs/laboratory/calibration.json"
    stored = found["calibration"]
    assert {p["id"]: (p["low"], p["content"], p["high"]) for p in stored["parameters"]} == {
        n: (p.low, p.value, p.high) for n, p in library.parts.parameters.items() if n in {q["id"] for q in stored["parameters"]}
    }, stale
    today = {f"{r.case.id}/{o.target.id}": o for r in run(library.parts, library.cases) for o in r.outcomes if not o.target.echo}
    assert {t["id"]: t["band"] for t in stored["targets"]} == {id: list(o.target.band) for id, o in today.items()}, stale
    for t in stored["targets"]:
        half = 0.5 * (t["band"][1] - t["band"][0])
        assert t["content_pass"] == today[t["id"]].passed and abs(t["content"] - today[t["id"]].value) < 0.25 * half, stale
    assert len([t for t in stored["targets"] if t["held_out"]]) >= 2
    assert {t["id"] for t in found["sensitivity"]["targets"]} == set(today), "python -m game lab sensitivity --out …"


def test_episodes_that_are_kept_out_are_cases(library: CasesRead) -> None:
    assert set(EPISODES) <= {c.id for c in library.cases}
