"""A seeded fuzz of what comes from outside: saves, settings, stores, lists, names, typed text, arguments.

No crash, no hang, no changed save that verifies, no other file harmed. A failure names its seed."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from game import cli
from game.classroom.sessions import handed_in, session
from game.content.loading import stored
from game.content.loading.compile import load
from game.content.loading.languages.interface_words import words_in
from game.engine.rules import Rules, digest
from game.engine.rules.campaign.record import Record, State
from game.engine.world.model.state import from_document as from_document_of_world
from game.forecast import quick_form
from game.outside_files import sealed
from game.outside_text import cleaned
from game.play import Campaign, SaveError, Store, chapters, replay
from game.play.documents import DocumentError, from_document
from game.play.messages import CampaignFault
from game.play.save_file import read
from game.screens.app import App
from game.screens.scene import settings
from game.screens.tree.node import Intent, Node, walk
from game.structs import replace
from game.terminal.text_page import Numbers, page
from game.terminal.typed_play import run
from tests.fuzz.mutations import bytes_changed, field_changed, in_the_place, letters, no_hang, written
from tests.saves import SETUP, lines_of
from tests.saves import played as campaign_of
from tests.saves import sealed as sealed_save

pytestmark = pytest.mark.slow
UNPROVEN = ("name", "packs", "campaign", "slot", "game", "kind", "format", "draft")
"""Keys of a save that its log does not lead to: who changes them and seals the file anew has changed nothing that was played."""


def seeds(name: str, count: int) -> list[str]:
    """Names of cases; FUZZ_SEED in the environment draws others than those of every day, FUZZ_TIMES that many times more."""
    start, times = os.environ.get("FUZZ_SEED", ""), int(os.environ.get("FUZZ_TIMES", "1"))
    return [f"{name}-{start and start + '-'}{n}" for n in range(times * count)]


@pytest.fixture(scope="module")
def played(rules: Rules, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A folder with one save of two quarters, and its bytes."""
    path = campaign_of(rules, Store(tmp_path_factory.mktemp("played")), 2).save("two quarters")
    assert path is not None
    return path, path.read_bytes()


class Watched:
    """A folder with files that no case may change."""

    def __init__(self, folder: Path, others: dict[str, bytes]) -> None:
        self.folder, self.others = folder, others
        for name, data in others.items():
            (folder / name).write_bytes(data)

    def check(self) -> None:
        for name, data in self.others.items():
            assert (self.folder / name).read_bytes() == data, f"{name} was harmed"


@pytest.fixture
def watched(tmp_path: Path, played: tuple[Path, bytes]) -> Iterator[Watched]:
    found = Watched(tmp_path, {"victim.txt": b"another's file\n", "good.save": played[1]})
    yield found
    found.check()


def told(tree: Node) -> None:
    """A tree can be told as text and written anywhere."""
    lines = page(tree, Numbers())
    assert all(c.isprintable() or c in "\n" for line in lines for c in line), "a control reaches the terminal"
    "\n".join(lines).encode("utf-8")
    for node in walk(tree):
        (node.name + node.value + node.hint + node.why_not).encode("utf-8")


def shelf(rules: Rules, folder: Path) -> App:
    app = App(rules, Store(folder), threads=False, animate=False)
    app.tick()
    app.show("saves")
    return app


# ---- saves -------------------------------------------------------------------------------------------------------------------


def changed_save(data: bytes, r: Random) -> bytes:
    """A save with damaged bytes or a changed field; most of the latter are sealed anew, as by somebody who knows how."""
    if r.random() < 0.4:
        return bytes_changed(data, r)
    lines = lines_of(data)
    forged = r.random() < 0.7
    n = r.randrange(len(lines))
    lines[n] = field_changed(lines[n], r, (lambda at: at[0] not in UNPROVEN) if forged else (lambda at: True))
    body = b"".join(written(line) + b"\n" for line in lines)
    return sealed_save(body) if forged else body + data.splitlines(keepends=True)[-1]


def forged_state(rules: Rules, data: bytes, r: Random) -> bytes:
    """A save whose last state was changed by somebody who knows the digests too; as it was where that is no state at all."""
    lines = lines_of(data)
    lines[-1] = field_changed(lines[-1], r, lambda at: at[:2] == ("state", "record") and len(at) > 2)
    try:
        world = from_document_of_world(rules.world_of(SETUP.scenario), lines[-1]["state"]["world"])
        digest_ = digest(State(from_document(Record, lines[-1]["state"]["record"]), world))
    except (DocumentError, LookupError, TypeError, ValueError, AttributeError, OverflowError):
        return data
    for line in (lines[0], lines[-2], lines[-1]):
        line["digest"] = digest_
    return sealed_save(b"".join(written(line) + b"\n" for line in lines))


