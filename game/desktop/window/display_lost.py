"""What happens when the X display goes away under a running game: the campaign is kept and one sentence says so.

The X library would end the process itself, without a word of ours; elsewhere the system closes the window as usual."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable

LOST = "The display was lost; what was played is saved, and the game has ended."
LOST_UNSAVED = "The display was lost and the game has ended."
ENDED = 1


def guard(keep: Callable[[], str]) -> object:
    """Has `keep` called when the connection to the X server breaks; then the process ends. `keep` gives the sentence when the
    campaign could not be saved. Returns what must stay referred to, None where no X server is used."""
    if not os.environ.get("DISPLAY") or os.environ.get("SDL_VIDEODRIVER", "x11") != "x11":
        return None
    try:
        library = ctypes.CDLL("libX11.so.6")
    except OSError:
        return None

    def broken(_: int | None) -> int:
        try:
            unsaved = keep()
            sys.stderr.write(f"{LOST_UNSAVED} {unsaved}\n" if unsaved else f"{LOST}\n")
            sys.stderr.flush()
        finally:
            os._exit(ENDED)  # the library's connection is gone: no call into it would come back

    handler = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(broken)
    library.XSetIOErrorHandler(handler)
    return handler
