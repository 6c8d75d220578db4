"""The tables of docs/model.md: parameters, arrays, phases, back-tests and the laboratory's studies, made from what they tell of.

How tables get onto a page is `written_pages.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from game.content.format.case_items import Prior
from game.content.format.world_items import Parts
from game.engine.world.arithmetic.total import total
from game.engine.world.model.arrays import ARRAYS
from game.engine.world.month.phases import PHASES
from game.lab.history.backtest import CaseResult
from game.lab.reports import written_pages as pages
from game.lab.reports.written_pages import table

ORES_OF = "w2025q2"  # the world whose mines the table of ores shows
STUDIES = {"calibration": "calibrate", "sensitivity": "sensitivity"}
"""Kept reports, one JSON file each, and the command of the laboratory that makes them."""

Studies = Mapping[str, Mapping[str, Any]]


def kept(folder: Path) -> dict[str, Any]:
    """The kept reports of the laboratory. ValueError, in one sentence, when one is missing or damaged."""
    return {name: pages.kept(folder / f"{name}.json", command) for name, command in STUDIES.items()}


def renewed(
    text: str, parts: Parts, priors: Mapping[str, Prior], results: Sequence[CaseResult], studies: Studies
) -> str:  # fmt: skip
    """The page with all its tables made afresh. ValueError for a table that does not exist."""
    tables: dict[str, Callable[[], str]] = {
        "parameters": lambda: _parameters(parts),
        "arrays": _arrays,
        "phases": _phases,
        "backtests": lambda: _backtests(results),
        "series": lambda: _series(results),
        "inputs": lambda: _inputs(results),
        "ores": lambda: _ores(parts),
        "figures": lambda: _figures(studies["calibration"]),
        "errors": lambda: _errors(results),
        "unmet": lambda: _unmet(results),
        "skill": lambda: _skill(studies["calibration"]),
        "calibration": lambda: _calibration(studies["calibration"], priors),
        "fit": lambda: _fit(studies["calibration"]),
        "episodes": lambda: _episodes(studies["calibration"]),
        "screening": lambda: _screening(studies["sensitivity"]),
        "sensitivity": lambda: _sensitivity(studies["sensitivity"]),
    }

    return pages.filled(text, tables)


def _parameters(parts: Parts) -> str:
    rows = [
        (f"`{p.id}`", f"{p.value:g}", f"{p.low:g} to {p.high:g}", p.unit, p.meaning, p.source, p.confidence)
        for p in sorted(parts.parameters.values(), key=lambda p: p.id)
    ]
    return table(("parameter", "value", "range", "unit", "meaning", "source", "confidence"), rows)


def _ores(parts: Parts) -> str:
    def weights(table: str, ore: str) -> str:
        found: dict[str, float] = {}
        for row in parts.worlds[ORES_OF].rows:
            if row.table == table and row.ore == ore:
                found |= row.values or {}
        return ", ".join(f"{region} {weight:g}" for region, weight in found.items() if weight) or "nowhere"

    rows = [
        (
            o.title,
            ", ".join(f"{material} {100 * amount / total(o.holds.values()):.3g} %" for material, amount in o.holds.items()),
            weights("ore", o.id),
            weights("prospect", o.id),
            o.source,
            o.confidence,
        )
        for o in parts.ores
    ]
    return table(("ore", "holds", "dug, weight in 2025", "new mines, part of the full rate", "source", "confidence"), rows)


def _arrays() -> str:
    rows = [(f"`{a.name}`", a.axes or "one", a.unit, f"2^-{a.quantum_bits}", a.kind, a.meaning) for a in ARRAYS]
    return table(("array", "axes", "unit", "quantum", "kind", "meaning"), rows)


def _phases() -> str:
    rows = []
    for phase in PHASES:
        told = (phase.run.__doc__ or "").strip().splitlines()[0]
        touched = (phase.writes, phase.takes, phase.gives)
        rows.append((phase.name, told, *(", ".join(f"`{name}`" for name in names) for names in touched)))
    return table(("phase", "what it does", "writes", "takes from phases before", "hands on"), rows)


def _backtests(results: Sequence[CaseResult]) -> str:
    rows = []
    for result in results:
        for o in result.outcomes:
            t = o.target
            kind = "echo of an input" if t.echo else "output, held out" if t.held_out else "output"
            record = "" if t.record is None else f"{t.record:g}"
            band = f"{t.band[0]:g} to {t.band[1]:g}"
            rows.append((result.case.id, t.title, record, band, f"{o.value:.3g}", "pass" if o.passed else "MISS", kind, t.source))
    return table(("case", "target", "record", "band", "model", "", "kind", "source"), rows)


def _series(results: Sequence[CaseResult]) -> str:
    rows = [
        (r.case.id, s.series.title, str(len(s.months)), f"{s.distance:.0%}", s.series.source, s.series.confidence)
        for r in results
        for s in r.recorded
    ]
    return table(("case", "series", "recorded months", "mean distance of the model", "source", "confidence"), rows)


def _inputs(results: Sequence[CaseResult]) -> str:
    """What the cases' scripts set by hand: policies and settings of their era."""
    rows = []
    for result in results:
        case = result.case
        for row in case.rows:
            given = f"{row.all:g}" if row.all is not None else ", ".join(f"{k} {v:g}" for k, v in (row.values or {}).items())
            rows.append(
                (case.id, f"{row.table} of {', '.join(row.of)}" if row.of else row.table, given, row.source, row.confidence)
            )
        for name, value in case.parameters.items():
            rows.append((case.id, f"`{name}`", f"{value:g}", "leakage of the era", "judgement"))
        for run, policies in (("", case.policies), *((f" ({r.id})", r.policies) for r in case.runs)):
            for p in policies:
                when = (
                    f"from {p.begins}"
                    + (f", {p.lasts} months" if p.lasts else "")
                    + (f", every {p.every} months" if p.every else "")
                )
                what = f"{p.set}{run} of {', '.join(p.of) or 'all'} at {', '.join(p.at) or 'all'}, {when}"
                rows.append((case.id, what, " ".join(f"{v:g}" for v in p.values), p.source, p.confidence))
    return table(("case", "input", "value", "source", "confidence"), rows)