@pytest.mark.parametrize("seed", seeds("state", 160))
def test_a_forged_state_is_refused_or_plays(seed: str, rules: Rules, played: tuple[Path, bytes], watched: Watched) -> None:
    path = watched.folder / "bad.save"
    path.write_bytes(forged_state(rules, played[1], Random(seed)))
    with no_hang():
        try:
            assert not replay(rules, path).verified or same_play(rules, path, watched.folder / "good.save")
            campaign = Campaign.load(rules, path, Store(watched.folder))
        except SaveError as error:
            assert error.sentence.strip()
        else:
            goes_on(campaign)
            told(shelf(rules, watched.folder).tree())


@pytest.mark.parametrize("seed", seeds("save", 340))
def test_a_changed_save_is_refused_or_plays(seed: str, rules: Rules, played: tuple[Path, bytes], watched: Watched) -> None:
    r = Random(seed)
    data = changed_save(played[1], r)
    path = watched.folder / "bad.save"
    path.write_bytes(data)
    with no_hang():
        try:
            found = replay(rules, path)
        except SaveError as error:
            assert error.sentence.strip() and len(error.sentence) < 600
        else:
            assert not found.verified or same_play(rules, path, watched.folder / "good.save"), "a changed save verifies"
        try:
            campaign = Campaign.load(rules, path, Store(watched.folder))
        except SaveError as error:
            assert error.sentence.strip()
        else:
            goes_on(campaign)
        if r.random() < 0.2:
            told(shelf(rules, watched.folder).tree())


def same_play(rules: Rules, path: Path, before: Path) -> bool:
    """Whether two saves say the same of what was played: a field that is left out where it has its usual value says so too."""
    one, other = read(path), read(before)
    free = {name: getattr(other.header, name) for name in UNPROVEN if hasattr(other.header, name)}
    states = [saved.state(rules) for saved in (one, other)]
    return (
        (replace(one.header, **free), one.log) == (other.header, other.log)
        and None not in states
        and (states[0].record == states[1].record and digest(states[0]) == digest(states[1]))
    )


def goes_on(campaign: Campaign) -> None:
    """The campaign can be looked at, played on and saved."""
    assert campaign.observation is not None
    if not campaign.over:
        campaign.options()
        try:
            campaign.stay_the_course()
        except CampaignFault as fault:
            assert fault.sentence


@pytest.mark.parametrize("seed", seeds("place", 60))
def test_what_is_no_file_is_no_save(seed: str, rules: Rules, watched: Watched) -> None:
    r = Random(seed)
    name = r.choice(("bad.save", "good.save.bak", ".lock", "chronicle.jsonl"))
    in_the_place(watched.folder / name, r, watched.folder / "victim.txt")
    store = Store(watched.folder)
    with no_hang():
        told(shelf(rules, watched.folder).tree())
        assert chapters(store) == ()
        campaign = Campaign.start(rules, SETUP, store)
        kept = campaign.save("one more")
        assert kept is not None or campaign.notice
        for entry in store.list():
            if entry.path.name == "bad.save":
                with contextlib.suppress(SaveError):
                    Campaign.load(rules, entry.path)
                store.delete(entry.name)


# ---- settings ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", seeds("settings", 220))
def test_settings_are_sound_whatever_the_file_holds(seed: str, watched: Watched) -> None:
    r = Random(seed)
    path = watched.folder / "settings.json"
    good = replace(settings.Settings(), theme="light", learned=("a", "b"), keys=(("c", "j"),))
    settings.saver(path)(good)
    kind = ""
    if r.random() < 0.25:
        kind = in_the_place(path, r, watched.folder / "victim.txt")
    else:
        document = json.loads(path.read_text())
        path.write_bytes(bytes_changed(path.read_bytes(), r) if r.random() < 0.4 else written(field_changed(document, r)))
    with no_hang():
        found, note = settings.load(path)
        assert all(getattr(found, name) in values for name, values in settings.CHOICES.items())
        app = App(None, None, found, keep=settings.saver(path), note=note, threads=False)
        app.show("settings")
        told(app.tree())
        assert settings.saver(path)(found) == "" or kind == "folder"
        assert settings.load(path) == (found, "") or kind == "folder"


