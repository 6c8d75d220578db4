"""The player's lessons: put one away, see them all again. One function a verb; which one fits is `lessons.py`'s business."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.screens.app import App


def learned(app: App) -> None:
    """Put the lesson away; it does not come again."""
    app.put_lesson_away()


def unlearn(app: App) -> None:
    """Let all lessons come again."""
    app.set_settings(app.settings.with_learned(""))
    if app.campaign is not None:
        app.session.progress.lesson = ""
        app.teach()


VERBS: Mapping[str, Callable[..., None]] = {"learned": learned, "unlearn": unlearn}
