"""The checker as a function and as a small command: everything that is wrong with packs, in one run. Writes nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from game.content.checks.texts import writing
from game.content.format.findings import Finding, as_text, errors, openable
from game.content.loading.compile import beside_of
from game.content.loading.gather import Gathered, gather
from game.content.loading.judge import Judged
from game.content.loading.tried import tried, tried_whole
from game.content.packs.choices import Choices, choices
from game.content.packs.folders import discover

Unfit = Callable[[writing.Said], str]


def check(paths: Sequence[Path | str] | None = None, play: bool = True, unfit: Unfit | None = None) -> tuple[Finding, ...]:
    """Every finding of the packs below the given folders (by default all installed ones), sorted by place.

    With `play`, content without errors is also tried out: each response, order and notch is played. `unfit` says of a text why
    it does not fit where it is shown ("" when it does); a room that draws can give it."""
    gathered = gathered_at(paths, play)
    found = [*gathered.findings, *(_unfit(gathered, unfit) if unfit else ())]
    if play and not gathered.left_out and all(p.place.shipped for p in gathered.packs):
        found += tried_whole(Judged(dict(gathered.entries), gathered.known, gathered.renamed, (), frozenset()))
    return tuple(sorted(found))


def gathered_at(paths: Sequence[Path | str] | None, play: bool = True) -> Gathered:
    """The packs at or below some folders, judged, and tried out with `play`."""
    chosen = choices() if paths is None else Choices()
    return gather(discover(paths), chosen=chosen, beside=beside_of(paths), tried=tried if play else None)


def _unfit(gathered: Gathered, unfit: Unfit) -> Iterator[Finding]:
    ignored = {file: codes for pack in gathered.packs for file, codes in pack.ignored.items()}
    for s in writing.said(gathered.entries, gathered.packs):
        if s.read and (why := unfit(s)):
            finding = s.report("text-does-not-fit", why)
            if finding.code not in ignored.get(finding.file, ()):
                yield finding


def as_json(findings: Sequence[Finding]) -> dict[str, list[dict[str, str | int]]]:
    """Findings under the key `findings`, ready for JSON."""
    return {"findings": [f.as_dict() | {"file": openable(f.file)} for f in findings]}


def main(arguments: Sequence[str] | None = None, out: TextIO | None = None) -> int:
    """Prints the findings as text, or as JSON after `--format json`; returns 0 without errors, else 1."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    stream = out or sys.stdout
    as_data = "json" in given
    paths = [a for a in given if a not in ("--format", "json", "text")]
    findings = check(paths or None)
    stream.write((json.dumps(as_json(findings), indent=1) if as_data else as_text(findings)) + "\n")
    return 1 if errors(findings) else 0
