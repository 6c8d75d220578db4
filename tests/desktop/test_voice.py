"""Playing by ear: what is said of every control, what is said when, and a voice that is cut off, fails or is not there."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from types import SimpleNamespace

import pygame
import pytest

from game.desktop.access import speech_process
from game.desktop.access.speaker import Speaker
from game.desktop.access.spoken_text import Heard, news, opening, reading, spoken
from game.desktop.graphics.window_words import words
from game.desktop.window.game_window import GameWindow
from game.desktop.window.parts.announcements import CAPTION_SECONDS
from game.engine.rules.campaign.record import Setup
from game.engine.rules.vocabulary.rules import Rules
from game.play.campaign import Campaign
from game.screens.app import App
from game.screens.pages.desk.desk_page import TABS
from game.screens.scene.routes import SCREENS
from game.screens.scene.settings import Settings
from game.screens.tree.node import Intent, Node, controls, walk
from game.screens.words.texts import LANGUAGES
from tests.desktop import gallery
from tests.desktop.fake import FakeApp, Look
from tests.desktop.test_real_screens import DIALOGS
from tests.desktop.test_window import Clock, key
from tests.waiting import until

EN = words("en")


class Kept:
    """A voice that writes down what it is given; `mute` hands everything back."""

    def __init__(self, mute: bool = False) -> None:
        self.mute, self.said, self._back = mute, [], ""

    def say(self, text: str, language: str) -> None:
        self.said.append(text)
        self._back = text if self.mute else ""

    def unheard(self) -> str:
        text, self._back = self._back, ""
        return text


def listening(tree: Node, mute: bool = False, **look: object) -> tuple[GameWindow, FakeApp, Kept, pygame.Surface, Clock]:
    app, voice, clock = FakeApp(tree, Look(voice=True, **look)), Kept(mute), Clock()  # type: ignore[arg-type]
    face = GameWindow(app, (1280, 720), clock, voice=voice)  # type: ignore[arg-type]
    surface = pygame.Surface((1280, 720))
    face.step(surface)
    return face, app, voice, surface, clock


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_control_of_every_screen_has_something_to_say(language: str, rules: Rules) -> None:
    table, seen = words(language), 0
    for name, tree in real_trees(rules, language):
        assert opening(tree, table), name
        for node in controls(tree):
            seen += 1
            told = spoken(node, table)
            assert " ".join(node.name.split()) in told and len(told) > 1, (name, node.id, told)
            assert " ".join(node.why_not.split()) in told, (name, node.id)
    assert seen > 400


def playing(rules: Rules, language: str) -> App:
    """The app in the middle of the shortest campaign."""
    shortest = min(rules.scenarios.values(), key=lambda s: (s.quarters, s.id))
    campaign = Campaign.start(rules, Setup(shortest.id, 5, "beijing"))
    campaign.stay_the_course()
    app = App(rules, None, Settings(language=language), threads=False, animate=False)
    app.tick()
    app.adopt(campaign)
    return app


def real_trees(rules: Rules, language: str) -> Iterator[tuple[str, Node]]:
    """Every screen of the game, the Desk's tabs and a few dialogs, in the middle of a campaign."""
    app = playing(rules, language)
    shown = [(s, "tab world") for s in SCREENS if s != "ending"]
    for screen, does in [*shown, *(("desk", f"tab {t}") for t in TABS), *(("desk", d) for d in DIALOGS)]:
        app.show(screen)
        verb, what = does.split()
        app.do(Intent(verb, (what,)))
        yield f"{screen} {does}", app.tree()


def test_a_control_is_said_with_its_kind_value_state_reason_and_hint() -> None:
    press = Intent("press")
    said = spoken(Node("toggle", "t", "Motion", on=True, hint="Moves", intent=press), EN)
    assert said == "Motion. switch. on. Moves."
    said = spoken(Node("button", "b", "Answer", why_not="Nothing is asked", hint="Now?", intent=press), EN)
    assert said == "Answer. button. Not now: Nothing is asked. Now?"
    assert spoken(Node("field", "f", "Seed", "42", intent=press), EN, typed="") == "Seed. text field. empty."
    assert spoken(Node("option", "o", "深色", intent=press), words("zh-Hans")) == "深色。选项。未选。"
    assert spoken(Node("button", "n", children=(Node("text", "x", "Open", "3"),), intent=press), EN) == "Open 3. button."
    assert set(words("en")) == set(words("zh-Hans"))


def test_the_focus_a_dialog_a_reason_and_a_notice_are_said_once() -> None:
    face, app, voice, surface, _ = listening(gallery.desk())
    assert app.root.name in voice.said[0]
    before = len(voice.said)
    face.step(surface)
    assert len(voice.said) == before, "nothing has changed"
    key(face, pygame.K_TAB)
    face.step(surface)
    box = face.state.layout.target(face.state.view.focus)
    assert box and box.node.name in voice.said[-1]
    app.show(gallery.desk(dialog=True))
    face.step(surface)
    dialog = next(n for n in walk(app.root) if n.role == "dialog")
    assert dialog.name in voice.said[-1] and "dialog" in voice.said[-1]
    app.show(gallery.desk())
    face.step(surface)
    greyed = next(n for n in controls(app.root) if n.why_not)
    face.focus.to(greyed.id)
    face.step(surface)
    key(face, pygame.K_RETURN)
    face.step(surface)
    assert voice.said[-1] == f"{EN['why_not']}: {greyed.why_not}" + ("" if greyed.why_not[-1] in ".!?" else ".")


