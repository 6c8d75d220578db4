"""Save files: identity, torn tails at every region, foreign files, names that never overwrite each other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.rules import digest
from game.engine.rules.campaign.digest import canonical
from game.engine.rules.campaign.record import Record
from game.engine.rules.campaign.written import read_act, read_deed, read_news
from game.engine.rules.vocabulary.acts import Deed, OfCard, OfOffer, OfOrder, OfPlay, OfPromise
from game.engine.rules.vocabulary.news import Deficit, MeasureNews, OfferNews, Ruptured
from game.engine.rules.vocabulary.plan import BOTH, Answers, Draft, GiveOrder, Offer, Plan, Say, SetDial, Term
from game.engine.rules.vocabulary.rules import Rules
from game.play import Campaign, SaveError, Store, replay
from game.play.documents import DocumentError, from_document, to_document
from game.play.messages import ENGLISH
from game.play.migrations import FormatError, upgrade
from game.play.save_file import Header, LogLine, read
from game.structs import replace
from tests.saves import SETUP, lines_of, played, sealed, told

KEPT = Path(__file__).parent / "saves"


@pytest.fixture(scope="module")
def three(rules: Rules, tmp_path_factory: pytest.TempPathFactory) -> tuple[Campaign, bytes]:
    campaign = played(rules, Store(tmp_path_factory.mktemp("three")), 3)
    path = campaign.save("three")
    assert path is not None
    return campaign, path.read_bytes()


def test_the_file_is_json_lines_with_header_quarters_and_state(three: tuple[Campaign, bytes]) -> None:
    kinds = [json.loads(line)["kind"] for line in three[1].decode().splitlines()]
    assert kinds == ["header", "quarter", "quarter", "quarter", "state", "check"]


def test_reading_gives_back_every_bit(rules: Rules, three: tuple[Campaign, bytes], tmp_path: Path) -> None:
    path = tmp_path / "x.save"
    path.write_bytes(three[1])
    again = Campaign.load(rules, path)
    assert again.state.record == three[0].state.record
    assert again.state.world.digest_bytes() == three[0].state.world.digest_bytes()
    assert again.text("three").encode() == three[1]


@pytest.mark.parametrize("places", [6, pytest.param(40, marks=pytest.mark.slow)])
def test_a_torn_tail_costs_a_quarter_at_most_and_never_crashes(
    rules: Rules, three: tuple[Campaign, bytes], tmp_path: Path, places: int
) -> None:
    campaign, whole = three
    ends = [i for i, byte in enumerate(whole) if byte == ord("\n")]
    cuts = sorted({*range(0, len(whole), len(whole) // places), *ends, *(e + 1 for e in ends), *(e - 1 for e in ends)})
    digests = {0: "", **{line.quarter + 1: line.digest for line in campaign.log}}
    for cut in cuts:
        path = tmp_path / "torn.save"
        path.write_bytes(whole[:cut])
        lines_whole = sum(1 for e in ends if e <= cut)
        if lines_whole == 0:
            with pytest.raises(SaveError):
                Campaign.load(rules, path)
            assert [entry.readable for entry in Store(tmp_path).list()] == [False]
            continue
        again = Campaign.load(rules, path)
        quarters = min(lines_whole - 1, 3)
        assert again.state.record.quarter == quarters
        if quarters:
            assert digest(again.state) == digests[quarters]


@given(place=st.integers(0, 200_000), byte=st.integers(0, 255))
@settings(max_examples=40, deadline=None)
def test_a_changed_byte_never_crashes(
    rules: Rules, three: tuple[Campaign, bytes], tmp_path_factory: pytest.TempPathFactory, place: int, byte: int
) -> None:
    whole = bytearray(three[1])
    whole[place % len(whole)] = byte
    path = tmp_path_factory.mktemp("bytes") / "x.save"
    path.write_bytes(bytes(whole))
    try:
        Campaign.load(rules, path)
    except SaveError as problem:
        assert str(problem)
    Store(path.parent).list()


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"\x00\xff\xfe", b"not json", b"[]", b"{}", b'{"game":"other","kind":"header"}', b"1" * 100_000, b"[" * 70_000],
)
def test_a_foreign_file_is_a_greyed_entry_with_its_reason(rules: Rules, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "foreign.save"
    path.write_bytes(content)
    (entry,) = Store(tmp_path).list()
    assert not entry.readable and entry.reason.endswith(".")
    with pytest.raises(SaveError):
        Campaign.load(rules, path)
    assert path.read_bytes() == content


def test_saving_never_overwrites_a_foreign_file_or_another_name(rules: Rules, tmp_path: Path) -> None:
    (tmp_path / "my-game.save").write_bytes(b"precious")
    store = Store(tmp_path)
    campaign = Campaign.start(rules, SETUP, store)
    paths = [campaign.save(name) for name in ("My game", "my  GAME", "My game", "///", "…")]
    assert (tmp_path / "my-game.save").read_bytes() == b"precious"
    assert paths[0] == paths[2] and len(set(paths)) == 4
    assert {e.name for e in store.list() if e.readable} == {"My game", "my  GAME", "///", "…"}


def test_the_previous_version_is_kept_and_stands_in_for_a_damaged_one(rules: Rules, tmp_path: Path) -> None:
    store = Store(tmp_path)
    campaign = Campaign.start(rules, SETUP, store)
    path = campaign.save("game")
    campaign.commit()
    assert campaign.save("game") == path and path is not None
    path.write_bytes(b"damaged")
    names = {e.name: e for e in store.list() if e.readable and e.name.startswith("game")}
    assert list(names) == ["game (previous)"]
    assert Campaign.load(rules, names["game (previous)"].path, store).state.record.quarter == 0
    again = campaign.save("game")
    assert again is not None and again != path, "a damaged file is not written over"


def test_delete_takes_one_save_and_no_other(rules: Rules, tmp_path: Path) -> None:
    store = Store(tmp_path)
    campaign = Campaign.start(rules, SETUP, store)
    campaign.save("one")
    campaign.save("two")
    assert store.delete("one") and not store.delete("one")
    assert [e.name for e in store.list()] == ["two"]


def test_copies_of_one_save_have_names_of_their_own(rules: Rules, tmp_path: Path) -> None:
    store = Store(tmp_path)
    path = Campaign.start(rules, SETUP, store).save("one")
    assert path is not None
    (tmp_path / "copy.save").write_bytes(path.read_bytes())
    assert len({e.name for e in store.list()}) == 2


def test_a_newer_format_is_refused_in_a_sentence(rules: Rules, three: tuple[Campaign, bytes], tmp_path: Path) -> None:
    path = tmp_path / "new.save"
    path.write_bytes(three[1].replace(b'"format":3', b'"format":99', 1))
    with pytest.raises(SaveError, match="99"):
        Campaign.load(rules, path)
    with pytest.raises(FormatError):
        upgrade([{"format": "x"}])


@pytest.mark.parametrize("path", sorted(KEPT.glob("*.save")), ids=lambda p: p.name)
def test_kept_saves_of_every_format_are_still_read(rules: Rules, path: Path) -> None:
    saved = read(path)
    assert saved.last is not None and saved.log
    document = saved.last["state"]["record"]
    record = from_document(Record, document)
    assert record.quarter == len(saved.log)
    older = "format-3" not in path.name  # they knew the risk of rupture alone, which a crisis cannot have been below
    for figures in (record.figures, *(p.figures for p in record.history), *(line.statistics for line in saved.log)):
        for of_side in figures.values():
            assert of_side.crisis == of_side.escalation if older else of_side.crisis > of_side.escalation


def test_documents_are_exact_for_plans_and_records(rules: Rules, three: tuple[Campaign, bytes]) -> None:
    plan = Plan("beijing", (SetDial("a", 1), Draft(SetDial("a", 2, True), True), Say("hold"), Offer(Term("b", 1), 4)))
    for kind, value in ((Plan, plan), (Record, three[0].state.record), (Answers, Answers(BOTH[0], (("o", "yes"),)))):
        assert from_document(kind, json.loads(json.dumps(to_document(value)))) == value


@pytest.mark.parametrize(
    "document",
    [None, [], {"side": "paris", "lines": []}, {"side": "beijing", "lines": [{"kind": "no"}]}, {"side": "beijing", "x": 1}, {}],
)
def test_a_document_that_does_not_fit_says_where(document: object) -> None:
    with pytest.raises(DocumentError, match="document"):
        from_document(Plan, document)


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (read_act, "card:b-kachin/pay-tax", OfCard("b-kachin", "pay-tax")),
        (read_act, "order:equity-stake", OfOrder("equity-stake")),
        (read_act, "offer:offer-3-beijing", OfOffer("offer-3-beijing")),
        (read_act, "promise:promise-7", OfPromise("promise-7")),
        (read_act, "start", OfPlay("start")),
        (read_act, "brink", OfPlay("brink")),
        (read_deed, "dial:talent-programme:1", Deed(SetDial("talent-programme", 1))),
        (read_deed, "order:equity-stake:", Deed(GiveOrder("equity-stake"))),
        (read_deed, "dial:mymod:quota:2", Deed(SetDial("mymod:quota", 2))),
        (read_deed, "order:mymod:loan:japan", Deed(GiveOrder("mymod:loan", "japan"))),
        (read_act, "card:mymod:visit/stay", OfCard("mymod:visit", "stay")),
        (read_news, ["deal-yes", "beijing", "a", "1", "b", "0"], OfferNews("deal-yes", "beijing", Term("a", 1), Term("b", 0))),
        (read_news, ["demand-no", "beijing", "a", "1"], OfferNews("demand-no", "beijing", Term("a", 1))),
        (read_news, ["drafted", "beijing", "chips-rival", "3"], MeasureNews("drafted", "beijing", SetDial("chips-rival", 3))),
        (read_news, ["order", "beijing", "equity-stake", ""], MeasureNews("order", "beijing", GiveOrder("equity-stake"))),
        (read_news, ["deficit", "beijing", "-0.30"], Deficit("beijing", -0.3)),
        (read_news, ["rupture"], Ruptured()),
    ],
)
def test_acts_and_news_are_saved_and_digested_as_the_texts_that_they_always_were(kind: Any, written: Any, value: Any) -> None:
    assert to_document(value) == written and kind(written) == value
    assert canonical(value) == canonical(written)


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (read_act, "visit:paris"), (read_act, 7), (read_deed, "dial:a"), (read_deed, "dial:a:many"),
        (read_news, []), (read_news, "rupture"), (read_news, ["rumour"]),
        (read_news, ["brink"]), (read_news, ["rupture", "twice"]), (read_news, ["brink", 2]), (read_news, ["pair", "a", "b"]),
    ],
)  # fmt: skip
def test_what_is_no_act_or_news_is_refused(kind: Any, written: Any) -> None:
    with pytest.raises((AttributeError, LookupError, StopIteration, TypeError, ValueError)):
        kind(written)


def test_a_record_with_an_act_that_cannot_be_read_is_refused(three: tuple[Campaign, bytes]) -> None:
    document = to_document(three[0].state.record)
    document["marks"] = [{**document["marks"][0], "act": "visit:paris"}]
    with pytest.raises(DocumentError, match="act or news"):
        from_document(Record, document)


@pytest.mark.parametrize("path", sorted(KEPT.glob("*.save")), ids=lambda p: p.name)
def test_a_kept_record_is_written_back_as_it_stood(path: Path) -> None:
    last = read(path).last
    assert last is not None
    assert to_document(from_document(Record, last["state"]["record"])) == last["state"]["record"]


def test_a_save_from_before_numbers_moved_into_content_is_verified_as_it_was(
    rules: Rules, three: tuple[Campaign, bytes], tmp_path: Path
) -> None:
    """The game is the same under both hashes: a save that says the older one continues without a word, and its log is verified."""
    assert rules.hash.encode() in three[1]
    older = rules.earlier[-1]
    path = tmp_path / "older.save"
    path.write_bytes(sealed(told(lines_of(three[1].replace(rules.hash.encode(), older.encode())))))
    again = Campaign.load(rules, path)
    assert not again.notice and digest(again.state) == digest(three[0].state)
    found = replay(rules, path)
    assert found.verified and found.quarters == 3
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.rindex(b'{"kind":"state"')])  # without its last state
    assert digest(Campaign.load(rules, path).state) == digest(three[0].state), "it is played again from its log"
    path.write_bytes(whole.replace(older.encode(), b"0" * 32))
    assert Campaign.load(rules, path).notice == ENGLISH["other-rules"]


def test_a_number_that_is_not_finite_is_refused(three: tuple[Campaign, bytes]) -> None:
    figures = three[0].state.record.figures["beijing"]
    for number in (float("nan"), float("inf")):
        with pytest.raises(DocumentError, match="cannot be saved"):
            to_document(replace(figures, leverage=number))


def test_a_document_names_the_place_of_what_does_not_fit() -> None:
    lines = [{"kind": "draft", "measure": {"kind": "set-dial", "dial": "a", "notch": "1"}}]
    with pytest.raises(DocumentError, match=r"^document\.lines\[0\]\.measure\.notch: expected `int`, got `str`$"):
        from_document(Plan, {"side": "beijing", "lines": lines})


@pytest.mark.parametrize("path", sorted(KEPT.glob("*.save")), ids=lambda p: p.name)
def test_kept_saves_are_written_again_byte_for_byte(path: Path) -> None:
    for line in upgrade([json.loads(row) for row in path.read_text("utf-8").splitlines()]):
        if line["kind"] == "check":
            continue
        kind, document = {"header": (Header, line), "quarter": (LogLine, line)}.get(
            line["kind"], (Record, line.get("state", {}).get("record"))
        )
        again = to_document(from_document(kind, document))
        assert again == document if kind is Header else to_json(again) == to_json(document)


def to_json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
