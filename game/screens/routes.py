"""Which screens and which verbs there are, and the module that each lives in; the modules are imported when first needed.

Light, so that the title stands without the engine. What a verb does is its module's business."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

# Held while modules are imported: a package that is half imported by one thread, and whose parts another thread imports at
# the same time, ends in Python's "deadlock detected by _ModuleLock".
_importing = threading.RLock()

# Each screen's module and function.
SCREENS: Mapping[str, tuple[str, str]] = {
    "title": ("title", "title"),
    "new": ("new_campaign", "new_campaign"),
    "saves": ("shelf", "saves"),
    "settings": ("shelf", "settings"),
    "keys": ("shelf", "keys"),
    "codex": ("codex", "codex"),
    "credits": ("shelf", "credits"),
    "desk": ("desk", "desk"),
    "answer": ("reveal", "answer"),
    "reveal": ("reveal", "reveal"),
    "briefing": ("briefing", "briefing"),
    "table": ("table", "table_page"),
    "brink": ("brink", "brink"),
    "years": ("years", "years"),
    "ending": ("ending", "ending"),
    "history": ("history", "history"),
    "countries": ("countries", "countries"),
    "lab": ("lab", "lab"),
    "packs": ("packs", "packs"),
}
# The module and function that fetch what a screen shows and the app does not keep.
PREPARED: Mapping[str, tuple[str, str]] = {
    "saves": ("keeping", "list_saves"),
    "history": ("looking", "gather"),
    "packs": ("packing", "gather"),
}
IN_PLAY = frozenset(("desk", "answer", "reveal", "briefing", "table", "brink", "years", "ending", "history", "countries"))

# Each module of verbs, and what must be there before they are done: "", "rules" or "campaign".
VERBS: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(
        (
            "go", "back", "quit", "quit-yes", "dialog", "setting", "tab", "layer", "family", "more", "unfold", "codex", "look",
            "words", "country",
        ),
        ("going", ""),
    ),
    **dict.fromkeys(("to-title", "delete", "delete-yes"), ("keeping", "")),
    **dict.fromkeys(("new", "start", "load"), ("keeping", "rules")),
    **dict.fromkeys(("save", "again"), ("keeping", "campaign")),
    **dict.fromkeys(("lab", "lab-dial", "lab-clear"), ("trying", "rules")),
    **dict.fromkeys(("pack", "reload"), ("packing", "")),
    **dict.fromkeys(("key", "key-to", "keys-usual"), ("keying", "")),
    **dict.fromkeys(("learned",), ("learning", "campaign")),
    **dict.fromkeys(("unlearn",), ("learning", "")),
    **dict.fromkeys(("statistic", "export", "export-picture"), ("looking", "campaign")),
    **dict.fromkeys(
        (
            "commit", "stay", "reply", "replies", "reveal-next", "reveal-done", "speed", "brief-done", "brink-done", "year",
            "years-done", "year-again",
        ),
        ("turning", "campaign"),
    ),
    **dict.fromkeys(
        (
            "dial", "order", "targets", "quiet", "statute", "explain", "enact", "drop", "answer", "say", "break", "remove",
            "clear", "reading", "second", "predict", "sheet", "offer", "suggest",
        ),
        ("planning", "campaign"),
    ),
}  # fmt: skip
WHILE_BUSY = frozenset(("quit", "quit-yes", "dialog", "tab", "layer", "words"))


def module(name: str) -> ModuleType:
    """The module, imported when nobody else is importing one."""
    with _importing:
        return importlib.import_module(name)


def rooms() -> None:
    """Import what a campaign is played with, rules, opponents and forecasts, as whole packages and before any of their parts."""
    module("game.play")


def drawer(screen: str) -> Callable[[Any], Any]:
    """The function that draws a screen."""
    return _function(*SCREENS[screen])


def preparer(screen: str) -> Callable[[Any], None]:
    """The function that has the app fetch what a screen shows."""
    return _function(*PREPARED[screen])


def _function(of: str, name: str) -> Callable[[Any], Any]:
    found: Callable[[Any], Any] = getattr(module(f"game.screens.{of}"), name)
    return found


def deed(verb: str) -> Callable[..., None]:
    """The function that does what a verb says to the app."""
    found: Callable[..., None] = module(f"game.screens.{VERBS[verb][0]}").VERBS[verb]
    return found
