"""Typing into a field: letters, the caret, the clipboard, and sending the text when the field is left."""

from __future__ import annotations

import pygame

from game.desktop.graphics.geometry import Box
from game.desktop.window.parts.window_state import WindowState
from game.outside_text import LONGEST
from game.screens.tree.node import Intent, Node

ENTER = (pygame.K_RETURN, pygame.K_KP_ENTER)


class TextEntry:
    """Edits the field that has the focus; the view's caret is at -1 while none is edited."""

    def __init__(self, state: WindowState) -> None:
        self.state = state

    def begin(self, box: Box) -> None:
        """The field is typed into from now on."""
        view, node = self.state.view, box.node
        view.caret = len(view.typed.setdefault(node.id, node.value))
        pygame.key.set_text_input_rect(pygame.Rect(*self.state.layout.shown(box, view.scroll)))
        self.state.dirty = True

    def key(self, event: pygame.event.Event) -> bool:
        """A key while a field is being typed in; False when it is not the field's business."""
        view, box, key = self.state.view, self.state.focused(), event.key
        if box is None or box.node.role != "field":
            view.caret, view.composed = -1, ""
            return False
        kept = box.node.value
        chord = event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META) and not event.mod & pygame.KMOD_ALT  # with Alt it makes a letter
        text, caret = view.typed.get(view.focus, kept), view.caret
        if view.composed:
            pass  # the input method's key: what it makes of it comes as text
        elif key in ENTER:
            self.send(box.node)
        elif key == pygame.K_ESCAPE:
            if text == kept:
                view.caret = -1
                return False
            view.typed[view.focus], view.caret = kept, len(kept)
        elif key == pygame.K_BACKSPACE:
            if caret > 0:
                view.typed[view.focus], view.caret = text[: caret - 1] + text[caret:], caret - 1
        elif key == pygame.K_DELETE:
            view.typed[view.focus] = text[:caret] + text[caret + 1 :]
        elif key in (pygame.K_LEFT, pygame.K_RIGHT):
            view.caret = min(max(0, caret + (1 if key == pygame.K_RIGHT else -1)), len(text))
        elif key in (pygame.K_HOME, pygame.K_END):
            view.caret = 0 if key == pygame.K_HOME else len(text)
        elif key == pygame.K_a and chord:
            view.typed[view.focus], view.caret = "", 0
        elif key == pygame.K_v and chord:
            self.type(pasted())
        else:
            return False  # letters come as text
        self.state.dirty = True
        return True

    def type(self, letters: str) -> None:
        """Letters for the field that has the focus."""
        view, box = self.state.view, self.state.focused()
        if view.caret >= 0 and box is not None:
            text = view.typed.get(view.focus, box.node.value)
            clean = "".join(c for c in letters[: max(0, LONGEST - len(text))] if c.isprintable())
            view.typed[view.focus] = text[: view.caret] + clean + text[view.caret :]
            view.caret += len(clean)
            self.compose("", 0)

    def compose(self, letters: str, caret: int) -> None:
        """What an input method is composing for the field, and where its caret is; "" when it is done or given up."""
        view = self.state.view
        if view.caret < 0 and letters:
            return
        view.composed = "".join(c for c in letters if c.isprintable())
        view.composed_caret = min(max(0, caret), len(view.composed))
        self.state.dirty = True

    def send(self, node: Node) -> None:
        """Sends a field's intent with the text as its last argument, when the text is new."""
        text = self.state.view.typed.get(node.id, node.value)
        if node.intent is not None and text != node.value:
            self.state.app.do(Intent(node.intent.verb, (*node.intent.args, text)))

    def leave(self) -> None:
        """Ends typing and sends what was typed."""
        view = self.state.view
        if view.caret >= 0:
            view.caret, view.composed = -1, ""
            box = self.state.focused()
            if box and box.node.role == "field":
                self.send(box.node)
            view.typed.pop(view.focus, None)
            self.state.dirty = True


def pasted() -> str:
    """The clipboard's text; empty where there is none."""
    try:
        return pygame.scrap.get_text()
    except (pygame.error, AttributeError):
        return ""
