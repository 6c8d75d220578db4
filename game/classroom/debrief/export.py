"""Everything that a session has kept, as CSV files in one zip with a data dictionary. No cell can run in a spreadsheet."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from game.classroom.events.event import Event
from game.classroom.events.state import State
from game.classroom.worlds import sheet
from game.csv_file import STYLES, USUAL, Style, csv_text
from game.screens.words.texts import Texts

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


def zip_of(state: State, events: Sequence[Event], t: Texts, style: Style = STYLES[USUAL]) -> bytes:
    """The zip's bytes; `style` is the separator and decimal sign of its tables."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables(state, events).items():
            archive.writestr(f"{name}.csv", csv_text(TABLES[name], rows, style))
        words = [(f"{name}.csv", column, t(f"classroom.data_{column}")) for name, columns in TABLES.items() for column in columns]
        archive.writestr("dictionary.csv", csv_text(("file", "column", "meaning"), words, style))
    return data.getvalue()
