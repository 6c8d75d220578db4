"""The window opens again as it was closed: size, place, full screen; sanely where the displays are others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pygame
import pytest

from game.desktop.window import loop
from game.desktop.window.display import open_window
from game.desktop.window.loop import run
from game.screens.scene.settings import Settings, load, saver
from game.screens.scene.window_place import WindowPlace, sound
from game.structs import replace
from tests.desktop import gallery
from tests.desktop.fake import FakeApp, Look

HD, SMALL = (1920, 1080), (1024, 600)
PLACE = WindowPlace((1000, 700), (120, 80), False, (HD,))


def test_the_window_stands_where_it_stood_on_the_same_displays() -> None:
    assert PLACE.fitted((HD,)) == ((1000, 700), (120, 80))


@pytest.mark.parametrize("place", [(-32_000, -32_000), (0, 1_080), (5_000, 0), (0, -1_100)])
def test_a_place_that_no_display_reaches_is_left(place: tuple[int, int]) -> None:
    """Some systems tell -32000 of a window that is put away; it was opened there again, out of sight."""
    assert replace(PLACE, place=place).fitted((HD,)) == ((1000, 700), None)
    beside = replace(PLACE, place=(-1700, 40), displays=(HD, HD))
    assert beside.fitted((HD, HD)) == ((1000, 700), (-1700, 40)), "a second display may stand at the left"


@pytest.mark.parametrize("displays", [(SMALL,), (HD, HD), ((2560, 1440),), ()])
def test_on_other_displays_it_fits_and_is_placed_anew(displays: tuple[tuple[int, int], ...]) -> None:
    size, place = PLACE.fitted(displays)
    widest = max(displays, default=PLACE.size)
    assert place is None and size[0] <= widest[0] and size[1] <= widest[1]


@pytest.mark.parametrize("kept", [PLACE, replace(PLACE, full_screen=True, place=(-1700, 40)), None])
def test_the_place_is_kept_with_the_settings(tmp_path: Path, kept: WindowPlace | None) -> None:
    file, look = tmp_path / "settings.json", Settings(window=kept)
    assert saver(file)(look) == "" and load(file) == (look, "")


@pytest.mark.parametrize(
    "raw",
    [
        1, "x", [], {}, {"size": [1, 2]}, {**json.loads('{"size":[0,9],"place":[0,0],"full_screen":false,"displays":[]}')},
        {"size": [1e9, 5], "place": [0, 0], "full_screen": False, "displays": []},
        {"size": [100000, 5], "place": [0, 0], "full_screen": False, "displays": []},
        {"size": [100, 50], "place": [0, True], "full_screen": False, "displays": []},
        {"size": [100, 50], "place": [0, 0], "full_screen": 1, "displays": []},
        {"size": [100, 50], "place": [0, 0], "full_screen": False, "displays": [[1]]},
    ],
)  # fmt: skip
def test_a_damaged_place_is_left_out_and_said(tmp_path: Path, raw: Any) -> None:
    assert sound(raw) is None
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"theme": "light", "window": raw}), "utf-8")
    assert load(file) == (Settings(theme="light"), "settings.damaged")


def closed_after(app: FakeApp, monkeypatch: pytest.MonkeyPatch, *events: pygame.event.Event) -> None:
    opened = open_window

    def open_and_post(size: tuple[int, int], **more: Any) -> pygame.Surface:
        surface = opened(size, **more)
        for event in (*events, pygame.event.Event(pygame.QUIT)):
            pygame.event.post(event)
        return surface

    monkeypatch.setattr(loop, "open_window", open_and_post)
    assert run(app) == 0


def test_a_window_is_opened_as_it_was_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    first = FakeApp(gallery.menu())
    f11 = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_F11, mod=0, unicode="")
    closed_after(first, monkeypatch, f11)
    kept = first.settings.window
    assert kept is not None and kept.full_screen and kept.size == (1280, 720)
    second = FakeApp(gallery.menu(), Look(window=replace(kept, size=(900, 600))))
    closed_after(second, monkeypatch, f11)
    again = second.settings.window
    assert again is not None and not again.full_screen and again.size == (900, 600)
