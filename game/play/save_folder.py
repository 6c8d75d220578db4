"""The folder of saves: list, name, write safely, delete. Never overwrites a state that the writing campaign has not passed.

What stands in a file is `save_file.py`."""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

import platformdirs
from filelock import FileLock

from game import installation
from game.outside_files import regular_bytes
from game.outside_text import cleaned
from game.play.save_file import Header, SaveError, Slot, read, read_header
from game.structs import Struct, replace

SUFFIX = ".save"
BACKUP = ".save.bak"
LOCK = ".lock"
LONGEST_STEM = 150  # bytes; with number, suffixes and process a name of a file has at most 255
RESERVED = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))))
"""Names that are no files under Windows, whatever stands behind them."""
PATIENCE = 10.0  # seconds that a writer waits for another game's


class Kept(Struct):
    """Where a save was written and under which name; `beside` when another game had gone on with the save of the old name."""

    path: Path
    name: str
    beside: bool


class SaveEntry(Struct):
    """A row of the list of saves. An unreadable one is greyed and shows its `reason`."""

    name: str
    path: Path
    scenario: str = ""
    side: str = ""
    date: str = ""
    quarter: int = 0
    readable: bool = True
    reason: str = ""
    over: str = ""
    state: str = ""  # which campaign and which state of it the file held when it was listed


def user_folder() -> Path:
    """The platform's folder for the user's data of this game."""
    return Path(platformdirs.user_data_dir("indispensable", appauthor=False))


def default_folder() -> Path:
    """`saves/` of the checkout when run from one, else the user's folder."""
    return (installation.CHECKOUT if installation.is_checkout() else user_folder()) / "saves"


