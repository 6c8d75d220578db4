"""Commands that hold the model against history: back-tests, calibration, the tables of its page."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.arguments import Wrong, number, pick
from game.commands.kept_reports import keep, keep_text, out, page
from game.commands.loading import load_rules
from game.commands.output import FINDINGS, GOOD, say, show
from game.outside_text import cleaned

if TYPE_CHECKING:
    from game.content.loading.cases import CasesRead
    from game.drawing import Picture


def backtest(given: argparse.Namespace) -> int:
    """Cases of history, run on the model and held against their bands."""
    from game.content.format.findings import as_text
    from game.content.loading.cases import read_cases
    from game.lab.history import backtest as tests
    from game.lab.history.backtest_plot import picture

    plot = _plot(given.plot)
    try:
        library = read_cases(given.cases)
    except KeyError as problem:
        pick("case", str(problem.args[0]), (case.id for case in read_cases().cases))
        raise
    if library.findings:
        say(as_text(library.findings))
        if given.json:
            print(json.dumps({"cases": [], "findings": [f.as_dict() for f in library.findings]}))
        return FINDINGS
    if library.parts is None:
        raise Wrong("Without content there is nothing to test against: python -m game check says where it is damaged.")
    try:
        results = tests.run(library.parts, library.cases)
    except tests.BrokenCase as problem:
        raise Wrong(str(problem)) from None
    show(given, tests.report(results), tests.lines(results))
    if plot:
        _draw(picture(results), plot)
    return GOOD if all(r.passed for r in results) else FINDINGS


def _draw(drawn: Picture, path: Path) -> None:
    """A picture of the laboratory in a file, as SVG or PNG by its name."""
    from game.drawing import svg

    try:
        if path.suffix.lower() == ".svg":
            path.write_text(svg(drawn), encoding="utf-8")
        else:
            from game.desktop.picture.laboratory_picture import write_png

            write_png(drawn, path)
    except OSError as problem:
        raise Wrong(f"The picture cannot be written to {path}: {problem.strerror or problem}.") from None


def calibrate(given: argparse.Namespace) -> int:
    """The fit of the parameters to the record, by priors and errors that content fixes."""
    from game.lab.history import calibrate as fitting
    from game.lab.history import calibrate_report as told

    plot, kept_in, sets_in = _plot(given.plot), out(given.out), out(given.keep_sets, "accepted sets")
    library = _history()
    sets = 2 * number("number of sets", given.sets, 16, 65_536) // 2
    episodes = [pick("case", id, [case.id for case in library.cases]) for id in given.without] or list(fitting.EPISODES)
    names = [pick("parameter with a prior", name, library.priors) for name in given.parameter] or list(library.priors)
    priors, seed = {name: library.priors[name] for name in names}, number("seed", given.seed, 0, 2**31)
    assert library.parts is not None
    try:
        study = fitting.calibrate(library.parts, library.cases, priors, sets, seed, say, episodes)
    except ValueError as problem:
        raise Wrong(str(problem)) from None
    report = told.report(library.parts, study)
    show(given, report, told.lines(report))
    keep(kept_in, report)
    keep_text(sets_in, fitting.accepted(study))
    if plot:
        _draw(told.picture(report), plot)
    return GOOD if all(f["pass"] in (True, None) for f in report["figures"]) else FINDINGS


def spread(given: argparse.Namespace) -> int:
    """What the accepted sets make of leverage in the first quarter of scenarios."""
    from game.content.loading.accepted_sets import accepted_sets, thinned
    from game.lab.history import spread as study

    rules = load_rules()
    scenarios = [pick("scenario", given.scenario, rules.scenarios)] if given.scenario else list(rules.scenarios)
    try:
        sets = thinned(accepted_sets().sets, number("number of sets", given.sets, 2, 65_536))
    except ValueError as problem:
        raise Wrong(str(problem)) from None
    report = study.spread(rules, scenarios, sets, say)
    show(given, report, study.lines(report))
    return GOOD


def sensitivity(given: argparse.Namespace) -> int:
    """Which parameters move the back-tests: Morris screening of all, Sobol indices of those that matter."""
    from game.lab.history import sensitivity as study
    from game.lab.history.parameter_sweep import Missing

    plot, kept_in = _plot(given.plot), out(given.out)
    library = _history()
    parts, cases = library.parts, library.cases
    assert parts is not None
    trajectories = number("number of trajectories", given.trajectories, 2, 10_000)
    base, seed = number("number of samples", given.samples, 8, 65_536), number("seed", given.seed, 0, 2**31)
    most = number("number of parameters", given.most, 1, len(parts.parameters))
    try:
        report = study.sensitivity(parts, cases, trajectories, base, most, seed, say)
    except Missing as problem:
        raise Wrong(str(problem)) from None
    show(given, report, study.lines(report))
    keep(kept_in, report)
    if plot:
        _draw(study.picture(report), plot)
    return GOOD


def _history() -> CasesRead:
    """The packs' world items, back-tests and priors; Wrong where they have faults."""
    from game.content.format.findings import as_text
    from game.content.loading.cases import read_cases

    library = read_cases()
    if library.findings or library.parts is None:
        raise Wrong(as_text(library.findings) if library.findings else "Without content there is nothing to run.")
    return library


def _plot(name: str) -> Path | None:
    """The file of a picture; Wrong before any work when it cannot be one."""
    if name and not name.lower().endswith((".png", ".svg")):
        raise Wrong(f'The picture "{cleaned(name)}" cannot be drawn; expected a file that ends in .png or .svg.')
    return out(name, "picture")


def model_page(given: argparse.Namespace) -> int:
    """The tables of docs/model.md, made afresh from content, the back-tests and the kept reports of the laboratory."""
    from game.lab.history import backtest as tests
    from game.lab.history.model_page import kept, renewed

    library = _history()
    parts = library.parts
    assert parts is not None

    def fresh(path: Path, old: str) -> str:
        return renewed(old, parts, library.priors, tests.run(parts, library.cases), kept(path.parent / "laboratory"))

    return page(given, fresh)
