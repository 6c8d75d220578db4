"""What the window tells beside its picture: cues, captions, spoken news, and what a screen reader may know of it.

What is said is `spoken`'s business, when a cue is due `reach`'s; saying it aloud is `voice`'s."""

from __future__ import annotations

from collections.abc import Callable

from game.desktop.access.screen_reader_tree import WindowSnapshot
from game.desktop.access.sound_cues import TOLD
from game.desktop.access.speaker import Speaker
from game.desktop.access.spoken_text import Heard, news, reading, sentence, spoken
from game.desktop.window.app_interface import AppInterface
from game.desktop.window.reach import Reach
from game.desktop.words import words
from game.screens.node import Intent, Node

CAPTION_SECONDS = 2.5  # how long a cue in words stands at the least


class Tidings(Reach):
    """A window that tells; silent until it is given something that plays cues by name, or a voice that says sentences."""

    def __init__(self, app: AppInterface, size: tuple[int, int], clock: Callable[[], float]) -> None:
        super().__init__(app, size, clock)
        self.play: Callable[[str], None] | None = None
        self.voice: Speaker | None = None
        self._heard: Heard | None = None  # what was last said; None while nothing is
        self._aloud = ""  # to be said before the news of the next step
        self._captioned = 0.0  # since when the caption stands

    def _sounds(self) -> None:
        """Plays the cue that is due; without sound an important one is written for a while."""
        cue, self._cue = self._cue, ""
        if cue and self.app.settings.sound:
            if self.play:
                self.play(cue)
        elif cue in TOLD:
            self._caption(self.words[f"cue_{cue}"])
        self._aloud = self.words[f"cue_{cue}"] if cue in TOLD else self._aloud
        caption = self.view.caption
        if caption and self.clock() - self._captioned > max(CAPTION_SECONDS, reading(caption)):
            self._caption("")

    def _caption(self, text: str) -> None:
        self.view.caption, self._captioned, self.dirty = text, self.clock(), True

    def _says(self) -> None:
        """Says what has changed, when that is wanted; what cannot be said is written for a while."""
        view, look = self.view, self.app.settings
        if not look.voice:
            if self._heard and self.voice:
                self.voice.say("", look.language)
            self._heard, self._aloud = None, ""
            return
        now = Heard(self.tree, *map(self._node, (view.focus, view.note, view.tip, view.why)))
        told = news(self._heard or Heard(Node("screen", "")), now, self.words) if now != self._heard else ""
        told, self._heard, self._aloud = sentence((self._aloud, told), self.words), now, ""
        if told and self.voice:
            self.voice.say(told, look.language)
        unheard = self.voice.unheard() if self.voice else told
        if unheard:
            self._caption(unheard)

    def sight(self) -> WindowSnapshot:
        """What a screen reader may know of the window now."""
        view, look = self.view, self.app.settings
        note, why = self._node(view.note), self._node(view.why)
        told = view.caption or (f"{self.words['why_not']}: {why.why_not}" if why else spoken(note, self.words) if note else "")
        return WindowSnapshot(
            self.tree, self.layout, dict(view.scroll), dict(view.typed), view.focus, told, self.words, look.language
        )

    def _node(self, id: str) -> Node | None:
        """What is shown under this id: a node of the tree, a place of a map or a word of a text."""
        return next((b.node for b in self.layout.boxes if b.node.id == id), None) if id else None

    @property
    def words(self) -> dict[str, str]:
        return words(self.app.settings.language)

    def _toggle_voice(self) -> None:
        """Turns the spoken text on or off, and says or writes so."""
        on = not self.app.settings.voice
        self.app.do(Intent("setting", ("voice", on)))
        self._aloud = self.words["voice_on" if on else "voice_off"]
        self._caption(self._aloud)
