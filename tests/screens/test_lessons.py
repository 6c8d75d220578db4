"""Lessons: one a quarter, beside the thing that it is about, put away by one press, never again until they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

from game.devtools.sample_situations import show_sample
from game.engine.rules.vocabulary.lessons import Lesson, Place
from game.screens.app import App
from game.screens.scene.lesson_on_screen import SPOTS, with_lesson
from game.screens.scene.settings import Settings, load, saver
from game.screens.tree.node import Intent, find, walk
from game.structs import replace
from tests.screens.keyboard import begin, plan, quarter_end


def shown(app: App) -> str:
    """The title of the lesson on the screen."""
    node, words = find(app.tree(), "lesson"), find(app.tree(), "lesson-text")
    return (node.name or (words.name.partition(":")[0] if words else "")) if node is not None else ""


def test_the_first_lesson_opens_the_explanation_of_a_number(make_app: Callable[..., App]) -> None:
    app = make_app()
    keys = begin(app)
    first = min(app.rules.lessons.values(), key=lambda x: x.order) if app.rules else None
    assert first is not None and shown(app) == first.title
    keys.press("lesson-open")
    assert find(app.tree(), f"explain-{first.opens}") is not None
    keys.press("explain-close")
    keys.press("lesson-learned")
    assert not shown(app) and app.settings.learned == (first.id,)


@pytest.mark.slow
def test_each_quarter_brings_another_one_and_none_comes_twice(make_app: Callable[..., App]) -> None:
    app = make_app()
    keys = begin(app)
    seen = []
    for quarter in range(4):
        seen.append(app.session.progress.lesson)
        plan(keys, quarter)
        quarter_end(keys)
    assert all(seen) and len(set(seen)) == 4
    assert set(seen) <= set(app.settings.learned)
    app.do(Intent("unlearn"))
    assert app.session.progress.lesson and app.settings.learned == ()


def test_a_player_may_do_without(make_app: Callable[..., App]) -> None:
    app = make_app()
    app.do(Intent("setting", ("lessons", False)))
    begin(app)
    assert not shown(app)
    app.do(Intent("setting", ("lessons", True)))
    assert shown(app)


@pytest.mark.parametrize("place", get_args(Place))
def test_every_place_is_there(place: Any, make_app: Callable[..., App]) -> None:
    app = make_app()
    show_sample(app, SPOTS[place].screen)
    if place == "reveal":
        app.show("reveal")
    tree = with_lesson(app.tree(), app.texts, Lesson("x", 1, place, "Title", "One. Two."))
    lesson = find(tree, "lesson")
    words = find(tree, "lesson-text") or lesson
    assert lesson is not None and words is not None and "Title" in lesson.name + words.name and "One. Two." in words.name
    ids = [n.id for n in walk(tree)]
    assert len(ids) == len(set(ids))


def test_what_was_learned_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    kept = Settings().with_learned("a").with_learned("b").with_learned("a")
    assert saver(path)(kept) == "" and load(path) == (kept, "")
    path.write_text('{"learned": [1, 2], "theme": "light"}', "utf-8")
    assert load(path) == (replace(Settings(), theme="light"), "settings.damaged")
