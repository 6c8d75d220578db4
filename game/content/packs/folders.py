"""Where packs lie: in the content folder that came with the game and in the player's own; a list there says which rest."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from game import installation

BASE = "base"
OFF = "switched-off.json"


def user_content() -> Path:
    """The folder in which a player's own packs are looked for."""
    import platformdirs

    return Path(platformdirs.user_data_dir("indispensable", appauthor=False)) / "content"


def discover(paths: Sequence[Path | str] | None = None) -> tuple[Path, ...]:
    """Folders of all packs below the given folders (a folder with a pack.yaml is a pack itself); by default all installed ones.

    The base pack always comes first and is added when the given folders have none."""
    given = [Path(p) for p in paths] if paths is not None else [installation.content(), user_content()]
    resting = switched_off() if paths is None else frozenset()
    packs: list[Path] = []
    for folder in given:
        if (folder / "pack.yaml").exists():
            packs.append(folder)
        elif folder.is_dir():
            packs += [child for child in sorted(folder.iterdir()) if (child / "pack.yaml").exists()]
    base = next((f for f in packs if f.name == BASE), installation.content() / BASE)
    return (base, *(f for f in dict.fromkeys(packs) if f != base and f.name not in resting))


def every() -> tuple[Path, ...]:
    """Folders of all packs in the player's own content folder, switched off or not."""
    folder = user_content()
    return tuple(f for f in sorted(folder.iterdir()) if (f / "pack.yaml").exists()) if folder.is_dir() else ()


def switched_off() -> frozenset[str]:
    """Names of the player's pack folders that stay unread; none when the list is missing or damaged."""
    try:
        names = json.loads((user_content() / OFF).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return frozenset()
    return frozenset(n for n in names if isinstance(n, str)) if isinstance(names, list) else frozenset()


def switch(name: str, on: bool) -> None:
    """Lets a pack of the player's folder be read, or rest; OSError when the list cannot be written."""
    names = sorted(switched_off() - {name} if on else switched_off() | {name})
    path = user_content() / OFF
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(names) + "\n", encoding="utf-8")
    os.replace(fresh, path)
