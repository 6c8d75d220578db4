"""The game as a player starts it, in a real window on a virtual display, in a folder of its own: by keyboard, and its ends.

It waits on the window's title and on files, never on a time; the game is a copy, so that its saves lie in a temporary home."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from game.desktop.window.game_window import GameWindow
from game.engine.rules.campaign.record import Setup
from game.engine.rules.vocabulary.rules import Rules
from game.play.campaign import AUTOSAVE, Campaign
from game.play.save_folder import Store
from game.screens.app import App
from game.screens.scene.settings import Settings
from game.screens.tree.node import Intent, Node
from game.screens.words.texts import Texts
from tests.desktop.virtual import ask_to_close
from tests.waiting import until

ROOT = Path(__file__).resolve().parents[2]
SLOW = 90.0  # seconds until a loaded machine has done what was asked
HEARD = 3.0  # seconds after which a key that changed nothing was not heard
# Reveals are shown whole, so that each is left by one key.
SETTINGS = Settings(reduced_motion=True)
t = Texts()


@dataclass
class Game:
    """A running game with the keyboard of its display."""

    process: subprocess.Popen[str]
    env: dict[str, str]
    saves: Path
    window: str = ""

    def xdotool(self, *words: str) -> str:
        return subprocess.run(["xdotool", *words], env=self.env, capture_output=True, text=True, check=False).stdout

    def open(self) -> None:
        """Waits for the window and gives it the keyboard."""
        assert until(self.attend, SLOW), f"no window came up: {self.said()}"

    def attend(self) -> bool:
        """Finds the window, which may be made anew while it opens, and gives it the keyboard."""
        found = self.xdotool("search", "--pid", str(self.process.pid), "--name", "Indispensable").split()
        self.window = found[-1] if found else ""
        if self.window:
            self.xdotool("windowfocus", self.window)
        return bool(self.window) and self.xdotool("getwindowfocus").strip() == self.window

    def title(self) -> str:
        told = self.xdotool("getwindowname", self.window).strip()
        if not told and self.process.poll() is None:
            self.attend()
        return told

    def wait_for(self, *words: str) -> str:
        """Until the title begins with one of these; the title."""
        found = until(lambda: (now := self.title()).startswith(words) and now, SLOW)
        assert found, f"waited for {words}, but the window says {self.title()!r}; {self.said()}"
        return str(found)

    def key(self, *names: str) -> None:
        self.xdotool("key", "--delay", "30", *names)

    def go_on(self, words: str, *names: str) -> None:
        """Presses keys until the title begins with these words: just after a page has changed the key that changed it does
        nothing. It is pressed again only when the page has not come for a while, since on the next page it would do more."""

        def came() -> bool:
            self.xdotool("key", "--delay", "0", *names)
            return bool(until(lambda: self.title().startswith(words), HEARD))

        assert until(came, SLOW), f"waited for {words!r}, but the window says {self.title()!r}; {self.said()}"

    def begin(self) -> None:
        """From the title to the Desk of a new campaign."""
        new, briefing = t("new.title"), t("brief.title")
        # Keys that come before the window has the keyboard, or before the content is there, do nothing: again until heard.
        assert until(lambda: (self.attend(), self.key("n"), self.title().startswith(new))[-1], SLOW), (
            f"{self.title()!r} {self.said()}"
        )
        assert until(lambda: (self.key("b"), self.title().startswith(briefing))[-1], SLOW), f"{self.title()!r} {self.said()}"
        self.go_on(DESK, "c")

    def file(self, wish: Callable[[Path], bool]) -> Path:
        """Waits for a whole save with this name."""
        found = until(lambda: next((p for p in sorted(self.saves.glob("*.save")) if wish(p)), None), SLOW)
        assert found, f"no such save among {sorted(self.saves.glob('*'))}"
        return found

    def said(self) -> str:
        if self.process.poll() is None:
            return "the game runs on"
        return f"the game ended with {self.process.returncode}: {self.process.communicate()[1]}"

    def ended(self) -> int:
        return self.process.wait(SLOW)


DESK = t("desk.title", side="").strip()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the game without the checkout around it, in a temporary home."""
    folder = tmp_path_factory.mktemp("home")
    for part in ("game", "content", "assets"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def environment(home: Path) -> dict[str, str]:
    """Nothing of the machine's own folders, displays or drivers."""
    drop = {"DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER", "SDL_AUDIODRIVER", "XDG_RUNTIME_DIR"}
    kept = {k: v for k, v in os.environ.items() if k not in drop}
    folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("DATA", "CONFIG", "CACHE", "STATE")}
    return {**kept, **folders, "HOME": str(home), "PYTHONPATH": str(home)}


