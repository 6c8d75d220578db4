"""The doors for text and files from outside, and what the commands do with what comes through them."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from game import cli
from game.content.loading.compile import load
from game.content.packs import choices, folders
from game.engine.rules import Rules
from game.engine.rules.campaign.record import Setup
from game.outside_files import opened, put_aside, regular_bytes, sealed, write_whole
from game.outside_text import cleaned, cleaned_lines, whole_number
from game.play import Campaign, Store
from game.screens.app import App
from game.screens.scene import settings
from game.screens.tree.node import Node, walk

HOSTILE = ("\ud800", "a\x1b[31mred", "\u202etxt.exe", "\x00", "\u200b", "\ue000", "line\nline")


@pytest.fixture
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for what commands write."""
    monkeypatch.setattr("game.play.crash_report.user_folder", lambda: tmp_path)
    monkeypatch.setattr("game.play.save_folder.default_folder", lambda: tmp_path / "saves")
    return tmp_path


def words(tree: Node) -> str:
    return "\n".join(f"{n.name} {n.value} {n.hint} {n.why_not}" for n in walk(tree))


# ---- text --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_cleaned_text_can_be_shown_and_written(text: str) -> None:
    found = cleaned(text)
    found.encode("utf-8")
    assert all(c.isprintable() for c in found) and cleaned(found) == found


def test_a_cleaned_text_is_bounded_and_lines_stay_lines() -> None:
    assert len(cleaned("x" * 5_000)) == 200 and cleaned("x" * 5_000).endswith("…")
    assert cleaned_lines("one\x07\ntwo") == "one\ufffd\ntwo"


@pytest.mark.parametrize("text", ["²", "١٢", "1e3", "-1", "+1", "1_0", "", "½", "9" * 5_000, "０"])
def test_only_plain_digits_are_a_whole_number(text: str) -> None:
    assert whole_number(text, 10**30) is None


def test_a_number_with_other_digits_is_refused_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    pair = ("--beijing", "hawk", "--washington", "hawk")
    for seed in ("²", "١٢", "1_0", "9" * 5_000):
        assert cli.main(["simulate", "--scenario", "spring-curbs", *pair, "--seed", seed]) == 2
        assert "expected a whole number" in capsys.readouterr().err


# ---- files -------------------------------------------------------------------------------------------------------------------


def test_only_regular_files_of_a_sensible_size_are_read(tmp_path: Path) -> None:
    good = tmp_path / "good"
    good.write_bytes(b"abc")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "endless").symlink_to("/dev/zero")
    (tmp_path / "loop").symlink_to("loop")
    assert regular_bytes(good, 3) == b"abc"
    for name in ("good", "pipe", "endless", "loop", "", "nowhere", "a\0b", "x" * 5_000):
        with pytest.raises(OSError):
            regular_bytes(tmp_path / name, 2)


def test_writing_follows_no_link_and_loses_nothing(tmp_path: Path) -> None:
    victim, path = tmp_path / "victim", tmp_path / "file"
    victim.write_bytes(b"another's")
    path.with_name(f"file.{os.getpid()}.new").symlink_to(victim)
    path.symlink_to(victim)
    write_whole(path, b"mine")
    assert path.read_bytes() == b"mine" and victim.read_bytes() == b"another's" and not path.is_symlink()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "victim"]


def test_what_is_put_aside_is_kept(tmp_path: Path) -> None:
    for text in ("one", "two"):
        (tmp_path / "x.json").write_text(text)
        assert put_aside(tmp_path / "x.json") is not None
    assert {p.read_text() for p in tmp_path.iterdir()} == {"one", "two"} and put_aside(tmp_path / "x.json") is None


