"""Commands about content: the checker, counts, claims and the source desk."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.commands.arguments import Wrong, pick
from game.commands.loading import load_rules
from game.commands.output import FINDINGS, GOOD, say, show
from game.outside_text import cleaned

if TYPE_CHECKING:
    from game.content.loading.compile import PackInfo


def check(given: argparse.Namespace) -> int:
    """The checker of packs."""
    from game.content.format.findings import as_text, errors
    from game.content.loading.checker import as_json
    from game.content.loading.checker import check as run

    paths = [pack_at(pack) for pack in given.packs]
    from game.desktop.layout.text_fit import TextFit
    from game.devtools.text_slots import shown

    fit = TextFit()
    findings = run(paths or None, unfit=lambda s: fit.fault(*shown(s.kind, s.field, s.leaf, s.text)))
    print(json.dumps(as_json(findings)) if given.format == "json" or given.json else as_text(findings))
    return FINDINGS if errors(findings) else GOOD


def pack_at(given: str) -> Path:
    """The path of a pack, given by path or by the id of one that is installed."""
    if os.path.exists(given):  # False for a name that no system could have
        return Path(given)
    from game.content.packs.folders import discover
    from game.content.packs.pack import read_manifest

    known = {pack.id: pack.place.path for pack in (read_manifest(place)[0] for place in discover())}
    if given in known:
        return known[given]
    near = get_close_matches(given, list(known), 1, 0.5)
    meant = f' Did you mean "{near[0]}"?' if near else ""
    listed, told = ", ".join(known), cleaned(given)
    raise Wrong(f'There is no pack "{told}"; give the path of a folder or .zip, or the id of an installed pack: {listed}.{meant}')


def packs(given: argparse.Namespace) -> int:
    """The installed packs; with an action, one of them is switched on or off, read earlier, installed or taken out."""
    from game.content.loading.compile import load
    from game.content.packs import choices, folders, install

    if given.action and not given.pack:
        raise Wrong(f"Say which pack: python -m game packs {given.action} PACK")
    own = [pack.id for pack in load().packs if not pack.shipped]
    try:
        if given.action == "install":
            say(f"Installed: {install.install(given.pack)}")
        elif given.action:
            id = pick("pack of your own", given.pack, own)
            if given.action == "remove":
                say(f"The pack lies in {install.remove(id)} now.")
            elif given.action == "first":
                choices.reorder([id, *(other for other in own if other != id)])
            else:
                choices.switch(id, given.action == "on")
    except install.NotInstalled as refused:
        raise Wrong(str(refused)) from None
    except OSError as error:
        raise Wrong(f"The list of packs cannot be changed: {error.strerror or error}.") from None
    found = load().packs
    rows = [{"id": p.id, "version": p.version, "kind": p.kind, "state": p.state, "folder": p.folder} for p in found]
    lines: list[str] = []
    for row, pack in zip(rows, found, strict=True):
        lines.append(f"{row['id']:<24} {row['version']:<8} {row['kind']:<12} {row['state']:<13} {row['folder']}")
        lines += _why(pack)
    where = str(folders.user_content())
    show(given, {"packs": rows, "folder": where}, [*lines, f"Your own packs go into {where}"])
    return GOOD


def _why(pack: PackInfo) -> list[str]:
    """What keeps a pack out of play: its first error, and how to see the others."""
    from game.content.format.findings import errors

    wrong = errors(pack.findings) if pack.state == "left out" else ()
    more = [f'    … and {len(wrong) - 1} more: python -m game check "{pack.folder}"'] if wrong[1:] else []
    return [f"    {line}" for finding in wrong[:1] for line in str(finding).splitlines()] + more


def inventory(given: argparse.Namespace) -> int:
    """Counts of content; with --cards how every card reads."""
    from game.content import inventory as run

    rules = load_rules()
    if given.cards:
        from game.content.checks.texts.reading_level import cards, lines
        from game.content.loading.languages.translation import translate

        found = cards(rules, translate(rules, "zh-Hans"))
        show(given, {"cards": found}, lines(found))
        return GOOD
    return _table(given, run(rules))


def coverage(given: argparse.Namespace) -> int:
    """Claims and who carries them."""
    from game.content import coverage as run
    from game.terminal.source_report import coverage_lines

    rules = load_rules()
    found = run(rules)
    show(given, found, coverage_lines(rules, found))
    return FINDINGS if found["uncarried"] else GOOD


def sources(given: argparse.Namespace) -> int:
    """The source desk: documents, their labels, contested claims."""
    from game.terminal.source_report import lines, names, report

    rules = load_rules()
    what = pick("document, status or claim", given.what, names(rules, given.what)) if given.what else ""
    show(given, report(rules), lines(rules, what))
    return GOOD


def _table(given: argparse.Namespace, report: Mapping[str, Any]) -> int:
    show(given, report, (f"{key}: {value}" for key, value in report.items()))
    return GOOD
