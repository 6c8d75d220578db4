"""What the source desk counts: which claims say the same, from which roots, how far records bear them out, what carries them.

Reads the rules and tells facts; how a screen words and draws them is `codex_sources`, `codex_claims` and the Desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.engine.rules.vocabulary.documents import Claim, Document
from game.engine.rules.vocabulary.rules import Rules

UNKNOWN = "unknown"  # the root of what nobody can trace, and the standing of what no record decides
PLAIN = "plain"  # the standing of a claim that nothing contests
RECORD_STATUSES = ("disputed", "outdated", UNKNOWN, "agreed", PLAIN)


def roots_in(document: Document) -> list[str]:
    """The origins of a document, `unknown` among them."""
    return [root.strip() for root in document.root.split("+")]


def root_of(rules: Rules, claim: Claim) -> str:
    """Where a claim comes from: the root that it names, else the first of its document."""
    return claim.root or roots_in(rules.documents[claim.document])[0]


def roots_of(rules: Rules, claims: Iterable[Claim]) -> list[str]:
    """The independent roots of some claims; an unknown root counts for nothing."""
    return sorted({root_of(rules, c) for c in claims} - {UNKNOWN})


def every_root(rules: Rules) -> list[str]:
    """The independent roots of all documents."""
    return sorted({root for d in rules.documents.values() for root in roots_in(d)} - {UNKNOWN})


def statements(rules: Rules) -> dict[str, tuple[Claim, ...]]:
    """Claims that say the same, under the id of the claim that the others point at; in the order of the ledger."""
    found: dict[str, list[Claim]] = {}
    for c in rules.claims.values():
        found.setdefault(c.same or c.id, []).append(c)
    return {id: tuple(sorted(claims, key=lambda c: c.id != id)) for id, claims in found.items()}


def alike(rules: Rules, claim: Claim) -> tuple[Claim, ...]:
    """The claims that say the same as one, the claim itself among them."""
    first = claim.same or claim.id
    return tuple(c for c in rules.claims.values() if (c.same or c.id) == first)


def documents_of(rules: Rules, claims: Iterable[Claim]) -> list[Document]:
    """The documents of some claims, each once, in their order."""
    ids = {c.document for c in claims}
    return [d for id, d in rules.documents.items() if id in ids]


def support(rules: Rules, claims: Iterable[Claim]) -> tuple[int, int]:
    """On how many independent roots the least and the best supported of some claims stand."""
    counts = [len(roots_of(rules, alike(rules, c))) for c in claims]
    return (min(counts), max(counts)) if counts else (0, 0)


def record_status(rules: Rules, claims: Iterable[Claim]) -> str:
    """How records stand to claims that say the same: the status of what contests them, `plain` where nothing does."""
    found = (rules.contested[c.contested].status for c in claims if c.contested in rules.contested)
    return next(found, PLAIN)


def carried_by(rules: Rules, claim: str) -> Iterator[tuple[str, str]]:
    """What carries a claim, as (kind, id): cards, dials, orders and mandates."""
    shelves = (("card", rules.cards), ("dial", rules.dials), ("order", rules.orders), ("mandate", rules.mandates))
    for kind, shelf in shelves:
        yield from ((kind, id) for id, item in shelf.items() if claim in item.claims)


def carriers(rules: Rules) -> dict[str, int]:
    """How many cards, dials, orders and mandates carry each claim."""
    found: dict[str, int] = {}
    for shelf in (rules.cards, rules.dials, rules.orders, rules.mandates):
        for item in shelf.values():
            for claim in item.claims:
                found[claim] = found.get(claim, 0) + 1
    return found
