"""The source desk as plain lines and as data: documents with their labels, claims with roots and carriers, what is contested.

The window's twin is `game/screens/pages/codex/codex_sources.py`; who prints it is the command line's business."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from game.engine.rules.vocabulary.documents import Claim, Contested, Document
from game.engine.rules.vocabulary.rules import Rules
from game.screens.pages.codex.codex_sources import in_order
from game.screens.words.claim_counts import (
    PLAIN,
    RECORD_STATUSES,
    alike,
    carried_by,
    carriers,
    documents_of,
    every_root,
    record_status,
    root_of,
    roots_of,
    statements,
)
from game.screens.words.claims import cited
from game.screens.words.texts import headed
from game.structs import asdict
from game.terminal.columns import terminal_columns, wrapped

LABEL = ("sort", "author", "date", "links", "root", "note")
STATUSES = tuple(s for s in RECORD_STATUSES if s != PLAIN)


def report(rules: Rules) -> dict[str, Any]:
    """Documents with label and claims (text, section, roots, who says the same, how many items carry it), what is contested,
    publications."""
    carried = carriers(rules)
    return {
        "roots": every_root(rules),
        "documents": [
            {
                "id": d.id,
                "title": d.title,
                "short": d.short,
                **{name: getattr(d, name) for name in LABEL},
                "claims": [
                    {
                        "id": c.id,
                        "section": c.section,
                        "text": c.text,
                        "root": root_of(rules, c),
                        "same": [x.id for x in alike(rules, c) if x is not c],
                        "roots": len(roots_of(rules, alike(rules, c))),
                        "standing": record_status(rules, [c]),
                        "contested": c.contested,
                        "carried": carried.get(c.id, 0),
                    }
                    for c in _claims_of(rules, d)
                ],
            }
            for d in rules.documents.values()
        ],
        "contested": [
            {
                "id": c.id,
                "statement": c.statement,
                "says": list(c.says),
                "disputes": list(c.disputes),
                "evidence": c.evidence,
                "status": c.status,
                "as_of": c.as_of,
                "claims": [x.id for x in rules.claims.values() if x.contested == c.id],
            }
            for c in rules.contested.values()
        ],
        "publications": [asdict(p) for p in rules.publications.values()],
    }


def names(rules: Rules, typed: str) -> tuple[str, ...]:
    """What can be asked for by name: documents and statuses; contested claims and claims too when one is named exactly."""
    more = (*rules.contested, *rules.claims)
    return (*rules.documents, *STATUSES, *((typed,) if typed in more else ()))


def lines(rules: Rules, what: str = "") -> list[str]:
    """For people: all labels, echoes and contested claims in short; or one document, status, contested claim or claim in full."""
    if what in rules.documents:
        return list(_document(rules, rules.documents[what]))
    if what in rules.claims:
        return list(_claim(rules, rules.claims[what]))
    if what in rules.contested:
        return list(_contested(rules, rules.contested[what]))
    if what in STATUSES:
        return [x for c in rules.contested.values() if c.status == what for x in (*_contested(rules, c), "")]
    return list(_everything(rules))


def _claims_of(rules: Rules, d: Document) -> list[Claim]:
    return [c for c in rules.claims.values() if c.document == d.id]


def _everything(rules: Rules) -> Iterator[str]:
    roots = every_root(rules)
    yield f"{len(rules.documents)} documents, {len(roots)} independent roots: {', '.join(roots)}"
    for d in in_order(rules):
        yield ""
        yield from _label(rules, d)
    said = statements(rules).values()
    echoed = [s for s in said if len(documents_of(rules, s)) > 1 and len(roots_of(rules, s)) < 2]
    joined = [s for s in said if len(roots_of(rules, s)) > 1]
    yield ""
    yield from _told(
        f"{len(rules.claims)} claims make {len(said)} statements: {len(echoed)} stand in several documents of one root, "
        f"{len(joined)} on several roots.",
        "",
    )
    for s in joined:
        told = "; ".join(dict.fromkeys(f"{rules.documents[c.document].short} (root {root_of(rules, c)})" for c in s))
        yield from _told(f"{s[0].text} [{told}]", "  ")
    for status in STATUSES:
        found = [c for c in rules.contested.values() if c.status == status]
        if found:
            yield from ("", f"{status}: {len(found)}")
            for c in found:
                yield from _told(f"{c.id}: {c.statement}", "  ")
    yield ""
    yield from _told("More: python -m game sources d004 | disputed | market-size | d004-c30", "")


def _label(rules: Rules, d: Document) -> Iterator[str]:
    claims = _claims_of(rules, d)
    yield from _told(f"{d.id}  {headed(d.short)}: {d.title}", "")
    for name in LABEL:
        if getattr(d, name):
            yield from _told(f"{name}: {cited(rules, getattr(d, name))}", "  ")
    counts = {s: sum(record_status(rules, [c]) == s for c in claims) for s in STATUSES}
    yield f"  claims: {len(claims)}; " + ", ".join(f"{s} {n}" for s, n in counts.items())


def _document(rules: Rules, d: Document) -> Iterator[str]:
    yield from _label(rules, d)
    for c in _claims_of(rules, d):
        same = alike(rules, c)
        status = record_status(rules, [c])
        marks = [c.section, f"documents {len(documents_of(rules, same))}, roots {len(roots_of(rules, same))}"]
        marks += [f"{status} ({c.contested})"] if status != PLAIN else []
        yield ""
        yield from _told(f"{c.id}  {c.text}", "")
        yield from _told("; ".join(marks), "  ")


def _claim(rules: Rules, c: Claim) -> Iterator[str]:
    yield from _told(f"{c.id}  {c.text}", "")
    yield from _told(f"{headed(rules.documents[c.document].short)}, {c.section}; root {root_of(rules, c)}", "  ")
    for other in alike(rules, c):
        if other is not c:
            short = rules.documents[other.document].short
            yield from _told(f"says the same: {other.id} ({short}, root {root_of(rules, other)}): {other.text}", "  ")
    for kind, id in carried_by(rules, c.id):
        yield from _told(f"carried by: {kind} {id}", "  ")
    if c.contested in rules.contested:
        yield ""
        yield from _contested(rules, rules.contested[c.contested])


def _contested(rules: Rules, c: Contested) -> Iterator[str]:
    yield from _told(f"{c.id}: {c.statement}", "")
    yield f"  {c.status}, as of {c.as_of}"
    for name, who in (("says so", c.says), ("disputes it", c.disputes)):
        if who:
            yield from _told(f"{name}: {'; '.join(cited(rules, w) for w in who)}", "  ")
    yield from _told(f"best evidence: {cited(rules, c.evidence)}", "  ")
    touched = [x.id for x in rules.claims.values() if x.contested == c.id]
    if touched:
        yield from _told(f"claims: {', '.join(touched)}", "  ")


# ---- who carries what -----------------------------------------------------------------------------------------------


def coverage_lines(rules: Rules, found: Mapping[str, Any]) -> list[str]:
    """The coverage for people: each claim of each document, and under it the cards, orders, dials and mandates that carry it."""
    missing = found["uncarried"]
    out = [f"{found['carried']} of {found['claims']} claims are carried; uncarried: {', '.join(missing) or 'none'}"]
    for d in rules.documents.values():
        counts = found["by_document"][d.id]
        out += ["", *_told(f"{d.id}  {headed(d.short)}: {counts['carried']} of {counts['claims']} claims carried", "")]
        for c in _claims_of(rules, d):
            out += _told(f"{c.id}  {c.text}", "  ")
            out += _told(", ".join(found["carriers"][c.id]) or "NOTHING carries it", "      > ")
    return out


def _told(words: str, lead: str) -> list[str]:
    return wrapped(words, terminal_columns(), lead, " " * len(lead) + "  ")
