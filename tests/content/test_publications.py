"""Every record that a card cites names publisher, title, date and address, and weak outlets are marked as weak."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from game import cli
from game.content.checks import publications
from game.content.format.style_items import Style
from game.engine.rules.vocabulary.documents import Publication
from game.engine.rules.vocabulary.rules import Rules
from game.screens.words.publications import publication_told, publications_of
from game.screens.words.texts import LANGUAGES, Texts
from game.structs import Struct, replace

STYLE = Style(unpublished=("recalled", "2025"), admitted=("imagined", "recalled"))


class Place(Struct):
    """Stands where a card's place in its file would."""

    pack: str = "base"

    def finding(self, path: object, code: str, message: str, **_: object) -> str:
        return code


class Card(Struct):
    """A card of which only the record is read."""

    record: str


def found(record: str, *cited: Publication) -> set[str]:
    items = {"style": {"style": STYLE}, "card": {"c": Card(record)}, "publication": {p.id: p for p in cited}}
    entries = {("card", "c"): Place(), ("publication", "other"): Place(), **{("publication", p.id): Place() for p in cited}}
    return set(publications.check(items, entries))  # type: ignore[arg-type]


MINER = Publication(id="m", publisher="The Northern Miner", called=("Northern Miner",), title="T", date="2025", cards=("c",))


@pytest.mark.parametrize(
    ("record", "codes"),
    [
        ("It was so (Northern Miner).", set()),
        ("It was so (Northern Miner; Reuters).", {"uncited-record"}),
        ("It was so (Reuters, recalled; Northern Miner).", set()),
    ],
)
def test_a_record_names_only_publications_that_list_its_card(record: str, codes: set[str]) -> None:
    assert found(record, MINER) == codes


def test_a_record_without_a_publication_says_what_it_rests_on() -> None:
    assert found("It was so.") == {"unsourced-record"}
    assert found("It was so (Northern Miner).", replace(MINER, cards=("d",))) == {"uncited-record", "unsourced-record"}
    assert found("The case is imagined.") == set()


@pytest.mark.parametrize("address", ["www.example.org", "ftp://example.org/a", "https://localhost", "https:// example.org"])
def test_an_address_is_public_or_left_out(address: str) -> None:
    assert found("It was so (Northern Miner).", replace(MINER, address=address)) == {"wrong-address"}


def test_publications_are_whole_and_weak_ones_are_marked(rules: Rules) -> None:
    addresses = [p.address for p in rules.publications.values() if p.address]
    assert len(rules.publications) > 70 and len(set(addresses)) == len(addresses) > 70
    for p in rules.publications.values():
        assert p.publisher and p.title and p.date and p.called, p.id
        host = urlsplit(p.address).hostname or ""
        strangers = (
            "blogspot",
            "forum.",
            "docslib",
            "studylib",
            "particle.news",
            "econotimes",
            "okx",
            "samarium.dev",
            "financetom",
        )
        assert p.weak or not any(name in host for name in strangers), p.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_tells_its_publications_with_addresses(rules: Rules, language: str) -> None:
    t = Texts(language)
    told = [publication_told(t, p) for p in publications_of(rules, "b-kachin")]
    assert told and all("https://" in line for line in told) and not t.missing
    weak = [p for p in rules.publications.values() if p.weak]
    assert all(t(f"source.weak_{p.weak}") in publication_told(t, p) for p in weak)


def test_the_command_hands_them_out(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert cli.main(["sources", "--json"]) == 0
    out = capsys.readouterr().out
    assert '"publications"' in out and "https://doi.org/10.5066/P1WKQ63T" in out


def test_packs_without_publications_are_left_alone() -> None:
    items = {"style": {"style": STYLE}, "card": {"c": Card("It was so (Somebody).")}}
    entries = {("card", "c"): Place("mod"), ("publication", "m"): Place()}
    assert not set(publications.check(items, entries))  # type: ignore[arg-type]
