"""What the Classroom screen's controls do: start a lesson's server, steer and end it, join a class or begin a session's code."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from game.screens.scene.class_server import ClassNow, ClassServer
from game.structs import replace

if TYPE_CHECKING:
    from game.screens.app import App

ADDRESS = re.compile(r"(?:https?://)?([A-Za-z0-9.-]+(?::\d{1,5})?)/?(?:\?pin=|\s+)?([A-Za-z]{6})?\Z")
"""An address of a class, perhaps with its PIN behind."""
CODE_LETTERS = 12


def gather(app: App) -> None:
    """Look how the running class stands; nothing is asked when there is none."""
    server = app.class_server
    if server is not None and not app.work.under_way:
        app.work.begin("", server.now, lambda now: _shown(app, now))


def begin(app: App, preset: str) -> None:
    """Start a server with a lesson and let the class in."""
    language = app.settings.language

    def start() -> tuple[ClassServer, ClassNow]:
        server = app.class_server or ClassServer(language)
        app.class_server = server  # so that it ends with the game even when the next step fails
        return server, server.begin(preset)

    app.work.begin(app.texts("busy.class"), start, lambda found: _shown(app, found[1]))


def press(app: App, verb: str) -> None:
    """One of the dashboard's buttons."""
    server = app.class_server
    if server is not None:
        app.work.begin("", lambda: server.press(verb), lambda now: _shown(app, now))


def show_page(app: App, name: str) -> None:
    """The teacher's or the projector's page in the system's browser."""
    if app.class_server is not None:
        app.browse(app.class_server.page(name))


def end(app: App) -> None:
    """End the server; what was decided stays on the disk."""
    server, app.class_server, app.library.class_now = app.class_server, None, None
    if server is not None:
        app.work.begin("", server.stop, lambda _: None)


def join(app: App, typed: str) -> None:
    """Join by what is on the board: an address, perhaps with the PIN, in the browser; a session's code here in the game."""
    typed = typed.strip()
    letters = re.sub(r"[\s-]", "", typed)
    if len(letters) == CODE_LETTERS and letters.isalpha() and app.from_code is not None:
        open_code = app.from_code
        app.work.begin(app.texts("busy.class"), lambda: open_code(letters.upper()), app.adopt)
        return
    found = ADDRESS.match(typed)
    if found is None or ("." not in found[1] and not found[1].startswith("localhost")):
        app.ui = replace(app.ui, message=app.texts("class.not_an_address", typed=typed[:40]))
        return
    app.browse(f"http://{found[1]}/" + (f"?pin={found[2].upper()}" if found[2] else ""))


def _shown(app: App, now: ClassNow) -> None:
    app.library.class_now = now


VERBS: Mapping[str, Callable[..., None]] = {
    "class-begin": begin, "class-press": press, "class-page": show_page, "class-end": end, "class-join": join, "class-look": gather,
}  # fmt: skip
