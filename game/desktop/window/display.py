"""Opens the window on a display, with its title and badge; full screen and back.

Display and font only: never `pygame.init()`, which would open the sound too."""

from __future__ import annotations

import os
import sys

import pygame

from game.desktop.graphics import shapes
from game.screens.scene.window_place import WindowPlace
from game.structs import replace

NAME = "Indispensable"
NOTHING = "No window can be opened because this machine shows no display."
SHOWS = ("DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR")  # where a desktop of Linux is to be found; without any there is none
SMALLEST = (320, 240)
HEADLESS = ("dummy", "offscreen")  # drivers that show nothing
THREAD_TURN = 0.001  # seconds after which a thread that works beside lets a frame go on; Python's usual five cost frames


class NoDisplay(Exception):
    """There is no screen to open a window on; the message is one sentence for the player."""


def open_window(size: tuple[int, int], hidden: bool = False, kept: WindowPlace | None = None) -> pygame.Surface:
    """A resizable window of this size, or as large as the screen allows; `hidden` until it is shown. Raises NoDisplay.

    `kept`: where the window stood last; it opens there again as far as the displays are the same."""
    os.environ.setdefault("SDL_WINDOWS_DPI_AWARENESS", "permonitorv2")
    os.environ.setdefault("SDL_VIDEO_X11_WMCLASS", NAME)
    os.environ.setdefault("SDL_IME_SHOW_UI", "1")  # the system lists what an input method offers; the field shows what is composed
    wanted = os.environ.get("SDL_VIDEODRIVER", "")
    if sys.platform.startswith("linux") and not any(map(os.environ.get, ("SDL_VIDEODRIVER", *SHOWS))):
        raise NoDisplay(NOTHING)  # not even asked for: the libraries would add sentences of their own
    try:
        pygame.display.init()
        driver = pygame.display.get_driver()
        if driver in HEADLESS and not wanted:
            raise NoDisplay(NOTHING)
        desktops = pygame.display.get_desktop_sizes()
        place = None
        if kept is not None:
            size, place = kept.fitted(displays())
        elif desktops and driver not in HEADLESS:
            size = min(size[0], desktops[0][0]), min(size[1], desktops[0][1])
        size = max(size[0], SMALLEST[0]), max(size[1], SMALLEST[1])
        pygame.display.set_caption(NAME)
        surface = pygame.display.set_mode(size, pygame.RESIZABLE | (pygame.HIDDEN if hidden else 0))
        if place is not None:
            pygame.display.set_window_position(place)
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
    sys.setswitchinterval(THREAD_TURN)
    return surface


def displays() -> tuple[tuple[int, int], ...]:
    """The sizes of the displays that there are."""
    return tuple((int(wide), int(high)) for wide, high in pygame.display.get_desktop_sizes())


def where(windowed: WindowPlace | None) -> WindowPlace:
    """Where the window stands now; while it fills the screen, where it stood before, as `windowed` says."""
    full = pygame.display.is_fullscreen()
    if full and windowed is not None:
        return replace(windowed, full_screen=True)
    return WindowPlace(pygame.display.get_window_size(), pygame.display.get_window_position(), full, displays())


def toggle_full_screen(size: tuple[int, int]) -> None:
    """Full screen and back; `size` is the window's size when it comes back."""
    if pygame.display.is_fullscreen():
        pygame.display.set_mode(size, pygame.RESIZABLE)
    else:
        pygame.display.set_mode((0, 0), pygame.FULLSCREEN)


def entitle(screen: str) -> None:
    """Sets the window's title: where the player is, and the game's name."""
    pygame.display.set_caption(f"{screen} – {NAME}" if screen not in ("", NAME) else NAME)
