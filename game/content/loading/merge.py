"""Puts the items of packs together: references made whole, copies (`like:`) made, patches laid in the order of the packs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase

from game.content.checks import references
from game.content.format.field_types import change_node
from game.content.format.findings import Finding
from game.content.format.item_texts import TEXT
from game.content.format.yaml_reader import Node, found_at
from game.content.packs import relations
from game.content.packs.entry import Entry
from game.content.packs.file_items import full_id
from game.content.packs.folders import BASE
from game.content.packs.pack import Pack
from game.content.packs.patching import Laying, lay, moved

Entries = dict[tuple[str, str], Entry]
LIKE = "like"
NO_COPIES = ("world",)
"""Kinds whose items have a `like` of their own: a world takes up the rows of the other when it is compiled."""
BARE = ("patch", "id", "ignore", LIKE)


def merge(packs: Sequence[Pack], circling: Sequence[Pack] = ()) -> tuple[Entries, list[Finding]]:
    """All items with patches laid over them, and what went wrong in between."""
    found: list[Finding] = []
    entries: Entries = {}
    for pack in packs:
        found += pack.findings
        found += relations.judged(pack, packs, circling)
        for read in pack.entries:
            found += _taken(entries, read)
    known = references.known_names(entries.values())
    for entry in entries.values():
        if entry.pack != BASE:
            entry.set(change_node(entry.kind.shape, entry.node, references.namer(entry.pack, known)))
    for entry in list(entries.values()):
        found += _copied(entries, entry, known)
    for pack in packs:
        for targets, patch in pack.patches:
            found += _patched(entries, pack, targets, patch, known)
    return _in_the_chain(entries), found


def _in_the_chain(entries: Entries) -> Entries:
    """The items with every stage that names one which it comes `before` moved there."""
    stages = [key for key in entries if key[0] == "stage"]
    for key in [key for key in stages if "before" in entries[key].data]:
        at = "stage", str(entries[key].data["before"])
        if at in stages and at != key:
            stages.remove(key)
            stages.insert(stages.index(at), key)
    return {key: entries[key] for key in (*(key for key in entries if key[0] != "stage"), *stages)}


def _taken(entries: Entries, read: Entry) -> Iterator[Finding]:
    key = read.kind.name, read.id
    if key in entries:
        file, line, column = found_at(entries[key].node)
        message = f'the {read.kind.name} "{read.id}" is already given at {file}:{line}:{column}'
        yield read.finding(("id",) if "id" in read.data else (), "repeated-id", message)
    else:
        entries[key] = read.taken()


# ---- copies ---------------------------------------------------------------------------------------------------------


def _copied(entries: Entries, entry: Entry, known: references.Known, above: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Makes an item that says `like:` of its original, which may be a copy itself."""
    kind = entry.kind.name
    if LIKE not in entry.node.value or kind in NO_COPIES:
        return
    said = entry.node.value[LIKE][2]
    entry.without(LIKE)
    ids = [id for k, id in entries if k == kind]
    original = entries.get((kind, references.normal(entry.pack, str(said.value), ids)))
    at = found_at(said)
    if original is None:
        guess = references.nearest(entry.pack, str(said.value), ids)
        yield Finding(*at, "error", "unknown-id", f'no {kind} "{said.value}" to be like', guess, LIKE)
        return
    if original is entry or original.id in above:
        yield Finding(*at, "error", "self-reference", f"this {kind} is like itself; name another", "", LIKE)
        return
    yield from _copied(entries, original, known, (*above, entry.id))
    laying = Laying(references.namer(entry.pack, known), copy=True)
    made = lay(entry.kind.shape, moved(original.node, said), entry.node, laying)
    entry.set(Node(made.value, entry.node.line, entry.node.column, entry.node.file))
    yield from (_fault(fault, entry.id) for fault in laying.faults)


def _fault(fault: tuple[Node, str, str, str], where: str) -> Finding:
    node, code, message, guess = fault
    return Finding(*found_at(node), "error", code, message, guess, where)


# ---- patches --------------------------------------------------------------------------------------------------------


def _patched(entries: Entries, pack: Pack, targets: Sequence[str], patch: Entry, known: references.Known) -> Iterator[Finding]:
    """Lays one patch over the items that it names."""
    kind = patch.kind.name
    ids = [id for k, id in entries if k == kind]
    new = Node(
        {key: e for key, e in patch.node.value.items() if key not in BARE}, patch.node.line, patch.node.column, patch.node.file
    )
    if not new.value:
        yield patch.finding(("patch",), "empty-patch", "this patch changes nothing; say which fields change", severity="warning")
    if pack.manifest is not None and pack.manifest.kind == "cosmetic":
        played = [name for name in new.value if name not in TEXT.get(kind, {})]
        for name in played:
            message = f'a cosmetic pack may change words only, and "{name}" is none; make it a gameplay pack, or leave this out'
            yield patch.finding((name,), "not-cosmetic", message, key=True)
    for i, target in enumerate(targets):
        wanted = references.normal(pack.id, target, ids)
        hit = [id for id in ids if fnmatchcase(id, wanted)] if "*" in wanted else [wanted] if wanted in ids else []
        if not hit:
            at = ("patch", i) if len(targets) > 1 else ("patch",)
            guess = references.nearest(pack.id, target, ids)
            yield patch.finding(at, "unknown-id", f'no {kind} "{target}" to patch', guess)
        for id in hit:
            yield from _laid(entries[kind, id], pack, new, known)


def _laid(entry: Entry, pack: Pack, new: Node, known: references.Known) -> Iterator[Finding]:
    laying = Laying(references.namer(pack.id, known))
    cosmetic = pack.manifest is not None and pack.manifest.kind == "cosmetic"
    if cosmetic and entry.sober is None:
        entry.sober = entry.data
    made = lay(entry.kind.shape, entry.node, new, laying)
    yield from (_fault(fault, entry.id) for fault in laying.faults)
    yield from _twice(entry, pack, laying)
    entry.set(made)


def _twice(entry: Entry, pack: Pack, laying: Laying) -> Iterator[Finding]:
    """What this patch sets whole although an earlier one changed it: a note that names both, since the later one wins."""
    for path, (node, whole) in laying.touched.items():
        before = [(p, laid) for p, laid in entry.laid.items() if p[: len(path)] == path] if whole else []
        for _, (other, file, line, column, _) in before[:1]:
            told = ".".join(map(str, path)) or "the whole item"
            message = f'"{told}" of "{entry.id}" is already patched by the pack "{other}" at {file}:{line}:{column}; '
            if other == pack.id:
                yield Finding(*found_at(node), "warning", "patched-twice", message + "the later of the two holds", "", told)
            else:
                message += f'"{pack.id}" is read later and holds'
                yield Finding(*found_at(node), "note", "patched-twice", message, "", told)
        entry.laid[path] = (pack.id, *found_at(node), whole)


def renamed(packs: Sequence[Pack]) -> Mapping[str, str]:
    """Ids that items had → the ids that they have now; "" for those that are gone."""
    manifests = [(p.id, p.manifest) for p in packs if p.manifest]
    later = {full_id(id, a): full_id(id, b) for id, m in manifests for a, b in m.renamed.items()}
    return later | {full_id(id, a): "" for id, m in manifests for a in m.removed}
