"""The player's own keys: choose a new one for a command, go back to the usual ones. One function a verb."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from game.screens.tree.keys import COMMANDS, KEYS, bound, holder
from game.structs import replace

if TYPE_CHECKING:
    from game.screens.app import App


def ask(app: App, command: str) -> None:
    """Open the dialog that takes a new key for a command."""
    if command in COMMANDS:
        app.ui = replace(app.ui, dialog="key", dialog_of=command)


def set_key(app: App, command: str, key: str) -> None:
    """Give a command a key; one that is no key or another command's is refused with a sentence, and nothing changes."""
    from game.screens.pages.menu.keys_page import named_command

    name = key.strip().lower()
    held = holder(name, app.settings.keys)
    if name not in KEYS:
        app.ui = replace(app.ui, message=app.texts("keys.unknown", name=key))
    elif held not in ("", command):
        app.ui = replace(app.ui, message=app.texts("keys.taken", name=name, command=named_command(app.texts, held)))
    else:
        app.ui = replace(app.ui, dialog="", dialog_of="")
        app.set_settings(replace(app.settings, keys=bound(command, name, app.settings.keys)))


def usual(app: App) -> None:
    """Every command back on its usual key."""
    app.set_settings(replace(app.settings, keys=()))


VERBS: Mapping[str, Callable[..., None]] = {"key": ask, "key-to": set_key, "keys-usual": usual}
