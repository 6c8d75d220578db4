"""The checker on packs of a modder: every fault its exact sentence, all at once, broken packs left out whole, no false alarm."""

from __future__ import annotations

import json
import re
import shutil
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest
import yaml

from game import installation
from game.content.format.findings import Finding, closest, openable
from game.content.loading import trial
from game.content.loading.checker import check, main
from game.content.loading.compile import load
from tests.content.writing import CARD, MANIFEST, Write, found, written


def test_a_sound_pack_has_no_findings_and_is_in_play(pack: Write, tmp_path: Path) -> None:
    folder = pack(cards__quota=CARD)
    assert check([folder]) == ()
    loaded = load([folder], store=tmp_path / "store")
    assert loaded.rules is not None and "mymod:quota" in loaded.rules.cards
    assert [p.state for p in loaded.packs] == ["in play", "in play"] and loaded.sentence == ""


CASES = {
    ("to: beijing", "to: bejing"): (
        '1:5: error[not-one-of] to must be one of beijing, washington, both; found the text "bejing"\n'
        '    did you mean "beijing"?   at: to'
    ),
    ("title: A quota", "titel: A quota"): (
        '2:1: error[unknown-field] there is no field "titel"\n    did you mean "title"?   at: titel'
    ),
    ("d001-c36", "d001-c366"): ('6:10: error[unknown-id] no claim "d001-c366"\n    did you mean "d001-c36"?   at: claims[0]'),
    ("of: outside", "of: outsde"): (
        '22:35: error[unknown-id] no region or place word "outsde"\n    did you mean "outside"?   at: responses[1].impulses[0].of'
    ),
    ("amount: 0.2", "amount: 7"): (
        "16:40: error[out-of-bounds] amount must be at most 3; found 7\n    at: responses[0].impulses[0].amount"
    ),
    ("amount: 0.2", "amount: '0.2'"): (
        '16:40: error[wrong-type] amount must be a number; found the text "0.2"\n    at: responses[0].impulses[0].amount'
    ),
    ("amount: 0.2", "amount: 1:30"): (
        '16:40: error[wrong-type] amount must be a number; found the text "1:30"\n    at: responses[0].impulses[0].amount'
    ),
    ("kind: tension", "kind: tensoin"): (
        '16:16: error[unknown-kind] there is no kind "tensoin" for impulses\n'
        '    did you mean "tension"?   at: responses[0].impulses[0]'
    ),
    ("{kind: tension, ", "{"): (
        '16:16: error[missing-field] the field "kind" is missing in impulses; '
        "it says what this entry is\n    at: responses[0].impulses[0]"
    ),
    ("title: A quota", "title: 1.10"): (
        "2:8: error[wrong-type] title must be a text; found the number 1.1; put it in quotes\n    at: title"
    ),
    (
        "dateline: Beijing\n",
        "",
    ): '2:1: error[missing-field] the field "dateline" is missing; it usually stands behind "title"\n    at: dateline',
    ("text: Cut the quota.", "text: " + "Cut " * 16): (
        "12:11: warning[text-too-long] this text has 16 words; at most 15 fit: shorten it\n    at: responses[0].text"
    ),
    ("default: wait", "default: wiat"): (
        '5:10: error[unknown-response] the default "wiat" is none of the responses cut, wait\n'
        '    did you mean "wait"?   at: default'
    ),
    ("to: beijing", "to: beijing\nweight: true"): (
        "2:9: error[wrong-type] weight must be a number; found the yes-or-no value true\n    at: weight"
    ),
    ("to: beijing", "to: beijing\nwhen: {kind: quarter, since: 2025-04-04}"): (
        '2:30: error[bad-date] "2025-04-04" is no quarter; write it like 2025Q4\n    at: when.since'
    ),
    ("to: beijing", "to: beijing\nwhen: {kind: all, of: [{kind: mark, mark: quota-ct}]}"): (
        '2:43: error[unknown-id] no mark "quota-ct"\n    did you mean "quota-cut"?   at: when.of[0].mark'
    ),
    ("to: beijing", "to: beijing\nresponses: []"): (
        '11:1: error[repeated-key] the key "responses" stands twice; it was first given at 2:1'
    ),
    ("impulses: [{kind: tension, amount: 0.2}]", "effects: [{kind: licence, products: [hevy.*], to: rival, volume: 1}]"): (
        '16:42: error[unknown-id] no product fits "hevy.*"; there are light.concentrate, light.oxide, '
        "light.metal, light.magnet, heavy.concentrate, heavy.oxide, heavy.metal, heavy.magnet, chips, tools, battery\n"
        "    at: responses[0].effects[0].products[0]"
    ),
    ("desk: partners", "desk: security"): (
        "11:3: warning[one-voice] all responses are argued for by the same desk; at least two desks must differ\n    at: responses"
    ),
    ("[{kind: belief, of: outside, months: 1}]", "[{kind: tension, amount: 0.2}]"): (
        '17:5: warning[same-response] this response does exactly what "cut" does; give it another effect\n    at: responses[1]'
    ),
    ("amount: 0.2", "amount: 0"): (
        "16:40: warning[effect-on-nothing] amount 0 changes nothing; leave the effect out\n    at: responses[0].impulses[0].amount"
    ),
    ("claims: [d001-c36]", "claims: []"): (
        "6:9: warning[card-without-claim] this card carries no claim of a document: name what it speaks of "
        "(python -m game sources), or say fiction: true in pack.yaml\n    at: claims"
    ),
    ("    mark: {name: quota-kept, sort: promise}\n", ""): (
        '21:5: error[missing-field] the field "mark" is missing (name, sort, lasts); it usually stands behind "impulses"\n'
        "    at: responses[1].mark"
    ),
    ("    argument: They will listen.", "    argument: They will listen.\n    objection: No."): (
        '15:16: warning[half-objection] "objection" is given without "against"\n    at: responses[0].objection'
    ),
    ("title: A quota", 'title: A quota"'): (
        "2:8: warning[stray-quote] this text ends with a quote and has no other; "
        'put the whole text in quotes ("…"), or take this one out\n    at: title'
    ),
    ("  - id: cut", "  - id: 1:30"): (
        '11:9: warning[bad-id] an id is made of small letters, digits and hyphens; found "1:30"\n    at: responses[0].id'
    ),
    ("claims: [d001-c36]", "claims: [d001-c99]"): (
        '6:10: error[unknown-id] no claim "d001-c99"\n    did you mean "d001-c39"?   at: claims[0]'
    ),
    (
        "claims: [d001-c36]\n",
        "",
    ): '21:1: error[missing-field] the field "claims" is missing; it usually stands behind "responses"\n    at: claims',
    ("to: beijing", "to: beijing\ncalled: chain"): (
        '1:1: warning[never-dealt] this card can never come up: it is called by "chain", '
        "and no response follows with it and no calendar names it"
    ),
    ("to: beijing", "to: beijing\nwhen: {kind: quarter, since: 2050Q1}"): (
        "1:1: warning[never-dealt] this card can never come up: "
        "no scenario has its tags, its date and its scenario condition together"
    ),
    ("to: beijing", "to: beijing\nwhen: {kind: quantity, name: leverage, least: 60, most: 40}"): (
        '2:7: warning[impossible-condition] "quantity" asks for at least 60 and at most 40\n    at: when'
    ),
}


