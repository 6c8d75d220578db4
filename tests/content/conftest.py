"""A copy of the shipped packs, so that a test sees one state of them from its first line to its last."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game import installation
from game.content.loading.compile import load
from game.engine.rules.vocabulary.rules import Rules
from tests.content.writing import MANIFEST, Write


@pytest.fixture(scope="session")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the copied packs."""
    folder = tmp_path_factory.mktemp("shipped") / "content"
    shutil.copytree(installation.content(), folder)
    return folder


@pytest.fixture(scope="session")
def rules(packs: Path, tmp_path_factory: pytest.TempPathFactory) -> Rules:
    """The rules of the copied packs, read afresh."""
    loaded = load([packs], store=tmp_path_factory.mktemp("store"))
    assert loaded.rules is not None, loaded.sentence
    return loaded.rules


@pytest.fixture
def pack(tmp_path: Path) -> Write:
    def write(id: str = "mymod", manifest: str = "", **files: str) -> Path:
        folder = tmp_path / "content" / id
        folder.mkdir(parents=True)
        (folder / "pack.yaml").write_text(MANIFEST.format(id=id) + manifest, encoding="utf-8")
        for name, text in files.items():
            kind, _, stem = name.partition("__")
            path = folder / kind / f"{stem.replace('_', '-')}.yaml" if stem else folder / f"{kind}.yaml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return folder

    return write
