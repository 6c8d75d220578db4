"""Leaving the game: saved once, and never silently when the campaign cannot be saved."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from game.play import Campaign, Store
from game.screens.app import App
from game.screens.tree.node import Intent, find, walk
from game.terminal import run
from tests.screens.keyboard import begin

LANGUAGES = ("en", "zh-Hans")


def full(_: int) -> None:
    raise OSError(28, "No space left on device")


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Fills the disk, or makes room on it again."""

    def fill(filled: bool) -> None:
        monkeypatch.undo()
        if filled:
            monkeypatch.setattr("game.play.save_folder.os.fsync", full)

    return fill


def shown(app: App) -> str:
    return " ".join(node.name for node in walk(app.tree()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_a_full_disk_the_player_is_asked_and_may_stay(make_app: Callable[..., App], disk: Any, language: str) -> None:
    app = make_app(language)
    begin(app)
    disk(True)
    app.do(Intent("quit-yes"))
    assert app.running and find(app.tree(), "unsaved-dialog") is not None
    assert app.texts.said(app.unsaved) in shown(app), "it says why"
    app.do(Intent("quit-yes"))
    assert app.running and app.ui.dialog == "unsaved", "trying again asks again"
    app.do(Intent("dialog", ("",)))
    assert app.tree().id == "desk" and app.running
    disk(False)
    app.do(Intent("quit-yes"))
    assert not app.running and not app.unsaved


def test_who_insists_leaves_and_is_told(make_app: Callable[..., App], disk: Any) -> None:
    app = make_app()
    begin(app)
    disk(True)
    app.close(anyway=False)
    assert app.running
    app.close(anyway=False)  # the window's button, pressed again
    assert not app.running and "No space left" in app.unsaved


def test_the_title_is_not_reached_with_a_campaign_unsaved(make_app: Callable[..., App], disk: Any) -> None:
    app = make_app()
    begin(app)
    disk(True)
    app.do(Intent("to-title"))
    assert app.campaign is not None and app.campaign.notice and app.campaign.notice in shown(app)
    disk(False)
    app.do(Intent("to-title"))
    assert app.campaign is None


def test_leaving_saves_once_so_that_the_version_before_is_another(make_app: Callable[..., App], tmp_path: Path) -> None:
    app = make_app()
    begin(app)
    for _ in range(2):
        app.session.playing.stay_the_course()
    folder = app.library.store.folder  # type: ignore[union-attr]
    app.close()
    app.close()
    (auto,) = folder.glob("*.save")
    newest, before = (Campaign.load(app.rules, p).state.record.quarter for p in (auto, auto.with_name(auto.name + ".bak")))  # type: ignore[arg-type]
    assert (newest, before) == (2, 1)


def test_text_mode_says_on_the_error_stream_what_was_not_saved(rules: Any, tmp_path: Path, disk: Any) -> None:
    app = App(lambda: rules, lambda: Store(tmp_path / "saves"), threads=False)
    begin(app)
    disk(True)
    out = io.StringIO()
    assert run(app, io.StringIO(""), out) == 0
    assert not app.running and "No space left" in app.unsaved
