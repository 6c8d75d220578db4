"""Opens the window and runs the loop: events to the face, a frame when something changed, a nap otherwise.

Display and font only: never `pygame.init()`, which would open the sound too."""

from __future__ import annotations

import os
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
from game.desktop.graphics import shapes
from game.desktop.window import display_lost
from game.desktop.window.app_interface import AppInterface
from game.desktop.window.game_window import GameWindow
from game.desktop.window.keyboard import pressed

NAME = "Indispensable"
NOTHING = "No window can be opened because this machine shows no display."
SHOWS = ("DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR")  # where a desktop of Linux is to be found; without any there is none
SMALLEST = (320, 240)
FRAME, SOFT = 1 / 30, 1 / 60  # seconds a picture while dots run, and while something fades
HUSH = 2.0  # seconds before the bed begins: opening the mixer is no business of the first frames
TURN = 0.001  # seconds after which a thread that works beside lets a frame go on; Python's usual five cost frames
LIVELY, ALERT, IDLE = 0.008, 0.016, 0.045  # naps just after an event, for a second after one, and later


class NoDisplay(Exception):
    """There is no screen to open a window on; the message is one sentence for the player."""


def open_window(size: tuple[int, int], hidden: bool = False) -> pygame.Surface:
    """A resizable window of this size, or as large as the screen allows; `hidden` until `show` is called. Raises NoDisplay."""
    os.environ.setdefault("SDL_WINDOWS_DPI_AWARENESS", "permonitorv2")
    os.environ.setdefault("SDL_VIDEO_X11_WMCLASS", NAME)
    wanted = os.environ.get("SDL_VIDEODRIVER", "")
    if sys.platform.startswith("linux") and not any(map(os.environ.get, ("SDL_VIDEODRIVER", *SHOWS))):
        raise NoDisplay(NOTHING)  # not even asked for: the libraries would add sentences of their own
    try:
        pygame.display.init()
        driver = pygame.display.get_driver()
        if driver in ("dummy", "offscreen") and not wanted:
            raise NoDisplay(NOTHING)
        desktops = pygame.display.get_desktop_sizes()
        if desktops and driver not in ("dummy", "offscreen"):
            size = min(size[0], desktops[0][0]), min(size[1], desktops[0][1])
        pygame.display.set_caption(NAME)
        surface = pygame.display.set_mode(size, pygame.RESIZABLE | (pygame.HIDDEN if hidden else 0))
    except pygame.error as error:
        pygame.display.quit()
        raise NoDisplay(f"No window can be opened because there is no display ({str(error).rstrip('.')}).") from error
    except NoDisplay:
        pygame.display.quit()
        raise
    badge = shapes.icon("magnet", 64, (232, 163, 92))
    if badge:
        pygame.display.set_icon(badge)
    pygame.key.set_repeat(400, 35)
    sys.setswitchinterval(TURN)
    return surface


def toggle_full_screen(size: tuple[int, int]) -> None:
    """Full screen and back; `size` is the window's size when it comes back."""
    if pygame.display.is_fullscreen():
        pygame.display.set_mode(size, pygame.RESIZABLE)
    else:
        pygame.display.set_mode((0, 0), pygame.FULLSCREEN)


def show() -> None:
    """Shows a window that was opened hidden."""
    pygame.Window.from_display_module().show()


def caption(screen: str) -> str:
    """The window's title: where the player is, and the game's name."""
    return f"{screen} – {NAME}" if screen not in ("", NAME) else NAME


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


def loop(app: AppInterface, surface: pygame.Surface, bridge: ScreenReader | None = None) -> None:
    """Until the app ends or the window is closed; then the app may save."""
    cues, voice = Cues(), Speaker()
    try:
        face = GameWindow(app, surface.get_size(), play=cues.play, soft=True, voice=voice)
        _loop(app, surface, bridge or ScreenReader(), face, cues)
    finally:
        voice.close()
        cues.close()


def _loop(app: AppInterface, surface: pygame.Surface, bridge: ScreenReader, face: GameWindow, cues: Cues) -> None:
    windowed = surface.get_size()
    began = last = time.monotonic()
    frame = 0.0
    told = ""
    held: set[int] = set()
    while app.running:
        for event in pygame.event.get():
            if event.type == pygame.QUIT:
                app.close()
                return
            if event.type == pygame.KEYDOWN and pressed(event, app.settings.keys) == "f11":
                if not pygame.display.is_fullscreen():
                    windowed = pygame.display.get_window_size()
                toggle_full_screen(windowed)
                face.dirty = True
                continue
            if event.type in (pygame.WINDOWFOCUSGAINED, pygame.WINDOWFOCUSLOST):
                bridge.focused(event.type == pygame.WINDOWFOCUSGAINED)
            face.handle(event, again=repeated(event, held))
            last = time.monotonic()
            if not app.running:
                return
        now = time.monotonic()
        pace = SOFT if face.fade else FRAME
        if not face.lively or now - frame >= pace:
            frame = now
            surface = pygame.display.get_surface() or surface  # another one after a resize
            if face.step(surface):
                pygame.display.flip()
                bridge.attach()  # only now: the first picture does not wait for it
            bridge.follow(face.sight)
            if caption(face.tree.name) != told:
                told = caption(face.tree.name)
                pygame.display.set_caption(told)
        look = app.settings
        cues.bed(look.sound and look.music and not look.voice and now - began > HUSH)
        since = time.monotonic() - last
        nap = LIVELY if since < 0.2 else ALERT if since < 1.0 or face.waiting else IDLE
        time.sleep(min(nap, max(0.001, pace - (time.monotonic() - frame))) if face.lively else nap)


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
    kept = display_lost.guard(app.close)
    size = max(size[0], SMALLEST[0]), max(size[1], SMALLEST[1])
    early, bridge = sys.platform in EARLY and installed(), ScreenReader()
    surface = open_window(size, hidden=True) if early else open_window(size)
    try:
        if early:
            bridge.attach()
            show()
        with closed_by_ctrl_c():
            loop(app, surface, bridge)
    finally:
        pygame.display.quit()
        del kept
    return 0
