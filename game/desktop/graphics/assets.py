"""The game's fonts, icons, map and theme files; where they lie is told by `installation`.

Only paths and bytes; whoever asks decides what to do when a file is missing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from game import installation


def path(*parts: str) -> Path | None:
    """The file under the assets' folder, or None when it is not there."""
    found = installation.assets().joinpath(*parts)
    return found if found.is_file() else None


def document(*parts: str) -> Any:
    """A JSON file as plain data; None when it is missing or damaged."""
    found = path(*parts)
    if found is None:
        return None
    try:
        return json.loads(found.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
