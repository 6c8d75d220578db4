"""The words of the interface: parsed once, followed byte by byte, and never in the way of a start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.content.loading.languages.interface_words import Spoken, Words, spoken

ROOT = Path(__file__).resolve().parents[2]


def words_in(folder: Path, store: Path) -> Words:
    """The English words of the packs beside the one whose `text` folder this is."""
    return spoken((folder.parent.parent,), store).words["en"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "base" / "text"
    folder.mkdir(parents=True)
    (folder / "desk.yaml").write_text("commit: Commit\nyes: 1\n", "utf-8")
    (folder.parent / "pack.yaml").write_text("id: base\nkind: gameplay\n", "utf-8")
    return folder


def test_words_come_from_the_store_and_follow_every_byte(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "store"
    assert words_in(folder, store) == {"desk": {"commit": "Commit", "yes": "1"}}
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "yaml", None)
        assert words_in(folder, store) == {"desk": {"commit": "Commit", "yes": "1"}}
    (folder / "desk.yaml").write_text("commit: Submit\nyes: 1\n", "utf-8")
    assert words_in(folder, store)["desk"]["commit"] == "Submit"
    (folder / "plan.yaml").write_text("add: Add\n", "utf-8")
    assert set(words_in(folder, store)) == {"desk", "plan"}


def test_every_pack_says_words_in_every_language_and_later_packs_over_earlier_ones(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    for name, text in {
        "mymod/pack.yaml": "id: mymod\nkind: gameplay\n",
        "mymod/text/desk.yaml": "commit: Send\n",
        "mymod/languages/de/text/desk.yaml": "commit: Senden\n",
        "german/pack.yaml": "id: german\nkind: translation\nlanguage: DE\ntitle: Deutsch\n",
        "german/text/desk.yaml": "commit: Festlegen\nnext: Weiter\n",
        "resting/pack.yaml": "id: off\nkind: gameplay\n",
        "resting/text/desk.yaml": "commit: Never\n",
        "packs.json": '{"off": ["off"], "order": []}',
    }.items():
        path = own / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for _ in range(2):  # parsed, then stored
        found = spoken((tmp_path, own), tmp_path / "store")
        words = {"en": {"desk": {"commit": "Send", "yes": "1"}}, "de": {"desk": {"commit": "Senden", "next": "Weiter"}}}
        assert found == Spoken(words, {"de": "Deutsch"})
    (own / "packs.json").write_text('{"off": ["mymod"], "order": []}', "utf-8")
    found = spoken((tmp_path, own), tmp_path / "store")
    assert found.words["en"]["desk"]["commit"] == "Never" and found.words["de"]["desk"]["commit"] == "Festlegen"


DAMAGED = ("", "{", '{"format":99,"data":{}}', '{"format":2,"data":{"a":[]}}', '{"format":2,"data":{"a":{"b":1}}}')


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_store_is_ignored(folder: Path, tmp_path: Path, damage: str) -> None:
    store = tmp_path / "store"
    words = words_in(folder, store)
    next(store.glob("*.json")).write_text(damage)
    assert words_in(folder, store) == words


@pytest.mark.parametrize("damage", ["deep list", "pipe", "endless", "deep words", "controls"])
def test_no_file_of_a_pack_or_beside_it_stops_the_words_or_spoils_them(folder: Path, tmp_path: Path, damage: str) -> None:
    own = tmp_path / "own"
    (own / "mymod" / "text").mkdir(parents=True)
    (own / "mymod" / "pack.yaml").write_text("id: mymod\nkind: gameplay\n", "utf-8")
    words = own / "mymod" / "text" / "desk.yaml"
    if damage == "deep list":
        (own / "packs.json").write_text("[" * 100_000, "utf-8")
    elif damage == "pipe":
        os.mkfifo(words)
    elif damage == "endless":
        words.symlink_to("/dev/zero")
    elif damage == "deep words":
        words.write_text("a: " + "[" * 100_000, "utf-8")
    else:
        words.write_text('next: "\\e[31mred\\u202e\\u0007"\n', "utf-8")
    found = spoken((tmp_path, own), tmp_path / "store").words["en"]["desk"]
    assert found["commit"] == "Commit" and all(text.isprintable() for text in found.values())


def test_a_store_that_cannot_be_written_is_no_fault(folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    assert words_in(folder, blocked)["desk"]["commit"] == "Commit"


def test_the_title_is_painted_without_yaml_pydantic_and_numpy(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "import game.devtools.startup_bench as cold\n"
        "from game.screens.scene.library import Library\n"
        "Library.load = lambda library, language: (None, None)\n"
        "cold._frame(cold._app(False), (1280, 720))\n"
        "print(*sorted({'yaml', 'pydantic', 'numpy'} & set(sys.modules)))\n"
    )
    known = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy", "PYTHONPATH": str(ROOT)}
    known |= {"XDG_CACHE_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path), "HOME": str(tmp_path)}
    told = [
        subprocess.run([sys.executable, "-c", code], env=known, capture_output=True, text=True, check=True, cwd=ROOT).stdout
        for _ in range(2)
    ]
    assert "yaml" in told[0].splitlines()[-1], "the first start parses and stores"
    assert told[1].splitlines()[-1] == ""
