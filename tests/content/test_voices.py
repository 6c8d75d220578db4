"""People keep to their voices, cards to their own words, Chinese to the list of terms: each lapse is a finding at its place."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from game.engine.rules.vocabulary.items import DESKS
from game.engine.rules.vocabulary.rules import Rules
from game.play.told.headlines import RANKS
from tests.content.test_voice import translation
from tests.content.writing import CARD, Write, found

RETURNING = (
    "licence-clerk", "kuantan-manager", "texas-builder", "tokyo-envoy", "baotou-chemist", "stuttgart-steward", "kachin-trader",
    "perth-miner",
)  # fmt: skip
PERSON = (
    "- {id: guard, name: A guard, office: at a gate, portrait: licence-clerk, fears: rain, counts: hours, words: 6, signs: 12, "
    "never: [grand]%s}\n"
)


def said(argument: str) -> str:
    """The sound card, in which security argues so."""
    return CARD.replace("They will listen.", argument)


def test_a_desk_that_says_what_it_never_says_is_a_finding(pack: Write) -> None:
    (text,) = found(pack(cards__quota=said("I hope that they will listen.")))
    assert 'quota.yaml:14:15: warning[voice-never] Shi Wen, head of the security desk, never says "hope"' in text
    assert found(pack("plain", cards__quota=said("Hopeful they are not."))) == []


def test_a_card_to_both_capitals_is_held_to_both_heads(pack: Write) -> None:
    texts = found(pack(cards__quota=said("I hope that they will listen.").replace("to: beijing", "to: both")))
    assert [name for text in texts for name in ("Shi Wen", "Alex Thorne") if name in text and "voice-never" in text] == [
        "Alex Thorne",
        "Shi Wen",
    ]


def test_a_sentence_too_long_for_its_voice_is_a_finding(pack: Write) -> None:
    (text,) = found(pack(cards__quota=said("One two three four five six seven eight nine ten eleven twelve thirteen fourteen.")))
    assert "warning[voice-sentence]" in text and "at most 13 words; this one has 14" in text


def test_a_voice_is_kept_in_chinese_too(pack: Write) -> None:
    folder = translation(pack, "title: 克钦\nresponses:\n  wait-out:\n    argument: 这是杠杆。\n")
    (text,) = [t for t in found(folder) if "voice-" in t]
    assert "zh-fun/cards/b-kachin.yaml:4:15: warning[voice-never] Qiao Lan" in text and '"杠杆"' in text


def test_a_speaker_and_a_person_are_held_to_what_they_never_say(pack: Write) -> None:
    speaks = CARD.replace("text: The ministry", "speaker: guard\ntext: The grand ministry")
    (text,) = found(pack(cards__quota=speaks, people__guards=PERSON % ""))
    assert "quota.yaml:5:7: warning[voice-never] A guard, at a gate" in text
    person = PERSON % ", sayings: [{on: [quiet], text: It is a grand day and it is long.}]"
    texts = found(pack("other", people__guards=person))
    assert sorted(t.split("[")[1].split("]")[0] for t in texts) == ["voice-never", "voice-sentence"]


def test_a_headline_and_a_speaker_that_are_not_there_are_findings(pack: Write) -> None:
    (text,) = found(pack(people__guards=PERSON % ", sayings: [{on: [moon-falls], text: It fell.}]"))
    assert 'warning[unknown-headline] no headline "moon-falls"' in text
    (text,) = found(pack("other", cards__quota=CARD.replace("text: The", "speaker: gaurd\ntext: The", 1)))
    assert 'error[unknown-id] no person "gaurd"' in text


def test_a_word_that_too_many_cards_use_is_a_finding_at_the_one_too_many(pack: Write) -> None:
    style = "patch: base:style\ntics: {drawer: 1}\n"
    cards = {f"cards__quota{i}": CARD.replace("The ministry", f"In number {i} of its drawers the ministry") for i in (1, 2)}
    texts = [t for t in found(pack(style=style, **cards)) if "/mymod/" in t and "[tic]" in t]
    assert len(texts) == 1, texts
    assert 'quota2.yaml:4:7: warning[tic] "drawer" stands in 2 cards of this pack; at most 1 may use it' in texts[0]


def test_a_pack_is_not_blamed_for_the_words_of_another(pack: Write) -> None:
    """The base's cards hold "drawer" as often as they may; a first card of another pack that has it is no fault."""
    card = CARD.replace("The ministry", "From a drawer the ministry")
    assert [t for t in found(pack(cards__quota=card)) if "[tic]" in t] == []


