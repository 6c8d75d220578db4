"""The modder's way in, by its commands alone: a new pack, its check, a card tried, the schema, the manual, a translation begun."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from game import cli, installation
from game.content.checks.texts.translations import SCREEN
from game.content.format.kinds import KINDS
from game.content.format.yaml_reader import read
from game.content.kit.new_language import files, pseudo
from game.content.loading.checker import check
from game.content.loading.compile import load
from game.content.packs import folders
from game.engine.rules.effects.table import KINDS as EFFECTS
from game.screens.app import App
from game.screens.scene.settings import Settings
from game.screens.tree.node import walk


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Packs that `new-pack` has laid out for these tests, each made once."""
    return tmp_path_factory.mktemp("kept")


def laid_out(kept: Path, own: Path, name: str, *more: str) -> Path:
    """A new pack in the player's content folder, as `new-pack` lays it out there."""
    if not (kept / name).is_dir():
        assert cli.main(["new-pack", name, *more, "--folder", str(kept)]) == 0
    return Path(shutil.copytree(kept / name, own / name))


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The player's content folder, fresh."""
    folder = tmp_path / "own" / "content"
    monkeypatch.setattr(folders, "user_content", lambda: folder)
    return folder


def test_a_new_pack_is_in_play_and_has_no_findings(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["new-pack", "my-first-pack"]) == 0
    pack = own / "my-first-pack"
    assert str(pack) in capsys.readouterr().out
    assert check([pack]) == ()
    rules = load([installation.content(), own]).rules
    assert rules is not None and "my-first-pack:first-card" in rules.cards and "my-first-pack:first-order" in rules.orders
    for kind in ("cards", "orders", "text", "languages"):
        assert any((pack / kind).rglob("*.yaml")), kind


