"""Puts packs into the player's content folder and takes them out again. Nothing is destroyed: what goes is moved aside.

Only files that could be read as a pack are copied; no link is followed, and no path leads out of the folder."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from game.content.format.plain_files import Unread, plain_bytes
from game.content.packs import folders
from game.content.packs.choices import forget
from game.content.packs.files import MOST_ALL, Files
from game.content.packs.folders import MANIFEST, ZIP, Place
from game.content.packs.pack import Pack, read_manifest

REMOVED = "removed-packs"


class NotInstalled(Exception):
    """A pack that cannot be installed or removed; `code` and `fields` say why in any language, the text in English."""

    def __init__(self, code: str, text: str, **fields: str) -> None:
        super().__init__(text)
        self.code, self.fields = code, fields


def install(given: Path | str) -> str:
    """Copies a pack (its folder, its pack.yaml or its .zip) into the player's folder; its id. One of the same id is moved aside.

    NotInstalled when it is no pack or one of the game's own; OSError when the disk refuses."""
    path = Path(os.path.abspath(Path(given).expanduser()))
    path = path.parent if path.name == MANIFEST else path
    pack, files = read_manifest(Place(path))
    if pack.manifest is None:
        first = next(iter(pack.findings), None)
        why = first.message if first else "it has no description"
        raise NotInstalled("no_pack", f"{path} is no pack that can be installed: {why}.", path=str(path), reason=why)
    id, content = pack.manifest.id, folders.user_content()
    if id in _shipped():
        raise NotInstalled("own", f'The pack "{id}" came with the game and stays as it is.', id=id)
    if content in (path, *path.parents):
        raise NotInstalled("there", f'The pack "{id}" lies in the content folder already.', id=id)
    content.mkdir(parents=True, exist_ok=True)
    target = content / (id + ZIP if path.is_file() else id)
    fresh = content / f".{target.name}.{os.getpid()}.new"
    try:
        _copy(path, files, fresh)
        for old in _places_of(id):
            _put_aside(old)
        os.replace(fresh, target)
    except Unread as refused:
        raise NotInstalled("no_pack", f"{path} cannot be installed: {refused.why}.", path=str(path), reason=refused.why) from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        if fresh.is_file():
            fresh.unlink(missing_ok=True)
    return id


def remove(id: str) -> Path:
    """Moves a pack of the player's folder aside; where it lies now. NotInstalled without one, OSError when the disk refuses."""
    places = _places_of(id)
    if not places:
        raise NotInstalled("unknown", f'There is no pack "{id}" in {folders.user_content()}.', id=id)
    moved = [_put_aside(place) for place in places]
    forget(id)
    return moved[0]


def _shipped() -> set[str]:
    return {read_manifest(place)[0].id for place in folders.discover() if place.shipped}


def _places_of(id: str) -> list[Path]:
    packs: list[Pack] = [read_manifest(place)[0] for place in folders.discover() if not place.shipped]
    return [pack.place.path for pack in packs if pack.id == id]


def _copy(path: Path, files: Files, fresh: Path) -> None:
    """A .zip as it is; of a folder what was listed, a plain file each."""
    if path.is_file():
        fresh.write_bytes(plain_bytes(path, MOST_ALL))
        return
    fresh.mkdir()
    for found in files.found:
        if found.fault:
            raise found.fault
        to = fresh / found.name
        if found.folder:
            to.mkdir(parents=True, exist_ok=True)
        else:
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(plain_bytes(path / found.name, MOST_ALL))


def _put_aside(place: Path) -> Path:
    """Moves a pack out of the content folder, beside it, under a name that is free."""
    aside = folders.user_content().parent / REMOVED
    aside.mkdir(parents=True, exist_ok=True)
    names = (aside / f"{place.stem}{'' if n == 1 else f'-{n}'}{place.suffix}" for n in range(1, 10_000))
    target = next(path for path in names if not path.exists())
    os.replace(place, target)
    return target
