"""Reports that a command keeps in a file, and pages whose tables it makes afresh."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from game.commands.arguments import Wrong
from game.commands.output import FINDINGS, GOOD


def out(name: str) -> Path | None:
    """The file in which a report is to be kept, None for no name; Wrong, before any work, where its folder is missing."""
    if name and not Path(name).parent.is_dir():
        raise Wrong(f'The report cannot be written to "{name}": there is no folder {Path(name).parent}.')
    return Path(name) if name else None


def keep(path: Path | None, report: Any) -> None:
    """The report as a JSON file that a person can read, where one was asked for."""
    if path is not None:
        try:
            path.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        except OSError as problem:
            raise Wrong(f"The report cannot be written to {path}: {problem.strerror or problem}.") from None


def page(given: argparse.Namespace, renewed: Callable[[Path, str], str]) -> int:
    """Say whether the page `given.file` is what `renewed(path, text)` makes of it; write it where `given.write` asks for that."""
    path = Path(given.file)
    try:
        old = path.read_text(encoding="utf-8")
        new = renewed(path, old)
        if given.write and new != old:
            path.write_text(new, encoding="utf-8")
    except OSError as problem:
        raise Wrong(f"The page {path} cannot be used: {problem.strerror or problem}.") from None
    except ValueError as problem:
        raise Wrong(str(problem)) from None
    print(f"{path} {'is up to date' if new == old else 'written' if given.write else 'is out of date'}")
    return GOOD if given.write or new == old else FINDINGS
