"""What is measured on today's model and kept in files: each part of it with how it is made anew, in the order in which parts build
on one another.

Measuring is the business of the other folders of the laboratory; here stand the order, the scale and the files. Numbers of content
are renewed in place, so that comments and layout stay; everything else is a file of its own."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from game.content.format.yaml_numbers import renumbered
from game.content.format.yaml_reader import Path_
from game.content.loading import accepted_sets
from game.content.loading.cases import CasesRead, read_cases
from game.content.loading.compile import load
from game.drawing import Picture, svg
from game.engine.rules.vocabulary.plan import BOTH, Side
from game.engine.rules.vocabulary.rules import Rules
from game.forecast import quick_form
from game.forecast.fan import spreads_of_figures
from game.lab.balance import deck_page, deck_report, lesson_trials, pars
from game.lab.history import backtest, calibrate, calibrate_report, model_page, sensitivity
from game.lab.reports import written_pages
from game.lab.simulation import golden
from game.lab.simulation.pool import each
from game.outside_files import write_whole
from game.structs import asdict

Tell = Callable[[str], None]
REPORTS, MODEL, DECK = "docs/laboratory", "docs/model.md", "docs/deck.md"  # in the checkout
RATE_WITHIN = (0.05, 0.95)  # bounds of a mandate's `rate` in content


@dataclass(frozen=True)
class Work:
    """`folder`: the checkout whose files are renewed; `games`: how many of a part's own kind, 0 for as many as the part names."""

    folder: Path
    games: int
    jobs: int
    tell: Tell

    def write(self, name: str, text: str) -> None:
        write_whole(self.folder / name, text.encode())

    def read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def keep(self, name: str, report: Any, drawn: Picture | None = None) -> None:
        """A report of the laboratory, with its picture where it has one."""
        self.write(f"{REPORTS}/{name}.json", json.dumps(report, ensure_ascii=False, indent=1) + "\n")
        if drawn is not None:
            self.write(f"{REPORTS}/{name}.svg", svg(drawn))


@dataclass(frozen=True)
class Part:
    """`games`: how many of `kind` are enough, `least`: with how few it can be done; `renew(work, games)` writes the files
    and says in a line what came of it."""

    id: str
    kind: str
    games: int
    least: int
    renew: Callable[[Work, int], str]


def retune(work: Work, only: Collection[str] = ()) -> Iterator[dict[str, Any]]:
    """Renew the parts named, or all, in order: of each, as it is done, {part, games, of, seconds, result}. ValueError or OSError
    where a file cannot be renewed; what was renewed before stays so."""
    for part in PARTS:
        if not only or part.id in only:
            games, began = max(work.games or part.games, part.least), time.perf_counter()
            work.tell(f"{part.id}: {games} {part.kind}" if part.kind else part.id)
            result = part.renew(work, games)
            seconds = round(time.perf_counter() - began, 1)
            yield {"part": part.id, "games": games if part.kind else 0, "of": part.kind, "seconds": seconds, "result": result}


def quick_forms(work: Work, rounds: int) -> str:
    """What a fan's quick forms say of the full figures, for the world of every scenario."""
    rules = _rules()
    tasks = [(scenario, rounds) for scenario in rules.scenarios]
    rows = each(rules, _quick_form, tasks, work.jobs, lambda done, task: work.tell(f"{done} of {len(tasks)}: {task[0]}"))
    table = {quick_form.world_key(rules.world_of(task[0])): row for task, row in zip(tasks, rows, strict=True)}
    work.write(f"content/{quick_form.TABLE}", json.dumps(dict(sorted(table.items())), indent=1) + "\n")
    return f"{len(table)} worlds, {rounds * len(quick_form.PAIRS)} campaigns each"


def _quick_form(rules: Rules, task: tuple[str, int]) -> dict[str, Any]:
    return asdict(quick_form.measure(rules, task[0], spreads_of_figures, task[1]))


def pars_and_rates(work: Work, games: int) -> str:
    """Medians of the reference doctrine against itself, how often each mandate is met in those games, and over how many."""
    report = pars.pars(_rules(), games, 1, work.tell, work.jobs)
    for scenario, sides in report["pars"].items():
        _renumber(work, f"content/base/scenarios/{scenario}.yaml", partial(_pars_at, sides))
    for side in BOTH:
        _renumber(work, f"content/base/mandates/{side}.yaml", partial(_rates_at, report["mandates"]))
    out = [f"{m} {row['rate']:g}" for m, row in report["mandates"].items() if not row["inside"]]
    return f"{games} games a scenario; mandates met too seldom or too often: {', '.join(out) or 'none'}"


def goldens(work: Work, _: int) -> str:
    """The golden playthroughs."""
    return f"{len(golden.write(_rules(), work.folder / 'tests' / 'golden'))} pages differ"


