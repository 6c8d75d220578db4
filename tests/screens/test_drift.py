"""Beside a cause that is only the past at work stands what moved in the world, and a figure that held is told as held."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from game.forecast.causes import Cause
from game.screens.app import App
from game.screens.pages.quarter.changes_abroad import changes_abroad, changes_told
from game.screens.pages.quarter.waterfall import Teller, sentence_told
from game.screens.words.texts import LANGUAGES, Texts
from game.structs import replace
from tests.screens.keyboard import begin


def moved(o: Any, **changes: float) -> Any:
    """The observation with some arrays of heavy magnets multiplied everywhere abroad."""
    world = o.world.copy()
    p, f = world.spec.product("heavy.magnet"), world.spec.finals.index("heavy.magnet")
    for name, factor in changes.items():
        array = getattr(world, name)
        column = f if array.shape[1] == len(world.spec.finals) else p
        if name == "price":
            array[1, p] = array[1, p] * factor
            continue
        for r in range(len(world.spec.regions)):
            if r != int(world.spec.home[p]):
                array[r, column] = array[r, column] * factor
    return replace(o, world=world)


@pytest.mark.parametrize(("name", "key"), [("capacity", "outside"), ("stock", "cover"), ("price", "price")])
def test_what_moved_abroad_is_read_with_its_sign(make_app: Callable[..., App], name: str, key: str) -> None:
    app = make_app()
    begin(app, side="beijing")
    scene: Any = app.scene()
    o = scene.observation
    (found,) = changes_abroad(o, moved(o, **{name: 1.5}))
    assert (found.key, found.product) == (key, "heavy.magnet") and found.now > found.was
    assert changes_abroad(o, o) == [] and changes_abroad(o, moved(o, **{name: 1.0001})) == []


def test_it_is_told_in_both_languages_and_only_when_something_moved(make_app: Callable[..., App]) -> None:
    for language in LANGUAGES:
        app = make_app(language)
        begin(app, side="beijing")
        scene: Any = app.scene()
        o = scene.observation
        told = changes_told(replace(scene, before=o, observation=moved(o, price=1.5)))
        assert scene.t.name("heavy.magnet") in told and "→" in told and "{" not in told
        assert changes_told(replace(scene, before=o)) == "" == changes_told(scene)


def test_a_figure_that_held_is_told_as_held(rules: Any) -> None:
    teller = Teller(Texts("en"), rules, None)
    small = (Cause("policy", "policy", 0.25, 0.0), Cause("chance", "chance", -0.125, 0.25))
    assert "held at 15" in sentence_told(teller, "leverage", 0.125, "15", small)
    cancelled = (Cause("policy", "policy", 4.0, -4.0), Cause("chance", "chance", -4.0, 4.0))
    assert "without it" in sentence_told(teller, "leverage", 0.0, "15", cancelled)
