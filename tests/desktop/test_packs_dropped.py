"""Packs brought to the game in its window: dropped on it, chosen from a folder; then ordered, rested, taken out."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.content.loading.compile import load
from game.content.packs import folders
from game.content.packs.choices import choices
from game.engine.rules.campaign.record import Setup
from game.engine.rules.vocabulary.rules import Rules
from game.play.campaign import Campaign
from game.screens.app import App
from game.screens.scene.settings import Settings
from game.screens.tree.node import find
from tests.content.writing import CARD, written
from tests.desktop.hands import Hands, unhurried


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The player's content folder, still empty."""
    folder = tmp_path / "own" / "content"
    monkeypatch.setattr(folders, "user_content", lambda: folder)
    return folder


@pytest.fixture
def lying(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of downloads with a pack as a folder, one as a .zip and things that are none."""
    folder = tmp_path / "downloads"
    written(folder, "lanterns", cards__quota=CARD)
    packed = written(tmp_path / "made", "gates", cards__quota=CARD)
    with zipfile.ZipFile(folder / "gates.zip", "w") as archive:
        for file in sorted(packed.rglob("*.yaml")):
            archive.write(file, file.relative_to(packed))
    (folder / "pictures").mkdir()
    (folder / "note.txt").write_text("no pack")
    monkeypatch.setattr("game.screens.verbs.pack_verbs.downloads", lambda: folder)
    return folder


@pytest.fixture
def hands(own: Path) -> Iterator[Hands]:
    def rules() -> Rules | None:
        return load().rules

    app = App(rules, None, Settings(reduced_motion=True), threads=False, animate=False)
    app.tick()
    yield Hands(unhurried(app))


def app_of(hands: Hands) -> App:
    app = hands.face.state.app
    assert isinstance(app, App)
    return app


def drop(hands: Hands, path: Path) -> None:
    """What the window system says when a file is let go over the window."""
    hands.face.events.handle(pygame.event.Event(pygame.DROPFILE, file=str(path)))
    hands.face.step(hands.surface)


def cards(hands: Hands) -> set[str]:
    rules = app_of(hands).rules
    assert rules is not None
    return {id for id in rules.cards if ":" in id}


@pytest.mark.parametrize("name", ["lanterns", "gates.zip", "lanterns/pack.yaml"])
def test_a_pack_dropped_on_the_window_is_in_play(hands: Hands, own: Path, lying: Path, name: str) -> None:
    id = name.split("/")[0].removesuffix(".zip")
    drop(hands, lying / name)
    assert app_of(hands).ui.message == app_of(hands).texts("packs.installed", id=id)
    assert cards(hands) == {f"{id}:quota"} and (own / name.split("/")[0]).exists()


def test_what_is_no_pack_is_told_and_nothing_is_changed(hands: Hands, own: Path, lying: Path) -> None:
    for name in ("note.txt", "pictures", "gone.zip"):
        drop(hands, lying / name)
        told = app_of(hands).ui.message
        assert str(lying / name) in told and "\n" not in told, name
    assert cards(hands) == set() and not list(own.glob("*") if own.exists() else ())


def test_a_drop_during_a_campaign_changes_nothing_and_says_where_it_can(hands: Hands, lying: Path) -> None:
    app = app_of(hands)
    assert app.rules is not None
    app.adopt(Campaign.start(app.rules, Setup("spring-curbs", 1), None))
    drop(hands, lying / "gates.zip")
    assert app.ui.message == app.texts("packs.in_campaign") and cards(hands) == set()


def test_a_pack_is_chosen_by_the_mouse_alone(hands: Hands, own: Path, lying: Path) -> None:
    app_of(hands).show("packs")
    hands.face.step(hands.surface)
    hands.click("packs-choose")
    tree = app_of(hands).tree()
    named = [n.name for n in (find(tree, f"choose-pack:{i}") for i in range(9)) if n]
    assert named == ["gates.zip", "lanterns", "pictures"], "packs first, then folders to look into; nothing else"
    hands.click("choose-pack:2")
    assert find(app_of(hands).tree(), "choose-pack-none") is not None
    hands.click("choose-pack-up")
    hands.click("choose-pack:0")
    assert cards(hands) == {"gates:quota"} and app_of(hands).ui.dialog == ""


@pytest.mark.slow
def test_packs_are_ordered_rested_and_taken_out_on_the_page(hands: Hands, own: Path, lying: Path) -> None:
    drop(hands, lying / "gates.zip")
    drop(hands, lying / "lanterns")
    app_of(hands).show("packs")
    hands.face.step(hands.surface)
    hands.click("pack:lanterns:earlier")
    assert choices().order == ("lanterns", "gates")
    hands.click("pack:gates:switch")
    assert choices().off == ("gates",) and cards(hands) == {"lanterns:quota"}
    hands.click("pack:gates:switch")
    assert cards(hands) == {"lanterns:quota", "gates:quota"}
    hands.click("pack:gates:remove")
    hands.click("pack-yes")
    assert cards(hands) == {"lanterns:quota"} and not (own / "gates.zip").exists()
    assert (own.parent / "removed-packs" / "gates.zip").exists(), "nothing is deleted"
