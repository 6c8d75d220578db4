"""Translation packs: rules told in another language, what is stale, missing, wrong, too long or not drawable, and the stamps."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from game.content.checks.texts import glyphs
from game.content.format.findings import Finding
from game.content.format.item_texts import TEXT, stamp, texts_of, told
from game.content.loading.checker import check
from game.content.loading.compile import load
from game.content.loading.languages import translation_stamps
from game.content.loading.languages.translation import languages, retold, translate
from game.content.loading.made_rules import TABLES
from game.engine.rules import new_game
from game.engine.rules.campaign.digest import digest
from game.engine.rules.campaign.record import Setup
from game.engine.rules.vocabulary.rules import Rules

MANIFEST = """id: zh-test
version: "1.0"
game: ">=0.1,<1"
kind: translation
depends: [base]
title: 测试
authors: [Someone]
licence: MIT
"""
DOCTRINE = "id: hawk\ntitle: 鹰\n"

Write = Callable[..., Path]


@pytest.fixture
def pack(tmp_path: Path) -> Write:
    """Writes a translation pack beside the base pack; file names as `folder__name`."""

    def write(**files: str) -> Path:
        folder = tmp_path / "content" / "zh-test"
        folder.mkdir(parents=True)
        (folder / "pack.yaml").write_text(MANIFEST, "utf-8")
        for name, text in files.items():
            kind, _, stem = name.partition("__")
            path = folder / kind / f"{stem.replace('_', '-')}.yaml" if stem else folder / f"{kind}.yaml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        return folder

    return write


def found(folder: Path, code: str) -> list[Finding]:
    return [f for f in check([folder], play=False) if f.code == code and "zh-test" in f.file]


def stamped(folder: Path, *anew: str) -> str:
    out = io.StringIO()
    assert translation_stamps.main([str(folder), *anew], out, out) == 0, out.getvalue()
    return (folder / "stamps.yaml").read_text("utf-8")


def test_every_text_can_be_taken_out_and_put_back(rules: Rules) -> None:
    assert TABLES.keys() - TEXT.keys() == {"class-measures", "publication"}  # kinds without a word of ours
    for kind in sorted(TEXT.keys() & TABLES.keys()):
        for item in getattr(rules, TABLES[kind]).values():
            texts = texts_of(kind, item)
            assert texts and told(kind, item, texts) == item
            marked = texts_of(kind, told(kind, item, {name: f"<{text}>" for name, text in texts.items()}))
            assert marked == {name: f"<{text}>" for name, text in texts.items()}


def test_chinese_changes_words_and_nothing_else(rules: Rules, packs: Path, tmp_path: Path) -> None:
    chinese = translate(rules, "zh-Hans", [packs], tmp_path)
    assert chinese.hash == rules.hash and chinese.packs == rules.packs and chinese.numbers == rules.numbers
    for kind, table in TABLES.items():
        ours, theirs = getattr(rules, table), getattr(chinese, table)
        assert list(ours) == list(theirs)
        for id, item in ours.items():
            assert told(kind, theirs[id], texts_of(kind, item)) == item, f"{kind} {id}: only words may differ"
    card, theirs = rules.cards["b-kachin"], chinese.cards["b-kachin"]
    assert theirs.title != card.title and theirs.responses[0].text != card.responses[0].text
    setup = Setup("spring-curbs", 7, "beijing")
    assert digest(new_game(chinese, setup)) == digest(new_game(rules, setup))


def test_english_and_unknown_languages_give_the_same_rules(rules: Rules, packs: Path, tmp_path: Path) -> None:
    assert translate(rules, "en", [packs], tmp_path) is rules
    assert translate(rules, "tlh", [packs], tmp_path) is rules


def test_a_missing_text_stays_english(rules: Rules) -> None:
    changed = retold(rules, {"card": {"b-kachin": {"responses.pay-tax.text": "交税"}, "no-such-card": {"title": "无"}}})
    card = changed.cards["b-kachin"]
    assert card.responses[0].text == "交税" and card.responses[0].argument == rules.cards["b-kachin"].responses[0].argument
    assert card.title == rules.cards["b-kachin"].title and "no-such-card" not in changed.cards


def test_the_shipped_translation_is_counted(packs: Path, tmp_path: Path) -> None:
    assert languages([packs], tmp_path)["zh-hans"] > 0.95


def test_a_translation_does_not_touch_the_hash(pack: Write, packs: Path, tmp_path: Path) -> None:
    both = [packs / "base", pack(doctrines__hawk=DOCTRINE)]
    with_it, without = load(both, store=tmp_path), load(both[:1], store=tmp_path)
    assert with_it.rules is not None and without.rules is not None and with_it.rules.hash == without.rules.hash
    assert translate(with_it.rules, "zh-test", both, tmp_path).doctrines["hawk"].title == "鹰"


def test_what_is_not_translated_is_a_note_per_item(pack: Write) -> None:
    notes = found(pack(doctrines__hawk=DOCTRINE), "untranslated")
    assert {f.severity for f in notes} == {"note"}
    assert 'the doctrine "hawk" has no text in zh-test' in [f.message for f in notes if "doctrines" in f.file]
    assert 'the doctrine "tit-for-tat" has no text in zh-test' in [f.message for f in notes if "pack.yaml" in f.file]


def test_a_stamp_tells_when_the_english_has_changed(pack: Write, rules: Rules) -> None:
    folder = pack(doctrines__hawk=DOCTRINE)
    assert [f.severity for f in found(folder, "unstamped-translation")] == ["note"]
    now = stamp(rules.doctrines["hawk"].title)
    assert f"doctrine/hawk: {{title: {now}}}" in stamped(folder)
    assert not found(folder, "unstamped-translation") and not found(folder, "stale-translation")
    before = stamp("The buzzard")
    (folder / "stamps.yaml").write_text(f"doctrine/hawk: {{title: {before}}}\n", "utf-8")
    stale = found(folder, "stale-translation")
    assert [(f.severity, f.path) for f in stale] == [("warning", "title")] and stale[0].file.endswith(
        "/zh-test/doctrines/hawk.yaml"
    )
    assert rules.doctrines["hawk"].title in stale[0].message
    assert before in stamped(folder), "stamping does not declare a stale text fresh"
    assert now in stamped(folder, "doctrine/hawk"), "unless the item is named"


def test_a_stamp_is_made_of_letters_and_ignores_how_lines_are_broken() -> None:
    assert stamp("a b\n  c") == stamp("a b c") != stamp("a b d")
    assert stamp("a b c").isalpha()


def test_words_of_screens_are_stamped_once_they_are_named(pack: Write) -> None:
    folder = pack(text__title="new: 新的战役\n", doctrines__hawk=DOCTRINE)
    assert "text/title" not in stamped(folder)
    first = stamped(folder, "text/title")
    assert "text/title: {new: " in first and "text/title: {new: " in stamped(folder) == first
    (folder / "stamps.yaml").write_text("text/title: {new: abcdef}\n", "utf-8")
    assert [f.file for f in found(folder, "stale-translation")] == [f"{folder.as_posix()}/text/title.yaml"]


def test_stamping_says_what_is_wrong_in_one_sentence(pack: Write, tmp_path: Path) -> None:
    folder = pack(doctrines__hawk=DOCTRINE)
    for arguments in ([], [str(tmp_path)], [str(folder), "doctrine/hwak"]):
        errors = io.StringIO()
        assert translation_stamps.main(arguments, io.StringIO(), errors) == 2
        assert errors.getvalue().strip().count("\n") == 0 and errors.getvalue().endswith(".\n")


@pytest.mark.parametrize(
    ("files", "code", "message"),
    [
        ({"doctrines__hawk": "titel: 鹰\n"}, "unknown-text", '"hawk" has no text "titel"'),
        ({"doctrines__hwak": "title: 鹰\n"}, "unknown-text", 'there is no doctrine "hwak" to translate'),
        ({"world__some": "- id: japan\n  title: 日本\n"}, "unknown-text", "has no texts to translate"),
        ({"text__title": "nwe: 新\n"}, "unknown-text", '"title" has no text "nwe"'),
        ({"doctrines__hawk": "title: 3\n"}, "wrong-type", "title must be a text; found the number 3; put it in quotes"),
        ({"doctrines__hawk": "title: 鹰\U0002a6a5\n"}, "missing-glyph", "no font of the game can draw \U0002a6a5"),
        ({"doctrines__hawk": f"title: {'鹰' * 23}\n"}, "text-too-long", "this text has 23 signs; at most 22 fit"),
        ({"endings__plain-win": "text: {beijing: '{winner}赢了'}\n"}, "unknown-field", "no {winner} to fill in"),
        ({"doctrines__hawk": DOCTRINE, "doctrines__two": "- {id: hawk, title: 鹰}\n"}, "repeated-id", "is already translated in"),
    ],
)  # fmt: skip
def test_faults_have_their_place_and_one_sentence(pack: Write, files: dict[str, str], code: str, message: str) -> None:
    faults = found(pack(**files), code)
    assert len(faults) == 1 and message in faults[0].message, faults


def test_fonts_know_their_characters(tmp_path: Path) -> None:
    assert glyphs.missing("稀土 and “magnets” — 钕、镝\n") == ""
    assert glyphs.missing("a\U0002a6a5b\U0002a6a5") == "\U0002a6a5"
    assert not glyphs.drawable(tmp_path)


def test_stamps_of_names_that_begin_with_a_sign_can_be_read_again() -> None:
    stamps = {"text/name": {"*": "abcdef", "heavy.magnet": "fedcba"}}
    assert yaml.safe_load(translation_stamps.as_yaml(stamps)) == stamps
