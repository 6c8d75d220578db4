"""The Classroom screen: a lesson is opened with one press, PIN and code are told, the class is steered and ended; joining."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from game.classroom.server.entry import modules
from game.screens.app import App
from game.screens.scene import class_server
from game.screens.scene.class_server import ClassServer
from game.screens.tree.node import Code, Intent, Node, walk
from game.screens.verbs import class_verbs
from tests.classroom.served import Pupil, Served

ROOT = Path(__file__).resolve().parents[2]


def find(app: App, id: str) -> Node:
    return next(node for node in walk(app.tree()) if node.id == id)


@pytest.fixture
def app(rules: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    monkeypatch.setattr(class_verbs, "ClassServer", lambda language: ClassServer(language, str(tmp_path), "0"))
    made = App(rules, None, threads=False, animate=False)
    made.tick()
    made.seen_pages = []  # type: ignore[attr-defined]
    made.browse = made.seen_pages.append  # type: ignore[attr-defined]
    made.do(Intent("go", ("class",)))
    made.tick()
    yield made
    made.close()
    assert made.class_server is None or made.class_server._process.poll() is not None


def settled(app: App) -> None:
    """Let work beside be done."""
    for _ in range(3):
        app.tick()


def test_a_lesson_is_opened_followed_and_ended(app: App) -> None:
    app.do(Intent("class-begin", ("council",)))
    settled(app)
    assert app.class_server is not None
    now = app.library.class_now
    assert now is not None and now.begun and len(now.pin) == 6
    assert find(app, "class-pin").style == find(app, "class-address").style == "display"
    code = find(app, "class-code").data
    assert isinstance(code, Code) and list(code.rows) == modules(now.join) and now.pin in now.join
    port = urlsplit(app.class_server.url).port
    assert port is not None
    pupil = Pupil(Served(app.class_server._process, port), now.pin)
    app.next_look = 0.0
    settled(app)  # it looks by itself
    assert "1" in find(app, "class-answered").name
    for _ in range(2):
        app.do(Intent("class-press", ("next",)))
        settled(app)
    assert app.library.class_now is not None and app.library.class_now.step == "vote" and pupil.can_vote()
    app.do(Intent("class-page", ("stage",)))
    app.do(Intent("class-page", ("teacher",)))
    stage, teacher = app.seen_pages  # type: ignore[attr-defined]
    assert stage.endswith("/stage") and app.class_server.key in teacher and app.class_server.key not in stage
    process = app.class_server._process
    app.do(Intent("class-end"))
    settled(app)
    assert process.poll() == 0 and app.class_server is None and find(app, "class-lessons")


def test_a_key_or_a_folder_that_begins_with_a_dash_is_no_option(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setattr(class_server.secrets, "token_urlsafe", lambda size: "-" + "k" * size)
    server = ClassServer("en", "-sessions", "0")
    try:
        assert not server.now().begun and (tmp_path / "-sessions").is_dir()
    finally:
        server.stop()


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("192.168.1.20:8018 abcdef", "http://192.168.1.20:8018/?pin=ABCDEF"),
        ("http://192.168.1.20:8018/", "http://192.168.1.20:8018/"),
        ("http://10.0.0.7:8018/?pin=QWERTY", "http://10.0.0.7:8018/?pin=QWERTY"),
    ],
)
def test_an_address_opens_the_pupils_page(app: App, typed: str, page: str) -> None:
    app.do(Intent("class-join", (typed,)))
    assert app.seen_pages == [page]  # type: ignore[attr-defined]


@pytest.mark.parametrize("typed", ["", "nonsense", "file:///etc/passwd", "192.168.1.20:8018 ABCDEF; rm", "a b c"])
def test_what_is_no_address_is_told_and_opens_nothing(app: App, typed: str) -> None:
    app.do(Intent("class-join", (typed,)))
    assert app.seen_pages == []  # type: ignore[attr-defined]
    assert "8018" in app.ui.message


def test_a_session_code_begins_its_campaign_here(app: App, rules: Any) -> None:
    from game.engine.rules import Setup
    from game.play import Campaign

    asked: list[str] = []

    def open_code(code: str) -> Campaign:
        asked.append(code)
        return Campaign.start(rules, Setup("first-crisis", 3, "beijing"))

    app.from_code = open_code
    app.do(Intent("class-join", ("abcd-efgh jkmn",)))
    settled(app)
    assert asked == ["ABCDEFGHJKMN"] and app.campaign is not None and app.seen_pages == []  # type: ignore[attr-defined]


def test_a_server_that_cannot_start_is_told(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(class_server, "program", lambda: ["false"])
    app.do(Intent("class-begin", ("council",)))
    settled(app)
    assert (app.notice or app.ui.message) and app.library.class_now is None


def test_a_taken_port_is_told_in_the_servers_own_words(app: App, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        monkeypatch.setattr(class_verbs, "ClassServer", lambda language: ClassServer(language, str(tmp_path), port))
        app.do(Intent("class-begin", ("council",)))
        settled(app)
    assert port in app.notice + app.ui.message