def test_every_changed_bit_of_a_sealed_file_is_noticed() -> None:
    data = sealed(b'{"a":1}')
    assert opened(data) == b'{"a":1}'
    for at in range(8 * len(data)):
        changed = bytearray(data)
        changed[at // 8] ^= 1 << at % 8
        with pytest.raises(ValueError):
            opened(bytes(changed))


# ---- settings ------------------------------------------------------------------------------------------------------------------

WRONG_SETTINGS = {
    "deep": "[" * 100_000,
    "keys": '{"theme": "light", "keys": [[{}, 1]]}',
    "odd keys": '{"theme": "light", "keys": [["c", ["j"]], ["c", "c"]]}',
    "value": '{"theme": "light", "text_scale": "huge"}',
    "learned": '{"theme": "light", "learned": [[]]}',
    "list": "[1]",
    "many lessons": json.dumps({"theme": "light", "learned": ["x"] * 200_000}),
    "a long lesson": json.dumps({"theme": "light", "learned": ["x" * 900_000]}),
}


@pytest.mark.parametrize("name", WRONG_SETTINGS)
def test_wrong_settings_are_put_aside_and_their_sound_part_is_kept(name: str, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(WRONG_SETTINGS[name])
    found, note = settings.load(path)
    assert note == "settings.damaged" and found.theme == ("light" if "light" in WRONG_SETTINGS[name] else "dark")
    assert (tmp_path / "settings.json.damaged").read_text() == WRONG_SETTINGS[name]
    assert settings.load(path) == (found, "")


def test_a_pipe_or_a_device_is_no_settings_file(tmp_path: Path) -> None:
    pipe, device = tmp_path / "pipe.json", tmp_path / "device.json"
    os.mkfifo(pipe)
    device.symlink_to("/dev/zero")
    for path in (pipe, device):
        assert settings.load(path) == (settings.Settings(), "settings.damaged")
        assert settings.saver(path)(settings.Settings()) == "" and settings.load(path) == (settings.Settings(), "")


# ---- saves and packs -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def store(rules: Rules, tmp_path: Path) -> Store:
    """A folder with one save."""
    found = Store(tmp_path / "saves")
    Campaign.start(rules, Setup("spring-curbs", 3, "washington"), found).save("good")
    return found


def test_saves_with_hostile_headers_and_file_names_can_be_listed(rules: Rules, store: Store) -> None:
    good = store.folder / "good.save"
    header, *rest = good.read_text("utf-8").split("\n")
    for n, text in enumerate(HOSTILE):
        told = {**json.loads(header), "name": text, "date": text, "over": text}
        (store.folder / f"x{n}.save").write_text("\n".join([json.dumps(told), *rest]))
    for raw in (b"\xff.save", b"\xfe.save", b"\x1b[31m.save"):
        (Path(os.fsdecode(os.fsencode(store.folder) + b"/" + raw))).write_bytes(good.read_bytes())
    entries = store.list()
    assert len({e.name for e in entries}) == len(entries) == len(HOSTILE) + 4
    app = App(rules, store, threads=False, animate=False)
    app.tick()
    app.show("saves")
    told_on_page = words(app.tree())
    told_on_page.encode("utf-8")
    assert all(c.isprintable() or c == "\n" for c in told_on_page)
    while entries:
        one = entries[0]
        assert store.delete(one.name) and not store.delete(one.name) and not one.path.exists()
        assert {e.path for e in store.list()} == {e.path for e in entries} - {one.path}
        entries = store.list()


def test_a_name_of_any_length_is_saved_and_listed_as_sound(rules: Rules, tmp_path: Path) -> None:
    store = Store(tmp_path)
    for name in ("x" * 65_536, "字" * 5_000, "𠀀" * 300, "\x00", "con", "../../x"):
        campaign = Campaign.start(rules, Setup("spring-curbs", 3, "washington"), store)
        path = campaign.save(name)
        assert path is not None and path.parent == tmp_path and len(os.fsencode(path.name)) < 200
    assert all(e.readable for e in store.list()) and len(store.list()) == 6


def test_names_of_saves_are_ascii_where_the_system_has_no_others(
    rules: Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsencode", lambda text: str(text).encode("ascii"))
    path = Campaign.start(rules, Setup("spring-curbs", 3, "washington"), Store(tmp_path)).save("Übung 二")
    assert path is not None and path.name.isascii()


def test_a_temporary_file_that_is_a_link_harms_nobody(rules: Rules, store: Store, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("another's")
    (store.folder / f"good.save.{os.getpid()}.tmp").symlink_to(victim)
    store.write(store.folder / "good.save", "mine")
    assert victim.read_text() == "another's" and (store.folder / "good.save").read_text() == "mine"


def test_a_pack_in_an_undecodable_folder_is_listed_on_the_page(
    rules: Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff"))
    pack = place / "mine"
    pack.mkdir(parents=True)
    (pack / "pack.yaml").write_text("id: mine\nversion: 1.0.0\ntitle: Mine\ngame: '>=0.1'\nkind: content\n")
    monkeypatch.setattr(folders, "user_content", lambda: place)
    assert load(store=tmp_path / "store").rules is not None
    monkeypatch.setattr("game.screens.pages.menu.packs_page.user_content", lambda: place)
    app = App(rules, None, threads=False, animate=False)
    app.tick()
    app.library.packs = load(store=tmp_path / "store").packs
    app.show("packs")
    words(app.tree()).encode("utf-8")


def test_a_damaged_list_of_resting_packs_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "user_content", lambda: tmp_path)
    (tmp_path / choices.FILE).write_text("[" * 100_000)
    assert choices.choices() == choices.Choices()


# ---- commands ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("as_data", [False, True], ids=["text", "json"])
def test_checking_what_is_no_pack_says_so(as_data: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("root:x:0:0\n")
    (tmp_path / "empty").mkdir()
    for place in (tmp_path / "empty", tmp_path / "file", tmp_path):
        assert cli.main(["check", str(place), *(["--format", "json"] if as_data else [])]) == 1
        out = capsys.readouterr().out
        assert "no-pack" in out or "no-manifest" in out
        assert "pack.yaml" in out and "No findings" not in out


REFUSED = (
    ["lab", "deck", "--out"],
    ["lab", "calibrate", "--out"],
    ["lab", "sensitivity", "--out"],
    ["lab", "calibrate", "--plot"],
    ["lab", "calibrate", "--keep-sets"],
    ["backtest", "--plot"],
    ["report", ".", "-o"],
    ["screenshot", "title"],
    ["simulate", "--scenario", "spring-curbs", "--beijing", "hawk", "--washington", "hawk", "--save-dir"],
    ["golden", "--write", "--folder"],
    ["classroom", "--no-browser", "--folder"],
    ["lab", "deck-page", "--write", "--file"],
    ["lab", "model-page", "--write", "--file"],
)
FOLDERS = ("--save-dir", "--folder")
WORK = (
    "game.lab.balance.deck_report.deck_report", "game.lab.history.calibrate.calibrate", "game.lab.history.sensitivity.sensitivity",
    "game.classroom.server.serve.serve", "game.lab.simulation.simulate.simulate", "game.lab.simulation.golden.write",
    "game.lab.simulation.golden.compare", "game.lab.history.backtest.run", "game.classroom.debrief.folder_report.read_folder",
    "game.desktop.picture.screenshot.draw",
)  # fmt: skip


@pytest.mark.parametrize("command", REFUSED, ids=" ".join)
def test_a_place_that_cannot_be_written_is_refused_before_any_work(
    command: list[str], own_folders: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def worked(*_: object, **__: object) -> None:
        raise AssertionError("the work began")

    for work in WORK:
        monkeypatch.setattr(work, worked)
    taken, plot = own_folders / "taken.png", own_folders / "folder.png"
    taken.write_text("")
    plot.mkdir()
    places = [taken, taken / "x"] if command[-1] in FOLDERS else [plot, own_folders / "nowhere" / "x.png"]
    for place in places:
        assert cli.main([*command, str(place)]) == 2
        told = capsys.readouterr().err.strip()
        assert told and "\n" not in told and place.name in told, told
    assert not (own_folders / "crashes").exists()


def test_golden_pages_that_are_nowhere_are_not_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("game.lab.simulation.golden.compare", lambda *_: pytest.fail("everything is played"))
    for place in (tmp_path, tmp_path / "nowhere", ""):
        assert cli.main(["golden", "--folder", str(place)]) == 2
        assert "no golden pages" in capsys.readouterr().err


@pytest.mark.parametrize("odd", ["x" * 5_000, "a\x1b[31m", "\udcff", "a\0b"], ids=ascii)
def test_arguments_that_nobody_would_type_get_one_clean_sentence(
    odd: str, own_folders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (["replay", odd], ["check", odd], ["play", "--text", "--session", odd], ["play", "--text", "--load", odd],
                    ["golden", "--folder", odd], ["screenshot", odd, "x.png"], ["screenshot", "title", f"{odd}/x.png"],
                    ["state", "--scenario", odd], ["lab", "deck", "--out", f"{odd}/x.json"]):  # fmt: skip
        assert cli.main(command) in (1, 2)
        told = capsys.readouterr()
        told.err.encode("utf-8")
        assert all(c.isprintable() or c == "\n" for c in told.err + told.out) and len(told.err) < 5_000
    assert not (own_folders / "crashes").exists()


def test_an_answer_that_cannot_be_written_is_one_sentence(own_folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from game.commands import packs

    said: list[str] = []
    monkeypatch.setattr(cli, "say", said.append)
    for code, number in ((errno.ENOSPC, 2), (errno.EPIPE, 0), (errno.EIO, 2)):

        def refuse(code: int = code) -> None:
            raise OSError(code, os.strerror(code))

        monkeypatch.setattr(packs, "load_rules", refuse)
        assert cli.main(["inventory"]) == number
    assert len(said) == 2 and "No space left" in said[0] and not (own_folders / "crashes").exists()
