"""Packs: what their pack.yaml says, and the items as read from their files. Judges no item."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec import convert

from game.content.format.field_types import Steps
from game.content.format.findings import Finding, Severity, closest, path_text
from game.content.format.kinds import FOLDERS, KINDS, Kind, kind_of
from game.content.format.shape import faults, found
from game.content.format.yaml_reader import Source, read
from game.content.packs.folders import BASE
from game.engine.rules.fields.bounds import Bounds
from game.outside_text import whole_number
from game.structs import Struct, field

MOST_FILES = 2000
GAME_VERSION = "0.1.0"
STAMPS = "stamps.yaml"  # in a translation pack: a short hash of each English text that was translated
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")

Texts = tuple[str, ...]


class Manifest(Struct):
    """What pack.yaml says."""

    id: Annotated[str, Bounds(1, 40, length=True)]
    version: str
    game: str
    kind: Literal["gameplay", "cosmetic", "translation"]
    title: str
    authors: Texts
    licence: str
    depends: Texts = ()
    after: Texts = ()
    conflicts: Texts = ()
    renamed: dict[str, str] = field(default_factory=dict)
    removed: Texts = ()


@dataclasses.dataclass(slots=True)
class Entry:
    """One item as read. `base` is its path inside the file; `patched` says which fields other files have changed, and where."""

    kind: Kind
    id: str
    pack: str
    data: dict[str, Any]
    source: Source
    base: Steps = ()
    patched: dict[str, tuple[Source, Steps]] = dataclasses.field(default_factory=dict)

    def finding(
        self, path: Steps, code: str, message: str, guess: str = "", key: bool = False, severity: Severity = "error"
    ) -> Finding:
        """A finding at a place inside this item."""
        source, base = self.patched.get(str(path[0]), (self.source, self.base)) if path else (self.source, self.base)
        line, column = source.place((*base, *path), key)
        where = path_text(path) if not self.base else path_text((self.id, *path))
        return Finding(source.file, line, column, severity, code, message, guess, where)


@dataclasses.dataclass(slots=True)
class Pack:
    """A pack as read: items, patches of other packs' items, and what was wrong."""

    folder: Path
    name: str
    manifest: Manifest | None = None
    source: Source | None = None
    entries: list[Entry] = dataclasses.field(default_factory=list)
    patches: list[tuple[str, Entry]] = dataclasses.field(default_factory=list)
    findings: list[Finding] = dataclasses.field(default_factory=list)
    ignored: dict[str, frozenset[str]] = dataclasses.field(default_factory=dict)
    texts: dict[str, Source] = dataclasses.field(default_factory=dict)
    translated: list[Entry] = dataclasses.field(default_factory=list)  # texts of other packs' items, in a translation pack
    stamps: Source | None = None

    @property
    def id(self) -> str:
        """The pack's id, or its folder's name while it has none."""
        return self.manifest.id if self.manifest else self.folder.name


def read_pack(folder: Path) -> Pack:
    """Reads all files of a pack. Its findings are about reading and shape of files; items are judged later."""
    root = folder.parent
    name = f"{root.name}/{folder.name}"
    pack = Pack(folder, name)
    source = read(folder / "pack.yaml", f"{name}/pack.yaml")
    pack.source = source
    pack.findings += source.findings
    if source.root is not None:
        _manifest(pack, source)
    for path in _files(pack):
        relative = path.relative_to(folder)
        label = f"{name}/{relative.as_posix()}"
        kind = kind_of(relative.parent.name if len(relative.parts) > 1 else "", path.stem)
        read_file(pack, read(path, label), kind, path.stem)
    return pack


def _manifest(pack: Pack, source: Source) -> None:
    bad = False
    for path, key, code, message, guess in faults(Manifest, source.data):
        line, column = source.place(path, key)
        pack.findings.append(Finding(source.file, line, column, "error", code, message, guess, path_text(path)))
        bad = True
    if bad:
        return
    manifest = convert(source.data, Manifest)
    if not ID.match(manifest.id):
        line, column = source.place(("id",))
        message = f'a pack\'s id is made of small letters, digits and hyphens; found "{manifest.id}"'
        pack.findings.append(Finding(source.file, line, column, "error", "bad-id", message, "", "id"))
        return
    if not version_fits(GAME_VERSION, manifest.game):
        line, column = source.place(("game",))
        message = f'this pack is for game "{manifest.game}"; this is {GAME_VERSION}'
        pack.findings.append(Finding(source.file, line, column, "error", "other-game", message, "", "game"))
        return
    pack.manifest = manifest


def version_fits(version: str, wanted: str) -> bool:
    """Whether a version such as 0.1.0 satisfies a range such as ">=0.1,<2"; an unreadable range fits nothing."""
    mine = _numbers(version)
    for part in wanted.replace(" ", "").split(","):
        match = re.match(r"(>=|<=|==|<|>)?([0-9]+(\.[0-9]+)*)\Z", part)
        theirs = _numbers(match[2]) if match else None
        if not match or mine is None or theirs is None:
            return False
        a, b = mine + (0,) * (len(theirs) - len(mine)), theirs + (0,) * (len(mine) - len(theirs))
        fits = {">=": a >= b, "<=": a <= b, "==": a == b, "<": a < b, ">": a > b}
        if not fits[match[1] or "=="]:
            return False
    return True


LARGEST_PART = 999_999  # of a version


def _numbers(version: str) -> tuple[int, ...] | None:
    parts = version.split(".")
    numbers = [whole_number(part, LARGEST_PART) for part in parts]
    return None if None in numbers else tuple(n for n in numbers if n is not None)


