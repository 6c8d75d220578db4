"""Reports that a command keeps in a file, and pages whose tables it makes afresh."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from game.commands.arguments import Wrong
from game.commands.output import FINDINGS, GOOD
from game.outside_files import regular_bytes
from game.outside_text import cleaned

MOST_BYTES = 64 << 20  # of a page


def out(name: str, what: str = "report") -> Path | None:
    """The file in which a report or picture is to be kept, None for no name; Wrong, before any work, where it cannot be written."""
    if not name:
        return None
    folder, told = os.path.dirname(name) or os.curdir, cleaned(name)
    if os.path.isdir(name):
        raise Wrong(f'The {what} cannot be written to "{told}": that is a folder; give the name of a file in it.')
    if not os.path.isdir(folder):
        raise Wrong(f'The {what} cannot be written to "{told}": there is no folder {cleaned(folder)}.')
    if not os.access(name if os.path.exists(name) else folder, os.W_OK):
        raise Wrong(f'The {what} cannot be written to "{told}": writing is not allowed there.')
    return Path(name)


def folder_for(name: str, what: str) -> Path:
    """A folder in which files are to be written, made if need be; Wrong, before any work, where it cannot be."""
    try:
        Path(name).mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as problem:
        why = getattr(problem, "strerror", "") or str(problem)
        raise Wrong(f'The {what} cannot be written to "{cleaned(name)}": {why}.') from None
    if not os.access(name, os.W_OK | os.X_OK):
        raise Wrong(f'The {what} cannot be written to "{cleaned(name)}": writing is not allowed there.')
    return Path(name)


def keep(path: Path | None, report: Any) -> None:
    """The report as a JSON file that a person can read, where one was asked for."""
    keep_text(path, json.dumps(report, ensure_ascii=False, indent=1) + "\n")


def keep_text(path: Path | None, text: str) -> None:
    """A text in a file, where one was asked for."""
    if path is not None:
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as problem:
            raise Wrong(f"The report cannot be written to {path}: {problem.strerror or problem}.") from None


def page(given: argparse.Namespace, renewed: Callable[[Path, str], str]) -> int:
    """Say whether the page `given.file` is what `renewed(path, text)` makes of it; write it where `given.write` asks for that."""
    path = (out(given.file, "page") if given.write else None) or Path(given.file)
    try:
        old = regular_bytes(path, MOST_BYTES).decode("utf-8")
        new = renewed(path, old)
        if given.write and new != old:
            path.write_text(new, encoding="utf-8")
    except OSError as problem:
        raise Wrong(f"The page {path} cannot be used: {problem.strerror or problem}.") from None
    except ValueError as problem:
        raise Wrong(str(problem)) from None
    print(f"{path} {'is up to date' if new == old else 'written' if given.write else 'is out of date'}")
    return GOOD if given.write or new == old else FINDINGS
