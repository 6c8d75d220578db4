"""Which screens and which verbs there are, and the module that each lives in; the modules are imported when first needed.

Light, so that the title stands without the engine. What a verb does is its module's business."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable, Mapping
from types import ModuleType

from game.screens.tree.node import Node

# Held while modules are imported: a package that is half imported by one thread, and whose parts another thread imports at
# the same time, ends in Python's "deadlock detected by _ModuleLock".
_importing = threading.RLock()

# Each screen's module and function.
SCREENS: Mapping[str, tuple[str, str]] = {
    "title": ("menu.title_page", "title"),
    "new": ("menu.new_campaign_page", "new_campaign"),
    "saves": ("menu.saves_page", "saves"),
    "settings": ("menu.settings_page", "settings"),
    "keys": ("menu.keys_page", "keys"),
    "codex": ("codex.codex_page", "codex"),
    "credits": ("menu.credits_page", "credits"),
    "desk": ("desk.desk_page", "desk"),
    "answer": ("quarter.reveal", "answer"),
    "reveal": ("quarter.reveal", "reveal"),
    "briefing": ("quarter.briefing", "briefing"),
    "table": ("desk.table_page", "table_page"),
    "brink": ("quarter.brink_page", "brink"),
    "years": ("ending.successor_years", "years"),
    "ending": ("ending.ending_page", "ending"),
    "history": ("ending.statistics_page", "history"),
    "debrief": ("debrief.page", "debrief"),
    "countries": ("desk.countries_page", "countries"),
    "lab": ("menu.lab_page", "lab"),
    "packs": ("menu.packs_page", "packs"),
    "class": ("menu.class_page", "classroom"),
}
# The module and function that fetch what a screen shows and the app does not keep.
PREPARED: Mapping[str, tuple[str, str]] = {
    "saves": ("campaign_verbs", "list_saves"),
    "history": ("statistics_verbs", "gather"),
    "packs": ("pack_verbs", "gather"),
    "class": ("class_verbs", "gather"),
}
IN_PLAY = frozenset(
    ("desk", "answer", "reveal", "briefing", "table", "brink", "years", "ending", "history", "debrief", "countries")
)

# Each module of verbs, and what must be there before they are done: "", "rules" or "campaign".
VERBS: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(
        (
            "go", "back", "quit", "quit-yes", "quit-unsaved", "dialog", "setting", "tab", "layer", "family", "more", "unfold",
            "codex", "look", "words", "country", "column", "place", "find", "run", "leaf",
        ),
        ("navigation_verbs", ""),
    ),
    **dict.fromkeys(("to-title", "delete", "delete-yes"), ("campaign_verbs", "")),
    **dict.fromkeys(("new", "start", "load"), ("campaign_verbs", "rules")),
    **dict.fromkeys(("save", "again"), ("campaign_verbs", "campaign")),
    **dict.fromkeys(("lab", "lab-dial", "lab-clear"), ("lab_verbs", "rules")),
    **dict.fromkeys(
        ("class-begin", "class-press", "class-page", "class-end", "class-join", "class-look"), ("class_verbs", "rules")
    ),
    **dict.fromkeys(
        ("pack", "pack-earlier", "pack-add", "pack-choose", "pack-remove", "pack-remove-yes", "reload"),
        ("pack_verbs", ""),
    ),
    **dict.fromkeys(("key", "key-to", "keys-usual"), ("key_verbs", "")),
    **dict.fromkeys(("learned",), ("lesson_verbs", "campaign")),
    **dict.fromkeys(("unlearn",), ("lesson_verbs", "")),
    **dict.fromkeys(
        (
            "first-quarter", "first-decision", "first-sentence", "first-done", "debrief-quarter", "what-if", "what-if-drop",
            "what-if-add", "what-if-family", "what-if-rival", "play-on",
        ),
        ("debrief_verbs", "campaign"),
    ),
    **dict.fromkeys(("statistic", "export", "export-picture"), ("statistics_verbs", "campaign")),
    **dict.fromkeys(
        (
            "commit", "stay", "reply", "replies", "reveal-next", "reveal-done", "speed", "brief-done", "brink-done", "year",
            "years-done", "year-again",
        ),
        ("quarter_verbs", "campaign"),
    ),
    **dict.fromkeys(
        (
            "dial", "order", "targets", "quiet", "statute", "explain", "enact", "drop", "answer", "say", "name-charge", "break",
            "remove", "clear", "reading", "second", "predict", "sheet", "offer", "suggest",
        ),
        ("plan_verbs", "campaign"),
    ),
}  # fmt: skip
WHILE_BUSY = frozenset(("quit", "quit-yes", "quit-unsaved", "dialog", "tab", "column", "leaf", "layer", "words"))


def import_alone(name: str) -> ModuleType:
    """The module, imported when nobody else is importing one."""
    with _importing:
        return importlib.import_module(name)


def import_play() -> None:
    """Import what a campaign is played with, rules, opponents and forecasts, as whole packages and before any of their parts."""
    import_alone("game.play")


def drawer(screen: str) -> Callable[..., Node]:
    """The function that draws a screen from its scene."""
    module, name = SCREENS[screen]
    found: Callable[..., Node] = getattr(import_alone(f"game.screens.pages.{module}"), name)
    return found


def preparer(screen: str) -> Callable[..., None]:
    """The function that has the app fetch what a screen shows."""
    module, name = PREPARED[screen]
    found: Callable[..., None] = getattr(import_alone(f"game.screens.verbs.{module}"), name)
    return found


def action(verb: str) -> Callable[..., None]:
    """The function that does what a verb says to the app."""
    found: Callable[..., None] = import_alone(f"game.screens.verbs.{VERBS[verb][0]}").VERBS[verb]
    return found
