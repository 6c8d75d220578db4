"""Judges the items of some packs together: shape and names of every one, then the sense of those that have both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.content.checks import cases, lessons, missing_fields, publications, references, sense, teaching, theses
from game.content.checks.balance import unbalanced, unmissed
from game.content.checks.texts import braces, slips, translations, voices, writing
from game.content.format import world_items
from game.content.format.build import made_of, parts_of
from game.content.format.findings import Finding, errors
from game.content.format.shape import GENTLE, Fault, faults
from game.content.loading import world_spec
from game.content.loading.merge import Entries, merge, renamed
from game.content.packs.entry import Entry
from game.content.packs.pack import Pack
from game.content.packs.placed import Placed
from game.engine.world.model.frame import build_frame
from game.structs import Struct, replace

FEW = 4
"""Names that a sentence tells one by one."""


class Judged(Struct):
    """Items of some packs together, the names that they know, the ids that changed, and what was found of them.

    `faulty` are the items that have errors themselves."""

    entries: Entries
    known: references.Known
    renamed: references.Later
    findings: tuple[Finding, ...]
    faulty: frozenset[tuple[str, str]]
    stumbled: bool = False  # the checker itself failed, and nothing is known of the packs


def judge(packs: Sequence[Pack], circling: Sequence[Pack], quick: bool = False) -> Judged:
    """Everything that is found in these packs, read in this order; `quick` leaves out how texts are written."""
    entries, found = merge(packs, circling)
    known, later = references.known_names(entries.values()), renamed(packs)
    per_entry = _each(entries, known, later, packs)
    found += slips.too_many(entries.values())
    faulty = frozenset((entry.kind.name, entry.id) for entry, finding in per_entry if finding.severity == "error")
    found += [finding for _, finding in per_entry]
    sound = {key: entry for key, entry in entries.items() if key not in faulty}
    found += _together(sound, known, later, packs, whole=not errors(found), quick=quick)
    torn = {finding.file for finding in errors(found)}
    found += translations.check(entries, packs, faulty | {key for key, entry in entries.items() if entry.file in torn})
    return Judged(entries, known, later, tuple(found), faulty)


def _each(entries: Entries, known: references.Known, later: references.Later, packs: Sequence[Pack]) -> list[tuple[Entry, Finding]]:
    """Shape and names of every item. Names that a file holds which could not be read are not missed."""
    found: list[tuple[Entry, Finding]] = []
    torn = {kind for pack in packs for kind in pack.unread}
    astray = {kind for pack in packs for kind in pack.astray}
    unsure = {"mark", "tag"} if torn & {"card", "order", "scenario"} else set()
    bounds = {id: (e.data.get("low"), e.data.get("high")) for (kind, id), e in entries.items() if kind == "parameter"}
    limits = {
        id: (float(a), float(b)) for id, (a, b) in bounds.items() if isinstance(a, (int, float)) and isinstance(b, (int, float))
    }
    for entry in entries.values():
        found += [(entry, finding) for finding in _shape(entry, entries)]
        found += [(entry, finding) for finding in entry.once(slips.check)]
        for kind, finding in references.check(entry, known, later):
            if finding.code == "unknown-id" and (kind in astray or (kind == "mark" and astray & {"card", "order"})):
                finding = replace(finding, message=f"{finding.message}; it may stand in a file that is not read", suggestion="")
            if finding.code != "unknown-id" or not (torn and (kind in torn | unsure or kind not in references.ITEM_KINDS)):
                found.append((entry, finding))
        if entry.kind.name in ("world", "case"):
            found += [(entry, finding) for finding in references.cells(entry, known)]
            found += [(entry, finding) for finding in cases.rows(entry)]
        if entry.kind.name == "case":
            found += [(entry, finding) for finding in cases.ranges(entry, limits)]
    return found


def _faults(entry: Entry) -> list[Fault]:
    return list(faults(entry.kind.shape, entry.data))


def _shape(entry: Entry, entries: Entries) -> list[Finding]:
    listed = entry.once(_faults)
    namesake = entry.id.rpartition(":")[2]
    shape = entry.kind.shape
    lacking = [fault for fault in listed if fault[2] == "missing-field" and len(fault[0]) == 1]
    most = 2 * len(lacking) > len(shape.__struct_fields__) - len(shape.__struct_defaults__)
    if most and namesake != entry.id and (entry.kind.name, namesake) in entries:
        message = (
            f'the base pack has a {entry.kind.name} "{namesake}"; to change it, write "patch: base:{namesake}" as the first line'
        )
        return [entry.finding((), "patch-meant", message, f"patch: base:{namesake}")]
    return [_told(entry, entries, fault) for fault in listed]


def _told(entry: Entry, entries: Entries, fault: Fault) -> Finding:
    """A fault of shape at its place: of a missing field, where it would stand."""
    path, key, code, message, guess = fault
    finding = entry.finding(path, code, message, guess, key, GENTLE.get(code, "error"))
    if code != "missing-field" or entry.part(path) is not None:
        return finding
    alike = [other for (kind, _), other in entries.items() if kind == entry.kind.name and other is not entry]
    return missing_fields.placed(finding, entry, path, alike)


def _together(
    entries: Entries, known: references.Known, later: references.Later, packs: Sequence[Pack], whole: bool, quick: bool
) -> list[Finding]:
    """Sense of all sound items together, and worlds that leave cells empty. What is absent is judged only when all is sound."""
    made = made_of({key: (entry.kind.shape, entry.once(references.normalise, known, later)) for key, entry in entries.items()})
    fiction = frozenset(pack.id for pack in packs if pack.fiction or pack.manifest is None)
    items = Placed(made, entries, tuple(known["products"]), fiction)
    found = [*sense.check(items, whole), *braces.check(items)]
    found += lessons.check(made, entries)
    found += teaching.check(made, entries)
    found += publications.check(made, entries)
    found += theses.check(made, entries)
    found += [] if quick else [*writing.check(entries, packs, made), *voices.check(entries, packs, made)]
    parts = parts_of(made) if whole else None
    if parts is None:
        return found
    amiss = {id: _world_faults(parts, item) for id, item in parts.worlds.items()}
    sound = {id: item for id, item in parts.worlds.items() if not amiss[id]}
    specs = {id: world_spec.compile_world(parts, item) for id, item in sound.items()}
    for id, item in parts.worlds.items():
        at, above = entries["world", id], item.like
        found += [at.finding(("rows",), "world-fault", m) for m in amiss[id] if m not in amiss.get(above, ())]
        for code, of in (("mass-balance", unbalanced), ("no-losses", unmissed)):
            told, inherited = ([*of(specs[w])] if w in specs else [] for w in (id, above))
            found += [at.finding(("rows",), code, m, severity="warning") for m in told if m not in inherited]
    for id, case in made.get("case", {}).items():
        found += cases.sense(entries["case", id], case, parts)
    for id, prior in made.get("prior", {}).items():
        found += cases.prior(entries["prior", id], prior, parts)
    return found


def _world_faults(parts: world_items.Parts, item: world_items.WorldItem) -> list[str]:
    """What keeps a starting world from being started: cells without a value, or what the engine says of it."""
    unfilled = world_spec.unfilled(parts, item)
    if unfilled:
        return [
            f"the table {table} has cells without a value{_of(ids)}; add a row that fills them" for table, ids in unfilled.items()
        ]
    try:
        build_frame(world_spec.compile_world(parts, item))
    except (ValueError, ArithmeticError, LookupError) as error:
        return [str(error)]
    return []


def _of(ids: Sequence[str]) -> str:
    """The first of these names, and how many more there are."""
    more = f" and {len(ids) - FEW} more" if len(ids) > FEW else ""
    return f" ({', '.join(ids[:FEW])}{more})" if ids else ""


def sound_alone(judged: Judged) -> tuple[Entries, references.Known]:
    """The items without errors that name nothing but each other; with the names that are left."""
    entries: Entries = {key: entry for key, entry in judged.entries.items() if key not in judged.faulty}
    while True:
        known = references.known_names(entries.values())
        left = {k: e for k, e in entries.items() if not any(f.severity == "error" for _, f in references.check(e, known, {}))}
        if len(left) == len(entries):
            return entries, known
        entries = left


def by_file(findings: Sequence[Finding]) -> Mapping[str, list[Finding]]:
    """Findings by the file that they lie in."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.file, []).append(finding)
    return found
