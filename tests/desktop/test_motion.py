"""Soft changes: a mixture for a fifth of a second, then exactly the new picture; none without motion or when nothing changed."""

from __future__ import annotations

import pygame

from game.desktop.picture.crossfade import HOVER, SCREEN
from game.desktop.window.game_window import GameWindow
from game.screens.tree.node import Node
from tests.desktop import gallery
from tests.desktop.fake import FakeApp, Look
from tests.desktop.hands import point_of
from tests.desktop.test_window import Clock

SIZE = (1280, 720)


def pixels(surface: pygame.Surface) -> bytes:
    return pygame.image.tobytes(surface, "RGB")


def opened(tree: Node, *, still: bool = False) -> tuple[GameWindow, FakeApp, Clock, pygame.Surface]:
    app, clock, surface = FakeApp(tree, settings=Look(reduced_motion=still)), Clock(), pygame.Surface(SIZE)
    face = GameWindow(app, SIZE, clock, soft=True)
    assert face.step(surface) and face.frames.fade is None  # the first picture is there at once
    return face, app, clock, surface


def plain(tree: Node) -> bytes:
    surface = pygame.Surface(SIZE)
    GameWindow(FakeApp(tree), SIZE, Clock()).step(surface)
    return pixels(surface)


def test_a_new_screen_fades_in_and_then_nothing_moves() -> None:
    face, app, clock, surface = opened(gallery.menu())
    app.show(gallery.page())
    assert face.step(surface) and face.lively
    first, last = plain(gallery.menu()), plain(gallery.page())
    assert pixels(surface) == first
    clock.now += SCREEN / 2
    assert face.step(surface) and pixels(surface) not in (first, last)
    clock.now += SCREEN
    assert face.step(surface) and pixels(surface) == last
    assert face.frames.fade is None and not face.lively and not face.step(surface)


def test_a_control_under_the_pointer_fades_and_only_it() -> None:
    face, _, clock, surface = opened(gallery.menu())
    at = point_of(face, "menu0")
    face.events.handle(pygame.event.Event(pygame.MOUSEMOTION, pos=at, rel=(0, 0), buttons=(0, 0, 0)))
    assert face.step(surface) and face.frames.fade is not None and not face.frames.fade.whole
    assert sum(r.w * r.h for r, _ in face.frames.fade.old) < SIZE[0] * SIZE[1] / 8
    clock.now += HOVER + 0.01
    assert face.step(surface) and face.frames.fade is None and not face.step(surface)


def test_without_motion_every_picture_is_whole_at_once() -> None:
    face, app, _, surface = opened(gallery.menu(), still=True)
    app.show(gallery.page())
    assert face.step(surface) and face.frames.fade is None and pixels(surface) == plain(gallery.page())


def test_what_happens_during_a_fade_is_seen_after_it() -> None:
    face, app, clock, surface = opened(gallery.menu())
    app.show(gallery.page())
    face.step(surface)
    app.show(gallery.desk())
    clock.now += SCREEN / 3
    face.step(surface)
    clock.now += SCREEN + 0.01
    face.step(surface)
    assert pixels(surface) == plain(gallery.desk()) and face.frames.fade is None


def test_the_old_picture_stands_until_the_new_one_is_whole() -> None:
    face, app, clock, surface = opened(gallery.menu())
    clock.pace = 0.004  # every look at the clock takes time, so that no step can paint everything
    app.show(gallery.desk())
    before, steps = pixels(surface), 0
    while not face.step(surface):
        assert pixels(surface) == before and face.lively
        steps += 1
    assert steps > 3
    clock.pace = 0.0
    clock.now += SCREEN + 0.01
    assert face.step(surface) and pixels(surface) == plain(gallery.desk())


def test_a_picture_that_takes_too_long_is_finished_at_once() -> None:
    face, app, clock, surface = opened(gallery.menu())
    app.show(gallery.desk())
    clock.pace = 0.3
    assert [face.step(surface) for _ in range(3)][-1]


def test_another_size_ends_a_fade() -> None:
    face, app, _, surface = opened(gallery.menu())
    app.show(gallery.page())
    face.step(surface)
    larger = pygame.Surface((1920, 1080))
    assert face.step(larger) and face.frames.fade is None
