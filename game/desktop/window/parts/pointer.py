"""The pointer: what it is on, and the hint that opens where it or the focus rests."""

from __future__ import annotations

from game.desktop.graphics.geometry import Box
from game.desktop.window.parts.window_state import WindowState

HINT_DELAY = 0.35  # seconds that the pointer rests before a hint opens


class Pointer:
    """Where the pointer is; outside the window at (-1, -1)."""

    def __init__(self, state: WindowState) -> None:
        self.state = state
        self.at = (-1, -1)
        self.hushed = ""  # the id of what was pressed: its hint would cover what it has just opened

    def under(self) -> Box | None:
        """What the pointer is on."""
        return self.state.layout.hit(*self.at, self.state.view.scroll) if self.at[0] >= 0 else None

    def move(self, at: tuple[int, int]) -> None:
        """The pointer stands here now; what it leaves and what it enters change softly, unless the whole window does."""
        self.at = (int(at[0]), int(at[1]))
        state, view, box = self.state, self.state.view, self.under()
        hover = box.node.id if box else ""
        if hover != view.hover:
            if not state.changing:
                both = [state.layout.target(id) for id in (view.hover, hover) if id]
                room = state.fonts.em // 2
                state.changing = tuple(state.layout.shown(box, view.scroll).inset(-room) for box in both if box)
            view.hover, view.why, view.note, self.hushed = hover, "", "", ""
            state.resting_since, state.dirty = state.clock(), True

    def hush(self, id: str) -> None:
        """Keeps the hint of what was pressed shut until the pointer has been elsewhere."""
        self.hushed = id

    def resting(self) -> str:
        """The id of what pointer or focus rest on."""
        view = self.state.view
        return view.note or view.hover or (view.focus if view.ring else "")

    def open_hint(self) -> None:
        """Opens the hint of what has been rested on long enough."""
        view, wanted = self.state.view, self.resting()
        if wanted and wanted not in (view.note, view.tip) and self.state.clock() - self.state.resting_since < HINT_DELAY:
            wanted = ""
        if wanted == self.hushed:
            wanted = ""
        if wanted != view.tip:
            view.tip, self.state.dirty = wanted, True