def start(home: Path, env: dict[str, str], *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "game", *words], env=env, cwd=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.fixture
def game(home: Path, screen: str) -> Iterator[Game]:
    """The game with its window open and no saves yet."""
    saves = home / "data" / "indispensable" / "saves"
    shutil.rmtree(saves, ignore_errors=True)
    settings = home / "config" / "indispensable" / "settings.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(json.dumps({"reduced_motion": SETTINGS.reduced_motion}), "utf-8")
    env = {**environment(home), "DISPLAY": screen, "SDL_VIDEODRIVER": "x11", "SDL_AUDIODRIVER": "dummy"}
    running = Game(start(home, env), env, saves)
    try:
        running.open()
        yield running
    finally:
        running.process.kill()
        running.process.communicate()


def twin(rules: Rules, campaign: Campaign, store: Store | None) -> App:
    """The same game in this process, to know how often Tab must be pressed."""
    app = App(rules, store, SETTINGS, threads=False, animate=False)
    app.tick()
    app.adopt(campaign)
    return app


def tabs_to(app: App, wish: Callable[[Node], bool]) -> list[str]:
    """Tab from a fresh screen to the first control that is wished for, then Enter."""
    targets = GameWindow(app, (1280, 720)).state.layout.targets()
    return ["Tab"] * (1 + next(i for i, box in enumerate(targets) if wish(box.node))) + ["Return"]


def verified(home: Path, save: Path) -> None:
    """`replay --verify` finds the same digest in every quarter."""
    done = subprocess.run(
        [sys.executable, "-m", "game", "replay", str(save), "--verify"],
        env=environment(home),
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_quarter_by_keyboard_saved_loaded_and_verified(rules: Rules, home: Path, game: Game) -> None:
    game.begin()
    shortest = rules.scenarios[rules.by_length()[0]]
    desk = twin(rules, Campaign.start(rules, Setup(shortest.id, 1, "washington")), None)
    desk.show("desk")
    game.key("F1")  # the first answer to the card
    desk.do(Intent("column", ("orders",)))
    game.key("o", *tabs_to(desk, lambda n: n.id.endswith(":milder") and not n.why_not))
    game.go_on(t("reveal.title"), "c")
    auto = game.file(lambda p: p.name.startswith(AUTOSAVE))
    game.go_on(t("brief.title"), "c")
    game.go_on(DESK, "c")
    game.key("s")
    game.wait_for(t("saves.title"))
    assert until(lambda: (game.key("s"), any(not p.name.startswith(AUTOSAVE) for p in game.saves.glob("*.save")))[-1], SLOW)
    named = game.file(lambda p: not p.name.startswith(AUTOSAVE))

    shelf = twin(rules, Campaign.load(rules, named), Store(game.saves))
    shelf.show("saves")
    entry = next(e for e in Store(game.saves).list() if e.path == named)
    game.key(*tabs_to(shelf, lambda n: n.id.startswith("load:") and n.name == entry.name))
    game.wait_for(DESK)
    game.key("q")
    game.key("y")
    assert game.ended() == 0, game.said()

    quarter = Campaign.load(rules, named).log
    assert len(quarter) == 1
    plan = quarter[0].plans["washington"]
    assert {line.kind for line in plan.lines} >= {"set-dial", "answer-card"}
    for save in (named, auto):
        verified(home, save)


@pytest.mark.slow
def test_a_double_tap_of_the_key_that_goes_on_goes_on_once(rules: Rules, home: Path, game: Game) -> None:
    game.begin()
    game.key("F1")  # an answer, so that the plan is not empty
    for page in (t("reveal.title"), t("brief.title"), DESK):
        game.go_on(page, "c", "c")
    game.key("s")  # what the second tap did would be done before this
    game.wait_for(t("saves.title"))
    auto = game.file(lambda p: p.name.startswith(AUTOSAVE))
    assert len(Campaign.load(rules, auto).log) == 1


def test_closing_the_window_saves_and_ends_well(rules: Rules, home: Path, game: Game) -> None:
    game.begin()
    ask_to_close(game.env["DISPLAY"], int(game.window))
    assert game.ended() == 0, game.said()
    verified(home, game.file(lambda p: p.name.startswith(AUTOSAVE)))


def test_ctrl_c_saves_and_ends_well(rules: Rules, home: Path, game: Game) -> None:
    game.begin()
    game.process.send_signal(signal.SIGINT)
    assert game.ended() == 0, game.said()
    verified(home, game.file(lambda p: p.name.startswith(AUTOSAVE)))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux runs without a display")
def test_without_a_display_one_sentence_names_the_terminal(home: Path) -> None:
    process = start(home, environment(home))
    said = process.communicate(timeout=SLOW)
    assert process.returncode == 2
    lines = "".join(said).strip().splitlines()
    assert len(lines) == 1 and "python -m game play --text" in lines[0], said