MEMORY = "brief: The other capital reads the notice.\nmemories: [{marks: [quota-cut], text: %s}]"
CASES[("brief: The other capital reads the notice.", MEMORY % "'In {quarter} we said “{acts}”.'")] = (
    "10:39: warning[unknown-field] there is no field {acts}; known here: quarter, act\n"
    '    did you mean "act"?   at: memories[0].text'
)
CASES[("brief: The other capital reads the notice.", MEMORY % "'We said “{act}”.'")] = (
    "10:39: warning[memory-without-quarter] a memory must say when: put {quarter} into this text\n    at: memories[0].text"
)
CASES[("brief: The other capital reads the notice.", (MEMORY % "'In {quarter}: {act}.'").replace("quota-cut", "broken-word"))] = (
    '10:41: warning[unknown-field] the mark "broken-word" comes from the table or the brink, and {act} has no words for it; '
    "name the act\n    at: memories[0].text"
)
CASES[("The ministry asks", "In {quarter} the ministry asks")] = (
    "4:7: warning[unknown-field] there is no field {quarter}; nothing is filled in here\n    at: text"
)
CASES[("The ministry asks", "The regime asks")] = (
    '4:7: warning[loaded-word] "regime" judges a side; use a plain word, or quote the speaker\n    at: text'
)
CASES[("{name: quota-kept, sort: promise}", "{name: quota-kept, sort: oath}")] = (
    "21:36: error[not-one-of] sort must be one of promise, precedent, grievance, favour, exposure; "
    'found the text "oath"\n    at: responses[1].mark.sort'
)


