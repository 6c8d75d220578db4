"""Everything that a session has kept, as CSV files in one zip with a data dictionary. No cell can run in a spreadsheet."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence

from game.classroom.events.event import Event
from game.classroom.events.state import State
from game.classroom.worlds import sheet
from game.screens.words.texts import Texts

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""Beginnings of a text that a spreadsheet would take for a formula."""
Row = Sequence[object]
TABLES: dict[str, tuple[str, ...]] = {
    "seats": ("seat", "name", "team", "language", "joined_s"),
    "votes": ("seat", "quarter", "step", "sequence", "question", "answer", "at_s"),
    "predictions": ("seat", "quarter", "figure", "expected"),
    "cards_raised": ("quarter", "step", "question", "answer", "count"),
    "plans": ("world", "quarter", "capital", "line", "kind", "what"),
    "figures": ("world", "quarter", "capital", "figure", "value"),
    "exit_ticket": ("seat", "question", "answer"),
}
"""File → its columns. Every one of them is explained in `classroom.yaml` under `data_<column>`."""


def safe(value: object) -> object:
    """A cell that stays a cell: a text that would run gets an apostrophe in front; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.startswith(RUNS) else value


def tables(state: State, events: Sequence[Event]) -> dict[str, list[Row]]:
    """The rows of every file."""
    began = state.opened
    ballots = [e for e in events if e.kind == "ballot"]
    votes: list[Row] = []
    predictions: list[Row] = []
    for e in ballots:
        for question, values in e.body["choices"].items():
            for value in values:
                votes.append((e.seat, e.round + 1, e.body["step"], e.sequence, question, value, round(e.at - began, 1)))
                if question == sheet.PREDICT:
                    predictions.append((e.seat, e.round + 1, sheet.figure_asked(e.round), value))
    raised: list[Row] = [
        (quarter + 1, step, question, value, n)
        for (quarter, step), questions in state.counts.items()
        for question, values in questions.items()
        for value, n in values.items()
    ]
    plans: list[Row] = []
    figures: list[Row] = []
    for world, lines in state.worlds.items():
        for line in lines:
            for side, plan in line["plans"].items():
                for i, entry in enumerate(plan["lines"]):
                    what = " ".join(f"{k}={v}" for k, v in entry.items() if k != "kind")
                    plans.append((world, line["quarter"] + 1, side, i + 1, entry["kind"], what))
            for side, found in line["statistics"].items():
                figures += [(world, line["quarter"] + 1, side, name, value) for name, value in found.items()]
    return {
        "seats": [(s.id, s.name, s.team, s.language, round(s.joined - began, 1)) for s in state.seats.values()],
        "votes": votes,
        "predictions": predictions,
        "cards_raised": raised,
        "plans": plans,
        "figures": figures,
        "exit_ticket": [(seat, question, answer) for seat, answers in state.exits.items() for question, answer in answers.items()],
    }


def zip_of(state: State, events: Sequence[Event], t: Texts) -> bytes:
    """The zip's bytes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables(state, events).items():
            archive.writestr(f"{name}.csv", written(TABLES[name], rows))
        words = [(f"{name}.csv", column, t(f"classroom.data_{column}")) for name, columns in TABLES.items() for column in columns]
        archive.writestr("dictionary.csv", written(("file", "column", "meaning"), words))
    return data.getvalue()


def written(head: Row, rows: Iterable[Row]) -> bytes:
    """A CSV file that spreadsheets read in any language."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
