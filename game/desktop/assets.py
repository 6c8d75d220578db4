"""Finds the game's fonts, icons, map and theme files, in a checkout or in an installed package.

Only paths and bytes; whoever asks decides what to do when a file is missing."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any


@lru_cache(maxsize=1)
def folder() -> Path:
    """The assets' folder: `game/_data/assets` of an installed game, else `assets` beside the package."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_data" / "assets"
    return installed if installed.is_dir() else package.parent / "assets"


def path(*parts: str) -> Path | None:
    """The file under the assets' folder, or None when it is not there."""
    found = folder().joinpath(*parts)
    return found if found.is_file() else None


def document(*parts: str) -> Any:
    """A JSON file as plain data; None when it is missing or damaged."""
    found = path(*parts)
    if found is None:
        return None
    try:
        return json.loads(found.read_text("utf-8"))
    except (OSError, ValueError):
        return None