@pytest.fixture(scope="module")
def told_of_cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the checker says of each change, by the id of a pack that holds nothing but a card with it. All are checked at once."""
    content = tmp_path_factory.mktemp("cases") / "content"
    for number, change in enumerate(CASES):
        folder = written(content, f"case{number}", cards__quota=CARD.replace(*change, 1))
        assert change[0] in CARD and folder.is_dir()
    told: dict[str, list[str]] = {}
    for finding in check([content], play=False):
        file = Path(finding.file).relative_to(content)
        told.setdefault(file.parts[0], []).append(str(finding).replace(f"{content.as_posix()}/", "content/"))
    return told


@pytest.mark.parametrize("number", range(len(CASES)))
def test_one_change_gives_exactly_one_finding(told_of_cases: dict[str, list[str]], number: int) -> None:
    assert told_of_cases[f"case{number}"] == [f"content/case{number}/cards/quota.yaml:{list(CASES.values())[number]}"]


def test_all_errors_of_all_files_come_at_once(pack: Write) -> None:
    bad = CARD.replace("to: beijing", "to: paris").replace("amount: 0.2", "amount: 9").replace("default: wait\n", "")
    folder = pack(
        cards__quota=bad, cards__other=CARD.replace("d001-c36", "x"), terms__words="- {id: a, english: 3}\n", cards__torn="a: ["
    )
    codes = {(Path(f.file).name, f.code) for f in check([folder])}
    assert codes >= {
        ("quota.yaml", "not-one-of"), ("quota.yaml", "out-of-bounds"), ("quota.yaml", "missing-field"),
        ("other.yaml", "unknown-id"),        ("words.yaml", "wrong-type"), ("words.yaml", "missing-field"), ("torn.yaml", "syntax"),
    }  # fmt: skip


def test_a_broken_pack_is_left_out_whole_and_the_game_runs(pack: Write, tmp_path: Path) -> None:
    pack("good", cards__fine=CARD)
    pack("bad", cards__fine=CARD, cards__torn=CARD.replace("to: beijing", "to: nobody"))
    loaded = load([tmp_path / "content"], store=tmp_path / "store")
    assert loaded.rules is not None and "good:fine" in loaded.rules.cards
    assert not any(id.startswith("bad:") for id in loaded.rules.cards), "never half a pack"
    states = {p.id: p.state for p in loaded.packs}
    assert states == {"base": "in play", "good": "in play", "bad": "left out"}
    assert loaded.sentence == "The pack bad has errors and is left out."
    assert [f.code for p in loaded.packs if p.id == "bad" for f in p.findings] == ["not-one-of"]


def test_a_pack_that_needs_a_broken_pack_is_left_out_too(pack: Write, tmp_path: Path) -> None:
    pack("first", cards__torn="to: [")
    pack("second", "depends: [first]\n", cards__fine=CARD)
    loaded = load([tmp_path / "content"], store=tmp_path / "store")
    assert loaded.rules is not None and {p.id: p.state for p in loaded.packs}["second"] == "left out"
    assert any("needs the pack" in f.message for f in loaded.findings)


def test_a_field_patched_twice_is_a_note_that_names_both_and_the_later_holds(pack: Write, tmp_path: Path) -> None:
    pack("one", cards__p="patch: base:b-licence-queue\ntitle: One title\n")
    pack("two", cards__p="patch: base:b-licence-queue\ntitle: Another title\n")
    finding = next(f for f in check([tmp_path / "content"], play=False) if f.code == "patched-twice")
    assert str(finding) == (
        'content/two/cards/p.yaml:2:8: note[patched-twice] "title" of "b-licence-queue" is already patched by the pack "one" at '
        f'{tmp_path}/content/one/cards/p.yaml:2:8; "two" is read later and holds\n    at: title'
    )
    loaded = load([tmp_path / "content"], store=tmp_path / "store")
    assert loaded.rules is not None and loaded.rules.cards["b-licence-queue"].title == "Another title"
    assert {p.id: p.state for p in loaded.packs} == dict.fromkeys(("base", "one", "two"), "in play")


def test_a_patch_that_breaks_the_base_is_blamed_on_its_pack(pack: Write, tmp_path: Path) -> None:
    folder = pack("breaker", cards__p="patch: b-licence-queue\ndefault: nothing-like-it\n")
    loaded = load([folder], store=tmp_path / "store")
    assert loaded.rules is not None and {p.id: p.state for p in loaded.packs} == {"base": "in play", "breaker": "left out"}
    assert [openable(f.file) for f in loaded.findings] == ["content/breaker/cards/p.yaml"]


def test_a_region_without_numbers_is_blamed_on_the_pack_that_adds_it(pack: Write, tmp_path: Path) -> None:
    folder = pack("atlas", world__regions="- {id: atlantis, title: Atlantis}\n")
    loaded = load([folder], store=tmp_path / "store")
    assert loaded.rules is not None and "atlas:atlantis" not in loaded.rules.worlds["w2025q2"].regions
    assert {p.id: p.state for p in loaded.packs} == {"base": "in play", "atlas": "left out"}
    assert any("the table gdp has cells without a value" in f.message for f in loaded.findings)


def test_an_unknown_patch_target_and_a_wrong_game_are_said(pack: Write) -> None:
    assert found(pack("p1", cards__p="patch: base:b-licence-queu\ntitle: x\n")) == [
        'content/p1/cards/p.yaml:1:8: error[unknown-id] no card "base:b-licence-queu" to patch\n'
        '    did you mean "b-licence-queue"?   at: patch'
    ]
    folder = pack("p2")
    (folder / "pack.yaml").write_text(MANIFEST.format(id="p2").replace(">=0.1,<1", ">=2"))
    assert [f.split("] ")[1].split("\n")[0] for f in found(folder)] == ['this pack is for game ">=2"; this is 0.1.0']


def test_renamed_and_removed_items_are_explained(pack: Write, tmp_path: Path) -> None:
    pack("old", "renamed: {quota-old: quota}\nremoved: [tariff]\n", cards__quota=CARD)
    follow = CARD + "    follow: [{card: 'old:quota-old'}, {card: 'old:tariff'}]\n"
    pack("user", "depends: [old]\n", cards__mine=follow)
    messages = [(f.message, f.suggestion) for f in check([tmp_path / "content"], play=False)]
    assert ('the card "old:quota-old" has a new name', "old:quota") in messages
    assert ('the card "old:tariff" was removed from its pack', "") in messages


def test_an_ignored_code_is_not_reported(pack: Write) -> None:
    assert (
        found(pack(cards__quota=CARD.replace("claims: [d001-c36]", "claims: []") + "ignore: [card-without-claim]  # ours\n")) == []
    )


def test_a_quoted_judgement_belongs_to_its_speaker(pack: Write) -> None:
    text = "text: 'A paper calls it a \"regime\", and the ministry asks how much may leave.'"
    assert found(pack(cards__quota=re.sub(r"text: The ministry.*", text, CARD))) == []


def test_orders_that_do_the_same_are_found(pack: Write) -> None:
    order = "side: beijing\nfamily: talks\ntitle: Talk\ntext: We talk.\ncapital: 1\neffects: [{kind: channel}]\nlasts: 4\n"
    only = "side: beijing\nfamily: talks\ntitle: Pay\ntext: We pay.\ncapital: 1\nimpulses: [{kind: budget, amount: 1}]\n"
    texts = found(pack(orders__talk_more=order, orders__talk_again=order, orders__pay=only))
    assert any("same-signature" in t and 'the order "' in t for t in texts)
    assert any("only-accounts" in t and "pay.yaml" in t for t in texts)


def test_ids_and_file_names_must_agree(pack: Write) -> None:
    folder = pack(cards__quota="id: tariff\n" + CARD, cards__Big="id: Big_One\n" + CARD)
    assert {f.code for f in check([folder], play=False)} == {"other-id", "bad-id"}


def test_unread_files_and_folders_are_pointed_out(pack: Write) -> None:
    folder = pack(cards__quota=CARD)
    (folder / "card").mkdir()
    (folder / "cards" / "other.yml").write_text("a: 1")
    assert [(f.code, f.severity, f.suggestion) for f in check([folder], play=False)] == [
        ("unknown-folder", "warning", "cards"),
        ("unread-file", "warning", "other.yaml"),
    ]


def test_a_damaged_base_gives_one_sentence_and_no_rules(tmp_path: Path) -> None:
    base = tmp_path / "content" / "base"
    base.mkdir(parents=True)
    (base / "pack.yaml").write_text("id: base\nversion: 1\n")
    (base / "numbers.yaml").write_text("sides: {}\n")
    loaded = load([tmp_path / "content"], store=tmp_path / "store")
    assert loaded.rules is None and loaded.findings
    assert loaded.sentence.startswith("The game's own content is damaged (") and loaded.sentence.count(".") == 1


def test_one_bad_card_in_the_base_keeps_the_rules_back_unless_asked(packs: Path, tmp_path: Path) -> None:
    copied = tmp_path / "content" / "base"
    shutil.copytree(packs / "base", copied)
    card = copied / "cards" / "b-licence-queue.yaml"
    card.write_text(re.sub(r"(?m)^to: beijing", "to: nowhere", card.read_text(encoding="utf-8")), encoding="utf-8")
    assert load([copied], store=tmp_path / "store").rules is None
    partial = load([copied], partial=True, store=tmp_path / "store")
    assert partial.rules is not None and "b-licence-queue" not in partial.rules.cards and len(partial.rules.cards) > 20


@pytest.mark.parametrize("seed", [seed if seed < 2 else pytest.param(seed, marks=pytest.mark.slow) for seed in range(12)])
def test_no_damage_to_the_base_raises(packs: Path, tmp_path: Path, seed: int) -> None:
    """Values at random places are replaced by others of a wrong sort; loading gives findings or rules, never an exception."""
    copied = tmp_path / "content" / "base"
    shutil.copytree(packs / "base", copied)
    files = [p for p in sorted(copied.rglob("*.yaml")) if p.parent.name != "text"]
    for step in range(3):
        luck = blake2b(f"{seed} {step}".encode()).digest()
        path = files[int.from_bytes(luck[:4], "big") % len(files)]
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        path.write_text(yaml.safe_dump(_damaged(data, luck[4:]), allow_unicode=True), encoding="utf-8")
    loaded = load([copied], partial=bool(seed % 2), store=tmp_path / "store")
    assert loaded.findings or loaded.rules is not None
    assert all(f.line >= 1 and str(f) for f in loaded.findings)


WEIRD = (None, [], {}, -1, 1e9, "x", True, [[1]], {"kind": []}, [None], [{"kind": 3}], "")


def _damaged(data: Any, luck: bytes) -> Any:
    """The data with one value at a place that `luck` picks replaced."""
    if luck[0] % 5 and isinstance(data, dict) and data:
        key = sorted(data)[luck[1] % len(data)]
        return data | {key: _damaged(data[key], luck[2:])}
    if luck[0] % 5 and isinstance(data, list) and data:
        i = luck[1] % len(data)
        return [*data[:i], _damaged(data[i], luck[2:]), *data[i + 1 :]]
    return WEIRD[luck[1] % len(WEIRD)]


def test_findings_as_json_have_the_promised_keys(pack: Write, capsys: pytest.CaptureFixture[str]) -> None:
    folder = pack(cards__quota=CARD.replace("to: beijing", "to: paris"))
    assert main([str(folder), "--format", "json"]) == 1
    finding = json.loads(capsys.readouterr().out)["findings"][0]
    assert list(finding) == ["file", "line", "column", "severity", "code", "message", "suggestion", "path"]


@pytest.mark.slow
def test_the_base_pack_has_no_findings_when_played(capsys: pytest.CaptureFixture[str]) -> None:
    assert [str(f) for f in check([installation.content()])] == []


def test_did_you_mean_finds_the_word() -> None:
    assert closest("neodimium", ["neodymium", "dysprosium"]) == "neodymium"
    assert closest("xyzzy", ["neodymium"]) == ""
    assert str(Finding("a.yaml", 2, 3, "error", "x", "wrong")) == "a.yaml:2:3: error[x] wrong"


def test_texts_of_a_translation_must_belong_to_something(pack: Write) -> None:
    listed = "- id: b-licence-queue\n  titel: 一\n- id: b-licence-queu\n  title: 二\n"
    folder = pack("zh-test", text__title="nwe_game: 新\n", cards__some=listed)
    manifest = folder / "pack.yaml"
    manifest.write_text(manifest.read_text().replace("kind: gameplay", "kind: translation"))
    assert [(openable(f.file), f.message) for f in check([folder], play=False) if f.severity == "warning"] == [
        ("content/zh-test/cards/some.yaml", '"b-licence-queue" has no text "titel"'),
        ("content/zh-test/cards/some.yaml", 'there is no card "b-licence-queu" to translate'),
        ("content/zh-test/text/title.yaml", '"title" has no text "nwe_game"'),
    ]


LESSON = """- id: early
  order: {order}
  at: measures
  title: Early
  text: {text}
  advice: {{washington: [{{kind: move, dial: {dial}, by: 1}}]}}
