"""Where packs lie: in the content folder that came with the game and in the player's own, as folders or .zip files.

Only looks; what stands in a pack is `pack.py`'s business, which of them are switched off and in which order `choices.py`'s."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from game import installation
from game.structs import Struct

BASE = "base"
MANIFEST = "pack.yaml"
ZIP = ".zip"


class Place(Struct):
    """A folder or .zip in which a pack lies, or is meant to lie. `shipped` packs came with the game; one of them is its `base`."""

    path: Path
    shipped: bool = False
    base: bool = False

    @property
    def label(self) -> str:
        """How findings call it: its whole path, which no other pack has."""
        return self.path.as_posix()


def user_content() -> Path:
    """The folder in which a player's own packs are looked for."""
    import platformdirs

    return Path(platformdirs.user_data_dir("indispensable", appauthor=False)) / "content"


def discover(paths: Sequence[Path | str] | None = None) -> tuple[Place, ...]:
    """The places of all packs at or below the given folders (by default all installed ones), the base pack first.

    The base pack is added when the given folders have none. A folder that looks like a pack and is none is a place too: what is
    wrong with it is said when it is read."""
    if paths is None:
        own = [Place(path, shipped=True, base=path.name == BASE) for path in _packs_in(installation.content())]
        return (*_base_first(own), *(Place(path) for path in _children(user_content())))
    places = [place for given in paths for place in _given(Path(os.path.abspath(given)))]
    return _base_first(list(dict.fromkeys(places)))


def _base_first(places: list[Place]) -> tuple[Place, ...]:
    base = next((p for p in places if p.base), Place(installation.content() / BASE, shipped=True, base=True))
    return (base, *(p for p in places if not p.base))


def _given(path: Path) -> Iterator[Place]:
    """The packs at a path that somebody named: the path itself, or those below it."""
    if path.name == MANIFEST:
        path = path.parent
    if (path / MANIFEST).exists() or not path.is_dir() or _meant_as_one(path):
        yield Place(path, *_ours(path))
    elif any(_ours(child)[1] for child in _packs_in(path)):  # a content folder of the game, whole
        yield from (Place(child, *_ours(child)) for child in _packs_in(path))
    elif found := list(_children(path)):
        yield from map(Place, found)
    else:
        yield Place(path)


def _meant_as_one(path: Path) -> bool:
    """Whether a folder without a pack.yaml is meant as a pack, and not as a folder of packs: it lies where installed packs do, or
    holds the folders of a pack and no pack. What is wrong with it is said when it is read."""
    from game.content.format.kinds import FOLDERS

    return path.parent == user_content() or (not _packs_in(path) and any(child.name in FOLDERS for child in _sorted(path)))


def _ours(path: Path) -> tuple[bool, bool]:
    """Whether a pack is one of the game's own, or a copy of its content folder's; and whether it is the base."""
    base = path.name == BASE and (path / MANIFEST).is_file() and (path / "numbers.yaml").is_file()
    return base or path.parent == installation.content() or (path.parent / BASE / "numbers.yaml").is_file(), base


def _packs_in(folder: Path) -> list[Path]:
    return [child for child in _sorted(folder) if (child / MANIFEST).is_file()]


def _children(folder: Path) -> Iterator[Path]:
    """What in a folder of packs is a pack or looks as if it were meant to be one."""
    for child in _sorted(folder):
        if child.suffix.lower() == ZIP or looks_like_a_pack(child):
            yield child


def offered(folder: Path) -> tuple[list[Path], list[Path]]:
    """What a player may choose in a folder: the folders to look into, and the packs (folders with a pack.yaml, and .zip files)."""
    found = [child for child in _sorted(folder) if child.is_dir() or child.suffix.lower() == ZIP]
    packs = [child for child in found if not child.is_dir() or (child / MANIFEST).is_file()]
    return [child for child in found if child not in packs], packs


def downloads() -> Path:
    """Where a player's browser lays files down; the home folder where there is no such folder."""
    import platformdirs

    folder = Path(platformdirs.user_downloads_dir())
    return folder if folder.is_dir() else Path.home()


def looks_like_a_pack(folder: Path) -> bool:
    """Whether there is something in a folder that packs have; links are looked at by name only."""
    if folder.is_symlink():
        return (folder / MANIFEST).exists()
    from game.content.format.kinds import FOLDERS  # which knows the engine's types; the title does not wait for them

    inside = _sorted(folder)
    return any(p.suffix in (".yaml", ".yml") or p.name in FOLDERS or (p / MANIFEST).is_file() for p in inside)


def _sorted(folder: Path) -> list[Path]:
    """What lies in a folder, in a fixed order; nothing where it cannot be looked at."""
    try:
        return sorted(p for p in folder.iterdir() if not p.name.startswith((".", "_")))
    except OSError:
        return []
