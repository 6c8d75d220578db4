"""Cues: which one is due, never more than one, in words when they are not heard, and silence where there is no sound."""

from __future__ import annotations

import wave
from itertools import pairwise

import pygame
import pytest

from game.desktop.access.sound_cues import BED_VOLUME, CUES, TOLD, VOLUME, Cues, chosen
from game.desktop.graphics import assets
from game.desktop.graphics.window_words import words
from game.desktop.window.game_window import GameWindow
from game.desktop.window.parts.announcements import CAPTION_SECONDS
from game.play.told.headlines import QUIET, RANKS
from game.screens.pages.quarter.headline import CUES as HEADLINE_CUES
from game.screens.tree.node import Intent, Node
from game.structs import replace
from tests.desktop.fake import FakeApp, Look
from tests.desktop.test_window import Clock
from tests.waiting import until


def screen(id: str, *, dialog: bool = False) -> Node:
    pressed = (Node("button", "seal", "Seal", intent=Intent("commit")), Node("button", "go", "Go", intent=Intent("go")))
    over = (Node("dialog", "asked", "Sure?", intent=Intent("close")),) if dialog else ()
    return Node("screen", id, id, style="page", children=pressed + over)


def played(sound: bool) -> tuple[GameWindow, FakeApp, list[str], Clock, pygame.Surface]:
    app, heard, clock = FakeApp(screen("desk"), settings=Look(sound=sound)), [], Clock()
    face, surface = GameWindow(app, (640, 480), clock, heard.append), pygame.Surface((640, 480))
    face.step(surface)
    return face, app, heard, clock, surface


def press(face: GameWindow, id: str) -> None:
    box = face.state.layout.target(id)
    assert box
    face.focus.press(box)


def test_one_cue_for_what_happened_the_most_important() -> None:
    face, app, heard, _, surface = played(True)
    assert heard == []
    press(face, "go")
    face.step(surface)
    press(face, "seal")
    face.step(surface)
    app.show(screen("desk", dialog=True))
    face.step(surface)
    for id in ("brink", "ending"):
        app.show(screen(id))
        face.step(surface)
    assert heard == ["select", "commit", "open", "brink", "ending"]
    press(face, "seal")
    app.show(screen("brink"))
    face.step(surface)
    assert heard[5:] == ["brink"] and face.state.view.caption == ""


def test_without_sound_important_cues_are_written_for_a_while() -> None:
    face, _, heard, clock, surface = played(False)
    press(face, "go")
    face.step(surface)
    assert face.state.view.caption == ""
    press(face, "seal")
    before = pygame.image.tobytes(surface, "RGB")
    assert (
        face.step(surface)
        and face.state.view.caption == words("en")["cue_commit"]
        and pygame.image.tobytes(surface, "RGB") != before
    )
    clock.now += CAPTION_SECONDS + 0.1
    assert face.step(surface) and face.state.view.caption == ""
    assert heard == [] and not face.step(surface)
    assert all(f"cue_{cue}" in said for cue in TOLD for said in (words("en"), words("zh-Hans")))


def test_a_key_turns_the_sound_on_and_off() -> None:
    face, app, _, _, _ = played(False)
    face.events.handle(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_F8, mod=0, unicode=""))
    assert app.asked == [Intent("setting", ("sound", True))] and face.state.view.caption == words("en")["sound_on"]


def test_every_cue_is_a_short_quiet_file() -> None:
    for cue in CUES:
        path = assets.path("sounds", f"{cue}.wav")
        assert path is not None
        with wave.open(str(path)) as file:
            assert file.getnframes() / file.getframerate() < 1.5
            frames = memoryview(file.readframes(file.getnframes())).cast("h")
            assert 1000 < max(map(abs, frames)) < 12_000
    assert chosen("open", "") == "open" and chosen("brink", "select") == "brink"


def test_no_sound_card_is_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    pygame.mixer.quit()
    monkeypatch.setenv("SDL_AUDIODRIVER", "no-such-driver")
    cues = Cues()
    cues.play("open")
    cues.play("open")
    assert cues.silent
    cues.close()
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    heard = Cues()
    heard.play("commit")
    assert not heard.silent and pygame.mixer.get_init()
    heard.close()
    assert not pygame.mixer.get_init()


def test_the_bed_sounds_until_it_is_put_off() -> None:
    cues = Cues()
    cues.bed(False)
    assert not pygame.mixer.get_init()
    cues.bed(True)
    assert not cues.silent and pygame.mixer.get_busy()
    bed = cues._kept["bed"]
    cues.bed(True)
    assert bed.get_num_channels() == 1, "asked twice, it sounds once"
    cues.play("select")
    assert bed.get_num_channels() == 1
    cues.bed(False)
    assert until(lambda: bed.get_num_channels() == 0), "it fades out"
    cues.close()


def test_the_bed_repeats_without_a_seam_and_is_quieter_than_the_cues() -> None:
    def frames(name: str) -> memoryview:
        with wave.open(str(assets.path("sounds", f"{name}.wav"))) as file:
            return memoryview(file.readframes(file.getnframes())).cast("h")

    bed = frames("bed")
    steps = [abs(a - b) for a, b in pairwise(bed)]
    assert abs(bed[-1] - bed[0]) <= max(steps)
    assert max(map(abs, bed)) * BED_VOLUME < max(map(abs, frames("select"))) * VOLUME


def headlined(cue: str, words: str) -> Node:
    said = Node("row", "headline-panel", icon=cue, children=(Node("heading", "headline", words),))
    tree = screen("reveal")
    return replace(tree, children=(said, *tree.children))


def test_a_headline_is_heard_once_by_its_own_cue() -> None:
    face, app, heard, _, surface = played(True)
    for cue, told in (("vote", "Washington votes"), ("vote", "Washington votes"), ("", "All is quiet"), ("miss", "It slips")):
        app.show(screen("desk"))
        face.step(surface)
        app.show(headlined(cue, told))
        face.step(surface)
    assert [cue for cue in heard if cue not in ("open",)] == ["vote", "miss"]


def test_a_headline_is_written_where_there_is_no_sound() -> None:
    face, app, heard, _, surface = played(False)
    app.show(headlined("opening", "Kuantan opens"))
    face.step(surface)
    assert heard == [] and face.state.view.caption == words("en")["cue_opening"]


def test_every_headline_has_a_cue_and_a_quiet_quarter_none() -> None:
    for key, rank in RANKS.items():
        assert HEADLINE_CUES.get(key, "headline" if rank < QUIET else "") in (*TOLD, "")
    assert {"vote", "opening", "miss", "brink"} == set(HEADLINE_CUES.values())
