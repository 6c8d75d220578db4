"""The reveal opens with its headline, and both answers at the brink are turned over together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.desktop.graphics.fonts import Fonts
from game.desktop.layout.arrange import arrange, em_for
from game.devtools.sample_situations import refuse_all, show_sample
from game.screens.app import App
from game.screens.tree.node import Intent, find
from game.structs import replace

LAST = 4


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)], ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_it_opens_with_the_headline_and_nothing_moves_while_the_months_go_by(
    language: str, size: tuple[int, int], make_app: Callable[..., App]
) -> None:
    """The headline came after the third month and pushed the map down by 130 pixels."""
    app = make_app(language)
    show_sample(app, "reveal")
    em = em_for(*size, 1.0)
    places = []
    for step in range(LAST + 1):
        app.ui = replace(app.ui, step=step)
        layout = arrange(app.tree(), *size, Fonts(em), em)
        boxes = {b.node.id: (b.x, b.y, b.w) for b in layout.boxes if b.part in ("text", "map") and not b.node.id.startswith("news")}
        places.append({id: boxes[id] for id in ("headline", "map", "turned:beijing:word", "turned:washington:word")})
    assert all(place == places[0] for place in places)
    (map_box,) = [b for b in layout.boxes if b.part == "map"]
    assert layout.shown(map_box, {}).h == map_box.h, "the map is in sight without scrolling"


@pytest.mark.parametrize(("ours", "told"), [("climb", "climb"), ("down", "down")])
def test_both_answers_at_the_brink_are_turned_over_with_what_they_risked_and_got(
    ours: str, told: str, make_app: Callable[..., App]
) -> None:
    app = make_app()
    show_sample(app, "brink")
    app.do(Intent("answer", ("brink", ours)))
    app.do(Intent("brink-done"))
    app.do(Intent("commit"))
    refuse_all(app)
    scene = find(app.tree(), "turned-brink")
    assert app.ui.screen == "reveal" and scene is not None
    t = app.texts
    for side in ("beijing", "washington"):
        answer, risk = (find(scene, f"turned-brink:{side}:{part}") for part in ("answer", "risk"))
        assert answer is not None and answer.name in {t(f"brink.{a}") for a in ("climb", "hold", "down")}
        assert risk is not None and risk.name
    own = find(scene, "turned-brink:beijing:answer")
    came = find(scene, "turned-brink-came")
    assert own is not None and own.name == t(f"brink.{told}") and came is not None and "{" not in came.name
    show_sample(app, "reveal")
    assert find(app.tree(), "turned-brink") is None, "a quarter without a brink has no such scene"
