"""The window for a screen reader: what it is told of a Desk and of a dialog, what it asks for, and a real one on a real bus."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pygame
import pytest

from game.desktop.access import screen_reader as bridges
from game.desktop.access.screen_reader import ScreenReader
from game.desktop.access.screen_reader_tree import LIVE_TEXT, REQUESTED, ROLES, WINDOW, TreeBuilder, WindowSnapshot, number
from game.desktop.window.game_window import GameWindow
from game.engine.rules.vocabulary.rules import Rules
from game.screens.tree.node import Intent, Node, controls, walk
from game.screens.words.texts import LANGUAGES
from tests.desktop import gallery, reader
from tests.desktop.test_voice import playing
from tests.desktop.test_window import ROOT, face_of, key

accesskit = pytest.importorskip("accesskit")


def told(sight: WindowSnapshot) -> tuple[Any, dict[int, Any]]:
    """A whole update, and its nodes by number."""
    update = TreeBuilder(sight).update()
    return update, dict(update.nodes)


def reached(nodes: dict[int, Any], id: int = WINDOW) -> list[int]:
    """The numbers of everything below a node, in reading order."""
    return [id, *(n for child in nodes[id].children for n in reached(nodes, child))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_real_desk_is_told_whole_with_names_roles_states_and_places(rules: Rules, language: str) -> None:
    app = playing(rules, language)
    app.show("desk")
    face = GameWindow(app, (1280, 720))
    face.step(pygame.Surface((1280, 720)))
    key(face, pygame.K_TAB)
    update, nodes = told(face.announcements.snapshot())
    assert update.focus == number(face.state.view.focus) and update.tree.root == WINDOW
    order = reached(nodes)
    assert sorted(order) == sorted(nodes), "every node hangs in the tree once"
    assert nodes[WINDOW].label == face.state.tree.name and nodes[WINDOW].language == app.settings.language
    for node in controls(face.state.tree):
        made = nodes[number(node.id)]
        name = made.label or made.value or ""
        assert name.strip(), node.id
        assert node.name in name, node.id
        assert bool(node.why_not) == made.is_disabled and node.why_not[:-1] in (made.description or ""), node.id
        assert made.supports_action(accesskit.Action.FOCUS)
        assert made.supports_action(accesskit.Action.CLICK) != bool(node.why_not)
    for made in nodes.values():
        box = made.bounds
        if box:
            assert 0 <= box.x0 < box.x1 <= 1280 and 0 <= box.y0 < box.y1 <= 720
    assert sum(made.bounds is not None for made in nodes.values()) > len(nodes) // 3
    kinds = {str(made.role).rpartition(".")[2] for made in nodes.values()}
    assert {"WINDOW", "BUTTON", "LABEL", "TAB_LIST", "TAB", "GROUP"} <= kinds
    places = [box for box in face.state.layout.targets() if box.part == "place"]
    assert all(number(box.node.id) in order for box in places)


def test_states_values_and_tables_are_told() -> None:
    press = Intent("press")
    rows = tuple(Node("row", f"r{i}", children=tuple(Node("text", f"c{i}{j}", f"{i}{j}") for j in range(3))) for i in range(2))
    options = Node("option", "o", "Dark", on=True, intent=press), Node("option", "p", "Light", intent=press)
    tree = Node(
        "screen",
        "s",
        "Page",
        style="page",
        children=(
            Node("toggle", "t", "Motion", on=True, intent=press),
            Node("choice", "c", "Theme", children=options),
            Node("tabs", "tabs", children=(Node("option", "tab", "World", on=True, intent=press),)),
            Node("field", "f", "Seed", "42", intent=press),
            Node("table", "table", "Stocks", children=rows),
            Node("text", "notice", "Saved"),
        ),
    )
    face, _, _, _ = face_of(tree)
    face.state.view.typed["f"] = "421"
    _, nodes = told(face.announcements.snapshot())
    by = {n.id: nodes[number(n.id)] for n in walk(tree) if n.role != "screen"}
    assert by["t"].toggled == by["o"].toggled == accesskit.Toggled.TRUE and by["p"].toggled == accesskit.Toggled.FALSE
    assert by["tab"].role == accesskit.Role.TAB and by["tab"].is_selected
    assert by["f"].label == "Seed" and by["f"].value == "421" and by["f"].supports_action(accesskit.Action.SET_VALUE)
    assert (by["table"].row_count, by["table"].column_count) == (2, 3) and by["r0"].role == accesskit.Role.ROW
    assert by["c01"].role == accesskit.Role.COLUMN_HEADER and by["c11"].role == accesskit.Role.CELL and by["c12"].column_index == 2
    assert by["notice"].live == accesskit.Live.POLITE and nodes[LIVE_TEXT].live == accesskit.Live.POLITE
    assert all(hasattr(accesskit.Role, name) for name in ROLES.values())


def test_a_dialog_is_modal_has_the_focus_and_hides_what_is_under_it() -> None:
    face, app, surface, _ = face_of(gallery.desk())
    app.show(gallery.desk(dialog=True))
    face.step(surface)
    update, nodes = told(face.announcements.snapshot())
    dialog = next(n for n in walk(app.root) if n.role == "dialog")
    made = nodes[number(dialog.id)]
    assert made.is_modal and made.role == accesskit.Role.DIALOG and nodes[WINDOW].children == [number(dialog.id), LIVE_TEXT]
    assert update.focus == number(face.state.view.focus) in reached(nodes, number(dialog.id))
    assert number("commit") not in nodes
    width = made.bounds.x1 - made.bounds.x0
    assert width < 1280, "the dialog is not as large as its veil"


def test_places_follow_the_scrolling() -> None:
    face, _, _, _ = face_of(gallery.page(), (640, 480))
    before = told(face.announcements.snapshot())[1]
    key(face, pygame.K_END)
    after = told(face.announcements.snapshot())[1]
    moved = [n for n in before if (a := before[n].bounds) and (b := after[n].bounds) and b.y0 < a.y0]
    gone = [n for n in before if before[n].bounds and not after[n].bounds]
    assert moved or gone
    assert any(after[n].bounds and not before[n].bounds for n in after)


@pytest.mark.parametrize("name", sorted(gallery.screens()))
def test_what_is_asked_presses_the_right_control(name: str) -> None:
    tree = gallery.screens()[name]
    for node in controls(tree):
        face, app, _, _ = face_of(tree)
        if node.role == "dialog":
            continue
        face.events.handle(pygame.event.Event(REQUESTED, action="focus", target=number(node.id), text=""))
        assert face.state.view.focus == node.id and face.state.view.ring and not app.asked
        action = "value" if node.role == "field" else "click"
        face.events.handle(pygame.event.Event(REQUESTED, action=action, target=number(node.id), text="77"))
        if node.role == "field" and not node.why_not:
            assert node.intent and app.asked == [Intent(node.intent.verb, (*node.intent.args, "77"))]
        elif node.why_not:
            assert not app.asked
        else:
            assert app.asked == [node.intent]
    face, app, _, _ = face_of(tree)
    face.events.handle(pygame.event.Event(REQUESTED, action="click", target=12345, text=""))
    assert not app.asked, "what is no longer there is not pressed"


class Adapter:
    """Takes what is sent; fails when told to."""

    def __init__(self, activate: Any, act: Any, leave: Any) -> None:
        self.activate, self.act, self.leave = activate, act, leave
        self.updates: list[Any] = []
        self.focus: list[bool] = []
        self.broken = False

    def update_if_active(self, make: Any) -> None:
        if self.broken:
            raise BaseException("a panic of the library")
        self.updates.append(make())

    def update_window_focus_state(self, on: bool) -> None:
        self.focus.append(on)


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> tuple[ScreenReader, Adapter]:
    made: list[Adapter] = []

    def make(*handlers: Any) -> Adapter:
        made.append(Adapter(*handlers))
        return made[0]

    monkeypatch.setattr(pygame.display, "get_driver", lambda: "x11")
    link = ScreenReader(make)
    link.attach()
    return link, made[0]


def test_nothing_is_sent_until_a_reader_listens_then_all_then_only_changes(linked: tuple[ScreenReader, Adapter]) -> None:
    link, adapter = linked
    face, app, surface, _ = face_of(gallery.desk())
    seen: list[int] = []

    def see() -> WindowSnapshot:
        seen.append(1)
        return face.announcements.snapshot()

    link.follow(see)
    assert not seen and not adapter.updates
    link.focused(True)
    assert adapter.activate() is None and not adapter.updates, "its thread holds a lock: the next step sends"
    link.follow(see)
    link.follow(see)
    assert len(adapter.updates) == 1 and len(adapter.updates[0].nodes) > 50 and adapter.focus == [True]
    key(face, pygame.K_TAB)
    link.follow(see)
    assert len(adapter.updates) == 2 and len(adapter.updates[1].nodes) == 1
    assert adapter.updates[1].focus == number(face.state.view.focus)
    app.show(gallery.page())
    face.step(surface)
    link.follow(see)
    assert len(adapter.updates[2].nodes) > 5
    adapter.leave()
    app.show(gallery.menu())
    face.step(surface)
    link.follow(see)
    assert len(adapter.updates) == 3


def test_a_wish_is_posted_as_an_event_and_nonsense_is_not(linked: tuple[ScreenReader, Adapter]) -> None:
    _, adapter = linked
    pygame.event.clear()
    adapter.act(SimpleNamespace(action=accesskit.Action.CLICK, target=5, data=None))
    adapter.act(SimpleNamespace(action=accesskit.Action.SET_VALUE, target=6, data=(accesskit.ActionDataKind.VALUE, "x")))
    adapter.act(SimpleNamespace(action=accesskit.Action.SCROLL_UP, target=6, data=None))
    adapter.act(SimpleNamespace(action=accesskit.Action.CLICK, target="?", data=None))
    found = [(e.action, e.target, e.text) for e in pygame.event.get(REQUESTED)]
    assert found == [("click", 5, ""), ("value", 6, "x")]


def test_a_failure_of_the_library_ends_the_connection_and_nothing_else(linked: tuple[ScreenReader, Adapter]) -> None:
    link, adapter = linked
    face, _, _, _ = face_of(gallery.menu())
    adapter.activate()
    adapter.broken = True
    link.follow(face.announcements.snapshot)
    adapter.broken = False
    link.follow(face.announcements.snapshot)
    assert not adapter.updates


def test_without_the_library_or_a_display_nothing_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Any] = []
    ScreenReader(lambda *h: made.append(h)).attach()
    monkeypatch.setattr(pygame.display, "get_driver", lambda: "x11")
    monkeypatch.setattr(bridges, "installed", lambda: False)
    ScreenReader(lambda *h: made.append(h)).attach()
    assert not made


PLAY = """
from tests.desktop import gallery
from tests.desktop.fake import FakeApp
from game.desktop.window.loop import run
def react(app, intent):
    print(intent.verb, *intent.args, flush=True)
    app.running = False
print("exit", run(FakeApp(gallery.menu(), react=react), size=(800, 600)), flush=True)
"""


def test_a_real_reader_reads_a_real_window_and_presses_a_control(screen: str) -> None:
    if reader.lacking():
        pytest.skip(reader.lacking())
    drop = ("WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS")
    env = {k: v for k, v in os.environ.items() if k not in drop}
    env |= {"DISPLAY": screen, "SDL_VIDEODRIVER": "x11", "SDL_FRAMEBUFFER_ACCELERATION": "0", "PYTHONPATH": str(ROOT)}
    command = ["dbus-run-session", "--", sys.executable, "-m", "tests.desktop.reader", "Codex", "--", sys.executable, "-c", PLAY]
    done = subprocess.run(command, env=env, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)
    lines = done.stdout.splitlines()
    found = [json.loads(line) for line in lines if line.startswith("{")]
    names = {f["name"]: f["role"] for f in found if "name" in f}
    if not names:
        pytest.skip(f"no accessibility bus came up: {done.stderr[-300:]}")
    assert names["New campaign"] == names["Codex"] != names["Indispensable"]
    assert found[-1] == {"pressed": True} and "press menu3" in lines and "exit 0" in lines
