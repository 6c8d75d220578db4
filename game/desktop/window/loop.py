"""Plays in a window: events to the window, a frame when something has changed, a nap otherwise, until the player leaves."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pygame

from game.desktop.access.screen_reader import EARLY, ScreenReader, installed
from game.desktop.access.sound_cues import Cues
from game.desktop.access.speaker import Speaker
from game.desktop.window import display_lost
from game.desktop.window.display import SMALLEST, entitle, open_window, toggle_full_screen, where
from game.desktop.window.game_window import GameWindow
from game.desktop.window.parts.app_interface import AppInterface
from game.desktop.window.parts.free_memory import keep_large_apart
from game.desktop.window.parts.keyboard import pressed
from game.screens.scene.window_place import WindowPlace

FRAME, SOFT = 1 / 30, 1 / 60  # seconds a picture while dots run, and while something fades
QUIET_START = 2.0  # seconds before the music begins: opening the mixer is no business of the first frames
LIVELY, ALERT, IDLE = 0.008, 0.016, 0.045  # naps just after an event, for a second after one, and later


def repeated(event: pygame.event.Event, held: set[int]) -> bool:
    """Whether this is a key that has been down since before; keeps `held`, the keys that are down."""
    if event.type == pygame.KEYDOWN:
        before = event.key in held
        held.add(event.key)
        return before
    if event.type == pygame.KEYUP:
        held.discard(event.key)
    elif event.type == pygame.WINDOWFOCUSLOST:
        held.clear()  # what is let go elsewhere is not told
    return False


def loop(app: AppInterface, surface: pygame.Surface, reader: ScreenReader | None = None) -> None:
    """Until the app ends or the window is closed; then the app may save."""
    cues, voice = Cues(), Speaker()
    try:
        window = GameWindow(app, surface.get_size(), play=cues.play, soft=True, voice=voice)
        app.keep_window(_loop(app, surface, reader or ScreenReader(), window, cues))
    finally:
        voice.close()
        cues.close()


def _loop(app: AppInterface, surface: pygame.Surface, reader: ScreenReader, window: GameWindow, cues: Cues) -> WindowPlace:
    """Until the app ends; where the window stood then."""
    windowed = where(None)
    if app.settings.window is not None and app.settings.window.full_screen:
        toggle_full_screen(windowed.size)
    began = last = time.monotonic()
    frame = 0.0
    told: str | None = None
    held: set[int] = set()
    while app.running:
        for event in pygame.event.get():
            if event.type == pygame.QUIT:
                app.close(anyway=False)
                if not app.running:
                    return where(windowed)
                continue
            if event.type == pygame.KEYDOWN and pressed(event, app.settings.keys) == "f11":
                windowed = where(windowed)
                toggle_full_screen(windowed.size)
                app.keep_window(where(windowed))
                window.state.dirty = True
                continue
            if event.type in (pygame.WINDOWRESIZED, pygame.WINDOWMOVED) and not pygame.display.is_fullscreen():
                windowed = where(windowed)
            if event.type in (pygame.WINDOWFOCUSGAINED, pygame.WINDOWFOCUSLOST):
                reader.focused(event.type == pygame.WINDOWFOCUSGAINED)
            window.events.handle(event, again=repeated(event, held))
            last = time.monotonic()
            if not app.running:
                return where(windowed)
        now = time.monotonic()
        pace = SOFT if window.frames.fade else FRAME
        if not window.lively or now - frame >= pace:
            frame = now
            surface = pygame.display.get_surface() or surface  # another one after a resize
            if window.step(surface):
                pygame.display.flip()
                reader.attach()  # only now: the first picture does not wait for it
            reader.follow(window.announcements.snapshot)
            if window.state.tree.name != told:
                told = window.state.tree.name
                entitle(told)
        look = app.settings
        cues.bed(look.sound and look.music and not look.voice and now - began > QUIET_START)
        since = time.monotonic() - last
        nap = LIVELY if since < 0.2 else ALERT if since < 1.0 or window.waiting else IDLE
        time.sleep(min(nap, max(0.001, pace - (time.monotonic() - frame))) if window.lively else nap)
    return where(windowed)


@contextmanager
def closed_by_ctrl_c() -> Iterator[None]:
    """Ctrl-C in the terminal closes the window as its button does.

    Python's own way, an exception at whatever line is being run, would be lost where that line is a callback or a finalizer."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may set handlers
        return
    before = signal.signal(signal.SIGINT, lambda *_: pygame.event.post(pygame.event.Event(pygame.QUIT)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def run(app: AppInterface, *, size: tuple[int, int] = (1280, 720)) -> int:
    """Plays in a window until the player leaves; the exit code. Raises NoDisplay when no window can be opened."""
    keep_large_apart()
    kept = display_lost.guard(app.close)
    size = max(size[0], SMALLEST[0]), max(size[1], SMALLEST[1])
    early, reader = sys.platform in EARLY and installed(), ScreenReader()
    surface = open_window(size, hidden=early, kept=app.settings.window)
    try:
        if early:
            reader.attach()
            pygame.Window.from_display_module().show()
        with closed_by_ctrl_c():
            loop(app, surface, reader)
    finally:
        pygame.display.quit()
        del kept
    return 0
