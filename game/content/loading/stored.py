"""A store of checked content, so that starting the game needs neither YAML nor pydantic. JSON, keyed by a hash of every byte that
went in; anything odd about it is ignored and the packs are read afresh."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from game import installation

FORMAT = 1
KEPT = 8  # newest stores that are kept


def store_folder() -> Path:
    """Where the store lies: the platform's cache folder."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("indispensable", appauthor=False)) / "content"


def fingerprint(folders: Sequence[Path]) -> str:
    """Hash of all bytes of the packs and of the code that reads them."""
    hashed = blake2b(digest_size=16)
    engine = installation.PACKAGE / "engine"
    rooms = (installation.PACKAGE / "content", engine / "rules", engine / "world" / "model")
    code = [path for room in rooms for path in sorted(room.rglob("*.py"))]
    for path in (*_existing(code), *_existing(p for folder in folders for p in sorted(folder.rglob("*.yaml")))):
        data = path.read_bytes()
        hashed.update(f"{path.parent.name}/{path.name} {len(data)}\n".encode())
        hashed.update(data)
    for folder in folders:
        hashed.update(f"{folder.as_posix()}\n".encode())
    return hashed.hexdigest()


def _existing(paths: Iterable[Path]) -> Iterable[Path]:
    return (p for p in paths if p.is_file())


def fetch(folder: Path, key: str) -> dict[str, Any] | None:
    """What was stored under a key, or None."""
    try:
        document = json.loads((folder / f"{key}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return document if isinstance(document, dict) and document.get("format") == FORMAT else None


def keep(folder: Path, key: str, document: dict[str, Any]) -> None:
    """Stores a document; a folder that cannot be written is no fault."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f"{key}.{os.getpid()}.new"
        fresh.write_text(json.dumps({"format": FORMAT} | document, separators=(",", ":")), encoding="utf-8")
        fresh.replace(folder / f"{key}.json")
        for old in sorted(folder.glob("*.json"), key=lambda p: p.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return
