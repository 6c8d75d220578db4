"""Commands that hold the model against history: back-tests, calibration, the tables of its page."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from game.commands.answer import FINDINGS, GOOD, say, show
from game.commands.arguments import Wrong, number, pick


def backtest(given: argparse.Namespace) -> int:
    """Cases of history, run on the model and held against their bands."""
    from game.content.cases import read_cases
    from game.content.findings import as_text
    from game.lab import backtest as tests

    if given.plot and not given.plot.lower().endswith((".png", ".svg")):
        raise Wrong(f'The picture "{given.plot}" cannot be drawn; expected a file that ends in .png or .svg.')
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
    results = tests.run(library.parts, library.cases)
    show(given, tests.report(results), tests.lines(results))
    if given.plot:
        _draw(results, Path(given.plot))
    return GOOD if all(r.passed for r in results) else FINDINGS


def _draw(results: Any, path: Path) -> None:
    """The picture of back-tests, as SVG or PNG by the file's name."""
    from game.lab.backtest_plot import picture
    from game.lab.drawing import svg

    drawn = picture(results)
    try:
        if path.suffix.lower() == ".svg":
            path.write_text(svg(drawn), encoding="utf-8")
        else:
            from game.desktop.sheet import write_png

            write_png(drawn, path)
    except OSError as problem:
        raise Wrong(f"The picture cannot be written to {path}: {problem.strerror or problem}.") from None


def calibrate(given: argparse.Namespace) -> int:
    """History matching of the parameters against the back-tests."""
    from game.content.cases import read_cases
    from game.content.findings import as_text
    from game.lab import calibrate as fitting

    library = read_cases()
    if library.findings or library.parts is None:
        raise Wrong(as_text(library.findings) if library.findings else "Without content there is nothing to fit.")
    sets, waves = number("number of sets", given.sets, 16, 65_536), number("number of waves", given.waves, 1, 20)
    report = fitting.calibrate(library.parts, library.cases, sets, waves, number("seed", given.seed, 0, 2**31), say)
    show(given, report, fitting.lines(report))
    return GOOD if all(t["content_pass"] for t in report["targets"]) else FINDINGS


def model_page(given: argparse.Namespace) -> int:
    """The tables of docs/model.md, made afresh from content and the back-tests."""
    from game.content.cases import read_cases
    from game.lab import backtest as tests
    from game.lab.model_page import renewed

    path = Path(given.file)
    library = read_cases()
    if library.findings or library.parts is None:
        raise Wrong("Without sound content there are no tables: python -m game check says where it is damaged.")
    try:
        old = path.read_text(encoding="utf-8")
        new = renewed(old, library.parts, tests.run(library.parts, library.cases))
        if given.write and new != old:
            path.write_text(new, encoding="utf-8")
    except OSError as problem:
        raise Wrong(f"The page {path} cannot be used: {problem.strerror or problem}.") from None
    print(f"{path} {'is up to date' if new == old else 'written' if given.write else 'is out of date'}")
    return GOOD if given.write or new == old else FINDINGS