class Store:
    """Saves in one folder."""

    def __init__(self, folder: Path | str | None = None) -> None:
        self.folder = Path(folder) if folder is not None else default_folder()

    def list(self) -> tuple[SaveEntry, ...]:
        """All saves, newest first, read by header. A previous version stands in where the newest is unreadable."""
        try:
            files = [p for p in self.folder.iterdir() if p.name.endswith((SUFFIX, BACKUP)) and p.is_file()]
        except OSError:
            return ()
        entries = {path: _entry(path) for path in files}
        shown = [entry for path, entry in sorted(entries.items()) if _shown(path, entry, entries)]
        names = Counter(entry.name for entry in shown)
        told = [replace(e, name=f"{e.name} [{cleaned(e.path.name)}]") if names[e.name] > 1 else e for e in shown]
        return tuple(sorted(_each_its_own(told), key=lambda e: (-_modified(e.path), e.name)))

    def delete(self, name: str, state: str | None = None) -> bool:
        """Delete the save of this name (or of this file name) with its previous version; False when there is none.

        `state` is what the save held when it was listed: where it holds another by now, which another game wrote, it stays."""
        if not self.folder.is_dir():
            return False
        with FileLock(self.folder / LOCK, timeout=PATIENCE):
            every = self.list()
            found = [e for e in every if e.name == name] or [e for e in every if e.path.name == name]
            if not found or state not in (None, found[0].state):
                return False
            path = found[0].path
            with contextlib.suppress(FileNotFoundError):
                path.unlink()
            if path.name.endswith(SUFFIX):
                path.with_name(path.name + ".bak").unlink(missing_ok=True)
        return True

    def keep(self, name: str, text: Callable[[str], str], campaign: str, slot: Slot, known: Collection[str]) -> Kept:
        """Write a campaign's save under a name, or under the name with a number where that would destroy something.

        `text` gives the file for the name that it gets; `known` are the digests of the states that the campaign has passed.
        A file is written over only when it is this campaign's, in this slot, under this name, and holds such a state: what
        another game wrote in the meantime stays. OSError when the disk refuses, nothing lost."""
        name = cleaned(name) or "save"
        self.folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self.folder / LOCK, timeout=PATIENCE):
            for stale in self.folder.glob(f"*{SUFFIX}.*.tmp"):  # of a game that was killed: no other writes while the lock is held
                with contextlib.suppress(OSError):
                    stale.unlink(missing_ok=True)
            newer = False
            held = {header.name: (path, header) for path, header in self._headers()}
            for tried in (name, *(f"{name} ({number})" for number in range(2, 10_000))):
                path, there = held[tried] if tried in held else (self._free(tried), None)
                own = there is not None and (there.campaign, there.slot) == (campaign, slot)
                if there is None or (own and _passed(path, there, known)):
                    told = text(tried)
                    if there is None or not _holds(path, told.encode("utf-8")):  # else the version before would be the same
                        self.write(path, told)
                    return Kept(path, tried, newer)
                newer |= own
        raise OSError(None, f"too many saves are called {name}")

    def _headers(self) -> Iterator[tuple[Path, Header]]:
        """Every save that can be read, with what it says of itself."""
        for path in sorted(self.folder.glob(f"*{SUFFIX}")):
            with contextlib.suppress(SaveError):
                yield path, read_header(path)

    def _free(self, name: str) -> Path:
        """A file for a name where nothing stands, no previous version either."""
        stem = _file_stem(name)
        for number in range(1, 10_000):
            path = self.folder / f"{stem}{'' if number == 1 else f'-{number}'}{SUFFIX}"
            if not path.exists() and not path.with_name(path.name + ".bak").exists():
                return path
        raise OSError(None, f"too many saves are called {stem}")

    def export(self, name: str, suffix: str, text: str = "") -> Path:
        """Write a text beside the saves under a new name, overwriting nothing; OSError when the disk refuses.

        Without a text the file is empty, to be filled by whoever asked for it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        stem = _file_stem(name)
        for number in range(1, 10_000):
            path = self.folder / f"{stem}{'' if number == 1 else f'-{number}'}{suffix}"
            try:
                with path.open("x", encoding="utf-8", newline="\n") as file:
                    file.write(text)
            except FileExistsError:
                continue
            return path
        raise OSError(None, f"too many files are called {stem}")

    def write(self, path: Path, text: str) -> None:
        """Write beside, flush, put in place, keep the previous version; OSError when the disk refuses, nothing lost."""
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        try:
            with contextlib.suppress(FileNotFoundError):
                beside.unlink()  # a link that stands there is not followed
            with beside.open("xb") as file:
                file.write(text.encode("utf-8", "replace"))
                file.flush()
                os.fsync(file.fileno())
            _swap(beside, path)
        finally:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)


def _swap(beside: Path, path: Path) -> None:
    backup = path.with_name(path.name + ".bak")
    kept = path.exists()
    if kept:
        os.replace(path, backup)
    try:
        os.replace(beside, path)
    except OSError:
        if kept:
            os.replace(backup, path)
        raise


def _passed(path: Path, header: Header, known: Collection[str]) -> bool:
    """Whether a save holds a state that a campaign has passed. An old header does not say its state: then the log does."""
    try:
        return not header.quarter or (header.digest or read(path).header.digest) in known
    except SaveError:
        return False


def _entry(path: Path) -> SaveEntry:
    try:
        header: Header = read_header(path)
    except SaveError as error:
        return SaveEntry(cleaned(path.name), path, readable=False, reason=error.sentence)
    name = cleaned(header.name) or cleaned(path.name)
    told = name if path.name.endswith(SUFFIX) else f"{name} (previous)"
    scenario, date, over = cleaned(header.setup.scenario), cleaned(header.date), cleaned(header.over)
    return SaveEntry(told, path, scenario, header.side, date, header.quarter, over=over, state=f"{header.campaign} {header.digest}")


def _shown(path: Path, entry: SaveEntry, entries: dict[Path, SaveEntry]) -> bool:
    """A previous version is shown only where the newest is missing or unreadable."""
    if path.name.endswith(SUFFIX):
        return True
    newest = entries.get(path.with_name(path.name[: -len(".bak")]))
    return entry.readable and (newest is None or not newest.readable)


def _each_its_own(entries: Sequence[SaveEntry]) -> Sequence[SaveEntry]:
    """The entries, with a mark of the file behind names that are alike: those of files may be so once they can be shown.

    The mark hangs on nothing else, so that an old list never names another save."""
    names = Counter(entry.name for entry in entries)
    if max(names.values(), default=1) == 1:
        return entries
    return _each_its_own([replace(e, name=f"{e.name} {_mark(e.path)}") if names[e.name] > 1 else e for e in entries])


def _mark(path: Path) -> str:
    return blake2b(os.fsencode(path.name), digest_size=4).hexdigest()


def _holds(path: Path, data: bytes) -> bool:
    try:
        return regular_bytes(path, len(data)) == data
    except OSError:
        return False


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _file_stem(name: str) -> str:
    kept = "".join(c if c.isalnum() and _writable(c) else "-" for c in name.lower())
    stem = "-".join(part for part in kept.split("-") if part)[:60]
    while len(os.fsencode(stem)) > LONGEST_STEM:
        stem = stem[:-1]
    return f"{stem}-save" if stem in RESERVED else stem or "save"


def _writable(letter: str) -> bool:
    """Whether the system's names of files have a letter: under a locale of ASCII alone only those of ASCII."""
    try:
        return bool(os.fsencode(letter))
    except UnicodeEncodeError:
        return False
