"""The window: keyboard alone, mouse alone, typing, focus, scrolling, redraw on change, the loop and its ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pygame
import pytest

from game.desktop.window import loop
from game.desktop.window.display import NoDisplay, open_window, toggle_full_screen
from game.desktop.window.game_window import GameWindow
from game.desktop.window.loop import run
from game.screens.tree.node import Intent, Node, controls
from tests.desktop import gallery
from tests.desktop.fake import FakeApp
from tests.desktop.hands import Clock, point_of
from tests.waiting import until

SIZES = ((320, 240), (1280, 720), (1920, 1080))


def face_of(tree: Node, size: tuple[int, int] = (1280, 720), **more: object) -> tuple[GameWindow, FakeApp, pygame.Surface, Clock]:
    app, clock = FakeApp(tree, **more), Clock()  # type: ignore[arg-type]
    face = GameWindow(app, size, clock)
    surface = pygame.Surface(size)
    face.step(surface)
    return face, app, surface, clock


def key(face: GameWindow, code: int, *, text: str = "", mod: int = 0) -> None:
    face.events.handle(pygame.event.Event(pygame.KEYDOWN, key=code, mod=mod, unicode=text))
    if text:
        face.events.handle(pygame.event.Event(pygame.TEXTINPUT, text=text))
    face.refresh.update()


def type_text(face: GameWindow, text: str) -> None:
    for char in text:
        key(face, ord(char.lower()), text=char)


def click(face: GameWindow, at: tuple[int, int]) -> None:
    face.events.handle(pygame.event.Event(pygame.MOUSEMOTION, pos=at, rel=(0, 0), buttons=(0, 0, 0)))
    face.events.handle(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=at, button=1))
    face.events.handle(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=at, button=1))
    face.refresh.update()


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("name", sorted(gallery.screens()))
def test_every_control_is_reached_by_tab_in_the_trees_order_and_seen(name: str, size: tuple[int, int]) -> None:
    tree = gallery.screens()[name]
    face, _, _, _ = face_of(tree, size)
    wanted = [n.id for n in controls(tree)]
    if not face.state.view.focus:
        key(face, pygame.K_TAB)
    seen = []
    for _ in range(len(face.state.layout.targets())):
        seen.append(face.state.view.focus)
        box = face.state.layout.target(face.state.view.focus)
        assert box is not None
        shown = face.state.layout.shown(box, face.state.view.scroll)
        assert shown.w > 0 and shown.h > 0, f"{box.node.id} has the focus but cannot be seen"
        key(face, pygame.K_TAB)
    assert [i for i in seen if "/" not in i] == wanted[wanted.index(seen[0]) :] + wanted[: wanted.index(seen[0])]
    key(face, pygame.K_TAB, mod=pygame.KMOD_SHIFT)
    assert face.state.view.focus == seen[-1]


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("name", sorted(gallery.screens()))
def test_every_control_can_be_clicked_at_its_rectangle(name: str, size: tuple[int, int]) -> None:
    tree = gallery.screens()[name]
    for node in controls(tree):
        face, app, _, _ = face_of(tree, size)
        at = point_of(face, node.id)
        assert at is not None, f"{node.id} cannot be pointed at"
        click(face, at)
        if node.role == "field":
            assert face.state.view.focus == node.id and face.state.view.caret >= 0
        elif node.why_not:
            assert not app.asked and face.state.view.why == node.id
        else:
            assert app.asked == [node.intent]


def test_enter_and_space_activate_and_a_greyed_control_says_why() -> None:
    face, app, surface, _ = face_of(gallery.page())
    for code in (pygame.K_RETURN, pygame.K_SPACE):
        face.focus.to("last")
        key(face, code)
        assert app.asked.pop() == Intent("press", ("last",))
    face.focus.to("greyed")
    key(face, pygame.K_RETURN)
    assert not app.asked and face.state.view.why == "greyed"
    before = pygame.image.tobytes(surface, "RGB")
    assert face.step(surface) and pygame.image.tobytes(surface, "RGB") != before
    key(face, pygame.K_ESCAPE)
    assert face.state.view.why == ""


def test_arrows_move_the_focus_as_tab_does() -> None:
    face, _, _, _ = face_of(gallery.menu())
    key(face, pygame.K_DOWN)
    assert face.state.view.focus == "menu0" and face.state.view.ring
    key(face, pygame.K_DOWN)
    assert face.state.view.focus == "menu1"
    key(face, pygame.K_UP)
    key(face, pygame.K_UP)
    assert face.state.view.focus == "menu5"


def test_shortcuts_press_their_control_and_escape_has_its_own() -> None:
    face, app, _, _ = face_of(gallery.desk())
    key(face, pygame.K_c, text="c")
    assert app.asked.pop() == Intent("press", ("commit",))
    key(face, pygame.K_ESCAPE)
    assert app.asked.pop() == Intent("press", ("menu",))
    key(face, pygame.K_u, text="u")
    assert not app.asked and face.state.view.why == "undo"
    key(face, pygame.K_c, text="c", mod=pygame.KMOD_CTRL)
    assert not app.asked


def test_a_key_that_is_held_moves_on_but_presses_nothing_twice() -> None:
    face, app, _, _ = face_of(gallery.menu())
    held: set[int] = set()
    for code in (pygame.K_DOWN, pygame.K_DOWN, pygame.K_RETURN, pygame.K_RETURN):
        event = pygame.event.Event(pygame.KEYDOWN, key=code, mod=0, unicode="")
        face.events.handle(event, again=loop.repeated(event, held))
    assert face.state.view.focus == "menu1" and app.asked == [Intent("press", ("menu1",))]
    loop.repeated(pygame.event.Event(pygame.KEYUP, key=pygame.K_RETURN), held)
    event = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RETURN, mod=0, unicode="")
    assert not loop.repeated(event, held) and loop.repeated(event, held)


def test_a_dialog_holds_the_focus_gives_it_back_and_escape_sends_its_intent() -> None:
    face, app, surface, _ = face_of(gallery.desk())
    face.focus.to("commit")
    app.show(gallery.desk(dialog=True))
    face.step(surface)
    assert face.state.view.focus == "explain-more"
    key(face, pygame.K_c, text="c")
    assert not app.asked
    point = next(b for b in face.state.layout.boxes if b.node.id == "commit" and b.part == "button")
    click(face, (point.x + 5, point.y + 5))
    assert not app.asked
    key(face, pygame.K_ESCAPE)
    assert app.asked == [Intent("close")]
    app.show(gallery.desk())
    face.step(surface)
    assert face.state.view.focus == "commit"


def test_focus_survives_a_change_of_the_tree_by_id_and_else_stays_near() -> None:
    def rows(*ids: str) -> Node:
        return Node("screen", "s", style="page", children=tuple(Node("button", i, i, intent=Intent(i)) for i in ids))

    face, app, _, _ = face_of(rows("a", "b", "c"))
    face.focus.to("b")
    app.show(rows("x", "b", "y"))
    face.refresh.update()
    assert face.state.view.focus == "b"
    app.show(rows("x", "y", "z"))
    face.refresh.update()
    assert face.state.view.focus == "y"


def test_typing_into_a_field_sends_the_text_on_enter_and_on_blur() -> None:
    face, app, _, _ = face_of(gallery.page())
    click(face, point_of(face, "seed") or (0, 0))
    key(face, pygame.K_BACKSPACE)
    type_text(face, "7z")
    key(face, pygame.K_RETURN)
    assert app.asked == [Intent("seed", ("47z",))]
    key(face, pygame.K_HOME)
    type_text(face, "稀")
    key(face, pygame.K_TAB)
    assert app.asked[-1] == Intent("seed", ("稀47z",))
    assert face.state.view.focus != "seed" and "seed" not in face.state.view.typed


def test_letters_of_a_field_are_no_shortcuts_and_escape_gives_the_old_text_back() -> None:
    face, app, _, _ = face_of(gallery.page())
    click(face, point_of(face, "seed") or (0, 0))
    type_text(face, "z")
    assert not app.asked and face.state.view.typed["seed"] == "42z"
    key(face, pygame.K_ESCAPE)
    assert face.state.view.typed["seed"] == "42"
    key(face, pygame.K_LEFT)
    key(face, pygame.K_DELETE)
    assert face.state.view.typed["seed"] == "4"
    key(face, pygame.K_a, mod=pygame.KMOD_CTRL)
    assert face.state.view.typed["seed"] == ""


def test_a_field_that_was_not_changed_sends_nothing() -> None:
    face, app, _, _ = face_of(gallery.page())
    click(face, point_of(face, "seed") or (0, 0))
    key(face, pygame.K_TAB)
    assert not app.asked


def test_wheel_and_page_keys_scroll_and_stop_at_the_ends() -> None:
    face, _, _, _ = face_of(gallery.page(), (640, 480))
    area = next(a for a in face.state.layout.areas if a.name == "page")
    face.events.handle(pygame.event.Event(pygame.MOUSEMOTION, pos=(200, 200), rel=(0, 0), buttons=(0, 0, 0)))
    face.events.handle(pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=-1))
    assert face.state.view.scroll["page"] > 0
    key(face, pygame.K_END)
    assert face.state.view.scroll["page"] == area.reach
    key(face, pygame.K_PAGEDOWN)
    assert face.state.view.scroll["page"] == area.reach
    key(face, pygame.K_HOME)
    assert face.state.view.scroll["page"] == 0


def test_nothing_is_drawn_when_nothing_changed() -> None:
    face, app, surface, clock = face_of(gallery.desk())
    assert not any(face.step(surface) for _ in range(5))
    face.events.handle(pygame.event.Event(pygame.MOUSEMOTION, pos=point_of(face, "commit"), rel=(0, 0), buttons=(0, 0, 0)))
    assert face.step(surface)
    assert not face.step(surface)
    clock.now += 1.0
    assert face.step(surface) and face.state.view.tip == "commit"
    assert not face.step(surface)
    app.revision += 1
    assert face.step(surface)


def test_the_hint_of_what_was_pressed_does_not_cover_what_it_opens() -> None:
    face, _, surface, clock = face_of(gallery.desk())

    def point(id: str) -> None:
        face.events.handle(pygame.event.Event(pygame.MOUSEMOTION, pos=point_of(face, id), rel=(0, 0), buttons=(0, 0, 0)))
        clock.now += 1.0
        face.step(surface)

    point("commit")
    assert face.state.view.tip == "commit"
    click(face, point_of(face, "commit"))
    clock.now += 1.0
    face.step(surface)
    assert face.state.view.tip == ""
    other = next(b.node.id for b in face.state.layout.targets() if b.node.id != "commit" and b.node.hint)
    point(other)
    assert face.state.view.tip == other
    point("commit")
    assert face.state.view.tip == "commit", "it can be read again by coming back to it"


def test_dots_move_only_while_the_app_is_busy_and_motion_is_wanted() -> None:
    face, app, surface, clock = face_of(gallery.desk())
    app.busy = True
    assert face.step(surface)
    clock.now += 0.5
    assert face.step(surface)
    app.settings.reduced_motion = True
    face.step(surface)
    assert not face.step(surface)


def test_a_new_size_theme_text_or_language_is_drawn_at_once() -> None:
    face, app, _, _ = face_of(gallery.desk())
    larger = pygame.Surface((1920, 1080))
    assert face.step(larger) and face.state.layout.width == 1920
    for name, value in (("theme", "light"), ("text_scale", 1.5), ("language", "zh-Hans")):
        setattr(app.settings, name, value)
        assert face.step(larger), name


def test_places_on_the_map_are_pointed_at_and_reached_by_tab() -> None:
    face, app, _, _ = face_of(gallery.desk(), (1920, 1080))
    click(face, point_of(face, "map/australia") or (0, 0))
    assert app.asked == [Intent("country", ("australia",))]
    ids = [b.node.id for b in face.state.layout.targets()]
    assert ids.index("tab-ladder") < ids.index("map/us") < ids.index("answer")


def post(*events: pygame.event.Event) -> None:
    for event in events:
        pygame.event.post(event)


def test_the_loop_takes_posted_events_and_ends_when_the_app_does(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(app: FakeApp, intent: Intent) -> None:
        app.running = intent.args != ("menu5",)

    app = FakeApp(gallery.menu(), react=stop)
    opened = open_window

    def open_and_press(size: tuple[int, int], **more: Any) -> pygame.Surface:
        surface = opened(size, **more)
        post(*(pygame.event.Event(pygame.KEYDOWN, key=k, mod=0, unicode="") for k in (pygame.K_UP, pygame.K_RETURN)))
        return surface

    monkeypatch.setattr(loop, "open_window", open_and_press)
    assert run(app, size=(640, 480)) == 0
    assert app.asked == [Intent("press", ("menu5",))] and app.closed == 0


def test_closing_the_window_lets_the_app_save(monkeypatch: pytest.MonkeyPatch) -> None:
    app = FakeApp(gallery.menu())
    opened = open_window

    def open_and_close(size: tuple[int, int], **more: Any) -> pygame.Surface:
        surface = opened(size, **more)
        post(pygame.event.Event(pygame.QUIT))
        return surface

    monkeypatch.setattr(loop, "open_window", open_and_close)
    assert run(app) == 0
    assert app.closed == 1


def test_ctrl_c_lets_the_app_save(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(FakeApp):
        whole = 0

        def tick(self) -> bool:
            signal.raise_signal(signal.SIGINT)
            self.whole += 1  # no exception cuts the app's work short
            return super().tick()

    app, before = Interrupted(gallery.menu()), signal.getsignal(signal.SIGINT)
    assert run(app) == 0
    assert app.closed == 1
    assert app.whole >= 1
    assert signal.getsignal(signal.SIGINT) is before


def test_full_screen_and_back_keeps_the_size() -> None:
    app = FakeApp(gallery.menu())
    open_window((640, 480))
    toggle_full_screen((640, 480))
    toggle_full_screen((640, 480))
    assert pygame.display.get_surface().get_size() == (640, 480)
    assert app.closed == 0


def test_no_display_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    pygame.display.quit()
    monkeypatch.setenv("SDL_VIDEODRIVER", "x11")
    monkeypatch.setenv("DISPLAY", ":no-such-display")
    with pytest.raises(NoDisplay, match="display"):
        run(FakeApp(gallery.menu()))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux runs without a display")
def test_no_display_at_all_is_not_a_hidden_window() -> None:
    env = {k: v for k, v in os.environ.items() if k not in ("SDL_VIDEODRIVER", "DISPLAY", "WAYLAND_DISPLAY")}
    words = "from game.desktop.window.display import *\ntry:\n open_window((640, 480))\nexcept NoDisplay as e:\n print(e)"
    done = subprocess.run([sys.executable, "-c", words], env=env, capture_output=True, text=True, cwd=ROOT, timeout=60, check=True)
    assert done.stdout.strip().splitlines()[-1].startswith("No window can be opened")


ROOT = Path(__file__).resolve().parents[2]
REAL = """
from tests.desktop import gallery
from tests.desktop.fake import FakeApp
from game.desktop.window.loop import run
def react(app, intent):
    print(intent.verb, *intent.args, flush=True)
    if intent.args == ("menu0",):
        app.show(gallery.page())
    if intent.args == ("back",):
        app.running = False
