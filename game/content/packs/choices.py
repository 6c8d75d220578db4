"""What the player chose about packs: which are switched off and in which order they are read. A small list beside the packs.

Packs are known by their ids. A list that is missing or damaged says nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from game.content.packs import folders
from game.outside_files import regular_bytes, write_whole
from game.structs import Struct

FILE = "packs.json"
EARLIER = "switched-off.json"  # a list of names alone, before packs had an order
MOST_BYTES = 100_000


class Choices(Struct):
    """Ids of packs that rest, and ids in the order in which the player wants them read."""

    off: tuple[str, ...] = ()
    order: tuple[str, ...] = ()


def choices(folder: Path | None = None) -> Choices:
    """What was chosen about the packs of a folder, the player's if none is given; nothing where the list is missing or damaged."""
    folder = folder or folders.user_content()
    found = _plain(folder / FILE)
    if isinstance(found, dict):
        return Choices(_ids(found.get("off")), _ids(found.get("order")))
    return Choices(_ids(_plain(folder / EARLIER)))


def switch(id: str, on: bool) -> None:
    """Lets a pack be read, or rest; OSError when the list cannot be written."""
    chosen = choices()
    off = set(chosen.off) - {id} if on else {*chosen.off, id}
    _write(Choices(tuple(sorted(off)), chosen.order))


def reorder(ids: Sequence[str]) -> None:
    """Sets the order in which packs are read; OSError when the list cannot be written."""
    _write(Choices(choices().off, tuple(ids)))


def forget(id: str) -> None:
    """Drops what was chosen about a pack that is gone; OSError when the list cannot be written."""
    chosen = choices()
    _write(Choices(_without(chosen.off, id), _without(chosen.order, id)))


def _without(ids: Iterable[str], id: str) -> tuple[str, ...]:
    return tuple(other for other in ids if other != id)


def _ids(found: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for id in found if isinstance(id, str))) if isinstance(found, list) else ()


def _plain(path: Path) -> Any:
    try:
        return json.loads(regular_bytes(path, MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return None


def _write(chosen: Choices) -> None:
    write_whole(folders.user_content() / FILE, (json.dumps({"off": chosen.off, "order": chosen.order}) + "\n").encode())
