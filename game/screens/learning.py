"""The player's lessons: put one away, see them all again. One function a verb; which one fits is `lessons.py`'s business."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from game.screens.lessons import next_lesson

if TYPE_CHECKING:
    from game.screens.app import App


def teach(app: App) -> None:
    """A quarter begins: the lesson of the last one is learned, and the next that fits takes its place."""
    learned(app)
    o = app.campaign.observation
    if app.settings.lessons and app.rules is not None and not app.campaign.over:
        app.course.lesson = next_lesson(app.rules, o, app.settings.learned)


def learned(app: App) -> None:
    """Put the lesson away; it does not come again."""
    if app.course.lesson:
        app.settings = app.settings.with_learned(app.course.lesson)
        app.keep(app.settings)
        app.course.lesson = ""


def unlearn(app: App) -> None:
    """Let all lessons come again."""
    app.settings = app.settings.with_learned("")
    app.keep(app.settings)
    if app.campaign is not None:
        app.course.lesson = ""
        teach(app)


VERBS: Mapping[str, Callable[..., None]] = {"learned": learned, "unlearn": unlearn}
