"""A store of read content, so that starting the game needs neither YAML nor pydantic. JSON, keyed by a hash of every byte that
went in; anything odd about it is ignored and the packs are read afresh."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

import msgspec

from game import installation
from game.content.format.plain_files import MOST_BYTES, Unread, plain_bytes

FORMAT = 3
KEPT = 8  # newest stores that are kept
MOST_ALL = 64_000_000  # bytes of a .zip
T = TypeVar("T")


class _Stored(msgspec.Struct, Generic[T]):
    format: Literal[3]
    data: T


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
    """Hash of the names and bytes of plain files that can be read, and of some words. Of what is larger than a pack may be, and of
    links and pipes, only the name counts."""
    hashed = blake2b(digest_size=16)
    for path in files:
        try:
            data = plain_bytes(path, MOST_ALL if path.suffix == ".zip" else MOST_BYTES)
        except Unread as refused:
            data = refused.why.encode()
        hashed.update(f"{path.parent.name}/{path.name} {len(data)}\n".encode("utf-8", "replace"))
        hashed.update(data)
    for word in words:
        hashed.update(word.encode("utf-8", "replace"))
    return hashed.hexdigest()


def fetch(folder: Path, key: str, shape: type[T]) -> T | None:
    """What was stored under a key, or None when it is not there or has another shape."""
    try:
        return msgspec.json.decode((folder / f"{key}.json").read_bytes(), type=_Stored[shape]).data  # type: ignore[valid-type]
    except (OSError, ValueError, RecursionError, msgspec.MsgspecError):
        return None


def keep(folder: Path, key: str, data: Any) -> None:
    """Stores plain data; a folder that cannot be written, or a number that is not finite, is no fault."""
    try:
        text = json.dumps({"format": FORMAT, "data": data}, separators=(",", ":"), allow_nan=False)
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f"{key}.{os.getpid()}.new"
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(folder / f"{key}.json")
        for old in sorted(folder.glob("*.json"), key=lambda p: p.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
    except (OSError, ValueError):
        return
