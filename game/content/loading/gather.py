"""Gathers packs: reads them, lays patches over items, judges everything, and leaves broken packs out whole. Compiles nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from game.content.checks import braces, cases, lessons, references, sense, translations, voices, writing
from game.content.format import world_items
from game.content.format.build import made_of, parts_of
from game.content.format.findings import Finding, closest, errors
from game.content.format.kinds import ORDERED
from game.content.format.shape import GENTLE, faults
from game.content.loading import world_spec
from game.content.loading.hashes import content_hash, earlier_hashes, rules_hash
from game.content.packs.folders import BASE
from game.content.packs.pack import Entry, Pack, full_id, read_pack
from game.content.packs.placed import Placed
from game.engine.world.model.frame import build_frame
from game.structs import Struct


class Gathered(Struct):
    """The packs that stand after all checks, their items by (kind, id), and every finding."""

    packs: tuple[Pack, ...]
    left_out: tuple[Pack, ...]
    entries: Mapping[tuple[str, str], Entry]
    known: references.Known
    findings: tuple[Finding, ...]


def gather(folders: Sequence[Path], partial: bool = False) -> Gathered:
    """Reads packs and checks them; a pack with an error is left out whole and the rest is judged again without it.

    `partial` keeps the sound items of a broken base pack (for looking at content that is being written)."""
    packs = _ordered([read_pack(f) for f in folders])
    findings: list[Finding] = []
    out: list[Pack] = []
    while True:
        standing = [p for p in packs if p not in out]
        entries, known, found = _judged(standing, packs)
        findings += [f for f in found if f not in findings]
        blamed = _blamed(standing, packs, found)
        extra = [p for p in blamed if p.id != BASE]
        if not extra:
            break
        out += extra
    if blamed and partial:
        bad = {(f.file, f.path.split(".")[0].split("[")[0]) for f in errors(findings)}
        entries, known = _sound({k: e for k, e in entries.items() if not _is_bad(e, bad)})
    else:
        out += blamed
    return Gathered(tuple(p for p in packs if p not in out), tuple(out), entries, known, tuple(sorted(findings)))


def _judged(
    standing: Sequence[Pack], packs: Sequence[Pack]
) -> tuple[dict[tuple[str, str], Entry], references.Known, list[Finding]]:
    """Items of some packs together, the names they know, and what is found, without the codes that a file ignores."""
    entries, found = _merge(standing)
    known = references.known_names(entries.values())
    found += _judge(entries, known, standing)
    return entries, known, [f for f in found if f.code not in _ignored(packs, f.file)]


def _blamed(standing: Sequence[Pack], packs: Sequence[Pack], found: Sequence[Finding]) -> list[Pack]:
    """The packs that errors lie in. An error that the base pack alone does not have is blamed on those that reach into it."""
    blamed = [p for p in standing if any(_of(f, p) for f in errors(found))]
    others = [p for p in standing if p.id != BASE]
    if not blamed or blamed[0].id != BASE or not others or errors(_judged([blamed[0]], packs)[2]):
        return blamed
    reaching = [p for p in others if p.patches or any(e.kind.folder == "world" for e in p.entries)] or others
    return [p for p in others if p in blamed or p in reaching]


def _sound(entries: dict[tuple[str, str], Entry]) -> tuple[dict[tuple[str, str], Entry], references.Known]:
    """Drops items that name what is not there, until none does; with the names that are left."""
    while True:
        known = references.known_names(entries.values())
        left = {key: e for key, e in entries.items() if not any(errors(references.check(e, known, {})))}
        if len(left) == len(entries):
            return entries, known
        entries = left


def _world_faults(parts: world_items.Parts, item: world_items.WorldItem) -> list[str]:
    """What keeps a starting world from being started: cells without a value, or what the engine says of it."""
    unfilled = world_spec.unfilled(parts, item)
    if unfilled:
        return [f"the table {table} has cells without a value; add a row that fills them" for table in unfilled]
    try:
        build_frame(world_spec.compile_world(parts, item))
    except ValueError as error:
        return [str(error)]
    return []


def _is_bad(entry: Entry, bad: set[tuple[str, str]]) -> bool:
    files = [entry.source.file, *(source.file for source, _ in entry.patched.values())]
    return any(file == f and (not entry.base or part == entry.id) for file in files for f, part in bad)


def _of(finding: Finding, pack: Pack) -> bool:
    return finding.file.startswith(pack.name + "/")


def _ignored(packs: Iterable[Pack], file: str) -> frozenset[str]:
    for pack in packs:
        if file in pack.ignored:
            return pack.ignored[file]
    return frozenset()


def _ordered(packs: Sequence[Pack]) -> list[Pack]:
    """Base first, then each pack behind those it depends on or wants to follow; otherwise by id."""
    waiting = sorted(packs, key=lambda p: (p.id != BASE, p.id))
    done: list[Pack] = []
    while waiting:
        names_left = {p.id for p in waiting}
        ready = [p for p in waiting if not (set(_before(p)) & (names_left - {p.id}))]
        nxt = ready[0] if ready else waiting[0]
        waiting.remove(nxt)
        done.append(nxt)
    return done


def _before(pack: Pack) -> tuple[str, ...]:
    return (*pack.manifest.depends, *pack.manifest.after) if pack.manifest else ()


def _merge(packs: Sequence[Pack]) -> tuple[dict[tuple[str, str], Entry], list[Finding]]:
    """All items with patches laid over them, and what went wrong in between."""
    found: list[Finding] = []
    entries: dict[tuple[str, str], Entry] = {}
    here = [p.id for p in packs]
    for pack in packs:
        found += pack.findings
        found += _relations(pack, here)
        for read in pack.entries:
            key = read.kind.name, read.id
            if key in entries:
                first = entries[key]
                line, column = first.source.place(first.base)
                message = f'the {read.kind.name} "{read.id}" is already given at {first.source.file}:{line}:{column}'
                found.append(read.finding(("id",) if "id" in read.data else (), "repeated-id", message))
            else:
                entries[key] = Entry(read.kind, read.id, read.pack, dict(read.data), read.source, read.base)
    for pack in packs:
        for target, patch in pack.patches:
            found += _patch(entries, target, patch)
    found += translations.check(entries, packs)
    return entries, found


def _relations(pack: Pack, here: Sequence[str]) -> Iterable[Finding]:
    manifest, source = pack.manifest, pack.source
    if manifest is None or source is None:
        return
    for i, other in enumerate(manifest.depends):
        if other not in here:
            line, column = source.place(("depends", i))
            message = f'this pack needs the pack "{other}", which is not here or has errors'
            yield Finding(source.file, line, column, "error", "missing-pack", message, "", f"depends[{i}]")
    for i, other in enumerate(manifest.conflicts):
        if other in here and other != pack.id:
            line, column = source.place(("conflicts", i))
            message = f'this pack cannot be used together with the pack "{other}"'
            yield Finding(source.file, line, column, "error", "conflicting-pack", message, "", f"conflicts[{i}]")
    if here.count(pack.id) > 1:
        line, column = source.place(("id",))
        yield Finding(source.file, line, column, "error", "repeated-pack", f'two packs have the id "{pack.id}"', "", "id")


def _patch(entries: dict[tuple[str, str], Entry], target: str, patch: Entry) -> Iterable[Finding]:
    kind = patch.kind.name
    known = [id for k, id in entries if k == kind]
    entry = entries.get((kind, references.normal(patch.pack, target, known)))
    if entry is None:
        line, column = patch.source.place((*patch.base, "patch"))
        message = f'no {kind} "{target}" to patch'
        yield Finding(patch.source.file, line, column, "error", "unknown-id", message, closest(target, known), "patch")
        return
    for field, value in patch.data.items():
        place = patch.source, patch.base
        if field in entry.patched:
            source, base = entry.patched[field]
            line, column = source.place((*base, field), key=True)
            message = f'the field "{field}" of "{entry.id}" is already patched at {source.file}:{line}:{column}'
            at = patch.source.place((*patch.base, field), key=True)
            yield Finding(patch.source.file, *at, "error", "patched-twice", message, "", field)
            continue
        entry.data[field] = value
        entry.patched[field] = place


def _judge(entries: Mapping[tuple[str, str], Entry], known: references.Known, packs: Sequence[Pack]) -> list[Finding]:
    """Shape and names of every item, and the sense of those that have both."""
    later = {full_id(p.id, a): full_id(p.id, b) for p in packs if p.manifest for a, b in p.manifest.renamed.items()}
    later |= {full_id(p.id, a): "" for p in packs if p.manifest for a in p.manifest.removed}
    per_entry: list[tuple[Entry, Finding]] = []
    bounds = {id: (e.data.get("low"), e.data.get("high")) for (kind, id), e in entries.items() if kind == "parameter"}
    limits = {id: (a, b) for id, (a, b) in bounds.items() if isinstance(a, (int, float)) and isinstance(b, (int, float))}
    for entry in entries.values():
        for path, key, code, message, guess in faults(entry.kind.shape, entry.data):
            severity = GENTLE.get(code, "error")
            per_entry.append((entry, entry.finding(path, code, message, guess, key, severity)))
        per_entry += [(entry, finding) for finding in references.check(entry, known, later)]
        if entry.kind.name in ("world", "case"):
            per_entry += [(entry, finding) for finding in references.cells(entry, known)]
        if entry.kind.name == "case":
            per_entry += [(entry, finding) for finding in cases.ranges(entry, limits)]
    faulty = {(entry.kind.name, entry.id) for entry, finding in per_entry if finding.severity == "error"}
    sound = {key: entry for key, entry in entries.items() if key not in faulty}
    found = [finding for _, finding in per_entry]
    return found + _judge_whole(sound, known, packs, whole=not errors([*found, *(f for p in packs for f in p.findings)]))


def _judge_whole(
    entries: Mapping[tuple[str, str], Entry], known: references.Known, packs: Sequence[Pack], whole: bool
) -> list[Finding]:
    """Sense of all sound items together, and worlds that leave cells empty. What is absent is judged only when all is sound."""
    made = made_of({key: (entry.kind.shape, references.normalise(entry, known)) for key, entry in entries.items()})
    items = Placed(made, entries, tuple(known["products"]))
    found = [*sense.check(items, whole), *braces.check(items)]
    found += lessons.check(made, entries)
    found += writing.check(entries, packs, made)
    found += voices.check(entries, packs, made)
    parts = parts_of(made) if whole else None
    for id, item in (parts.worlds if parts else {}).items():
        for message in _world_faults(parts, item) if parts else ():
            found.append(entries["world", id].finding(("rows",), "world-fault", message))
    for id, case in made.get("case", {}).items() if parts else ():
        found += cases.sense(entries["case", id], case, parts) if parts else ()
    return found


def document(gathered: Gathered) -> dict[str, Any]:
    """The gathered content as plain data, in the form that is compiled and stored: items, hash, packs, findings."""
    items: dict[str, dict[str, Any]] = {}
    for (kind, id), entry in gathered.entries.items():
        if kind in ("case", "style"):
            continue  # back-tests are the laboratory's, style the checker's; the game's hash must not hang on them
        items.setdefault(kind, {})[id] = references.normalise(entry, gathered.known)
    played = {kind: found for kind, found in items.items() if kind not in ("lesson", "preset", "person")}  # none changes a game
    order = {kind: list(items.get(kind, ())) for kind in ORDERED}
    return {
        "items": items,
        "hash": rules_hash(played, order),
        "earlier": list(earlier_hashes(played, order)),
        "broken": any(p.id == BASE for p in gathered.left_out),
        "translations": translations.told(gathered.entries, gathered.packs),
        "findings": [f.as_dict() for f in gathered.findings],
        "packs": [_described(p, p not in gathered.left_out, gathered.findings) for p in (*gathered.packs, *gathered.left_out)],
    }


def _described(pack: Pack, in_play: bool, findings: Sequence[Finding]) -> dict[str, Any]:
    m = pack.manifest
    return {
        "id": pack.id,
        "version": m.version if m else "",
        "title": m.title if m else pack.id,
        "kind": m.kind if m else "",
        "folder": str(pack.folder),
        "state": "in play" if in_play else "left out",
        "hash": pack_hash(pack),
        "findings": [f.as_dict() for f in findings if _of(f, pack)],
    }


def pack_hash(pack: Pack) -> str:
    """Hash of a pack's own items and patches."""
    items = {f"{e.kind.name} {e.id}": e.data for e in pack.entries}
    patches = {f"{e.kind.name} {target}": e.data for target, e in pack.patches}
    return content_hash([items, patches, [e.id for e in pack.entries if e.kind.name in ORDERED]])
