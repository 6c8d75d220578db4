"""One window on an app, put together of its parts: events in, a picture out when something has changed.

Opening it on a display is `display`'s business, the loop that runs it is `loop`'s."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import inf

import pygame

from game.desktop.access.speaker import Speaker
from game.desktop.window.parts.announcements import Announcements
from game.desktop.window.parts.app_interface import AppInterface
from game.desktop.window.parts.events import Events
from game.desktop.window.parts.focus import Focus
from game.desktop.window.parts.frames import BUDGET, Frames
from game.desktop.window.parts.pointer import Pointer
from game.desktop.window.parts.refresh import Refresh
from game.desktop.window.parts.text_entry import TextEntry
from game.desktop.window.parts.window_state import WindowState


class GameWindow:
    """Give each event to `events.handle`; call `step` in a loop to paint what changed. Silent without `play` and `voice`."""

    def __init__(
        self,
        app: AppInterface,
        size: tuple[int, int],
        clock: Callable[[], float] = time.perf_counter,
        play: Callable[[str], None] | None = None,
        soft: bool = False,
        voice: Speaker | None = None,
    ) -> None:
        self.state = WindowState(app, size, clock)
        self.entry = TextEntry(self.state)
        self.focus = Focus(self.state, self.entry)
        self.pointer = Pointer(self.state)
        self.announcements = Announcements(self.state, play, voice)
        self.refresh = Refresh(self.state, self.focus, self.pointer)
        self.frames = Frames(self.state, soft)
        self.events = Events(self.state, self.entry, self.focus, self.pointer, self.announcements, self.refresh)
        self.refresh.update()

    def step(self, surface: pygame.Surface) -> bool:
        """Lets the app go on and paints if anything changed; True when the surface is new."""
        state = self.state
        until = state.clock() + BUDGET
        if not self.frames.blank and state.app.tick():  # nothing runs beside the first picture, so that it stands sooner
            state.dirty = True
        if surface.get_size() != state.size:
            state.size = surface.get_size()
            self.frames.blank = True
        self.refresh.update()
        self.pointer.open_hint()
        self.announcements.sound()
        self.announcements.speak()
        painted = self.frames.show(surface, until)
        if painted and state.page_since == inf:
            state.page_since = state.clock()
        return painted

    @property
    def lively(self) -> bool:
        """Whether the loop should go on at the rate of moving pictures."""
        state = self.state
        return bool(state.app.busy) or state.view.moving >= 0 or self.frames.fade is not None or state.dirty

    @property
    def waiting(self) -> bool:
        """Whether something will have to be drawn soon without an event (motion, a hint about to open)."""
        resting = self.pointer.resting()
        return bool(self.state.app.busy) or bool(resting and self.state.view.tip != resting)
