"""The source desk as plain lines and as data: documents with their labels, claims counted, what is contested.

The window's twin is `game/screens/codex.py`; who prints it is the command line's business."""

from __future__ import annotations

from typing import Any

from game.engine.rules.rules import Rules
from game.screens.sourcing import carriers, every_root
from game.terminal.columns import wrapped
from game.terminal.page import COLUMNS

LABEL = ("sort", "author", "date", "links", "root", "note")


def report(rules: Rules) -> dict[str, Any]:
    """Documents with label and claims (text, section, how many items carry it), independent roots, contested claims."""
    carried = carriers(rules)
    return {
        "roots": every_root(rules),
        "documents": [
            {
                "id": d.id,
                "title": d.title,
                **{name: getattr(d, name) for name in LABEL},
                "claims": [
                    {"id": c.id, "section": c.section, "text": c.text, "contested": c.contested, "carried": carried.get(c.id, 0)}
                    for c in rules.claims.values()
                    if c.document == d.id
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
    }


def lines(found: dict[str, Any]) -> list[str]:
    """The report for people: labels of all documents, then every contested claim with its evidence."""
    out = [f"{len(found['documents'])} documents, {len(found['roots'])} independent roots: {', '.join(found['roots'])}"]
    for d in found["documents"]:
        used = sum(1 for c in d["claims"] if c["carried"])
        out += ["", *_told(f"{d['id']}  {d['title']}", ""), *(x for k in LABEL for x in _told(f"{k}: {d[k]}", "  ") if d[k])]
        out.append(f"  claims: {len(d['claims'])}, of which {used} are used by cards, measures or mandates")
    out += ["", f"{len(found['contested'])} contested claims"]
    for c in found["contested"]:
        out += ["", *_told(c["statement"], ""), f"  {c['status']}, as of {c['as_of']}"]
        out += _told(f"says so: {'; '.join(c['says'])}", "  ") if c["says"] else []
        out += _told(f"disputes it: {'; '.join(c['disputes'])}", "  ") if c["disputes"] else []
        out += _told(f"best evidence: {c['evidence']}", "  ")
        out += _told(f"claims: {', '.join(c['claims'])}", "  ") if c["claims"] else []
    return out


def _told(words: str, lead: str) -> list[str]:
    return wrapped(words, COLUMNS, lead, lead + "  ")
