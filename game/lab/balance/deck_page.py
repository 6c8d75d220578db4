"""The tables of docs/deck.md, made from the kept report of `lab deck --out`."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median
from typing import Any

from game.engine.rules.vocabulary.plan import BOTH
from game.engine.world.arithmetic.total import total
from game.lab.reports.written_pages import filled, table

CALLED = {
    "state": "by the state of the world",
    "mark": "by a mark that an act left",
    "chain": "by a chain: a response named it",
    "date": "by a date of the calendar",
    "weight": "by weight alone",
}


def renewed(text: str, report: Mapping[str, Any]) -> str:
    """The page with all its tables made afresh."""
    return filled(
        text,
        {
            "targets": lambda: _targets(report),
            "scenarios": lambda: _scenarios(report),
            "called": lambda: _called(report),
            "endings": lambda: _endings(report),
            "reading": lambda: _reading(report),
            "cards": lambda: _cards(report),
        },
    )


def _targets(report: Mapping[str, Any]) -> str:
    rows = [
        (t["id"].replace("-", " "), f"{t['value']:g}", t["target"], "pass" if t["pass"] else f"MISS {', '.join(t.get('what', ()))}")
        for t in report["tests"]
    ]
    return table(("measure", "found", "target", ""), rows)


def _scenarios(report: Mapping[str, Any]) -> str:
    rows = [
        (f"`{id}`", str(row["campaigns"]), *(f"{n:g}" for n in row["different"].values()), f"{row['overlap']:.0%}")
        for id, row in report["scenarios"].items()
    ]
    return table(("scenario", "campaigns", "least different cards", "median", "most", "shared by two seeds, median"), rows)


def _called(report: Mapping[str, Any]) -> str:
    return table(("dealt cards were called", "share"), [(told, f"{report['called'][kind]:.1%}") for kind, told in CALLED.items()])


def _endings(report: Mapping[str, Any]) -> str:
    sums = [max(total(told[side] for told in report["endings"].values()), 1) for side in BOTH]
    rows = [
        (f"`{id}`", *(f"{told[side] / whole:.1%}" for side, whole in zip(BOTH, sums, strict=True)))
        for id, told in report["endings"].items()
    ]
    return table(("ending", "told to Beijing", "told to Washington"), rows)


def _reading(report: Mapping[str, Any]) -> str:
    heads = (("words", "words of the situation"), ("shown", "words shown before the answer"), ("grade", "grade level"))
    rows = []
    for key, told in heads:
        values = [card[key] for card in report["cards"].values()]
        rows.append((told, *(f"{value:g}" for value in (min(values), median(values), max(values)))))
    return table(("per card", "least", "median", "most"), rows)


def _cards(report: Mapping[str, Any]) -> str:
    rows = [
        (
            f"`{id}`", card["to"], card["called"], str(card["dealt"]), str(card["words"]), str(card["shown"]), f"{card['grade']:g}",
            str(card["states"]), "; ".join(_response(name, r) for name, r in card["responses"].items()),
        )
        for id, card in report["cards"].items()
    ]  # fmt: skip
    head = ("card", "to", "called by", "dealt", "words", "shown", "grade", "states", "responses")
    return table(head, rows)


def _response(name: str, row: Mapping[str, Any]) -> str:
    chosen = total(row["chosen"].values())
    return f"`{name}` chosen {chosen} times by {len(row['chosen'])}, would {row['would']}, best {row['best']:.0%}"
