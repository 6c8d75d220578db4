"""The command that debriefs a save: a page that stands alone, a table, JSON, or the same tree as text."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.commands.arguments import SIDES, Wrong, pick
from game.commands.kept_reports import out
from game.commands.loading import load_rules, save_file
from game.commands.output import FINDINGS, GOOD, say, show

if TYPE_CHECKING:
    from game.csv_file import Style
    from game.screens.pages.debrief.told import View


def debrief(given: argparse.Namespace) -> int:
    """What each decision of a campaign did, as a page, a table, JSON or text."""
    from game.content.loading.languages.translation import translate
    from game.csv_file import BY_LANGUAGE, STYLES, style_of
    from game.play import SaveError
    from game.play.debrief.turning_points import debrief as work_out
    from game.play.save_file import read
    from game.screens.pages.debrief.page import report_tree
    from game.screens.pages.debrief.told import View
    from game.screens.words.texts import LANGUAGES, Texts

    t = Texts(pick("language", given.lang, LANGUAGES))
    page, table = out(given.out, "page"), out(given.csv, "table")
    style = style_of(pick("style", given.csv_style, STYLES) if given.csv_style else BY_LANGUAGE, t.language)
    path = save_file(given.file)
    rules = load_rules()
    try:
        saved = read(path)
    except SaveError as problem:
        raise Wrong(t("debrief.no_debrief", save=path.name, reason=t.said(problem.sentence))) from None
    side = pick("side", given.side, SIDES) if given.side else saved.header.side
    found = None
    for found in work_out(rules, saved.header.setup, saved.log, side):
        if found.wanted and not given.json:
            say(t("debrief.worked_out", share=t.percent(found.played / found.wanted)))
    assert found is not None
    if saved.lost:
        say(t.said(saved.lost))
    view = View(t, translate(rules, t.language), found, saved.log, saved.spoken, saved.scores if side == saved.header.side else ())
    tree = report_tree(view, t.said(saved.lost))
    if table is not None:
        _write(table, _csv(view, style))
    if page is not None:
        from game.classroom.pages.report_tree import report_of

        _write(page, report_of(tree, t))
    written = [t("debrief.written", file=str(file)) for file in (page, table) if file is not None]
    if not written and not given.json:
        from game.terminal.text_page import Numbers
        from game.terminal.text_page import page as as_text

        written = as_text(tree, Numbers())
    show(given, _document(view), written)
    return FINDINGS if found.refused else GOOD


def _write(path: Path, words: str) -> None:
    try:
        path.write_text(words, encoding="utf-8", newline="")
    except OSError as problem:
        raise Wrong(f"The debrief cannot be written to {path}: {problem.strerror or problem}.") from None


def _csv(view: View, style: Style) -> str:
    """A row a decision; where none could be worked out, its points are empty."""
    from game.csv_file import csv_text
    from game.play.debrief.turning_points import PARTS

    known = {p.decision: p for p in view.debrief.points}
    rows = []
    for d in view.debrief.decisions:
        p = known.get(d)
        numbers = (p.points, *(p.shares[n] for n in PARTS), p.mandates, p.over, len(p.void)) if p is not None else (None,) * 8
        rows.append((d.quarter, view.date(d.quarter), d.side, d.key, view.decided(d), *numbers))
    points = (f"{name} [points of the verdict]" for name in ("points", *PARTS, "mandates"))
    return csv_text(
        ("quarter", "date", "side", "decision", "words", *points, "ended_without_it", "void_lines [lines]"), rows, style
    )


def _document(view: View) -> dict[str, Any]:
    """The debrief for programs."""
    from game.forecast.causes import key_of_line
    from game.play.debrief.point_steps import grade, steps
    from game.play.debrief.theses import findings
    from game.screens.pages.debrief.beforehand import scores_of
    from game.structs import asdict

    d = view.debrief
    return {
        "scenario": d.setup.scenario,
        "seed": d.setup.seed,
        "side": d.side,
        "quarters": len(view.log),
        "over": d.over,
        "whole": d.whole,
        "refused": str(d.refused),
        "said_first": asdict(view.spoken) if view.spoken is not None else None,
        "figures": [{side: asdict(f) for side, f in figures.items()} for figures in d.path],
        "points": grade(d) if d.real is not None else None,
        "steps": [
            {"sort": s.sort, "amount": s.amount, "decision": s.decision.key if s.decision else "", "part": s.part,
             "mandate": s.mandate}
            for s in steps(view.rules, d)
        ],
        "decisions": [
            {"quarter": p.decision.quarter, "decision": p.decision.key, "words": view.decided(p.decision), "points": p.points,
             "parts": dict(p.shares), "mandates": p.mandates, "ended_without_it": p.over, "void_lines": len(p.void)}
            for p in d.points
        ],
        "rival": [
            {"quarter": q.quarter, "rung_seen": q.rung, "leaning_read": q.leaning, "sure": q.sure, "crisis_read": q.crisis,
             "wanted": [{"line": key_of_line(w.line), "why": w.why, "taken": w.taken} for w in q.wanted]}
            for q in d.rival
        ],
        "beforehand": [asdict(s) for s in scores_of(view)],
        "charges": [asdict(c) for c in d.charges],
        "theses": [asdict(f) for f in findings(view.rules, d)],
        "largest": [
            {"decision": x.decision.key, "real": asdict(x.real), "rival_held": asdict(x.held), "rival_anew": asdict(x.anew)}
            for x in d.largest
        ],
    }  # fmt: skip
