"""Where packs lie: in the content folder that came with the game and in the player's own. Reads nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

BASE = "base"


def checkout_content() -> Path:
    """The content folder that came with the game: of the checkout, or of the installed package."""
    here = Path(__file__).resolve().parent.parent
    beside = here.parent / "content"
    return beside if (beside / BASE / "pack.yaml").exists() else here / "_data" / "content"


def user_content() -> Path:
    """The folder in which a player's own packs are looked for."""
    import platformdirs

    return Path(platformdirs.user_data_dir("indispensable", appauthor=False)) / "content"


def discover(paths: Sequence[Path | str] | None = None) -> tuple[Path, ...]:
    """Folders of all packs below the given folders (a folder with a pack.yaml is a pack itself); by default all installed ones.

    The base pack always comes first and is added when the given folders have none."""
    given = [Path(p) for p in paths] if paths is not None else [checkout_content(), user_content()]
    packs: list[Path] = []
    for folder in given:
        if (folder / "pack.yaml").exists():
            packs.append(folder)
        elif folder.is_dir():
            packs += [child for child in sorted(folder.iterdir()) if (child / "pack.yaml").exists()]
    base = next((f for f in packs if f.name == BASE), checkout_content() / BASE)
    return (base, *(f for f in dict.fromkeys(packs) if f != base))
