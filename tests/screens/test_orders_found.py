"""Orders are found by family, by typing their name, and by the country that was pressed on the map."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from game.devtools.sample_situations import show_sample
from game.engine.rules.vocabulary.plan import GiveOrder
from game.screens.app import App
from game.screens.pages.desk.measures_panel import decree_told, everything, families
from game.screens.scene.scene import Play
from game.screens.tree.node import Intent, find, walk

from .keyboard import begin


def listed(app: App) -> set[str]:
    """The ids of the measures that the column lists."""
    panel = find(app.tree(), "measures")
    assert panel is not None
    rows = find(panel, "family-rows")
    assert rows is not None
    return {n.id.split(":")[1] for n in walk(rows) if n.id.startswith(("dial:", "order:"))}


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_every_measure_is_found_by_its_name_and_in_its_family(language: str, make_app: Callable[..., App]) -> None:
    app = make_app(language)
    show_sample(app, "desk")
    app.do(Intent("column", ("orders",)))
    scene = app.scene()
    assert isinstance(scene, Play)
    known = everything(scene)
    for item in known:
        app.do(Intent("find", (item.title,)))
        assert item.id in listed(app), item.title
    app.do(Intent("find", ("nothing is called so",)))
    assert not listed(app) and find(app.tree(), "find-none") is not None
    app.do(Intent("find", ("",)))
    by_family = set()
    for family in families(scene):
        app.do(Intent("family", (family,)))
        by_family |= listed(app)
    assert by_family == {x.id for x in known}


def test_a_country_lists_every_order_that_can_be_given_there(make_app: Callable[..., App]) -> None:
    app = make_app()
    show_sample(app, "desk")
    scene = app.scene()
    assert isinstance(scene, Play)
    for region in scene.observation.stances:
        app.do(Intent("place", (region,)))
        aimed = {x.id for x in everything(scene) if region in getattr(x, "targets", ())}
        assert aimed <= listed(app), region


def test_an_order_that_a_vote_may_end_says_whose_broken_word_that_is(make_app: Callable[..., App]) -> None:
    app = make_app()
    begin(app, side="washington")
    order = next(o for o in app.rules.orders.values() if o.side == "washington" and o.promise and o.statute and o.targets)
    scene: Any = app.scene()
    target = order.targets[0]
    assert decree_told(scene, order, GiveOrder(order.id, target)) == scene.t("order.decree_risk")
    assert decree_told(scene, order, GiveOrder(order.id, target, statute=True)) == ""
    plain = next(o for o in app.rules.orders.values() if o.side == "washington" and not o.promise)
    assert decree_told(scene, plain, GiveOrder(plain.id)) == ""
