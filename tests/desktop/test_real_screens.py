"""The game's own screens in the window: laid out without overlap, a campaign by keyboard alone, a quarter by mouse alone."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.desktop.graphics.fonts import Fonts
from game.desktop.layout.arrange import arrange, em_for
from game.desktop.window.game_window import GameWindow
from game.devtools.sample_situations import VIEWS, show_sample
from game.engine.rules.campaign.record import Setup
from game.engine.rules.vocabulary.rules import Rules
from game.play.campaign import Campaign
from game.screens.app import App
from game.screens.pages.desk.desk_page import TABS
from game.screens.scene.routes import SCREENS
from game.screens.scene.settings import Settings
from game.screens.tree.node import Intent, controls, find, walk
from tests.desktop.hands import Hands, point_of, unhurried
from tests.desktop.test_layout import GROUNDS, holds

DIALOGS = ("explain leverage", "explain leverage-today", "explain support")  # each opens over the one before


@pytest.fixture(params=["en", "zh-Hans"])
def app(rules: Rules, request: pytest.FixtureRequest) -> App:
    """The app in the third quarter of the shortest campaign."""
    shortest = min(rules.scenarios.values(), key=lambda s: (s.quarters, s.id))
    campaign = Campaign.start(rules, Setup(shortest.id, 5, "beijing"))
    for _ in range(2):
        campaign.stay_the_course()
    made = App(rules, None, Settings(language=request.param), threads=False, animate=False)
    made.tick()
    made.adopt(campaign)
    return made


@pytest.mark.parametrize("size", [(320, 240), (1280, 720), (1920, 1080), (720, 1280)], ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_games_screens_have_room_for_everything(app: App, size: tuple[int, int], scale: float) -> None:
    em = em_for(*size, scale)
    letters = Fonts(em)
    shown = [(s, "tab world") for s in SCREENS if s not in ("ending", "years")]  # these are shown when the campaign is over
    for screen, does in [*shown, *(("desk", f"tab {t}") for t in TABS), *(("desk", d) for d in DIALOGS)]:
        app.show(screen)
        verb, what = does.split()
        app.do(Intent(verb, (what,)))
        tree = app.tree()
        layout = arrange(tree, *size, letters, em)
        assert [b.node.id for b in layout.targets() if "/" not in b.node.id] == [n.id for n in controls(tree)], screen
        solid = [b for b in layout.boxes if b.lines or (b.target and b.part not in GROUNDS and b.part != "place")]
        for i, one in enumerate(solid):
            area = layout.areas[one.area].rect
            assert one.x >= area.x - 1 and one.x + one.w <= area.right + 1, f"{screen}: {one.node.id} leaves its area"
            for other in solid[i + 1 :]:
                clash = one.area == other.area and one.rect.meets(other.rect) and not holds(one, other) and not holds(other, one)
                assert not clash, f"{screen}: {one.node.id} and {other.node.id} overlap"


def steps(app: App) -> Iterator[str]:
    """The button that goes on from each screen, until the campaign ends."""
    onward = {"briefing": "brief-go", "desk": "commit", "answer": "answer-done", "reveal": "reveal-go", "brink": "brink-go"}
    onward["years"] = "years-go"
    for _ in range(200):
        screen = app.ui.screen
        if screen == "ending":
            return
        target = find(app.tree(), "empty-yes" if app.ui.dialog == "empty" else onward[screen])
        assert target is not None
        if target.why_not:  # the brink, and each offer, asks for an answer first
            groups = [[c for c in n.children if c.role == "option"] for n in walk(app.tree())]
            yield next(free[0].id for g in groups if (free := [c for c in g if not c.why_not]) and not any(c.on for c in g))
        else:
            yield target.id
    raise AssertionError("the campaign does not end")


@pytest.mark.slow
@pytest.mark.parametrize("way", ["keyboard", "mouse"])
def test_a_whole_campaign_by_one_device_alone(rules: Rules, way: str) -> None:
    app = App(rules, None, Settings(), threads=False, animate=False)
    hands = Hands(unhurried(app))
    use = hands.press if way == "keyboard" else hands.click
    use("new")
    use("side:beijing")
    use("start")
    assert app.ui.screen == "briefing"
    seen = set()
    for id in steps(app):
        seen.add(app.ui.screen)
        use(id)
    assert app.ui.screen == "ending" and {"briefing", "desk", "reveal"} <= seen
    use("end-title-go")
    assert app.ui.screen == "title"


@pytest.mark.slow
def test_every_control_of_every_screen_is_reached_by_either_device_alone(rules: Rules) -> None:
    app = App(rules, None, Settings(), threads=False, animate=False)
    app.tick()
    missed = []
    for name in (*SCREENS, *VIEWS):
        show_sample(app, name)
        app.tick()
        hands = Hands(GameWindow(app, (1280, 720)))
        wanted = {n.id for n in controls(app.tree()) if n.role != "dialog"}
        assert wanted, name
        missed += [f"{name}: {id} by mouse" for id in wanted if point_of(hands.face, id) is None]
        focused = set()
        for _ in range(len(hands.face.state.layout.targets()) + 1):
            hands.key(pygame.K_TAB)
            focused.add(hands.face.state.view.focus)
        missed += [f"{name}: {id} by keyboard" for id in wanted - focused]
        app.session.campaign = None
    assert missed == []
