"""The window without a screen: pygame's dummy drivers, set before pygame is imported. And a virtual screen for a real one."""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pytest

from game.desktop.picture.screenshot import ready
from tests.desktop import virtual


@pytest.fixture(autouse=True)
def dummy_display() -> None:
    """A dummy display, opened anew when a test has closed it."""
    ready()


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
