"""What the window tells beside its picture: cues, captions, spoken news, and what a screen reader may know of it.

What is said is the business of `access`; here is when."""

from __future__ import annotations

from collections.abc import Callable

from game.desktop.access.screen_reader_tree import WindowSnapshot
from game.desktop.access.sound_cues import TOLD
from game.desktop.access.speaker import Speaker
from game.desktop.access.spoken_text import Heard, news, reading, sentence, spoken
from game.desktop.window.parts.window_state import WindowState
from game.screens.tree.node import Intent, Node

CAPTION_SECONDS = 2.5  # how long a cue in words stands at the least


class Announcements:
    """Silent until it is given something that plays cues by name, or a voice that says sentences."""

    def __init__(self, state: WindowState, play: Callable[[str], None] | None, voice: Speaker | None) -> None:
        self.state, self.play, self.voice = state, play, voice
        self._heard: Heard | None = None  # what was last said; None while nothing is
        self._aloud = ""  # to be said before the news of the next step
        self._captioned = 0.0  # since when the caption stands

    def sound(self) -> None:
        """Plays the cue that is due; without sound an important one is written for a while."""
        cue, self.state.cue = self.state.cue, ""
        told = self.state.words[f"cue_{cue}"] if cue in TOLD else ""
        if cue and self.state.app.settings.sound:
            if self.play:
                self.play(cue)
        elif told:
            self.caption(told)
        self._aloud = told or self._aloud
        caption = self.state.view.caption
        if caption and self.state.clock() - self._captioned > max(CAPTION_SECONDS, reading(caption)):
            self.caption("")

    def caption(self, text: str) -> None:
        """Writes a text at the window's foot for a while."""
        self._captioned = self.state.clock()
        self.state.view.caption, self.state.dirty = text, True

    def speak(self) -> None:
        """Says what has changed, when that is wanted; what cannot be said is written for a while."""
        state, view, look = self.state, self.state.view, self.state.app.settings
        if not look.voice:
            if self._heard and self.voice:
                self.voice.say("", look.language)
            self._heard, self._aloud = None, ""
            return
        now = Heard(state.tree, *map(state.node, (view.focus, view.note, view.tip, view.why)))
        told = news(self._heard or Heard(Node("screen", "")), now, state.words) if now != self._heard else ""
        told, self._heard, self._aloud = sentence((self._aloud, told), state.words), now, ""
        if told and self.voice:
            self.voice.say(told, look.language)
        unheard = self.voice.unheard() if self.voice else told
        if unheard:
            self.caption(unheard)

    def switch(self, setting: str, on: bool) -> None:
        """Turns the sound or the spoken text on or off, and writes so."""
        self.state.app.do(Intent("setting", (setting, on)))
        self.caption(self.state.words[f"{setting}_on" if on else f"{setting}_off"])
        if setting == "voice":
            self._aloud = self.state.view.caption

    def snapshot(self) -> WindowSnapshot:
        """What a screen reader may know of the window now."""
        state, view, told = self.state, self.state.view, self.state.words
        note, why = state.node(view.note), state.node(view.why)
        text = view.caption or (f"{told['why_not']}: {why.why_not}" if why else spoken(note, told) if note else "")
        scroll, typed, language = dict(view.scroll), dict(view.typed), state.app.settings.language
        return WindowSnapshot(state.tree, state.layout, scroll, typed, view.focus, text, told, language)
