"""Where the keyboard is: pressing, focus, scrolling and typing into fields.

The base of `upkeep`, which keeps the window up to date, and of `face`, which turns events into these."""

from __future__ import annotations

import time
from collections.abc import Callable

import pygame

from game.desktop.access.screen_reader_tree import number
from game.desktop.access.sound_cues import chosen
from game.desktop.graphics.fonts import Fonts
from game.desktop.graphics.geometry import Box, Layout
from game.desktop.graphics.view_state import ViewState
from game.desktop.window.app_interface import AppInterface
from game.screens.node import Intent, Node

SEALS = ("commit", "stay")  # what ends the planning of a quarter


class Reach:
    """One window's tree and layout with what the player has reached on them."""

    def __init__(self, app: AppInterface, size: tuple[int, int], clock: Callable[[], float] = time.perf_counter) -> None:
        self.app = app
        self.clock = clock
        self.view = ViewState()
        self.size = size
        self.tree: Node = Node("screen", "")
        self.layout = Layout(*size, 14)
        self.letters = Fonts(14)
        self.dirty = True
        self.pointer = (-1, -1)
        self._rest = 0.0  # since when the pointer or the focus rests
        self._cue = ""  # due at the next step

    def _send(self, node: Node) -> None:
        """Does what a control asks for, or opens why it cannot be done."""
        if node.why_not:
            self.view.why = node.id
            self._show_why(node.id)
            self.dirty = True
        elif node.intent is not None:
            self.view.why = ""
            self._cue = chosen(self._cue, "commit" if node.intent.verb in SEALS else "select")
            self.app.do(node.intent)

    def _show_why(self, id: str) -> None:
        box = self.layout.target(id)
        if box:
            self._into_sight(box)

    def press(self, box: Box) -> None:
        """Activates a control: by click, Enter or Space."""
        node = box.node
        if node.role == "field" and not node.why_not:
            text = self.view.typed.setdefault(node.id, node.value)
            self.view.caret = len(text)
            pygame.key.set_text_input_rect(pygame.Rect(*self.layout.shown(box, self.view.scroll)))
            self.dirty = True
            return
        self._send(node)

    def asked(self, action: str, target: int, text: str = "") -> None:
        """What a screen reader asks for: to focus, press or fill the control with this number, if it is still there."""
        boxes = (b for b in self.layout.boxes if b.target and (self.layout.modal < 0 or b.area == self.layout.modal))
        box = next((b for b in boxes if b.part != "close" and number(b.node.id) == target), None)
        if box is None:
            return
        self._into_sight(box)
        if box.part != "term":
            self._focus(box.node.id)
            self._set_ring(True)
        if action == "click" or (action == "focus" and box.node.role == "field" and not box.node.why_not):
            self.press(box)
        elif action == "value" and box.node.role == "field" and not box.node.why_not:
            self.view.typed[box.node.id] = text
            self._commit(box.node)

    # --- focus and scrolling --------------------------------------------------------------------------------------------
    def _focused(self) -> Box | None:
        return self.layout.target(self.view.focus) if self.view.focus else None

    def _focus(self, id: str) -> None:
        """Moves the focus; what was typed in the field that is left is sent."""
        self.view.note = ""
        if id != self.view.focus:
            self._leave_field()
            self.view.focus = id
            self.view.why = ""
            self._rest = self.clock()
            self.dirty = True

    def _set_ring(self, on: bool) -> None:
        if self.view.ring != on:
            self.view.ring = on
            self._rest = self.clock()
            self.dirty = True

    def _move(self, by: int) -> None:
        """The focus goes on by one; round at the ends."""
        targets = self.layout.targets()
        if not targets:
            return
        ids = [b.node.id for b in targets]
        at = ids.index(self.view.focus) + by if self.view.focus in ids else (0 if by > 0 else -1)
        self.view.hover = ""
        box = targets[at % len(ids)]
        self._focus(box.node.id)
        self._set_ring(True)
        self._reveal()
        if box.node.role == "field" and not box.node.why_not:
            self.press(box)

    def _read(self, by: int) -> None:
        """Opens the next hint of something that is no control (a meter, a figure's part); with a voice, the next text too."""
        notes = self.layout.notes(every=self.app.settings.voice)
        if not notes:
            return
        ids = [b.node.id for b in notes]
        at = ids.index(self.view.note) + by if self.view.note in ids else (0 if by > 0 else -1)
        box = notes[at % len(ids)]
        self.view.note, self.view.hover, self.view.why = box.node.id, "", ""
        self._into_sight(box)
        self.dirty = True

    def _reveal(self) -> None:
        box = self._focused()
        if box:
            self._into_sight(box)

    def _into_sight(self, box: Box) -> None:
        """Scrolls the area so that the box is seen; the top of one that is too high."""
        area = self.layout.areas[box.area]
        room = self.letters.em // 2
        at = self.view.scroll.get(area.name, 0)
        top, bottom = box.y - area.rect.y - room, box.y + box.h - area.rect.y + room
        if bottom - at > area.rect.h:
            at = bottom - area.rect.h
        if top < at:
            at = top
        self._scroll(area.name, at - self.view.scroll.get(area.name, 0))

    def _scroll(self, name: str, by: int) -> None:
        area = next(a for a in self.layout.areas if a.name == name)
        before = self.view.scroll.get(name, 0)
        after = min(max(0, before + by), area.reach)
        if after != before:
            self.view.scroll[name] = after
            self.dirty = True

    def _page(self, command: str) -> None:
        """A page up or down in the area of the focus, else under the pointer, else the longest."""
        box = self._focused() if self.view.ring else None
        areas = [a for a in self.layout.areas if a.reach and (self.layout.modal < 0 or a is self.layout.areas[self.layout.modal])]
        if not areas:
            return
        here = self.layout.areas[box.area] if box else self.layout.area_at(*self.pointer)
        area = here if here in areas else max(areas, key=lambda a: a.reach)
        step = {
            "page down": area.rect.h * 9 // 10,
            "page up": -(area.rect.h * 9 // 10),
            "home": -area.reach,
            "end": area.reach,
        }
        self._scroll(area.name, step[command])

    # --- typing -----------------------------------------------------------------------------------------------------------
    def _edit(self, event: pygame.event.Event) -> bool:
        """A key while a field is being typed in; False when it is not the field's business."""
        view, box = self.view, self._focused()
        if box is None or box.node.role != "field":
            view.caret = -1
            return False
        text = view.typed.get(view.focus, box.node.value)
        key = event.key
        if key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            self._commit(box.node)
        elif key == pygame.K_ESCAPE:
            if text == box.node.value:
                view.caret = -1
                return False
            view.typed[view.focus] = box.node.value
            view.caret = len(box.node.value)
        elif key == pygame.K_BACKSPACE and view.caret > 0:
            view.typed[view.focus] = text[: view.caret - 1] + text[view.caret :]
            view.caret -= 1
        elif key == pygame.K_DELETE:
            view.typed[view.focus] = text[: view.caret] + text[view.caret + 1 :]
        elif key in (pygame.K_LEFT, pygame.K_RIGHT):
            view.caret = min(max(0, view.caret + (1 if key == pygame.K_RIGHT else -1)), len(text))
        elif key in (pygame.K_HOME, pygame.K_END):
            view.caret = 0 if key == pygame.K_HOME else len(text)
        elif key == pygame.K_a and event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META):
            view.typed[view.focus], view.caret = "", 0
        elif key == pygame.K_v and event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META):
            self._type(pasted())
        elif (
            key in (pygame.K_TAB, pygame.K_UP, pygame.K_DOWN, pygame.K_PAGEUP, pygame.K_PAGEDOWN)
            or pygame.K_F1 <= key <= pygame.K_F15
        ):
            return False
        else:
            return bool(key == pygame.K_BACKSPACE)  # letters come as text
        self.dirty = True
        return True

    def _type(self, letters: str) -> None:
        """Letters for the field that has the focus."""
        view, box = self.view, self._focused()
        if view.caret < 0 or box is None:
            return
        text = view.typed.get(view.focus, box.node.value)
        clean = "".join(c for c in letters if c.isprintable())
        view.typed[view.focus] = text[: view.caret] + clean + text[view.caret :]
        view.caret += len(clean)
        self.dirty = True

    def _commit(self, node: Node) -> None:
        """Sends a field's intent with the text as its last argument, when the text is new."""
        text = self.view.typed.get(node.id, node.value)
        if node.intent is not None and text != node.value:
            self.app.do(Intent(node.intent.verb, (*node.intent.args, text)))

    def _leave_field(self) -> None:
        if self.view.caret < 0:
            return
        self.view.caret = -1
        box = self._focused()
        if box and box.node.role == "field":
            self._commit(box.node)
        self.view.typed.pop(self.view.focus, None)
        self.dirty = True


def pasted() -> str:
    """The clipboard's text; empty where there is none."""
    try:
        return pygame.scrap.get_text()
    except (pygame.error, AttributeError):
        return ""
