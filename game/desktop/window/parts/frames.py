"""Paints what has changed onto the window: in steps that leave time for the player, softly where that is wanted."""

from __future__ import annotations

import pygame

from game.desktop.picture.crossfade import HOVER, SCREEN, Crossfade, copies
from game.desktop.window.parts.window_state import WindowState

SCENE_SECONDS = 5.0  # how long dots run along the flows of a scene's map
BUDGET = 0.009  # seconds of a step after which painting goes on in the next one; the old picture stands until then
PATIENCE = 0.25  # seconds after which a new picture is finished at once, however long it takes


class Frames:
    """The window's pictures; `soft` fades changes and paints in steps (a window), else each picture is whole at once."""

    def __init__(self, state: WindowState, soft: bool) -> None:
        self.state, self.soft = state, soft
        self.fade: Crossfade | None = None
        self.blank = True  # whether nothing that is worth keeping stands on the window
        self._began = state.clock()
        self._behind = 0.0  # since when a new picture is being painted

    def show(self, surface: pygame.Surface, until: float) -> bool:
        """Paints what changed, until this time of the clock at the latest; True when the surface is new."""
        state, size, now = self.state, surface.get_size(), self.state.clock()
        self._move()
        if self.fade and self.fade.size != size:
            self.fade = None
        if state.dirty:
            if self._unready(until):
                return False
            rects, state.changing = state.changing, ()
            whole = bool(rects) and rects[0] == (0, 0, *state.size)
            changing = self.soft and not state.app.settings.reduced_motion and rects
            if changing and (whole or not (self.fade and self.fade.whole)):
                old = state.painter.other  # a painter of another theme has nothing old
                kept = [(rects[0], old)] if whole and old.get_size() == state.size else copies(surface, rects)
                self.fade = Crossfade(kept, size, SCREEN if whole else HOVER, now)
        elif self.fade is None:
            return False
        state.painter.paint(surface, state.layout, state.view)
        state.dirty = False
        if self.fade and not self.fade.draw(surface, now):
            self.fade = None
        return True

    def _unready(self, until: float) -> bool:
        """Paints on at what will be shown next; True while that is not whole and the old picture has to stand."""
        state, now = self.state, self.state.clock()
        if self.fade and self.fade.whole and state.painter.stale(state.layout, state.view):
            self.fade = None  # its old picture is what is painted over now
        patient = self.soft and not self.blank and (not self._behind or now - self._behind < PATIENCE)
        if patient and not state.painter.prepare(state.layout, state.view, until):
            self._behind = self._behind or now
            return True
        self._behind, self.blank = 0.0, False
        return False

    def _move(self) -> None:
        """Dots run along the flows while the app is busy, and for a few seconds after a scene with a map has changed."""
        state, now = self.state, self.state.clock()
        scene = state.tree.style == "scene" and now - state.changed_at < SCENE_SECONDS
        still = state.app.settings.reduced_motion or not any(b.part == "map" for b in state.layout.boxes)
        moving = not still and (bool(state.app.busy) or scene)
        if moving or state.view.moving >= 0:
            state.view.moving = now - self._began if moving else -1.0
            state.dirty = True
