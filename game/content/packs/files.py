"""The files of a pack, in a folder or a .zip: listed and read without following links and without more bytes than are allowed.

What a file is for is `pack.py`'s business."""

from __future__ import annotations

import lzma
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from game.content.format.plain_files import MOST_BYTES, Unread, fault_of, plain_bytes, too_large
from game.structs import Struct, field

MOST_FILES = 2000
MOST_ALL = 64_000_000
"""Most bytes of all files of a pack together, unpacked."""
DEEPEST = 3


class Found(Struct):
    """Something in a pack: its path inside it, its size, and why it is not read ("" when it may be)."""

    name: str
    size: int = 0
    fault: Unread | None = None
    folder: bool = False

    @property
    def at(self) -> PurePosixPath:
        """Its path."""
        return PurePosixPath(self.name)


class Files(Struct):
    """What lies in one pack, in a fixed order; `fault` says why nothing can be read at all."""

    place: Path
    found: tuple[Found, ...] = ()
    fault: Unread | None = None
    names: dict[str, Found] = field(default_factory=dict)
    unpacked: dict[str, bytes] = field(default_factory=dict)  # of a .zip: the bytes of its files of content

    def read(self, name: str, most: int = MOST_BYTES) -> bytes:
        """All bytes of a file; Unread with the reason why not."""
        entry = self.names.get(name)
        if self.fault or (entry and entry.fault):
            raise self.fault or (entry and entry.fault) or AssertionError
        if entry is None:
            raise Unread("unreadable", "this file is not there")
        if entry.size > most:
            raise too_large(entry.size, most)
        return self.unpacked[name] if name in self.unpacked else plain_bytes(self.place / name, most)

    def below(self, folder: str, ending: str = ".yaml") -> list[str]:
        """Names of the plain files right inside a folder, by ending."""
        return [f.name for f in self.found if not f.folder and str(f.at.parent) == folder and f.name.endswith(ending)]


def files_of(place: Path) -> Files:
    """What lies in a pack's folder or .zip."""
    try:
        if place.is_symlink():
            return Files(place, fault=Unread("not-a-file", "this is a link to another place; put the folder itself here"))
        if place.is_dir():
            return _listed(place, list(_walked(place, "", 0)))
        if place.suffix.lower() == ".zip":
            return _zipped(place)
    except OSError as error:
        return Files(place, fault=Unread("unreadable", f"this cannot be opened: {(error.strerror or 'unknown reason').lower()}"))
    why = "a pack is a folder with a pack.yaml, or a .zip of it" if place.exists() else "there is nothing at this place"
    return Files(place, fault=Unread("no-pack", why))


def _listed(place: Path, found: list[Found]) -> Files:
    """The files in order, without those behind the most that a pack may have."""
    found.sort(key=lambda f: (f.name != "pack.yaml", f.name))
    kept, bytes_, many = [], 0, 0
    for f in found:
        bytes_, many = bytes_ + (0 if f.fault else f.size), many + (not f.folder)
        if f.fault is None and (many > MOST_FILES or bytes_ > MOST_ALL):
            most = f"{MOST_FILES} files" if many > MOST_FILES else f"{MOST_ALL} bytes"
            kept.append(
                Found(f.name, f.size, Unread("pack-too-large", f"a pack may hold {most}; this and later ones are not read"))
            )
            break
        kept.append(f)
    return Files(place, tuple(kept), names={f.name: f for f in kept})


def _hidden(name: str) -> bool:
    return name.startswith((".", "_"))


def _walked(folder: Path, above: str, depth: int) -> Iterator[Found]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda e: e.name):
            if _hidden(entry.name):
                continue
            name, status = f"{above}{entry.name}", entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(status.st_mode):
                yield Found(name, folder=True)
                if depth < DEEPEST:
                    yield from _walked(Path(entry.path), f"{name}/", depth + 1)
            else:
                yield Found(name, status.st_size, fault_of(status, MOST_ALL))


def _zipped(place: Path) -> Files:
    """What lies in a .zip, whose pack may stand in one folder at its top. Nothing leaves it, and nothing is unpacked to disk."""
    if fault := fault_of(os.lstat(place), MOST_ALL):
        return Files(place, fault=fault)
    try:
        with zipfile.ZipFile(place) as archive:
            found = _members(archive)
            top = _top(found)
            listed = _listed(place, [_moved(f, top) for f in found.values() if f.name.startswith(top)])
            return _with_bytes(listed, archive, top)
    except (*_DAMAGED, UnicodeError) as error:
        return Files(place, fault=Unread("bad-zip", f"this is no sound .zip file ({error}); pack the folder anew"))


# What `zipfile` raises on damaged archives, and on methods of packing or locking that it does not know.
_DAMAGED = (KeyError, RuntimeError, ValueError, NotImplementedError, EOFError, zipfile.BadZipFile, zlib.error, lzma.LZMAError)


def _members(archive: zipfile.ZipFile) -> dict[str, Found]:
    found: dict[str, Found] = {}
    for info in archive.infolist()[: 4 * MOST_FILES]:
        name = info.filename.rstrip("/")
        if not name or any(_hidden(step) for step in name.split("/") if step != ".."):
            continue
        found[name] = Found(name, info.file_size, _zip_fault(info, name in found), folder=info.is_dir())
        for parent in list(PurePosixPath(name).parents)[:-1]:
            found.setdefault(str(parent), Found(str(parent), folder=True))
    return found


def _with_bytes(listed: Files, archive: zipfile.ZipFile, top: str) -> Files:
    """The files with the bytes of those that hold content; what is damaged, or larger than it says, has its fault."""
    kept: list[Found] = []
    for f in listed.found:
        if f.fault is None and not f.folder and f.size <= MOST_BYTES and f.name.endswith(".yaml"):
            try:
                with archive.open(top + f.name) as file:
                    listed.unpacked[f.name] = file.read(f.size + 1)
            except (*_DAMAGED, OSError):
                f = Found(f.name, f.size, Unread("bad-zip", "this file of the .zip is damaged; pack the folder anew"))
        kept.append(f)
    return Files(listed.place, tuple(kept), None, {f.name: f for f in kept}, listed.unpacked)


def _zip_fault(info: zipfile.ZipInfo, twice: bool) -> Unread | None:
    steps = info.filename.split("/")
    if info.filename.startswith("/") or ".." in steps or "\\" in info.orig_filename or ":" in info.filename:
        return Unread("outside-pack", "this path leads out of the pack; nothing is read or written there")
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return Unread("not-a-file", "this is a link or a device in the .zip; put the file itself in")
    if info.flag_bits & 1:
        return Unread("bad-zip", "this file is encrypted; pack the folder without a password")
    return Unread("bad-zip", "this file stands twice in the .zip; pack the folder anew") if twice and not info.is_dir() else None


def _top(found: dict[str, Found]) -> str:
    """The one folder at the top of a .zip that holds its pack.yaml, with a slash; "" when the pack stands at the top."""
    if "pack.yaml" in found:
        return ""
    tops = {name.split("/")[0] for name in found}
    only = next(iter(tops)) if len(tops) == 1 else ""
    return f"{only}/" if f"{only}/pack.yaml" in found else ""


def _moved(found: Found, inside: str) -> Found:
    return Found(found.name[len(inside) :], found.size, found.fault, found.folder)
