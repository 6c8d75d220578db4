"""Turns events of the window into intents: keys, pointer, wheel, and what a screen reader asks for."""

from __future__ import annotations

import pygame

from game.desktop.access.screen_reader_tree import REQUESTED
from game.desktop.window.parts.announcements import Announcements
from game.desktop.window.parts.double_press import DoublePress
from game.desktop.window.parts.focus import Focus
from game.desktop.window.parts.free_memory import FreeMemory
from game.desktop.window.parts.keyboard import letter_of, name_of, pressed
from game.desktop.window.parts.pointer import Pointer
from game.desktop.window.parts.refresh import Refresh
from game.desktop.window.parts.scrolling import scroll, scroll_page
from game.desktop.window.parts.text_entry import TextEntry
from game.desktop.window.parts.window_state import WindowState
from game.screens.tree.keys import FIXED
from game.screens.tree.node import Intent, controls, open_dialog, way_back

STEPS = {pygame.K_DOWN: 1, pygame.K_RIGHT: 1, pygame.K_UP: -1, pygame.K_LEFT: -1}  # keys that move the focus
PAGES = ("page up", "page down", "home", "end")
HINTS = {".": 1, ",": -1}  # to the next or the previous hint of what is no control
SWITCHES = {"f8": "sound", "f9": "voice"}  # settings that a key turns on and off
ENTER = (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE)
CHORD = pygame.KMOD_CTRL | pygame.KMOD_ALT | pygame.KMOD_META