class Told(FakeApp):
    def tick(self):
        if not self.asked and self.busy is False:
            self.busy = 0
            print("in its loop", flush=True)
        return False
app = Told(gallery.menu(), react=react)
code = run(app, size=(1000, 700))
print("closed", app.closed, "exit", code, flush=True)
"""


def real_window(display: str) -> tuple[subprocess.Popen[str], list[str], dict[str, str]]:
    """A process with the window open, the lines that it prints, and the environment for xdotool."""
    env = {**os.environ, "DISPLAY": display, "SDL_FRAMEBUFFER_ACCELERATION": "0", "PYTHONPATH": str(ROOT), "SDL_VIDEODRIVER": "x11"}
    process = subprocess.Popen(
        [sys.executable, "-c", "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)" + REAL],
        env=env,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    lines: list[str] = []
    assert process.stdout is not None
    threading.Thread(target=lambda: lines.extend(iter(process.stdout.readline, "")), daemon=True).start()  # type: ignore[union-attr]
    return process, lines, env


def test_a_real_window_is_played_by_keyboard_and_mouse(screen: str) -> None:
    process, lines, env = real_window(screen)
    try:
        xdotool = lambda *a: subprocess.run(["xdotool", *a], env=env, capture_output=True, text=True, check=False)  # noqa: E731
        found = until(lambda: xdotool("search", "--pid", str(process.pid), "--name", "Indispensable").stdout.split())
        assert found, "no window came up"
        name = str(found[-1])  # type: ignore[index]
        xdotool("windowfocus", "--sync", name)
        heard = lambda words: any(words in line for line in lines)  # noqa: E731
        # Keys that come before the window has the focus are lost: press until the first is heard.
        assert until(lambda: (xdotool("key", "Tab"), xdotool("key", "Return"), until(lambda: heard("press menu"), 0.3))[-1])
        menu, page = (GameWindow(FakeApp(tree), (1000, 700)) for tree in (gallery.menu(), gallery.page()))

        def clicked(face: GameWindow, id: str) -> bool | None:
            at = point_of(face, id)
            assert at
            xdotool("mousemove", "--window", name, str(at[0]), str(at[1]), "click", "1")
            return until(lambda: heard(f"press {id}"), 0.3)

        assert until(lambda: clicked(menu, "menu0"))
        assert until(lambda: clicked(page, "back"))
        assert process.wait(10) == 0
        assert until(lambda: any("closed 0 exit 0" in line for line in lines))
    finally:
        process.kill()
        process.wait(10)


def test_ctrl_c_ends_a_real_window_and_the_app_may_save(screen: str) -> None:
    process, lines, _ = real_window(screen)
    try:
        assert until(lambda: "in its loop\n" in lines)
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        assert until(lambda: any("closed 1 exit 0" in line for line in lines))
    finally:
        process.kill()
        process.wait(10)


def test_memory_is_given_back_now_and_then() -> None:
    from game.desktop.window.parts.free_memory import EVERY, FreeMemory, trim

    given: list[int] = []
    memory = FreeMemory(lambda: given.append(1))
    for _ in range(2 * EVERY + 1):
        memory.note()
    assert len(given) == 2
    trim()  # whatever the C library is
