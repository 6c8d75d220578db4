"""The connection to the system's screen reader through AccessKit, where that is installed; play goes on the same without it.

Its handlers run in other threads: they only set a flag or post an event, which `window` turns into a press. Nothing is made or
sent until a screen reader has asked: the library holds a lock while it asks, and whoever waits for it would stand still."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pygame

from game.desktop.access.screen_reader_tree import REQUESTED, TreeBuilder, WindowSnapshot, focus_update

Handler = Callable[..., Any]
EARLY = ("win32", "darwin")  # systems on which a window has to be connected before it is shown
ACTIONS = {"CLICK": "click", "FOCUS": "focus", "SET_VALUE": "value"}


def installed() -> bool:
    """Whether the library is there."""
    from importlib.util import find_spec

    return find_spec("accesskit") is not None


def note(what: str) -> None:
    """Writes the present exception to the log, where a player who looks for it finds it."""
    import logging

    logging.getLogger(__name__).info(what, exc_info=True)


def adapter(activate: Handler, act: Handler, leave: Handler) -> Any:
    """The library's adapter for this system and the present window."""
    import accesskit

    if sys.platform == "win32":
        return accesskit.windows.SubclassingAdapter(pygame.display.get_wm_info()["window"], activate, act)
    if sys.platform == "darwin":
        accesskit.macos.add_focus_forwarder_to_window_class("SDLWindow")
        return accesskit.macos.SubclassingAdapter.for_window(pygame.display.get_wm_info()["window"], activate, act)
    return accesskit.unix.Adapter(activate, act, leave)


class ScreenReader:
    """One window's connection. After the first failure it stays away."""

    def __init__(self, make: Callable[[Handler, Handler, Handler], Any] = adapter) -> None:
        self.make = make
        self.wanted = False  # whether a screen reader listens; set in its thread
        self._adapter: Any = None
        self._tried = False
        self._focused = False
        self._told_focus: bool | None = None
        self._place: tuple[int, int, int, int] = (0, 0, 0, 0)
        self._sent: WindowSnapshot | None = None
        self._known: dict[int, Any] = {}
        self._whole = True  # the reader knows nothing yet

    def attach(self) -> None:
        """Connects once; does nothing where the library is missing or there is no real window."""
        if self._tried:
            return
        self._tried = True
        if installed() and pygame.display.get_driver() not in ("dummy", "offscreen"):
            self._focused = pygame.key.get_focused()
            self._adapter = self._safely(lambda: self.make(self._activate, self._act, self._leave))

    def focused(self, on: bool) -> None:
        """The window has got the keyboard, or lost it."""
        self._focused = on

    def follow(self, see: Callable[[], WindowSnapshot]) -> None:
        """Tells a screen reader what has changed. `see` is only asked when one listens."""
        if not self.wanted or self._adapter is None:
            return
        now = see()
        if now == self._sent and self._focused == self._told_focus and not self._whole:
            return
        self._safely(lambda: self._send(now))

    def _send(self, now: WindowSnapshot) -> None:
        self._standing()
        whole = self._whole or not now.same_picture(self._sent)
        if whole:
            self._whole = False
            work = TreeBuilder(now)
            fresh, self._known = work.update(), work.nodes
        else:
            fresh = focus_update(now, self._known)
        self._sent = now
        events = self._adapter.update_if_active(lambda: fresh)
        if events is not None:
            events.raise_events()

    def _standing(self) -> None:
        """Where the window stands, and whether it has the keyboard, for the systems that want to be told."""
        if self._focused != self._told_focus:
            self._told_focus = self._focused
            ways = (getattr(self._adapter, f"update_{what}_focus_state", None) for what in ("window", "view"))
            tell = next((way for way in ways if way), None)
            events = tell(self._focused) if tell else None
            if events is not None:
                events.raise_events()
        if hasattr(self._adapter, "set_root_window_bounds"):
            place = (*pygame.display.get_window_position(), *pygame.display.get_window_size())
            if place != self._place:
                import accesskit

                x, y, w, h = self._place = place
                rect = accesskit.Rect(x, y, x + w, y + h)
                self._adapter.set_root_window_bounds(rect, rect)

    def _safely(self, do: Callable[[], Any]) -> Any:
        """Does it; a failure of the library ends the connection, and nothing else."""
        try:
            return do()
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException:  # what breaks inside the library is no Exception
            note("the screen reader is left alone from here on")
            self._adapter = None
            return None

    # --- called in other threads ------------------------------------------------------------------------------------
    def _activate(self) -> None:
        """A screen reader has come: the next step sends it the whole tree."""
        self._whole = self.wanted = True

    def _leave(self) -> None:
        self.wanted = False

    def _act(self, request: Any) -> None:
        """A screen reader asks for something."""
        try:
            action = next((ours for theirs, ours in ACTIONS.items() if f"{request.action}".endswith(theirs)), "")
            if action:
                data = request.data
                text = str(data[1]) if action == "value" and data else ""
                pygame.event.post(pygame.event.Event(REQUESTED, action=action, target=int(request.target), text=text))
        except Exception:  # nobody above could catch it: it would end the library's thread
            note("a wish of the screen reader was not understood")