# ---- stores and lists ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", seeds("store", 160))
def test_a_changed_store_is_not_believed(seed: str, watched: Watched) -> None:
    r = Random(seed)
    kinds: dict[str, tuple[Callable[[], None], Callable[[], Any]]] = {
        "content": (
            lambda: stored.keep(watched.folder, "k", {"items": {"a": [1, 2.5, "x"]}, "broken": False}),
            lambda: stored.fetch(watched.folder, "k", dict[str, Any]),
        ),
        "words": (
            lambda: stored.keep(watched.folder, "k", {"group": {"key": "text"}}),
            lambda: stored.fetch(watched.folder, "k", dict[str, dict[str, str]]),
        ),
        "quick forms": (
            lambda: quick_form._keep(watched.folder / "k.json", {"k": quick_form.asdict(quick_form.UNMEASURED)}),
            lambda: quick_form._read_kept(watched.folder / "k.json") or None,
        ),
    }
    keep, fetch = kinds[r.choice(list(kinds))]
    keep()
    path = watched.folder / "k.json"
    before, data = fetch(), path.read_bytes()
    assert before
    if r.random() < 0.25:
        in_the_place(path, r, watched.folder / "victim.txt")
    else:
        path.write_bytes(bytes_changed(data, r))
    with no_hang():
        assert fetch() in (None, before)
        keep()
        assert fetch() in (None, before)


@pytest.mark.parametrize("seed", seeds("whole-store", 6))
def test_the_game_has_its_content_whatever_the_store_holds(seed: str, rules: Rules, tmp_path: Path) -> None:
    r = Random(seed)
    assert load(store=tmp_path).rules is not None
    (path,) = tmp_path.glob("*.json")
    document = json.loads(path.read_bytes().partition(b"\n")[2])
    forged = sealed(written({} if seed.endswith("0") else field_changed(document, r)))
    path.write_bytes(forged if int(seed[-1]) % 2 == 0 else bytes_changed(path.read_bytes(), r))
    with no_hang():
        again = load(store=tmp_path)
        assert again.rules is not None and (again.rules.hash == rules.hash or int(seed[-1]) % 2 == 0)
        assert words_in(tmp_path) == {}


