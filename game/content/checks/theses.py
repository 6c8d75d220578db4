"""Whether a thesis that campaigns are held against can be tested as it says: its decisions, and the fields of what it tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from game.content.checks.texts.braces import fields_of
from game.content.format.findings import Finding
from game.content.packs.entry import Entry
from game.engine.rules.vocabulary.documents import THESIS_FIELDS, CampaignThesis

Items = Mapping[str, Mapping[str, Any]]
Entries = Mapping[tuple[str, str], Entry]


def check(items: Items, entries: Entries) -> Iterator[Finding]:
    """The findings of all theses."""
    for id, thesis in items.get("thesis", {}).items():
        yield from _thesis(thesis, entries["thesis", id])


def _thesis(thesis: CampaignThesis, entry: Entry) -> Iterator[Finding]:
    needs = {"deeds": thesis.test != "chain", "beside": thesis.test == "two"}
    for field, needed in needs.items():
        if bool(getattr(thesis, field)) != needed:
            verb = "needs" if needed else "takes no"
            yield entry.finding((field,), "thesis-test", f'the test "{thesis.test}" {verb} decisions under `{field}`')
    if thesis.falls and thesis.test != "each":
        yield entry.finding(("falls",), "thesis-test", f'`falls` is for the test "each" alone; the test here is "{thesis.test}"')
    wanted, told = THESIS_FIELDS[thesis.test], fields_of(thesis.found)
    if set(told) != set(wanted):
        message = f'the test "{thesis.test}" is told with {_listed(wanted)}; the text has {_listed(told) or "none of them"}'
        yield entry.finding(("found",), "thesis-test", message)


def _listed(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)
