"""A player's own keys: every key of every screen is a command, can be moved, and a file or a clash breaks nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from game.screens.app import App
from game.screens.scene.routes import IN_PLAY, SCREENS
from game.screens.scene.settings import Settings, load, saver
from game.screens.tree import keys
from game.screens.tree.node import Intent, find, walk


def test_every_key_of_every_screen_is_a_command_with_words(make_app: Callable[..., App]) -> None:
    app = make_app()
    found = set()
    for screen in SCREENS:
        if screen not in IN_PLAY:
            app.show(screen)
            found |= {n.key for n in walk(app.tree()) if n.key}
    app.show("new")
    app.do(Intent("start"))
    for screen in ("briefing", "desk", "table", "history", "countries"):
        app.show(screen)
        found |= {n.key for n in walk(app.tree()) if n.key}
    assert {"c", "z", "n", "m", "1", "f1"} <= found <= set(keys.COMMANDS)


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_the_page_names_every_command(make_app: Callable[..., App], language: str) -> None:
    app = make_app(language)
    app.show("keys")
    for command in keys.COMMANDS:
        node, words = find(app.tree(), f"key:{command}"), find(app.tree(), f"key-does:{command}")
        assert node is not None and node.name == command
        assert words is not None and words.name and "keys." not in words.name


def test_a_key_is_moved_shown_kept_and_given_back(make_app: Callable[..., App], tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    app = make_app(keep=saver(file))
    app.show("keys")
    app.do(Intent("key", ("n",)))
    assert find(app.tree(), "new-key") is not None
    app.do(Intent("key-to", ("n", "J")))
    assert find(app.tree(), "new-key") is None
    app.show("title")
    assert "n" not in {n.key for n in walk(app.tree())}
    assert [n.intent for n in walk(app.tree()) if n.key == "j"] == [Intent("go", ("new",))]
    assert load(file) == (Settings(keys=(("n", "j"),)), "")
    app.do(Intent("keys-usual"))
    assert load(file)[0].keys == ()
    assert "n" in {n.key for n in walk(app.tree())}


@pytest.mark.parametrize(("key", "told"), [("c", "Commit"), ("caps lock", "caps lock"), ("tab", "tab")])
def test_a_key_that_is_taken_or_none_is_refused_with_a_sentence(make_app: Callable[..., App], key: str, told: str) -> None:
    app = make_app()
    app.show("keys")
    app.do(Intent("key", ("n",)))
    app.do(Intent("key-to", ("n", key)))
    said = find(app.tree(), "new-key-no")
    assert said is not None and told in said.name
    assert app.settings.keys == ()


def test_free_keys_can_be_chosen_without_a_keyboard(make_app: Callable[..., App]) -> None:
    app = make_app()
    app.show("keys")
    app.do(Intent("key", ("q",)))
    free = find(app.tree(), "free:j")
    assert free is not None and free.intent is not None
    app.do(free.intent)
    assert app.settings.keys == (("q", "j"),)


DAMAGED = ("x", [["q", "c"]], [["q", "j"], ["q", "0"]], [["nothing", "j"]], [["q", "tab"]], [["q"]], [[1, 2]])


@pytest.mark.parametrize("raw", DAMAGED)
def test_a_damaged_list_of_keys_gives_the_usual_ones(tmp_path: Path, raw: object) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"theme": "light", "keys": raw}), "utf-8")
    assert load(file) == (Settings(theme="light"), "settings.damaged")


def test_two_commands_may_change_places() -> None:
    chosen = keys.bound("s", "q", keys.bound("q", "j", ()))
    chosen = keys.bound("q", "s", chosen)
    assert (keys.command_of("q", chosen), keys.command_of("s", chosen), keys.command_of("j", chosen)) == ("s", "q", "j")
    assert keys.sound([list(pair) for pair in chosen]) == chosen
