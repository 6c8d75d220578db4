"""Turns events of the window into intents: keys, pointer, wheel, and what a screen reader asks for.

Focus and typing are in `reach`, what is on the window in `upkeep`, opening a window and its loop in `window`."""

from __future__ import annotations

import pygame

from game.desktop.access.screen_reader_tree import ASKED
from game.desktop.graphics.geometry import Rect
from game.desktop.window.keyboard import name_of, pressed
from game.desktop.window.upkeep import Upkeep
from game.screens.keys import FIXED
from game.screens.node import Intent, controls, walk

FORWARD = (pygame.K_DOWN, pygame.K_RIGHT)
BACKWARD = (pygame.K_UP, pygame.K_LEFT)
PAGES = ("page up", "page down", "home", "end")
NOTES = {".": 1, ",": -1}  # to the next or the previous hint of what is no control
ENTER = (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE)


class GameWindow(Upkeep):
    """One window's state. Feed it events with `handle`; call `step` in a loop to paint what changed."""

    _swallow = False  # the letter of a shortcut is not typed into a field

    def handle(self, event: pygame.event.Event, *, again: bool = False) -> None:
        """One event of the window; `again` for a key that is held down, which moves and types but presses nothing twice."""
        kind = event.type
        if kind in (pygame.KEYDOWN, pygame.MOUSEBUTTONDOWN, ASKED):
            self.refresh()  # what came just before may have changed the screen
        if kind == pygame.KEYDOWN:
            self._swallow = self._key(event, again)
        elif kind == pygame.TEXTINPUT:
            if not self._swallow:
                self._type(event.text)
        elif kind == pygame.MOUSEMOTION:
            self._point(event.pos)
        elif kind == pygame.MOUSEBUTTONDOWN and event.button == 1:
            self._point(event.pos)
            self._set_ring(False)
            box = self._under()
            self.view.pressed = box.node.id if box and box.target else ""
            if self.view.caret >= 0 and self.view.pressed != self.view.focus:
                self._leave_field()
        elif kind == pygame.MOUSEBUTTONUP and event.button == 1:
            self._point(event.pos)
            box = self._under()
            if box and box.target and box.node.id == self.view.pressed:
                self._focus(box.node.id)
                self.press(box)
            self.view.pressed = ""
        elif kind == pygame.MOUSEWHEEL:
            area = self.layout.area_at(*self.pointer)
            if area:
                self._scroll(area.name, -event.y * 3 * self.letters.line("body"))
                self._point(self.pointer)
        elif kind == ASKED:
            self.asked(event.action, event.target, event.text)
        elif kind in (pygame.WINDOWLEAVE, pygame.WINDOWFOCUSLOST):
            self._point((-1, -1))
        elif kind in (pygame.WINDOWEXPOSED, pygame.WINDOWRESTORED, pygame.WINDOWSHOWN):
            self.dirty = True

    def _key(self, event: pygame.event.Event, again: bool = False) -> bool:
        """A key; True when it was used, so that its letter is not typed as well."""
        key, chord = event.key, event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT | pygame.KMOD_META)
        if self._taken(event, again):
            return True
        if self.view.caret >= 0:
            if self._edit(event):
                return True
            if getattr(event, "unicode", "").isprintable() and getattr(event, "unicode", "") and not chord:
                return False  # a letter for the field
        command = pressed(event, self.app.settings.keys)
        if key == pygame.K_TAB and not event.mod & (pygame.KMOD_ALT | pygame.KMOD_META):
            self._move(-1 if event.mod & pygame.KMOD_SHIFT else 1)
        elif key in FORWARD:
            self._move(1)
        elif key in BACKWARD:
            self._move(-1)
        elif command in PAGES:
            self._page(command)
            self._point(self.pointer)
        elif again:
            return False
        elif command == "f8":
            on = not self.app.settings.sound
            self.app.do(Intent("setting", ("sound", on)))
            self._caption(self.words["sound_on" if on else "sound_off"])
        elif command == "f9":
            self._toggle_voice()
        elif not chord and key in ENTER and self._focused():
            self._set_ring(True)
            box = self._focused()
            if box:
                self.press(box)
        elif key == pygame.K_ESCAPE and self._escape():
            pass
        elif not chord and command in NOTES:
            self._read(NOTES[command])
        elif chord or not self._shortcut(event):
            return False
        return True

    def _taken(self, event: pygame.event.Event, again: bool) -> bool:
        """Whether the key is given to a field of this screen that takes any key by its name."""
        field = next((n for n in controls(self.tree) if n.key == "any"), None)
        if field is None or field.intent is None or name_of(event) in FIXED:
            return False
        if not again and not event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT | pygame.KMOD_META):
            self.app.do(Intent(field.intent.verb, (*field.intent.args, name_of(event))))
        return True

    def _escape(self) -> bool:
        """Closes what is open: a reason, then the dialog, then the control that asks for Esc, or else the one that goes back."""
        if self.view.why or self.view.note:
            self.view.why = self.view.note = ""
            self.dirty = True
            return True
        dialogs = [n for n in walk(self.tree) if n.role == "dialog"]
        if dialogs:
            if dialogs[-1].intent is not None:
                self.app.do(dialogs[-1].intent)
            return True
        found = next((n for n in controls(self.tree) if n.key.lower() in ("escape", "esc")), None)
        found = found or next((n for n in controls(self.tree) if n.intent is not None and n.intent.verb == "back"), None)
        if found is None:
            return False
        self._send(found)
        return True

    def _shortcut(self, event: pygame.event.Event) -> bool:
        """A key that a control of this screen asks for."""
        pressed = {pygame.key.name(event.key).lower(), getattr(event, "unicode", "").lower()} - {""}
        if "=" in pressed:
            pressed.add("+")
        for node in controls(self.tree):
            if node.key and node.key.lower() in pressed:
                box = self.layout.target(node.id)
                if node.role == "field" and box:
                    self._focus(node.id)
                    self.press(box)
                else:
                    self._send(node)
                return True
        return False

    # --- for tests and tools ------------------------------------------------------------------------------------------------
    def where(self, id: str) -> tuple[int, int] | None:
        """A point of the window at which a click reaches this control, scrolled into sight first; None when it is not there."""
        box = self.layout.target(id)
        if box is None:
            return None
        self._into_sight(box)
        rect = self.layout.shown(box, self.view.scroll)
        return next(
            ((x, y) for x, y in probes(rect) if (hit := self.layout.hit(x, y, self.view.scroll)) and hit.node.id == id), None
        )


def probes(rect: Rect) -> list[tuple[int, int]]:
    """Points of a rectangle to try, its middle first."""
    shares = ((0.5, 0.5), (0.1, 0.5), (0.9, 0.5), (0.5, 0.1), (0.5, 0.9), (0.03, 0.1), (0.97, 0.9), (0.03, 0.9), (0.97, 0.1))
    return [(int(rect.x + (rect.w - 1) * a), int(rect.y + (rect.h - 1) * b)) for a, b in shares]