def _figures(found: Mapping[str, Any]) -> str:
    verdicts = {None: "", True: "pass", False: "MISS"}
    rows = [
        (f["title"], "" if f["wanted"] is None else f"{f['wanted']:g}", f"{f['value']:g}", verdicts[f["pass"]])
        for f in found["figures"]
    ]
    return table(("figure", "wanted", "measured", ""), rows)


def _calibration(found: Mapping[str, Any], priors: Mapping[str, Prior]) -> str:
    rows = [
        (
            f"`{p['id']}`", f"{p['low']:g} to {p['high']:g}", f"{p['content']:g}", p["shape"],
            _span(p["prior"][1::2]), _span(p["posterior"][1::2]), f"{p['narrowed']:.0%}", f"{p['below']:.0%}",
            priors[p["id"]].source if p["id"] in priors else "", priors[p["id"]].confidence if p["id"] in priors else "",
        )
        for p in found["parameters"]
    ]  # fmt: skip
    head = (
        "parameter", "published range", "content", "prior", "its middle 80 %", "middle 80 % of accepted sets", "narrower by",
        "sets below content", "source of the prior", "confidence",
    )  # fmt: skip
    return table(head, rows)


def _fit(found: Mapping[str, Any]) -> str:
    rows = [
        (t["id"], "held out" if t["held_out"] else "fitted", "" if t["informative"] else "not counted", _share(t["before"]),
         _share(t["after"]), f"{t['content']:g}", "pass" if t["content_pass"] else "MISS",
         ", ".join(f"`{name}` {strength:+.2f}" for name, strength in t["moved_by"]))
        for t in sorted(found["targets"], key=lambda t: (not t["informative"], t["held_out"]))
        if t["weighed"]
    ]  # fmt: skip
    head = ("output", "", "", "prior's sets in band", "accepted sets in band", "content", "", "moved by (rank correlation)")
    return table(head, rows)


def _errors(results: Sequence[CaseResult]) -> str:
    rows = [
        (f"{r.case.id}/{t.id}", f"{t.record:g}", e.scale, f"{e.observation:g}", f"{e.discrepancy:g}", e.source)
        for r in results
        for t in r.case.targets
        if (e := t.error) is not None
    ]
    return table(("output", "record", "scale", "observation", "discrepancy", "why"), rows)


def _unmet(results: Sequence[CaseResult]) -> str:
    rows = [
        (f"{r.case.id}/{o.target.id}", o.target.title, _span(o.target.band), f"{o.value:.3g}", o.target.unmet)
        for r in results
        for o in r.outcomes
        if not o.passed
    ]
    return table(("output", "", "band", "model", "why"), rows)


def _episodes(found: Mapping[str, Any]) -> str:
    rows = [
        (e["id"], t["title"], f"{t['record']:g}", _span(t["predicted"]["band80"]), _span(t["predicted"]["band90"]),
         _inside(t["predicted"]), _share(t["before"]), _share(t["after"]))
        for e in found["episodes"]
        for t in e["targets"]
    ]  # fmt: skip
    head = ("kept out", "output", "record", "80 % foretold", "90 % foretold", "", "prior's sets in band", "sets of this fit")
    return table(head, rows)


def _inside(predicted: Mapping[str, Any]) -> str:
    return "in 80 %" if predicted["in80"] else "in 90 %" if predicted["in90"] else "OUT"


def _skill(found: Mapping[str, Any]) -> str:
    rows = [(s["case"], s["title"], str(s["months"]), _signed(s["still"]), _signed(s["last"])) for s in found["skill"]]
    return table(("case", "series", "months", "against no change", "against the record before"), rows)


def _signed(value: float | None) -> str:
    return "–" if value is None else f"{value:+.2f}"


def _span(band: Sequence[float]) -> str:
    return f"{band[0]:g} to {band[1]:g}"


def _screening(found: Mapping[str, Any]) -> str:
    rows = [(f"`{p['id']}`", f"{p['effect']:.2f}") for p in found["parameters"] if p["effect"] >= 0.05]
    return table(("parameter", "largest mean effect on any target, half bands"), rows)


def _sensitivity(found: Mapping[str, Any]) -> str:
    rows = []
    for t in found["targets"]:
        told = sorted(t["total"].items(), key=lambda pair: -pair[1])[:3]
        rows.append((t["id"], ", ".join(f"`{n}` {v:.0%} ({t['first'][n]:.0%})" for n, v in told if v >= 0.01)))
    return table(("target", "share of its variance with all interactions (by itself)"), rows)


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.0%}"
