"""The window without a screen: pygame's dummy drivers, set before pygame is imported."""

from __future__ import annotations

import os

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pytest

from game.desktop.picture import ready


@pytest.fixture(autouse=True)
def display() -> None:
    """A dummy display, opened anew when a test has closed it."""
    ready()
