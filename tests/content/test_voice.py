"""How content speaks: hard, long and loaded texts, and contested claims told as facts, are findings at their place."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from game import installation
from game.content.checks.texts.reading_level import cards, grade, lines, longest_chinese, longest_sentence
from game.content.format.style_items import Style
from game.content.loading.checker import check
from game.content.loading.languages.translation import translate
from game.engine.rules.vocabulary.rules import Rules
from tests.content.writing import CARD, Write, found

HARD = "Administrative authorities institutionalised comprehensive extraterritorial authorisation requirements yesterday."
MODEST = "The rule came late. We had to act."


def told(text: str, field: str = "text") -> str:
    return re.sub(rf"^{field}: .*", f"{field}: {text}", CARD, flags=re.MULTILINE)


def translation(pack: Write, card: str) -> Path:
    """A translation pack that tells one card."""
    folder = pack("zh-fun", "depends: [base]\n", cards__b_kachin=card)
    manifest = (folder / "pack.yaml").read_text("utf-8").replace("kind: gameplay", "kind: translation")
    (folder / "pack.yaml").write_text(manifest, "utf-8")
    return folder


def test_a_text_that_is_too_hard_is_a_finding_with_its_grade(pack: Write) -> None:
    long = f"{HARD} {HARD}"
    (text,) = found(pack(cards__quota=told(long)))
    assert text.startswith("content/mymod/cards/quota.yaml:4:7: warning[reading-level] this text reads at grade")
    assert f"{grade(long):.1f}; at most 9" in text
    assert found(pack("plain", cards__quota=told(f"{MODEST} {MODEST}"))) == []


def test_a_few_hard_words_have_no_grade(pack: Write) -> None:
    assert len(HARD.split()) < 12 and found(pack(cards__quota=told(HARD))) == []


def test_a_long_sentence_is_a_finding_in_both_languages(pack: Write) -> None:
    endless = "The ship " + "and the crew " * 11 + "sail."
    texts = found(pack(cards__quota=told(endless)))
    assert any("4:7: warning[long-sentence] a sentence of this text has 36 words; at most 32" in t for t in texts)
    folder = translation(pack, "title: 克钦\ntext: " + "一二三四五，" * 10 + "\n")
    (text,) = [t for t in found(folder) if "long-sentence" in t]
    assert "zh-fun/cards/b-kachin.yaml:2:7: warning[long-sentence]" in text and "has 50 signs; at most 45" in text


FACTS = (
    "The market is worth 80 billion dollars.",
    "It is an eighty-billion market.",
    "Demand grows exponentially, and we must build.",
    "The notices came on October 8.",
)
SPOKEN = (
    "An essay says that the market is worth 80 billion dollars.",
    "Somebody wrote “80 billion dollars” on the wall.",
    "We hold 180 billion dollars, and 80 billionaires.",
)


def test_a_contested_claim_told_as_a_fact_is_a_finding(pack: Write) -> None:
    cards = {f"cards__quota{i}": told(phrase) for i, phrase in enumerate(FACTS)}
    order = (
        "side: beijing\nfamily: talks\ntitle: Talk {i}\ntext: {phrase}\ncapital: 1\nimpulses: [{{kind: tension, amount: 0.{n}}}]\n"
    )
    orders = {f"orders__talk{i}": order.format(i=i, n=i + 1, phrase=phrase) for i, phrase in enumerate(FACTS)}
    texts = found(pack(**cards, **orders))
    for i in range(len(FACTS)):
        (text,) = [t for t in texts if f"/quota{i}.yaml" in t]
        assert "4:7: warning[contested-as-fact]" in text and "let a speaker say it" in text
        assert any("contested-as-fact" in t and f"talk{i}.yaml:4:7" in t for t in texts)


def test_a_contested_claim_with_a_speaker_or_in_quotes_is_none(pack: Write) -> None:
    assert found(pack(**{f"cards__quota{i}": told(phrase) for i, phrase in enumerate(SPOKEN)})) == []


def test_a_record_may_name_what_it_corrects(pack: Write) -> None:
    assert found(pack(cards__quota=told("The figure of 80 billion dollars has no source.", "record"))) == []


def test_an_unknown_claim_and_a_card_without_claims_are_findings(pack: Write) -> None:
    (text,) = found(pack(cards__quota=CARD.replace("d001-c36", "d001-c3x")))
    assert re.search(r'quota\.yaml:6:10: error\[unknown-id\] no claim "d001-c3x"\n.*did you mean "d001-c3', text)
    (text,) = found(pack("none", cards__quota=CARD.replace("[d001-c36]", "[]")))
    assert "quota.yaml:6:9: warning[card-without-claim]" in text
    ledger = (
        "- {id: c1, document: d009, section: s, text: A claim.}\n- {id: c2, document: d001, section: s, text: B, contested: nope}\n"
    )
    codes = [t.split(" no ")[0].split(": ")[-1] for t in found(pack("ledger", sources__claims=ledger))]
    assert codes.count("error[unknown-id]") == 2


def test_words_that_judge_a_side_are_found_in_screens_and_in_chinese(pack: Write) -> None:
    folder = pack(text__desk="boast: We face an enemy.\n")
    assert any("text/desk.yaml:1:8: warning[loaded-word]" in t for t in found(folder))
    folder = translation(pack, "title: 克钦\ntext: 敌人来了，他们称之为“霸权”。\n")
    assert [t.split('"')[1] for t in found(folder) if "loaded-word" in t] == ["敌人"]


def test_a_pack_may_change_the_limits(pack: Write) -> None:
    folder = pack(style="patch: base:style\ngrade: {card.text: 90}\n", cards__quota=told(f"{HARD} {HARD}"))
    assert found(folder) == []


def test_every_limit_names_a_field_that_is_there(packs: Path) -> None:
    style = yaml.safe_load((packs / "base" / "style.yaml").read_text("utf-8"))
    from game.content.format.kinds import KINDS

    fields = {f"{k.name}.{f}" for k in KINDS for f in k.shape.__struct_fields__}
    for limits in ("grade", "sentence", "words", "signs"):
        assert set(style[limits]) <= fields
    assert set(style) <= set(Style.__struct_fields__)


def test_the_style_is_no_part_of_the_rules(pack: Write, rules: Rules, tmp_path: Path) -> None:
    from game.content.loading.compile import load

    pack("base-style", style="patch: base:style\ngraded_words: 3\n")
    found = load([installation.content(), tmp_path / "content"], store=tmp_path / "store").rules
    assert found is not None and found.worlds.keys() == rules.worlds.keys()
    assert not any(f.code == "unread-file" for f in check([tmp_path / "content"], play=False))


def test_how_every_card_reads_is_told_in_numbers(rules: Rules, packs: Path, tmp_path: Path) -> None:
    rows = cards(rules, translate(rules, "zh-Hans", [packs], tmp_path / "store"))
    assert set(rows) == set(rules.cards)
    assert all(0 < row["words"] <= 60 and row["grade"] <= 9 and 0 < row["longest"] <= 45 for row in rows.values())
    table = list(lines(rows))
    assert len(table) == len(rows) + 4 and sum(id in " ".join(table) for id in rows) == len(rows)


def test_sentences_by_hand() -> None:
    assert longest_sentence('One two. Three four five! "Six?" Seven') == 3
    assert longest_sentence("") == 0
    assert longest_chinese("一二三。四五 MP Materials 1,300 吨；六") == 6
