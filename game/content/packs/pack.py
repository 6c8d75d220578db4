"""Reads a pack: its pack.yaml, and what its files hold, file by file (`file_items.py`). Judges no item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from game.content.format.findings import Finding, Severity, closest
from game.content.format.kinds import FOLDERS, KINDS, Kind, kind_of
from game.content.format.plain_files import Unread
from game.content.format.shape import found
from game.content.format.yaml_reader import Source, read_bytes, unread
from game.content.packs.entry import Entry
from game.content.packs.file_items import FileItems, fault_in, items_of, kept_items
from game.content.packs.files import Files, Found, files_of
from game.content.packs.folders import BASE, MANIFEST, Place
from game.content.packs.manifest import LANGUAGE, Manifest, manifest_of
from game.outside_text import cleaned
from game.structs import replace

STAMPS = "stamps.yaml"  # in a translation pack: a short hash of each English text that was translated
TEXT_FOLDER = "text"
TONGUES = "languages"  # in any pack: folders named by a language's code, with its words in that language


@dataclass(slots=True)
class Pack:
    """A pack as read: items, patches of other packs' items, and what was wrong. `unread`: kinds whose files could not be read;
    `astray`: kinds of which a file lies where none is read."""

    place: Place
    manifest: Manifest | None = None
    source: Source | None = None
    entries: list[Entry] = field(default_factory=list)
    patches: list[tuple[tuple[str, ...], Entry]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    ignored: dict[str, dict[str, tuple[int, int]]] = field(default_factory=dict)  # file → code → where it is ignored
    texts: dict[str, Source] = field(default_factory=dict)
    translated: list[Entry] = field(default_factory=list)  # texts of other packs' items, in a translation pack
    stamps: Source | None = None
    unread: set[str] = field(default_factory=set)
    astray: set[str] = field(default_factory=set)
    tongues: dict[str, Pack] = field(default_factory=dict)  # code → its own words in that language, as a translation of itself
    files: int = 0

    @property
    def id(self) -> str:
        """The pack's id, or its folder's name while it has none; that of the base is only the base's."""
        if self.manifest:
            return self.manifest.id
        name = cleaned(self.place.path.name)
        return f"({name})" if name == BASE and not self.is_base else name

    @property
    def is_base(self) -> bool:
        """Whether it is the game's own base pack."""
        return self.place.base

    @property
    def language(self) -> str:
        """The code of the language that a translation pack is in; "" of other packs."""
        m = self.manifest
        return (m.language or m.id) if m and m.kind == "translation" else ""

    @property
    def speaks_of_itself(self) -> bool:
        """Whether it is what a pack says of itself in another language, inside the pack."""
        return self.manifest is not None and self.manifest.depends == (self.manifest.id,)

    @property
    def fiction(self) -> bool:
        """Whether it declares itself fiction, which needs no claims."""
        return bool(self.manifest and self.manifest.fiction)

    def label(self, name: str) -> str:
        """How findings call one of its files."""
        return f"{self.place.label}/{'/'.join(map(cleaned, name.split('/')))}"

    def holds(self, finding: Finding) -> bool:
        """Whether a finding lies in this pack."""
        return finding.file == self.place.label or finding.file.startswith(self.place.label + "/")


def read_manifest(place: Place) -> tuple[Pack, Files]:
    """A pack of which only pack.yaml has been read, and its files."""
    pack, files = Pack(place), files_of(place.path)
    if files.fault:
        pack.findings.append(Finding(place.label, 1, 1, "error", files.fault.code, files.fault.why))
        return pack, files
    if MANIFEST not in files.names:
        pack.findings.append(_no_manifest(pack, files))
        return pack, files
    source = _source(pack, files, MANIFEST)
    pack.source = source
    pack.findings += source.findings
    if source.root is not None and not source.findings:
        pack.manifest, findings = manifest_of(source, place.base)
        pack.findings += findings
    return pack, files


def _no_manifest(pack: Pack, files: Files) -> Finding:
    """Why there is no pack here, and where one may be."""
    other = next((n for n in ("pack.yml", "pack.yaml.txt", "Pack.yaml", "pack.json") if n in files.names), "")
    deeper = next((f.name for f in files.found if f.at.name == MANIFEST), "")
    if other:
        return Finding(
            pack.label(other), 1, 1, "error", "no-manifest", f"a pack's description is called {MANIFEST}; found {other}", MANIFEST
        )
    if deeper:
        folder = deeper.removesuffix(f"/{MANIFEST}")
        message = f"the pack lies deeper, in {cleaned(folder)}; give that folder, or move what is in it here"
        return Finding(pack.place.label, 1, 1, "error", "nested-pack", message, cleaned(folder))
    message = (
        f"this folder has no {MANIFEST}, so it is no pack; a pack needs one with id, version, game, kind, title, authors, licence"
    )
    return Finding(pack.place.label, 1, 1, "error", "no-manifest", message)


def read_pack(place: Place) -> Pack:
    """Reads all files of a pack. Its findings are about reading and shape of files; items are judged later."""
    pack, files = read_manifest(place)
    if files.fault or pack.source is None:
        return pack
    _read_tongues(pack, files)
    for entry in _files(pack, files):
        kind = kind_of(str(entry.at.parent) if len(entry.at.parts) > 1 else "", entry.at.stem)
        pack.files += 1
        if _take(pack, files, entry, kind).torn and kind is not None:
            pack.unread.add(kind.name)
    return pack


