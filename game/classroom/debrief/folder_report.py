"""A folder of handed-in results as one page: what counts, what does not and why, and the paths of the class by capital."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from game.classroom.pages.svg import chart, spread
from game.classroom.pages.templates import render
from game.classroom.sessions import handed_in
from game.classroom.sessions.session import SUFFIX as SESSION
from game.classroom.sessions.session import SessionError
from game.classroom.sessions.verify import Spread, Verified, one_by_one, verify
from game.engine.rules.campaign.record import FIGURES
from game.engine.rules.vocabulary.plan import BOTH
from game.engine.rules.vocabulary.rules import Rules
from game.outside_text import cleaned
from game.screens.words.sentences import date_of
from game.screens.words.texts import Texts
from game.structs import Struct

MOST_FILES = 1000


class FolderReport(Struct):
    """Every file of a folder: proven, or named with the reason why it does not count."""

    counted: tuple[Verified, ...]
    refused: tuple[tuple[str, str], ...]  # (file, sentence)


def read_folder(rules: Rules, folder: Path, t: Texts, jobs: int = 1, spread: Spread = one_by_one) -> FolderReport:
    """Read and prove all files of a folder. OSError when the folder cannot be read."""
    files = sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith(".") and p.suffix != SESSION)
    found, refused = [], [(cleaned(p.name), t("classroom.fault_too_many", n=t.number(MOST_FILES))) for p in files[MOST_FILES:]]
    for path in files[:MOST_FILES]:
        try:
            found.append(handed_in.read(path))
        except SessionError as error:
            refused.append((cleaned(path.name), t(error.key, **{k: t.said(v) for k, v in error.fields.items()})))
    proven = verify(rules, found, jobs, spread)
    for v in proven:
        if v.fault:
            refused.append((cleaned(v.handed_in.file), t(f"classroom.{v.fault}", quarter=t.number(v.quarter + 1))))
    return FolderReport(tuple(v for v in proven if not v.fault), tuple(refused))


def page_of(rules: Rules, report: FolderReport, t: Texts) -> str:
    """The report as a page that needs no other file."""
    groups: dict[tuple[str, int], list[Verified]] = {}
    for v in report.counted:
        groups.setdefault((v.handed_in.setup.scenario, v.handed_in.setup.seed), []).append(v)
    told = [_group(rules, t, scenario, seed, found) for (scenario, seed), found in groups.items()]
    return render("report.html", t=t, groups=told, refused=report.refused, counted=len(report.counted))


def _group(rules: Rules, t: Texts, scenario: str, seed: int, found: Sequence[Verified]) -> Mapping[str, Any]:
    longest = max(len(v.handed_in.log) for v in found)
    labels = [date_of(t, rules, scenario, q) for q in range(longest)]
    charts = []
    for figure in FIGURES:
        by_side: dict[str, list[list[float]]] = {
            side: [[line.statistics[side].points(figure) for line in v.handed_in.log] for v in found if v.handed_in.side == side]
            for side in BOTH
        }
        by_side = {side: paths for side, paths in by_side.items() if paths}
        middle = {side: spread(paths) for side, paths in by_side.items()}
        told = [
            t("classroom.spread", side=t.label(s), n=len(by_side[s]), middle=t.number(m.middle[-1]), low=t.number(m.low[-1]),
              high=t.number(m.high[-1]))
            for s, m in middle.items()
        ]  # fmt: skip
        name = t(f"figure.{figure}")
        charts.append({"name": name, "svg": chart(name + ". " + " ".join(told), labels, by_side), "told": told})
    rows = [_row(rules, t, v) for v in found]
    return {"title": rules.scenarios[scenario].title, "seed": seed, "charts": charts, "rows": rows}


def _row(rules: Rules, t: Texts, v: Verified) -> Sequence[str]:
    assert v.state is not None
    h, figures = v.handed_in, v.state.record.figures[v.handed_in.side]
    values = (t.number(figures.points("leverage"), 1), t.percent(figures.reliability), t.percent(figures.crisis))
    return (h.seat or h.file, t.label(h.side), t.number(len(h.log)), *values, v.state.record.over and t("classroom.over_yes"))