def _files(pack: Pack) -> Iterator[Path]:
    """The files that hold items, in a fixed order; what does not belong is a finding."""
    top = sorted(p for p in pack.folder.iterdir() if not p.name.startswith((".", "_"))) if pack.folder.is_dir() else []
    count = 0
    for path in top:
        if path.is_dir():
            if path.name not in FOLDERS:
                _note(pack, path, "unknown-folder", f'no kind of item lives in a folder "{path.name}"', closest(path.name, FOLDERS))
                continue
            if path.name == "text":
                _texts(pack, path)
                continue
            for child in sorted(path.iterdir()):
                if child.suffix == ".yaml" and child.is_file():
                    count += 1
                    if count > MOST_FILES:
                        _note(pack, child, "too-large", f"a pack may hold {MOST_FILES} files; this and later ones are not read", "")
                        return
                    yield child
                elif child.suffix in (".yml", ".json") or child.is_dir():
                    _note(pack, child, "unread-file", "this is not read; items stand in .yaml files in this folder", "")
        elif path.name == STAMPS:
            pack.stamps = read(path, f"{pack.name}/{path.name}")
            pack.findings += pack.stamps.findings
        elif path.suffix == ".yaml" and path.name != "pack.yaml":
            if kind_of("", path.stem) is None:
                known = [k.file for k in KINDS if not k.folder]
                _note(pack, path, "unread-file", "this file is not read; items stand in folders by kind", closest(path.stem, known))
            else:
                yield path


def _texts(pack: Pack, folder: Path) -> None:
    """Reads the words of the screens: each file a mapping of short names to texts."""
    for path in sorted(folder.glob("*.yaml"))[:MOST_FILES]:
        source = read(path, f"{pack.name}/text/{path.name}")
        pack.findings += source.findings
        if source.root is None:
            continue
        if not isinstance(source.data, dict):
            _fault(
                pack, source, (), "wrong-type", f"a file of texts must be a mapping of names to texts; found {found(source.data)}"
            )
            continue
        pack.texts[path.stem] = source
        for name, text in source.data.items():
            if not isinstance(text, str):
                _fault(pack, source, (name,), "wrong-type", f"{name} must be a text; found {found(text)}; put it in quotes")


def _note(pack: Pack, path: Path, code: str, message: str, guess: str) -> None:
    label = f"{pack.name}/{path.relative_to(pack.folder).as_posix()}"
    pack.findings.append(Finding(label, 1, 1, "warning", code, message, guess))


def read_file(pack: Pack, source: Source, kind: Kind | None, stem: str) -> None:
    """Takes the items of one file into the pack."""
    pack.findings += source.findings
    if source.root is None or source.findings or kind is None:
        return
    if isinstance(source.data, dict):
        data = dict(source.data)
        _ignore(pack, source, data.pop("ignore", None))
        _item(pack, source, kind, (), data, stem)
    elif isinstance(source.data, list):
        for i, data in enumerate(source.data):
            if isinstance(data, dict) and set(data) == {"ignore"}:
                _ignore(pack, source, data["ignore"])
            elif isinstance(data, dict):
                _item(pack, source, kind, (i,), dict(data), "")
            else:
                _fault(pack, source, (i,), "wrong-type", f"an item must be a mapping of fields; found {found(data)}")
    else:
        _fault(pack, source, (), "wrong-type", f"a file must hold an item (fields) or a list of items; found {found(source.data)}")


def _ignore(pack: Pack, source: Source, codes: Any) -> None:
    if codes is not None:
        pack.ignored[source.file] = frozenset(c for c in codes if isinstance(c, str)) if isinstance(codes, list) else frozenset()


def _fault(pack: Pack, source: Source, path: Steps, code: str, message: str, key: bool = False) -> None:
    line, column = source.place(path, key)
    pack.findings.append(Finding(source.file, line, column, "error", code, message, "", path_text(path)))


def _item(pack: Pack, source: Source, kind: Kind, base: Steps, data: dict[str, Any], stem: str) -> None:
    if pack.manifest is not None and pack.manifest.kind == "translation":
        target = str(data.pop("id", stem)).removeprefix(f"{BASE}:")
        pack.translated.append(Entry(kind, target, pack.id, data, source, base))
        return
    if "patch" in data:
        target = data.pop("patch")
        if not isinstance(target, str):
            message = f"patch must name an item such as base:card-x; found {found(target)}"
            _fault(pack, source, (*base, "patch"), "wrong-type", message)
            return
        data.pop("id", None)
        pack.patches.append((target, Entry(kind, target, pack.id, data, source, base)))
        return
    if kind.file == kind.name and not kind.folder:
        pack.entries.append(Entry(kind, full_id(pack.id, kind.name), pack.id, data, source, base))
        return
    given = data.setdefault("id", stem)
    if not isinstance(given, str) or not given:
        what = "this entry of a list has no id" if not given else f"id must be a text; found {found(given)}; put it in quotes"
        _fault(pack, source, (*base, "id") if given else base, "missing-id" if not given else "wrong-type", what)
        return
    bare = given.removeprefix(pack.id + ":")
    if not ID.match(bare.replace("_", "-") if kind.name == "parameter" else bare):
        message = f'an id is made of small letters, digits and hyphens; found "{given}"'
        _fault(pack, source, (*base, "id"), "bad-id", message)
        return
    if stem and kind.file == "" and bare != stem:
        message = f'the file is called "{stem}" and the item "{bare}"; give them one name, or leave the id out'
        _fault(pack, source, (*base, "id"), "other-id", message)
        return
    data["id"] = full_id(pack.id, bare)
    pack.entries.append(Entry(kind, data["id"], pack.id, data, source, base))


def full_id(pack: str, id: str) -> str:
    """The normal form of an item's id: bare in the base pack, `pack:name` in others."""
    return id if pack == BASE else f"{pack}:{id}"
