"""The calibration: clouds find posteriors that are known, priors and errors mean what they say, what is kept is of today."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from game.cli import main
from game.content.checks import cases
from game.content.format.case_items import Error, Prior
from game.content.loading import accepted_sets
from game.content.loading.cases import CasesRead
from game.content.loading.gather import gather
from game.content.packs.folders import discover
from game.engine.rules import Setup, new_game
from game.engine.rules.verdict.figures import partners
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.measures.leverage import leverage
from game.lab.history import backtest
from game.lab.history.calibrate import skill_of, thinned
from game.lab.history.evidence import log_likelihood, off_by, passing, placed, predicted, quantile, spread_of
from game.lab.history.model_page import kept
from game.lab.history.parameter_sweep import Row, rows_of
from game.lab.history.sequential_monte_carlo import (
    drawn_again,
    effective_sample,
    effective_weights,
    memory_of,
    next_power,
    sample,
    weights_of,
)
from game.lab.history.spread import spread, with_sets
from game.structs import replace
from tests.lab.conftest import quiet

ROOT = Path(__file__).parents[2]


def bell(middle: np.ndarray, covariance: np.ndarray):  # type: ignore[no-untyped-def]
    """The log likelihood of a normal bell, whose posterior under an even prior is the bell itself."""
    inverse = np.linalg.inv(covariance)
    return lambda points: -0.5 * np.einsum("ki,ij,kj->k", points - middle, inverse, points - middle)


def test_a_cloud_finds_a_leaning_bell() -> None:
    """Mean within three standard errors of 230 points, spread and correlation as given: the posterior is known."""
    covariance = np.array([[0.05**2, 0.8 * 0.05 * 0.1], [0.8 * 0.05 * 0.1, 0.1**2]])
    for seed in (1, 2):
        found = sample(bell(np.array([0.4, 0.6]), covariance), 2, 512, 230, seed, quiet)
        points = found.end.points
        assert found.effective >= 200 and found.steps[-1].power == 1.0
        assert np.all(np.abs(points.mean(axis=0) - [0.4, 0.6]) < 3 * np.sqrt(np.diag(covariance) / 230))
        assert np.allclose(points.std(axis=0), [0.05, 0.1], rtol=0.15)
        assert np.corrcoef(points.T)[0, 1] == pytest.approx(0.8, abs=0.07)


def test_a_cloud_finds_both_of_two_hills_and_a_flat_direction() -> None:
    """Two hills of equal weight and a coordinate of which the likelihood knows nothing: it stays even."""

    def judge(points: np.ndarray) -> np.ndarray:
        first, second = (np.exp(-0.5 * ((points[:, 0] - m) / 0.05) ** 2) for m in (0.25, 0.75))
        return np.log(first + second + 1e-300)

    points = sample(judge, 2, 512, 230, 3, quiet).end.points
    assert 0.35 < (points[:, 0] < 0.5).mean() < 0.65
    assert points[:, 1].mean() == pytest.approx(0.5, abs=0.06) and points[:, 1].std() == pytest.approx(12**-0.5, abs=0.03)


def test_the_same_seed_gives_the_same_cloud_and_another_another() -> None:
    judge = bell(np.array([0.5, 0.5, 0.5]), 0.01 * np.eye(3))
    one, again, other = (sample(judge, 3, 64, 20, seed, quiet).end.points for seed in (1, 1, 2))
    assert np.array_equal(one, again) and not np.array_equal(one, other)
    assert (one >= 0).all() and (one <= 1).all()


def test_weights_and_their_effective_sample() -> None:
    assert weights_of(np.array([0.0, np.log(3.0)]), 1.0) == pytest.approx([0.25, 0.75])
    assert effective_weights(np.array([0.25, 0.25, 0.25, 0.25])) == pytest.approx(4)
    fit = np.linspace(-50, 0, 100)
    power = next_power(fit, 0.0)
    assert 0 < power < 1 and effective_weights(weights_of(fit, power)) == pytest.approx(50, abs=0.1)
    assert next_power(fit * 1e-3, 0.2) == 1.0
    assert drawn_again(np.array([0.5, 0.0, 0.25, 0.25]), 0.5).tolist() == [0, 0, 2, 3]


def test_copies_count_once_until_they_have_walked_apart() -> None:
    """Four points, two of them copies: K² / Σ likeness, worked out by hand; forgetting brings them back."""
    kin = np.eye(4, dtype=np.float32)[None]
    kin[0, 0, 1] = kin[0, 1, 0] = 1.0
    assert effective_sample(kin, np.array([1.0])) == pytest.approx(16 / 6)
    assert effective_sample(kin, np.array([0.25])) == pytest.approx(16 / 4.5)
    assert effective_sample(kin, np.array([0.0])) == pytest.approx(4)
    still = np.linspace(0, 1, 200)[:, None]
    assert memory_of(still, still)[0] == pytest.approx(1) and memory_of(still, still[::-1])[0] == pytest.approx(1)
    rng = np.random.default_rng(1)
    assert memory_of(still, rng.random((200, 1)))[0] < 0.05


def test_priors_put_their_chance_where_they_say() -> None:
    even = Prior("x", "uniform", 2.0, 6.0, "s", "judgement")
    peaked = Prior("x", "triangular", 0.0, 4.0, "s", "judgement", 1.0)
    share = np.array([0.0, 0.25, 0.5, 1.0])
    assert quantile(even, share) == pytest.approx([2, 3, 4, 6])
    found = quantile(peaked, share)
    assert found[[0, 1, 3]] == pytest.approx([0, 1, 4]), "a quarter of a triangle lies before its peak at a quarter"
    assert found[2] == pytest.approx(4 - np.sqrt(0.5 * 4 * 3))
    assert set(placed({"a": even, "b": peaked}, np.array([[0.0, 1.0]]))) == {"a", "b"}


def row(library: CasesRead, id: str) -> Row:
    return next(r for r in rows_of(library.cases) if r.id == id)


def test_a_record_is_weighed_on_the_scale_of_its_error(library: CasesRead) -> None:
    price, month = row(library, "quotas-2010/peak"), row(library, "licences-2025/magnets-july")
    error = price.target.error
    assert error is not None and error.scale == "log"
    size = float(np.hypot(error.observation, error.discrepancy))
    assert spread_of(error) == pytest.approx(size)
    record = price.target.record
    assert record is not None
    assert off_by(price.target, np.array([record, record * np.exp(size)])) == pytest.approx([0, 1])
    values = np.array([[record, record * np.exp(2 * size), np.nan], [1.1, 1.1, 1.1]])
    found = log_likelihood([price, month], values)
    assert found[:2] == pytest.approx([0, -2], abs=1e-9) and found[2] < -1e6, "a set that breaks the model has no chance"


def test_what_is_foretold_holds_the_error_and_greyed_targets_are_those_that_all_pass(library: CasesRead) -> None:
    month = row(library, "licences-2025/magnets-july")
    sure = replace(month, target=replace(month.target, error=Error(0.03, 0.04, "s")))
    low, high = predicted(sure, np.full(50, 1.1), (0.05, 0.95))
    assert (low, high) == pytest.approx((1.1 - 1.645 * 0.05, 1.1 + 1.645 * 0.05), abs=0.01)
    assert passing(month, np.array([1.1, 5.0, np.nan, 1.0])) == 0.5


def test_skill_is_worked_out_over_months_that_no_script_sets(library: CasesRead) -> None:
    case = next(c for c in library.cases if c.id == "licences-2025")
    series = next(s for s in case.series if s.id == "magnets")
    count = len(series.values)
    record = np.array([1.0] * 6 + [2.0] * (count - 6))
    made = backtest.Recorded(series, tuple(range(count)), record, record + 0.25)
    (found,) = skill_of("licences-2025", made)
    assert found.months == count - 6, "neither the base of three months nor the three that the licences set"
    assert found.still == pytest.approx(1 - 0.25 / 1.0)
    assert found.last == pytest.approx(1 - 0.25 / (1.0 / (count - 6)))
    mining = next(s for c in library.cases for s in c.series if s.id == "mining")
    assert skill_of("x", backtest.Recorded(mining, (0,), record, record)) == [], "an echo has no skill"


def test_thinning_keeps_points_from_all_over() -> None:
    points = np.arange(10.0)[:, None]
    assert thinned(points, 5)[:, 0].tolist() == [0, 2, 4, 6, 8] and thinned(points, 20) is points


def test_every_prior_is_of_a_parameter_and_every_error_of_a_record(library: CasesRead) -> None:
    assert library.parts is not None and len(library.priors) >= 20
    for name, prior in library.priors.items():
        known = library.parts.parameters[name]
        assert known.low <= prior.low < prior.high <= known.high
    weighed = [r for r in rows_of(library.cases) if r.target.error is not None]
    assert len(weighed) >= 40 and all(r.target.record is not None and not r.target.echo for r in weighed)


def test_the_accepted_sets_are_of_the_kept_study_and_lie_in_their_priors(library: CasesRead) -> None:
    sets, stored = accepted_sets.accepted_sets().sets, kept(ROOT / "docs" / "laboratory")["calibration"]
    assert list(sets) == sorted(library.priors) == [p["id"] for p in stored["parameters"]]
    assert {len(v) for v in sets.values()} == {stored["sets"]} and stored["effective"] >= 200
    for name, values in sets.items():
        prior = library.priors[name]
        assert values.min() >= prior.low * 0.999 and values.max() <= prior.high * 1.001
        place = next(p for p in stored["parameters"] if p["id"] == name)
        assert float(np.quantile(values, 0.5)) == pytest.approx(place["posterior"][2], rel=0.01)
    few = accepted_sets.thinned(sets, 10)
    assert {len(v) for v in few.values()} == {10}
    assert (ROOT / "content" / accepted_sets.FILE).stat().st_size < 200_000


@pytest.mark.parametrize("text", ["", "[1, 2]", '{"parameters": ["a"], "sets": [[1, 2]]}', '{"parameters": ["a"], "sets": []}'])
def test_damaged_accepted_sets_are_one_sentence(text: str, tmp_path: Path) -> None:
    path = tmp_path / accepted_sets.FILE
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="retune --only calibration"):
        accepted_sets.accepted_sets(tmp_path)
    with pytest.raises(ValueError, match="cannot be read"):
        accepted_sets.accepted_sets(tmp_path / "absent")


CASE = """
title: A test
text: One freeze of heavy magnets.
world: w2025q2
start: 2025-01
months: 9
targets:
  - id: trough
    title: exports in May
    read: {what: exports, take: last, of: [heavy.magnet], begins: 2025-05}
    over: {what: usual-exports, take: last, of: [heavy.magnet], begins: 2025-05}
    record: 0.9
    band: [0.2, 1.3]
    source: s
    confidence: judgement
    error: {observation: 0.1, discrepancy: 0.1, source: s}
