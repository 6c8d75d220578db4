"""Commands about content: the checker, counts, claims and the source desk."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.commands.arguments import Wrong, pick
from game.commands.loading import load_rules
from game.commands.output import FINDINGS, GOOD, show
from game.outside_text import cleaned

if TYPE_CHECKING:
    from game.content.format.findings import Finding


def check(given: argparse.Namespace) -> int:
    """The checker of packs."""
    from game.content.format.findings import as_text
    from game.content.loading.checker import as_json
    from game.content.loading.checker import check as run
    from game.content.packs.folders import packs_at

    for place in given.packs:
        if place and not os.path.exists(place):
            raise Wrong(f'There is no pack at "{cleaned(place)}"; give the folder of a pack, or none for all installed packs.')
    from game.desktop.layout.text_fit import TextFit
    from game.devtools.text_slots import shown

    fit = TextFit()
    here = [place for place in given.packs if place and packs_at(Path(place))]
    nothing = tuple(_no_pack(place) for place in given.packs if place not in here)
    found = run(here or None, unfit=lambda s: fit.fault(*shown(s.kind, s.field, s.leaf, s.text))) if here or not nothing else ()
    findings = (*nothing, *found)
    print(json.dumps(as_json(findings)) if given.format == "json" or given.json else as_text(findings))
    return FINDINGS if any(f.severity != "note" for f in findings) else GOOD


def _no_pack(place: str) -> Finding:
    """What is told of a place that is to be checked and holds no pack."""
    from game.content.format.findings import Finding

    message = "there is no pack here; expected a folder with a pack.yaml, or a folder of such folders"
    return Finding(cleaned(place) or '""', 1, 1, "error", "no-pack", message)


def inventory(given: argparse.Namespace) -> int:
    """Counts of content; with --cards how every card reads."""
    from game.content import inventory as run

    rules = load_rules()
    if given.cards:
        from game.content.checks.reading_level import cards, lines
        from game.content.loading.translation import translate

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
