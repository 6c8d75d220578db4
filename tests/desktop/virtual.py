"""A virtual X display for tests of a real window, and a window manager's wish to close."""

from __future__ import annotations

import ctypes
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from shutil import which

NEEDED = ("Xvfb", "xdotool")


def lacking() -> str:
    """Why no real window can be tested here; "" when it can."""
    missing = [program for program in NEEDED if which(program) is None]
    return f"a real window needs {' and '.join(missing)}" if missing else ""


@contextmanager
def display() -> Iterator[str]:
    """A virtual display while the block runs; its name, or "" when the server did not start."""
    read, write = os.pipe()
    server = subprocess.Popen(
        # without -noreset the server starts afresh when its last client leaves, and refuses whoever comes meanwhile
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x1024x24", "-noreset", "-nolisten", "tcp"],
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:  # to the end of the line: a server that finds no reader would end
            number = told.readline().strip()
        yield f":{number}" if number else ""
    finally:
        server.terminate()
        server.wait(10)


def said(command: list[str], name: str) -> str:
    """What a program says that looks at this display."""
    env = {**os.environ, "DISPLAY": name}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False).stdout.strip()


def ask_to_close(name: str, window: int) -> None:
    """Sends what a window manager sends when the cross of a window is pressed (xdotool of older systems cannot)."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    x11.XSendEvent.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p]
    x11.XSync.argtypes, x11.XCloseDisplay.argtypes = [ctypes.c_void_p, ctypes.c_int], [ctypes.c_void_p]
    screen = x11.XOpenDisplay(name.encode())
    # XClientMessageEvent: type, serial, send_event, display, window, message_type, format, five longs.
    event = (ctypes.c_long * 24)(
        33, 0, 1, 0, window, x11.XInternAtom(screen, b"WM_PROTOCOLS", 0), 32, x11.XInternAtom(screen, b"WM_DELETE_WINDOW", 0)
    )
    x11.XSendEvent(screen, window, 0, 0, event)
    x11.XSync(screen, 0)
    x11.XCloseDisplay(screen)