def calibration(work: Work, sets: int) -> str:
    """What the record leaves of the parameters' priors, and the sets that it leaves."""
    library = _library()
    assert library.parts is not None
    study = calibrate.calibrate(library.parts, library.cases, library.priors, 2 * sets // 2, 1, work.tell)
    report = calibrate_report.report(library.parts, study)
    work.keep("calibration", report, calibrate_report.picture(report))
    work.write(f"content/{accepted_sets.FILE}", calibrate.accepted(study))
    return "; ".join(f"{f['title']}: {f['value']:g}" for f in report["figures"])


def screening(work: Work, samples: int) -> str:
    """Which parameters move the back-tests."""
    library = _library()
    assert library.parts is not None
    report = sensitivity.sensitivity(library.parts, library.cases, 12, samples, 12, 1, work.tell)
    work.keep("sensitivity", report, sensitivity.picture(report))
    return f"{len(report['parameters'])} parameters screened, shares of {len(report['shares']['parameters'])}"


def page_of_the_model(work: Work, _: int) -> str:
    """The tables of docs/model.md, from content, the back-tests and the two kept reports before it."""
    library = _library()
    assert library.parts is not None
    results = backtest.run(library.parts, library.cases)
    studies = model_page.kept(work.folder / REPORTS)
    work.write(MODEL, model_page.renewed(work.read(MODEL), library.parts, library.priors, results, studies))
    missed = [f"{r.case.id}/{o.target.id}" for r in results for o in r.outcomes if not o.passed]
    return f"back-tests missed: {', '.join(missed) or 'none'}"


def lessons(work: Work, seeds: int) -> str:
    """What following each lesson's advice to the end does for a learner."""
    rules = _rules()
    tasks = [(side, seeds) for side in BOTH]
    done = each(rules, _lessons, tasks, work.jobs, lambda done, task: work.tell(f"{done} of {len(tasks)}: {task[0]}"))
    rows = [trial for side in done for trial in side]
    work.keep("lessons", {"seeds": seeds, "trials": [asdict(trial) for trial in rows]})
    losing = [f"{t.lesson} ({t.side})" for t in rows if lesson_trials.loses(t)]
    return f"{len(rows)} trials; losing lines: {', '.join(losing) or 'none'}"


def _lessons(rules: Rules, task: tuple[Side, int]) -> list[lesson_trials.Trial]:
    return list(lesson_trials.trials(rules, range(1, task[1] + 1), task[:1]))


def deck(work: Work, seeds: int) -> str:
    """What simulated campaigns deal and choose, and the tables of docs/deck.md made from it."""
    rules = _rules()
    report = deck_report.deck_report(rules, list(rules.scenarios), seeds, work.jobs, work.tell)
    work.keep("deck", report)
    work.write(DECK, deck_page.renewed(work.read(DECK), written_pages.kept(work.folder / REPORTS / "deck.json", "deck")))
    missed = [t["id"] for t in report["tests"] if not t["pass"]]
    return f"{report['campaigns']} campaigns; targets missed: {', '.join(missed) or 'none'}"


PARTS = (
    Part("quick-forms", "rounds of eight campaigns", 4, 1, quick_forms),
    Part("pars", "reference games of each scenario", 100, 4, pars_and_rates),
    Part("goldens", "", 0, 0, goldens),
    Part("calibration", "parameter sets", 512, 16, calibration),
    Part("sensitivity", "samples of each parameter", 128, 8, screening),
    Part("model-page", "", 0, 0, page_of_the_model),
    Part("lessons", "campaigns of each trial", 8, 1, lessons),
    Part("deck", "campaigns of each pair of doctrines", 2, 1, deck),
)
"""Later parts stand on earlier ones: fans on quick forms, verdicts on pars, the model's page on both studies."""


def _rules() -> Rules:
    """The rules of today's files: parts before may have changed them."""
    rules = load().rules
    if rules is None:
        raise ValueError("Without content there is no game: python -m game check says where it is damaged.")
    return rules


def _library() -> CasesRead:
    library = read_cases()
    if library.findings or library.parts is None:
        raise ValueError(
            "The back-tests have faults: python -m game lab retune renews nothing from them; python -m game check names them."
        )
    return library


def _renumber(work: Work, name: str, numbers: Callable[[Any], Mapping[Path_, float]]) -> None:
    """Put numbers into a file of content; `numbers` makes them from what stands in it."""
    work.write(name, renumbered(work.read(name), name, numbers))


def _pars_at(sides: Mapping[str, Mapping[str, Any]], _: Any) -> dict[Path_, float]:
    """Where the pars of a scenario stand in its file. Spread and reference loss are chosen, not measured (docs/decisions.md)."""
    places: dict[Path_, float] = {("par", side, key): row[key] for side, row in sides.items() for key in ("median", "games")}
    return places | {("par", side, "path", i): x for side, row in sides.items() for i, x in enumerate(row["path"])}


def _rates_at(rates: Mapping[str, Mapping[str, Any]], items: Any) -> dict[Path_, float]:
    """Where the rates of mandates stand in a file of them; within what content takes, since points count against the rate."""
    least, most = RATE_WITHIN
    return {(i, "rate"): min(max(rates[item["id"]]["rate"], least), most) for i, item in enumerate(items) if item["id"] in rates}