"""


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("last, of: [heavy.magnet], begins: 2025-05}\n    over", "last, of: [heavy.magnet], begins: 2026-05}\n    over",
         "2026-05 lies outside the months of this case, 2025-01 to 2025-09"),
        ("take: last, of: [heavy.magnet], begins", "take: last, of: [heavy.magnets], begins", "heavy.magnet"),
        ("take: last, of: [heavy.magnet], begins", "take: last, at: [usb], begins", "usa"),
        ("    record: 0.9\n", "", "an error belongs to a record"),
        ("    record: 0.9\n", "    record: 0.9\n    echo: true\n", "the script itself sets"),
        ("observation: 0.1, discrepancy: 0.1", "observation: 0, discrepancy: 0", "leave no room"),
        ("record: 0.9", "record: -0.9", "above nought"),
    ],
)  # fmt: skip
def test_a_case_with_a_fault_is_told_with_place_and_what_there_is(
    old: str, new: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert old in CASE
    text = CASE.replace(old, new)
    if "-0.9" in new:
        text = text.replace("discrepancy: 0.1,", "discrepancy: 0.1, scale: log,")
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")
    assert main(["backtest", str(path)]) == 1
    said = capsys.readouterr().err
    assert words in said and "case.yaml:" in said and "Traceback" not in said


def test_a_parameter_without_prior_is_told_with_those_that_have_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lab", "calibrate", "--parameter", "hazard_base"]) == 2
    said = capsys.readouterr().err
    assert 'There is no parameter with a prior "hazard_base"; there are: attention_rise,' in said and said.count("\n") == 1


@pytest.mark.slow
def test_a_small_study_is_told_whole(library: CasesRead, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The command itself, on two parameters and few sets; twice the same."""
    asked = ["lab", "calibrate", "--sets", "16", "--parameter", "purchase_elasticity", "--parameter", "stock_gap_months"]
    told = []
    for _ in range(2):
        main([*asked, "--without", "licences-2025", "--json", "--keep-sets", str(tmp_path / "sets.json")])
        told.append(json.loads(capsys.readouterr().out))
    assert told[0] == told[1]
    found = told[0]
    assert [p["id"] for p in found["parameters"]] == ["purchase_elasticity", "stock_gap_months"]
    assert [e["id"] for e in found["episodes"]] == ["licences-2025"]
    assert {f["id"] for f in found["figures"]} == {"effective", "informative", "in_band", "held_out_80", "held_out_90"}
    assert len(json.loads((tmp_path / "sets.json").read_text(encoding="utf-8"))["sets"]) == 16
    july = next(t for t in found["targets"] if t["id"] == "licences-2025/magnets-july")
    assert july["weighed"] and july["predicted"]["band90"][0] < july["predicted"]["band80"][0]


