"""Keeps a double tap from doing two things: what was pressed and comes again just as another page has appeared does nothing.

Which page stands, and since when, is the window's state; what a press does is the business of `events` and `focus`."""

from __future__ import annotations

from game.desktop.window.parts.window_state import WindowState

QUIET = 0.35  # seconds after another page has appeared in which nothing is pressed again


class DoublePress:
    """Remembers on which page each key, and the mouse, was last pressed."""

    def __init__(self, state: WindowState) -> None:
        self.state = state
        self._pressed: dict[str, int] = {}  # key or mouse → the page

    def is_second(self, what: str) -> bool:
        """Whether this press was meant for the page before; remembers it either way."""
        page = self.state.page
        before = self._pressed.get(what, page)
        self._pressed[what] = page
        return before != page and self.state.clock() - self.state.page_since < QUIET
