"""The window without a screen: pygame's dummy drivers, set before pygame is imported. And a virtual screen for a real one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pytest

from game import installation
from game.desktop.graphics import fonts, world_map
from game.desktop.graphics import theme as themes
from game.desktop.picture.screenshot import ready
from tests.desktop import virtual


@pytest.fixture(autouse=True)
def dummy_display() -> None:
    """A dummy display, opened anew when a test has closed it."""
    ready()


@pytest.fixture
def assets_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], None]]:
    """Has the window read its assets from another folder; nothing that was read there is left for the tests that follow."""
    read_once = (themes.load, world_map.rings, world_map.outlines, fonts.own_file, fonts.covered)

    def forget() -> None:
        for cached in read_once:
            cached.cache_clear()

    def read(folder: Path) -> None:
        monkeypatch.setattr(installation, "assets", lambda: folder)
        forget()

    yield read
    monkeypatch.undo()
    forget()


@pytest.fixture
def screen() -> Iterator[str]:
    """The name of a virtual X display, or a skip with the reason."""
    why = virtual.lacking()
    if why:
        pytest.skip(why)
    with virtual.display() as name:
        if not name:
            pytest.skip("Xvfb did not start")
        yield name
