"""Reads back-test cases, from the packs or from a single file anywhere, with the world items that they build on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import convert

from game.content.checks import references
from game.content.checks.cases import limits_of, ranges, rows, sense
from game.content.format.build import made_of, parts_of
from game.content.format.case_items import Case, Prior
from game.content.format.findings import Finding, errors
from game.content.format.kinds import by_name
from game.content.format.shape import faults
from game.content.format.world_items import Parts
from game.content.format.yaml_reader import read
from game.content.loading.gather import gather
from game.content.packs.entry import Entry
from game.content.packs.file_items import items_of
from game.content.packs.folders import Place, discover
from game.content.packs.pack import Pack
from game.structs import Struct


class CasesRead(Struct):
    """The cases that were asked for, the world items that they build on, every finding about the cases, and priors by parameter."""

    cases: tuple[Case, ...]
    parts: Parts | None
    findings: tuple[Finding, ...]
    priors: Mapping[str, Prior]


def read_cases(wanted: Sequence[str] = (), paths: Sequence[Path | str] | None = None) -> CasesRead:
    """Cases by id, or by the path of a file of this format that may lie anywhere; all cases of the packs when none are named.

    Broken cases are left out and their findings listed; an id that is unknown raises KeyError with it."""
    gathered = gather(discover(paths))
    plain = _plain(gathered.entries, gathered.known)
    made = made_of(plain)
    parts = parts_of(made)
    cases: Mapping[str, Case] = made.get("case", {})
    priors: Mapping[str, Prior] = made.get("prior", {})
    if parts is None or not wanted:
        ours = [f for f in errors(gathered.findings) if "/history/" in f.file or "/world/" in f.file]
        return CasesRead(tuple(cases.values()), parts, tuple(ours), priors)
    chosen: list[Case] = []
    findings: list[Finding] = []
    for name in wanted:
        if name in cases:
            chosen.append(cases[name])
        elif name.endswith((".yaml", ".yml")) or Path(name).is_file():
            found, faults = _from_file(Path(name), gathered.known, parts)
            findings += faults
            chosen += found
        else:
            raise KeyError(name)
    return CasesRead(tuple(chosen), parts, tuple(findings), priors)


def _plain(entries: Mapping[tuple[str, str], Entry], known: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], tuple[Any, Any]]:
    return {key: (entry.kind.shape, references.normalise(entry, known)) for key, entry in entries.items()}


def _from_file(path: Path, known: Mapping[str, Sequence[str]], parts: Parts) -> tuple[list[Case], list[Finding]]:
    """The cases of one file, judged as those of a pack are."""
    source = read(path, str(path))
    named = source.data.get("id") if isinstance(source.data, dict) else None
    stem = re.sub("[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "case"  # a file of one's own may be called as one likes
    held = items_of(source, by_name("case"), named if isinstance(named, str) else stem, Pack(Place(path.parent)).id)
    findings, cases = held.findings, []
    for entry in held.entries:
        entry.called(entry.id.rsplit(":", 1)[-1])
        found = [entry.finding(p, code, message, guess, key) for p, key, code, message, guess in faults(Case, entry.data)]
        found += [finding for _, finding in references.check(entry, known, {})]
        found += [*references.cells(entry, known), *rows(entry), *ranges(entry, limits_of(parts.parameters))]
        if not errors(found):
            case = convert(references.normalise(entry, known), Case)
            found += sense(entry, case, parts)
            cases += [] if errors(found) else [case]
        findings += found
    return cases, sorted(findings)
