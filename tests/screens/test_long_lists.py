"""Lists as long as a folder is full: a page shows a run of them, and every row can be reached, by every face."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.content.loading.compile import PackInfo
from game.play.save_folder import SaveEntry
from game.screens.app import App
from game.screens.pages.shared.long_list import RUN
from game.screens.tree.node import find, walk
from tests.screens.keyboard import Keyboard

MANY = 3 * RUN + 40


def saves(count: int) -> tuple[SaveEntry, ...]:
    return tuple(SaveEntry(f"Save {n}", Path(f"{n}.save"), "spring-curbs", "beijing", "2025Q2") for n in range(count))


def listed(app: App) -> list[str]:
    return [n.name for n in walk(app.tree()) if n.id.startswith("load:")]


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_thousands_of_saves_are_shown_a_run_at_a_time(make_app: Callable[..., App], language: str) -> None:
    app = make_app(language)
    app.show("saves")
    app.library.saves = saves(MANY)
    app.changed()
    keys, seen = Keyboard(app), listed(app)
    assert len(seen) == RUN and sum(1 for _ in walk(app.tree())) < 6 * RUN
    for _ in range(3):
        keys.press("saves-after")
        seen += listed(app)
    assert seen == [entry.name for entry in app.library.saves]
    after, before = (find(app.tree(), id) for id in ("saves-after", "saves-before"))
    assert after is not None and after.why_not and before is not None and not before.why_not
    keys.press("saves-before")
    assert listed(app) == seen[2 * RUN : 3 * RUN]
    app.library.saves = saves(RUN + 1)  # the others were deleted
    app.changed()
    assert listed(app) == [f"Save {RUN}"]
    keys.press("back")
    app.show("saves")
    app.library.saves = saves(RUN)
    app.changed()
    assert len(listed(app)) == RUN and find(app.tree(), "saves-after") is None and not app.texts.missing


def test_a_folder_full_of_packs_is_shown_a_run_at_a_time(make_app: Callable[..., App]) -> None:
    app = make_app()
    app.show("packs")
    app.library.packs = tuple(PackInfo(f"p{n}", "1", f"Pack {n}", "gameplay", "", "in play", "", ()) for n in range(MANY))
    app.changed()
    assert sum(n.role == "panel" for n in walk(app.tree())) < RUN + 5
    Keyboard(app).press("packs-after")
    assert find(app.tree(), f"pack:p{RUN}") is not None