@pytest.mark.parametrize("seed", seeds("list", 80))
def test_lists_beside_the_game_are_read_as_far_as_they_are_whole(
    seed: str, tmp_path: Path, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    from game.content.packs import choices, folders

    r = Random(seed)
    monkeypatch.setattr(folders, "user_content", lambda: tmp_path)
    off, chronicle, lesson = tmp_path / choices.EARLIER, tmp_path / "chronicle.jsonl", tmp_path / "class.session"
    for path, data in ((off, b'["one", "two"]\n'), (chronicle, b'{"id":"x"}\n'), (lesson, b'{"game":"indispensable"}')):
        if r.random() < 0.3:
            in_the_place(path, r, watched.folder / "victim.txt")
        else:
            path.write_bytes(bytes_changed(data, r))
    with no_hang():
        assert all(isinstance(name, str) for name in choices.choices().off)
        assert isinstance(chapters(Store(tmp_path)), tuple)
        for read in (session.read, handed_in.read):
            with pytest.raises(session.SessionError):
                read(lesson)


# ---- names and typed text ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", seeds("name", 120))
def test_any_name_saves_once_and_is_found_again(seed: str, rules: Rules, watched: Watched) -> None:
    r = Random(seed)
    store = Store(watched.folder)
    campaign = Campaign.start(rules, SETUP, store)
    name = letters(r, r.choice((3, 30, 3_000)))
    with no_hang():
        assert campaign.save(name) is not None and campaign.kept is not None
        entry = next(e for e in store.list() if e.path == campaign.kept.path)
        assert entry.readable and entry.name == campaign.kept.name == cleaned(entry.name)
        told(shelf(rules, watched.folder).tree())
        assert Campaign.load(rules, entry.path).id == campaign.id
        assert store.delete(entry.name) and not entry.path.exists()


@pytest.mark.parametrize("seed", seeds("file-name", 60))
def test_any_name_of_a_file_is_listed_and_deletes_only_itself(seed: str, rules: Rules, watched: Watched) -> None:
    r = Random(seed)
    raw = {bytes(b for b in r.randbytes(r.randrange(1, 60)) if b not in b"/\0") or b"x" for _ in range(3)}
    for stem in raw:
        shutil.copy(watched.folder / "good.save", os.fsencode(watched.folder) + b"/" + stem + b".save")
    store = Store(watched.folder)
    with no_hang():
        listed = store.list()
        assert len(listed) == len({e.name for e in listed}) == len(raw) + 1
        told(shelf(rules, watched.folder).tree())
        one = next(e for e in listed if e.path.name != "good.save")
        assert store.delete(one.name) and {e.path for e in store.list()} == {e.path for e in listed} - {one.path}


@pytest.fixture(scope="module")
def at_the_desk(rules: Rules, tmp_path_factory: pytest.TempPathFactory) -> App:
    store = Store(tmp_path_factory.mktemp("typed"))
    app = App(rules, store, threads=False, animate=False)
    app.adopt(Campaign.start(rules, SETUP, store))
    return app


@pytest.mark.parametrize("seed", seeds("typed", 120))
def test_any_typed_line_is_answered(seed: str, at_the_desk: App) -> None:
    r = Random(seed)
    app = at_the_desk
    app.running = True
    app.show(r.choice(("desk", "saves", "new", "settings", "codex", "title")))
    first = (str(r.randrange(40)), "?" + str(r.randrange(40)), "save-as", "seed", letters(r, 5), "²", "?²", "9" * 30)
    lines = [f"{r.choice(first)} {letters(r, r.choice((4, 60, 4_000)))}" for _ in range(3)]
    out = io.StringIO()
    with no_hang():
        run(app, io.StringIO("\n".join(lines)), out)
    assert all(c.isprintable() or c == "\n" for c in out.getvalue())
    out.getvalue().encode("utf-8")


@pytest.mark.parametrize("seed", seeds("field", 60))
def test_any_text_in_a_field_is_taken_or_refused(seed: str, at_the_desk: App) -> None:
    r = Random(seed)
    app = at_the_desk
    app.running = True
    with no_hang():
        for verb in ("save", "new"):
            app.do(Intent(verb, ("seed" if verb == "new" else "", letters(r, r.choice((4, 60, 4_000))))))
            told(app.tree())
            assert app.running and isinstance(app.ui.fresh.seed, int) and app.ui.fresh.seed >= 0


@pytest.mark.parametrize("seed", seeds("argument", 60))
def test_any_argument_gets_a_sentence(
    seed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    r = Random(seed)
    monkeypatch.setattr("game.play.crash_report.user_folder", lambda: tmp_path)
    monkeypatch.setattr("game.play.save_folder.default_folder", lambda: tmp_path / "saves")
    odd = "x" + letters(r, r.choice((8, 8, 6_000)))
    command = r.choice((
        ["replay", odd], ["explain", odd, "--figure", "leverage"], ["state", "--load", odd], ["state", "--scenario", odd],
        ["check", odd], ["backtest", odd], ["report", odd, "-o", str(tmp_path / "x.html")], ["golden", "--folder", odd],
        ["lab", "deck", "--out", f"{odd}/x/y.json"], ["play", "--text", "--session", odd], ["play", "--text", "--seed", odd],
        ["screenshot", odd, "x.png"], ["screenshot", "title", f"{odd}/x/y.png"], ["sources", odd], [odd], ["bench", odd],
        ["simulate", "--scenario", "spring-curbs", "--beijing", "hawk", "--washington", "hawk", "--seed", odd],
    ))  # fmt: skip
    with no_hang():
        code = cli.main(command)
    err = capsys.readouterr().err
    assert code in (1, 2) and not (tmp_path / "crashes").exists(), err
    assert all(c.isprintable() or c == "\n" for c in err) and len(err) < 20_000


@pytest.mark.parametrize("seed", seeds("command", 60))
def test_commands_on_a_changed_save_answer_in_a_sentence(
    seed: str, played: tuple[Path, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    r = Random(seed)
    monkeypatch.setattr("game.play.crash_report.user_folder", lambda: tmp_path)
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "bad.save"
    path.write_bytes(changed_save(played[1], r))
    command = r.choice((
        ["replay", str(path), "--verify"], ["replay", str(path)], ["explain", str(path), "--figure", "leverage"],
        ["explain", str(path), "--figure", "escalation", "--quarter", "0", "--lang", "zh-Hans"], ["state", "--load", str(path)],
    ))  # fmt: skip
    with no_hang():
        code = cli.main(command)
    told = capsys.readouterr()
    assert code in (0, 1, 2) and not (tmp_path / "crashes").exists(), told.err
    assert all(c.isprintable() or c == "\n" for c in told.err + told.out)