class Events:
    """Gives each event to the part of the window whose business it is."""

    def __init__(
        self,
        state: WindowState,
        entry: TextEntry,
        focus: Focus,
        pointer: Pointer,
        announcements: Announcements,
        refresh: Refresh,
    ) -> None:
        self._memory = FreeMemory()
        self.state, self.entry, self.focus, self.pointer = state, entry, focus, pointer
        self.announcements, self.refresh = announcements, refresh
        self.double_press = DoublePress(state)
        self._swallow = ""  # the letter of a shortcut, which is not typed into a field as well
        self._used = 0  # the key that did something when it went down; held, it types nothing
        self._void = False  # whether the mouse's button went down for the page before

    def handle(self, event: pygame.event.Event, *, again: bool = False) -> None:
        """One event of the window; `again` for a key that is held down, which moves and types but presses nothing twice."""
        kind, state, pointer = event.type, self.state, self.pointer
        self._memory.note()
        if kind in (pygame.KEYDOWN, pygame.MOUSEBUTTONDOWN, REQUESTED):
            self.refresh.update()  # what came just before may have changed the screen
        if kind == pygame.KEYDOWN:
            letter = "" if state.view.composed else letter_of(event)
            used = bool(again and letter and event.key == self._used) or self._key(event, again)
            self._used, self._swallow = (event.key, letter) if used else (0, "")
        elif kind == pygame.KEYUP:
            self._swallow = ""  # its letter came before, if it has one
        elif kind == pygame.TEXTINPUT:
            own, self._swallow = event.text == self._swallow, ""
            if not own:
                self.entry.type(event.text)
        elif kind == pygame.TEXTEDITING:
            self.entry.compose(event.text, event.start)
        elif kind == pygame.MOUSEMOTION:
            pointer.move(event.pos)
        elif kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP) and event.button == 1:
            pointer.move(event.pos)
            self._button(kind == pygame.MOUSEBUTTONDOWN)
        elif kind == pygame.MOUSEWHEEL:
            area = state.layout.area_at(*pointer.at)
            if area:
                scroll(state, area, -event.y * 3 * state.fonts.line("body"))
                pointer.move(pointer.at)
        elif kind == REQUESTED:
            self.focus.requested(event.action, event.target, event.text)
        elif kind == pygame.DROPFILE:
            state.app.do(Intent("pack-add", (event.file,)))
        elif kind in (pygame.WINDOWLEAVE, pygame.WINDOWFOCUSLOST):
            pointer.move((-1, -1))
            if kind == pygame.WINDOWFOCUSLOST:
                self.entry.compose("", 0)
        elif kind in (pygame.WINDOWEXPOSED, pygame.WINDOWRESTORED, pygame.WINDOWSHOWN):
            state.dirty = True

    def _button(self, down: bool) -> None:
        """The left button of the mouse: what it goes down and comes up on is pressed."""
        view, box = self.state.view, self.pointer.under()
        id = box.node.id if box and box.target else ""
        if down:
            self.focus.show_ring(False)
            self._void = self.double_press.is_second("mouse")
            view.pressed = id
            if id != view.focus:
                self.entry.leave()
            return
        if box and id and id == view.pressed and not self._void:
            self.focus.to(id)
            self.focus.press(box)
            self.pointer.hush(id)
        view.pressed = ""

    def _key(self, event: pygame.event.Event, again: bool) -> bool:
        """A key; True when it was used, so that its letter is not typed as well."""
        state, key, chord = self.state, event.key, event.mod & CHORD
        if self._given_to_a_field(event, again):
            return True
        if state.view.caret >= 0:
            if self.entry.key(event):
                return True
            if state.view.caret >= 0 and letter_of(event) and not chord:
                return False  # a letter for the field, whether it comes with its key or later from an input method
        command = pressed(event, state.app.settings.keys)
        if key == pygame.K_TAB and not event.mod & (pygame.KMOD_ALT | pygame.KMOD_META):
            self.focus.move(-1 if event.mod & pygame.KMOD_SHIFT else 1)
        elif key in STEPS:
            self.focus.move(STEPS[key])
        elif command in PAGES:
            scroll_page(state, command, self.pointer.at)
            self.pointer.move(self.pointer.at)
        elif again:
            return False
        elif command == "f5":
            state.app.do(Intent("reload"))
        elif command in SWITCHES:
            setting = SWITCHES[command]
            on = state.app.settings.sound if setting == "sound" else state.app.settings.voice
            self.announcements.switch(setting, not on)
        elif not chord and command in HINTS:
            self.focus.read_hint(HINTS[command])
        elif self.double_press.is_second(name_of(event)):
            pass
        elif not chord and key in ENTER and (box := state.focused()):
            self.focus.show_ring(True)
            self.focus.press(box)
        elif key == pygame.K_ESCAPE and self._close():
            pass
        else:
            return not chord and self._shortcut(event)
        return True

    def _given_to_a_field(self, event: pygame.event.Event, again: bool) -> bool:
        """Whether the key is given to a field of this screen that takes any key by its name."""
        field = next((n for n in controls(self.state.tree) if n.key == "any"), None)
        if field is None or field.intent is None or name_of(event) in FIXED:
            return False
        if not again and not event.mod & CHORD:
            self.state.app.do(Intent(field.intent.verb, (*field.intent.args, name_of(event))))
        return True

    def _close(self) -> bool:
        """Closes what is open: a reason, then the dialog, then the control that asks for Esc, or else the one that goes back."""
        state = self.state
        if state.view.why or state.view.note:
            state.view.why = state.view.note = ""
            state.dirty = True
            return True
        dialog = open_dialog(state.tree)
        if dialog:
            if dialog.intent is not None:
                state.app.do(dialog.intent)
            return True
        found = way_back(state.tree)
        if found:
            self.focus.send(found)
        return found is not None

    def _shortcut(self, event: pygame.event.Event) -> bool:
        """A key that a control of this screen asks for."""
        names = {name_of(event), getattr(event, "unicode", "").lower()}
        names |= {"+"} if "=" in names else set()
        node = next((n for n in controls(self.state.tree) if n.key and n.key.lower() in names), None)
        if node is None:
            return False
        box = self.state.layout.target(node.id)
        if node.role == "field" and box:
            self.focus.to(node.id)
            self.focus.press(box)
        else:
            self.focus.send(node)
        return True
