"""The ledger of claims: faults of documents, claims and contested claims have their place; no sentence comes from a document."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest
import yaml

from game import installation
from game.engine.rules.vocabulary.rules import Rules
from tests.content.writing import CARD, Write, found

DOCUMENT = """- id: paper
  file: x.txt
  title: A paper
  short: the paper
  sort: blog
  author: not named
  date: "2026"
  links: none
  root: D
  note: A paper about quotas.
"""
CLAIM = """- id: one
  document: paper
  section: body
  text: A quota tells the market what to expect.
- id: two
  document: paper
  section: body
  text: A quota hides how much is there.
  contested: quarrel
"""
CONTESTED = """- id: quarrel
  statement: A quota hides how much is there.
  says: [paper]
  disputes: [a ministry]
  evidence: Nobody has counted.
  status: disputed
  as_of: "2026-11"
"""
CARRIER = CARD.replace("claims: [d001-c36]", "claims: [one, two]")


def ledger(pack: Write, document: str = DOCUMENT, claim: str = CLAIM, contested: str = CONTESTED, card: str = CARRIER) -> list[str]:
    return found(pack(sources__documents=document, sources__claims=claim, sources__contested=contested, cards__quota=card))


def test_a_pack_may_bring_a_document_with_its_claims(pack: Write) -> None:
    assert ledger(pack) == []


@pytest.mark.parametrize(
    ("part", "change", "message"),
    [
        (
            "document",
            ("author: not named", 'author: ""'),
            '/documents.yaml:6:11: warning[missing-label] the label "author" is empty',
        ),
        ("claim", ("document: paper", "document: papre"), '/claims.yaml:2:13: error[unknown-id] no document "papre"'),
        (
            "claim",
            ("contested: quarrel", "same: d000-c05"),
            '/claims.yaml:9:9: warning[same-claim] "d000-c05" points at "d001-c07" itself',
        ),
        (
            "claim",
            ("contested: quarrel", "same: one"),
            '/claims.yaml:9:9: warning[same-claim] "mymod:one" stands in the same document',
        ),
        (
            "claim",
            ("contested: quarrel", "root: E"),
            '/claims.yaml:9:9: warning[unknown-root] "E" is no root of mymod:paper; expected D',
        ),
        ("claim", ("contested: quarrel", "contested: quarel"), '/claims.yaml:9:14: error[unknown-id] no contested "quarel"'),
        (
            "contested",
            ("status: disputed", "status: doubtful"),
            "/contested.yaml:6:11: error[not-one-of] status must be one of agreed,",
        ),
        ("contested", ("disputes: [a ministry]", "disputes: []"), "/contested.yaml:4:13: warning[contested-untold]"),
        ("contested", ("Nobody has counted.", '""'), "/contested.yaml:5:13: error[blank-text]"),
        (
            "contested",
            ('"2026-11"', "lately"),
            "/contested.yaml:7:10: warning[contested-untold] as_of must be a date such as 2026-11",
        ),
        (
            "card",
            ("claims: [one, two]", "claims: [two]"),
            "/claims.yaml:1:3: warning[claim-uncarried] no card, order, dial or mandate",
        ),
    ],
)
def test_faults_of_the_ledger_have_their_place(pack: Write, part: str, change: tuple[str, str], message: str) -> None:
    parts = {"document": DOCUMENT, "claim": CLAIM, "contested": CONTESTED, "card": CARRIER}
    assert change[0] in parts[part]
    told = ledger(pack, **{part: parts[part].replace(*change, 1)})
    assert len(told) == 1 and message in told[0], told


def test_an_unknown_origin_and_teasers_are_marked(rules: Rules) -> None:
    teasers = [c for c in rules.claims.values() if c.section == "teaser"]
    assert len(teasers) == 5 and all(c.root == "unknown" for c in teasers)
    assert {d.root for d in rules.documents.values()} == {"A", "A+unknown", "B", "C"}


# ---- no sentence is copied ------------------------------------------------------------------------------------------

RUN = 8  # so many words in a row count as copied


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("\u2019", "'").replace("'s", " s"))


def hashes(text: str) -> Iterator[int]:
    told = words(text)
    for i in range(len(told) - RUN + 1):
        yield int.from_bytes(blake2b(" ".join(told[i : i + RUN]).encode(), digest_size=5).digest(), "big")


def runs_of_the_documents() -> frozenset[int]:
    """Hashes of every eight words in a row of the five documents, which are not ours to hand on."""
    packed = (Path(__file__).parent / "runs_of_the_documents.txt").read_text("ascii")
    raw = zlib.decompress(base64.b85decode(packed.replace("\n", "")))
    return frozenset(int.from_bytes(raw[i : i + 5], "big") for i in range(0, len(raw), 5))


def texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from texts(inner, f"{path}[{i}]")
    elif isinstance(value, str):
        yield path, value


def test_no_eight_words_in_a_row_come_from_a_document() -> None:
    known = runs_of_the_documents()
    assert len(known) > 3000
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    seen = 0
    for file in sorted((installation.content() / "base").rglob("*.yaml")):
        for path, text in texts(yaml.load(file.read_text("utf-8"), Loader=loader), file.name):
            seen += 1
            copied = [h for h in hashes(text) if h in known]
            assert not copied or (file.name == "documents.yaml" and path.endswith(".title")), path
    assert seen > 5000


def test_a_copied_sentence_would_be_found(rules: Rules) -> None:
    known = runs_of_the_documents()
    title = rules.documents["d003"].title  # the titles are the only words that are theirs
    assert [h for h in hashes(f"An adviser says: {title}, and leaves.") if h in known]
