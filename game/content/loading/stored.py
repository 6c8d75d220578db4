"""A store of read content, so that starting the game needs neither YAML nor pydantic. JSON, keyed by a hash of every byte that
went in, behind a hash of its own bytes; one that was changed is put aside and the packs are read afresh."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from game import installation
from game.outside_files import opened, put_aside, regular_bytes, sealed, write_whole
from game.structs import from_json

KEPT = 8  # newest stores that are kept
MOST_BYTES = 64 << 20  # of a store; today's takes a fiftieth of it
MOST_OF_PACKS = 64 << 20  # of one file that goes into a hash, a .zip at the most
T = TypeVar("T")


def store_folder(of: str = "content") -> Path:
    """Where a store lies: in the platform's cache folder."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("indispensable", appauthor=False)) / of


def fingerprint(places: Sequence[Path], chosen: Any = None) -> str:
    """Hash of all bytes of the packs (folders or .zip files), of what was chosen about them, and of the code that reads them."""
    engine = installation.PACKAGE / "engine"
    rooms = (installation.PACKAGE / "content", engine / "rules", engine / "world" / "model")
    code = [path for room in rooms for path in files_below(room, ".py")]
    words = [f"{place.as_posix()}\n{' '.join(names_in(place))}\n" for place in places]
    packs = [path for place in places for path in ([place] if place.suffix == ".zip" else files_below(place, ".yaml"))]
    return hash_of([*code, *packs], [*words, json.dumps(chosen)])


def files_below(folder: Path, ending: str) -> list[Path]:
    """All files of an ending in a folder and below, in a fixed order; none where there is no folder."""
    return sorted(Path(at, name) for at, _, names in os.walk(folder) for name in names if name.endswith(ending))


def names_in(folder: Path) -> list[str]:
    """Names of all that lies right in a folder and in its folders, read or not: the checker speaks of what it does not read."""
    return sorted(f"{os.path.basename(at)}/{name}" for at, dirs, names in os.walk(folder) for name in (*dirs, *names))


def hash_of(files: Iterable[Path], words: Iterable[str] = ()) -> str:
    """Hash of the names and bytes of files that can be read, and of some words."""
    hashed = blake2b(digest_size=16)
    for path in files:
        try:
            data = regular_bytes(path, MOST_OF_PACKS)
        except OSError:
            continue
        hashed.update(f"{path.parent.name}/{path.name} {len(data)}\n".encode("utf-8", "surrogatepass"))
        hashed.update(data)
    for word in words:
        hashed.update(word.encode("utf-8", "surrogatepass"))  # of folders too, whose names may be no UTF-8
    return hashed.hexdigest()


def fetch(folder: Path, key: str, shape: type[T]) -> T | None:
    """What was stored under a key, or None when it is not there. What is there and damaged is put aside."""
    path = folder / f"{key}.json"
    try:
        return from_json(opened(regular_bytes(path, MOST_BYTES)), shape)
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        put_aside(path)
        return None


def is_there(folder: Path, key: str) -> bool:
    """Whether anything is stored under a key."""
    return os.path.lexists(folder / f"{key}.json")


def keep(folder: Path, key: str, data: Any) -> None:
    """Stores plain data; a folder that cannot be written, or a number that is not finite, is no fault."""
    try:
        write_whole(
            folder / f"{key}.json", sealed(json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode())
        )
        for old in sorted(folder.glob("*.json"), key=lambda p: p.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
    except (OSError, ValueError):
        return