def test_spread_gives_contents_figure_beside_those_of_the_sets(rules: Rules) -> None:
    """Content's own values as a set give content's figures, whatever lanes stand beside it."""
    sets = accepted_sets.thinned(accepted_sets.accepted_sets().sets, 3)
    own = rules.world_of("spring-curbs").parameters
    beside = {name: np.append(values, getattr(own, name)) for name, values in sets.items()}
    state = new_game(rules, Setup("spring-curbs", 1))
    found = leverage(
        with_sets(state.world, beside), np.repeat(partners(state.world.spec, [state.record.stances], rules.numbers.join), 4, -1)
    )
    for b, side in enumerate(("beijing", "washington")):
        assert found.index[b, 3] == pytest.approx(state.record.figures[side].leverage, abs=1e-9)
    told = spread(rules, ["spring-curbs"], sets, quiet)
    row = told["rows"][0]
    low, middle, high = row["leverage"]["sets"]
    assert told["sets"] == 3 and low <= middle <= high
    assert row["leverage"]["content"] == round(state.record.figures["beijing"].leverage, 1)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["--sets", "1"], "from 2"), (["--scenario", "spring-curb"], 'Did you mean "spring-curbs"?')],
)
def test_wrong_use_of_spread_is_one_sentence(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lab", "spread", *arguments]) == 2
    said = capsys.readouterr().err
    assert words in said and said.count("\n") == 1


class At:
    """In an entry's place: what is found of it, by path."""

    def finding(self, path: tuple[str | int, ...], code: str, message: str) -> tuple[tuple[str | int, ...], str]:
        return path, message


@pytest.mark.parametrize(
    ("changed", "path", "words"),
    [
        ({"high": 0.3}, ("low",), "must lie within its range of 0.05 to 0.2; found 0.05 to 0.3"),
        ({"low": 0.2}, ("low",), "found 0.2 to 0.2"),
        ({"middle": None}, ("shape",), "a triangular prior has a middle between 0.05 and 0.2; found none"),
        ({"middle": 0.5}, ("middle",), "found 0.5"),
        ({"shape": "uniform"}, ("middle",), "a uniform prior has no middle"),
    ],
)
def test_a_prior_with_a_fault_is_told_with_its_place(library: CasesRead, changed: dict, path: tuple, words: str) -> None:
    sound = library.priors["use_elasticity"]
    assert list(cases.prior(At(), sound, library.parts)) == []
    assert any(p == path and words in m for p, m in cases.prior(At(), replace(sound, **changed), library.parts))


def test_a_prior_of_no_parameter_is_told_with_what_is_meant(tmp_path: Path) -> None:
    pack = tmp_path / "mine"
    (pack / "history").mkdir(parents=True)
    about = "title: Mine\nauthors: [me]\nlicence: CC0-1.0\nfiction: true\n"
    manifest = f'id: mine\nversion: "1.0"\ngame: ">=0.1,<1"\nkind: gameplay\n{about}'
    (pack / "pack.yaml").write_text(manifest, encoding="utf-8")
    text = "- {id: use_elastisity, shape: uniform, low: 0.05, high: 0.2, source: s, confidence: recalled}\n"
    (pack / "history" / "priors.yaml").write_text(text, encoding="utf-8")
    told = [f for f in gather(discover([pack])).findings if f.file.endswith("priors.yaml")]
    assert [(f.line, f.code, f.suggestion) for f in told] == [(1, "unknown-id", "use_elasticity")]