def test_an_argument_that_another_card_makes_is_a_finding(pack: Write) -> None:
    one = said("Our people will never agree to this.")
    two = said("And our people will never agree to this.")
    texts = [t for t in found(pack(cards__a=one, cards__b=two)) if "shared-run" in t]
    assert len(texts) == 1 and '"our people will never agree to" is said on the card mymod:a too' in texts[0]


def test_a_chinese_word_that_the_list_avoids_is_a_finding(pack: Write) -> None:
    texts = [t for t in found(translation(pack, "title: 立场\ntext: 它保留下来。\n")) if "other-term" in t]
    assert len(texts) == 1 and "b-kachin.yaml:1:8: warning[other-term]" in texts[0] and '"立场"' in texts[0]


def test_a_rule_of_terms_binds_only_where_the_english_speaks_of_it(pack: Write) -> None:
    terms = "{avoid: 路, write: 道, english: road}, {avoid: 山, write: 岭, english: ice}"
    style = f"patch: base:style\nchinese_terms: {{replace: [{terms}]}}\n"
    folder = translation(pack, "title: 山路\n")
    pack("styled", style=style)
    texts = [t for t in found(folder.parent) if "other-term" in t and "b-kachin" in t]
    assert len(texts) == 1 and '"路"' in texts[0]


def test_every_desk_has_a_head_and_both_capitals_a_counterpart(rules: Rules) -> None:
    heads = Counter((p.side, p.desk) for p in rules.persons.values() if p.side)
    assert heads == Counter({(side, desk): 1 for side in ("beijing", "washington") for desk in (*DESKS, "")})
    assert set(RETURNING) <= set(rules.persons)


def test_people_come_back_and_quote_what_was_done(rules: Rules) -> None:
    cards = {p: [c for c in rules.cards.values() if c.speaker == p] for p in RETURNING}
    assert sum(len(found) >= 4 for found in cards.values()) >= 6, {p: len(found) for p, found in cards.items()}
    assert all(any("{act}" in m.text for c in found for m in c.memories) for found in cards.values())


@pytest.mark.parametrize("key", list(RANKS))
def test_every_headline_has_somebody_who_says_what_it_is_like(rules: Rules, key: str) -> None:
    assert any(key in s.on for p in rules.persons.values() for s in p.sayings)


def test_households_argue_as_often_as_security(rules: Rules) -> None:
    voices = Counter(desk for c in rules.cards.values() for r in c.responses for desk in (r.desk, r.against) if desk)
    assert 0.9 <= voices["households"] / voices["security"] <= 1.1, voices


def test_three_arcs_of_five_beats_can_fail(rules: Rules) -> None:
    """From a first card five cards follow one another to an end that stands and to one that fails."""
    for first, stands, fails in (
        ("w-field-in-texas", "w-plant-opens", "w-cranes-leave"),
        ("b-mining-town", "b-town-stays", "b-town-empties"),
        ("b-malaysia-refinery", "b-strait-opens", "b-strait-lost"),
    ):
        reached, paths = set(), [(first,)]
        while paths:
            path = paths.pop()
            reached.add((path[-1], len(path)))
            paths += [(*path, f.card) for r in rules.cards[path[-1]].responses for f in r.follow if f.card not in path]
        assert (stands, 5) in reached and any(card == fails for card, _ in reached)


def test_chinese_terms_are_patterns_that_say_what_to_write(packs: Path) -> None:
    style = yaml.safe_load((packs / "base" / "style.yaml").read_text("utf-8"))
    assert len(style["chinese_terms"]) >= 15 and all(t["avoid"] and t["write"] for t in style["chinese_terms"])
