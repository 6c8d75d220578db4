"""The items, patches and translated texts that one file of a pack holds. Judges no item."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from game.content.format.field_types import Steps
from game.content.format.findings import Finding, path_text
from game.content.format.kinds import Kind
from game.content.format.shape import found
from game.content.format.yaml_reader import KEPT, Node, Source, below, read_bytes
from game.content.packs.entry import Entry
from game.content.packs.folders import BASE
from game.content.packs.manifest import ID
from game.outside_text import cleaned

NAMED_BY_PARAMETER = ("parameter", "prior")
"""Kinds whose ids are the engine's names of parameters, with underscores."""


@dataclass(slots=True)
class FileItems:
    """What one file holds for the pack that it belongs to; `torn` when it cannot be read, or an item of it has no id to know it by.

    `ignored` are the codes that it does not want to hear of, with their places."""

    pack: str
    base: bool
    translation: bool
    findings: list[Finding] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    patches: list[tuple[tuple[str, ...], Entry]] = field(default_factory=list)
    translated: list[Entry] = field(default_factory=list)
    ignored: dict[str, tuple[int, int]] = field(default_factory=dict)
    torn: bool = False


def items_of(source: Source, kind: Kind | None, stem: str, pack: str, base: bool = False, translation: bool = False) -> FileItems:
    """What one file holds. `pack`: the id of the pack that it belongs to, which may be the base or a translation."""
    held = FileItems(pack, base, translation, [*source.findings], torn=bool(source.findings))
    _root(held, source, kind, stem)
    return held


@lru_cache(maxsize=KEPT)
def kept_items(
    raw: bytes, name: str, kind: Kind | None, stem: str, pack: str, base: bool = False, translation: bool = False
) -> FileItems:
    """The same of a file's bytes, remembered with all that is worked out of its items; so nobody may change what it gives."""
    return items_of(read_bytes(raw, name), kind, stem, pack, base, translation)


def _root(held: FileItems, source: Source, kind: Kind | None, stem: str) -> None:
    root = source.root
    if root is None or source.findings or kind is None:
        return
    if isinstance(root.value, dict):
        if "ignore" in root.value:
            _ignore(held, source, root.value["ignore"][2])
        _item(held, source, kind, (), root, stem)
    elif isinstance(root.value, list):
        for i, node in enumerate(root.value):
            if isinstance(node.value, dict) and set(node.value) == {"ignore"}:
                _ignore(held, source, node.value["ignore"][2])
            elif isinstance(node.value, dict):
                _item(held, source, kind, (i,), node, "")
            else:
                _fault(held, source, (i,), "wrong-type", f"an item must be a mapping of fields; found {found(source.data[i])}")
    else:
        _fault(held, source, (), "wrong-type", f"a file must hold an item (fields) or a list of items; found {found(source.data)}")


def _ignore(held: FileItems, source: Source, codes: Node) -> None:
    """Takes a file's list of codes whose warnings and notes are not wanted."""
    wanted = codes.value if isinstance(codes.value, list) else []
    texts = {n.value: (n.line, n.column) for n in wanted if isinstance(n.value, str)}
    if not isinstance(codes.value, list) or len(texts) != len(wanted):
        finding = Finding(
            source.file, codes.line, codes.column, "error", "wrong-type", "ignore must be a list of codes such as [one-voice]"
        )
        held.findings.append(finding)
    held.ignored.update(texts)


def _fault(held: FileItems, source: Source, path: Steps, code: str, message: str) -> None:
    held.findings.append(fault_in(source, path, code, message))


def fault_in(source: Source, path: Steps, code: str, message: str) -> Finding:
    """A fault at a place of a file."""
    return Finding(source.file, *source.place(path), "error", code, message, "", path_text(path))


def _item(held: FileItems, source: Source, kind: Kind, base: Steps, node: Node, stem: str) -> None:
    entry = Entry(kind, stem, held.pack, node, bool(base))
    if not base:
        entry.without("ignore")
    if held.translation:
        entry.id = str(entry.data.get("id", stem)).removeprefix(f"{BASE}:")
        entry.without("id")
        held.translated.append(entry)
        return
    if "patch" in entry.data:
        _patch(held, source, base, entry)
        return
    if kind.file == kind.name and not kind.folder:
        if not held.base:
            message = f'the base pack has the {kind.name}; to change some, write "patch: base:{kind.name}" as the first line'
            _fault(held, source, base, "patch-meant", message)
            return
        entry.id = kind.name
        held.entries.append(entry)
        return
    given = entry.data.get("id", stem)
    if not isinstance(given, str) or not given:
        what = "this entry of a list has no id" if not given else f"id must be a text; found {found(given)}; put it in quotes"
        _fault(held, source, (*base, "id") if given else base, "missing-id" if not given else "wrong-type", what)
        held.torn = True
        return
    bare = given.removeprefix(held.pack + ":")
    if not ID.match(bare.replace("_", "-") if kind.name in NAMED_BY_PARAMETER else bare) or len(bare) > 60:
        message = f'an id is made of small letters, digits and hyphens, 60 at most; found "{cleaned(given, 60)}"'
        _fault(held, source, (*base, "id"), "bad-id", message)
        held.torn = True
        return
    if stem and kind.file == "" and bare != stem:
        message = f'the file is called "{stem}" and the item "{bare}"; give them one name, or leave the id out'
        _fault(held, source, (*base, "id"), "other-id", message)
        held.torn = True
        return
    entry.called(full_id(held.pack, bare))
    held.entries.append(entry)


def _patch(held: FileItems, source: Source, base: Steps, entry: Entry) -> None:
    """Takes a patch of one item or of several: `patch: base:card-x`, `patch: [base:a, base:b]`, or a pattern such as "base:w-*"."""
    node = below(entry.node, ("patch",))
    named = entry.data["patch"] if isinstance(entry.data["patch"], list) else [entry.data["patch"]]
    if not named or not all(isinstance(target, str) and target for target in named):
        message = f"patch must name an item such as base:card-x, or a list of items; found {found(entry.data['patch'])}"
        _fault(held, source, (*base, "patch"), "wrong-type", message)
        return
    assert node is not None
    entry.id = str(named[0])
    entry.without("id")
    held.patches.append((tuple(named), entry))


def full_id(pack: str, id: str) -> str:
    """The normal form of an item's id: bare in the base pack, `pack:name` in others."""
    return id if pack == BASE else f"{pack}:{id}"