def test_every_file_of_a_new_pack_names_a_schema_that_is_there_and_takes_it(kept: Path, own: Path) -> None:
    laid_out(kept, own, "mine")
    files = list((own / "mine").rglob("*.yaml"))
    assert len(files) >= 7
    for file in files:
        first = file.read_text("utf-8").splitlines()[0]
        schema = (file.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()
        assert schema.is_file(), (file, first)
        jsonschema.validate(read(file, file.name).data, json.loads(schema.read_text("utf-8")))


@pytest.mark.parametrize("name", ["My Pack", "", "base", "a/b", "x" * 41])
def test_a_name_that_will_not_do_is_refused_in_one_sentence(own: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert cli.main(["new-pack", name]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and not own.exists()


def test_nothing_is_overwritten(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["new-pack", "mine"])
    (own / "mine" / "pack.yaml").write_text("mine\n", "utf-8")
    assert cli.main(["new-pack", "mine"]) == 2 and "already" in capsys.readouterr().err
    assert (own / "mine" / "pack.yaml").read_text("utf-8") == "mine\n"


def test_a_card_is_tried_in_a_state_with_the_forecast_of_each_answer(
    kept: Path, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    laid_out(kept, own, "mine")
    capsys.readouterr()
    assert cli.main(["try", "mine:first-card", "--quarter", "1", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["side"] == "beijing" and told["quarter"] == 1 and told["holds"]
    assert set(told["forecast"]) == {"answer", "wait"}
    assert all(x == 0 for row in told["forecast"]["wait"].values() for x in row.values()), (
        "the default is what others are held against"
    )
    assert told["forecast"]["answer"]["reliability"]["1"] > 0, "an answered letter is remembered"
    assert cli.main(["try", "mine:first-card", "--quarter", "1"]) == 0
    out = capsys.readouterr().out
    assert "A letter from a magnet maker" in out and "Answer him within a week." in out
    assert cli.main(["try", "mine:first-cart"]) == 2 and "first-card" in capsys.readouterr().err


def test_the_commands_of_the_docs_take_what_the_docs_give_them(kept: Path, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A quarter past the end of the shortest scenario is one of a longer one; a pack is named by its id or by its folder."""
    laid_out(kept, own, "my-first-pack")
    assert cli.main(["try", "my-first-pack:first-card", "--quarter", "4"]) == 0
    for named in ("my-first-pack", str(own / "my-first-pack")):
        assert cli.main(["watch", named, "--once"]) == 0, named
        assert cli.main(["schema", named]) == 0, named
    capsys.readouterr()
    assert cli.main(["watch", "my-frist-pack", "--once"]) == 2 and 'Did you mean "my-first-pack"?' in capsys.readouterr().err


def test_watching_once_says_what_check_says(kept: Path, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    laid_out(kept, own, "mine")
    card = own / "mine" / "cards" / "first-card.yaml"
    capsys.readouterr()
    assert cli.main(["watch", str(own / "mine"), "--once"]) == 0 and "No findings" in capsys.readouterr().out
    card.write_text(card.read_text("utf-8").replace("to: beijing", "to: bejing"), "utf-8")
    assert cli.main(["watch", str(own / "mine"), "--once"]) == 1
    assert "first-card.yaml:3:5: error[not-one-of]" in capsys.readouterr().out


def test_the_manual_tells_every_kind_effect_and_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["manual"]) == 0
    told = capsys.readouterr().out
    assert all(f"### {kind.name} (" in told for kind in KINDS)
    assert all(f"### `kind: {struct.__struct_config__.tag}`" in told for struct in EFFECTS)
    assert "(0 to 1)" not in told and "{kind: licence, products: " in told
    card = told[told.index("### card (") :]
    assert "| `title` | text of at most 10 words | must be given |" in card
    assert all(line.count("|") == line.replace("\\|", "").count("|") for line in told.splitlines())


def test_the_pseudo_language_keeps_what_is_filled_in() -> None:
    assert pseudo("{n} quarters of {act} left") == "[{n} qúarters óf {act} léft]"


def test_a_translation_is_laid_out_by_item_and_by_name() -> None:
    english = {
        ("card", "b-x"): {"title": "A", "responses.go.text": "B"},
        (SCREEN, "desk"): {"a.b": "C"},
        ("claim", "c1"): {"text": "D"},
    }
    assert files(english, str.lower) == {
        "cards/b-x.yaml": {"title": "a", "responses": {"go.text": "b"}},
        "text/desk.yaml": {"a.b": "c"},
        "sources/claims.yaml": [{"id": "c1", "text": "d"}],
    }


def test_a_comma_that_splits_a_text_is_told_as_what_it_is(kept: Path, own: Path) -> None:
    laid_out(kept, own, "mine")
    row = "- {id: tin, title: tin, home: china, side: beijing, unit: t, note: used in solder, glass and cans}\n"
    (own / "mine" / "world").mkdir()
    (own / "mine" / "world" / "materials.yaml").write_text(row, "utf-8")
    told = [f.message for f in check([own / "mine"], play=False) if f.code == "unknown-field"]
    assert told == ['"glass and cans" stands alone here: a comma splits the text before it; put the whole text in quotes ("…")']


def test_a_translation_that_is_begun_is_in_play_and_grows_by_what_is_stamped(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What `new-pack --language` lays out has no error, before and after a first text is copied, translated and stamped."""
    assert cli.main(["new-pack", "my-german", "--language", "de"]) == 0
    pack = own / "my-german"
    assert "_english/" in capsys.readouterr().out
    assert {f.severity for f in check([pack])} == {"note"}
    (pack / "cards").mkdir()
    laid = (pack / "_english" / "cards" / "b-clip.yaml").read_text("utf-8")
    (pack / "cards" / "b-clip.yaml").write_text(laid.replace("A clip of two hundred ships", "Zweihundert Schiffe"), "utf-8")
    assert cli.main(["stamp", str(pack)]) == 0
    assert {f.code for f in check([pack])} == {"untranslated"}
    loaded = load([installation.content(), own])
    assert [p.state for p in loaded.packs if p.id == "my-german"] == ["in play"] and 0 < loaded.translations["de"]["share"] < 0.1


def test_many_notes_on_one_place_are_counted_and_not_listed(kept: Path, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    laid_out(kept, own, "my-german", "--language", "de")
    capsys.readouterr()
    assert cli.main(["check", str(own / "my-german")]) == 0
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 5 and "more notes like these" in told[3] and told[4].endswith(" notes.")


CHAIN = """follow: [{card: second-card, after: 2, chance: 0.5}]
    mark: {name: letter-answered, sort: favour, lasts: 8}"""


@pytest.mark.slow
def test_a_tried_card_says_where_it_stands_and_what_would_bring_it_up(
    kept: Path, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A chain's card never comes up by itself, a mark's card not without the mark: the answers that bring them are named."""
    laid_out(kept, own, "mine")
    cards = own / "mine" / "cards"
    first = (cards / "first-card.yaml").read_text("utf-8")
    assert first.count("mark: {name: letter-answered, sort: favour, lasts: 8}") == 1
    second = first.replace("called: state", "called: chain").replace(
        "when: {kind: quantity, name: support, least: 30}", "when: {kind: mark, mark: letter-unanswered}"
    )
    (cards / "second-card.yaml").write_text(second, "utf-8")
    (cards / "first-card.yaml").write_text(first.replace("mark: {name: letter-answered, sort: favour, lasts: 8}", CHAIN), "utf-8")
    capsys.readouterr()
    assert cli.main(["try", "second-card", "--scenario", "calibrated-control", "--quarter", "1"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Calibrated control, Beijing, 2026 Q1 (1 quarter in which both did nothing, seed 1)")
    assert "It never comes up by itself. It is called by:\n  mine:first-card: answer (after: 2, chance: 0.5)" in told
    assert "{kind: mark, mark: letter-unanswered}\n    left by mine:first-card: wait" in told and "may come up here" not in told
    assert cli.main(["try", str(cards / "first-card.yaml"), "--lang", "ZH-hans"]) == 0
    assert "可能出现" in capsys.readouterr().out


def test_a_card_is_tried_in_a_state_that_doctrines_have_made(kept: Path, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    laid_out(kept, own, "mine")
    capsys.readouterr()
    hawks = ["--beijing", "hawk", "--washington", "hawk", "--scenario", "calibrated-control", "--quarter", "3"]
    assert cli.main(["try", "first-card", *hawks]) == 0
    assert "(3 quarters of The hawk in Beijing against The hawk in Washington, seed 1)" in capsys.readouterr().out
    assert cli.main(["try", "first-card", "--beijing", "hwak"]) == 2 and 'Did you mean "hawk"?' in capsys.readouterr().err


@pytest.mark.parametrize("wrong", ["frist-card", "mine:frist-card", "cards/frist-card.yaml"])
def test_a_misspelt_card_is_answered_by_the_ones_like_it_alone(
    kept: Path, own: Path, capsys: pytest.CaptureFixture[str], wrong: str
) -> None:
    laid_out(kept, own, "mine")
    capsys.readouterr()
    assert cli.main(["try", wrong]) == 2
    said = capsys.readouterr().err
    assert 'Did you mean "mine:first-card"?' in said and len(said) < 300


@pytest.mark.parametrize("deep", [False, True])
def test_a_pack_that_is_none_is_told_once_by_check_and_by_packs(
    kept: Path, own: Path, capsys: pytest.CaptureFixture[str], deep: bool
) -> None:
    """A folder in a folder, as some archives unpack, and a pack.yml: one error each with what to do, never "No findings"."""
    laid_out(kept, own, "mine")
    if deep:
        (own / "mine").rename(own / "moved")
        (own / "mine").mkdir()
        (own / "moved").rename(own / "mine" / "mine")
    else:
        (own / "mine" / "pack.yaml").rename(own / "mine" / "pack.yml")
    capsys.readouterr()
    wanted = "error[nested-pack] the pack lies deeper, in mine" if deep else "called pack.yaml; found pack.yml"
    assert cli.main(["check", "mine"]) == 1
    told = capsys.readouterr().out
    assert wanted in told and told.endswith("1 error.\n")
    assert cli.main(["packs"]) == 0 and wanted in capsys.readouterr().out


@pytest.mark.slow
def test_a_fault_in_a_card_is_not_followed_by_faults_of_its_translation(kept: Path, own: Path) -> None:
    laid_out(kept, own, "mine")
    card = own / "mine" / "cards" / "first-card.yaml"
    good = card.read_text("utf-8")
    for was, now in (
        ("    argument: A hall", "    arguement: A hall"), ("  - id: wait", "  - name: wait"),
        ("sort: favour, lasts: 8}", "sort: favour"),
        ("  - id: wait", "  - id: answer"), ("to: beijing", "id: other\nto: beijing"), ("weight: 60", "weight:60"),
    ):  # fmt: skip
        assert was in good
        card.write_text(good.replace(was, now), "utf-8")
        findings = check([own / "mine"], play=False)
        assert findings and not [f for f in findings if "languages" in f.file], (now, findings)


def test_settings_say_which_share_of_all_texts_a_language_has(kept: Path, own: Path) -> None:
    laid_out(kept, own, "my-german", "--language", "de")
    (own / "my-german" / "text").mkdir()
    (own / "my-german" / "text" / "title.yaml").write_text("new: Neuer Feldzug\n", "utf-8")
    app = App(lambda: load([installation.content(), own]).rules, None, Settings(), threads=False, animate=False)
    app.tick()
    app.show("settings")
    named = [node.name for node in walk(app.tree()) if "Deutsch" in node.name]
    assert named and all("of all texts" in name for name in named)
    assert not [node for node in walk(app.tree()) if node.name.startswith("简体中文") and "of all texts" in node.name], (
        "it is whole"
    )


def test_a_language_whose_pack_is_left_out_is_said_to_be_shown_in_english(
    kept: Path, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The card was English without a word of why."""
    laid_out(kept, own, "my-german", "--language", "de")
    (own / "my-german" / "cards").mkdir()
    (own / "my-german" / "cards" / "b-clip.yaml").write_text("title: [\n", "utf-8")
    capsys.readouterr()
    assert cli.main(["try", "b-clip", "--lang", "de"]) == 0
    told = capsys.readouterr()
    assert "no pack in play has texts in de" in told.err and "A clip of two hundred ships" in told.out