def test_a_notice_and_a_pressed_toggle_say_only_what_is_new() -> None:
    off = Node("toggle", "t", "Motion", hint="Long", intent=Intent("t"))
    on = Node("toggle", "t", "Motion", hint="Long", intent=Intent("t"), on=True)
    notice = Node("text", "notice", "Saved")
    one = Node("screen", "s", "Page", children=(off,))
    two = Node("screen", "s", "Page", children=(notice, on))
    assert news(Heard(one, off), Heard(two, on), EN) == "Saved. Motion. switch. on."
    assert news(Heard(two, on), Heard(two, on), EN) == ""


def test_with_a_voice_every_text_is_read_by_key() -> None:
    face, _, voice, surface, _ = listening(gallery.page())
    texts = [n for n in walk(face.state.tree) if n.role == "text" and n.intent is None and n.name]
    for _ in range(200):
        key(face, pygame.K_PERIOD, text=".")
        face.step(surface)
    told = "\n".join(voice.said)
    assert texts and all(" ".join(n.name.split()) in told for n in texts)


def test_without_a_voice_the_same_words_stand_at_the_foot_whole_and_longer() -> None:
    face, _, voice, surface, clock = listening(gallery.page(), mute=True)
    key(face, pygame.K_TAB)
    face.step(surface)
    assert face.state.view.caption == voice.said[-1] != ""
    face.announcements.caption("word " * 200)
    before = pygame.image.tobytes(surface, "RGB")
    face.step(surface)
    assert pygame.image.tobytes(surface, "RGB") != before
    clock.now += CAPTION_SECONDS + 1
    face.step(surface)
    assert face.state.view.caption
    clock.now += reading("word " * 200)
    face.step(surface)
    assert face.state.view.caption == ""


def test_a_key_turns_the_voice_on_and_off() -> None:
    def react(app: FakeApp, intent: Intent) -> None:
        setattr(app.settings, *intent.args)

    face, app, voice, surface, _ = listening(gallery.page())
    app.react = react
    key(face, pygame.K_F9)
    face.step(surface)
    assert not app.settings.voice and voice.said[-1] == "" and face.state.view.caption == EN["voice_off"]
    key(face, pygame.K_F9)
    face.step(surface)
    assert app.settings.voice and voice.said[-1].startswith(EN["voice_on"])


class Talk:
    """A sentence that is said until the test ends it."""

    def __init__(self, text: str, code: int | None = None) -> None:
        self.text, self.code, self.stopped = text, code, False

    def poll(self) -> int | None:
        return self.code

    def stop(self) -> None:
        self.stopped = True


def test_the_newest_sentence_cuts_off_the_one_before() -> None:
    made: list[Talk] = []

    def begin(text: str, language: str) -> Talk:
        made.append(Talk(text))
        return made[-1]

    speaker = Speaker(begin, lambda: True, pause=0.01)
    speaker.say("one", "en")
    assert until(lambda: made)
    speaker.say("two", "en")
    assert until(lambda: len(made) == 2 and made[0].stopped)
    made[1].code = 0
    speaker.say("three", "en")
    assert until(lambda: len(made) == 3)
    speaker.close()
    assert [t.text for t in made] == ["one", "two", "three"] and made[2].stopped
    assert not speaker.mute and speaker.unheard() == ""


@pytest.mark.parametrize("why", ["not able", "fails", "cannot start"])
def test_what_cannot_be_said_is_handed_back_and_nothing_is_tried_again(why: str) -> None:
    tried: list[str] = []

    def begin(text: str, language: str) -> Talk:
        tried.append(text)
        if why == "cannot start":
            raise OSError("no such program")
        return Talk(text, code=3)

    speaker = Speaker(begin, lambda: why != "not able", pause=0.01)
    speaker.say("one", "en")
    assert until(speaker.unheard) == "one"
    speaker.say("two", "en")
    assert speaker.unheard() == "two" and speaker.unheard() == ""
    assert tried == ([] if why == "not able" else ["one"])
    speaker.close()
    assert "voice" not in [t.name for t in threading.enumerate() if t is speaker._thread and t.is_alive()]


def test_the_voice_of_the_language_is_chosen() -> None:
    voices = [
        SimpleNamespace(id="gmw/en-us", languages=["en-us"]),
        SimpleNamespace(id="sit/cmn", languages=["cmn"]),
        SimpleNamespace(id="HKEY\\TTS_MS_ZH-CN", languages=["zh-CN"]),
    ]
    assert speech_process.voice_for(voices, "en") == "gmw/en-us"
    assert speech_process.voice_for(voices, "zh-Hans") == "sit/cmn"
    assert speech_process.voice_for(voices[:1], "zh-Hans") is None


@pytest.mark.parametrize(("language", "code"), [("en", speech_process.SAID), ("zh-Hans", speech_process.MUTE)])
def test_the_process_says_the_text_or_that_it_cannot(language: str, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[object] = []
    voices = [SimpleNamespace(id="en", languages=["en"])]
    engine = SimpleNamespace(
        driver_name="fake",
        getProperty=lambda name: voices,
        setProperty=lambda name, value: done.append(value),
        say=done.append,
        runAndWait=lambda: done.append("ran"),
    )
    monkeypatch.setitem(sys.modules, "pyttsx3", SimpleNamespace(init=lambda: engine))
    assert speech_process.main(language, "Hello") == code
    assert done == (["en", "Hello", "ran"] if code == speech_process.SAID else [])
