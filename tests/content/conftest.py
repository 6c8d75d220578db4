"""A copy of the shipped packs, so that a test sees one state of them from its first line to its last."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game import installation
from game.content.loading.compile import Loaded, load
from game.engine.rules.vocabulary.rules import Rules
from tests.content.writing import Write, written


@pytest.fixture(scope="session")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the copied packs."""
    folder = tmp_path_factory.mktemp("shipped") / "content"
    shutil.copytree(installation.content(), folder)
    return folder


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which `loaded` leaves checked content. Whoever changes anything in it takes a copy."""
    return tmp_path_factory.mktemp("store")


@pytest.fixture(scope="session")
def loaded(packs: Path, filled: Path) -> Loaded:
    """What came of loading the copied packs afresh."""
    return load([packs], store=filled)


@pytest.fixture(scope="session")
def rules(loaded: Loaded) -> Rules:
    """The rules of the copied packs, read afresh."""
    assert loaded.rules is not None, loaded.sentence
    return loaded.rules


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a pack below `content` of the current folder."""
    monkeypatch.chdir(tmp_path)

    def write(id: str = "mymod", manifest: str = "", **files: str) -> Path:
        return written(tmp_path / "content", id, manifest, **files)

    return write
