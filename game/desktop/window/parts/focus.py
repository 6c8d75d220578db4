"""Where the keyboard is: moving the focus, reading hints, pressing controls, and what a screen reader asks for."""

from __future__ import annotations

from game.desktop.access.screen_reader_tree import number
from game.desktop.access.sound_cues import chosen
from game.desktop.graphics.geometry import Box
from game.desktop.window.parts.scrolling import into_sight
from game.desktop.window.parts.text_entry import TextEntry
from game.desktop.window.parts.window_state import WindowState
from game.screens.tree.node import Node

SEALS = ("commit", "stay")  # verbs that end the planning of a quarter


class Focus:
    """Moves the focus and presses what it is on."""

    def __init__(self, state: WindowState, entry: TextEntry) -> None:
        self.state, self.entry = state, entry

    def to(self, id: str) -> None:
        """Moves the focus; what was typed in the field that is left is sent."""
        state, view = self.state, self.state.view
        view.note = ""
        if id != view.focus:
            self.entry.leave()
            view.focus, view.why = id, ""
            state.resting_since, state.dirty = state.clock(), True

    def show_ring(self, on: bool) -> None:
        """Shows where the focus is, or hides it while the pointer is used."""
        state = self.state
        if state.view.ring != on:
            state.view.ring = on
            state.resting_since, state.dirty = state.clock(), True

    def move(self, by: int) -> None:
        """The focus goes on by one; round at the ends."""
        box = after(self.state.layout.targets(), self.state.view.focus, by)
        if box:
            self.state.view.hover = ""
            self.to(box.node.id)
            self.show_ring(True)
            into_sight(self.state, self.state.focused())
            if editable(box):
                self.press(box)

    def read_hint(self, by: int) -> None:
        """Opens the next hint of something that is no control (a meter, a figure's part); with a voice, the next text too."""
        state, view = self.state, self.state.view
        box = after(state.layout.notes(every=state.app.settings.voice), view.note, by)
        if box:
            view.note, view.hover, view.why = box.node.id, "", ""
            into_sight(state, box)
            state.dirty = True

    def press(self, box: Box) -> None:
        """Activates a control: by click, Enter or Space."""
        if editable(box):
            self.entry.begin(box)
        else:
            self.send(box.node)

    def send(self, node: Node) -> None:
        """Does what a control asks for, or opens why it cannot be done."""
        state = self.state
        if node.why_not:
            state.view.why = node.id
            into_sight(state, state.layout.target(node.id))
            state.dirty = True
        elif node.intent is not None:
            state.view.why = ""
            state.cue = chosen(state.cue, "commit" if node.intent.verb in SEALS else "select")
            state.app.do(node.intent)

    def requested(self, action: str, target: int, text: str = "") -> None:
        """What a screen reader asks for: to focus, press or fill the control with this number, if it is still there."""
        boxes = (b for b in self.state.layout.boxes if b.target and b.part != "close" and self.state.layout.reachable(b))
        box = next((b for b in boxes if number(b.node.id) == target), None)
        if box is None:
            return
        into_sight(self.state, box)
        if box.part != "term":
            self.to(box.node.id)
            self.show_ring(True)
        if action == "click" or (action == "focus" and editable(box)):
            self.press(box)
        elif action == "value" and editable(box):
            self.state.view.typed[box.node.id] = text
            self.entry.send(box.node)


def editable(box: Box) -> bool:
    """Whether it is a field that can be typed into now."""
    return box.node.role == "field" and not box.node.why_not


def after(boxes: list[Box], id: str, by: int) -> Box | None:
    """The next of the boxes after the one with this id, round at the ends; the first or the last when there is none."""
    ids = [b.node.id for b in boxes]
    at = ids.index(id) + by if id in ids else min(0, by)
    return boxes[at % len(boxes)] if boxes else None