"""


def test_lessons_are_short_first_opens_a_number_and_advice_is_ones_own(pack: Write) -> None:
    folder = pack(lessons__more=LESSON.format(order=10, text="One. Two. Three.", dial="licence-heavy-rival"))
    found = {f.code: f for f in check([folder], play=False)}
    assert found["text-too-long"].message == "a lesson has at most 2 sentences; found 3"
    assert "have the same place in the order, 10" in found["repeated-order"].message
    assert found["wrong-side"].message == 'the dial "licence-heavy-rival" is not Washington\'s own'
    folder = pack("other", lessons__more=LESSON.format(order=1, text="One. Two.", dial="stockpile"))
    assert [f.code for f in check([folder], play=False)] == ["first-lesson"]


def test_a_lesson_changes_no_rules(pack: Write) -> None:
    folder = pack(lessons__more=LESSON.format(order=99, text="One. Two.", dial="stockpile"))
    with_it, without = load([folder]).rules, load([]).rules
    assert with_it is not None and without is not None
    assert "mymod:early" in with_it.lessons and "mymod:early" not in without.lessons
    assert with_it.hash == without.hash


def test_ores_and_their_rows(pack: Write) -> None:
    """An ore must hold a material that exists; a row must say of which ore it speaks, and a prospect is a share."""
    ore = "id: peat, title: peat, low: 0.5, high: 2, source: mine, confidence: judgement"
    row = "low: 0.5, high: 2, source: mine, confidence: judgement"
    folder = pack(
        world__ores=f"- {{{ore}, holds: {{ligth: 1, heavy: 0}}}}\n- {{{ore.replace('peat', 'sand')}, holds: {{heavy: 0}}}}\n",
        world__mine=(
            "title: Mine\ntext: A world.\nquarter: 2025Q4\nlike: w2025q4\nrows:\n"
            f"  - {{table: ore, all: 1, {row}}}\n"
            f"  - {{table: prospect, ore: peat, values: {{usa: 1.5}}, {row}}}\n"
            f"  - {{table: talent, ore: monazite, all: 1, {row}}}\n"
        ),
    )
    told = "\n".join(found(folder))
    assert "mymod/world/ores.yaml:1:" in told and 'no material "ligth"' in told and 'did you mean "light"?' in told
    assert "a row of the table ore must say of which ore" in told
    assert "a prospect is a part of the full rate of starts, 0 to 1" in told
    assert "the table talent has no ores" in told


def test_an_ore_that_holds_nothing(pack: Write) -> None:
    ore = "{id: sand, title: sand, low: 0.5, high: 2, source: mine, confidence: judgement, holds: {heavy: 0}}"
    told = found(pack(world__ores=f"- {ore}\n"))
    assert any("this ore holds nothing" in line for line in told), told


@pytest.mark.parametrize(("was", "now", "told"), [
    ("to: beijing\n", "", 'the field "to" is missing (beijing, washington, both); it usually stands first'),
    ("months: 1}", "months: 0,5}", '"5" stands alone here: a comma splits the number before it; write a point, as in 0.5'),
    ("mark: {name: quota-cut, sort: grievance}", "mark: quota-cut", "mark must be a mapping of fields (name, sort, lasts); found"),
    ("claims:", "when: {kind: quantity, name: aproval}\nclaims:", 'no quantity "aproval"; python -m game manual lists them'),
])  # fmt: skip
def test_a_message_says_what_is_wanted_where_that_is_short(pack: Write, was: str, now: str, told: str) -> None:
    assert was in CARD
    (said,) = [line for line in found(pack(cards__quota=CARD.replace(was, now, 1))) if "error" in line]
    assert told in said


def test_what_stands_in_a_file_that_is_not_read_is_not_guessed_at(pack: Write) -> None:
    """A .yml beside the .yaml files: its name is given as it should be, and no other card's mark is proposed in its place."""
    wanting = CARD.replace("claims:", "when: {kind: mark, mark: word-given}\ncalled: mark\nclaims:")
    folder = pack(cards__second=wanting)
    (folder / "cards" / "first.yml").write_text(CARD.replace("quota-cut", "word-given"), "utf-8")
    told = found(folder)
    assert len(told) == 2 and all("did you mean" not in line or '"first.yaml"' in line for line in told)
    assert 'no mark "word-given"; it may stand in a file that is not read' in told[1]


def test_a_patch_leaves_no_trace_in_the_next_reading(pack: Write) -> None:
    """What is worked out of an item is kept from one reading to the next, unless a pack changes the item."""
    plain = pack("plain", cards__quota=CARD)
    assert check([plain], play=False) == ()
    patched = pack("patched", cards__p="patch: base:b-licence-queue\ntitle: It costs {more}\n")
    assert {f.code for f in check([patched], play=False)} == {"unknown-field"}
    assert check([plain], play=False) == ()
    assert {f.code for f in check([patched], play=False)} == {"unknown-field"}


def test_what_plays_alike_is_tried_once(pack: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    begin = trial.new_game
    monkeypatch.setattr(trial, "new_game", lambda rules, setup: (started.append(setup.scenario), begin(rules, setup))[1])
    folder = pack("once", cards__quota=CARD)
    assert check([folder]) == () and started
    tried = len(started)
    card = folder / "cards" / "quota.yaml"
    assert check([folder]) == () and len(started) == tried
    card.write_text(card.read_text("utf-8").replace("amount: 0.2", "amount: 0.3"), "utf-8")
    assert check([folder]) == () and len(started) == 2 * tried, "another amount is another game"
