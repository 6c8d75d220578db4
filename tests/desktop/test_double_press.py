"""A key or button pressed twice in a row does one thing: what comes again just as another page has appeared does nothing."""

from __future__ import annotations

import pygame
import pytest

from game.desktop.window.game_window import GameWindow
from game.desktop.window.parts.double_press import QUIET
from game.engine.rules.campaign.record import Setup
from game.engine.rules.vocabulary.rules import Rules
from game.play.campaign import Campaign
from game.screens.app import App
from game.screens.scene.settings import Settings
from game.screens.scene.shown_campaign.ui import LAST_STEP
from game.screens.tree.node import Intent, Node, find, walk
from tests.desktop.fake import FakeApp
from tests.desktop.hands import Clock, Hands, point_of


def page(name: str, *, on: str = "onward", says: str = "Go on", dialog: bool = False) -> Node:
    """A page with one main button that sends its page's name."""
    go = Node("button", on, says, intent=Intent("press", (name,)), key="c", style="primary")
    asked = Node(
        "dialog", "ask", "Sure?", intent=Intent("shut"), children=(Node("button", "yes", "Yes", intent=Intent("yes"), key="c"),)
    )
    return Node("screen", name, name, style="page", children=(go, asked) if dialog else (go,))


PAGES = {
    "another screen": (page("one"), page("two")),
    "a dialog": (page("one"), page("one", dialog=True)),
    "another way on": (page("one"), page("one", says="To the briefing")),
}


def hands_on(first: Node, then: Node) -> tuple[Hands, FakeApp, Clock]:
    clock, app = Clock(), FakeApp(first, react=lambda app, _: app.show(then))
    return Hands(GameWindow(app, (640, 480), clock)), app, clock


def press(hands: Hands, way: str) -> None:
    if way == "mouse":
        box = next(b for b in hands.face.state.layout.boxes if b.node.id == "onward" and b.target)
        rect = hands.face.state.layout.shown(box, hands.face.state.view.scroll)
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            hands.face.events.handle(pygame.event.Event(kind, pos=(rect.x + 5, rect.y + 5), button=1))
        hands.face.step(hands.surface)
    else:
        hands.key(pygame.K_c, "c")


@pytest.mark.parametrize("change", sorted(PAGES))
def test_a_second_tap_does_nothing_until_the_page_has_stood_a_moment(change: str) -> None:
    hands, app, clock = hands_on(*PAGES[change])
    press(hands, "key")
    clock.now += QUIET - 0.05
    press(hands, "key")
    assert len(app.asked) == 1
    clock.now += 0.06
    press(hands, "key")
    assert len(app.asked) == 2


def test_a_double_click_presses_what_stands_there_next_only_after_a_moment() -> None:
    hands, app, clock = hands_on(*PAGES["another screen"])
    press(hands, "mouse")
    clock.now += 0.2
    press(hands, "mouse")
    assert len(app.asked) == 1
    clock.now += 0.2
    press(hands, "mouse")
    assert len(app.asked) == 2


def test_enter_twice_on_what_opens_a_dialog_does_not_answer_it() -> None:
    hands, app, clock = hands_on(*PAGES["a dialog"])
    hands.press("onward")
    assert hands.face.state.view.focus == "yes"
    hands.key(pygame.K_RETURN)
    assert len(app.asked) == 1
    clock.now += 0.4
    hands.key(pygame.K_RETURN)
    assert app.asked[-1] == Intent("yes")


def test_the_moment_begins_when_the_page_is_seen_and_not_while_it_is_made() -> None:
    hands, app, clock = hands_on(*PAGES["another screen"])
    hands.face.events.handle(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_c, mod=0, unicode="c"))
    hands.face.refresh.update()
    clock.now += 1.0  # a slow machine paints
    hands.face.step(hands.surface)
    press(hands, "key")
    assert len(app.asked) == 1


def test_keys_on_a_page_that_stays_are_as_fast_as_the_hand() -> None:
    app = FakeApp(page("one"))
    hands = Hands(GameWindow(app, (640, 480), Clock()))
    for _ in range(3):
        press(hands, "key")
    press(hands, "mouse")
    assert len(app.asked) == 4


def test_another_key_is_no_second_tap() -> None:
    hands, app, _ = hands_on(
        page("one"), Node("screen", "two", "two", children=(Node("button", "b", "B", intent=Intent("b"), key="b"),))
    )
    press(hands, "key")
    hands.key(pygame.K_b, "b")
    assert app.asked[-1] == Intent("b")


@pytest.fixture
def desk(rules: Rules) -> tuple[App, Hands, Clock]:
    clock = Clock()
    app = App(rules, None, Settings(), threads=False, clock=clock)
    app.tick()
    app.adopt(Campaign.start(rules, Setup("spring-curbs", 1, "washington")))
    return app, Hands(GameWindow(app, (1280, 720), clock)), clock


def test_a_double_tap_at_each_step_of_a_quarter_goes_one_step(desk: tuple[App, Hands, Clock]) -> None:
    app, hands, clock = desk
    seen = []
    for _ in range(4):
        clock.now += 1.0
        for _ in range(2):
            hands.key(pygame.K_c, "c")
            clock.now += 0.1
        seen.append((app.ui.screen, app.ui.dialog, app.campaign.observation.quarter))
        if app.ui.dialog:
            clock.now += 1.0
            hands.key(pygame.K_h, "h")
            hands.key(pygame.K_h, "h")
    assert seen[:2] == [("desk", "", 0), ("desk", "empty", 0)]
    assert seen[2:] == [("reveal", "", 1), ("briefing", "", 1)] and app.ui.step == LAST_STEP


def test_an_empty_plan_is_asked_about_once_and_another_is_not(desk: tuple[App, Hands, Clock]) -> None:
    app, hands, clock = desk
    app.show("desk")
    app.do(Intent("say", ("ease",)))
    go = find(app.tree(), "commit")
    assert go is not None and go.intent == Intent("dialog", ("empty",)), "a card is not answered yet"
    for card in [n for n in app.tree().children if n.id.startswith("card:")]:
        response = next(n for n in walk(card) if n.role == "option" and n.enabled)
        assert response.intent is not None
        app.do(response.intent)
    hands.face.step(hands.surface)
    go = find(app.tree(), "commit")
    assert go is not None and go.intent == Intent("commit")
    app.do(Intent("clear"))
    hands.face.step(hands.surface)
    hands.key(pygame.K_c, "c")
    assert app.ui.dialog == "empty" and point_of(hands.face, "empty-yes")
    assert hands.face.state.view.focus == "empty-no"
    clock.now += 1.0
    hands.key(pygame.K_c, "c")
    assert app.campaign.observation.quarter == 0, "the key that asks does not answer"
    hands.press("empty-yes")
    assert app.campaign.observation.quarter == 1 or app.ui.screen == "answer"
