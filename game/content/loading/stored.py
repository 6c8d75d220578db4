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

FORMAT = 2
KEPT = 8  # newest stores that are kept
T = TypeVar("T")


class _Stored(msgspec.Struct, Generic[T]):
    format: Literal[2]
    data: T


def store_folder(of: str = "content") -> Path:
    """Where a store lies: in the platform's cache folder."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("indispensable", appauthor=False)) / of


def fingerprint(folders: Sequence[Path]) -> str:
    """Hash of all bytes of the packs and of the code that reads them."""
    engine = installation.PACKAGE / "engine"
    rooms = (installation.PACKAGE / "content", engine / "rules", engine / "world" / "model")
    code = [path for room in rooms for path in files_below(room, ".py")]
    places = [f"{folder.as_posix()}\n" for folder in folders]
    return hash_of([*code, *(path for folder in folders for path in files_below(folder, ".yaml"))], places)


def files_below(folder: Path, ending: str) -> list[Path]:
    """All files of an ending in a folder and below, in a fixed order; none where there is no folder."""
    return sorted(Path(at, name) for at, _, names in os.walk(folder) for name in names if name.endswith(ending))


def hash_of(files: Iterable[Path], words: Iterable[str] = ()) -> str:
    """Hash of the names and bytes of files that can be read, and of some words."""
    hashed = blake2b(digest_size=16)
    for path in files:
        try:
            data = path.read_bytes()
        except OSError:
            continue
        hashed.update(f"{path.parent.name}/{path.name} {len(data)}\n".encode())
        hashed.update(data)
    for word in words:
        hashed.update(word.encode())
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
