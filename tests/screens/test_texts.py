"""Words: both languages have the same keys and fields, numbers are written as each language writes them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from game import installation
from game.content.loading.compile import SENTENCES
from game.content.loading.languages.interface_words import words_in
from game.content.loading.languages.translation import translate
from game.engine.rules.campaign.record import Promise
from game.engine.rules.campaign.written import NEWS
from game.engine.rules.effects.table import KINDS
from game.play.messages import ENGLISH, unsaved
from game.screens.words.news import SHOWN_ELSEWHERE
from game.screens.words.sentences import order_title, promise_told
from game.screens.words.texts import Texts
from game.structs import replace

FIELDS = re.compile(r"\{(\w+)(?::[^{}]*)?\}")
SAME_IN_ALL = {"places"}


def groups(pack: str) -> dict[str, dict[str, str]]:
    return words_in(installation.content() / pack / "text")


def test_chinese_has_every_key_with_the_same_fields() -> None:
    english, chinese = groups("base"), groups("zh-hans")
    for group, words in english.items():
        if group in SAME_IN_ALL:
            continue
        assert set(words) == set(chinese.get(group, {})), group
        for key, text in words.items():
            assert text.strip(), f"{group}.{key} is empty"
            theirs = chinese[group][key]
            assert set(FIELDS.findall(theirs)) <= set(FIELDS.findall(text)) | {"hundreds", "sign"}, f"{group}.{key}: {theirs}"


def test_measures_and_scenarios_have_chinese_names(rules: Any) -> None:
    chinese = translate(rules, "zh-Hans")
    assert chinese.hash == rules.hash
    for table in ("dials", "orders", "mandates", "endings", "difficulties"):
        theirs, ours = getattr(chinese, table), getattr(rules, table)
        named = [i for i in ours if theirs[i].title != ours[i].title]
        assert len(named) >= 0.8 * len(ours), f"{table}: the checker names those that are not translated yet"
    for id in [i for i in rules.dials if chinese.dials[i].title != rules.dials[i].title]:
        dial = rules.dials[id]
        assert all(a.label != b.label for a, b in zip(chinese.dials[id].notches, dial.notches, strict=True)), id


def test_every_key_that_the_screens_name_exists() -> None:
    texts = Texts()
    sources = [p for room in ("screens", "terminal") for p in (installation.PACKAGE / room).rglob("*.py")]
    used = {k for p in sources for k in re.findall(r"""(?:\bt|texts)\("([a-z_]+\.[\w-]+)\"""", p.read_text("utf-8"))}
    named = {k for p in sources for k in re.findall(r"""worded\([^"]*"[^"]*", "([a-z_]+\.[\w-]+)\"""", p.read_text("utf-8"))}
    used |= named | {f"{key}_hint" for key in named}
    assert len(used) > 150
    assert not sorted(k for k in used if not texts.has(k))


def test_every_event_refusal_and_effect_of_the_rules_has_words() -> None:
    texts = Texts()
    rules = installation.PACKAGE / "engine" / "rules"
    assert len(NEWS) > 25
    assert not sorted(k for k in set(NEWS) - SHOWN_ELSEWHERE if not texts.has(f"news.{k}"))
    refusals = set(re.findall(r"""Refusal\("([\w-]+)\"""", "".join(p.read_text("utf-8") for p in rules.rglob("*.py"))))
    assert refusals and not sorted(k for k in refusals if not texts.has(f"refusal.{k}"))
    kinds = {struct.__struct_config__.tag for struct in KINDS}
    assert kinds and not sorted(
        k for k in kinds if not (texts.has(f"effect.{k}") or (texts.has(f"effect.{k}_up") and texts.has(f"effect.{k}_down")))
    )


def test_every_sentence_from_below_the_screens_has_chinese_words_with_its_fields() -> None:
    chinese = Texts("zh-Hans")
    words = groups("zh-hans")["notices"]
    told = {**ENGLISH, **SENTENCES}
    assert set(words) == set(told)
    for key, english in told.items():
        assert set(FIELDS.findall(words[key])) <= set(FIELDS.findall(english)), key
    full = unsaved(OSError(28, "No space left on device"))
    assert "磁盘已满" in chinese.said(full) and "No space left" in Texts("en").said(full)
    assert chinese.said("as it came") == "as it came"


def test_numbers() -> None:
    english, chinese = Texts("en"), Texts("zh-Hans")
    assert english.number(-1234.5, 1) == "−1,234.5"
    assert english.signed(0.2) == "±0" and english.signed(-3.2) == "−3" and english.signed(4) == "+4"
    assert english.money(-2.84) == "−$2.8bn" and chinese.money(-2.84) == "−28亿美元"
    assert english.money(0.05, 2) == "$50m" and chinese.money(0.05, 2) == "0.5亿美元"
    assert english.date("2025Q4") == "2025 Q4" and chinese.date("2025Q4") == "2025年第4季度"
    assert english.percent(0.345) == "34%" or english.percent(0.345) == "35%"


def test_a_missing_key_shows_itself_and_is_remembered(tmp_path: Path) -> None:
    texts = Texts("zh-Hans", tmp_path)
    assert texts("desk.nothing_here") == "desk.nothing_here"
    assert texts.missing == {"desk.nothing_here"}


def test_a_damaged_file_of_words_does_not_stop_the_game(tmp_path: Path) -> None:
    folder = tmp_path / "base" / "text"
    folder.mkdir(parents=True)
    (folder / "desk.yaml").write_text("commit: [unclosed", "utf-8")
    assert Texts("en", tmp_path)("desk.commit") == "desk.commit"


def test_a_promise_to_keep_a_measure_names_its_order(rules: Any) -> None:
    texts = Texts("en")
    order = next(iter(rules.orders))
    kept = Promise("promise-1", "beijing", "washington", 0, 4, order=f"{order}-7")
    assert promise_told(texts, rules, kept) == rules.orders[order].title
    assert promise_told(texts, rules, replace(kept, order="measure-2")) == "a measure stays in force"  # of a save of an older game
    assert order_title(rules, f"{order}-7") == rules.orders[order].title