def _read_tongues(pack: Pack, files: Files) -> None:
    """Reads what a pack says of itself in other languages. Faults in it are the pack's own."""
    for entry in files.found:
        top, *inner = entry.at.parts
        if top != TONGUES or entry.folder or entry.fault or entry.at.suffix != ".yaml":
            continue
        if len(inner) < 2 or not LANGUAGE.match(inner[0]):
            message = f"words in another language stand in {TONGUES}/CODE/ and its folders, where CODE is such as de or pt-BR"
            _note(pack, entry, "unread-file", message)
            continue
        tongue = pack.tongues.setdefault(inner[0].lower(), _tongue(pack, inner[0]))
        if inner[1:] == [STAMPS]:
            tongue.stamps = _source(pack, files, entry.name)
            tongue.findings += tongue.stamps.findings
        elif inner[1:-1] == [TEXT_FOLDER]:
            _texts(tongue, _source(pack, files, entry.name), entry.at.stem)
        elif len(inner) > 3 or (kind := kind_of(inner[1] if len(inner) == 3 else "", entry.at.stem)) is None:
            _note(pack, entry, "unread-file", "this is not read; words of items stand in the folders of their kinds")
        else:
            _take(tongue, files, entry, kind)
    for tongue in pack.tongues.values():
        pack.findings += tongue.findings
        pack.ignored |= tongue.ignored


def _tongue(pack: Pack, code: str) -> Pack:
    """A translation of a pack by itself, still empty."""
    m = pack.manifest
    said = None if m is None else replace(m, kind="translation", language=code, depends=(m.id,), after=(), conflicts=())
    return Pack(pack.place, said, pack.source)


def _source(pack: Pack, files: Files, name: str) -> Source:
    try:
        return read_bytes(files.read(name), pack.label(name))
    except Unread as refused:
        return unread(pack.label(name), refused)


def _take(pack: Pack, files: Files, entry: Found, kind: Kind | None) -> FileItems:
    """Takes what a file holds into the pack."""
    name, whose = pack.label(entry.name), (pack.id, pack.is_base, bool(pack.language))
    try:
        held = kept_items(files.read(entry.name), name, kind, entry.at.stem, *whose)
    except Unread as refused:
        held = items_of(unread(name, refused), kind, entry.at.stem, *whose)
    pack.findings += held.findings
    pack.entries += held.entries
    pack.patches += held.patches
    pack.translated += held.translated
    if held.ignored:
        pack.ignored.setdefault(name, {}).update(held.ignored)
    return held


def _files(pack: Pack, files: Files) -> Iterator[Found]:
    """The files that hold items, in a fixed order; what does not belong is a finding."""
    for entry in files.found:
        parts, suffix = entry.at.parts, entry.at.suffix
        if cleaned(entry.name) != entry.name:
            message = "the name of this file has characters that cannot be shown; use letters, digits and hyphens"
            _note(pack, entry, "bad-file-name", message, severity="error")
        elif entry.fault:
            _note(pack, entry, entry.fault.code, entry.fault.why, severity="error")
        elif len(parts) == 1 and entry.folder:
            if entry.name not in FOLDERS:
                meant = closest(entry.name, FOLDERS)
                pack.astray |= {kind.name for kind in KINDS if kind.folder == meant}
                _note(pack, entry, "unknown-folder", f'no kind of item lives in a folder "{entry.name}"', meant)
        elif len(parts) == 1:
            yield from _top_file(pack, files, entry)
        elif parts[0] not in FOLDERS or parts[0] == TONGUES:
            continue  # the folder has its finding
        elif len(parts) > 2 or entry.folder or suffix in (".yml", ".json"):
            if len(parts) == 2:
                meant = f"{entry.at.stem}.yaml" if suffix == ".yml" else ""
                pack.astray |= {kind.name for kind in KINDS if kind.folder == parts[0]}
                _note(pack, entry, "unread-file", "this is not read; items stand in .yaml files in this folder", meant)
        elif suffix == ".yaml" and parts[0] == TEXT_FOLDER:
            _texts(pack, _source(pack, files, entry.name), entry.at.stem)
        elif suffix == ".yaml":
            yield entry


def _top_file(pack: Pack, files: Files, entry: Found) -> Iterator[Found]:
    if entry.name == STAMPS:
        pack.stamps = _source(pack, files, entry.name)
        pack.findings += pack.stamps.findings
    elif entry.at.suffix == ".yaml" and entry.name != MANIFEST:
        if kind_of("", entry.at.stem) is None:
            known = [k.file for k in KINDS if not k.folder]
            _note(
                pack, entry, "unread-file", "this file is not read; items stand in folders by kind", closest(entry.at.stem, known)
            )
        else:
            yield entry
    elif entry.at.suffix == ".yml":
        _note(pack, entry, "unread-file", "this is not read; files of a pack end in .yaml", f"{entry.at.stem}.yaml")


def _texts(pack: Pack, source: Source, stem: str) -> None:
    """Takes the words of the screens: each file a mapping of short names to texts."""
    pack.files += 1
    pack.findings += source.findings
    if source.root is None:
        return
    if not isinstance(source.data, dict):
        pack.findings.append(
            fault_in(source, (), "wrong-type", f"a file of texts must be a mapping of names to texts; found {found(source.data)}")
        )
        return
    pack.texts[stem] = source
    for name, text in source.data.items():
        if not isinstance(text, str):
            pack.findings.append(
                fault_in(source, (name,), "wrong-type", f"{name} must be a text; found {found(text)}; put it in quotes")
            )


def _note(pack: Pack, entry: Found, code: str, message: str, guess: str = "", severity: Severity = "warning") -> None:
    pack.findings.append(Finding(pack.label(entry.name), 1, 1, severity, code, message, guess))
