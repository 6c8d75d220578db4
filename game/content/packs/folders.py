"""Where packs lie: in the content folder that came with the game and in the player's own; a list there says which rest."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from game import installation
from game.outside_files import regular_bytes, write_whole

BASE = "base"
OFF = "switched-off.json"
MOST_BYTES = 1 << 20  # of the list of packs that rest


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
        packs += packs_at(folder)
    base = next((f for f in packs if f.name == BASE), installation.content() / BASE)
    return (base, *(f for f in dict.fromkeys(packs) if f != base and f.name not in resting))


def packs_at(folder: Path) -> list[Path]:
    """The folder itself when it is a pack, else the packs in it."""
    if os.path.exists(folder / "pack.yaml"):
        return [folder]
    try:
        return [child for child in sorted(folder.iterdir()) if os.path.exists(child / "pack.yaml")]
    except (OSError, ValueError):  # no folder, or one that cannot be read
        return []


def every() -> tuple[Path, ...]:
    """Folders of all packs in the player's own content folder, switched off or not."""
    folder = user_content()
    return tuple(f for f in packs_at(folder) if f != folder)


def switched_off() -> frozenset[str]:
    """Names of the player's pack folders that stay unread; none when the list is missing or damaged."""
    try:
        names = json.loads(regular_bytes(user_content() / OFF, MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return frozenset()
    return frozenset(n for n in names if isinstance(n, str)) if isinstance(names, list) else frozenset()


def switch(name: str, on: bool) -> None:
    """Lets a pack of the player's folder be read, or rest; OSError when the list cannot be written."""
    names = sorted(switched_off() - {name} if on else switched_off() | {name})
    write_whole(user_content() / OFF, (json.dumps(names) + "\n").encode())
